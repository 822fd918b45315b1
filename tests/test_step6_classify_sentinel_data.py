"""Step 6: a class for every pixel, by a forest that learnt from the samples."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pytest

from kata.grading.failure import Named, named

# Forests differ by their seeds: `kata grade` looks twice.
pytestmark = pytest.mark.stochastic

BANDS = ("B04", "B03", "B02", "B8A")

# The classes of the scenes are far apart in the bands used: a forest that learns at all gets
# every pixel right. A few are forgiven for very small or shallow forests.
FEWEST_RIGHT = 0.97

# Who draws samples at random, again and again, may miss a few; who draws once misses a third.
FEWEST_LEARNT = 0.9

# Of a map by a forest that learnt nonsense: the largest class is a third of the samples.
MOST_BY_CHANCE = 0.5

# How often the scene stands beside itself, and below, where there have to be many pixels.
TIMES = 4

# Of the wrong pixels, those that a known mistake has to explain: forests differ by their seeds.
EXPLAINED = 0.9


@dataclass
class Asked:
    """What an answer is asked for: the map of a scene or of a part of it, in some bands."""

    scene: object
    bands: tuple[str, ...] = BANDS
    # A slice has no hash before Python 3.12, and fields take none such for a default.
    rows: slice = field(default_factory=lambda: slice(0, None))
    columns: slice = field(default_factory=lambda: slice(0, None))

    @cached_property
    def wanted(self):
        """Return the map (y, x)."""
        return self.scene.classification(self.bands)[self.rows, self.columns]

    @cached_property
    def reflectance(self):
        """Return the reflectance (band, y, x)."""
        return self.scene.reflectance(self.bands)[:, self.rows, self.columns]

    @property
    def classes(self):
        """Return how many classes there are."""
        return np.unique(self.wanted[self.wanted != 0]).size

    @property
    def drawn(self):
        """Return where (y, x) a polygon holds the pixel."""
        return self.scene.mask()[self.rows, self.columns] > 0


def classify(step, expect, rasters, samples):
    """Return the answer's DataArray, or end the check."""
    return expect_map(expect, step.once(rasters, samples))


def classify_scene(step, expect, scene, bands=BANDS):
    """Return the answer's map of a whole scene, or end the check."""
    return classify(step, expect, scene.rasters(bands), scene.samples(bands))


def expect_map(expect, result):
    """Expect a DataArray, or end the check."""
    from xarray import DataArray

    if isinstance(result, np.ndarray):
        said = "the result is a NumPy array: without coordinates and CRS it is no map"
        expect.stop(named("wrong-type", said), expected="xarray.DataArray", got="numpy.ndarray")
    return expect.kind(result, DataArray, "the result")


def expect_dims(expect, result):
    """Expect a map with dims (y, x), and return whether it is one."""
    more = [str(dim) for dim in result.dims if dim not in ("y", "x")]
    if len(result.dims) < 3 or not more:
        return expect.dims(result, ("y", "x"), "the result")
    said = f"the result has a dim {more[0]} besides y and x: a map has one id for each pixel"
    sizes = ", ".join(f"{dim}: {size}" for dim, size in result.sizes.items())
    expect.fail(named("extra-dimension", said), expected="(y, x)", got=f"({sizes})")
    return False


def expect_shape(expect, got, wanted):
    """Expect the shape of the map that is wanted, and return whether `got` has it."""
    if got != wanted.shape:
        data = wanted != 0
        complete = data.all(axis=1).sum(), data.all(axis=0).sum()
        if got in ((complete[0], data.shape[1]), (data.shape[0], complete[1])):
            side = "columns" if got[0] == data.shape[0] else "rows"
            said = f"the {side} that have a pixel without data are not in the map"
            expect.fail(named("rows-dropped", said), expected=wanted.shape, got=got)
            return False
    return expect.shape(np.empty(got), wanted.shape, "the result")


def labels(expect, result, wanted):
    """Return the class ids (y, x), or end the check when they cannot be told."""
    if sorted(map(str, result.dims)) != ["x", "y"]:
        expect_dims(expect, result)
        expect.stop("without the dims y and x no pixel can be looked at")
    got = result.transpose("y", "x").to_numpy()
    if not expect_shape(expect, got.shape, wanted):
        expect.stop("the map cannot be compared with one of another shape")
    expect_numbers(expect, got.dtype)
    return got


def expect_numbers(expect, dtype):
    """Expect labels that are numbers, or end the check."""
    if dtype.kind not in "fiub":
        said = "the labels are not numbers: are they names?"
        expect.stop(named("names-not-ids", said), expected="class ids", got=dtype)


def strange_ids(got, wanted, scene, scenes):
    """Return what to say of ids in pixels with data that no sample of the scene has, or ""."""
    ids = set(scene.mapping.values())
    strange = sorted(set(np.unique(got[wanted != 0]).tolist()) - ids)
    if not strange:
        return ""
    said = f"ids that no sample has: {', '.join(f'{value:g}' for value in strange[:6])}"
    for earlier in scenes[: scenes.index(scene)]:
        if set(strange) <= set(earlier.mapping.values()):
            return named("remembers", f"{said}; the samples of an earlier call had them")
    return overflow(strange, ids) or said


def overflow(strange, ids):
    """Return what to say of ids that are others in 8 bits, or ""."""
    if strange and {value % 256 for value in strange} <= set(ids):
        listed = ", ".join(f"{value:g}" for value in sorted(strange)[:6])
        said = f"ids that no sample has: {listed}; those of the samples do not fit into the dtype"
        return named("overflow", said)
    return ""


def expect_labels(expect, result, asked, scenes, grid=None):
    """Compare the labels of pixels that have a value in every band with the planted truth.

    Return whether they are right.
    """
    got = labels(expect, result, asked.wanted)
    if (got == asked.wanted)[asked.wanted != 0].mean() >= FEWEST_RIGHT:
        return True
    said = strange_ids(got, asked.wanted, asked.scene, scenes)
    if isinstance(said, Named):
        expect.stop(said, expected=sorted(asked.scene.mapping.values()), got=np.unique(got))
    return expect.raster(
        got,
        asked.wanted,
        name="classification",
        grid=grid or asked.scene.grid(),
        labels=names(asked.scene) if asked.classes > 1 else None,
        lookalikes=mistakes(asked),
        agreement=EXPLAINED,
    )


def names(scene):
    """Return the name of each id."""
    return {0: "no class", **{number: name for name, number in scene.mapping.items()}}


def mistakes(asked):
    """Return what is to be said of known mistakes, and the map that each of them makes."""
    wanted, reflectance = asked.wanted, asked.reflectance
    valid = wanted != 0
    place = np.searchsorted(sorted(asked.scene.mapping.values()), wanted)
    packed = np.zeros_like(wanted)
    packed.flat[: valid.sum()] = wanted[valid]
    known = {
        named("ids-from-0", "the classes are counted from 0: their ids are asked for"): (
            np.where(valid, place, 0)
        ),
        named("ids-from-1", "the classes are counted from 1: their ids are asked for"): (
            np.where(valid, place + 1, 0)
        ),
        named("negative-dropped", "pixels with negative reflectance are 0: it is data"): (
            np.where((reflectance < 0).any(axis=0), 0, wanted)
        ),
        named("negative-dropped", "pixels with reflectance of 0 and below are 0: it is data"): (
            np.where((reflectance <= 0).any(axis=0), 0, wanted)
        ),
        named("zero-dropped", "pixels with a reflectance of exactly 0 are 0: it is data"): (
            np.where((reflectance == 0).any(axis=0), 0, wanted)
        ),
        named("above-1-dropped", "pixels with reflectance above 1 are 0: it is data"): (
            np.where((reflectance > 1).any(axis=0), 0, wanted)
        ),
        named("samples-only", "only the pixels inside the polygons have a class"): (
            np.where(asked.drawn, wanted, 0)
        ),
        named("rows-emptied", "whole rows are 0 because of one pixel without data"): (
            np.where(valid.all(axis=1, keepdims=True), wanted, 0)
        ),
        named("rows-emptied", "whole columns are 0 because of one pixel without data"): (
            np.where(valid.all(axis=0), wanted, 0)
        ),
        named(
            "packed",
            "the classes of pixels with data follow each other from the first pixel on, as if no "
            "pixel were without data",
        ): packed,
    }
    for size in (3, 5):
        said = "the map was smoothed: small things and edges have the class of their surroundings"
        around = np.pad(wanted, size // 2, mode="symmetric")
        windows = np.lib.stride_tricks.sliding_window_view(around, (size, size))
        known[named("smoothed", f"{said} ({size} x {size} pixels)")] = np.median(
            windows, axis=(2, 3)
        )
    known |= told_otherwise(asked)
    known[named("all-zero", "every pixel is 0, nobody's class")] = np.zeros_like(wanted)
    for name, number in asked.scene.mapping.items():
        said = named("one-class", f"every pixel has the same class, {name}")
        known[said] = np.where(valid, number, 0)
    # Where one class is wanted, another one everywhere can come from any mistake.
    return {said: made for said, made in known.items() if asked.classes > 1 or np.ptp(made) > 0}


def told_otherwise(asked):
    """Return the maps of a forest that is shown the pixels in another way than the samples."""
    from sklearn.ensemble import RandomForestClassifier

    samples = asked.scene.samples(asked.bands)
    table = samples["reflectance"].to_numpy().T
    forest = RandomForestClassifier(random_state=0).fit(table, samples["feature_id"].to_numpy())
    pixels = asked.reflectance.reshape(len(asked.bands), -1).T
    complete = pixels[~np.isnan(pixels).any(axis=1)]
    standard = (pixels - complete.mean(axis=0)) / complete.std(axis=0)
    stretched = (pixels - complete.min(axis=0)) / np.ptp(complete, axis=0)
    said = "the pixels were scaled by their own values, not by those of the samples"
    shown = {
        named("scaled-apart", said): standard * table.std(axis=0) + table.mean(axis=0),
        named("scaled-apart", f"{said}: from the lowest to the highest"): (
            stretched * np.ptp(table, axis=0) + table.min(axis=0)
        ),
        named(
            "scrambled",
            "the pixels are scrambled: (band, y, x) values were reshaped to (pixel, band)",
        ): (asked.reflectance.reshape(-1, len(asked.bands))),
        named(
            "scale", "the map is that of pixels far darker than the samples: their scales differ"
        ): (pixels / 1e4),
        named(
            "scale", "the map is that of pixels far brighter than the samples: their scales differ"
        ): (pixels * 1e4),
    }
    for order in (np.arange(len(asked.bands))[::-1], np.argsort(asked.bands)):
        said = ", ".join(asked.bands[number] for number in order)
        said = f"the pixels have their bands in another order than the samples: {said}"
        shown[named("bands-order", said)] = pixels[:, order]
    maps = {}
    for said, rows in shown.items():
        valid = ~np.isnan(rows).any(axis=1)
        maps[said] = np.zeros(asked.wanted.shape, int)
        maps[said].flat[valid] = forest.predict(rows[valid])
    return maps


def test_map_is_georeferenced(step, expect, scenes):
    """The result is a DataArray (y, x) with the coordinates and the CRS of the rasters."""
    for scene in expect.each(scenes):
        result = classify_scene(step, expect, scene)
        if expect_dims(expect, result) and expect_shape(
            expect, result.shape, scene.classification()
        ):
            expect.georeferenced(result, scene.grid(), "the result")


def test_map_has_integer_ids(step, expect, scenes):
    """The labels have an integer dtype."""
    for scene in expect.each(scenes):
        got = classify_scene(step, expect, scene).dtype
        expect_numbers(expect, got)
        said = named("dtype", f"the dtype is {got}, which is no integer type")
        expect.that(np.issubdtype(got, np.integer), said, expected="an integer dtype", got=got)


def test_map_holds_ids_of_the_samples(step, expect, scenes):
    """Every pixel with data has one of the class ids of the samples, and every class is found."""
    for scene in expect.each(scenes):
        wanted = scene.classification()
        got = labels(expect, classify_scene(step, expect, scene), wanted)
        found, ids = np.unique(got[wanted != 0]).tolist(), sorted(scene.mapping.values())
        strange = strange_ids(got, wanted, scene, scenes)
        missing = [name for name, number in scene.mapping.items() if number not in found]
        expect.that(not strange, strange, expected=ids, got=found)
        said = f"no pixel has the class {', '.join(missing)}"
        expect.that(strange or not missing, said, expected=ids, got=found)


def test_map_is_right(step, expect, scenes):
    """The forest finds the class of the pixels: they are easy to tell apart with all the bands."""
    for scene in expect.each(scenes):
        expect_labels(expect, classify_scene(step, expect, scene), Asked(scene), scenes)


def test_map_is_zero_without_data(step, expect, scenes):
    """A pixel with NaN in any band is 0, nobody's class; no other pixel is 0."""
    # In the last scene no class has an id that people take for nodata.
    for scene in expect.each(reversed(scenes)):
        got = labels(expect, classify_scene(step, expect, scene), scene.classification())
        nan = np.isnan(scene.reflectance())
        zero = nan.any(axis=0)
        if np.array_equal(got == 0, zero):
            continue
        marks = np.unique(got[zero])
        if marks.size == 1 and marks[0] not in scene.mapping.values() and marks[0] != 0:
            said = named("background", f"pixels without data are {marks[0]}")
            expect.stop(said, expected=0, got=marks[0])
        classified = "pixels without data got a class: the forest does not refuse NaN"
        expect.raster(
            got == 0,
            zero,
            name="pattern of zeros",
            words=("a class", "0"),
            grid=scene.grid(),
            lookalikes={
                named("nan-kept", classified): np.zeros(got.shape, bool),
                named("nan-in-some-kept", "only pixels without data in every band are 0"): (
                    nan.all(axis=0)
                ),
                **{
                    named("nan-in-some-kept", f"only pixels without data in {band} are 0"): (
                        nan[number]
                    )
                    for number, band in enumerate(BANDS)
                },
                **{said: known == 0 for said, known in mistakes(Asked(scene)).items()},
            },
        )


def test_map_has_a_class_where_the_forest_is_unsure(step, expect, scenes):
    """A pixel with data has a class, also where samples that look alike have different ones."""
    import xarray as xr

    for scene in expect.each(scenes[1:]):
        samples, wanted = scene.samples(), scene.classification()
        ids = sorted(scene.mapping.values())
        claimed = samples.isel(z=samples["feature_id"] == ids[0])
        claims = [claimed.assign(feature_id=("z", [n] * claimed.sizes["z"])) for n in ids]
        has_class = []
        for given in (samples, xr.concat([samples, *claims], "z")):
            got = labels(expect, classify(step, expect, scene.rasters(), given), wanted)
            has_class.append(np.nan_to_num(got) != 0)
        lost = has_class[0] & ~has_class[1]
        said = f"{lost.sum()} pixels have no class where the classes of like samples differ"
        expect.that(not lost.any(), named("unsure-dropped", said), expected="the likeliest class")


def uneven(scene):
    """Return samples of which one class has thousands and another five; their ids are less one.

    No two are alike, not even as whole DN: who drops duplicates drops nothing.
    """
    samples = scene.samples()
    ids = samples["feature_id"].to_numpy()
    known, counts = np.unique(ids, return_counts=True)
    times = np.where(ids == known[counts.argmax()], 70, 1)
    times[np.flatnonzero(ids == known[counts.argmin()])[5:]] = 0
    chosen = samples.isel(z=np.repeat(np.arange(ids.size), times))
    number = np.arange(chosen.sizes["z"])
    digits = np.stack([number // 7**band % 7 for band in range(len(BANDS))])
    chosen["reflectance"] = chosen["reflectance"] + (digits / 10000).astype("float32")
    chosen["feature_id"] = chosen["feature_id"] - 1
    return chosen


def expect_forest(expect, trainings, result, scene):
    """Expect that a forest was trained, on samples whose ids are those of the scene less one."""
    if trainings:
        return
    found = set(np.unique(expect_map(expect, result)).tolist()) - {0}
    said = named("no-forest", "no RandomForestClassifier was seen to be trained")
    if found <= set(scene.mapping.values()):
        said = named("remembers", f"{said} on these samples: the map has the ids of earlier ones")
    expect.stop(said, expected="RandomForestClassifier.fit")


def computed(result):
    """Return a result whose forests have been trained, also one that is lazy."""
    return result.load() if hasattr(result, "load") else result


def learnt(trainings, samples):
    """Return how many different rows the forests have learnt from, and if they are samples."""
    tables = [training.features for training in trainings]
    seen = {row for table in tables for row in map(tuple, table.tolist())}
    # What is no spectrum of a sample was made from one.
    return len(seen), seen <= set(spectra(samples))


def spectra(samples):
    """Return the reflectance of each sample as a tuple."""
    return [*map(tuple, samples["reflectance"].to_numpy().T.tolist())]


def table_mistake(training, samples):
    """Return what is wrong with the table a forest learnt from, where that can be told, or ""."""
    table, taught = training.features, training.labels
    reflectance, ids = samples["reflectance"].to_numpy(), samples["feature_id"].to_numpy()
    if table.ndim != 2 or table.dtype.kind not in "fiu":
        return ""
    if np.array_equal(table, reflectance.reshape(ids.size, -1)):
        said = "the samples are scrambled: (band, z) values were reshaped to (z, band)"
        return named("scrambled", said)
    if any(np.array_equal(column, taught[:, 0]) for column in table.T):
        return named("label-among-features", "the forest is told the class it has to find")
    columns = np.sort(table, axis=0).T
    bands = dict(zip(BANDS, np.sort(reflectance), strict=True))
    learnt = [[name for name in BANDS if np.array_equal(column, bands[name])] for column in columns]
    missing = set(BANDS).difference(*learnt)
    if all(learnt) and missing:
        said = f"the forest did not learn from {' and '.join(sorted(missing))}"
        return named("bands-dropped", said)
    place = {row: number for number, row in enumerate(spectra(samples))}
    rows = [place.get(row) for row in map(tuple, table.tolist())]
    if None not in rows:
        pairs = set(zip(ids[rows].tolist(), map(tuple, taught.tolist()), strict=True))
        if len(pairs) > np.unique(ids).size:
            return named("ids-misplaced", "the forest learnt samples with the class of others")
    return ""


def test_forest_learns_from_every_sample(step, expect, scenes):
    """A RandomForestClassifier is trained, on all the samples."""
    from kata.grading.probe import forests_trained
    from kata.grading.scenes import data_array

    scene = scenes[0]
    samples = uneven(scene)
    # More pixels than samples: who is asked about so many is not only tried out on samples.
    tiled = np.tile(scene.reflectance(), (1, TIMES, TIMES)).astype("float32")
    rasters = data_array(tiled, replace(scene.grid(), shape=tiled.shape[1:]), BANDS)
    count, classes = samples.sizes["z"], len(scene.classes)
    with forests_trained() as trainings:
        result = computed(step(rasters, samples))
    expect_forest(expect, trainings, result, scene)
    most = max(trainings, key=lambda training: training.samples)
    # Several forests that tell the map between them may have learnt from a part each.
    pixels = TIMES**2 * (scene.classification() != 0).sum()
    telling = [training for training in trainings if training.asked >= pixels]
    dropped = named("samples-dropped", "the forest did not learn from all the samples")
    if max(most.samples, sum(training.samples for training in telling)) < count:
        expect.stop(
            dropped,
            expected=f"{count} samples of {classes} classes",
            got=f"{most.samples} samples of {most.classes} classes",
        )
    # One that learnt something else may have been trained to be compared with the others.
    whole = [one for one in telling or trainings if one.samples >= count] or [most]
    mistakes = [table_mistake(one, samples) for one in whole]
    if all(mistakes):
        expect.stop(mistakes[0])
    different, as_given = learnt(telling or trainings, samples)
    if different < FEWEST_LEARNT * count:
        said = "samples that differ are alike for the forest, or some were taken several times"
        expect.stop(
            dropped if as_given else named("samples-alike", said),
            expected=f"{count} different samples",
            got=f"{different} different samples",
        )


def test_map_is_told_by_the_forest(step, expect, scenes):
    """The classes of the map are those that the forest tells, and no other model."""
    from kata.answers import AnswerError
    from kata.grading.probe import forests_trained

    scene = scenes[0]
    classify_scene(step, expect, scene)
    samples = scene.samples()
    samples = samples.assign(feature_id=samples["feature_id"] - 1)
    try:
        with forests_trained(shuffled=True) as trainings:
            result = computed(step(scene.rasters(), samples))
    except AnswerError:
        return  # a careful answer may refuse a forest that has learnt nothing
    expect_forest(expect, trainings, result, scene)
    wanted = scene.classification()
    got = labels(expect, expect_map(expect, result), wanted)
    if np.isin(got, [*scene.mapping.values()])[wanted != 0].any():
        expect.stop(named("remembers", "the map has the ids of samples of an earlier call"))
    said = "the map does not change when the forest learns nonsense: another model tells it"
    expect.that(
        (got == wanted - 1)[wanted != 0].mean() < MOST_BY_CHANCE,
        named("other-model", said),
        expected="the classes that the RandomForestClassifier predicts",
    )


def test_map_of_other_bands(step, expect, scenes):
    """The forest learns from the bands given, however many and in whatever order."""
    # What is called B06 tells as much as B04, so that shallow forests learn too.
    names, asked_for = ("B08", "B06", "B02", "B04", "B03"), ("B8A", "B04", "B02", "B04", "B03")
    for scene in expect.each(scenes[1:]):
        asked = Asked(scene, asked_for)
        rasters = scene.rasters(asked_for).assign_coords(band=list(names))
        samples = scene.samples(asked_for).assign_coords(band=list(names))
        # As small as the dtype of a mask.
        samples["feature_id"] = samples["feature_id"].astype("uint8")
        expect_labels(expect, classify(step, expect, rasters, samples), asked, scenes)


def expect_part(step, expect, asked, scenes, pixel=60):
    """Compare the map of a part of a scene, by a forest that knows all its samples.

    Its pixels can be made smaller, around the corner of the first.
    """
    from kata.grading.scenes import data_array, part

    rasters, grid = part(asked.scene, asked.rows, asked.columns)
    scale = grid.transform.scale(pixel / grid.pixel)
    grid = replace(grid, transform=grid.transform @ scale)
    rasters = data_array(rasters.to_numpy(), grid, asked.bands)
    result = classify(step, expect, rasters, asked.scene.samples())
    if expect_labels(expect, result, asked, scenes, grid):
        expect.georeferenced(result, grid, "the result")


def test_map_of_a_square_raster(step, expect, scenes):
    """Rows stay rows: on a square raster nothing but the labels shows a swap of y and x."""
    for scene in expect.each(scenes[:1]):
        side = slice(0, min(scene.grid().shape))
        expect_part(step, expect, Asked(scene, rows=side, columns=side), scenes)


def test_map_of_a_few_pixels(step, expect, scenes):
    """A few pixels, of 10 m, have the class that they have among others: the samples decide."""
    for scene in expect.each(scenes[1:]):
        wanted = scene.classification()
        # The window of 3 x 4 pixels with the fewest classes. The darkest of them: by its own
        # values it would be bright.
        windows = [
            (slice(r, r + 3), slice(c, c + 4))
            for r in range(wanted.shape[0] - 2)
            for c in range(wanted.shape[1] - 3)
        ]
        brightness = np.nan_to_num(scene.reflectance()).max(axis=0)
        window = min(
            windows,
            key=lambda w: (len(np.unique(wanted[w])), (wanted[w] == 0).sum(), brightness[w].max()),
        )
        expect_part(step, expect, Asked(scene, BANDS, *window), scenes, pixel=10)


# The reflectance of each class in two bands: below 0, above 1, the highest that there is, and one
# DN apart, which is lost where decimals are cut. No id fits into int8.
REFLECTANCE = {
    207: (-0.06, 0.25),
    212: (-0.02, 0.25),
    203: (0.02, 0.25),
    241: (0.2861, 0.25),
    255: (0.2862, 0.25),
    209: (1.1, 1.05),
    220: (3.1767, 3.1),
}
# A single band, two classes, and the least id that does not fit into int8.
SINGLE_BAND = {128: (0.1,), 3: (0.4,)}
# Two of the same shape, two of the same difference, and two of the lowest ids there are; 0 and
# below in both bands.
BRIGHTNESS = {
    1: (0.9, 0.05),
    2: (0.05, 0.9),
    230: (0.5, 0.4),
    231: (0.25, 0.2),
    232: (0.35, 0.25),
    243: (0.0, 0.0),
    245: (-0.04, -0.05),
}
UNUSUAL = REFLECTANCE | BRIGHTNESS | SINGLE_BAND


def usual_map_is_right(step, expect, scenes):
    """Expect that the map of a scene is right, and return whether it is."""
    scene = scenes[0]
    expect.scene = scene
    right = expect_labels(expect, classify_scene(step, expect, scene), Asked(scene), scenes)
    if right:
        expect.scene = None
    return right


def test_map_of_unusual_reflectance(step, expect, scenes):
    """Reflectance counts as it is: 0 and below, above 1, with all its decimals, of one band."""
    import xarray as xr
    from affine import Affine

    from kata.grading.scenes import Grid, data_array

    if not usual_map_is_right(step, expect, scenes):
        return  # what is unusual would tell nothing
    for table in (REFLECTANCE, BRIGHTNESS, SINGLE_BAND):
        ids, pixels = np.array(list(table)), np.array(list(table.values()), "float32").T
        bands = ["B04", "B8A"][: len(pixels)]
        samples = xr.Dataset(
            {
                "reflectance": (("band", "z"), np.tile(pixels, 20)),
                "feature_id": ("z", np.tile(ids, 20)),
            },
            coords={"band": bands},
        )
        wanted = np.stack([ids, ids[::-1]])
        grid = Grid(Affine(60, 0, 300000, 0, -60, 4900020), wanted.shape, 32631)
        rasters = data_array(np.stack([pixels, pixels[:, ::-1]], axis=1), grid, bands)
        got = labels(expect, classify(step, expect, rasters, samples), wanted)
        strange = set(got.ravel().tolist()) - set(table)
        said = overflow(strange, set(table)) or changed(got, wanted)
        if said:
            row = int((got != wanted).any(axis=1).argmax())
            expect.stop(said, expected=wanted[row], got=got[row])
        zeros = {named("all-zero", "every pixel is 0, nobody's class"): np.zeros_like(wanted)}
        if not expect.raster(got, wanted, name="classification", grid=grid, lookalikes=zeros):
            break


def dropped(got, wanted):
    """Return what the pixels without a class have in common, if nothing else is wrong, or ""."""
    gone = got == 0
    if not gone.any() or gone.all() or (got != wanted)[~gone].any():
        return ""
    rules = {
        named("zero-dropped", "pixels with reflectance 0 in every band are 0: it is data"): (
            lambda low, high: low == high == 0
        ),
        named("negative-dropped", "pixels with negative reflectance are 0: it is data"): (
            lambda low, high: low < 0
        ),
        named("negative-dropped", "pixels negative in every band are 0: it is data"): (
            lambda low, high: high < 0
        ),
        named("negative-dropped", "pixels that are positive in no band are 0: it is data"): (
            lambda low, high: high <= 0
        ),
        named("above-1-dropped", "pixels with reflectance above 1 are 0: it is data"): (
            lambda low, high: high > 1
        ),
        named("above-1-dropped", "pixels with reflectance far above 1 are 0: it is data"): (
            lambda low, high: high > 2
        ),
    }
    for said, rule in rules.items():
        ids = [number for number, pair in UNUSUAL.items() if rule(min(pair), max(pair))]
        if np.array_equal(gone, np.isin(wanted, ids)):
            return said
    return f"{gone.sum()} of {gone.size} pixels have no class, although they have data"


def changed(got, wanted):
    """Return what the pixels with another class have in common, or ""."""
    if said := dropped(got, wanted):
        return said
    known = {number: reflectance[0] for number, reflectance in UNUSUAL.items()}
    there = got != wanted
    wrong = {known[number] for number in wanted[there].tolist()}
    became = [known.get(number, np.nan) for number in got[there].tolist()]
    # Who cuts makes alike what lies beyond the same end.
    cut = all(
        (a <= 0.02 and b <= 0.02) or (a > 1 and b > 1)
        for a, b in zip((known[number] for number in wanted[there].tolist()), became, strict=True)
    )
    if wrong and max(wrong) <= 0.02:
        said = "pixels with negative reflectance have another class: it was changed on the way"
        return named("negative-changed", said)
    if wrong and min(wrong) > 1:
        said = "pixels with reflectance above 1 have another class: it was changed on the way"
        return named("above-1-changed", said)
    if wrong == {0.9}:
        return named("id-1-lost", "pixels of the class with the id 1 have another one")
    if wrong and cut:
        said = "pixels with reflectance below 0 and above 1 have another class: it was cut"
        return named("cut-to-0-1", said)
    if wrong and wrong <= {0.5, 0.25, 0.35}:
        said = (
            "classes that differ in brightness are alike: was each pixel scaled by its own values?"
        )
        return named("brightness-lost", said)
    if wrong and wrong <= {0.2861, 0.2862}:
        said = "pixels 0.0001 apart have the same class: the forest sees rounded reflectance"
        return named("rounded", said)
    return ""


def test_map_of_many_pixels(step, expect, scenes):
    """A raster of many pixels, most of them without data, is classified to its last corner."""
    from kata.grading.scenes import data_array

    if not usual_map_is_right(step, expect, scenes):
        return  # what is unusual would tell nothing
    shape = 400, 530  # of more pixels than people put into memory at once
    for scene in expect.each(scenes[:1]):
        truth, grid = scene.classification(), replace(scene.grid(), shape=shape)
        values = np.full((len(BANDS), *shape), np.nan, "float32")
        wanted = np.zeros(shape, truth.dtype)
        rows, columns = truth.shape
        # With an empty edge around them.
        north, south = np.s_[2 : rows + 2, -rows - 2 : -2]
        west, east = np.s_[2 : columns + 2, -columns - 2 : -2]
        for corner in ((north, west), (north, east), (south, west), (south, east)):
            values[:, *corner], wanted[corner] = scene.reflectance(), truth
        bright = shape[0] // 2, shape[1] // 2
        values[:, *bright] = 2.5
        result = classify(step, expect, data_array(values, grid, BANDS), scene.samples())
        got = labels(expect, result, wanted)
        wanted[bright] = got[bright]  # no sample says what it is
        if (got == wanted)[wanted != 0].mean() >= FEWEST_RIGHT:
            said = named("bright-dropped", "a pixel brighter than every sample is 0: it is data")
            expect.that(got[bright] != 0, said, expected="any of the classes", got=got[bright])
            continue
        begun = wanted.copy()
        begun.flat[np.flatnonzero(got != wanted)[0] :] = 0
        said = named("end-left-out", "the last pixels have no class: a block of them is left out")
        expect.raster(got, wanted, name="classification", grid=grid, lookalikes={said: begun})
