"""The mapping counts rows, not classes: a file with many polygons runs out of ids.

Diagnosis: id-per-row
"""

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {}
    for number, name in enumerate(training_classes["class"], start=1):
        mapping[name] = number
    shapes = [(row.geometry, mapping[row["class"]]) for _, row in training_classes.iterrows()]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
