"""x and y of the samples are written too.

Diagnosis: columns-extra
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    for name in classified_rgb_rows.coords:
        if name != "band":
            table[name] = classified_rgb_rows[name].values
    table["z"] = range(len(table))
    table.to_csv(csv_output_path, sep=";", index=False)
