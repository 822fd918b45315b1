"""Written in pieces to a temporary name, then moved into place."""

import os
from pathlib import Path

import pandas as pd


def chunks(dataset, size=50):
    for start in range(0, dataset.sizes["z"], size):
        yield dataset.isel(z=slice(start, start + size))


def persist_to_csv(classified_rgb_rows, csv_output_path):
    target = Path(csv_output_path)
    temporary = target.with_name(target.name + ".part")
    names = list(classified_rgb_rows.band.values)
    temporary.write_text(";".join(names + ["feature_id"]) + "\n", encoding="utf-8")
    for part in chunks(classified_rgb_rows):
        table = pd.DataFrame(part.reflectance.transpose("z", "band").values, columns=names)
        table["feature_id"] = part.feature_id.values
        table.to_csv(temporary, sep=";", index=False, header=False, mode="a")
    os.replace(temporary, target)
