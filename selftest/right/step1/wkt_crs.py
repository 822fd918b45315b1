"""The target CRS is given as WKT, and the reader is a small class."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
from pyproj import CRS


@dataclass(frozen=True)
class PolygonReader:
    wkt: str

    def read(self, path: Path) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(gpd.read_file(Path(path).resolve())).to_crs(self.wkt)


def load_feature_polygons(input_path: Path) -> gpd.GeoDataFrame:
    return PolygonReader(CRS.from_epsg(32631).to_wkt()).read(input_path)
