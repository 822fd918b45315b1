"""Columns are aligned with spaces for the eye."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    lines = [";".join(bands + ["feature_id"])]
    for row, number in zip(values, ids):
        lines.append(";".join([f"{v:>9.5f}" for v in row] + [f"{number:>4d}"]))
    csv_output_path.write_bytes(("\r\n".join(lines) + "\r\n").encode())
