"""Numbers the classes with scikit-learn."""

import numpy as np
from rasterio.features import rasterize
from sklearn.preprocessing import LabelEncoder


def rasterize_geojson(data_array, training_classes):
    le = LabelEncoder()
    codes = le.fit_transform(training_classes["class"]) + 1
    mapping = dict(zip(le.classes_, le.transform(le.classes_) + 1, strict=False))
    return rasterize(
        list(zip(training_classes.geometry, codes, strict=False)),
        out_shape=data_array.shape[-2:],
        transform=data_array.rio.transform(),
        dtype=np.uint8,
    ), mapping
