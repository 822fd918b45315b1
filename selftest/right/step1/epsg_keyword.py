"""The EPSG code is given as a number, in place, and the parameter has another name."""

import geopandas


def load_feature_polygons(fichier):
    polygones = geopandas.read_file(str(fichier))
    polygones.to_crs(epsg=32631, inplace=True)
    return polygones
