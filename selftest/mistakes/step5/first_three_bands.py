"""Only the first three bands are written.

Diagnosis: bands-missing
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)[:3]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values[:, :3]
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False)
