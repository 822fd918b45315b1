"""The mask is kept in a file that is mapped into memory."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    import tempfile
    from pathlib import Path

    mask = np.memmap(
        Path(tempfile.mkdtemp()) / "mask.dat", dtype="uint8", mode="w+", shape=data_array.rio.shape
    )
    mapping = {str(name): n for n, name in enumerate(training_classes["class"].unique(), 1)}
    for name, geometry in zip(training_classes["class"], training_classes.geometry, strict=True):
        rasterize([(geometry, mapping[name])], out=mask, transform=data_array.rio.transform())
    return mask, mapping
