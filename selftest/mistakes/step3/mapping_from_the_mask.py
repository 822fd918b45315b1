"""Makes the mapping from the ids that were burnt.

Diagnosis: class-missing
"""

import numpy as np
import pandas as pd
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    codes, names = pd.factorize(training_classes["class"])
    m = rasterize(
        list(zip(training_classes.geometry, codes + 1, strict=False)),
        data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return m, {names[i - 1]: int(i) for i in np.unique(m) if i}
