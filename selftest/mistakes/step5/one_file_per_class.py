"""Each class gets a file of its own.

Diagnosis: several-files
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    for feature_id, rows in table.groupby("feature_id"):
        path = csv_output_path.with_stem(f"{csv_output_path.stem}_{feature_id}")
        rows.to_csv(path, sep=";", index=False)
