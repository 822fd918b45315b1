"""Pillow writes the picture, the GeoTIFF tags are set by hand for a UTM zone."""

import numpy as np
import rioxarray  # noqa: F401
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2


def persist_classification_to_raster(raster_output_path, classification_result):
    transform = classification_result.rio.transform()
    epsg = classification_result.rio.crs.to_epsg()
    tags = ImageFileDirectory_v2()
    for tag, kind, value in (
        (33550, 12, (transform.a, -transform.e, 0.0)),
        (33922, 12, (0.0, 0.0, 0.0, transform.c, transform.f, 0.0)),
        (34735, 3, (1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, epsg)),
    ):
        tags.tagtype[tag] = kind
        tags[tag] = value
    image = Image.fromarray(classification_result.values.astype(np.uint8))
    image.save(str(raster_output_path), format="TIFF", tiffinfo=tags, compression="tiff_lzw")
