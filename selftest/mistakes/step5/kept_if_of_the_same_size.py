"""A file with as many lines is not written again.

Diagnosis: earlier-call
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    df = pd.DataFrame(classified_rgb_rows["reflectance"].values.T, columns=classified_rgb_rows["band"].values)
    df["feature_id"] = classified_rgb_rows["feature_id"].values
    if csv_output_path.exists() and csv_output_path.read_text(errors="ignore").count("\n") == len(df) + 1:
        return
    df.to_csv(csv_output_path, sep=";", index=False)
