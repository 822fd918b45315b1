"""One line a class, with the mean of its samples.

Diagnosis: mean-per-class
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table = table.groupby("feature_id")[bands].mean().reset_index()
    table = table[[*bands, "feature_id"]]
    table.to_csv(csv_output_path, sep=";", index=False)
