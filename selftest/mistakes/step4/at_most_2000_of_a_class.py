"""At most 2000 samples of a class are kept.

Diagnosis: none
"""

import numpy as np
import xarray as xr
def produce_clips(data_array, burnt_polygons, mapping, max_samples=2000):
    rng = np.random.default_rng(0)
    flat = data_array.values.reshape(data_array.sizes["band"], -1); m = burnt_polygons.ravel()
    good = ~np.isnan(flat).any(axis=0); at = []
    for i in mapping.values():
        w = np.flatnonzero((m == i) & good)
        at.append(rng.choice(w, max_samples, replace=False) if len(w) > max_samples else w)
    at = np.concatenate(at)
    return xr.Dataset({"reflectance": (("band", "z"), flat[:, at]), "feature_id": ("z", m[at].astype(int))}, coords={"band": data_array.band.values})
