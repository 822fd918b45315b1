"""Step 3: the polygons burnt into a mask on the grid of the raster."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import numpy as np

from kata.answers import AnswerError
from kata.grading.diagnose import same
from kata.grading.failure import named

TUTORIAL_CLASSES = {"FARM", "FOREST", "WATER"}
TILE_SIZES = (1830, 5490, 10980)  # rows and columns of a whole tile at 60, 20 and 10 m


def rasterize(step, expect, scene, resolution=60):
    """Return the answer's mask as an array and its mapping, or end the check."""
    result = step.once(scene.rasters(resolution=resolution), scene.polygons())
    return pair(expect, scene, result)


def pair(expect, scene, result):
    """Return a result as the array of the mask and the mapping, or end the check."""
    if result is None:
        said = named("returns-none", "the result is None: does the function return it?")
        expect.stop(said, expected="a tuple of the mask and the mapping")
    if not isinstance(result, tuple | list) or len(result) != 2:
        expect.stop(
            named("not-a-pair", "the result is not a pair (mask, mapping)"),
            expected="a tuple of the mask and the mapping",
            got=type(result).__name__,
        )
    mask, mapping = result
    if isinstance(mask, Mapping):
        said = "the pair is in another order: the mask comes first, then the mapping"
        expect.stop(named("results-swapped", said))
    mapping = expect.kind(mapping, Mapping, "the mapping")
    masked = isinstance(mask, np.ma.MaskedArray)
    if masked or not (isinstance(mask, np.ndarray) or type(mask).__name__ == "DataArray"):
        said = named("wrong-type", f"the mask is a {type(mask).__name__}, not an array")
        expect.stop(said, expected="numpy.ndarray", got=type(mask).__name__)
    mask = np.asarray(mask)
    if mask.dtype.kind not in "fiub":
        said = "the mask does not hold numbers"
        if set(scene.classes) & set(mask.ravel().tolist()):
            said = named("names-not-ids", "the mask holds the names of the classes, not their ids")
        expect.stop(said, expected="uint8", got=mask.dtype)
    return mask, mapping


def expect_shape(expect, mask, scene, resolution=60):
    """Expect the rows and columns of the raster, or end the check."""
    shape = scene.grid(resolution).shape
    if mask.ndim > 2 and mask.squeeze().shape == shape:
        said = f"the mask has {mask.ndim} dimensions, (y, x) are expected"
        expect.stop(named("extra-dimension", said), expected=shape, got=mask.shape)
    if mask.ndim == 2 and mask.shape[0] == mask.shape[1] in TILE_SIZES:
        rows, columns = mask.shape
        said = f"the shape of the mask is the tutorial's {rows} x {columns}: is it hard-coded?"
        expect.stop(named("hard-coded-grid", said), expected=shape, got=mask.shape)
    expect.shape(mask, shape, "the mask") or expect.stop("no pixel can be placed")


def most_frequent(values):
    """Return the value that occurs most often."""
    found, counts = np.unique(values, return_counts=True)
    return found[counts.argmax()].item()


def tidy(names):
    """Return names without what a clean-up may change: case and spaces."""
    return {str(name).casefold().replace("_", " ").strip() for name in names}


def keys_mistake(scene, mapping, scenes=()):
    """Say what is wrong with the keys of a mapping, that may know the classes of `scenes`."""
    keys, classes = set(mapping), set(scene.classes)
    missing, surplus = sorted(classes - keys), keys - classes
    if classes <= set(map(str, mapping.values())):
        said = "the mapping is the wrong way round: it is to go from class name to id"
        return named("mapping-reversed", said)
    if keys == TUTORIAL_CLASSES:
        return named("hard-coded-classes", "the classes are the tutorial's: are they hard-coded?")
    if tidy(keys) == tidy(classes):
        return named("names-changed", "the class names were changed: they are to stay as they are")
    for column in scene.features[0][0]:
        if keys == {properties[column] for properties, _ in scene.features}:
            return named("wrong-column", f"the mapping has the column {column}, not class")
    if len(missing) == 1 and not surplus:
        said = f"the mapping has every class but {missing[0]}: was a row dropped?"
        return named("class-missing", said)
    if surplus and not missing and surplus <= {name for other in scenes for name in other.classes}:
        said = "the mapping has classes of an earlier call, which are not among the polygons"
        return named("remembers", said)
    if missing:
        return f"the mapping has no id for {', '.join(missing)}"
    return "the mapping has classes that are not among the polygons"


def expect_keys(expect, scene, mapping, scenes):
    """Expect the class names of the polygons as keys."""
    expect.that(
        set(mapping) == set(scene.classes),
        keys_mistake(scene, mapping, scenes),
        expected=", ".join(sorted(scene.classes)),
        got=", ".join(sorted(map(str, mapping))),
    )


def ids(expect, scene, mapping):
    """Return 0 and the answer's id of each class, in the order of the file, or end the check."""
    if not set(scene.classes) <= set(mapping):
        said = keys_mistake(scene, mapping)
        expect.stop(said, expected=", ".join(scene.classes), got=dict(mapping))
    found = [mapping[name] for name in scene.classes]
    if not all(isinstance(value, int | np.integer) for value in found):
        said = named("ids-not-integers", "the ids of the mapping are not integers")
        expect.stop(said, got=dict(mapping))
    return np.array([0, *map(int, found)])


def known_mistakes(scene, mask, table, resolution):
    """Return the masks that known mistakes give, by what to say of them."""
    mistakes = wrong_values(scene, table, resolution) + wrong_places(scene, mask, table, resolution)
    return {named(cause, said): burnt for cause, said, burnt in mistakes}


def wrong_values(scene, table, resolution):
    """Return cause, sentence and mask of mistakes that give right places another value."""
    numbers, row_number = scene.class_number(resolution), scene.row_number(resolution)
    wanted = table[numbers]
    alphabet = np.array([0, *(sorted(scene.classes).index(name) + 1 for name in scene.classes)])
    index = np.array([0, *(scene.polygons().index + 1)])[row_number]
    alone = "rows of one class share its id"
    by_row = [
        ("id-per-row", f"each row has a value of its own: {alone}", row_number),
        ("id-per-row", f"each row has its position as value: {alone}", (row_number - 1).clip(0)),
    ]
    return [
        ("one-value", "all polygons have the same value", (wanted > 0).astype(int)),
        (
            "numbered-twice",
            "the mask has the ids of the mapping plus 1",
            np.where(numbers > 0, wanted + 1, 0),
        ),
        # Where each class has one row, that cannot be told.
        *(by_row if len(scene.classes) < len(scene.features[: scene.rows]) else []),
        ("index-used", f"each row has the value of its index: {alone}", index),
        ("ids-too-large", "an index above 255 does not fit into uint8", index.clip(0, 255)),
        ("ids-too-large", "ids above 255 do not fit into uint8: 256 became 0", wanted % 256),
        ("ids-too-large", "ids above 255 do not fit into uint8", wanted.clip(0, 255)),
        (
            "ids-from-0",
            "the mask counts the classes from 0: 0 is kept for pixels without a polygon",
            (numbers - 1).clip(0),
        ),
        (
            "numbered-twice",
            "the mask numbers the classes in alphabetical order, the mapping does not",
            alphabet[numbers],
        ),
        (
            "numbered-twice",
            "the mask numbers the classes in the order of the file, the mapping does not",
            numbers,
        ),
    ]


def wrong_places(scene, mask, table, resolution):
    """Return cause, sentence and mask of mistakes that burn other pixels."""
    numbers = scene.class_number(resolution)
    wanted, last = table[numbers], len(table) - 1
    names = [properties["class"] for properties, _ in scene.features]
    rows = set(range(1, len(names) + 1))
    first_rows = {names.index(name) + 1 for name in names}
    last_rows = {len(names) - names[::-1].index(name) for name in names}
    nan = np.isnan(scene.reflectance(resolution=resolution))

    def burnt(**options):
        return table[scene.class_number(resolution, **options)]

    def on_pixels_of(other):
        wrong = np.zeros_like(wanted)
        part = table[scene.class_number(other)][: wrong.shape[0], : wrong.shape[1]]
        wrong[: part.shape[0], : part.shape[1]] = part
        return wrong

    centre = "the rule is the pixel centre"
    return [
        ("half-pixel", f"the mask is half a pixel off: {centre}", burnt(rule="north-west")),
        (
            "half-pixel",
            f"the mask is half a pixel off, to the south-east: {centre}",
            burnt(rule="south-east"),
        ),
        (
            "grid-squeezed",
            "the grid reaches only from the first pixel centre to the last: pixels have edges",
            burnt(rule="squeezed"),
        ),
        (
            "all-touched",
            f"pixels that a polygon only touches are burnt too: {centre}",
            burnt(rule="touched"),
        ),
        ("holes-filled", "the hole of a polygon is filled", burnt(rule="filled")),
        ("bounds", "each polygon is burnt as the rectangle around it", burnt(rule="bounds")),
        ("hull", "each polygon is burnt with its bays and holes filled", burnt(rule="hull")),
        ("first-part", "only the first part of each polygon is burnt", burnt(rule="first part")),
        ("centroid", "each polygon is burnt as the pixel of its centroid", burnt(rule="centroid")),
        ("first-row", "only the first row of each class is burnt", burnt(rows=first_rows)),
        ("last-row", "only the last row of each class is burnt", burnt(rows=last_rows)),
        *(
            ("row-missing", f"row {row} of the polygons is not burnt", burnt(rows=rows - {row}))
            for row in rows
        ),
        *(
            ("class-missing", f"no polygon of {name} is burnt", np.where(numbers == n, 0, wanted))
            for n, name in enumerate(scene.classes, start=1)
        ),
        (
            "ids-added",
            "where polygons overlap, their ids are added",
            sum(burnt(rows={row}) for row in rows),
        ),
        (
            "inside-out",
            "the mask is inside out: an id stands where its class is not",
            np.where(numbers == last, table[last - 1], table[last]),
        ),
        (
            "nodata-in-mask",
            "pixels without data are 0: the mask knows of polygons only",
            np.where(nan.any(axis=0), 0, wanted),
        ),
        (
            "nodata-in-mask",
            "pixels without data in all bands are 0: the mask knows of polygons only",
            np.where(nan.all(axis=0), 0, wanted),
        ),
        *(
            (
                "pixel-size",
                f"the polygons are burnt as if pixels were {other} m wide, not {resolution} m",
                on_pixels_of(other),
            )
            for other in (10, 20, 60)
        ),
        (
            "edge-pixels",
            f"the mask differs only at the edges of polygons: {centre}",
            np.where((burnt(rule="edge") > 0) & np.isin(mask, table), mask, wanted),
        ),
    ]


def why_nothing(step, scene, resolution):
    """Say why nothing is burnt, from what the answer makes of the polygons in another form."""
    rasters, polygons = scene.rasters(resolution=resolution), scene.polygons()
    to_pixels = (~scene.grid(resolution).transform).to_shapely()
    only = "polygons are burnt only if"
    other_forms = {
        named("index-used", f"{only} their index counts from 0: the index means nothing"): (
            polygons.reset_index(drop=True)
        ),
        named("transform-missing", f"{only} they count pixels: the transform is not used"): (
            polygons.set_geometry(polygons.affine_transform(to_pixels))
        ),
    }
    for said, form in other_forms.items():
        # What fails in another form only tells nothing.
        with suppress(AnswerError, TypeError, ValueError):
            mask, _ = step(rasters, form)
            if np.any(mask):
                return said
    said = "nothing is burnt: are the transform and the CRS those of the raster?"
    return named("off-the-grid", said)


def expect_mask(step, expect, scene, mask, mapping, resolution=60, earlier=None):
    """Compare a mask with the one that the answer's own ids would give.

    `earlier` is the mask of an earlier call, which must have left no trace.
    """
    table = ids(expect, scene, mapping)
    wanted = table[scene.class_number(resolution)]
    mistakes = {}
    if not same(mask, wanted):
        expect_shape(expect, mask, scene, resolution)
        if earlier is not None:
            said = named("remembers", "polygons of an earlier call are in the mask")
            mistakes[said] = np.where(wanted > 0, wanted, earlier)
        if mask.any():
            mistakes |= known_mistakes(scene, mask, table, resolution)
        else:
            mistakes[why_nothing(step, scene, resolution)] = mask
    return expect.raster(
        mask,
        wanted,
        name="mask",
        grid=scene.grid(resolution),
        lookalikes=mistakes,
        labels={0: "no class", **{mapping[name]: name for name in scene.classes}},
    )


def test_mask_is_uint8_on_the_grid(step, expect, scenes):
    """The mask is a 2-D uint8 array with the rows and columns of the raster."""
    for scene in expect.each(scenes):
        mask, _ = rasterize(step, expect, scene)
        said = named("dtype", f"the dtype of the mask is {mask.dtype}, not uint8")
        expect.that(mask.dtype == np.uint8, said, expected="uint8", got=mask.dtype)
        expect_shape(expect, mask, scene)


def test_mapping_has_every_class_and_no_other(step, expect, scenes):
    """The mapping has the class names of the polygons as keys, each of them and no other."""
    for scene in expect.each(scenes):
        _, mapping = rasterize(step, expect, scene)
        expect_keys(expect, scene, mapping, scenes)


def test_mapping_values_are_positive_integers(step, expect, scenes):
    """The ids of the mapping are integers from 1 to 255, since 0 means no class."""
    for scene in expect.each(scenes):
        _, mapping = rasterize(step, expect, scene)
        if not set(mapping) & set(scene.classes):
            expect.stop(keys_mistake(scene, mapping), got=dict(mapping))
        for name, value in mapping.items():
            whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
            if not whole:
                kind = type(value).__name__
                said = named("ids-not-integers", f"the id of {name} is a {kind}, not an integer")
            elif value == 0:
                said = named("ids-from-0", f"the id of {name} is 0: 0 means no class")
            else:
                said = named("ids-too-large", f"the id of {name} is {value}: it does not fit")
            expect.that(
                whole and 1 <= value <= 255,
                said,
                expected="an integer from 1 to 255",
                got=repr(value),
            )


def test_mapping_ids_are_distinct(step, expect, scenes):
    """Every class has an id of its own."""
    for scene in expect.each(scenes):
        _, mapping = rasterize(step, expect, scene)
        values = list(mapping.values())
        expect.that(
            len(set(map(str, values))) == len(values),
            named("ids-shared", "two classes share an id"),
            expected=f"{len(values)} different ids",
            got=dict(mapping),
        )


def test_mask_holds_ids_of_the_mapping(step, expect, scenes):
    """Every value of the mask is 0 or an id of the mapping, and every class can be found."""
    for scene in expect.each(scenes):
        mask, mapping = rasterize(step, expect, scene)
        burnt = set(np.unique(mask).tolist()) - {0}
        table = set(ids(expect, scene, mapping)[1:].tolist())
        strange, absent = sorted(burnt - table), sorted(table - burnt - {0})
        expect.that(
            not strange,
            f"the mask holds {', '.join(map(str, strange[:5]))}, no id of the mapping",
            expected=f"0 and {sorted(table)}",
            got=sorted(burnt),
        )
        expect.that(
            not absent,
            f"no pixel has the id {', '.join(map(str, absent))}",
            expected=f"0 and {sorted(table)}",
            got=sorted(burnt | {0}),
        )


def test_mask_has_the_class_of_each_pixel_centre(step, expect, scenes):
    """A pixel whose centre lies in a polygon has the id of its class; all others are 0."""
    for scene in expect.each(scenes):
        mask, mapping = rasterize(step, expect, scene)
        expect_mask(step, expect, scene, mask, mapping)


def test_mask_rows_of_a_class_share_its_id(step, expect, scenes):
    """All the polygons of a class are burnt with one id, in whatever row they are."""
    for scene in expect.each(scenes):
        mask, mapping = rasterize(step, expect, scene)
        expect_shape(expect, mask, scene)
        row_number = scene.row_number()
        for name in scene.classes:
            rows = [
                number
                for number, (properties, _) in enumerate(scene.features, start=1)
                if properties["class"] == name and (row_number == number).any()
            ]
            # The most frequent value: a pixel or two at an edge is another check's business.
            found = [most_frequent(mask[row_number == number]) for number in rows]
            said = f"the polygons of {name} have different ids"
            if 0 in found and len(set(found) - {0}) <= 1:
                said = f"{found.count(0)} of {len(found)} polygons of {name} are not burnt in place"
                if mapping.get(name) == 0:
                    said = named("ids-from-0", f"the id of {name} is 0: 0 means no class")
            expect.that(
                len(set(found)) == 1 and 0 not in found,
                said,
                expected=f"the same id for all {len(rows)}",
                got=", ".join(map(str, found)),
            )


def test_mask_leaves_holes_and_slivers_empty(step, expect, scenes):
    """A hole stays 0, and a polygon that holds no pixel centre burns nothing."""
    for scene in expect.each(scenes):
        mask, _ = rasterize(step, expect, scene)
        expect_shape(expect, mask, scene)
        inside = scene.class_number() > 0
        hole = (scene.class_number(rule="filled") > 0) & ~inside
        touched = (scene.class_number(rule="touched") > 0) & ~inside & ~hole
        for said, place in (
            ("in the hole of a polygon", hole),
            ("that a polygon touches without holding the centre", touched),
        ):
            burnt = int((mask[place] != 0).sum())
            expect.that(
                burnt == 0,
                f"{burnt} of {int(place.sum())} pixels {said} are burnt",
                expected="0 there",
                got=sorted(set(mask[place].tolist())),
                where=[scene.grid().place(*map(int, np.argwhere(place & (mask != 0))[0]))]
                if burnt
                else (),
            )


def test_mask_follows_the_grid_of_the_raster(step, expect, scenes):
    """Shape and transform are those of the raster, here of 20 m; it is left as it is."""
    for scene in expect.each(scenes):
        raster = scene.rasters(resolution=20)
        result, (after, _) = step.with_inputs(raster, scene.polygons())
        expect_mask(step, expect, scene, *pair(expect, scene, result), 20)
        said = "the raster was changed, which later steps use"
        expect.that(raster.identical(after), named("inputs-changed", said))


def test_mask_has_only_the_polygons_given(step, expect, scenes):
    """Three rows give a mask and a mapping of those three only, after all of them were burnt."""
    for scene in expect.each(scenes):
        earlier, _ = rasterize(step, expect, scene)
        few = replace(scene, rows=3)
        mask, mapping = rasterize(step, expect, few)
        if expect_mask(step, expect, few, mask, mapping, earlier=earlier):
            expect_keys(expect, few, mapping, scenes)


def test_mask_of_unusual_polygons(step, expect, scenes):
    """Islands, holes, overlaps, names that are alike, classes without a pixel: burnt as drawn."""
    from kata.grading.scenes import data_array

    for scene in expect.each(scenes[:1]):
        if not expect_mask(step, expect, scene, *rasterize(step, expect, scene)):
            continue
        # On a single band, none of those before, with pixels of 10 m.
        there = scene.grid()
        grid = replace(there, transform=there.transform @ there.transform.scale(1 / 6))
        polygons, wanted, also_right, mistakes = unusual(grid)
        overlap = wanted != also_right
        said = "pixels that polygons of two classes hold have none: either would be right"
        mistakes[named("overlap-dropped", said)] = np.where(overlap, 0, wanted)
        raster = data_array(scene.reflectance(("B11",)).astype("float32"), grid, ("B12",))
        mask, mapping = pair(expect, scene, step(raster, polygons))
        names = list(dict.fromkeys(polygons["class"]))
        expect_unusual_ids(expect, scene, mapping, names)
        table = np.array([0, *(mapping[name] for name in names)])
        expect_shape(expect, mask, scene)
        expect.raster(
            np.where(mask == table[also_right], table[wanted], mask),
            table[wanted],
            name="mask",
            grid=grid,
            lookalikes={said: table[numbers] for said, numbers in mistakes.items()},
            labels={0: "no class", **{mapping[name]: name for name in names}},
        )


def expect_unusual_ids(expect, scene, mapping, names):
    """Expect a different id from 1 to 255 for each class, or end the check."""
    if missing := [name for name in names if name not in mapping]:
        said = f"the mapping has no id for {', '.join(missing)}"
        if {*missing} <= {*UNUSUAL_CLASSES[-2:]}:
            said += ": each class has one, also where no polygon holds a pixel centre"
        said = named("class-missing", said)
        if {str(name).strip() for name in mapping} == {name.strip() for name in names}:
            said = "the class names have lost blanks at their ends: they are to stay as they are"
            said = named("names-changed", said)
        if set(mapping) & set(scene.classes):
            said = named("remembers", "the mapping has the classes of an earlier call")
        expect.stop(said, expected=", ".join(names), got=", ".join(map(str, mapping)))
    for number, name in enumerate(names):
        same_id = [other for other in names[:number] if mapping[other] == mapping[name]]
        if same_id:
            said = named("ids-shared", f"{same_id[0]} and {name} share an id")
            expect.stop(said, expected=f"{len(names)} different ids", got=mapping[name])
        if not 1 <= mapping[name] <= 255:
            cause = "ids-too-large" if mapping[name] else "ids-from-0"
            said = f"of {len(names)} classes one has the id {mapping[name]}"
            expect.stop(named(cause, said), expected="an integer from 1 to 255")


# Names that are alike, long, end with a blank, or have more than letters (an accent as a sign of
# its own, as macOS has it); the last two have no pixel.
UNUSUAL_CLASSES = (
    "MARSHLAND under water from November to March",
    "(dry) MARSH ",
    "MARSH",
    "l'i\N{COMBINING CIRCUMFLEX ACCENT}le",
    "marsh",
)
# With them there are seven classes: too many for ids such as 50, 100, 150.
FIELDS = ("field a", "field b")


def unusual(grid):
    """Return polygons that are rare, the number of the class at each pixel, and what goes wrong.

    Where polygons of two classes overlap, either is right: the numbers come twice, with the last
    one on top and with the first.
    """
    import shapely
    from geopandas import GeoDataFrame

    box, names = shapely.box, (*UNUSUAL_CLASSES, *FIELDS)
    hole, other = box(2.7, 2.7, 5.3, 5.3), box(6.2, 6.2, 7.8, 7.8)
    clearing = box(11.2, 2.2, 11.8, 4.8)
    lake, wood = box(1.2, 1.2, 8.8, 8.8), box(10.2, 1.2, 12.8, 5.8)
    island, annex = box(3.2, 3.2, 4.8, 4.8), box(10.2, 7.2, 11.8, 8.8)
    # A bump of 0.06 pixels at its southern edge, with a pixel centre in it.
    edge = [(1.2, 9.2), (4.8, 9.2), (4.8, 9.47), (2.7, 9.47), (2.5, 9.53), (2.3, 9.47), (1.2, 9.47)]
    rows = [
        (names[0], island),
        (names[1], lake - hole - other),
        (names[2], shapely.MultiPolygon([wood - clearing, annex])),
        (names[0], box(9.2, 9.2, 9.8, 9.8)),
        (names[1], shapely.Polygon(edge)),
        (names[3], box(7.6, 9.6, 8.4, 10.4)),
        (names[0], box(-6.8, 11.2, 1.8, 12.8)),
        (names[4], box(40.2, 40.2, 44.8, 44.8)),
        (names[2], box(6.2, 6.2, 6.8, 7.8)),
        (names[0], box(13.2, 1.2, 15.8, 3.8)),
        (names[1], box(14.2, 2.2, 16.8, 4.8)),
        *((name, box(13.2, row + 0.2, 14.8, row + 0.8)) for row, name in enumerate(FIELDS, 6)),
        (names[2], box(6.2, 11.2, 7.8, 11.8)),
    ]
    x, y = np.meshgrid(*(np.arange(n) + 0.5 for n in grid.shape[::-1]))

    def burnt(changed):
        numbers = np.zeros(grid.shape, dtype=int)
        for name, geometry in changed:
            numbers[shapely.contains_xy(geometry, x, y)] = names.index(name) + 1
        return numbers

    wanted = burnt(rows)
    at = dict(enumerate(rows))
    mistakes = {
        named("holes-filled", "the hole in a part of a MultiPolygon is filled"): burnt(
            (at | {2: (names[2], wood | annex)}).values()
        ),
        named("holes-filled", "of two holes of a polygon the smaller is filled"): burnt(
            (at | {1: (names[1], lake - hole)}).values()
        ),
        named("holes-filled", "of two holes of a polygon the larger is filled"): burnt(
            (at | {1: (names[1], lake - other)}).values()
        ),
        **{
            named("hole-erases", said): np.where(shapely.contains_xy(hidden, x, y), 0, wanted)
            for said, hidden in (
                ("polygons that lie in the holes of others are gone", hole | other),
                ("a polygon that lies in the hole of a later one is gone", hole),
                ("a polygon that lies in the hole of an earlier one is gone", other),
            )
        },
        named("small-dropped", "a polygon of a single pixel is not burnt"): burnt(
            (*rows[:3], *rows[4:])
        ),
        named("simplified", "the outlines were simplified: a pixel at an edge is lost"): burnt(
            (*rows[:4], (names[1], box(1.2, 9.2, 4.8, 9.47)), *rows[5:])
        ),
        named("names-alike", "a class is burnt where the name of another contains its own"): burnt(
            (name, geometry) for name in names for other, geometry in rows if name in other
        ),
        named("names-alike", "a class is burnt where the name of another begins as its own"): burnt(
            (name, geometry) for name in names for other, geometry in rows if other.startswith(name)
        ),
        named("outside-dropped", "a polygon that lies partly outside of the raster is gone"): burnt(
            (*rows[:6], *rows[7:])
        ),
        named("row-missing", "the last row of the polygons is not burnt"): burnt(rows[:-1]),
        **{
            named("class-missing", f"no polygon of {name} is burnt"): burnt(
                (other, geometry) for other, geometry in rows if other != name
            )
            for name in names[:3]
        },
    }
    transform = grid.transform.to_shapely()
    # As where two files were put together.
    index = [n // 2 for n in range(len(rows))]
    frame = GeoDataFrame(
        {"class": [n for n, _ in rows]}, geometry=[g for _, g in rows], index=index
    )
    frame["color"] = [f"#8080{n:02x}" for n in range(len(rows))]
    frame = frame.set_geometry(frame.affine_transform(transform))
    return frame.set_crs(f"EPSG:{grid.epsg}"), wanted, burnt(rows[::-1]), mistakes


def test_mask_of_many_rows(step, expect, scenes):
    """More than 255 rows are no obstacle: it is classes that have ids, and they are few."""
    for scene in expect.each(scenes[:1]):
        if not expect_mask(step, expect, scene, *rasterize(step, expect, scene)):
            continue
        polygons = scene.polygons()
        # Again and again: what lies on top stays on top, and the last class comes after row 255.
        last = int((~polygons["class"].duplicated()).to_numpy().nonzero()[0].max())
        times = np.where(np.arange(len(polygons)) < last, 256 // (last - 1) + 1, 1)
        many = polygons.iloc[np.repeat(np.arange(len(polygons)), times)].reset_index(drop=True)
        mask, mapping = pair(expect, scene, step(scene.rasters(), many))
        large = [number for number in mapping.values() if number > 255]
        if large:
            said = "the ids grow with the rows of the polygons, and 256 does not fit into uint8"
            expect.stop(named("id-per-row", said), expected="1 to 255", got=large)
        expect_mask(step, expect, scene, mask, mapping)
