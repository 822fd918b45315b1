"""Writes a frame of Python objects."""

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    a = np.vstack(
        [
            classified_rgb_rows.reflectance.values.astype(object),
            classified_rgb_rows.feature_id.values.astype(object),
        ]
    ).T
    pd.DataFrame(a, columns=[*classified_rgb_rows.band.values, "feature_id"]).to_csv(
        csv_output_path, sep=";", index=False
    )
