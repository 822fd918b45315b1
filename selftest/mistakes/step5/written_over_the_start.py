"""The file is opened for update: a longer old one keeps its end.

Diagnosis: none
"""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    table = pd.DataFrame(values, columns=bands).assign(feature_id=ids)
    with open(
        csv_output_path, "r+" if csv_output_path.exists() else "w", encoding="utf-8", newline=""
    ) as f:
        table.round(4).to_csv(f, sep=";", index=False)
