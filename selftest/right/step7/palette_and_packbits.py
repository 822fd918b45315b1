"""A colour table on the one band, class names as tags, and packbits."""

import rasterio
import rioxarray  # noqa: F401

COLOURS = {0: (0, 0, 0, 0), 1: (30, 80, 200, 255), 2: (20, 110, 40, 255), 3: (220, 190, 90, 255)}


def persist_classification_to_raster(raster_output_path, classification_result):
    byte = classification_result.astype("uint8")
    byte.rio.to_raster(raster_output_path, compress="PACKBITS", photometric="PALETTE")
    with rasterio.open(raster_output_path, "r+") as tif:
        tif.write_colormap(1, COLOURS)
        tif.update_tags(1, CLASSES="WATER,FOREST,FARM")
        tif.set_band_description(1, "land cover")
