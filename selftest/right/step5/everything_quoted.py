"""Every cell is quoted, with a point for decimals."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    with open(csv_output_path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([*bands, "feature_id"])
        for row, number in zip(values.tolist(), ids.tolist()):
            writer.writerow([*row, number])
