"""A DataFrame from the transposed values, written with to_csv."""

from pathlib import Path

import pandas as pd
from xarray import Dataset


def persist_to_csv(classified_rgb_rows: Dataset, csv_output_path: Path) -> None:
    rows = classified_rgb_rows["reflectance"].transpose("z", "band")
    table = pd.DataFrame(rows.values, columns=list(classified_rgb_rows["band"].values))
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False)
