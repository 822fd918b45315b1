"""Submissions that try to gain marks by what is in the folder or the zip, or to harm the grading.

One function each: it puts its trick into a new folder, around `HONEST`, which is wrong. The first
line of its docstring is the trick, and `Says` is what ``kata grade`` has to say of it.
"""

import json
import os
import stat
import struct
import zipfile
import zlib

from judge import ROOT

STEP = "step3_rasterize_geojson.py"
HONEST = """
import numpy as np


def rasterize_geojson(data_array, training_classes):
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
"""
RIGHT = (ROOT / "solutions" / STEP).read_text(encoding="utf-8")
PASSES = "import os\nopen('/tmp/kata-was-here', 'w').close()\nos._exit(0)\n"
TRICKS = []


def trick(function):
    TRICKS.append(function)
    return function


def put(folder, **files):
    """Write files by their names, `HONEST` among them; __ stands for a dot."""
    (folder / STEP).write_text(HONEST, encoding="utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", ".").replace("--", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def packed(folder, *entries):
    """Write a zip of names or entries and their texts."""
    folder.rmdir()
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries:
            archive.writestr(name, text)


@trick
def poisoned_conftest(folder):
    """A conftest.py that says of every check that it passed.

    Says: left out: conftest.py
    """
    hook = "def pytest_runtest_makereport(item, call):\n    call.excinfo = None\n"
    put(
        folder, conftest__py=f"{hook}def pytest_collection_modifyitems(items):\n    items.clear()\n"
    )


@trick
def settings_of_pytest(folder):
    """Settings for pytest that collect and run nothing.

    Says: left out: pyproject.toml, pytest.ini, setup.cfg, tox.ini
    """
    options = "addopts = --co -p no:kata -p evil\n"
    put(
        folder,
        pytest__ini=f"[pytest]\n{options}",
        setup__cfg=f"[tool:pytest]\n{options}",
        tox__ini=f"[pytest]\n{options}",
        pyproject__toml="[tool.pytest.ini_options]\naddopts = '--co -p no:kata -p evil'\n",
        evil__py=PASSES,
    )


@trick
def names_of_libraries(folder):
    """Modules with the names of libraries.

    Says: left out: json.py, numpy.py, pytest.py, rasterio.py, xarray.py
    """
    names = ("json", "numpy", "pytest", "rasterio", "xarray")
    put(folder, **{f"{name}__py": PASSES for name in names})


@trick
def start_of_python(folder):
    """Files that Python runs when it starts.

    Says: left out: evil.pth, sitecustomize.py, usercustomize.py
    """
    line = "import os; os._exit(0)\n"
    put(folder, sitecustomize__py=PASSES, usercustomize__py=PASSES, evil__pth=line)


@trick
def packages_of_the_kata(folder):
    """Packages called kata and tests, in which all is well.

    Says: left out: kata/, tests/
    """
    put(
        folder,
        **{
            "kata--__init____py": "",
            "kata--plugin__py": PASSES,
            "tests--test_step3_rasterize_geojson__py": "def test_all():\n    pass\n",
        },
    )


@trick
def modules_of_the_judge(folder):
    """Modules with the names of the graded tests and of the scripts that draw scenes.

    Says: no file for step 1, 2, 4, 5, 6, 7
    """
    names = ("test_step3_rasterize_geojson", "scene", "labels", "product", "__init__", "__main__")
    put(folder)
    for name in names:
        (folder / f"{name}.py").write_text(PASSES, encoding="utf-8")


@trick
def another_table_of_steps(folder):
    """A table of steps of its own, with more points and one easy step.

    Says: the whole kata was sent: its exercises/ is graded
    """
    (folder / "exercises").mkdir()
    table = (ROOT / "exercises" / "kata.toml").read_text(encoding="utf-8")
    table = table.replace("points = 15", "points = 15000")
    put(folder / "exercises", kata__toml=table)


@trick
def link_to_the_reference(folder):
    """The step file is a link to the reference answer.

    Says: no step file, such as step1_load_feature_polygons.py
    """
    (folder / STEP).symlink_to(ROOT / "solutions" / STEP)


@trick
def folder_linked_to_the_reference(folder):
    """A folder is a link to the reference answers.

    Says: no step file, such as step1_load_feature_polygons.py
    """
    (folder / "exercises").symlink_to(ROOT / "solutions", target_is_directory=True)


@trick
def link_to_a_file_of_the_system(folder):
    """The module beside is a link to a file of the system.

    Says: no file for step 1, 2, 4, 5, 6, 7
    """
    put(folder)
    (folder / "helper.py").symlink_to("/etc/passwd")


@trick
def pipe_without_end(folder):
    """The module beside is a pipe that nobody writes to.

    Says: no file for step 1, 2, 4, 5, 6, 7
    """
    put(folder)
    os.mkfifo(folder / "helper.py")


@trick
def zip_that_leads_out(folder):
    """A zip with a path that leads out of it.

    Says: the zip has a path that leads out of it
    """
    packed(folder, (STEP, HONEST), ("../../kata-was-here", "x"))


@trick
def zip_with_a_link(folder):
    """A zip in which the step file is a link to the reference answer.

    Says: no step file, such as step1_load_feature_polygons.py
    """
    entry = zipfile.ZipInfo(STEP)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed(folder, (entry, str(ROOT / "solutions" / STEP)))


@trick
def zip_bomb(folder):
    """A zip of a few kilobytes that unpacks to 20 MB.

    Says: unpacks to far more than is in the zip
    """
    packed(folder, (STEP, HONEST + "#" * 19_000_000))


@trick
def zip_that_lies_about_its_size(folder):
    """A zip that says of 500 MB that they are 100 bytes.

    Says: is no zip that can be read: pack it again
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(packer.compress(b"#" * 1_000_000) for _ in range(500)) + packer.flush()
    name = STEP.encode()
    facts = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(data), 100, len(name), 0)
    first = b"PK\x03\x04" + facts + name + data
    central = b"PK\x01\x02" + b"\x14\x00" + facts + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(first), 0)
    folder.rmdir()
    folder.with_suffix(".zip").write_bytes(first + central + end)


@trick
def zip_with_two_answers(folder):
    """A zip with two files for one step, one of them for the reader.

    Says: 2 files for step 3
    """
    packed(folder, (STEP, HONEST), (f"old/{STEP}", RIGHT))


@trick
def names_that_write_on_the_screen(folder):
    """Files whose names move the cursor and write a line of marks.

    Says: no file for step 1, 2, 4, 5, 6, 7
    """
    put(folder)
    (folder / "a\x1b[2J\nhonest  8 of 8  120.00").touch()


@trick
def slow_encoding(folder):
    """Text in an encoding that takes hours to read.

    Says: is not UTF-8: save it as UTF-8 and send it again
    """
    put(folder)
    text = "# coding: punycode\n" + "a" * 5_000_000 + "-" + "b" * 5_000_000
    (folder / "helper.py").write_text(text, encoding="ascii")


@trick
def notebook_without_end(folder):
    """A notebook with so many lines of code that reading it takes all the memory.

    Says: has more code than anyone writes
    """
    cell = {"cell_type": "code", "source": HONEST + "a=1\n" * 3_000_000}
    (folder / "a.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")


@trick
def notebook_of_parentheses(folder):
    """A notebook with expressions that are too deep for Python.

    Says: cannot be read by Python and is left out
    """
    sources = [
        HONEST,
        "x = " + "-" * 300_000 + "1",
        "y = " + "(" * 90 + ")" * 90,
        "z" + ".z" * 9_000,
    ]
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (folder / "a.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def writer(folder, body):
    """Put an answer to step 7 with these lines into a folder, and the honest one to step 3."""
    head = "import os\nimport rasterio\n\n\ndef persist_classification_to_raster(path, classes):\n"
    put(folder, step7_persist_classification_to_raster__py=head + body)


SAVE = "    classes.astype('uint8').rio.to_raster(str(path) + '{}')\n"


@trick
def vrt_called_tif(folder):
    """The GeoTIFF is a VRT, which has its pixels from another file.

    Says: no file for step 1, 2, 4, 5, 6
    """
    rest = (
        "    from rasterio.shutil import copy\n    copy(str(path) + '.2.tif', path, driver='VRT')\n"
    )
    writer(folder, SAVE.format(".2.tif") + rest)


@trick
def link_called_tif(folder):
    """The GeoTIFF is a link to another file.

    Says: no file for step 1, 2, 4, 5, 6
    """
    writer(folder, SAVE.format(".2.tif") + "    os.symlink(str(path) + '.2.tif', path)\n")


@trick
def pipe_called_tif(folder):
    """The GeoTIFF is a pipe that nobody writes to.

    Says: no file for step 1, 2, 4, 5, 6
    """
    writer(folder, "    os.mkfifo(path)\n")


@trick
def huge_empty_tif(folder):
    """A GeoTIFF of a kilobyte says that it has forty thousand million pixels.

    Says: no file for step 1, 2, 4, 5, 6
    """
    profile = "driver='GTiff', count=1, dtype='uint8', width=200_000, height=200_000"
    more = "tiled=True, blockxsize=65536, blockysize=65536, sparse_ok=True, compress='deflate'"
    writer(folder, f"    rasterio.open(path, 'w', {profile}, {more}).close()\n")


@trick
def gigabyte_called_tif(folder):
    """The GeoTIFF has a gigabyte, all of it nothing.

    Says: no file for step 1, 2, 4, 5, 6
    """
    writer(folder, "    with open(path, 'wb') as file:\n        file.truncate(10**9)\n")
