"""Two for loops, lists, and tabs."""

from __future__ import annotations

import math

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
	bands, height, width = data_array.shape
	spectra = []
	labels = []
	pixels = data_array.values.tolist()
	for row in range(height):
		for col in range(width):
			label = int(burnt_polygons[row, col])
			if label == 0:
				continue
			spectrum = [pixels[b][row][col] for b in range(bands)]
			if any(math.isnan(v) for v in spectrum):
				continue
			spectra.append(spectrum)
			labels.append(label)
	reflectance = np.array(spectra, dtype=np.float64).reshape(-1, bands).T
	return xr.Dataset(
		{"reflectance": (("band", "z"), reflectance), "feature_id": (("z",), np.array(labels, int))},
		coords={"band": data_array.band.values.tolist()},
	)
