"""Samples that are equal are written once.

Diagnosis: duplicates-dropped
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table = table.drop_duplicates()
    table.to_csv(csv_output_path, sep=";", index=False)
