import numpy as np
import rasterio.features


def burn(raster, frame, mapping):
    import numbering

    assert mapping == numbering.numbered(frame["class"])
    shapes = list(zip(frame.geometry, frame["class"].map(mapping)))
    shape, transform = raster.rio.shape, raster.rio.transform()
    return rasterio.features.rasterize(shapes, shape, transform=transform, dtype=np.uint8)
