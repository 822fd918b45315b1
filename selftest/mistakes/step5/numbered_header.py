"""The header numbers the bands 0, 1, 2.

Diagnosis: header-numbered
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False)
