"""The table of dtypes has forgotten some.

Diagnosis: raised
"""

import rasterio
import rioxarray


def persist_classification_to_raster(raster_output_path, classification_result):
    da = classification_result
    path = raster_output_path
    t = {"uint8": "uint8", "uint16": "uint16", "int32": "int32", "int64": "uint8", "bool": "uint8"}[str(da.dtype)]
    with rasterio.open(path, "w", driver="GTiff", count=1, height=da.shape[0], width=da.shape[1], dtype=t, crs=da.rio.crs, transform=da.rio.transform()) as dst:
        dst.write(da.values.astype(t), 1)
