"""numpy.savetxt with fmt="%g": the ids of a float table come out as integers."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    table = np.column_stack([values, ids])
    np.savetxt(
        csv_output_path,
        table,
        fmt="%g",
        delimiter=";",
        header=";".join(bands + ["feature_id"]),
        comments="",
    )
