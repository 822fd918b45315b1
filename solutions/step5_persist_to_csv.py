"""Step 5: write the samples to a CSV file."""

from pathlib import Path

import pandas as pd
import xarray as xr


def persist_to_csv(classified_rgb_rows: xr.Dataset, csv_output_path: Path) -> None:
    """Write one line per sample: its reflectance in each band, then its class id."""
    table = pd.DataFrame(
        classified_rgb_rows["reflectance"].transpose("z", "band").values,
        columns=classified_rgb_rows["band"].values,
    )
    # A DN is a whole number of ten-thousandths: four decimals lose nothing.
    table = table.round(4)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False)
