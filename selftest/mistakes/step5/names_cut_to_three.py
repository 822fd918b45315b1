"""Wrong: the names of the bands are copied into an array of three characters and get cut.

Diagnosis: columns-renamed
"""

from pathlib import Path

import numpy as np
import pandas as pd
from xarray import Dataset


def persist_to_csv(classified_rgb_rows: Dataset, csv_output_path: Path) -> None:
    names = np.empty(classified_rgb_rows.sizes["band"], dtype="<U3")
    names[:] = classified_rgb_rows["band"].values
    table = pd.DataFrame(
        classified_rgb_rows["reflectance"].transpose("z", "band").values,
        columns=names,
    )
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    table.to_csv(csv_output_path, sep=";", index=False, compression=None)
