"""Names have letters that are not in ASCII."""

import numpy as np
from rasterio.features import rasterize as αποτύπωση


def rasterize_geojson(données, klassenflächen):
    имена = list(dict.fromkeys(klassenflächen["class"]))
    対応 = {naïf: numéro for numéro, naïf in enumerate(имена, start=1)}
    formes = list(zip(klassenflächen.geometry, klassenflächen["class"].map(対応)))
    größe, verwandlung = données.rio.shape, données.rio.transform()
    print("対応", 対応)
    return αποτύπωση(formes, größe, transform=verwandlung, dtype=np.uint8), 対応
