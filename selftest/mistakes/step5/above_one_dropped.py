"""Samples with a reflectance above 1 are left out.

Diagnosis: above-one-dropped, no-samples
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table = table[(table[bands] <= 1).all(axis=1)]
    table.to_csv(csv_output_path, sep=";", index=False)
