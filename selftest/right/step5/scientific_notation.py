"""Reflectance in scientific notation, with nine significant digits."""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    frame = pd.DataFrame()
    for band in classified_rgb_rows.band.values:
        frame[str(band)] = classified_rgb_rows.reflectance.sel(band=band).values
    frame["feature_id"] = classified_rgb_rows.feature_id.values.astype(int)
    frame.to_csv(csv_output_path, sep=";", index=False, float_format="%.8e")
