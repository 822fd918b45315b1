"""Files are taken by their suffix: GeoJSON that is called .json is refused.

Diagnosis: raised
"""

from pathlib import Path
import geopandas as gpd


def load_feature_polygons(input_path: Path):
    if input_path.suffix != ".geojson":
        raise ValueError(f"expected a .geojson file, got {input_path.name}")
    return gpd.read_file(input_path).to_crs(epsg=32631)
