"""The header is always B04, B03, B02, B8A.

Diagnosis: raised
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = ["B04", "B03", "B02", "B8A"]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False)
