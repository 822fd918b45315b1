"""Step 2: the bands of a product as reflectance."""

import re
import shutil
from dataclasses import replace
from functools import reduce
from itertools import combinations

import numpy as np

from kata.grading.diagnose import REFLECTANCE_TOLERANCE
from kata.grading.failure import named

BANDS = ("B04", "B03", "B02", "B8A")
RESOLUTIONS = (10, 20, 60)
OFFSET, QUANTIFICATION = -1000, 10000


def load(step, expect, scene, resolution=60, bands=BANDS):
    """Return the answer's DataArray, or end the check."""
    from xarray import DataArray

    return expect.kind(step.once(scene.product, resolution, bands), DataArray, "the result")


def values(expect, array, scenes, resolution=60, bands=BANDS):
    """Return the values (band, y, x) as float64, or end the check when they cannot be told."""
    if sorted(array.dims) != ["band", "x", "y"]:
        expect.dims(array, ("band", "y", "x"), "the result")
        expect.stop("without the dims band, y and x no value can be looked at")
    got = array.transpose("band", "y", "x").to_numpy()
    shape = (len(bands), *expect.scene.grid(resolution).shape)
    if got.shape != shape:
        said = f"the shape (band, y, x) is {got.shape}, not {shape}"
        seen = expect.scene.dn(bands, resolution).any(axis=0)
        if got.shape == (len(bands), seen.any(axis=1).sum(), seen.any(axis=0).sum()):
            said = named("edges-dropped", "rows or columns without any data are left out")
        said = other_pixels(array, expect.scene, scenes, resolution, bands) or said
        expect.stop(said, expected=shape, got=got.shape)
    if got.dtype.kind not in "fiu":
        expect.stop(named("dtype", "the values are not numbers"), expected="float32", got=got.dtype)
    return got.astype(float)


def names_of(array):
    """Return the names of the bands, if the result has them."""
    names = array["band"].to_numpy() if "band" in array.coords else ()
    return tuple(map(str, np.atleast_1d(names)))


def grid_of(scene, size):
    """Return the grid of another pixel size, also where the product has no file of it."""
    grid = scene.grid()
    rows, columns = (count * 60 // size for count in grid.shape)
    transform = grid.transform @ grid.transform.scale(size / 60)
    return replace(grid, transform=transform, shape=(rows, columns))


def other_pixels(array, scene, scenes, resolution=60, bands=BANDS):
    """Name the mistake that gives more bands than asked for, or other rows and columns."""
    names = names_of(array)
    if names == BANDS != bands:
        said = f"the bands are {', '.join(BANDS)}, whatever was asked for"
        return named("bands-ignored", said)
    if names[-len(bands) :] == bands != names:
        return named("remembers", "bands of an earlier call are in the result")
    got = tuple(array.sizes.get(axis) for axis in ("y", "x"))
    if got == grid_of(scene, resolution).shape:
        return ""
    for size in RESOLUTIONS:
        if got == grid_of(scene, size).shape:
            said = f"the pixels are those of {size} m, not those of {resolution} m"
            return named("other-resolution", said)
    if got in [grid_of(other, size).shape for other in scenes for size in RESOLUTIONS]:
        said = (
            "rows and columns are those of another product: of an earlier call, or of a neighbour?"
        )
        return named("remembers", said)
    for sizes in (*combinations(RESOLUTIONS, 2), RESOLUTIONS):
        axes = zip(
            *((grid_of(scene, size).y, grid_of(scene, size).x) for size in sizes), strict=True
        )
        if got == tuple(reduce(np.union1d, axis).size for axis in axes):
            said = f"pixels of {' m and '.join(map(str, sizes))} m are mixed in one raster"
            return named("other-resolution", said)
    return ""


def expect_names(expect, array, bands=BANDS):
    """Expect the names of the bands in the coordinate band, in the order asked."""
    if "band" not in array.coords:
        expect.stop("the result has no coordinate band", expected=", ".join(bands))
    got = names_of(array)
    said = f"the coordinate band is {', '.join(got)}"
    if all(map(str.isdecimal, got)):
        said = "the coordinate band holds numbers instead of the names of the bands"
        said = named("bands-numbered", said)
    elif got[-len(bands) :] == bands:
        said = named("remembers", "bands of an earlier call are in the result")
    elif sorted(got) == sorted(bands):
        said = named("bands-order", "the names of the bands are in another order than asked")
    elif list(map(str.lower, got)) == list(map(str.lower, bands)):
        said = named("letter-case", "the names have other capital and small letters than asked")
    expect.that(got == bands, said, expected=", ".join(bands), got=", ".join(got))


def formula_mistakes(dn, got):
    """Return what known mistakes make of digital numbers (band, y, x)."""
    right = (dn + OFFSET) / QUANTIFICATION
    first = np.arange(len(dn))[:, None, None] == 0
    low = np.where(dn == 0, np.inf, dn).min(axis=(1, 2), keepdims=True)
    high = dn.max(axis=(1, 2), keepdims=True)
    mistakes = [
        (
            "parentheses",
            "this is DN + OFFSET / QUANTIFICATION: the sum must be divided too",
            dn + OFFSET / QUANTIFICATION,
        ),
        ("digital-numbers", "these are the digital numbers: neither offset nor division", dn),
        (
            "offset-missing",
            "this is DN / QUANTIFICATION: the offset is missing",
            dn / QUANTIFICATION,
        ),
        (
            "offset-late",
            "this is DN / QUANTIFICATION + OFFSET: the offset comes before the division",
            dn / QUANTIFICATION + OFFSET,
        ),
        ("division-missing", "this is DN + OFFSET: the division is missing", dn + OFFSET),
        (
            "offset-sign",
            "the offset has the wrong sign: it is -1000 and is added",
            (dn - OFFSET) / QUANTIFICATION,
        ),
        (
            "first-band-only",
            "only the first band has the offset",
            np.where(first, right, dn / QUANTIFICATION),
        ),
        (
            "stretched",
            "each band is stretched: its smallest value is 0 and its largest 1",
            (dn - low) / (high - low),
        ),
        (
            "clipped",
            "reflectance was clipped to 0...1: negative and large values are data",
            right.clip(0, 1),
        ),
        ("clipped", "negative reflectance was set to 0: it is data", right.clip(0)),
        ("clipped", "reflectance above 1 was set to 1: it is data", right.clip(None, 1)),
        (
            "absolute-value",
            "the absolute value was taken: negative reflectance is data",
            np.abs(right),
        ),
        ("decimals-dropped", "the division dropped the decimals", np.floor(right)),
        *(
            ("rounded", f"reflectance was rounded to {n} decimals", right.round(n))
            for n in (1, 2, 3)
        ),
        (
            "dtype",
            "reflectance has only the few digits of float16",
            right.astype("float16").astype(float),
        ),
        *(
            (
                "overflow",
                "the integers overflowed: their type does not hold such numbers",
                wrapped(right, got, n),
            )
            for n in (1, 10)
        ),
    ]
    return {named(cause, said): array for cause, said, array in mistakes}


def wrapped(right, got, factor):
    """Return what is right, as far off as 16-bit integers of `factor` times the DN can be."""
    turn = 2**16 / QUANTIFICATION / factor
    turns = np.round((got - right) / turn)
    return right + turn * np.where(np.abs(turns) <= factor, turns, 0)


def nodata_mistakes(dn, got):
    """Return where known mistakes put NaN, given digital numbers (band, y, x)."""
    nodata = dn == 0
    right = (dn + OFFSET) / QUANTIFICATION
    below, above = right < 0, right > 1
    is_data = "became NaN: it is data"
    mistakes = [
        ("nan-in-all-bands", "the nodata of one band made all the bands NaN", nodata.any(axis=0)),
        ("nan-inverted", "NaN and data have changed places: NaN is where DN is not 0", ~nodata),
        ("nan-too-few", "only pixels without data in every band became NaN", nodata.all(axis=0)),
        ("zero-masked", "reflectance 0 became NaN: nodata is DN 0, before the offset", right == 0),
        (
            "zero-masked",
            "reflectance 0 became NaN too: nodata is DN 0, before the offset",
            nodata | (right == 0),
        ),
        ("data-masked", f"negative reflectance {is_data}", nodata | below),
        ("data-masked", f"reflectance of 0 and below {is_data}", nodata | (right <= 0)),
        ("data-masked", f"reflectance above 1 {is_data}", nodata | above),
        ("data-masked", f"reflectance outside 0...1 {is_data}", nodata | below | above),
        (
            "data-masked",
            "the smallest DN of the band became NaN: only DN 0 is no data",
            dn == dn.min(axis=(1, 2), keepdims=True),
        ),
    ]
    if nodata.any() and not np.isnan(got).any():
        became = [f"{value:.6g}" for value in np.unique(got[nodata])]
        said = "nothing is NaN: DN 0 means no data, but became"
        if len(became) > 1:
            cause, value = "nodata-filled", f"{became[0]} to {became[-1]}"
        else:
            (value,) = became
            cause = "nodata-kept" if value == f"{OFFSET / QUANTIFICATION:.6g}" else "nodata-value"
        mistakes.insert(0, (cause, f"{said} {value}", np.isnan(got)))
    return {named(cause, said): np.broadcast_to(a, dn.shape) for cause, said, a in mistakes}


def expect_formula(expect, got, scene, resolution=60, bands=BANDS):
    """Compare values where there is data; what happens to nodata is another matter."""
    dn = scene.dn(bands, resolution)
    nodata = (dn == 0) | (np.isnan(got) & ~np.isnan(got).all())

    def seen(array):
        return np.where(nodata, np.nan, array)

    return expect.raster(
        seen(got),
        seen((dn + OFFSET) / QUANTIFICATION),
        name="reflectance",
        grid=scene.grid(resolution),
        tolerance=REFLECTANCE_TOLERANCE,
        bands=bands,
        lookalikes={said: seen(array) for said, array in formula_mistakes(dn, got).items()},
        drawn=got,
    )


def expect_nodata(expect, got, scene, resolution=60, bands=BANDS):
    """Compare where there is NaN: where the DN is 0, in that band, and nowhere else."""
    dn = scene.dn(bands, resolution)
    expect.raster(
        np.isnan(got),
        dn == 0,
        name="NaN pattern",
        words=("a number", "NaN"),
        grid=scene.grid(resolution),
        bands=bands,
        lookalikes=nodata_mistakes(dn, got),
    )


def test_bands_have_dims_and_shape(step, expect, scenes):
    """The result is a DataArray with the dims (band, y, x): bands, rows, columns."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        if expect.dims(array, ("band", "y", "x"), "the result"):
            shape = (len(BANDS), *scene.grid().shape)
            said = f"the shape of the result is {array.shape}, not {shape}"
            said = other_pixels(array, scene, scenes) or said
            expect.that(array.shape == shape, said, expected=shape, got=array.shape)


def test_bands_are_float32(step, expect, scenes):
    """The values are float32: half the memory of float64, and enough for reflectance."""
    for scene in expect.each(scenes):
        got = load(step, expect, scene).dtype
        said = named("dtype", f"the dtype is {got}, not float32")
        expect.that(got == np.dtype("float32"), said, expected="float32", got=got)


def test_bands_are_named_in_the_order_asked(step, expect, scenes):
    """The coordinate band holds the names of the bands, in the order they were asked for."""
    for scene in expect.each(scenes):
        expect_names(expect, load(step, expect, scene))


def test_reflectance_follows_the_offset_formula(step, expect, scenes):
    """Reflectance is (DN - 1000) / 10000 wherever there is data."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        got = values(expect, array, scenes)
        expect_formula(expect, got, scene)


def test_nodata_becomes_nan_in_its_band(step, expect, scenes):
    """DN 0 becomes NaN, in the band where it is; every other value stays a number."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        expect_nodata(expect, values(expect, array, scenes), scene)


def test_negative_and_large_reflectance_is_kept(step, expect, scenes):
    """Nothing is clipped: reflectance below 0 and above 1 is measured, and stays."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        got = values(expect, array, scenes)
        wanted = scene.reflectance()
        for said, place in (("below 0", wanted < 0), ("above 1", wanted > 1)):
            wrong = place & ~np.isclose(got, wanted, rtol=0, atol=REFLECTANCE_TOLERANCE)
            first = tuple(np.argwhere(wrong)[0]) if wrong.any() else None
            expect.that(
                first is None,
                f"{int(wrong.sum())} of {int(place.sum())} values {said} were changed",
                expected=f"for instance {wanted[first]:.4f}" if first else "",
                got=f"{got[first]:.4f} in its place" if first else "",
            )


def test_bands_lie_on_the_ground(step, expect, scenes):
    """X and y are pixel centres; CRS and transform are under .rio, those of the files."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        if said := other_pixels(array, scene, scenes):
            expect.stop(said)
        expect.georeferenced(array, scene.grid(), "the result")


def test_resolution_chooses_the_files(step, expect, scenes):
    """resolution=20 and resolution=10 read the files of R20m and R10m."""
    # Bands that were loaded at 60 m too, and all that tables of bands are known to forget.
    cases = {
        "first": [(20, BANDS), (20, ("B01", "B12", "B07", "B06", "B11", "B05"))],
        "second": [(10, ("B08", "B03", "B04", "B02")), (20, ("B8A",))],
    }
    for scene in expect.each(scenes):
        for resolution, bands in cases[scene.name]:
            array = load(step, expect, scene, resolution, bands)
            got = values(expect, array, scenes, resolution, bands)
            expect_as_usual(expect, array, load(step, expect, scene), bands, resolution)
            if not expect_formula(expect, got, scene, resolution, bands):
                break
            expect.georeferenced(array, scene.grid(resolution), f"{resolution} m")
            # DN go down to 1 and up to the largest there: all but 0 are data.
            expect_nodata(expect, got, scene, resolution, bands)


def expect_as_usual(expect, array, usual, bands, resolution=60):
    """Expect what does not depend on bands and resolution to be as for the usual ones.

    Whether it is right there, checks of its own tell.
    """
    import rioxarray  # noqa: F401 - an answer may do without

    asked = f"asked for {', '.join(bands)} at {resolution} m"
    facts = {
        "dims": (array.dims, usual.dims),
        "dtype": (array.dtype, usual.dtype),
        "CRS": (array.rio.crs, usual.rio.crs),
    }
    if resolution == 60:
        facts["transform"] = array.rio.transform(), usual.rio.transform()
    for what, (got, wanted) in facts.items():
        said = f"{asked}, the result has other {what} than for {', '.join(BANDS)} at 60 m"
        expect.that(got == wanted, said, expected=wanted, got=got)


def test_any_bands_in_any_order(step, expect, scenes):
    """The bands are the ones asked for, however many, in the order asked."""
    cases = {
        "first": [
            ("B02", "B8A", "B03"),
            ("B03", "B8A", "B02"),
            ("B11", "B04", "B05", "B8A", "B02", "B03"),
        ],
        "second": [("B8A",), ("B12", "B06"), ("B02", "B03", "B04", "B8A")],
    }
    for scene in expect.each(scenes):
        for bands in cases[scene.name]:
            array = load(step, expect, scene, 60, bands)
            usual = load(step, expect, scene)
            got = values(expect, array, scenes, 60, bands)
            expect_as_usual(expect, array, usual, bands)
            if not expect_formula(expect, got, scene, 60, bands):
                break
            expect_names(expect, array, bands)
            if np.array_equal(np.isnan(usual.to_numpy()), np.isnan(scene.reflectance())):
                expect_nodata(expect, got, scene, 60, bands)


def test_product_of_another_name(step, expect, scenes, tmp_path):
    """The product has any name, place, zone, date; clouds, an edge of the swath, or R60m only."""
    from kata.answers import AnswerRaisedError

    shutil.copytree(scenes[1].product, tmp_path / "A.SAFE")
    moved = moved_to("05M", scenes[0], tmp_path / "SENTINEL.SAFE", more=("B01", "B07", "B09"))
    # Its files have the names of those, and the folder around it that of a band and a resolution.
    around = tmp_path / "B04 at R20m once more"
    again = moved_to("05M", scenes[0], around / "SENTINEL.SAFE", brighter=100)
    bare = moved_to("31N", scenes[0], tmp_path / "bare" / "SENTINEL.SAFE", brighter=200)
    next(bare.product.glob("MTD_*.xml")).unlink()
    usual, more = ("B8A", "B04"), ("B09", "B01", "B07")
    for scene, bands in ((moved, usual), (moved, more), (again, usual), (bare, usual)):
        expect.scene = scene
        wanted = scene.reflectance(bands)  # before an answer can spoil the files
        try:
            array = load(step, expect, scene, bands=bands)
        except AnswerRaisedError:
            if scene is bare:
                return  # a careful answer may ask for the metadata, but not guess without them
            raise
        got = values(expect, array, scenes, bands=bands)
        for other in {moved, again} - {scene} if bands == usual else ():
            known = other.reflectance(bands)
            if np.allclose(got[~np.isnan(known)], known[~np.isnan(known)], atol=1e-3):
                said = "the values are those of another product, whose bands have the same names"
                expect.stop(named("remembers", said))
        if not expect_formula(expect, got, scene, bands=bands):
            return
        if classes := masked_classes(got, wanted):
            said = f"pixels with the SCL classes {classes} are NaN: whatever has a DN is data"
            expect.stop(named("scl-masked", said))
        expect_nodata(expect, got, scene, bands=bands)
        expect.georeferenced(array, scene.grid(), "the result")
        expect_missing(step, expect, scenes, (10, ("B08",), "B08"))
        expect_missing(step, expect, scenes, (20, ("B8A",), "B8A"))
        if expect.failures:
            return


def all_classes(shape):
    """Return a scene classification (y, x) that has each of its classes from 1 to 11."""
    return np.arange(np.prod(shape)).reshape(shape) % 11 + 1


def masked_classes(got, wanted):
    """Return the classes of `all_classes` that are NaN in (band, y, x), and nothing else is."""
    nan, data = np.isnan(got), ~np.isnan(wanted)
    number = all_classes(got.shape[1:])
    classes = [n for n in range(1, 12) if nan[data & (number == n)].all()]
    only = np.array_equal(nan & data, data & np.isin(number, classes))
    return ", ".join(map(str, classes)) if only and len(classes) < 11 else ""


def moved_to(place, scene, product, brighter=0, more=()):
    """Copy a product to the tiles of a zone and a latitude band such as 31N; return its scene.

    It is of 2018, processed again as later ones are. It has R60m only, lies at the western edge of
    the swath, and has clouds and all the other classes of SCL; `more` are bands beside its own.
    """
    import rasterio

    shutil.copytree(scene.product, product, ignore=shutil.ignore_patterns("R10m", "R20m"))
    (granule,) = product.glob("GRANULE/*")
    tile, grid = granule.name.split("_")[1], scene.grid()
    day = granule.name.split("_")[-1][:8]
    epsg = (32600 if place[-1] >= "N" else 32700) + int(place[:-1])
    renamed = {
        tile: f"T{place}{tile[4:]}",
        day: f"2018{day[4:]}",
        f"EPSG:{grid.epsg}": f"EPSG:{epsg}",
        f"zone {tile[1:3]}N": f"zone {int(place[:-1])}{'N' if place[-1] >= 'N' else 'S'}",
        f"{day[:4]}-{day[4:6]}-{day[6:]}": f"2018-{day[4:6]}-{day[6:]}",
    }

    def called(text):
        return reduce(lambda said, pair: said.replace(*pair), renamed.items(), text)

    for path in product.rglob("*.xml"):
        text = called(path.read_text(encoding="utf-8"))
        text = re.sub("(?<=<PROCESSING_BASELINE>)[0-9.]+", "05.12", text)
        lines = []
        for line in text.splitlines():
            if not re.search("/R[12]0m/", line):
                also = more if "_B04_60m" in line else ()
                lines += [line, *(line.replace("_B04_", f"_{band}_") for band in also)]
        path.write_text("\n".join(lines), encoding="utf-8")
    lossless = {"QUALITY": "100", "REVERSIBLE": "YES", "GMLJP2": "NO", "YCC": "NO"}
    for path in product.glob("GRANULE/*/IMG_DATA/R60m/*.jp2"):
        layer = path.name.split("_")[-2]
        with rasterio.open(path) as file:
            kept = ("driver", "count", "height", "width", "dtype", "transform")
            profile, dn = {name: file.profile[name] for name in kept}, file.read()
        path.unlink()
        if layer == "SCL":
            dn[0] = all_classes(dn.shape[1:])
        elif layer.startswith("B"):
            dn[dn > 0] += brighter
            dn[..., 0] = 0
        profile |= {"crs": f"EPSG:{epsg}", **lossless}
        if dn.dtype == "uint16":
            profile["NBITS"] = "15"
        target = path.with_name(called(path.name))
        with rasterio.open(target, "w", **profile) as file:
            file.write(dn)
        for number, band in enumerate(more if layer == "B04" else (), start=1):
            named_so = target.with_name(target.name.replace("_B04_", f"_{band}_"))
            with rasterio.open(named_so, "w", **profile) as file:
                file.write(np.where(dn > 0, dn + 50 * number, 0).astype(dn.dtype))
    granule.rename(granule.with_name(called(granule.name)))
    return replace(scene, name=f"{scene.name}, moved to {place}", product=product)


def test_missing_band_is_named(step, expect, scenes):
    """A band that the product does not have raises FileNotFoundError that names it."""
    # B08 exists at 10 m only, B8A and B01 not at 10 m, B09 at 60 m only, B10 at no resolution.
    cases = {
        "first": [
            (60, ("B04", "B08", "B03"), "B08"),
            (20, ("B04", "B08"), "B08"),
            (60, ("B10",), "B10"),
        ],
        "second": [
            (10, ("B8A", "B02"), "B8A"),
            (10, ("B01",), "B01"),
            (20, ("B09", "B02"), "B09"),
        ],
    }
    for scene in expect.each(scenes):
        for case in cases[scene.name]:
            expect_missing(step, expect, scenes, case)


def expect_missing(step, expect, scenes, case):
    """Expect an error that names the band which is not there, or end the check."""
    from kata.answers import AnswerRaisedError

    resolution, bands, missing = case
    asked = [f"asked for {', '.join(bands)} at {resolution} m"]
    try:
        result = step(expect.scene.product, resolution, bands)
    except AnswerRaisedError as error:
        raised = error.__cause__
        if error.frame:
            asked.append(f"{error.frame.file.name}, line {error.frame.line}")
        said = other_error(raised, missing)
        got = f"{type(raised).__name__}: {raised}".removesuffix(": ")
    else:
        said = no_error(result, expect.scene, scenes, resolution, bands, missing)
        got = type(result).__name__
    if said:
        wanted = f"FileNotFoundError that names {missing}"
        expect.stop(said, expected=wanted, got=got, where=asked)


def other_error(raised, missing):
    """Say what is wrong with the error that was raised for a missing band, if anything is."""
    if not isinstance(raised, FileNotFoundError):
        said = f"{type(raised).__name__} was raised instead of FileNotFoundError"
        return named("wrong-exception", said)
    if missing not in str(raised):
        return named("band-unnamed", "the message does not name the missing band")
    return ""


def no_error(result, scene, scenes, resolution, bands, missing):
    """Say what was returned in spite of a missing band."""
    from xarray import DataArray

    said = f"no error, although there is no {missing} at {resolution} m"
    if not isinstance(result, DataArray):
        return said
    if other := other_pixels(result, scene, scenes, resolution, bands):
        return named(other.cause, f"{said}: {other}")
    names = names_of(result)
    if names == tuple(name for name in bands if name != missing):
        return named("missing-band-skipped", f"{said}: it was left out")
    if names == bands and result.dims == ("band", "y", "x"):
        if np.unique(result.to_numpy()[bands.index(missing)]).size == 1:
            return named("missing-band-filled", f"{said}: one value is everywhere in its place")
        return named("missing-band-replaced", f"{said}: other values are in its place")
    return said
