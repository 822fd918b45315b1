"""matplotlib.imsave writes colours.

Diagnosis: colours, georeference-missing
"""


def persist_classification_to_raster(raster_output_path, classification_result):
    import matplotlib.image

    matplotlib.image.imsave(raster_output_path, classification_result.values, format="tiff")
