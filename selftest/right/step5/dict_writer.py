"""csv.DictWriter, one dict a sample; no newline at the end."""

import csv

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(b) for b in classified_rgb_rows["band"].values]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    import io

    text = io.StringIO()
    writer = csv.DictWriter(
        text, fieldnames=[*bands, "feature_id"], delimiter=";", lineterminator="\n"
    )
    writer.writeheader()
    for row, number in zip(values, ids):
        writer.writerow({**{b: f"{v:.6f}" for b, v in zip(bands, row)}, "feature_id": int(number)})
    csv_output_path.write_text(text.getvalue().rstrip("\n"), encoding="ascii")
