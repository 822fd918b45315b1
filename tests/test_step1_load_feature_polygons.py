"""Step 1: the polygons of a GeoJSON file, in the CRS of the raster."""

import json
import shutil

import numpy as np

EPSG = 32631

# Two ways to the same CRS differ by far less than this; a wrong CRS by far more.
TOLERANCE = 0.01  # metres


def load(step, expect, path):
    """Return the answer's GeoDataFrame, or end the check."""
    from geopandas import GeoDataFrame

    return expect.kind(step.once(path), GeoDataFrame, "the result")


def rows_of(expect, frame, scene):
    """Return the place in the result of each row of the file, or end the check."""
    properties = [row for row, _ in scene.features]
    if len(frame) != len(properties):
        expect.stop(
            f"the result has {len(frame)} rows, the file {len(properties)}",
            expected=f"{len(properties)} rows",
            got=f"{len(frame)} rows",
        )
    # `plot` is the surveyor's number of a row; without it rows can only be told by their place.
    if "plot" in frame.columns:
        places = {written(number): place for place, number in enumerate(frame["plot"])}
        wanted = [written(row["plot"]) for row in properties]
        if set(places) == set(wanted):
            return [places[number] for number in wanted]
    return list(range(len(properties)))


def pairs(expect, frame, scene):
    """Return (name, expected geometry, got geometry) of every row, whatever their order."""
    from geopandas import GeoSeries

    try:
        geometry = GeoSeries(frame.geometry)
    except AttributeError:
        expect.stop("the result has no geometry column")
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
    return f"{value:g}" if isinstance(value, int | float | np.number) else f'"{value}"'


def distance(got, wanted):
    """Return how far, in metres, two outlines (holes included) are apart."""
    if got is None or got.boundary is None or got.boundary.is_empty:
        return np.inf
    return got.boundary.hausdorff_distance(wanted.boundary)


def known_mistake(pairs, scene):
    """Name what happened to the coordinates of all the polygons, if it is a known mistake."""
    from shapely import transform

    got = [geometry for _, _, geometry in pairs]
    if any(geometry is None or geometry.is_empty for geometry in got):
        return ""
    if all(max(map(abs, geometry.bounds)) <= 180 for geometry in got):
        return "the coordinates are still degrees: they have to be moved to metres"
    turned = [transform(geometry, lambda points: points[:, ::-1]) for geometry in got]
    wanted = [geometry for _, geometry, _ in pairs]
    if all(distance(g, w) <= TOLERANCE for g, w in zip(turned, wanted, strict=True)):
        return "x and y are swapped: easting comes first, then northing"
    forgotten = scene.geometries(EPSG, swap=True)
    if all(distance(g, w) <= 1 for g, w in zip(got, forgotten, strict=True)):
        return "longitude and latitude were taken for each other before the reprojection"
    for epsg in (3857, 2154, 32630, 32632, scene.grid().epsg):
        others = scene.geometries(epsg)
        if epsg != EPSG and all(distance(g, o) <= 1 for g, o in zip(got, others, strict=True)):
            return f"the coordinates are those of EPSG:{epsg}"
    return ""


def test_polygons_are_a_geodataframe_in_the_crs(step, expect, scenes):
    """The result is a GeoDataFrame whose CRS is EPSG:32631, whatever zone the polygons lie in."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene.polygons_path)
        expect.crs(frame.crs, EPSG, "the result")


def test_polygons_have_every_row(step, expect, scenes):
    """The result has every row of the file, once: a row is not a class and not a part."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene.polygons_path)
        rows, classes = len(scene.features), len(scene.classes)
        parts = sum(len(getattr(geometry, "geoms", [1])) for _, geometry in scene.features)
        said = {
            classes: f"the result has {classes} rows, one for each class: the file has {rows}",
            parts: f"the result has {parts} rows, one for each part: the file has {rows}",
        }.get(len(frame), f"the result has {len(frame)} rows, the file has {rows}")
        expect.that(len(frame) == rows, said, expected=f"{rows} rows", got=f"{len(frame)} rows")


def test_polygons_have_every_column(step, expect, scenes):
    """The result has every column of the file (class, color and the others), values unchanged."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene.polygons_path)
        columns = list(scene.features[0][0])
        missing = [name for name in columns if name not in frame.columns]
        expect.that(
            not missing,
            f"columns are missing: {', '.join(missing)}",
            expected=", ".join([*columns, "geometry"]),
            got=", ".join(map(str, frame.columns)),
        )
        for name in columns:
            if name in missing:
                continue
            wanted = [written(row[name]) for row, _ in scene.features]
            column = [written(value) for value in frame[name]]
            got = [column[place] for place in rows_of(expect, frame, scene)]
            said = f"the values of column {name} are not those of the file"
            if sorted(got) == sorted(wanted):
                said = f"the values of column {name} stand in other rows than in the file"
            expect.that(got == wanted, said, expected=", ".join(wanted), got=", ".join(got))


def test_polygons_coordinates_are_metres(step, expect, scenes):
    """Every geometry has its coordinates in metres east and north of UTM zone 31 north."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene.polygons_path)
        rows = pairs(expect, frame, scene)
        far = [(name, w, g) for name, w, g in rows if not distance(g, w) <= TOLERANCE]
        if not far:
            continue
        name, wanted, got = far[0]
        bounds = None if got is None else np.array(got.bounds).round(6)
        if bounds is not None and np.allclose(bounds, wanted.bounds, rtol=0, atol=TOLERANCE):
            expect.fail(
                f"{len(far)} of {len(rows)} geometries have another outline",
                expected=f"{name}: {wanted.area:.1f} m2, {outline(wanted)}",
                got=f"{name}: {got.area:.1f} m2, {outline(got)}",
            )
            continue
        expect.fail(
            known_mistake(rows, scene) or f"{len(far)} of {len(rows)} geometries are not in place",
            expected=f"bounds of {name}: {np.array(wanted.bounds).round(2).tolist()}",
            got=f"bounds of {name}: {'none' if bounds is None else bounds.tolist()}",
        )


def outline(geometry):
    """Describe a geometry by its kind and its number of corners."""
    from shapely import get_num_coordinates

    return f"a {geometry.geom_type} of {get_num_coordinates(geometry)} points"


def test_polygons_keep_class_and_geometry_together(step, expect, scenes):
    """Every row keeps its own class beside its own geometry."""
    for scene in expect.each(scenes):
        frame = load(step, expect, scene.polygons_path)
        if "class" not in frame.columns:
            expect.stop("the column class is missing", expected="class", got=list(frame.columns))
        rows = pairs(expect, frame, scene)
        if any(not distance(got, wanted) <= TOLERANCE for _, wanted, got in rows):
            expect.stop("which geometry stands where cannot be told while they are not in place")
        got = [frame["class"].iloc[place] for place in rows_of(expect, frame, scene)]
        wanted = [row["class"] for row, _ in scene.features]
        expect.that(
            got == wanted,
            "classes stand beside the geometry of other rows",
            expected=", ".join(wanted),
            got=", ".join(map(str, got)),
        )


def test_polygons_keep_holes_and_parts(step, expect, scenes):
    """A polygon keeps its hole, and a MultiPolygon its parts."""
    from shapely import get_num_geometries, get_num_interior_rings, get_parts

    def shape_of(geometry):
        holes = sum(get_num_interior_rings(part) for part in get_parts(geometry))
        return int(get_num_geometries(geometry)), int(holes)

    for scene in expect.each(scenes):
        frame = load(step, expect, scene.polygons_path)
        for name, wanted, got in pairs(expect, frame, scene):
            (parts, holes), (got_parts, got_holes) = shape_of(wanted), shape_of(got)
            expect.that(
                (parts, holes) == (got_parts, got_holes),
                f"{name} lost or gained parts or holes",
                expected=f"{parts} part(s), {holes} hole(s)",
                got=f"{got_parts} part(s), {got_holes} hole(s)",
            )


def test_polygons_come_from_the_path_given(step, expect, scenes, tmp_path):
    """The file read is the one given, here one with two rows in a folder of another name."""
    folder = tmp_path / "été à la ferme"
    folder.mkdir()
    path = folder / "two rows.geojson"
    collection = json.loads(scenes[0].polygons_path.read_text(encoding="utf-8"))
    collection["features"] = collection["features"][1:3]
    path.write_text(json.dumps(collection), encoding="utf-8")
    frame = load(step, expect, path)
    expect.that(
        len(frame) == 2,
        f"a file of 2 rows gave {len(frame)}: is it the file given that was read?",
        expected="2 rows",
        got=f"{len(frame)} rows",
    )
    expect.crs(frame.crs, EPSG, "the result")


def test_polygons_of_a_plain_geojson(step, expect, scenes, tmp_path):
    """A file without a "crs" member is longitude and latitude too, as the standard says."""
    path = tmp_path / "plain.geojson"
    shutil.copy(scenes[0].polygons_path, path)
    collection = json.loads(path.read_text(encoding="utf-8"))
    del collection["crs"]
    path.write_text(json.dumps(collection), encoding="utf-8")
    frame = load(step, expect, path)
    expect.crs(frame.crs, EPSG, "the result")
    rows = pairs(expect, frame, scenes[0])
    far = [name for name, wanted, got in rows if not distance(got, wanted) <= TOLERANCE]
    if far:
        wrong = f"{len(far)} of {len(rows)} geometries are not in place"
        expect.fail(known_mistake(rows, scenes[0]) or wrong)
