"""to_dataframe of the Dataset, unstacked by band."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    frame = classified_rgb_rows.to_dataframe().reset_index()
    wide = frame.pivot(
        index="z" if "z" in frame else frame.columns[1], columns="band", values="reflectance"
    )[bands]
    wide["feature_id"] = classified_rgb_rows["feature_id"].values
    with csv_output_path.open("w", encoding="utf-8", newline="") as file:
        wide.to_csv(file, sep=";", index=False, header=bands + ["feature_id"])
