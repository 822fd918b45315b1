"""Step files import from each other, in a circle."""

import geopandas as gpd

EPSG = 32631


def load_feature_polygons(input_path):
    from step4_produce_clips import produce_clips

    assert callable(produce_clips)
    return gpd.read_file(input_path).to_crs(EPSG)
