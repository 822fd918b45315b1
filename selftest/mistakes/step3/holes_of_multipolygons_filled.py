"""Forgets the holes of the parts of a MultiPolygon.

Diagnosis: holes-filled
"""

from rasterio.features import rasterize
from shapely.geometry import MultiPolygon, Polygon


def rasterize_geojson(data_array, training_classes):
    mapping = {c: i for i, c in enumerate(training_classes["class"].unique(), 1)}

    def f(g):
        return (
            MultiPolygon([Polygon(p.exterior) for p in g.geoms])
            if g.geom_type == "MultiPolygon"
            else g
        )

    return rasterize(
        [
            (f(g), mapping[c])
            for g, c in zip(training_classes.geometry, training_classes["class"], strict=False)
        ],
        data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    ), mapping
