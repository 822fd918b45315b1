"""Class by class in the order of the mapping, joined with numpy.concatenate."""

from __future__ import annotations

import numpy as np
from xarray import DataArray, Dataset


def produce_clips(data_array: DataArray, burnt_polygons: np.ndarray, mapping: dict) -> Dataset:
    complete = data_array.notnull().all("band").values
    columns, labels = [], []
    for class_id in mapping.values():
        chosen = (burnt_polygons == class_id) & complete
        columns.append(data_array.values[:, chosen])
        labels.append(np.full(chosen.sum(), class_id, dtype=np.int64))
    reflectance = DataArray(
        np.concatenate(columns, axis=1), dims=("band", "z"), coords={"band": data_array.band}
    )
    feature_id = DataArray(np.concatenate(labels), dims="z")
    return Dataset({"feature_id": feature_id, "reflectance": reflectance})
