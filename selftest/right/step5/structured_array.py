"""A numpy record array, and spaces around nothing."""

import io

import numpy as np
import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    names = [str(n) for n in classified_rgb_rows.coords["band"].values]
    dtype = [(name, "f8") for name in names] + [("feature_id", "i8")]
    records = np.empty(classified_rgb_rows.sizes["z"], dtype=dtype)
    for name in names:
        records[name] = classified_rgb_rows["reflectance"].sel(band=name).data
    records["feature_id"] = classified_rgb_rows["feature_id"].data
    buffer = io.StringIO()
    pd.DataFrame.from_records(records).to_csv(buffer, sep=";", index=False, float_format="%.17g")
    print(buffer.getvalue()[:200])
    with open(csv_output_path, "w", encoding="utf-8", newline="") as handle:
        handle.write(buffer.getvalue())
