"""The names of the header are written with repr.

Diagnosis: printed-objects
"""

import numpy as np


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [repr(band) for band in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = np.column_stack([values, classified_rgb_rows["feature_id"].values])
    formats = ["%.6f"] * len(bands) + ["%d"]
    header = ";".join([*bands, "feature_id"])
    np.savetxt(csv_output_path, table, formats, delimiter=";", header=header, comments="")
