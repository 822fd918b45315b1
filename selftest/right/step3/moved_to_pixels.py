"""Moves the polygons to columns and rows first."""

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    inv = ~data_array.rio.transform()
    mapping = {c: k for k, c in enumerate(training_classes["class"].unique(), 1)}
    pix = training_classes.geometry.affine_transform([inv.a, inv.b, inv.d, inv.e, inv.c, inv.f])
    return rasterize(
        [(g, mapping[c]) for g, c in zip(pix, training_classes["class"], strict=False)],
        data_array.rio.shape,
        dtype="uint8",
    ), mapping
