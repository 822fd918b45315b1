"""Writes some hundred lines at a time."""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    df = pd.DataFrame(
        classified_rgb_rows.reflectance.values.T, columns=classified_rgb_rows.band.values
    )
    df["feature_id"] = classified_rgb_rows.feature_id.values
    for k, start in enumerate(range(0, max(len(df), 1), 10)):
        df.iloc[start : start + 10].to_csv(
            csv_output_path, sep=";", index=False, mode="a" if k else "w", header=not k
        )
