"""z is a MultiIndex of (class name, number within the class), made with xr.Coordinates.from_pandas_multiindex."""
import numpy as np
import pandas as pd
import xarray as xr
from xarray import DataArray, Dataset


def produce_clips(data_array: DataArray, burnt_polygons: np.ndarray, mapping) -> Dataset:
    good = ~np.isnan(data_array.values).any(axis=0) & burnt_polygons.astype(bool)
    ids = pd.Series(burnt_polygons[good].astype("int64"))
    name_of = {class_id: name for name, class_id in mapping.items()}
    index = pd.MultiIndex.from_arrays(
        [ids.map(name_of).astype(object), ids.groupby(ids).cumcount()], names=["class", "number"]
    )
    coords = xr.Coordinates.from_pandas_multiindex(index, "z")
    ds = Dataset(
        {"reflectance": (("band", "z"), data_array.values[:, good]), "feature_id": ("z", ids.to_numpy())},
        coords={"band": data_array["band"].values},
    )
    return ds.assign_coords(coords)
