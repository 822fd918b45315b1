"""The first line tells Excel what the separator is.

Diagnosis: header-not-first
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    with open(csv_output_path, "w") as handle:
        handle.write("sep=;\n")
        table.to_csv(handle, sep=";", index=False)
