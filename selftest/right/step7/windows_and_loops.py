"""Written row by row through windows, with overviews; the source is indented with tabs."""

import rasterio
import rioxarray  # noqa: F401
from rasterio.windows import Window


def persist_classification_to_raster(raster_output_path, classification_result):
	grid = classification_result.transpose("y", "x")
	rows, columns = grid.shape
	with rasterio.open(
		raster_output_path,
		mode="w",
		driver="GTiff",
		width=columns,
		height=rows,
		count=1,
		dtype="int16",
		crs=grid.rio.crs,
		transform=grid.rio.transform(recalc=True),
	) as raster:
		for row in range(rows):
			line = grid.isel(y=[row]).values.astype("int16")
			raster.write(line, indexes=1, window=Window(0, row, columns, 1))
		raster.build_overviews([2, 4])
