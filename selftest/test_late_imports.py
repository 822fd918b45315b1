"""A step loads only what it needs: learners wait for every import."""

import json
import subprocess
import sys

import pytest
from judge import ROOT

SCRIPT = """
import json, sys, pytest
code = pytest.main(["-p", "no:cacheprovider", "-k", sys.argv[1], "--impl", sys.argv[2]])
heavy = ["sklearn", "matplotlib", "scipy", "geopandas", "rioxarray", "rasterio", "xarray", "pooch"]
print(json.dumps({"code": int(code), "loaded": [m for m in heavy if m in sys.modules]}))
"""


def loaded(key, impl):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, key, impl], cwd=ROOT, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("number", "never"),
    [
        (1, {"sklearn", "matplotlib", "scipy", "rioxarray", "pooch"}),
        (2, {"sklearn", "matplotlib", "geopandas", "pooch"}),
        (3, {"sklearn", "matplotlib", "pooch"}),
        (4, {"sklearn", "matplotlib", "pooch", "geopandas"}),
        (5, {"sklearn", "matplotlib", "pooch", "geopandas"}),
        (7, {"sklearn", "matplotlib", "pooch", "geopandas"}),
    ],
)
def test_step_does_not_load(number, never):
    got = loaded(f"step{number}", "solutions")
    assert got["code"] == 0
    assert not never & set(got["loaded"])
