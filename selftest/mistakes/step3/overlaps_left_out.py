"""Sets pixels to 0 where polygons of two classes overlap, as "ambiguous".

Diagnosis: overlap-dropped
"""

import numpy as np
import rioxarray  # noqa: F401
from geopandas import GeoDataFrame
from rasterio.features import rasterize
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), start=1)}
    mask = np.zeros(data_array.rio.shape, dtype="uint8")
    count = np.zeros(mask.shape, dtype="int32")
    for name, rows in training_classes.groupby("class"):
        inside = rasterize(
            list(rows.geometry), out_shape=mask.shape, transform=data_array.rio.transform(), dtype="uint8"
        ).astype(bool)
        mask[inside] = mapping[name]
        count += inside
    mask[count > 1] = 0
    return mask, mapping
