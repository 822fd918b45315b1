"""Tiled, ZSTD, predictor 2, 32-bit."""

import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    options = {"tiled": True, "blockxsize": 128, "blockysize": 128}
    options |= {"compress": "ZSTD", "predictor": 2}
    classification_result.astype("int32").rio.to_raster(raster_output_path, **options)
