"""Squeezes the table: it cannot write one sample.

Diagnosis: raised
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    df = pd.DataFrame(
        classified_rgb_rows.reflectance.values.squeeze().T, columns=classified_rgb_rows.band.values
    )
    df["feature_id"] = classified_rgb_rows.feature_id.values
    df.to_csv(csv_output_path, sep=";", index=False)
