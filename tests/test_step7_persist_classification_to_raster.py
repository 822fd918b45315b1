"""Step 7: the map in a GeoTIFF."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from kata.grading.failure import named
from kata.grading.files import first_band, write_file

LOSSY = ("jpeg", "lerc", "lerc_deflate", "lerc_zstd", "webp", "jxl")

OTHER_FORMATS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x00\x00\x00\x0cjP": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"\x93NUMPY": "NumPy",
    b"\x89HDF": "NetCDF",
    b"CDF": "NetCDF",
}

# What the tutorial has: the corner of its tile, easting and northing, and the tile's size.
TILE_CORNER = (300000, 4900020)
TILE_SHAPE = (1830, 1830)


@pytest.fixture(scope="session")
def scenes(scenes):
    """Return the scenes, the one at the corner of the tutorial's tile last.

    What is kept from an earlier call is then told apart from what is hard-coded.
    """
    return scenes[::-1]


@pytest.fixture(scope="session")
def files():
    """Return the contents of the files that were written so far, each with the CRS of its map."""
    return {}


@pytest.fixture
def write(step, expect, files, tmp_path, tmp_path_factory):
    """Let the answer write a map, and return the file opened by rasterio."""
    import rasterio

    opened = []

    def write(result, path=None):
        path = path or tmp_path / f"map {len(opened)}.tif"
        # One byte more tells a file that was left alone from one that was written again.
        before = path.read_bytes() + b" " if path.is_file() else None
        if before:
            path.write_bytes(before)
        write_file(step, expect, path, path, result)
        content, mine = path.read_bytes(), result.rio.crs
        if content == before:
            said = "the file that was there before is unchanged: it is to be replaced"
            expect.stop(named("keeps-existing", said))
        # What lies in files beside it is lost when the file is sent to somebody: it does not
        # help. A mask beside it may well hide pixels until then.
        alone = tmp_path_factory.mktemp("alone") / path.name
        shutil.copyfile(path, alone)
        mask = path.with_name(f"{path.name}.msk")
        if mask.is_file():
            shutil.copyfile(mask, alone.with_name(mask.name))
        try:
            opened.append(rasterio.open(alone, driver="GTiff"))
            first_band(opened[-1])
        except rasterio.errors.RasterioIOError:
            said = "the file is not a GeoTIFF, or not a whole one"
            for mark, name in OTHER_FORMATS.items():
                if content.startswith(mark):
                    said = named("wrong-format", f"the file is a {name} file, not a GeoTIFF")
            if not content:
                said = named("empty-file", "the file is empty")
            expect.stop(said, expected="a GeoTIFF", got=f"{content[:8]!r}...")
        if files.setdefault(content, mine) != mine:
            said = "the file is the same for another place: is something kept from an earlier call?"
            expect.stop(named("earlier-call", said))
        return opened[-1]

    yield write
    for file in opened:
        file.close()


def values_of(scene, resolution=60):
    """Return the class ids (y, x) of a scene; smaller pixels are parts of those of 60 m."""
    times = 60 // resolution
    return scene.classification().repeat(times, axis=0).repeat(times, axis=1)


def labelled(scene, dtype="int64", resolution=60):
    """Return the map of a scene as step 6 would give it."""
    return placed(values_of(scene, resolution).astype(dtype), scene.grid(resolution))


def placed(values, grid):
    """Return class ids (y, x) as a map that lies on a grid."""
    from kata.grading.scenes import data_array

    return data_array(values, grid)


def other_page(file, wanted):
    """Say that the map is on another page of the file than the first, or "" when it is not."""
    import rasterio

    for name in file.subdatasets:
        with rasterio.open(name) as page:
            if page.count == 1 and np.array_equal(page.read(1), wanted):
                said = (
                    "the map is on another page of the file than the first, which is the one read"
                )
                return named("other-page", said)
    return ""


def only_band(expect, file, wanted):
    """Return the pixels of the only band, or end the check when there are more."""
    if file.count == 1:
        return file.read(1)
    bands = file.read()
    said = f"the file has {file.count} bands"
    known = (
        ((bands == bands[0]).all(), "band-repeated", "the same one again"),
        (
            file.count == 2 and len(np.unique(bands[1])) == 2,
            "alpha-band",
            "the second only says where there is a class",
        ),
        (bands.max() <= 1, "band-per-class", "one for each class"),
        (file.count in (3, 4), "colours", "these are colours, not class ids"),
    )
    told = next((named(cause, f"{said}: {what}") for seen, cause, what in known if seen), said)
    said = other_page(file, wanted) or told
    return expect.stop(said, expected="1 band", got=f"{file.count} bands")


def expect_values(expect, file, scene, grid=None, wanted=None):
    """Compare the pixels of a file with the map that was given, the whole one of the scene."""
    grid = grid or scene.grid()
    wanted = values_of(scene, int(grid.pixel)) if wanted is None else wanted
    got = only_band(expect, file, wanted)
    if np.array_equal(got, wanted):
        pages = len(file.subdatasets)
        said = f"the file has {pages} pages: programs ask which one to show, or show the wrong one"
        expect.that(pages < 2, named("more-pages", said), expected="1 page", got=f"{pages} pages")
        return
    said = other_page(file, wanted)
    compression = file.compression and file.compression.name
    bits = file.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
    if got.shape == TILE_SHAPE:
        said = named("hard-coded", "the shape is the tutorial's 1830 x 1830: is it hard-coded?")
    elif got.shape == wanted.shape and compression in LOSSY:
        said = named("lossy", f"the compression {compression} changed values: it is lossy")
    elif got.shape == wanted.shape and bits:
        said = named("overflow", f"ids do not fit into the {bits}-bit pixels of the file")
    if said:
        expect.stop(said, expected="the values that were given")
    expect.raster(
        got,
        wanted,
        name="map in the file",
        grid=grid,
        labels={0: "no class", **{number: name for name, number in scene.mapping.items()}},
        lookalikes=mistaken(wanted),
    )


def mistaken(wanted):
    """Return what known mistakes make of a map: what to say, and the values."""
    from scipy.ndimage import median_filter

    known = (
        ("overflow", "ids above 127 overflowed: int8 is too small", wanted.astype("int8")),
        ("scale", "the ids were stretched to 0...255", np.round(wanted / wanted.max() * 255)),
        (
            "scale",
            "the ids were stretched to 0...255 and lost their decimals",
            wanted * 255 // wanted.max(),
        ),
        (
            "all-zero",
            "every pixel is 0: was a value written, and the file closed?",
            np.zeros_like(wanted),
        ),
        ("ids-lost", "the map only says whether a pixel has a class", wanted > 0),
        ("offset", "the ids are one too low", np.maximum(wanted - 1, 0)),
        ("offset", "the ids are one too low, and 0 became 255", (wanted - 1) % 256),
        ("offset", "the ids are one too high", wanted + 1),
        (
            "bytes-written",
            "one value became several pixels: these are the bytes of the array",
            wanted.astype("int64").view("uint8"),
        ),
        ("smoothed", "single pixels are gone: a filter was used", median_filter(wanted, 3)),
        ("cut-off", "the last row and the last column are missing", wanted[:-1, :-1]),
        ("cut-off", "the last row is missing", wanted[:-1]),
        ("cut-off", "the last column is missing", wanted[:, :-1]),
        ("resampled", "every second row and column is missing", wanted[::2, ::2]),
    )
    return {named(cause, said): values for cause, said, values in known}


def expect_a_place(expect, file, grid):
    """End the check when the file does not know of any place."""
    if file.crs is None and file.transform.is_identity:
        said = "the file is a picture without a place: it has neither a CRS nor a transform"
        wanted = f"EPSG:{grid.epsg} and {tuple(grid.transform[:6])}"
        expect.stop(named("georeference-missing", said), expected=wanted, got="neither")


def alike(transform, other):
    """Whether two transforms put a pixel at the same place, to a millimetre."""
    return np.allclose(transform[:6], other[:6], rtol=0, atol=1e-3)


def expect_place(expect, file, scene, scenes, grid):
    """Compare the transform of a file with the one of a grid, and name known mistakes."""
    got, wanted = file.transform, grid.transform
    if alike(got, wanted):
        return
    expect_a_place(expect, file, grid)
    others = [other.grid(r) for other in scenes if other is not scene for r in (60, 20)]
    said = misplaced(got, grid)
    if (got.c, got.f) == TILE_CORNER != (wanted.c, wanted.f):
        said = named("hard-coded", "the file lies on the tutorial's tile: is that hard-coded?")
    elif any(alike(got, other.transform) for other in others):
        said = "the file lies where another map lies: is something kept from an earlier call?"
        said = named("earlier-call", said)
    expect.fail(said, expected=tuple(wanted[:6]), got=tuple(got[:6]))


def misplaced(got, grid):
    """Say what is wrong with a transform."""
    from affine import Affine

    wanted, pixel = grid.transform, grid.pixel
    rows, columns = grid.shape
    south = wanted.f - rows * pixel

    def place(east, north, width=pixel, height=-pixel):
        return Affine(width, 0, east, 0, height, north)

    known = (
        (
            "transform-missing",
            "the file has no transform: it lies at row and column",
            Affine.identity(),
        ),
        (
            "half-pixel",
            "the file ends at the centres of its outer pixels instead of their edges",
            place(grid.x[0], grid.y[0], pixel * (1 - 1 / columns), -pixel * (1 - 1 / rows)),
        ),
        (
            "upside-down",
            "north is down: the first row is written as the southernmost one",
            place(wanted.c, south, height=pixel),
        ),
        (
            "south-west-corner",
            "the file begins in the south-west: the first row is the northernmost one",
            place(wanted.c, south),
        ),
        (
            "height-positive",
            "the height of a pixel is positive: rows run from north to south",
            place(wanted.c, wanted.f, height=pixel),
        ),
        (
            "coordinates-swapped",
            "easting and northing of the corner are swapped",
            place(wanted.f, wanted.c),
        ),
        (
            "gdal-order",
            "the transform has its numbers in the order of GDAL",
            Affine(*wanted.to_gdal()),
        ),
        (
            "gdal-order",
            "the numbers of a transform were taken for those of GDAL, which has another order",
            Affine.from_gdal(*wanted[:6]),
        ),
    )
    for cause, said, other in known:
        if alike(got, other):
            return named(cause, said)
    if not np.allclose((got.a, -got.e), pixel, rtol=0, atol=1e-6):
        said = f"a pixel of the file is {got.a:g} wide and {-got.e:g} high, not {pixel:g}"
        if got.a == -got.e in (10, 20, 60):
            said = named("hard-coded", f"{said}: is that hard-coded?")
        return said
    return displaced(got, wanted)


def displaced(got, wanted):
    """Say how the corner of a file is off."""
    off = np.round([(got.c - wanted.c) / wanted.a, (got.f - wanted.f) / wanted.e], 3)
    east, south = np.sign(off).astype(int)
    way = "-".join(filter(None, [("", "south", "north")[south], ("", "east", "west")[east]]))
    if got.b or got.d:
        return "the pixels of the file are turned or sheared"
    if set(np.abs(off)) <= {0, 0.5}:
        said = f"the file is half a pixel too far {way}"
        if east >= 0 and south >= 0:
            said += ": the transform wants the corner of the first pixel, not its centre"
        return named("half-pixel", said)
    corner = np.array([wanted.c, wanted.f])
    rounded = any(
        np.array_equal(np.round(corner / step) * step, (got.c, got.f))
        for step in (10, 50, 100, 1000)
    )
    shifted = set(np.abs(off)) <= {0, 1, 2}
    # Small pixels can make both of it; larger ones tell.
    if rounded and not shifted:
        return named("rounded", "the corner of the file was rounded")
    if shifted and not rounded:
        return named("shifted", f"the file is a whole pixel or two too far {way}")
    return "the file lies at another place"


def test_geotiff_has_one_integer_band(write, expect, scenes):
    """The file is a GeoTIFF with a single band of an integer type."""
    for scene in expect.each(scenes):
        file = write(labelled(scene))
        only_band(expect, file, values_of(scene))
        kind = file.dtypes[0]  # GDAL has types that NumPy has not
        expect.that(
            kind.startswith(("int", "uint")),
            named("dtype", f"the band has the type {kind}: class ids are integers"),
            expected="an integer type",
            got=kind,
        )


def test_geotiff_keeps_every_value(write, expect, scenes):
    """Every pixel has the class id it was given: what compresses must not lose."""
    for scene in expect.each(scenes):
        file = write(labelled(scene))
        expect_values(expect, file, scene)
        expect.that(
            file.scales[0] == 1 and file.offsets[0] == 0,
            named("scale-tag", "the file asks its readers to scale the values: they are ids"),
            expected="scale 1, offset 0",
            got=f"scale {file.scales[0]:g}, offset {file.offsets[0]:g}",
        )
    if expect.failures:
        return
    # Larger than the blocks that files are written in, and no multiple of them.
    scene = scenes[0]
    wanted = np.resize(values_of(scene), (601, 907))
    grid = replace(scene.grid(), shape=wanted.shape)
    expect_values(expect, write(placed(wanted, grid)), scene, grid, wanted)


def test_geotiff_of_small_integers(write, expect, scenes):
    """A map of uint8, int16, uint32 and others is written as well as one of int64."""
    for scene in expect.each(scenes):
        for dtype in ("uint8", "int16", "uint16", "int32", "uint32"):
            expect_values(expect, write(labelled(scene, dtype)), scene)


def test_geotiff_has_the_crs(write, expect, scenes):
    """The file has the CRS of the map."""
    for scene in expect.each(scenes):
        file = write(labelled(scene))
        expect_a_place(expect, file, scene.grid())
        expect.crs(file.crs, scene.grid().epsg, "the file")


def test_geotiff_lies_on_the_ground(write, expect, scenes):
    """The transform puts each pixel of the file where it was, the northernmost row first."""
    for scene in expect.each(scenes):
        expect_place(expect, write(labelled(scene)), scene, scenes, scene.grid())


def test_geotiff_of_another_pixel_size(write, expect, scenes):
    """Pixels of 20 m are written as well as pixels of 60 m, also where only x and y tell."""
    # What is kept from the last scene of 60 m shows in the other one.
    for scene in expect.each(scenes[::-1]):
        result = labelled(scene, resolution=20)
        # Computed maps have coordinates and a CRS, and often no transform beside them.
        result["spatial_ref"].attrs.pop("GeoTransform", None)
        file = write(result)
        expect_place(expect, file, scene, scenes, scene.grid(20))
        expect_values(expect, file, scene, scene.grid(20))


def test_geotiff_of_another_place(write, expect, scenes):
    """A map of another zone, with a corner of its own and an edge without classes, stays so."""
    for scene in expect.each(scenes):
        whole = scene.grid(20)
        values = values_of(scene, 20)[1:, 1:]
        values[0] = values[:, -1] = 0
        transform = whole.transform @ whole.transform.translation(1, 1)
        other = whole.epsg + (100 if whole.epsg < 32700 else -100)  # the other hemisphere
        grid = replace(whole, transform=transform, shape=values.shape, epsg=other)
        file = write(placed(values, grid))
        expect_a_place(expect, file, grid)
        if expect.crs(file.crs, grid.epsg, "the file"):
            expect_place(expect, file, scene, scenes, grid)
            expect_values(expect, file, scene, grid, values)


def test_geotiff_hides_no_class(write, expect, scenes):
    """No class vanishes from the map: a nodata tag, if any, is 0, and no mask hides a class."""
    for scene in expect.each(scenes):
        for wanted in (values_of(scene), covered(scene)):
            expect_all_seen(write(placed(wanted, scene.grid())), expect, scene, wanted)


def covered(scene):
    """Return a map (y, x) of a few low ids, as they are in most maps, without any 0."""
    _, ids = np.unique(values_of(scene), return_inverse=True)
    return np.maximum(ids.reshape(scene.grid().shape), 1)


def expect_all_seen(file, expect, scene, wanted):
    """Expect that neither a tag nor a mask hides a class."""
    nodata = file.nodata or 0
    said = f"the nodata tag is {nodata:g}, but 0 is what has no class"
    if file.shape == wanted.shape:
        # Where it is not, the tag came with another grid and is not the mistake.
        said = named("nodata-tag", said)
    if nodata:
        expect.stop(said, expected="0, or no nodata tag", got=nodata)
    if file.shape == wanted.shape:
        # A class that is 0 in the file is wrong, and not hidden.
        there = (wanted > 0) & (file.read(1) == wanted)
        hidden = np.argwhere((file.read_masks(1) == 0) & there)
        said = f"the mask of the file hides {len(hidden)} pixels that have a class"
        where = [scene.grid().place(*place) for place in hidden[:3]]
        expect.that(not len(hidden), named("mask-hides-classes", said), where=where)


def test_geotiff_overwrites(write, expect, scenes, tmp_path):
    """A file that is there already is replaced."""
    path = tmp_path / "again.tif"
    place = None
    moved = replace(scenes[0].grid(), epsg=32733)
    moved = replace(moved, transform=moved.transform.translation(60000, 0) @ moved.transform)
    for scene in expect.each((*scenes, scenes[0])):
        file = write(labelled(scene), path)
        if (file.shape, file.transform) == place:
            said = "the file kept the size and the place of the one that was there before"
            expect.stop(named("updated-in-place", said))
        place = (file.shape, file.transform)
        expect_values(expect, file, scene)
        expect_place(expect, file, scene, scenes, scene.grid())
        expect.crs(file.crs, scene.grid().epsg, "the file")
        file.close()
    # The same map at another place.
    file = write(placed(values_of(scenes[0]), moved), path)
    kept = file.transform == scenes[0].grid().transform
    said = "the file kept the place of the one that was there before"
    expect.that(not kept, named("updated-in-place", said), expected="60 km further east")


def test_geotiff_goes_to_the_path_given(write, expect, scenes, tmp_path):
    """The file is written where it was asked for, also where names have spaces, accents, dots."""
    folder = tmp_path / "Données du kata.SAFE"
    folder.mkdir()
    neighbour = folder / "autre carte.tif"
    neighbour.write_bytes(b"somebody's")
    expect_values(expect, write(labelled(scenes[0]), folder / "carte classée v1.0.tiff"), scenes[0])
    kept = neighbour.is_file() and neighbour.read_bytes() == b"somebody's"
    expect.that(kept, named("neighbour-lost", "another file of that folder is gone or changed"))
