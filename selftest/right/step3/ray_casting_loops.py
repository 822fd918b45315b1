"""Plain Python loops and the even-odd rule, indented with tabs, with Windows line ends."""

from __future__ import annotations

import numpy as np


def crossings(ring, px, py):
	n = 0
	coords = list(ring.coords)
	for (x1, y1, *_), (x2, y2, *_) in zip(coords, coords[1:], strict=False):
		if (y1 > py) != (y2 > py) and px < (x2 - x1) * (py - y1) / (y2 - y1) + x1:
			n += 1
	return n


def holds(geometry, px, py):
	for polygon in getattr(geometry, "geoms", [geometry]):
		rings = [polygon.exterior, *polygon.interiors]
		if sum(crossings(ring, px, py) for ring in rings) % 2 == 1:
			return True
	return False


def rasterize_geojson(data_array, training_classes):
	transform = data_array.rio.transform()
	mapping = {}
	for name in training_classes["class"]:
		if name not in mapping:
			mapping[name] = len(mapping) + 1
	height, width = data_array.rio.height, data_array.rio.width
	mask = np.zeros((height, width), dtype=np.uint8)
	for geometry, name in zip(training_classes.geometry, training_classes["class"], strict=True):
		west, south, east, north = geometry.bounds
		for row in range(height):
			for col in range(width):
				px, py = transform * (col + 0.5, row + 0.5)
				if west <= px <= east and south <= py <= north and holds(geometry, px, py):
					mask[row, col] = mapping[name]
	return mask, mapping
