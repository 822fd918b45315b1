"""Step 3: the polygons burnt into a mask on the grid of the raster."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np


def rasterize(step, expect, scene, resolution=60):
    """Return the answer's mask as an array and its mapping, or end the check."""
    result = step.once(scene.rasters(resolution=resolution), scene.polygons())
    if not isinstance(result, tuple | list) or len(result) != 2:
        expect.stop(
            "the result is not a pair (mask, mapping)",
            expected="a tuple of the mask and the mapping",
            got="None" if result is None else type(result).__name__,
        )
    mask, mapping = result
    if isinstance(mask, Mapping):
        expect.stop("the pair is in another order: the mask comes first, then the mapping")
    mapping = expect.kind(mapping, Mapping, "the mapping")
    plain = type(mask) is np.ndarray or type(mask).__name__ == "DataArray"
    if not plain:
        said = f"the mask is a {type(mask).__name__}, not an array"
        expect.stop(said, expected="numpy.ndarray", got=type(mask).__name__)
    mask = np.asarray(mask)
    if mask.dtype.kind not in "fiub":
        expect.stop("the mask does not hold numbers", expected="uint8", got=mask.dtype)
    return mask, mapping


def most_frequent(values):
    """Return the value that occurs most often."""
    found, counts = np.unique(values, return_counts=True)
    return found[counts.argmax()].item()


def ids(expect, scene, mapping):
    """Return 0 and the answer's id of each class, in the order of the file, or end the check."""
    missing = [name for name in scene.classes if name not in mapping]
    if missing:
        said = f"the mapping has no id for {', '.join(missing)}"
        if set(scene.classes) <= set(map(str, mapping.values())):
            said = "the mapping is the wrong way round: it is to go from class name to id"
        expect.stop(said, expected=", ".join(scene.classes), got=dict(mapping))
    found = [mapping[name] for name in scene.classes]
    if not all(isinstance(value, int | np.integer) for value in found):
        expect.stop("the ids of the mapping are not integers", got=dict(mapping))
    return np.array([0, *map(int, found)])


def expect_mask(expect, scene, mask, mapping, resolution=60):
    """Compare a mask with the one that the answer's own ids would give."""
    table = ids(expect, scene, mapping)
    wanted = table[scene.class_number(resolution)]
    row_number = scene.row_number(resolution)
    index = np.array([-1, *scene.polygons().index])
    names = [properties["class"] for properties, _ in scene.features]
    first = [n for n, name in enumerate(names, start=1) if names.index(name) == n - 1]
    last = [n for n, name in enumerate(names, start=1) if name not in names[n:]]
    mistakes = {
        "nothing is burnt: shape and transform have to be those of the raster": (
            np.zeros_like(wanted)
        ),
        "pixels that a polygon only touches are burnt too: the rule is the pixel centre": (
            table[scene.class_number(resolution, rule="touched")]
        ),
        "the hole of a polygon is filled": table[scene.class_number(resolution, rule="filled")],
        "the mask is half a pixel off: the rule is the pixel centre": (
            table[scene.class_number(resolution, rule="north-west")]
        ),
        "the mask is half a pixel off, to the south-east: the rule is the pixel centre": (
            table[scene.class_number(resolution, rule="south-east")]
        ),
        "only the first row of each class is burnt": np.where(
            np.isin(row_number, first), wanted, 0
        ),
        "only the last row of each class is burnt": np.where(np.isin(row_number, last), wanted, 0),
        "all polygons have the same value": (wanted > 0).astype(int),
        "each row has a value of its own: rows of one class share its id": row_number,
        "each row has the value of its index: rows of one class share its id": (
            (index + 1)[row_number]
        ),
        "ids above 255 do not fit into uint8": (index + 1)[row_number].clip(0, 255),
        "the mask counts the classes from 0: 0 is kept for pixels without a polygon": (
            (scene.class_number(resolution) - 1).clip(0)
        ),
    }
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
        expect.shape(mask, scene.grid().shape, "the mask")
        expect.that(
            mask.dtype == np.uint8,
            f"the dtype of the mask is {mask.dtype}",
            expected="uint8",
            got=mask.dtype,
        )


def test_mapping_has_every_class_and_no_other(step, expect, scenes):
    """The mapping has the class names of the polygons as keys, each of them and no other."""
    for scene in expect.each(scenes):
        _, mapping = rasterize(step, expect, scene)
        said = "the keys of the mapping are not the class names of the polygons"
        if set(map(str, mapping.values())) == set(scene.classes):
            said = "the mapping is the wrong way round: it is to go from class name to id"
        expect.that(
            set(mapping) == set(scene.classes),
            said,
            expected=", ".join(sorted(scene.classes)),
            got=", ".join(sorted(map(str, mapping))),
        )


def test_mapping_values_are_positive_integers(step, expect, scenes):
    """The ids of the mapping are integers from 1 to 255, since 0 means no class."""
    for scene in expect.each(scenes):
        _, mapping = rasterize(step, expect, scene)
        for name, value in mapping.items():
            whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
            if not whole:
                expect.fail(
                    f"the id of {name} is a {type(value).__name__}, not an integer",
                    expected="an integer from 1 to 255",
                    got=repr(value),
                )
            else:
                expect.that(
                    1 <= value <= 255,
                    f"the id of {name} is {value}: "
                    + ("0 means no class" if value == 0 else "it does not fit"),
                    expected="an integer from 1 to 255",
                    got=value,
                )


def test_mapping_ids_are_distinct(step, expect, scenes):
    """Every class has an id of its own."""
    for scene in expect.each(scenes):
        _, mapping = rasterize(step, expect, scene)
        values = list(mapping.values())
        expect.that(
            len(set(map(str, values))) == len(values),
            "two classes share an id",
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
        expect_mask(expect, scene, mask, mapping)


def test_mask_rows_of_a_class_share_its_id(step, expect, scenes):
    """All the polygons of a class are burnt with one id, in whatever row they are."""
    for scene in expect.each(scenes):
        mask, _ = rasterize(step, expect, scene)
        expect.shape(mask, scene.grid().shape, "the mask") or expect.stop("no pixel can be placed")
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
        expect.shape(mask, scene.grid().shape, "the mask") or expect.stop("no pixel can be placed")
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
    """Shape and transform come from the raster given, here at 20 m instead of 60 m."""
    for scene in expect.each(scenes):
        mask, mapping = rasterize(step, expect, scene, 20)
        expect_mask(expect, scene, mask, mapping, 20)


def test_mask_has_only_the_polygons_given(step, expect, scenes):
    """Three rows give a mask and a mapping of those three only, after all of them were burnt."""
    for scene in expect.each(scenes):
        rasterize(step, expect, scene)
        few = replace(scene, rows=3)
        mask, mapping = rasterize(step, expect, few)
        if expect_mask(expect, few, mask, mapping):
            expect.that(
                set(mapping) == set(few.classes),
                "the mapping has classes that are not among the polygons",
                expected=", ".join(few.classes),
                got=", ".join(map(str, mapping)),
            )
