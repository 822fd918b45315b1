"""The classes are written one after the other, each with a header.

Diagnosis: header-twice
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    csv_output_path.unlink(missing_ok=True)
    for _, rows in table.groupby("feature_id"):
        rows.to_csv(csv_output_path, sep=";", index=False, mode="a")
