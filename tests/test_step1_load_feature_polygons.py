"""Step 1: the polygons of a GeoJSON file, in the CRS of the raster."""

import json
import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from kata.grading.failure import named

EPSG = 32631

# Degrees, about 20 m: less than a pixel, and drawn all the same.
SMALL = 0.0002

# Two ways to the same CRS differ by far less than this; a wrong CRS by far more.
TOLERANCE = 0.01  # metres


def load(step, expect, scene, scenes, path=None):
    """Return the answer's GeoDataFrame, or end the check; `path` is a copy to read instead."""
    from geopandas import GeoDataFrame

    frame = expect.kind(step.once(path or scene.polygons_path), GeoDataFrame, "the result")
    others = {number for other in scenes for number in numbers(other)}
    foreign = [number for number in plots(frame) if number in others - {*numbers(scene)}]
    if foreign:
        said = "rows of another file are in the result: of an earlier call, or of a neighbour?"
        expect.stop(
            named("remembers", said),
            expected=f"{len(scene.features)} rows: plot {', '.join(numbers(scene))}",
            got=f"{len(frame)} rows: plot {', '.join(plots(frame))}",
        )
    return frame


def numbers(scene):
    """Return the surveyor's number of each row of the file: it tells one row from another."""
    return [written(row["plot"]) for row, _ in scene.features]


def plots(frame):
    """Return the surveyor's number of each row of the result, if it has them."""
    return [written(number) for number in frame["plot"]] if "plot" in frame.columns else []


def rows_of(expect, frame, scene):
    """Return the place in the result of each row of the file, or end the check."""
    wanted = numbers(scene)
    if len(frame) != len(wanted):
        expect.stop(
            f"the result has {len(frame)} rows, the file {len(wanted)}",
            expected=f"{len(wanted)} rows",
            got=f"{len(frame)} rows",
        )
    got = plots(frame)
    if set(got) == set(wanted):
        return [got.index(number) for number in wanted]
    return list(range(len(wanted)))


def geometry_of(expect, frame):
    """Return the geometry of the result, or end the check."""
    from geopandas import GeoSeries

    try:
        return GeoSeries(frame.geometry)
    except (AttributeError, TypeError):
        expect.stop(named("geometry-missing", "the result has no column of geometries"))


def pairs(expect, frame, scene):
    """Return (name, expected geometry, got geometry) of every row, whatever their order."""
    geometry = geometry_of(expect, frame)
    places = rows_of(expect, frame, scene)
    return [
        (f"plot {row['plot']} ({row['class']})", wanted, geometry.iloc[place])
        for (row, _), wanted, place in zip(
            scene.features, scene.geometries(EPSG), places, strict=True
        )
    ]


def written(value):
    """Return a value of a column as text, however pandas holds it: None and NaN are the same."""
    from pandas import isna

    if isna(value):
        return "null"
    return f"{value:.10g}" if isinstance(value, int | float | np.number) else f'"{value}"'


def distance(got, wanted):
    """Return how far, in metres, two geometries (holes included) are apart."""
    from shapely import get_dimensions, hausdorff_distance

    if got is None or got.is_empty or get_dimensions(got) != get_dimensions(wanted):
        return np.inf
    # Also between the corners: the same ones in another order are another outline.
    return hausdorff_distance(got, wanted, densify=0.1)


def covered_alike(got, wanted):
    """Whether two geometries cover the same ground: each outline without its own holes."""
    from shapely import Polygon, get_parts, union_all

    def ground(geometry):
        parts = get_parts(geometry)
        holes = [union_all(list(map(Polygon, part.interiors))) for part in parts]
        outlines = [Polygon(part.exterior) for part in parts]
        return union_all([a.difference(b) for a, b in zip(outlines, holes, strict=True)])

    return ground(got).symmetric_difference(ground(wanted)).area <= TOLERANCE * wanted.length


def alike(some, others, tolerance=TOLERANCE):
    """Whether two lists hold the same geometries."""
    return all(distance(a, b) <= tolerance for a, b in zip(some, others, strict=True))


def other_rows(frame, scene):
    """Name what became of the rows, if it is a known mistake."""
    from shapely import get_num_geometries

    rows = [row for row, _ in scene.features]
    if not len(frame):
        said = "no row is left: by dropna(), since each lacks some value, or by a filter of places?"
        return named("no-rows", said)
    count = f"the result has {len(frame)} rows, one for each"
    there = Counter(frame["class"] if "class" in frame.columns else frame.index)
    if there == Counter(scene.classes):
        return named("one-row-per-class", f"{count} class: the file has {len(rows)}")
    parts = Counter()
    for row, geometry in scene.features:
        parts[row["class"]] += int(get_num_geometries(geometry))
    if there == parts:
        return named("one-row-per-part", f"{count} part: the file has {len(rows)}")
    kept = [number in plots(frame) for number in numbers(scene)]
    if all(kept):
        return named("rows-repeated", f"{len(frame)} rows: rows of the file are there repeatedly")
    if not any(kept):
        return ""  # they cannot be told from each other
    return next((said for said, rule in dropping(scene, frame) if rule == kept), "")


def dropping(scene, frame):
    """Yield known ways to lose rows: what to say, and whether each row is kept."""
    rows = [row for row, _ in scene.features]
    said = "rows that have no value in some column are missing"
    yield named("nulls-dropped", said), [None not in row.values() for row in rows]
    for name in rows[0]:
        said = f"rows that have no value in the column {name} are missing"
        yield named("nulls-dropped", said), [row[name] is not None for row in rows]
    single = [geometry.geom_type == "Polygon" for _, geometry in scene.features]
    yield named("multipolygons-dropped", "rows that are a MultiPolygon are missing"), single
    classes = {row["class"] for row in rows if written(row["plot"]) in plots(frame)}
    said = f"rows of other classes than {', '.join(sorted(classes))} are missing"
    yield named("classes-dropped", said), [row["class"] in classes for row in rows]
    for name, end in (("first", 0), ("last", len(rows) - 1)):
        said = named("row-missing", f"the {name} row is missing")
        yield said, [number != end for number in range(len(rows))]
    areas = [geometry.area for geometry in scene.geometries(EPSG)]
    largest = sorted(areas, reverse=True)[: len(frame)]
    yield named("small-dropped", "the smallest polygons are missing"), [a in largest for a in areas]


def other_columns(frame, scene, missing):
    """Say which columns are missing, and what became of them where it is known."""
    new = frame.select_dtypes(exclude="geometry").columns.difference([*scene.features[0][0]])
    for name in missing:
        if name in frame.index.names:
            return named("column-in-index", f"the column {name} became the index")
        wanted = sorted(written(row[name]) for row, _ in scene.features)
        for other in new:
            if sorted(map(written, frame[other])) == wanted:
                return named("column-renamed", f"the column {name} is called {other}")
    return named("columns-dropped", f"columns are missing: {', '.join(missing)}")


def letters(value):
    """Whether a value as text has letters, other than those of NA."""
    return any(map(str.isalpha, value.replace("NA", "")))


def other_values(name, got, wanted):
    """Name what became of the values of a column, if it is a known mistake."""
    if sorted(got) == sorted(wanted):
        said = f"the values of column {name} stand in other rows than in the file"
        return named("column-reordered", said)
    if [value.lower() for value in got] == [value.lower() for value in wanted]:
        return named("letter-case", f"capital and small letters of column {name} were changed")
    lost = {w: g for g, w in zip(got, wanted, strict=True) if w[0] == '"' != g[0]}
    changed = {w for g, w in zip(got, wanted, strict=True) if g != w}
    if set(lost) == changed and set(lost.values()) - {"null"} and not any(map(letters, changed)):
        said = f"text of column {name} that looks like a number became one"
        return named("text-to-numbers", said)
    if all(w in ("null", g) for g, w in zip(got, wanted, strict=True)):
        return named("nulls-filled", f"missing values of column {name} were filled in")
    for encoding in ("latin-1", "cp1252", "ascii"):
        if got == [value.encode().decode(encoding, "replace") for value in wanted]:
            return named("encoding", f"the accents of column {name} are garbled: the file is UTF-8")
    return ""


def expect_in_place(expect, frame, scene):
    """Expect every geometry where it is on the ground, with the outline that was drawn."""
    rows = pairs(expect, frame, scene)
    far = [row for row in rows if not distance(row[2], row[1]) <= TOLERANCE]
    if not far:
        for name, wanted, got in rows:
            if not covered_alike(got, wanted):
                said = f"the corners of {name} are right, but its holes are in the wrong parts"
                expect.stop(
                    named("holes-misplaced", said),
                    expected=outline(name, wanted, 2),
                    got=outline(name, got, 2),
                )
        return
    name, wanted, got = far[0]
    wrong, described = "are not in place", corners
    if got is not None and np.allclose(got.bounds, wanted.bounds, rtol=0, atol=TOLERANCE):
        wrong, described = "have another outline", outline
    expect.fail(
        known_mistake(expect, frame, scene) or f"{len(far)} of {len(rows)} geometries {wrong}",
        expected=described(name, wanted, 2),
        got=described(name, got, 6),
    )


def corners(name, geometry, decimals):
    """Describe a geometry by the place of its corners."""
    if geometry is None:
        return f"bounds of {name}: none"
    return f"bounds of {name}: {np.array(geometry.bounds).round(decimals).tolist()}"


def outline(name, geometry, _):
    """Describe a geometry by its area, its kind and its number of corners."""
    from shapely import get_num_coordinates, get_num_interior_rings, get_parts

    points, parts = get_num_coordinates(geometry), get_parts(geometry)
    holes = ", ".join(str(number) for number in get_num_interior_rings(parts))
    kind = f"a {geometry.geom_type} of {points} points"
    return f"{name}: {geometry.area:.1f} m2, {kind}; holes in its parts: {holes}"


def known_mistake(expect, frame, scene):
    """Name what happened to the geometries, if one known mistake explains them all."""
    _, wanted, got = zip(*pairs(expect, frame, scene), strict=True)
    if any(geometry is None or geometry.is_empty for geometry in got):
        return ""
    for column in frame.select_dtypes("geometry").columns.drop(frame.geometry.name):
        _, _, other = zip(*pairs(expect, frame.set_geometry(column), scene), strict=True)
        if alike(other, wanted):
            said = f"the column {column} is in place, but {frame.geometry.name} is the active one"
            return named("active-geometry", said)
    return (
        other_coordinates(frame, scene, got, wanted)
        or other_shapes(got, wanted)
        or moved(got, wanted)
        or rounded(got, wanted)
        or other_corners(got, wanted)
    )


def other_coordinates(frame, scene, got, wanted):
    """Recognise polygons that are in other coordinates."""
    from shapely import get_coordinates, transform

    if all(max(map(abs, geometry.bounds)) <= 180 for geometry in got):
        said = "the coordinates are still degrees: they have to be moved to metres"
        return named("not-reprojected", said)
    if alike([transform(geometry, lambda points: points[:, ::-1]) for geometry in got], wanted):
        return named("x-y-swapped", "x and y are swapped: easting comes first, then northing")
    if alike(got, scene.geometries(EPSG, swap=True), 1):
        said = "longitude and latitude were taken for each other before the reprojection"
        return named("lon-lat-swapped", said)
    mine = frame.crs.to_epsg() if frame.crs else None
    for epsg in {mine or EPSG, 3857, 2154, 32630, 32632, 32731, scene.grid().epsg} - {EPSG}:
        if alike(got, scene.geometries(epsg), 1):
            return named("crs-wrong", f"the coordinates are those of EPSG:{epsg}")
    degrees, metres = get_coordinates([drawn for _, drawn in scene.features]), get_coordinates(got)
    if degrees.shape == metres.shape:
        factor = metres / degrees
        if (np.ptp(factor, axis=0) < 1e-3 * np.abs(factor.mean(axis=0))).all():
            said = f"these are the degrees times {factor[0, 0]:.6g}, which is no projection"
            return named("degrees-scaled", said)
    return ""


def other_shapes(got, wanted):
    """Recognise another shape that was put in the place of each polygon."""
    import shapely

    def filled(geometry):
        return shapely.union_all([shapely.Polygon(g.exterior) for g in shapely.get_parts(geometry)])

    def first_hole(geometry):
        parts = shapely.get_parts(geometry)
        return shapely.union_all([shapely.Polygon(g.exterior, g.interiors[:1]) for g in parts])

    def first_with_holes(geometry):
        first, *others = shapely.get_parts(geometry)
        return shapely.union_all([first, *map(filled, others)])

    def some_parts(*numbers):
        def taken(geometry):
            parts = shapely.get_parts(geometry)
            return shapely.union_all(parts[[*numbers]]) if len(parts) > 2 else geometry

        return taken

    shapes = {
        named("outlines", "each geometry became its outline, a line"): shapely.boundary,
        named("bounding-boxes", "each geometry became its bounding box"): shapely.envelope,
        named("convex-hulls", "each geometry became its convex hull"): shapely.convex_hull,
        named("centroids", "each geometry became its centre, a point"): shapely.centroid,
        named("holes-filled", "the holes are filled"): filled,
        named("holes-filled", "the holes of MultiPolygons are filled"): (
            lambda geometry: filled(geometry) if geometry.geom_type == "MultiPolygon" else geometry
        ),
        named("holes-filled", "of several holes only the first is there"): first_hole,
        named("holes-filled", "of a MultiPolygon only the first part has its holes"): (
            first_with_holes
        ),
        named("part-lost", "of a MultiPolygon only two parts are there"): some_parts(0, 1),
        named("part-lost", "of a MultiPolygon only the first and the last part are there"): (
            some_parts(0, -1)
        ),
        named("first-part-only", "of a MultiPolygon only the first part is there"): (
            lambda geometry: shapely.get_geometry(geometry, 0)
        ),
        named("largest-part-only", "of a MultiPolygon only the largest part is there"): (
            lambda geometry: max(shapely.get_parts(geometry), key=shapely.area)
        ),
    }
    return next((said for said, f in shapes.items() if alike(got, list(map(f, wanted)))), "")


def moved(got, wanted):
    """Recognise polygons that were all moved, or made wider, by the same distance."""
    from shapely.affinity import translate

    apart = np.array([np.subtract(g.bounds, w.bounds) for g, w in zip(got, wanted, strict=True)])
    x, y = apart[0, :2]
    if alike(got, [translate(geometry, x, y) for geometry in wanted]):
        return named("shifted", f"every geometry is moved: east by {x:+.2f} m, north by {y:+.2f} m")
    wider = apart.mean(axis=0) @ [-1, -1, 1, 1] / 4
    # A buffer draws its round corners with a few straight lines: they can be 2 % short.
    if abs(wider) > 1 and np.allclose(apart, [-wider, -wider, wider, wider], rtol=0.02):
        side = f"{abs(wider):.3g} m {'wider' if wider > 0 else 'narrower'}"
        return named("buffered", f"every geometry is {side} on every side")
    return ""


def rounded(got, wanted):
    """Recognise corners that were rounded, in metres or before in degrees."""
    from pyproj import Transformer
    from shapely import get_coordinates

    def whole(*numbers):
        """Whether the first numbers are whole, and the second are not."""
        return [bool((np.abs(n - n.round()) < 1e-3).all()) for n in numbers] == [True, False]

    metres = [get_coordinates(geometries) for geometries in (got, wanted)]
    for step in (60, 30, 20, 10, 1, 0.1):
        if whole(*(points / step for points in metres)):
            return named("rounded", f"every corner stands at a multiple of {step:g} m: rounded?")
    to_degrees = Transformer.from_crs(f"EPSG:{EPSG}", "OGC:CRS84", always_xy=True)
    degrees = [np.column_stack(to_degrees.transform(*points.T)) for points in metres]
    for decimals in range(1, 7):
        if whole(*(points * 10**decimals for points in degrees)):
            said = f"every corner has its degrees rounded to {decimals} decimals"
            return named("rounded", said)
    return ""


def other_corners(got, wanted):
    """Recognise outlines that lost corners, or join the right ones in another order."""
    from shapely import MultiPoint, get_coordinates, get_parts, get_rings

    def within(some, others):
        """Whether each corner of the first is a corner of the second, ring by ring."""
        if len(get_rings(get_parts(some))) != len(get_rings(get_parts(others))):
            return False
        near = MultiPoint(get_coordinates(others)).buffer(TOLERANCE)
        return MultiPoint(get_coordinates(some)).within(near)

    if not all(map(within, got, wanted)):
        return ""
    if all(map(within, wanted, got)):
        return named("corners-order", "the outlines join the right corners in another order")
    return named("simplified", "the outlines were simplified: they have lost corners")


def test_polygons_are_a_geodataframe_in_the_crs(step, expect, scenes):
    """The result is a GeoDataFrame whose CRS is EPSG:32631, whatever zone the polygons lie in."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene, scenes)
        expect.crs(geometry_of(expect, frame).crs, EPSG, "the result")


def test_polygons_have_every_row(step, expect, scenes, tmp_path):
    """The result has every row of the file, once: a row is not a class and not a part."""
    from kata.answers import AnswerRaisedError

    for scene in expect.each(scenes):
        frame = load(step, expect, scene, scenes)
        got, rows = len(frame), len(scene.features)
        if got != rows:
            said = other_rows(frame, scene) or f"the result has {got} rows, the file has {rows}"
            expect.fail(said, expected=f"{rows} rows", got=f"{got} rows")
    if expect.failures:
        return
    rows = contents(scenes[0])["features"]
    # A careful answer may refuse what is no polygon, or of no class, but not leave it out.
    unlabelled = feature(114, "to be visited", "Polygon", [square(0.5, 44.21, 0.003)])
    unlabelled["properties"]["class"] = None
    for what, row, suffix in (
        ("a row that is there twice", rows[1], "json"),
        ("a row whose outline crosses itself", bow_tie(), "geojson"),
        ("a row without a class", unlabelled, "geojson"),
    ):
        path, count = tmp_path / f"with {what}.{suffix}", len(rows) + 1
        collection = contents(scenes[0]) | {"features": [*rows, row]}
        scene = written_twice(collection, path, scenes[0])
        try:
            frame = load(step, expect, scene, scenes, path)
        except AnswerRaisedError as error:
            if row is rows[1] or isinstance(error.__cause__, FileNotFoundError):
                raise
            continue
        got = len(frame)
        expect.that(
            got == count,
            named("unusual-dropped", f"{got} rows of a file of {count}, with {what}"),
            expected=f"{count} rows: what to make of them is for whoever drew them to say",
            got=f"{got} rows",
        )


def test_polygons_have_every_column(step, expect, scenes, tmp_path):
    """The result has every column of the file (class, color and the others), values unchanged."""
    for scene in expect.each(scenes):
        expect_columns(expect, load(step, expect, scene, scenes), scene)
    if expect.failures:
        return
    # A name as people give it, numbers that are not whole, colours in the small letters of QGIS,
    # codes that are text, a class whose name begins as another, blanks, nothing, a dot.
    collection = contents(scenes[0])
    for number, one in enumerate(collection["features"]):
        row = one["properties"]
        row["Surface (ha)"] = None if number == 2 else 1234.5625 + number
        row["color"] = None if number == 5 else row["color"].lower()
        row["code"] = "NA" if number == 3 else f"0100{number}"
        row["class"] = {4: "FARMLAND", 6: "FARMLAND AND PASTURE "}.get(number, row["class"])
        row["note"] = {1: " by the road ", 4: ""}.get(number, row["note"])
        row["area.m2"] = number + 0.12345678
        row["sheet"] = f"07{number:02}"
    path = tmp_path / "measured.geojson"
    scene = written_twice(collection, path, scenes[0])
    expect_columns(expect, load(step, expect, scene, scenes, path), scene)


def expect_columns(expect, frame, scene):
    """Expect the columns of the file, with its values."""
    columns = list(scene.features[0][0])
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        expect.fail(
            other_columns(frame, scene, missing),
            expected=", ".join([*columns, "geometry"]),
            got=", ".join(map(str, frame.columns)),
        )
    for name in columns:
        if name in missing:
            continue
        wanted = [written(row[name]) for row, _ in scene.features]
        column = [written(value) for value in frame[name]]
        got = [column[place] for place in rows_of(expect, frame, scene)]
        if got != wanted:
            said = f"the values of column {name} are not those of the file"
            said = other_values(name, got, wanted) or said
            expect.fail(said, expected=", ".join(wanted), got=", ".join(got))


def test_polygons_coordinates_are_metres(step, expect, scenes, tmp_path):
    """Every geometry has its coordinates in metres east and north of UTM zone 31 north."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene, scenes)
        expect_in_place(expect, frame, scene)
    if expect.failures:
        return
    # South of the equator northings are below 0, but the zone stays the northern one.
    island = [
        feature(120 + n, "Annobón", "Polygon", [square(5.6 + n / 50, -1.4, 0.004)]) for n in (0, 1)
    ]
    path = tmp_path / "south of the equator.geojson"
    scene = written_twice(contents(scenes[0]) | {"features": island}, path, scenes[0])
    frame = load(step, expect, scene, scenes, path)
    expect.crs(geometry_of(expect, frame).crs, EPSG, "the result")
    expect_in_place(expect, frame, scene)


def test_polygons_keep_class_and_geometry_together(step, expect, scenes):
    """Every row keeps its own class beside its own geometry."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene, scenes)
        if "class" not in frame.columns:
            expect.stop("the column class is missing", expected="class", got=list(frame.columns))
        rows = pairs(expect, frame, scene)
        if any(not distance(got, wanted) <= TOLERANCE for _, wanted, got in rows):
            expect.stop("which geometry stands where cannot be told while they are not in place")
        got = [str(frame["class"].iloc[place]) for place in rows_of(expect, frame, scene)]
        wanted = [row["class"] for row, _ in scene.features]
        said = "the classes are not those of the file"
        if sorted(got) == sorted(wanted):
            said = named("column-reordered", "classes stand beside the geometry of other rows")
        expect.that(got == wanted, said, expected=", ".join(wanted), got=", ".join(got))


def test_polygons_keep_holes_and_parts(step, expect, scenes):
    """A polygon keeps its hole, and a MultiPolygon its parts."""
    from shapely import get_num_geometries, get_num_interior_rings, get_parts

    def shape_of(geometry):
        holes = sum(get_num_interior_rings(part) for part in get_parts(geometry))
        return int(get_num_geometries(geometry)), int(holes)

    for scene in expect.each(scenes):
        frame = load(step, expect, scene, scenes)
        for name, wanted, got in pairs(expect, frame, scene):
            (parts, holes), (got_parts, got_holes) = shape_of(wanted), shape_of(got)
            expect.that(
                (parts, holes) == (got_parts, got_holes),
                f"{name} lost or gained parts or holes",
                expected=f"{parts} part(s), {holes} hole(s)",
                got=f"{got_parts} part(s), {got_holes} hole(s)",
            )


def test_polygons_come_from_the_path_given(step, expect, scenes, tmp_path):
    """The file read, and only read, is the one given, here with two rows in another folder."""
    folder = tmp_path / "été à la ferme"
    folder.mkdir()
    collection = contents(scenes[0])
    collection["features"] = collection["features"][1:3]
    path = folder / "two rows.v2.geojson"
    scene = written_twice(collection, path, scenes[0])
    for name in ("another.geojson", "zones.geojson"):
        shutil.copy(scenes[0].polygons_path, folder / name)
    frame = load(step, expect, scene, scenes, path)
    kept = path.is_file() and path.read_bytes() == scene.polygons_path.read_bytes()
    expect.that(kept, named("input-changed", "the file was changed: it is there to be read"))
    said = f"a file of 2 rows gave {len(frame)}"
    expect.that(len(frame) == 2, said, expected="2 rows", got=f"{len(frame)} rows")
    expect.crs(geometry_of(expect, frame).crs, EPSG, "the result")
    if sorted(plots(frame)) != sorted(numbers(scene)):
        return
    # Changed under the same name, which is given from the working directory the second time.
    for one in collection["features"]:
        one["properties"]["plot"] += 1
    again = written_twice(collection, path, scenes[0])
    for same in (path, Path(os.path.relpath(path, step.scratch))):
        frame = expect.kind(step(same), type(frame), "the result")
        said = "the file was read once and not again, although it has changed since"
        expect.that(
            sorted(plots(frame)) == sorted(numbers(again)),
            named("remembers", said),
            expected=f"plot {', '.join(numbers(again))}",
            got=f"plot {', '.join(plots(frame))}",
        )


def test_polygons_of_a_plain_geojson(step, expect, scenes, tmp_path):
    """A file without a "crs" member is longitude and latitude too, as the standard says."""
    collection = contents(scenes[0])
    del collection["crs"], collection["name"]
    collection["features"] += [round_pond(), *with_holes()]
    path = tmp_path / "plain.geojson"
    scene = written_twice(collection, path, scenes[0])
    frame = load(step, expect, scene, scenes, path)
    expect.crs(geometry_of(expect, frame).crs, EPSG, "the result")
    expect_in_place(expect, frame, scene)


def written_twice(collection, path, scene):
    """Write a GeoJSON for the answer; return the scene with a copy that no answer can spoil."""
    kept = path.parent.parent / f"kept {path.name}"
    for target in (path, kept):
        target.write_text(json.dumps(collection), encoding="utf-8")
    return replace(scene, polygons_path=kept)


def contents(scene):
    """Return the GeoJSON of a scene."""
    return json.loads(scene.polygons_path.read_text(encoding="utf-8"))


def with_holes():
    """Return a row of parts of which the first and the third have a hole, and one of four holes."""
    parts = [square(0.47 + west, 44.21, 0.004) for west in (0, 0.01, 0.02)]
    clearing = [
        [parts[0], square(0.471, 44.211, 0.002)[::-1]],
        [parts[1]],
        [parts[2], square(0.492, 44.212, 0.001)[::-1]],
        [square(0.5, 44.215, SMALL)],
    ]
    holes = [(0.511, 44.211), (0.5125, 44.2125), (0.511, 44.2129)]
    islands = [square(0.51, 44.21, 0.004), *(square(*at, 0.001)[::-1] for at in holes)]
    islands.append(square(0.5136, 44.2102, SMALL)[::-1])
    return [
        feature(111, "clearing", "MultiPolygon", clearing),
        feature(112, "two islands", "Polygon", islands),
    ]


def square(west, south, side):
    """Return a closed ring of longitude and latitude."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [[west + side * x, south + side * y] for x, y in corners]


def bow_tie():
    """Return a row whose outline crosses itself, as happens while drawing."""
    a, b, c, d, _ = square(0.5, 44.21, 0.003)
    return feature(113, "drawn in haste", "Polygon", [[a, c, b, d, a]])


def feature(plot, note, kind, coordinates):
    """Return a row of a GeoJSON file."""
    properties = {"id": None, "class": "WATER", "color": "#0094FF", "plot": plot, "note": note}
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def round_pond():
    """Return a row 200 m wide, whose many corners all count: each stands out by centimetres."""
    angle = np.radians(np.arange(0, 360, 2))
    ring = np.column_stack([0.5 + 0.0013 * np.cos(angle), 44.2 + 0.0009 * np.sin(angle)])
    ring = ring[[*range(len(ring)), 0]]
    return feature(110, "pond", "Polygon", [ring.tolist()])
