"""Step 6: a class for every pixel, by a forest that learnt from the samples."""

import numpy as np

BANDS = ("B04", "B03", "B02", "B8A")

# The classes of the scenes are far apart in the bands used: a forest that learns at all gets
# every pixel right. A few are forgiven for very small or shallow forests.
FEWEST_RIGHT = 0.97


def classify(step, expect, scene, bands=BANDS):
    """Return the answer's DataArray, or end the check."""
    from xarray import DataArray

    result = step.once(scene.rasters(bands), scene.samples(bands))
    if isinstance(result, np.ndarray):
        expect.stop(
            "the result is a NumPy array: without coordinates and CRS it is no map",
            expected="xarray.DataArray",
            got="numpy.ndarray",
        )
    return expect.kind(result, DataArray, "the result")


def labels(expect, result, scene):
    """Return the class ids (y, x), or end the check when they cannot be told."""
    if sorted(map(str, result.dims)) != ["x", "y"]:
        expect.dims(result, ("y", "x"), "the result")
        expect.stop("without the dims y and x no pixel can be looked at")
    got = result.transpose("y", "x").to_numpy()
    if got.shape != scene.grid().shape:
        expect.stop(
            f"the shape (y, x) is {got.shape}, not {scene.grid().shape}",
            expected=scene.grid().shape,
            got=got.shape,
        )
    if got.dtype.kind not in "fiub":
        expect.stop("the labels are not numbers", expected="class ids", got=got.dtype)
    return got


def expect_labels(expect, result, scene, bands=BANDS):
    """Compare the labels of pixels that have a value in every band with the planted truth."""
    got, wanted = labels(expect, result, scene), scene.classification(bands)
    valid = wanted != 0
    if (got == wanted)[valid].mean() >= FEWEST_RIGHT:
        return
    ids = sorted(scene.mapping.values())
    place = np.searchsorted(ids, wanted)
    mistakes = {
        "the classes are counted from 0: their ids are asked for": np.where(valid, place, 0),
        "the classes are counted from 1: their ids are asked for": np.where(valid, place + 1, 0),
    }
    for number, name in names(scene).items():
        mistakes[f"every pixel has the same class, {name}"] = np.where(valid, number, 0)
    expect.raster(
        got,
        wanted,
        name="classification",
        grid=scene.grid(),
        labels=names(scene),
        lookalikes=mistakes,
    )


def names(scene):
    """Return the name of each id."""
    return {0: "no class", **{number: name for name, number in scene.mapping.items()}}


def test_map_is_georeferenced(step, expect, scenes):
    """The result is a DataArray (y, x) with the coordinates and the CRS of the rasters."""
    for scene in expect.each(scenes):
        result = classify(step, expect, scene)
        if expect.dims(result, ("y", "x"), "the result") and expect.shape(
            result, scene.grid().shape, "the result"
        ):
            expect.georeferenced(result, scene.grid(), "the result")


def test_map_has_integer_ids(step, expect, scenes):
    """The labels have an integer dtype."""
    for scene in expect.each(scenes):
        got = classify(step, expect, scene).dtype
        said = f"the dtype is {got}"
        expect.that(np.issubdtype(got, np.integer), said, expected="an integer dtype", got=got)


def test_map_holds_ids_of_the_samples(step, expect, scenes):
    """Every pixel with data has one of the class ids of the samples, and every class is found."""
    for scene in expect.each(scenes):
        got = labels(expect, classify(step, expect, scene), scene)
        valid = scene.classification() != 0
        ids, found = set(scene.mapping.values()), set(np.unique(got[valid]).tolist())
        missing, strange = sorted(ids - found), sorted(found - ids)
        said = f"ids that no sample has: {', '.join(f'{value:g}' for value in strange[:6])}"
        expect.that(not strange, said, expected=sorted(ids), got=sorted(found))
        said = f"no pixel has the class {', '.join(map(str, missing))}"
        expect.that(strange or not missing, said, expected=sorted(ids), got=sorted(found))


def test_map_is_right(step, expect, scenes):
    """The forest finds the class of the pixels: they are easy to tell apart with all the bands."""
    for scene in expect.each(scenes):
        expect_labels(expect, classify(step, expect, scene), scene)


def test_map_is_zero_without_data(step, expect, scenes):
    """A pixel with NaN in any band is 0, nobody's class; no other pixel is 0."""
    for scene in expect.each(scenes):
        got = labels(expect, classify(step, expect, scene), scene)
        nan = np.isnan(scene.reflectance())
        expect.raster(
            np.asarray(got) == 0,
            nan.any(axis=0),
            name="pattern of zeros",
            grid=scene.grid(),
            lookalikes={
                "pixels without data got a class: the forest does not refuse NaN": (
                    np.zeros(got.shape, bool)
                ),
                "only pixels without data in every band are 0": nan.all(axis=0),
                **{
                    f"only pixels without data in {band} are 0": nan[number]
                    for number, band in enumerate(BANDS)
                },
            },
        )


def test_forest_learns_from_every_sample(step, expect, scenes):
    """A RandomForestClassifier is trained on all the samples and all their bands."""
    from collections import Counter

    from kata.grading.probe import forests_trained

    scene = scenes[0]
    samples = scene.samples()
    with forests_trained() as trainings:
        step(scene.rasters(), samples)
    if not trainings:
        expect.stop("no RandomForestClassifier was trained", expected="RandomForestClassifier.fit")
    count = Counter(samples["feature_id"].to_numpy().tolist())
    best = max(trainings, key=lambda training: sum(training.labels.values()))
    total = sum(best.labels.values())
    expect.that(
        all(best.labels.get(name, 0) >= number for name, number in count.items()),
        f"the forest learnt from {total} of {samples.sizes['z']} samples",
        expected=f"{samples.sizes['z']} samples, by class {dict(count)}",
        got=f"{total} samples, by class {dict(best.labels)}",
    )
    expect.that(
        best.features == len(BANDS),
        f"the forest learnt from {best.features} columns",
        expected=f"{len(BANDS)} columns: {', '.join(BANDS)}",
        got=best.features,
    )


def test_map_of_other_bands(step, expect, scenes):
    """The forest learns from the bands given, however many and in whatever order."""
    for scene in expect.each(scenes):
        bands = ("B8A", "B06" if scene.name == "second" else "B05", "B02", "B04", "B03")
        expect_labels(expect, classify(step, expect, scene, bands), scene, bands)


def test_map_of_a_square_raster(step, expect, scenes):
    """Rows stay rows: on a square raster nothing but the labels shows a swap of y and x."""
    from kata.grading.scenes import square

    for scene in expect.each(scenes):
        rasters, wanted = square(scene)
        result = step.once(rasters, scene.samples())
        if not hasattr(result, "dims") or np.shape(result) != wanted.shape:
            expect.stop("the result is not a map of the square raster", got=np.shape(result))
        got = result.to_numpy()
        if (got == wanted)[wanted != 0].mean() >= FEWEST_RIGHT:
            continue
        expect.raster(got, wanted, name="classification", grid=scene.grid(), labels=names(scene))
