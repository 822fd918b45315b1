"""Counts polygons per class with merge_alg=add in int32, and takes the argmax over the layers of the classes."""
import numpy as np
from geopandas import GeoDataFrame
from rasterio.enums import MergeAlg
from rasterio.features import rasterize
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    names = training_classes["class"].drop_duplicates().tolist()
    layers = [np.zeros(data_array.rio.shape, "int32")]
    for name in names:
        here = training_classes.loc[(training_classes["class"] == name).to_numpy()]
        layers.append(
            rasterize(
                ((g, 1) for g in here.geometry),
                out_shape=data_array.rio.shape,
                transform=data_array.rio.transform(),
                merge_alg=MergeAlg.add,
                dtype="int32",
            )
        )
    stack = np.stack(layers) > 0
    return stack.argmax(axis=0).astype(np.uint8), {n: i for i, n in enumerate(names, 1)}
