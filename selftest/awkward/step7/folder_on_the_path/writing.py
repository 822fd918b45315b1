import numpy as np
import rioxarray


def write(classes, path):
    smallest = np.min_scalar_type(int(classes.max()))
    classes.astype(smallest).rio.to_raster(path, driver="GTiff")
