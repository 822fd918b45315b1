"""What was read is kept by path, also when the file has changed since.

Diagnosis: remembers
"""

from pathlib import Path
import geopandas as gpd


from functools import lru_cache

@lru_cache(maxsize=None)
def load_feature_polygons(input_path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(input_path).to_crs("EPSG:32631")
