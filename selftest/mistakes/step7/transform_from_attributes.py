"""Reads the transform from an attribute that only rasters read from a file have.

Diagnosis: raised
"""

import rasterio


def persist_classification_to_raster(raster_output_path, classification_result):
    grid = classification_result["spatial_ref"].attrs
    a, b, c, d, e, f = map(float, grid["GeoTransform"].split())
    rows, columns = classification_result.shape
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        count=1,
        height=rows,
        width=columns,
        dtype="uint8",
        crs=grid["crs_wkt"],
        transform=rasterio.Affine.from_gdal(a, b, c, d, e, f),
    ) as file:
        file.write(classification_result.to_numpy().astype("uint8"), 1)
