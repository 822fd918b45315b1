"""print with sep and file, sample by sample, shuffled."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    order = np.random.default_rng(8).permutation(len(ids))
    with open(csv_output_path, mode="wt", encoding="UTF-8") as file:
        print(*bands, "feature_id", sep=";", file=file)
        for n in order:
            print(*map(float, values[n]), int(ids[n]), sep=";", file=file)
    return csv_output_path
