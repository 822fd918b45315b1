"""Cuts reflectance at 2.

Diagnosis: clipped
"""


def persist_to_csv(classified_rgb_rows, csv_output_path):
    df = classified_rgb_rows.reflectance.clip(-0.1, 2).T.to_pandas()
    df["feature_id"] = classified_rgb_rows.feature_id.values
    df.to_csv(csv_output_path, sep=";", index=False)
