"""A bar of progress is drawn for every polygon."""

import numpy as np
from rasterio.features import geometry_mask
from tqdm import tqdm


def rasterize_geojson(data_array, training_classes):
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    mask = np.zeros(shape, np.uint8)
    rows = list(zip(training_classes.geometry, training_classes["class"]))
    for geometry, name in tqdm(rows, desc="burning", mininterval=0):
        mask[geometry_mask([geometry], shape, transform, invert=True)] = mapping[name]
    return mask, mapping
