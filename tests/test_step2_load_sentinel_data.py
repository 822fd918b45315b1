"""Step 2: the bands of a product as reflectance."""

import numpy as np

from kata.grading.diagnose import REFLECTANCE_TOLERANCE

BANDS = ("B04", "B03", "B02", "B8A")
OFFSET, QUANTIFICATION = -1000, 10000


def load(step, expect, scene, resolution=60, bands=BANDS):
    """Return the answer's DataArray, or end the check."""
    from xarray import DataArray

    return expect.kind(step.once(scene.product, resolution, bands), DataArray, "the result")


def values(expect, array, shape):
    """Return the values (band, y, x) as float64, or end the check when they cannot be told."""
    if sorted(array.dims) != ["band", "x", "y"]:
        expect.dims(array, ("band", "y", "x"), "the result")
        expect.stop("without the dims band, y and x no value can be looked at")
    got = array.transpose("band", "y", "x").to_numpy()
    if got.shape != shape:
        expect.stop(
            f"the shape (band, y, x) is {got.shape}, not {shape}", expected=shape, got=got.shape
        )
    if got.dtype.kind not in "fiu":
        expect.stop("the values are not numbers", expected="float32", got=got.dtype)
    return got.astype(float)


def formula_mistakes(dn):
    """Return what known mistakes make of digital numbers (band, y, x)."""
    wrapped = (dn.astype("uint16") + np.uint16(65536 + OFFSET)).astype(float) / QUANTIFICATION
    right = (dn + OFFSET) / QUANTIFICATION
    return {
        "this is ρ + OFFSET / QUANTIFICATION: the sum must be divided too": (
            dn + OFFSET / QUANTIFICATION
        ),
        "these are the digital numbers: neither offset nor division": dn,
        "this is DN / QUANTIFICATION: the offset is missing": dn / QUANTIFICATION,
        "this is DN / QUANTIFICATION + OFFSET: the offset comes before the division": (
            dn / QUANTIFICATION + OFFSET
        ),
        "this is DN + OFFSET: the division is missing": dn + OFFSET,
        "the offset has the wrong sign: it is -1000 and is added": (dn - OFFSET) / QUANTIFICATION,
        "the integers overflowed: convert to float32 before adding the offset": wrapped,
        "reflectance was clipped to 0...1: negative and large values are data": right.clip(0, 1),
        "negative reflectance was set to 0: it is data": right.clip(0),
        "reflectance above 1 was set to 1: it is data": right.clip(None, 1),
        "the absolute value was taken: negative reflectance is data": np.abs(right),
        "the division dropped the decimals": np.floor(right),
        **{f"reflectance was rounded to {n} decimals": right.round(n) for n in (1, 2, 3)},
    }


def expect_formula(expect, got, scene, resolution=60, bands=BANDS):
    """Compare values where there is data; what happens to nodata is another check."""
    dn = scene.dn(bands, resolution)
    nodata = (dn == 0) | (np.isnan(got) & ~np.isnan(got).all())

    def seen(array):
        return np.where(nodata, 0, array)

    return expect.raster(
        seen(got),
        seen((dn + OFFSET) / QUANTIFICATION),
        name="reflectance",
        grid=scene.grid(resolution),
        tolerance=REFLECTANCE_TOLERANCE,
        bands=bands,
        lookalikes={said: seen(array) for said, array in formula_mistakes(dn).items()},
    )


def test_bands_have_dims_and_shape(step, expect, scenes):
    """The result is a DataArray with the dims (band, y, x): bands, rows, columns."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        if expect.dims(array, ("band", "y", "x"), "the result"):
            expect.shape(array, (len(BANDS), *scene.grid().shape), "the result")


def test_bands_are_float32(step, expect, scenes):
    """The values are float32: half the memory of float64, and enough for reflectance."""
    for scene in expect.each(scenes):
        got = load(step, expect, scene).dtype
        expect.that(got == np.dtype("float32"), f"the dtype is {got}", expected="float32", got=got)


def test_bands_are_named_in_the_order_asked(step, expect, scenes):
    """The coordinate band holds the names of the bands, in the order they were asked for."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        if "band" not in array.coords:
            expect.stop("the result has no coordinate band", expected=", ".join(BANDS))
        got = tuple(map(str, np.atleast_1d(array["band"].to_numpy())))
        said = f"the coordinate band is {', '.join(got)}"
        if got == tuple("1" * len(BANDS)) or got == tuple(map(str, range(1, len(BANDS) + 1))):
            said = "the coordinate band holds numbers instead of the names of the bands"
        elif sorted(got) == sorted(BANDS):
            said = "the bands are in another order than asked"
        expect.that(got == BANDS, said, expected=", ".join(BANDS), got=", ".join(got))


def test_reflectance_follows_the_offset_formula(step, expect, scenes):
    """Reflectance is (DN - 1000) / 10000 wherever there is data."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        got = values(expect, array, (len(BANDS), *scene.grid().shape))
        expect_formula(expect, got, scene)


def test_nodata_becomes_nan_in_its_band(step, expect, scenes):
    """DN 0 becomes NaN, in the band where it is; every other value stays a number."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        got = values(expect, array, (len(BANDS), *scene.grid().shape))
        dn = scene.dn()
        nodata = dn == 0
        reflectance = (dn + OFFSET) / QUANTIFICATION
        wrong = np.unique(got[nodata & ~np.isnan(got)])
        mistakes = {
            "the nodata of one band made all the bands NaN": nodata.any(axis=0) & (dn >= 0),
            "only pixels without data in every band became NaN": nodata.all(axis=0) & (dn >= 0),
            "reflectance 0 became NaN: nodata is DN 0, before the offset": reflectance == 0,
            "reflectance 0 became NaN too: nodata is DN 0, before the offset": (
                nodata | (reflectance == 0)
            ),
            "negative reflectance became NaN: it is data": nodata | (reflectance < 0),
            "reflectance of 0 and below became NaN: it is data": nodata | (reflectance <= 0),
            "reflectance above 1 became NaN: it is data": nodata | (reflectance > 1),
            "reflectance outside 0...1 became NaN: it is data": (
                nodata | (reflectance < 0) | (reflectance > 1)
            ),
        }
        if wrong.size == 1 and not np.isnan(got).any():
            value = f"{wrong[0]:.6g}"
            mistakes[f"nothing is NaN: DN 0 means no data, but became {value}"] = np.isnan(got)
        expect.raster(
            np.isnan(got),
            nodata,
            name="NaN pattern",
            grid=scene.grid(),
            bands=BANDS,
            lookalikes=mistakes,
        )


def test_negative_and_large_reflectance_is_kept(step, expect, scenes):
    """Nothing is clipped: reflectance below 0 and above 1 is measured, and stays."""
    for scene in expect.each(scenes):
        array = load(step, expect, scene)
        got = values(expect, array, (len(BANDS), *scene.grid().shape))
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
        expect.georeferenced(array, scene.grid(), "the result")


def test_resolution_chooses_the_files(step, expect, scenes):
    """resolution=20 and resolution=10 read the files of R20m and R10m."""
    cases = {"first": (20, ("B8A", "B04")), "second": (10, ("B08", "B03"))}
    for scene in expect.each(scenes):
        resolution, bands = cases[scene.name]
        array = load(step, expect, scene, resolution, bands)
        got = values(expect, array, (len(bands), *scene.grid(resolution).shape))
        if expect_formula(expect, got, scene, resolution, bands):
            expect.georeferenced(array, scene.grid(resolution), f"{resolution} m")


def test_any_bands_in_any_order(step, expect, scenes):
    """The bands are the ones asked for, however many, in the order asked."""
    cases = {"first": ("B02", "B8A", "B03"), "second": ("B8A",)}
    for scene in expect.each(scenes):
        bands = cases[scene.name]
        array = load(step, expect, scene, 60, bands)
        got = values(expect, array, (len(bands), *scene.grid().shape))
        if expect_formula(expect, got, scene, 60, bands):
            names = tuple(map(str, np.atleast_1d(array["band"].to_numpy())))
            said = f"the coordinate band is {', '.join(names)}"
            expect.that(names == bands, said, expected=", ".join(bands), got=", ".join(names))


def test_missing_band_is_named(step, expect, scenes):
    """A band that the product does not have raises FileNotFoundError that names it."""
    from kata.answers import AnswerRaisedError

    # B08 exists at 10 m only, B8A at 20 m and 60 m only.
    cases = {"first": (60, ("B04", "B08", "B03"), "B08"), "second": (10, ("B8A", "B02"), "B8A")}
    for scene in expect.each(scenes):
        resolution, bands, missing = cases[scene.name]
        asked = [f"asked for {', '.join(bands)} at {resolution} m"]
        wanted = f"FileNotFoundError that names {missing}"
        try:
            got = step(scene.product, resolution, bands)
        except AnswerRaisedError as error:
            raised = error.__cause__
            named = f"{type(raised).__name__}: {raised}".removesuffix(": ")
            if not isinstance(raised, FileNotFoundError):
                said = f"{type(raised).__name__} was raised instead of FileNotFoundError"
                expect.fail(said, expected=wanted, got=named, where=asked)
            elif missing not in str(raised):
                said = "the message does not name the missing band"
                expect.fail(said, expected=wanted, got=named, where=asked)
        else:
            said = f"no error, although there is no {missing} at {resolution} m"
            expect.fail(said, expected=wanted, got=type(got).__name__, where=asked)
