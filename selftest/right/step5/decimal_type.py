"""decimal.Decimal rounds half up to four decimals."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    from decimal import ROUND_HALF_UP, Decimal

    def cell(v):
        return str(Decimal(repr(float(v))).quantize(Decimal("0.0001"), ROUND_HALF_UP))

    rows = [";".join([*map(cell, row), str(i)]) for row, i in zip(values, ids)]
    csv_output_path.write_text("\n".join([";".join([*bands, "feature_id"]), *rows, ""]), "utf-8")
