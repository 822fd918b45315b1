"""Step 6: a class for every pixel, by a forest that learnt from the samples."""

import numpy as np

BANDS = ("B04", "B03", "B02", "B8A")

# The classes of the scenes are far apart in the bands used: a forest that learns at all gets
# every pixel right. A few are forgiven for very small or shallow forests.
FEWEST_RIGHT = 0.97


def classify(step, expect, rasters, samples):
    """Return the answer's DataArray, or end the check."""
    from xarray import DataArray

    result = step.once(rasters, samples)
    if isinstance(result, np.ndarray):
        expect.stop(
            "the result is a NumPy array: without coordinates and CRS it is no map",
            expected="xarray.DataArray",
            got="numpy.ndarray",
        )
    return expect.kind(result, DataArray, "the result")


def classify_scene(step, expect, scene, bands=BANDS):
    """Return the answer's map of a whole scene, or end the check."""
    return classify(step, expect, scene.rasters(bands), scene.samples(bands))


def labels(expect, result, shape):
    """Return the class ids (y, x), or end the check when they cannot be told."""
    if sorted(map(str, result.dims)) != ["x", "y"]:
        expect.dims(result, ("y", "x"), "the result")
        expect.stop("without the dims y and x no pixel can be looked at")
    got = result.transpose("y", "x").to_numpy()
    if got.shape != shape:
        expect.stop(f"the shape (y, x) is {got.shape}, not {shape}", expected=shape, got=got.shape)
    if got.dtype.kind not in "fiub":
        expect.stop("the labels are not numbers", expected="class ids", got=got.dtype)
    return got


def expect_labels(expect, result, wanted, reflectance, scene):
    """Compare the labels of pixels that have a value in every band with the planted truth."""
    got = labels(expect, result, wanted.shape)
    valid = wanted != 0
    if (got == wanted)[valid].mean() >= FEWEST_RIGHT:
        return
    ids = sorted(scene.mapping.values())
    place = np.searchsorted(ids, wanted)
    mistakes = {
        "the classes are counted from 0: their ids are asked for": np.where(valid, place, 0),
        "the classes are counted from 1: their ids are asked for": np.where(valid, place + 1, 0),
        "pixels with negative reflectance are 0: it is data": np.where(
            (reflectance < 0).any(axis=0), 0, wanted
        ),
        "pixels with reflectance above 1 are 0: it is data": np.where(
            (reflectance > 1).any(axis=0), 0, wanted
        ),
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
        agreement=FEWEST_RIGHT,
    )


def names(scene):
    """Return the name of each id."""
    return {0: "no class", **{number: name for name, number in scene.mapping.items()}}


def test_map_is_georeferenced(step, expect, scenes):
    """The result is a DataArray (y, x) with the coordinates and the CRS of the rasters."""
    for scene in expect.each(scenes):
        result = classify_scene(step, expect, scene)
        if expect.dims(result, ("y", "x"), "the result") and expect.shape(
            result, scene.grid().shape, "the result"
        ):
            expect.georeferenced(result, scene.grid(), "the result")


def test_map_has_integer_ids(step, expect, scenes):
    """The labels have an integer dtype."""
    for scene in expect.each(scenes):
        got = classify_scene(step, expect, scene).dtype
        said = f"the dtype is {got}"
        expect.that(np.issubdtype(got, np.integer), said, expected="an integer dtype", got=got)


def test_map_holds_ids_of_the_samples(step, expect, scenes):
    """Every pixel with data has one of the class ids of the samples, and every class is found."""
    for scene in expect.each(scenes):
        got = labels(expect, classify_scene(step, expect, scene), scene.grid().shape)
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
        result = classify_scene(step, expect, scene)
        expect_labels(expect, result, scene.classification(), scene.reflectance(), scene)


def test_map_is_zero_without_data(step, expect, scenes):
    """A pixel with NaN in any band is 0, nobody's class; no other pixel is 0."""
    for scene in expect.each(scenes):
        got = labels(expect, classify_scene(step, expect, scene), scene.grid().shape)
        nan = np.isnan(scene.reflectance())
        marks = np.unique(got[nan.any(axis=0)])
        if marks.size == 1 and marks[0] not in scene.mapping.values() and marks[0] != 0:
            expect.stop(f"pixels without data are {marks[0]}", expected=0, got=marks[0])
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
    """A RandomForestClassifier is trained, on all the samples."""
    from kata.grading.probe import forests_trained

    scene = scenes[0]
    samples = scene.samples()
    count, classes = samples.sizes["z"], len(scene.classes)
    with forests_trained() as trainings:
        step(scene.rasters(), samples)
    if not trainings:
        expect.stop("no RandomForestClassifier was trained", expected="RandomForestClassifier.fit")
    most = max(trainings, key=lambda training: training.samples)
    expect.that(
        most.samples >= count and most.classes == classes,
        "the forest did not learn from all the samples",
        expected=f"{count} samples of {classes} classes",
        got=f"{most.samples} samples of {most.classes} classes",
    )


def test_map_of_other_bands(step, expect, scenes):
    """The forest learns from the bands given, however many and in whatever order."""
    for scene in expect.each(scenes[1:]):
        bands = ("B8A", "B06", "B02", "B04", "B03")
        result = classify_scene(step, expect, scene, bands)
        wanted = scene.classification(bands)
        expect_labels(expect, result, wanted, scene.reflectance(bands), scene)


def expect_part(step, expect, scene, rows, columns):
    """Compare the map of a part of a scene, by a forest that knows all its samples."""
    from kata.grading.scenes import part

    rasters, wanted = part(scene, rows, columns)
    result = classify(step, expect, rasters, scene.samples())
    expect_labels(expect, result, wanted, scene.reflectance()[:, rows, columns], scene)


def test_map_of_a_square_raster(step, expect, scenes):
    """Rows stay rows: on a square raster nothing but the labels shows a swap of y and x."""
    for scene in expect.each(scenes[:1]):
        side = slice(0, min(scene.grid().shape))
        expect_part(step, expect, scene, side, side)


def test_map_of_a_few_pixels(step, expect, scenes):
    """The class of a pixel depends on the samples, not on which other pixels are classified."""
    for scene in expect.each(scenes[1:]):
        wanted = scene.classification()
        # The window of 3 x 4 pixels with the fewest classes.
        windows = [
            (slice(r, r + 3), slice(c, c + 4))
            for r in range(wanted.shape[0] - 2)
            for c in range(wanted.shape[1] - 3)
        ]
        window = min(windows, key=lambda w: (len(np.unique(wanted[w])), (wanted[w] == 0).sum()))
        expect_part(step, expect, scene, *window)
