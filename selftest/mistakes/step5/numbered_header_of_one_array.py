"""Bands and ids become one array, and its columns are numbered.

Diagnosis: header-numbered
"""

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = np.column_stack([values, classified_rgb_rows["feature_id"].values])
    pd.DataFrame(table).to_csv(csv_output_path, sep=";", index=False)
