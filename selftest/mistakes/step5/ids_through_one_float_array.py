"""The ids share an array with the reflectance and come out as 4.000000.

Diagnosis: ids-float
"""

import numpy as np


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values[:, None]
    header = ";".join([*bands, "feature_id"])
    everything = np.hstack([values, ids])
    np.savetxt(csv_output_path, everything, "%.6f", ";", header=header, comments="")
