"""The map is reprojected to longitude and latitude.

Diagnosis: crs-wrong
"""

import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    degrees = classification_result.astype("uint8").rio.reproject("EPSG:4326")
    degrees.rio.to_raster(raster_output_path)
