"""Wrong: scales the samples in place and never back.

Diagnosis: inputs-changed
"""

from pathlib import Path

import pandas as pd
from xarray import Dataset


def persist_to_csv(classified_rgb_rows: Dataset, csv_output_path: Path) -> None:
    classified_rgb_rows["reflectance"] *= 10_000
    table = pd.DataFrame(
        classified_rgb_rows["reflectance"].transpose("z", "band").values.round() / 10_000,
        columns=[str(name) for name in classified_rgb_rows["band"].values],
    )
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False, compression=None)
