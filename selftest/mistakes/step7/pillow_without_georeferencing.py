"""Pillow writes the ids, without the place.

Diagnosis: georeference-missing
"""


def persist_classification_to_raster(raster_output_path, classification_result):
    from PIL import Image

    image = Image.fromarray(classification_result.values.astype("uint8"))
    image.save(raster_output_path, format="TIFF")
