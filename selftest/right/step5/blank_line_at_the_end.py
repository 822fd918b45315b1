"""Two newlines at the end, and a sign before each reflectance."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    rows = "".join(
        ";".join([f"{v:+.4f}" for v in row] + [f"{i}"]) + "\n" for row, i in zip(values, ids)
    )
    csv_output_path.write_text(
        ";".join(bands + ["feature_id"]) + "\n" + rows + "\n", encoding="utf-8"
    )
