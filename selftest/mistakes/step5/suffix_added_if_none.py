"""A path without a suffix gets .csv.

Diagnosis: path-changed
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    df = pd.DataFrame(classified_rgb_rows["reflectance"].values.T, columns=classified_rgb_rows["band"].values)
    df["feature_id"] = classified_rgb_rows["feature_id"].values
    if not csv_output_path.suffix:
        csv_output_path = csv_output_path.with_suffix(".csv")
    df.to_csv(csv_output_path, sep=";", index=False)
