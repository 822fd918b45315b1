"""The header is made of DataArrays, which print as a block of text.

Diagnosis: printed-objects
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(band) for band in classified_rgb_rows["band"]]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False)
