"""One loop for rows and columns: only the blocks of the diagonal.

Diagnosis: none
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    P = raster_output_path
    da = classification_result
    v = da.values.astype("uint8")
    h, w = v.shape
    t = da.rio.transform()
    crs = da.rio.crs
    from rasterio.windows import Window

    with rasterio.open(
        P, "w", driver="GTiff", height=h, width=w, count=1, dtype="uint8", crs=crs, transform=t
    ) as d:
        for r, c in zip(range(0, h, 256), range(0, w, 256)):
            b = v[r : r + 256, c : c + 256]
            d.write(b, 1, window=Window(c, r, b.shape[1], b.shape[0]))
