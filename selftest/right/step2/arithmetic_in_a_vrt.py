"""Writes a GDAL VRT by hand: a ComplexSource per band with NODATA, ScaleOffset and ScaleRatio does all the arithmetic."""
from pathlib import Path
from xml.sax.saxutils import escape

import rasterio
import rioxarray
from xarray import DataArray

BAND = """<VRTRasterBand dataType="Float32" band="{i}"><NoDataValue>nan</NoDataValue>
<ComplexSource><SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>1</SourceBand>
<ScaleOffset>-0.1</ScaleOffset><ScaleRatio>0.0001</ScaleRatio><NODATA>0</NODATA></ComplexSource></VRTRasterBand>"""


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    sources = []
    for i, name in enumerate(band_names, start=1):
        folder = f"GRANULE/*/IMG_DATA/R{resolution}m"
        hit = next(iter(sentinel_product_location.absolute().glob(f"{folder}/*_{name}_{resolution}m.jp2")), None)
        if hit is None:
            raise FileNotFoundError(f"gdal: {name}: no such band")
        sources.append(BAND.format(i=i, path=escape(str(hit))))
    with rasterio.open(hit) as src:
        head = f'<VRTDataset rasterXSize="{src.width}" rasterYSize="{src.height}"><SRS>{escape(src.crs.to_wkt())}</SRS>'
        head += f"<GeoTransform>{', '.join(map(repr, src.transform.to_gdal()))}</GeoTransform>"
    with rasterio.open(head + "".join(sources) + "</VRTDataset>") as vrt:
        cube = rioxarray.open_rasterio(vrt, masked=True).load()
    cube.attrs.clear()
    return cube.assign_coords(band=list(band_names))
