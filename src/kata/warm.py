"""Import what any run of the checks needs, to be forked from.

Only for a server that forks: nothing else may wait for all of this.
"""

import gc
from contextlib import suppress
from importlib import import_module

# Without rioxarray, which is quick once the others are here: an answer that forgets to import it
# has no .rio, in a fork as anywhere else.
for _name in (
    "geopandas",
    "jinja2",
    "kata.grading.expect",
    "kata.grading.probe",
    "kata.grading.scenes",
    "kata.isolation.worker",
    "kata.plugin",
    "matplotlib.backends.backend_agg",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "pyogrio",
    "pytest",
    "pytest_check",
    "rasterio.features",
    "rasterio.vrt",
    "rasterio.warp",
    "scipy.ndimage",
    "sklearn.ensemble",
    "sklearn.pipeline",
    "syrupy",
    "xarray",
):
    import_module(_name)

# No library of ours, but where it is installed rioxarray imports it, which takes a while.
with suppress(ImportError):
    import_module("dask.array")

# The collector would look at every object of the libraries in every fork, and so copy the memory
# that forks share.
gc.collect()
gc.freeze()
