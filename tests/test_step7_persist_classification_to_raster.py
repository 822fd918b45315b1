"""Step 7: the map in a GeoTIFF."""

import shutil

import numpy as np
import pytest

LOSSY = ("jpeg", "lerc", "lerc_deflate", "lerc_zstd", "webp", "jxl")


@pytest.fixture
def write(step, expect, tmp_path, tmp_path_factory):
    """Let the answer write a map, and return the file opened by rasterio."""
    import rasterio

    opened = []

    def write(result, path=None):
        path = path or tmp_path / f"map {len(opened)}.tif"
        step(path, result)
        if not path.is_file():
            said = "no file was written at the path given"
            elsewhere = [file.name for file in step.scratch.rglob("*") if file.is_file()]
            if elsewhere:
                said = f"the file was written to the working directory as {elsewhere[0]}"
            expect.stop(said, expected=f"a file {path.name}")
        # The file alone: what lies in files beside it is lost when it is sent to somebody.
        alone = tmp_path_factory.mktemp("alone") / path.name
        shutil.copyfile(path, alone)
        try:
            opened.append(rasterio.open(alone, driver="GTiff"))
        except rasterio.errors.RasterioIOError:
            start = path.read_bytes()[:8]
            expect.stop("the file is not a GeoTIFF", expected="a GeoTIFF", got=f"{start!r}...")
        return opened[-1]

    yield write
    for file in opened:
        file.close()


def labelled(scene, dtype="int64"):
    """Return the map of a scene as step 6 would give it."""
    from kata.grading.scenes import data_array

    return data_array(scene.classification().astype(dtype), scene.grid())


def expect_values(expect, file, scene):
    """Compare the pixels of a file with the map that was given."""
    if file.count != 1:
        said = f"the file has {file.count} bands"
        if file.count in (3, 4):
            same = all(np.array_equal(file.read(1), file.read(n)) for n in file.indexes[:3])
            said += ": the same one again" if same else ": these are colours, not class ids"
        expect.stop(said, expected="1 band", got=f"{file.count} bands")
    got, wanted = file.read(1), scene.classification()
    compression = file.compression and file.compression.name
    if compression in LOSSY and got.shape == wanted.shape and not np.array_equal(got, wanted):
        expect.stop(f"the compression {compression} changed values: it is lossy")
    expect.raster(
        got,
        wanted,
        name="map in the file",
        grid=scene.grid(),
        labels={0: "no class", **{number: name for name, number in scene.mapping.items()}},
        lookalikes={
            "ids above 127 overflowed: int8 is too small": wanted.astype("int8"),
            "the ids were scaled to 0...255": np.round(wanted / wanted.max() * 255).astype(int),
            "the file is empty: no value was written": np.zeros_like(wanted),
        },
    )


def test_geotiff_has_one_integer_band(write, expect, scenes):
    """The file is a GeoTIFF with a single band of an integer type."""
    for scene in expect.each(scenes):
        file = write(labelled(scene))
        expect.that(file.count == 1, f"the file has {file.count} bands", expected=1, got=file.count)
        kind = np.dtype(file.dtypes[0])
        expect.that(
            np.issubdtype(kind, np.integer),
            f"the band has the type {kind}",
            expected="an integer type",
            got=kind,
        )


def test_geotiff_keeps_every_value(write, expect, scenes):
    """Every pixel has the class id it was given: what compresses must not lose."""
    for scene in expect.each(scenes):
        expect_values(expect, write(labelled(scene)), scene)


def test_geotiff_of_small_integers(write, expect, scenes):
    """A map of uint8 is written as well as one of int64."""
    for scene in expect.each(scenes):
        expect_values(expect, write(labelled(scene, "uint8")), scene)


def test_geotiff_has_the_crs(write, expect, scenes):
    """The file has the CRS of the map."""
    for scene in expect.each(scenes):
        expect.crs(write(labelled(scene)).crs, scene.grid().epsg, "the file")


def expect_place(expect, got, grid):
    """Compare the transform of a file with the one of its grid, and name known mistakes."""
    from affine import Affine

    wanted = grid.transform
    if np.allclose(got[:6], wanted[:6], rtol=0, atol=1e-3):
        return
    half = grid.pixel / 2
    south = grid.y[-1] - half
    known = {
        "the file has no transform: it lies at row and column": Affine.identity(),
        "the file is half a pixel too far south-east: the transform wants the corner of the "
        "first pixel, not its centre": wanted @ Affine.translation(0.5, 0.5),
        "the file is half a pixel too far north-west": wanted @ Affine.translation(-0.5, -0.5),
        "north is down: the first row is written as the southernmost one": (
            Affine(grid.pixel, 0, wanted.c, 0, grid.pixel, south)
        ),
        "the file begins in the south-west: the first row is the northernmost one": (
            Affine(grid.pixel, 0, wanted.c, 0, -grid.pixel, south)
        ),
        "the height of a pixel is positive: rows run from north to south": (
            Affine(grid.pixel, 0, wanted.c, 0, grid.pixel, wanted.f)
        ),
        "easting and northing of the corner are swapped": (
            Affine(grid.pixel, 0, wanted.f, 0, -grid.pixel, wanted.c)
        ),
        "the transform has its numbers in the order of GDAL": Affine(*wanted.to_gdal()),
    }
    said = "the file lies at another place"
    if not np.allclose((got.a, -got.e), grid.pixel, rtol=0, atol=1e-6):
        said = f"a pixel of the file is {got.a:g} m wide and {-got.e:g} m high"
    for name, other in known.items():
        if np.allclose(got[:6], other[:6], rtol=0, atol=1e-3):
            said = name
            break
    expect.fail(said, expected=tuple(wanted[:6]), got=tuple(got[:6]))


def test_geotiff_lies_on_the_ground(write, expect, scenes):
    """The transform puts each pixel of the file where it was, the northernmost row first."""
    for scene in expect.each(scenes):
        expect_place(expect, write(labelled(scene)).transform, scene.grid())


def test_geotiff_of_another_pixel_size(write, expect, scenes):
    """Pixels of 20 m are written as well as pixels of 60 m."""
    from kata.grading.scenes import data_array

    for scene in expect.each(scenes):
        grid = scene.grid(20)
        values = scene.classification().repeat(3, axis=0).repeat(3, axis=1)
        file = write(data_array(values, grid))
        expect_place(expect, file.transform, grid)
        expect.raster(file.read(1), values, name="map in the file", grid=grid)


def test_geotiff_nodata_is_zero_or_none(write, expect, scenes):
    """A nodata tag, if there is one, is 0: no class id may vanish from the map."""
    for scene in expect.each(scenes):
        nodata = write(labelled(scene)).nodata
        expect.that(
            nodata is None or nodata == 0,
            f"the nodata tag is {nodata}",
            expected="0, or no nodata tag",
            got=nodata,
        )


def test_geotiff_overwrites(write, expect, scenes, tmp_path):
    """A file that is there already is replaced."""
    path = tmp_path / "again.tif"
    for scene in expect.each((*scenes, scenes[0])):
        file = write(labelled(scene), path)
        expect.shape(file.read(1), scene.grid().shape, "the file") and expect_values(
            expect, file, scene
        )
        file.close()


def test_geotiff_goes_to_the_path_given(write, expect, scenes, tmp_path):
    """The file is written where it was asked for, in a folder with spaces and accents too."""
    folder = tmp_path / "données du kata"
    folder.mkdir()
    expect_values(expect, write(labelled(scenes[1]), folder / "carte classée.tiff"), scenes[1])
