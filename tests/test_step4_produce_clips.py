"""Step 4: the reflectance and the class of every usable labelled pixel."""

import numpy as np
from affine import Affine

from kata.grading.diagnose import REFLECTANCE_TOLERANCE, diagnose
from kata.grading.failure import named
from kata.grading.scenes import Grid, data_array

BANDS = ("B04", "B03", "B02", "B8A")


def clip(step, expect, scene, bands=BANDS):
    """Return the answer's Dataset, or end the check."""
    return dataset(expect, step.once(scene.rasters(bands), scene.mask(), scene.mapping))


def dataset(expect, result):
    """Return a result that is a Dataset with both variables, or end the check."""
    from xarray import Dataset

    result = expect.kind(result, Dataset, "the result")
    missing = [name for name in ("reflectance", "feature_id") if name not in result.variables]
    if missing:
        expect.stop(
            named("variable-names", f"the result has no variable {' and no '.join(missing)}"),
            expected="reflectance, feature_id",
            got=", ".join(map(str, result.variables)),
        )
    return result


def table(expect, result, bands=BANDS):
    """Return the reflectance (z, band) and the ids (z) of a Dataset, or end the check."""
    reflectance, ids = result["reflectance"], result["feature_id"]
    if sorted(map(str, reflectance.dims)) != ["band", "z"]:
        expect_dims(expect, reflectance, ("band", "z"), "reflectance")
        expect.stop("without the dims band and z no sample can be looked at")
    if reflectance.sizes["band"] != len(bands):
        expect.stop(
            f"reflectance has {reflectance.sizes['band']} bands, the raster {len(bands)}",
            expected=", ".join(bands),
        )
    ids = np.asarray(ids.to_numpy())
    if ids.ndim != 1 or ids.dtype.kind not in "fiub":
        said = "feature_id is not a list of numbers"
        expect.stop(names_said(ids) or said, expected="(z), integers", got=ids.dtype)
    return reflectance.transpose("z", "band").to_numpy().astype(float), ids.astype(float)


def expect_dims(expect, array, dims, name):
    """Expect dims in this order; another name for one of them tells the mistake."""
    got = tuple(map(str, array.dims))
    if len(got) == len(dims) and sorted(got) != sorted(dims):
        said = f"the dims of {name} have other names: ({', '.join(got)})"
        expect.fail(named("dims-names", said), expected=f"({', '.join(dims)})")
        return
    expect.dims(array, dims, name)


def names_said(ids):
    """Say that there are names where ids are expected, if it is so."""
    if not any(isinstance(value, str | bytes) for value in np.ravel(ids).tolist()):
        return ""
    return named("names-not-ids", "feature_id holds names: the ids of the classes are expected")


def wanted(scene, bands=BANDS):
    """Return the reflectance (z, band) and the ids (z) of the usable labelled pixels."""
    samples = scene.samples(bands)
    return samples["reflectance"].to_numpy().T.astype(float), samples["feature_id"].to_numpy()


def in_order(reflectance, *columns):
    """Return all columns in the order of the reflectance: the order of samples is free."""
    keys = np.nan_to_num(reflectance, nan=-9).round(4).T[::-1]
    order = np.lexsort(keys)
    return reflectance[order], *(column[order] for column in columns)


def alike(got, wanted):
    """Whether two tables (z, band) hold the same samples, in whatever order."""
    if len(got) != len(wanted):
        return False
    (got,), (wanted,) = in_order(got), in_order(wanted)
    return np.allclose(got, wanted, rtol=1e-6, atol=REFLECTANCE_TOLERANCE, equal_nan=True)


def wrong_pixels(scene, bands):
    """Return, by what to say of it, which pixels (y, x) known mistakes take."""
    reflectance, number = scene.reflectance(bands), scene.class_number()
    labelled, nan = number > 0, np.isnan(reflectance)
    low = (np.nan_to_num(reflectance) < 0).any(axis=0)
    high = (np.nan_to_num(reflectance) > 1).any(axis=0)
    zero = (reflectance == 0).any(axis=0)
    complete = ~nan.any(axis=0)
    usable = labelled & complete
    left_out = "are left out: it is data"
    mistakes = [
        ("nan-kept", "pixels with NaN in a band are among the samples", labelled),
        (
            "nan-in-some-kept",
            "pixels with NaN in some bands are among the samples",
            labelled & ~nan.all(axis=0),
        ),
        ("unlabelled-kept", "pixels without a class are among the samples", complete),
        ("all-pixels", "all the pixels are samples, with or without a class", labelled | True),
        ("negative-dropped", f"samples with negative reflectance {left_out}", usable & ~low),
        ("above-1-dropped", f"samples with reflectance above 1 {left_out}", usable & ~high),
        (
            "outside-0-1-dropped",
            f"samples with reflectance outside 0...1 {left_out}",
            usable & ~low & ~high,
        ),
        ("zero-dropped", f"samples with reflectance 0 {left_out}", usable & ~zero),
        (
            "zero-dropped",
            f"samples with reflectance of 0 and below {left_out}",
            usable & ~low & ~zero,
        ),
        *(
            ("nan-in-some-kept", f"only NaN in {band} is left out", labelled & ~missing)
            for band, missing in zip(bands, nan, strict=True)
        ),
        (
            "upside-down",
            "the pixels are taken where the mask upside down has a class",
            labelled[::-1] & complete,
        ),
        (
            "mirrored",
            "the pixels are taken where the mask mirrored has a class",
            labelled[:, ::-1] & complete,
        ),
        (
            "scrambled",
            "the pixels are taken where the mask, read column by column, has a class",
            labelled.T.reshape(labelled.shape) & complete,
        ),
    ]
    return [(named(cause, said), place) for cause, said, place in mistakes]


def samples_mistake(scene, scenes, got, ids, bands=BANDS, mapping=None):
    """Name what other samples (z, band) these are than those of the usable labelled pixels.

    Scenes before this one were looked at by earlier calls, which must have left no trace.
    """
    right, _ = wanted(scene, bands)
    pixels = np.moveaxis(scene.reflectance(bands), 0, -1)
    number = scene.class_number()
    classes = number[(number > 0) & ~np.isnan(pixels).any(axis=-1)]
    id_of = mapping or scene.mapping
    if not len(got):
        said = "there is no sample at all: are ids taken that the mask does not have?"
        return named("no-samples", said)
    earlier = [wanted(other, bands)[0] for other in scenes[: scenes.index(scene)]]
    if earlier and alike(got, np.vstack([*earlier, right])):
        return named("remembers", "the samples of an earlier call are there once more")
    for said, place in wrong_pixels(scene, bands):
        if alike(got, pixels[place]):
            return said
    absent = {n: name for n, name in enumerate(scene.classes, 1) if id_of[name] not in ids}
    if absent and alike(got, right[~np.isin(classes, list(absent))]):
        there = [name for name in scene.classes if name not in absent.values()]
        if len(there) == 1:
            return named("one-class-only", f"there are only the samples of {there[0]}")
        names = ", ".join(f"{name} (id {id_of[name]})" for name in absent.values())
        return named("class-missing", f"there is no sample of {names}")
    if len(got) == len(scene.classes):
        said = "there is one sample for each class: one for each pixel is expected"
        return named("one-for-each-class", said)
    counts = np.unique(ids, return_counts=True)[1].tolist()
    if counts == [min(scene.counts().values())] * len(scene.classes):
        return named("balanced", "each class has as many samples as the smallest: all are wanted")
    ours, theirs = rows_of(right), rows_of(got)
    strange = theirs - ours
    on_raster = rows_of(pixels[number >= 0])
    invented = strange and ours <= theirs and not strange & on_raster and not np.isnan(got).any()
    if invented and len(got) == (number > 0).sum():
        return named("nan-filled", "pixels with NaN are among the samples, with a value for NaN")
    empty = np.isnan(got).all(axis=1).sum()
    if 0 in ids and empty > np.isnan(pixels[number > 0]).all(axis=1).sum():
        said = "reflectance and feature_id are of other pixels: NaN fills up what only one has"
        return named("chosen-apart", said)
    if strange and theirs <= rows_of(pixels[number > 0]):
        said = "labelled pixels with NaN in some of the bands are among the samples"
        return named("nan-in-some-kept", said)
    if strange and theirs <= on_raster:
        said = "samples are pixels of the raster, but others than those of the mask"
        return named("other-pixels", said)
    return ""


def rows_of(table):
    """Return the samples of a table (z, band) as a set."""
    return set(map(tuple, np.nan_to_num(table, nan=-9).round(4).tolist()))


def expect_bands(expect, result, bands=BANDS):
    """Expect the coordinate band to have the names of the raster's bands, in the same order."""
    if "band" not in result.coords:
        said = named("coordinates-missing", "the result has no coordinate band")
        expect.stop(said, expected=", ".join(bands))
    got = tuple(map(str, np.atleast_1d(result["band"].to_numpy())))
    said = f"the coordinate band is {', '.join(got)}"
    if sorted(got) == sorted(bands):
        said = named(
            "bands-order", f"the names of the bands are in another order: {', '.join(got)}"
        )
    elif got and all(name.isdecimal() for name in got):
        said = named("band-numbers", "the coordinate band counts: the names are expected")
    elif bands != BANDS and got == BANDS[: len(got)]:
        said = named("hard-coded-bands", f"{said}: are the names hard-coded?")
    expect.that(got == bands, said, expected=", ".join(bands), got=", ".join(got))


def test_samples_are_a_dataset_with_dims(step, expect, scenes):
    """The result is a Dataset of reflectance with dims (band, z) and feature_id with dim (z)."""
    for scene in expect.each(scenes):
        result = clip(step, expect, scene)
        expect_dims(expect, result["reflectance"], ("band", "z"), "reflectance")
        expect_dims(expect, result["feature_id"], ("z",), "feature_id")


def test_samples_name_their_bands(step, expect, scenes):
    """The coordinate band has the names of the raster's bands, in the same order."""
    for scene in expect.each(scenes):
        expect_bands(expect, clip(step, expect, scene))


def test_samples_have_integer_ids(step, expect, scenes):
    """feature_id has an integer dtype."""
    for scene in expect.each(scenes):
        expect_integers(expect, clip(step, expect, scene))


def expect_integers(expect, result):
    """Expect that the dtype of feature_id is one of integers."""
    ids = np.asarray(result["feature_id"].to_numpy())
    said = named("dtype", f"the dtype of feature_id is {ids.dtype}, not an integer")
    expect.that(
        np.issubdtype(ids.dtype, np.integer),
        names_said(ids) or said,
        expected="an integer dtype",
        got=ids.dtype,
    )


def test_samples_are_all_the_usable_pixels(step, expect, scenes):
    """There is one sample for each labelled pixel that has a value in every band."""
    for scene in expect.each(scenes):
        reflectance, ids = table(expect, clip(step, expect, scene))
        expect_count(expect, scene, scenes, reflectance, ids)


def expect_count(expect, scene, scenes, reflectance, ids, mapping=None):
    """Expect as many samples as there are usable labelled pixels."""
    count = len(wanted(scene)[1])
    for name, got in (("reflectance", len(reflectance)), ("feature_id", len(ids))):
        said = f"{name} has {got} samples, not {count}"
        if got != count:
            said = samples_mistake(scene, scenes, reflectance, ids, mapping=mapping) or said
        if not expect.that(got == count, said, expected=f"{count} samples", got=f"{got} samples"):
            break


def test_samples_have_no_nan(step, expect, scenes):
    """No sample has NaN in any band: a model must not learn from missing values."""
    for scene in expect.each(scenes):
        reflectance, _ = table(expect, clip(step, expect, scene))
        bad = np.isnan(reflectance).any(axis=1)
        expect.that(
            not bad.any(),
            f"{int(bad.sum())} of {len(bad)} samples have NaN",
            expected="a number in every band of every sample",
            got=f"NaN in {', '.join(np.array(BANDS)[np.isnan(reflectance).any(axis=0)])}",
        )


def test_samples_have_the_reflectance_of_their_pixels(step, expect, scenes):
    """The reflectance of the samples is that of the labelled pixels, band by band."""
    for scene in expect.each(scenes):
        expect_reflectance(expect, clip(step, expect, scene), scene, scenes)


def expect_reflectance(expect, result, scene, scenes, bands=BANDS):
    """Compare samples (z, band) whatever their order; return whether they are right."""
    got, ids = table(expect, result, bands)
    right, _ = wanted(scene, bands)
    if alike(got, right):
        return True
    said = samples_mistake(scene, scenes, got, ids, bands)
    if len(got) != len(right):
        many = "there are too many samples"
        said = said or (many if len(got) > len(right) else "the samples are not complete")
        expect.stop(said, expected=f"{len(right)} samples", got=f"{len(got)} samples")
    columns, right = np.sort(got, axis=0).T, np.sort(right, axis=0).T
    said = said or reflectance_mistake(columns, right, bands, result["reflectance"].dtype)
    said = said or "the samples do not have the reflectance of the labelled pixels"
    expect.fail(said, **at_worst(columns, right, bands))
    return False


def reflectance_mistake(columns, right, bands, dtype):
    """Say what happened to the reflectance, given the sorted values (band, z)."""
    if dtype.kind in "iu" or dtype.itemsize < 4:
        return named("dtype", f"reflectance is {dtype}, which has too few digits for it")
    known = [
        (
            "bands-apart",
            "each band has the right values, but they are not those of one pixel",
            right,
        ),
        ("scaled-twice", "reflectance was divided by 10000 once more", right / 10000),
        ("scaled-twice", "the offset formula was applied once more", (right - 1000) / 10000),
        ("scale", "reflectance was multiplied by 10000", right * 10000),
        ("clipped", "reflectance was clipped to 0...1: other values are data", right.clip(0, 1)),
        ("clipped", "negative reflectance was set to 0: it is data", right.clip(0)),
        ("clipped", "reflectance above 1 was set to 1: it is data", right.clip(None, 1)),
        ("absolute", "the absolute value was taken: negative reflectance is data", np.abs(right)),
    ]
    for cause, said, changed in known:
        changed = np.sort(changed, axis=1)
        tolerance = REFLECTANCE_TOLERANCE * np.ptp(changed) / np.ptp(right)
        if np.allclose(columns, changed, rtol=1e-6, atol=tolerance):
            return named(cause, said)
    for decimals in range(4):
        steps = columns * 10**decimals
        half = 0.501 / 10**decimals
        if np.allclose(steps, steps.round(), rtol=0, atol=1e-3) and np.allclose(
            columns, right, rtol=0, atol=half
        ):
            return named("rounded", f"reflectance was rounded to {decimals} decimals")
    near = {"rtol": 1e-6, "atol": REFLECTANCE_TOLERANCE}
    found = [[np.allclose(one, band, **near) for band in right] for one in columns]
    if np.all(np.any(found, axis=1)):
        if not np.all(np.any(found, axis=0)):
            return named("bands-order", "one band stands under the names of several")
        return named("bands-order", "the reflectance stands under the names of other bands")
    # Columns in ascending order are rasters of one row to the detector.
    said = diagnose(
        columns[:, None],
        right[:, None],
        name="reflectance",
        tolerance=REFLECTANCE_TOLERANCE,
        bands=bands,
    )
    if said:
        return said
    if np.allclose(np.sort(columns, axis=None), np.sort(right, axis=None), rtol=0, atol=1e-5):
        return named(
            "scrambled", "the values are right as a whole, but bands and samples are mixed up"
        )
    return ""


def at_worst(columns, right, bands):
    """Return, for the value that is farthest off, what was expected and what came."""
    off = np.abs(columns - right)
    band, place = np.unravel_index(np.nanargmax(off) if np.isfinite(off).any() else 0, off.shape)
    rank = f"{bands[band]}, value {place + 1} in ascending order:"
    return {
        "expected": f"{rank} {right[band][place]:.4f}",
        "got": f"{rank} {columns[band][place]:.4f}",
    }


def test_samples_keep_reflectance_and_class_together(step, expect, scenes):
    """Every sample has the id of the class of its own pixel, as in the mask."""
    for scene in expect.each(scenes):
        reflectance, ids = table(expect, clip(step, expect, scene))
        right, right_ids = wanted(scene)
        if len(reflectance) != len(right) or len(ids) != len(right):
            said = samples_mistake(scene, scenes, reflectance, ids)
            expect.stop(
                said or "there are not as many samples as usable pixels",
                expected=f"{len(right)} samples",
                got=f"{len(reflectance)} of reflectance, {len(ids)} of feature_id",
            )
        if not alike(reflectance, right):
            expect.stop("samples cannot be told from each other while their reflectance is wrong")
        (_, got_ids), (_, right_ids) = in_order(reflectance, ids), in_order(right, right_ids)
        wrong = got_ids != right_ids
        if not wrong.any():
            continue
        names = {value: name for name, value in scene.mapping.items()}
        first = int(np.flatnonzero(wrong)[0])
        said = ids_mistake(scene, got_ids, right_ids)
        expect.fail(
            said or "the ids do not belong to the samples beside them",
            expected=f"{int(right_ids[first])} ({names[int(right_ids[first])]})",
            got=f"{got_ids[first]:g} ({int(wrong.sum())} of {wrong.size} are wrong)",
        )


def ids_mistake(scene, got, right):
    """Say what happened to the ids, given in the same order as the right ones."""
    if np.array_equal(got, right.astype("int8")):
        return named("dtype", "ids above 127 became negative: int8 cannot hold them")
    became = dict(zip(right.tolist(), got.tolist(), strict=True))
    if np.array_equal(got, [became[number] for number in right.tolist()]):
        count = range(1, len(became) + 1)
        for order in (scene.mapping.values(), sorted(became)):
            if [became[number] for number in order] == [*count]:
                return named("ids-from-1", "the classes are numbered 1, 2, 3... anew")
            if [became[number] + 1 for number in order] == [*count]:
                return named("ids-from-0", "the classes are numbered 0, 1, 2... anew")
        if len(set(became.values())) == len(became):
            return named("ids-other", "each class has another id than in the mask")
    if np.array_equal(np.sort(got), np.sort(right)):
        said = "the ids are right as a whole, but stand beside other samples"
        return named("labels-apart", said)
    # In the order of the raster or class by class, as the answer may have gone.
    kept = scene.mask()[scene.mask() > 0]
    by_class = np.concatenate([kept[kept == number] for number in scene.mapping.values()])
    for ids in (kept, by_class):
        if np.array_equal(np.sort(got), np.sort(ids[: len(got)])):
            said = "pixels with NaN are left out of the reflectance, but not of the ids"
            return named("nan-in-ids", said)
    return ""


def test_samples_of_other_bands(step, expect, scenes):
    """The bands are those of the raster given, however many and in whatever order."""
    cases = {"first": ("B8A", "B02", "B03"), "second": ("B02", "B03", "B04", "B8A")}
    for scene in expect.each(scenes):
        bands = cases[scene.name]
        result = clip(step, expect, scene, bands)
        if expect_reflectance(expect, result, scene, scenes, bands) and "band" in result.coords:
            expect_bands(expect, result, bands)


def test_samples_with_a_class_that_has_no_pixel(step, expect, scenes):
    """A class without a pixel in the mask gives no sample, no error, and ids are integers still."""
    for scene in expect.each(scenes):
        mapping = {name: n for n, name in enumerate(scene.classes, start=1)}
        # Among the others: who stops at it loses those that follow.
        given = [*mapping.items()]
        given.insert(1, ("NOWHERE", len(given) + 1))
        mask = scene.class_number().astype("uint8")
        result = dataset(expect, step(scene.rasters(), mask, dict(given)))
        expect_count(expect, scene, scenes, *table(expect, result), mapping)
        expect_integers(expect, result)


def test_samples_of_equal_pixels_are_all_kept(step, expect, scenes):
    """Two pixels of a class with the same reflectance are two samples."""
    for scene in expect.each(scenes):
        rasters, mask = scene.rasters().copy(deep=True), scene.mask()
        usable = ~np.isnan(rasters.values).any(axis=0) & (mask > 0)
        one, other = np.argwhere(usable & (mask == mask.max()))[[1, -2]]
        rasters.values[:, *other] = rasters.values[:, *one]
        samples, _ = table(expect, dataset(expect, step(rasters, mask, scene.mapping)))
        got, count = len(samples), usable.sum()
        if got == count and not alike(samples, rasters.values[:, usable].T):
            expect.stop("the samples do not have the reflectance of the raster")
        said = f"{got} samples instead of {count}"
        usable[tuple(other)] = False
        if alike(samples, rasters.values[:, usable].T):
            said = named("equal-dropped", f"{said}: equal samples are samples too")
        expect.that(got == count, said, expected=f"{count} samples", got=f"{got} samples")


def test_samples_of_any_raster(step, expect, scenes):
    """A raster may have one band or six, few pixels or many, and each of them a class."""
    for scene in expect.each(scenes[:1]):
        if not expect_reflectance(expect, clip(step, expect, scene), scene, scenes):
            return
    for name, values, mask in rasters():
        bands = tuple(f"B{n:02d}" for n in range(5, 5 + len(values)))
        grid = Grid(Affine(60, 0, 300000, 0, -60, 4900020), mask.shape, 32631)
        array = data_array(values.astype("float32"), grid, bands)
        ids = np.unique(mask[mask > 0]).tolist()
        mapping = {f"class {number}": number for number in ids}
        result = dataset(expect, step(array, mask, mapping))
        expect_dims(expect, result["reflectance"], ("band", "z"), f"reflectance in {name}")
        got, got_ids = table(expect, result, bands)
        usable = (mask > 0) & ~np.isnan(values).any(axis=0)
        right, right_ids = values[:, usable].T, mask[usable]
        where = [f"in {name}"]
        lost = [number for number in ids if number in right_ids and number not in got_ids]
        said = f"{len(got)} of {len(right)} samples are there"
        if lost:
            said = named("class-missing", f"there is no sample of the id {lost[0]}")
        elif len(got) < len(right) and rows_of(got) <= rows_of(right):
            left = np.array(sorted(rows_of(right) - rows_of(got)))
            beyond = [
                (row.min() < np.min(got, initial=9)) | (row.max() > np.max(got, initial=-9))
                for row in left
            ]
            if len(left) and (left == 0).all():
                said = named("zero-dropped", f"{said}: reflectance 0 in all bands is lost")
            elif len(left) and (left <= 0).all():
                said = named("negative-dropped", f"{said}: negative in all bands is lost")
            elif len(left) and all(beyond):
                said = named("extremes-dropped", f"{said}: the darkest or the brightest are lost")
        if not len(got) == len(got_ids) == len(right):
            expect.stop(said, expected=f"{len(right)} samples", where=where)
        if not alike(got, right):
            expect.stop("the samples do not have the reflectance of the raster", where=where)
        (_, got_ids), (_, right_ids) = in_order(got, got_ids), in_order(right, right_ids)
        if not np.array_equal(got_ids, right_ids):
            expect.stop("the ids stand beside other samples", where=where)


def rasters():
    """Yield rasters by what to call them: reflectance (band, y, x), and masks of them."""
    rows = np.array([[[0.1234, 0.2345, np.nan]], [[0.4321, 0.3456, 0.4567]]])
    yield "a raster of three pixels", rows, np.array([[5, 0, 8]], dtype="uint8")
    yield "a raster of one band", rows[:1], np.array([[5, 0, 8]], dtype="uint8")
    # All different; DN 1 and 32767 are the least and the most that there is.
    dn = np.random.default_rng(4).permutation(np.arange(1100, 1100 + 6 * 40 * 45))
    dn[100:103] = 1, 20000, 32767
    values = (dn.reshape(6, 40, 45) - 1000) / 10000
    values[2, 5:8, 5:9] = np.nan
    values[5, 9:11, 5:7] = np.nan
    values[:, 20, 20], values[:, 30, 30] = 0, -0.001
    mask = np.repeat([3, 7, 200], [1, 1600, 199]).astype("uint8").reshape(40, 45)
    yield "a raster of six bands that is covered by polygons", values, mask
    # In the same place another raster, with gaps where that one had none.
    yield "a second raster of six bands", np.roll(values, (7, 11), axis=(1, 2)), mask
    many = (np.arange(1100, 1100 + 2 * 110 * 110).reshape(2, 110, 110) - 1000) / 10000
    mask = np.repeat([6, 9], [10_500, 1600]).astype("uint8").reshape(110, 110)
    yield "a raster of many pixels that are all samples", many, mask


def test_samples_leave_the_inputs_untouched(step, expect, scenes):
    """The raster, the mask and the mapping are afterwards as they were before."""
    from xarray import Dataset

    for scene in expect.each(scenes):
        # A class without a pixel has its id as well.
        before = (scene.rasters(), scene.mask(), scene.mapping | {"NOWHERE": 254})
        result, (raster, mask, mapping) = step.with_inputs(*before)
        expect.kind(result, Dataset, "the result")
        mask_kept = mask.dtype == before[1].dtype and np.array_equal(before[1], mask)
        for name, kept in (
            ("raster", before[0].identical(raster)),
            ("mask", mask_kept),
            ("mapping", before[2] == mapping),
        ):
            expect.that(kept, named("inputs-changed", f"the {name} was changed"))
