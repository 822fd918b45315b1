"""The reflectance of all 65536 DN is computed once and looked up."""

from pathlib import Path

import numpy as np
import rioxarray

TABLE = ((np.arange(65536, dtype=np.float64) - 1000) / 10000).astype(np.float32)
TABLE[0] = np.nan


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    arrays = []
    template = None
    for name in band_names:
        ending = f"_{name}_{resolution}m.jp2"
        jp2 = Path(sentinel_product_location).rglob("*.jp2")
        found = [path for path in jp2 if path.name.endswith(ending)]
        if not found:
            raise FileNotFoundError(f"no band called {name!r} at {resolution} m")
        template = rioxarray.open_rasterio(found[0])
        arrays.append(TABLE[template.values[0]])
    result = template.isel(band=[0] * len(arrays)).astype(np.float32)
    result = result.copy(data=np.stack(arrays))
    return result.assign_coords(band=np.array(band_names, dtype=object))
