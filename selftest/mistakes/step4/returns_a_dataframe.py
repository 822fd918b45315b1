"""Returns a pandas DataFrame instead of an xarray Dataset.

Diagnosis: wrong-type
"""

from __future__ import annotations

import pandas as pd


def produce_clips(data_array, burnt_polygons, mapping):
    bands = list(data_array.band.values)
    table = pd.DataFrame(data_array.values.reshape(len(bands), -1).T, columns=bands)
    table["feature_id"] = burnt_polygons.ravel()
    return table[table["feature_id"] > 0].dropna()
