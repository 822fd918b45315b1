"""pandas gives the ids: the codes of a Categorical, plus one, written to a copy of the frame."""

from __future__ import annotations

import pandas as pd
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    frame = training_classes.copy()
    frame["class"] = pd.Categorical(frame["class"])
    frame["id"] = frame["class"].cat.codes.astype(int) + 1
    mapping = frame.drop_duplicates("class").set_index("class")["id"].to_dict()
    mask = rasterize(
        frame[["geometry", "id"]].itertuples(index=False, name=None),
        out_shape=data_array.shape[-2:],
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
