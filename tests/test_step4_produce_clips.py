"""Step 4: the reflectance and the class of every usable labelled pixel."""

import numpy as np

from kata.grading.diagnose import REFLECTANCE_TOLERANCE

BANDS = ("B04", "B03", "B02", "B8A")


def clip(step, expect, scene, bands=BANDS):
    """Return the answer's Dataset, or end the check."""
    from xarray import Dataset

    result = step.once(scene.rasters(bands), scene.mask(), scene.mapping)
    result = expect.kind(result, Dataset, "the result")
    missing = [name for name in ("reflectance", "feature_id") if name not in result.variables]
    if missing:
        expect.stop(
            f"the result has no variable {' and no '.join(missing)}",
            expected="reflectance, feature_id",
            got=", ".join(map(str, result.variables)),
        )
    return result


def table(expect, result, bands=BANDS):
    """Return the reflectance (z, band) and the ids (z) of a Dataset, or end the check."""
    reflectance, ids = result["reflectance"], result["feature_id"]
    if sorted(map(str, reflectance.dims)) != ["band", "z"]:
        expect.dims(reflectance, ("band", "z"), "reflectance")
        expect.stop("without the dims band and z no sample can be looked at")
    if reflectance.sizes["band"] != len(bands):
        expect.stop(
            f"reflectance has {reflectance.sizes['band']} bands, the raster {len(bands)}",
            expected=", ".join(bands),
        )
    ids = np.asarray(ids.to_numpy())
    if ids.ndim != 1 or ids.dtype.kind not in "fiub":
        expect.stop("feature_id is not a list of numbers", expected="(z), integers", got=ids.dtype)
    return reflectance.transpose("z", "band").to_numpy().astype(float), ids.astype(float)


def wanted(scene, bands=BANDS):
    """Return the reflectance (z, band) and the ids (z) of the usable labelled pixels."""
    samples = scene.samples(bands)
    return samples["reflectance"].to_numpy().T.astype(float), samples["feature_id"].to_numpy()


def in_order(reflectance, *columns):
    """Return all columns in the order of the reflectance: the order of samples is free."""
    keys = np.nan_to_num(reflectance, nan=-9).round(4).T[::-1]
    order = np.lexsort(keys)
    return reflectance[order], *(column[order] for column in columns)


def count_mistakes(scene, bands=BANDS):
    """Return the number of samples that known mistakes give."""
    reflectance, labelled = scene.reflectance(bands), scene.class_number() > 0
    nan = np.isnan(reflectance)
    low = (np.nan_to_num(reflectance) < 0).any(axis=0)
    high = (np.nan_to_num(reflectance) > 1).any(axis=0)
    zero = (reflectance == 0).any(axis=0)
    usable = labelled & ~nan.any(axis=0)
    mistakes = {
        "pixels with NaN in a band are among the samples": labelled,
        "pixels with NaN in some bands are among the samples": labelled & ~nan.all(axis=0),
        "pixels without a class are among the samples": ~nan.any(axis=0),
        "all the pixels are samples, with or without a class": labelled | True,
        "samples with negative reflectance are left out: it is data": usable & ~low,
        "samples with reflectance above 1 are left out: it is data": usable & ~high,
        "samples with reflectance outside 0...1 are left out: it is data": usable & ~low & ~high,
        "samples with reflectance 0 are left out: it is data": usable & ~zero,
        "samples with reflectance of 0 and below are left out: it is data": usable & ~low & ~zero,
    }
    for number, band in enumerate(bands):
        mistakes.setdefault(f"only NaN in {band} is left out", labelled & ~nan[number])
    return {int(place.sum()): said for said, place in reversed(mistakes.items())}


def test_samples_are_a_dataset_with_dims(step, expect, scenes):
    """The result is a Dataset of reflectance with dims (band, z) and feature_id with dim (z)."""
    for scene in expect.each(scenes):
        result = clip(step, expect, scene)
        expect.dims(result["reflectance"], ("band", "z"), "reflectance")
        expect.dims(result["feature_id"], ("z",), "feature_id")


def test_samples_name_their_bands(step, expect, scenes):
    """The coordinate band has the names of the raster's bands, in the same order."""
    for scene in expect.each(scenes):
        result = clip(step, expect, scene)
        if "band" not in result.coords:
            expect.stop("the result has no coordinate band", expected=", ".join(BANDS))
        got = tuple(map(str, np.atleast_1d(result["band"].to_numpy())))
        said = f"the coordinate band is {', '.join(got)}"
        expect.that(got == BANDS, said, expected=", ".join(BANDS), got=", ".join(got))


def test_samples_have_integer_ids(step, expect, scenes):
    """feature_id has an integer dtype."""
    for scene in expect.each(scenes):
        got = np.asarray(clip(step, expect, scene)["feature_id"].to_numpy()).dtype
        expect.that(
            np.issubdtype(got, np.integer),
            f"the dtype of feature_id is {got}",
            expected="an integer dtype",
            got=got,
        )


def test_samples_are_all_the_usable_pixels(step, expect, scenes):
    """There is one sample for each labelled pixel that has a value in every band."""
    for scene in expect.each(scenes):
        reflectance, ids = table(expect, clip(step, expect, scene))
        count = len(wanted(scene)[1])
        for said, got in (("reflectance", len(reflectance)), ("feature_id", len(ids))):
            known = count_mistakes(scene).get(got, f"{said} has {got} samples, not {count}")
            if not expect.that(
                got == count, known, expected=f"{count} samples", got=f"{got} samples"
            ):
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
        reflectance, _ = table(expect, clip(step, expect, scene))
        expect_reflectance(expect, reflectance, scene)


def expect_reflectance(expect, reflectance, scene, bands=BANDS):
    """Compare samples (z, band) whatever their order; return whether they are right."""
    right, _ = wanted(scene, bands)
    if len(reflectance) != len(right):
        known = count_mistakes(scene, bands).get(len(reflectance), "the samples are not complete")
        expect.stop(known, expected=f"{len(right)} samples", got=f"{len(reflectance)} samples")
    (right,), (got,) = in_order(right), in_order(reflectance)
    if np.allclose(got, right, rtol=0, atol=REFLECTANCE_TOLERANCE, equal_nan=True):
        return True
    columns = [np.sort(column) for column in got.T]
    expect.fail(reflectance_mistake(columns, right, bands), **at_worst(columns, right, bands))
    return False


def reflectance_mistake(columns, right, bands):
    """Say what happened to the reflectance, given the sorted values of each band."""

    def are(changed):
        wanted = np.sort(changed, axis=0).T
        return np.allclose(columns, wanted, rtol=1e-6, atol=REFLECTANCE_TOLERANCE)

    known = {
        "each band has the right values, but they are not those of one pixel": right,
        "reflectance was clipped to 0...1: negative and large values are data": right.clip(0, 1),
        "negative reflectance was set to 0: it is data": right.clip(0),
        "reflectance above 1 was set to 1: it is data": right.clip(None, 1),
        "the absolute value was taken: negative reflectance is data": np.abs(right),
        **{f"reflectance was rounded to {n} decimals": right.round(n) for n in (0, 1, 2, 3)},
        "reflectance was divided by 10000 once more": right / 10000,
        "the offset formula was applied once more": (right - 1000) / 10000,
        "reflectance was multiplied by 10000": right * 10000,
    }
    for said, changed in known.items():
        if are(changed):
            return said
    order = [
        [
            name
            for name, values in zip(bands, np.sort(right, axis=0).T, strict=True)
            if np.allclose(values, column, rtol=0, atol=REFLECTANCE_TOLERANCE)
        ]
        for column in columns
    ]
    if all(order):
        return f"the bands are exchanged: {', '.join(names[0] for names in order)}"
    return "the samples do not have the reflectance of the labelled pixels"


def at_worst(columns, right, bands):
    """Return, for the value that is farthest off, what was expected and what came."""
    wanted = np.sort(right, axis=0).T
    off = np.abs(np.array(columns) - wanted)
    band, place = np.unravel_index(np.nanargmax(off) if np.isfinite(off).any() else 0, off.shape)
    rank = f"{bands[band]}, value {place + 1} in ascending order:"
    return {
        "expected": f"{rank} {wanted[band][place]:.4f}",
        "got": f"{rank} {columns[band][place]:.4f}",
    }


def test_samples_keep_reflectance_and_class_together(step, expect, scenes):
    """Every sample has the id of the class of its own pixel, as in the mask."""
    for scene in expect.each(scenes):
        reflectance, ids = table(expect, clip(step, expect, scene))
        right, right_ids = wanted(scene)
        if len(reflectance) != len(right) or len(ids) != len(right):
            expect.stop(
                count_mistakes(scene).get(len(ids), "the samples are not complete"),
                expected=f"{len(right)} samples",
                got=f"{len(reflectance)} of reflectance, {len(ids)} of feature_id",
            )
        (got, got_ids), (right, right_ids) = in_order(reflectance, ids), in_order(right, right_ids)
        if not np.allclose(got, right, rtol=0, atol=REFLECTANCE_TOLERANCE):
            expect.stop("samples cannot be told from each other while their reflectance is wrong")
        wrong = got_ids != right_ids
        if not wrong.any():
            continue
        names = {value: name for name, value in scene.mapping.items()}
        pairs = {(r, g) for r, g in zip(right_ids.tolist(), got_ids.tolist(), strict=True)}
        said = "the ids do not belong to the samples beside them"
        if np.array_equal(np.sort(got_ids), np.sort(right_ids)):
            said = "the ids are right as a whole, but stand beside other samples"
        elif len(pairs) == len(names):
            said = "the ids are not those of the mask and the mapping"
        first = int(np.flatnonzero(wrong)[0])
        expect.fail(
            f"{said} ({int(wrong.sum())} of {wrong.size})",
            expected=f"{int(right_ids[first])} ({names[int(right_ids[first])]})",
            got=f"{got_ids[first]:g}",
        )


def test_samples_of_other_bands(step, expect, scenes):
    """The bands are those of the raster given, however many and in whatever order."""
    for scene in expect.each(scenes):
        bands = ("B8A", "B02", "B03")
        result = clip(step, expect, scene, bands)
        reflectance, _ = table(expect, result, bands)
        if expect_reflectance(expect, reflectance, scene, bands) and "band" in result.coords:
            got = tuple(map(str, result["band"].to_numpy()))
            said = f"the coordinate band is {', '.join(got)}"
            expect.that(got == bands, said, expected=", ".join(bands), got=", ".join(got))


def test_samples_with_a_class_that_has_no_pixel(step, expect, scenes):
    """A class of the mapping without any pixel in the mask gives no sample, and no error."""
    from xarray import Dataset

    for scene in expect.each(scenes):
        mapping = {**scene.mapping, "NOWHERE": 5}
        result = expect.kind(step(scene.rasters(), scene.mask(), mapping), Dataset, "the result")
        count = len(wanted(scene)[1])
        got = result.sizes.get("z", 0)
        said = f"{got} samples instead of {count}"
        expect.that(got == count, said, expected=f"{count} samples", got=f"{got} samples")


def test_samples_of_equal_pixels_are_all_kept(step, expect, scenes):
    """Two pixels of a class with the same reflectance are two samples."""
    from xarray import Dataset

    for scene in expect.each(scenes):
        rasters, mask = scene.rasters().copy(deep=True), scene.mask()
        usable = ~np.isnan(rasters.values).any(axis=0) & (mask == mask.max())
        one, other = np.argwhere(usable)[[0, -1]]
        rasters.values[:, *other] = rasters.values[:, *one]
        result = expect.kind(step(rasters, mask, scene.mapping), Dataset, "the result")
        got, count = result.sizes.get("z", 0), len(wanted(scene)[1])
        said = f"{got} samples instead of {count}"
        if got == count - 1:
            said = f"{said}: equal samples are samples too"
        expect.that(got == count, said, expected=f"{count} samples", got=f"{got} samples")


def test_samples_leave_the_inputs_untouched(step, expect, scenes):
    """The raster, the mask and the mapping are afterwards as they were before."""
    from xarray import Dataset

    for scene in expect.each(scenes):
        before = (scene.rasters(), scene.mask(), scene.mapping)
        result, (raster, mask, mapping) = step.with_inputs(*before)
        expect.kind(result, Dataset, "the result")
        expect.that(before[0].identical(raster), "the raster was changed")
        expect.that(
            mask.dtype == before[1].dtype and np.array_equal(before[1], mask),
            "the mask was changed",
        )
        expect.that(before[2] == mapping, "the mapping was changed", got=mapping)
