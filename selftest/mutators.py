"""Small faults put into a step: those mutmut knows, and those people make with rasters.

A mutator belongs to a kind of node of libcst and yields what such a node could be instead. It
need not know whether that makes sense.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent

import libcst as cst
from mutmut.mutation.mutators import mutation_operators


@dataclass(frozen=True)
class Mutant:
    """A step with one fault: the whole text, and the lines that differ in plain spelling."""

    text: str
    original: str
    mutated: str


def mutants(text, mutators=None):
    """Return each different mutant of the text of a step."""
    module, plain = cst.parse_module(text), meaning(text)
    seen, found = {plain, ""}, []
    for node in nodes(module):
        for kind, mutator in mutators or MUTATORS:
            for other in mutator(node) if isinstance(node, kind) else ():
                changed = module.deep_replace(node, other).code
                if (means := meaning(changed)) not in seen:
                    seen.add(means)
                    found.append(Mutant(changed, *difference(plain, means)))
    return found


def nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Go through a node and all that it holds, imports left out."""
    if not isinstance(node, cst.Import | cst.ImportFrom):
        yield node
        for child in node.children:
            yield from nodes(child)


class _Meaning(ast.NodeTransformer):
    """Takes away what makes no difference: docstrings, annotations, ``pass``."""

    def visit_Expr(self, node):
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_Pass(self, node):
        return None

    def visit_arg(self, node):
        return ast.arg(node.arg)

    def visit_FunctionDef(self, node):
        node.returns = None
        return self.generic_visit(node)


def meaning(text):
    """Return code in its plainest spelling, a line for each statement; no code as nothing."""
    try:
        return ast.unparse(_Meaning().visit(ast.parse(text)))
    except SyntaxError:
        return ""


def difference(plain, other):
    """Return the lines between those that two texts have in common above and below."""
    before, after = plain.splitlines(), other.splitlines()
    for end in (0, -1):
        while before and after and before[end] == after[end]:
            del before[end], after[end]
    return dedent("\n".join(before)), dedent("\n".join(after))


def written(node: cst.CSTNode) -> str:
    """Return the code of a node, in parentheses unless it needs none."""
    code = cst.Module([]).code_for_node(node)
    return code if isinstance(node, cst.Name | COMPUTED) else f"({code})"


COMPUTED = cst.Call | cst.Attribute | cst.Subscript


def expressions(node: cst.CSTNode, templates: Iterable[str]) -> Iterator[cst.BaseExpression]:
    """Put the code of a node in place of ``{}`` in each template."""
    for template in templates:
        yield cst.parse_expression(template.format(written(node)))


def exchanged(items: Iterable) -> Iterator[list]:
    """Exchange each two neighbours in turn."""
    items = list(items)
    for n in range(len(items) - 1):
        yield [*items[:n], items[n + 1], items[n], *items[n + 2 :]]


# Faults of any program


def number(node: cst.Integer) -> Iterator[cst.BaseExpression]:
    """Miss a number by one, its sign or a factor of ten; mutmut adds one."""
    value = node.evaluated_value
    for other in (value - 1, -value, value // 10, 0 if value else 255):
        yield cst.parse_expression(f"({other})" if other < 0 else str(other))


OPERATORS = (
    (cst.Equal, cst.NotEqual, cst.LessThan, cst.LessThanEqual),
    (cst.GreaterThan, cst.GreaterThanEqual, cst.Equal),
    (cst.Add, cst.Subtract, cst.Multiply, cst.Divide),
    (cst.AddAssign, cst.SubtractAssign, cst.MultiplyAssign, cst.DivideAssign),
    (cst.BitAnd, cst.BitOr, cst.BitXor),
)


def operator(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for group in OPERATORS:
        if type(node.operator) in group:
            yield from (node.with_changes(operator=other()) for other in group)


def parentheses(node: cst.BinaryOperation | cst.Comparison) -> Iterator[cst.CSTNode]:
    if node.lpar:
        yield node.with_changes(lpar=[], rpar=[])


def condition(node: cst.If) -> Iterator[cst.If]:
    for value in ("True", "False"):
        yield node.with_changes(test=cst.Name(value))


def iteration(node: cst.For | cst.CompFor) -> Iterator[cst.CSTNode]:
    cuts = ("list({})[1:]", "list({})[:-1]", "list({})[::-1]")
    for iterable in expressions(node.iter, cuts):
        yield node.with_changes(iter=iterable)


def call(node: cst.Call) -> Iterator[cst.CSTNode]:
    """Leave out a call, of which its object or first argument remains, or its only argument."""
    if isinstance(node.func, cst.Attribute):
        yield node.func.value
    if node.args:
        yield from expressions(node.args[0].value, ["{}"])
    if len(node.args) == 1:  # where there are more, mutmut takes away one
        yield node.with_changes(args=[])


def arguments(node: cst.Call) -> Iterator[cst.Call]:
    positional = [arg for arg in node.args if not arg.keyword]
    for order in exchanged(positional):
        yield node.with_changes(args=[*order, *node.args[len(positional) :]])


def elements(node: cst.Tuple | cst.List | cst.Dict) -> Iterator[cst.CSTNode]:
    for n in range(len(node.elements)):
        yield node.with_changes(elements=[*node.elements[:n], *node.elements[n + 1 :]])
    for order in exchanged(node.elements):
        yield node.with_changes(elements=order)


def index(node: cst.Subscript) -> Iterator[cst.CSTNode]:
    yield node.value
    for order in exchanged(node.slice):
        yield node.with_changes(slice=order)


def statements(node: cst.IndentedBlock) -> Iterator[cst.IndentedBlock]:
    """Leave out a statement, or exchange two simple ones."""
    for n in range(len(node.body)):
        nothing = cst.SimpleStatementLine([cst.Pass()])
        yield node.with_changes(body=[*node.body[:n], nothing, *node.body[n + 1 :]])
        pair = node.body[n : n + 2]
        if len(pair) == 2 and all(isinstance(one, cst.SimpleStatementLine) for one in pair):
            yield node.with_changes(body=[*node.body[:n], *pair[::-1], *node.body[n + 2 :]])


def nothing_returned(node: cst.Return) -> Iterator[cst.Return]:
    yield node.with_changes(value=None)


def field_of_text(node: cst.FormattedStringExpression) -> Iterator[cst.FormattedStringText]:
    for text in ("", "*"):
        yield cst.FormattedStringText(text)


# Faults with rasters, tables and maps

STRINGS = (
    ("uint8", "int8", "int16", "uint16", "int64", "float16", "float32", "float64"),
    ("EPSG:32631", "EPSG:32630", "EPSG:32731", "EPSG:25831", "EPSG:4326", "EPSG:3857"),
    (";", ",", "; ", "\\t"),
    ("deflate", "lzw", "jpeg", "lerc"),
    ("class", "color"),
)


def string(node: cst.SimpleString) -> Iterator[cst.SimpleString]:
    for group in STRINGS:
        if node.raw_value in group:
            yield from (cst.SimpleString(f'"{other}"') for other in group)


NAMES = (
    ("any", "all"),
    ("max", "min"),
    ("isnan", "isinf", "isfinite"),
    ("zeros", "ones", "empty"),
    ("nan", "inf"),
    ("to_crs", "set_crs"),
    ("glob", "rglob"),
    ("rows", "columns"),
    ("BOA_ADD_OFFSET", "BOA_QUANTIFICATION_VALUE", "NODATA"),
    ("FileNotFoundError", "KeyError", "RuntimeError"),
)


def name(node: cst.Name) -> Iterator[cst.Name]:
    for group in NAMES:
        if node.value in group:
            yield from (cst.Name(other) for other in group)


def turned(node: cst.Assign | cst.AugAssign | cst.Return | cst.Arg) -> Iterator[cst.CSTNode]:
    """Turn a value upside down, mirror it, exchange its axes, or shift it."""
    ways = ("{}[::-1]", "{}[..., ::-1]", "{}.T", "{} + 1")
    if isinstance(node, cst.Arg):
        ways = ways[:1]
    if isinstance(node.value, COMPUTED | cst.BinaryOperation):
        for other in expressions(node.value, ways):
            yield node.with_changes(value=other)


OPTIONS = {
    "rasterize": ("all_touched=True",),
    "to_csv": (
        'mode="a"',
        "header=False",
        'decimal=","',
        'float_format="%.3f"',
        'encoding="utf-16"',
        'compression="gzip"',
    ),
    "to_raster": ('dtype="float32"', 'dtype="int8"', 'driver="PNG"', "NBITS=4"),
    "open_rasterio": ("parse_coordinates=False",),
    "set_crs": ("allow_override=True",),
    "RandomForestClassifier": ("max_depth=1", "max_samples=2"),
}


def option(node: cst.Call) -> Iterator[cst.Call]:
    """Add an option to a call that takes it."""
    for given in OPTIONS.get(written(node.func).split(".")[-1], ()):
        (arg,) = cst.ensure_type(cst.parse_expression(f"f({given})"), cst.Call).args
        yield node.with_changes(args=[*node.args, arg])


REFLECTANCE = (
    "{}.round(2)",
    "{}.clip(0)",
    "{}.clip(None, 1)",
    "abs({})",
    "-{}",
    '{}.astype("float16")',
    "{}.astype(int)",
    "{}[:3]",
)
INSTEAD = {
    ".read_file()": (
        "{}.iloc[1:]",
        '{}.dissolve("class").reset_index()',
        "{}.explode()",
        "{}.dropna()",
        "{}.ffill()",
        '{}.drop_duplicates("class")',
        '{}.drop(columns="color")',
        '{}[["class", "geometry"]]',
        '{}.set_index("class")',
        "{}.geometry",
    ),
    ".to_crs()": (
        "{0}.set_geometry({0}.convex_hull)",
        "{0}.set_geometry({0}.envelope)",
        "{0}.set_geometry({0}.boundary)",
        "{0}.set_geometry({0}.exterior)",
        "{0}.set_geometry({0}.simplify(5))",
        "{0}.set_geometry({0}.buffer(1))",
        "{0}.set_geometry({0}.translate(30, -30))",
        "{0}.set_geometry({0}.scale(1, -1))",
    ),
    ".geometry": (
        "{}.convex_hull",
        "{}.buffer(30)",
        "{}.buffer(-30)",
        "{}.translate(30, -30)",
        "{}.iloc[::-1]",
    ),
    ".unique()": ("{}[:3]", "[{}[0]]"),
    ".transform()": (
        "{0} * {0}.translation(0.5, 0.5)",
        "{0} * {0}.translation(-0.5, -0.5)",
        "{0} * {0}.translation(1, 0)",
        "{0} * {0}.translation(0, 1)",
        "{0} * {0}.scale(1, -1)",
        "{0}.from_gdal(*{0}[:6])",
    ),
    ".coords": (
        '{}.to_dataset(name="a").drop_vars("spatial_ref").coords',
        '{}.to_dataset(name="a").drop_vars("x").coords',
        '{}.to_dataset(name="a").drop_vars("y").coords',
        '{0}.assign_coords(x={0}["x"] + 30).coords',
        '{0}.assign_coords(y={0}["y"] - 30).coords',
        '{0}.assign_coords(y={0}["y"][::-1]).coords',
    ),
    ".nan": ("0", "-9999"),
    ".read()": ("{}.clip(0, 10000)", "{}.clip(1000)"),
    '"band").values': REFLECTANCE,
    'rows["reflectance"].values': REFLECTANCE,
    "array.values": REFLECTANCE,
    "rasters.values": REFLECTANCE,
    'rows["feature_id"].values': ("-{}", '{}.astype("int8")', "{}[:3]"),
    ".DataArray()": (
        '{}.astype("float64")',
        "{}.isel(y=slice(None, None, -1))",
        "{}.transpose()",
        "{}.values",
        '{}.to_dataset(name="map")',
        '{}.drop_vars("spatial_ref")',
        '{}.rio.write_crs("EPSG:32631")',
    ),
    ".Dataset()": (
        '{}.drop_vars("band")',
        '{}.rename(z="pixel")',
        "{}.isel(z=slice(1, None))",
        "{}.isel(z=slice(None, -1))",
        "{}.to_dataframe()",
    ),
    ".DataFrame()": (
        "{}.drop_duplicates()",
        "{}.iloc[1:]",
        "{}.iloc[:-1]",
        "{}.abs()",
        "{}.clip(0, 1)",
        "{}.sort_index(axis=1)",
    ),
    ".predict()": ("{}.clip(0, 9)",),
    ".write_nodata()": (
        '{}.drop_vars("spatial_ref")',
        '{}.drop_vars(["x", "y"])',
        '{}.rio.write_crs("EPSG:32631")',
        '{}.rio.reproject("EPSG:4326")',
        "{}.isel(y=slice(None, None, -1))",
        '{}.rename(x="y", y="x")',
        '{}.astype("float32")',
        '{}.astype("int8")',
        '{0}.assign_coords(x={0}["x"] + 30)',
        '{0}.assign_coords(y={0}["y"] - 30)',
    ),
}


def instead(node: cst.Call | cst.Attribute) -> Iterator[cst.BaseExpression]:
    """Do one thing more with a value that is known by the end of the code that gives it."""
    code = f"{written(node.func)}()" if isinstance(node, cst.Call) else written(node)
    for end, templates in INSTEAD.items():
        if code.endswith(end):
            yield from expressions(node, templates)


MUTATORS = [
    *mutation_operators,
    (cst.Integer, number),
    (cst.ComparisonTarget | cst.BinaryOperation | cst.AugAssign, operator),
    (cst.BinaryOperation | cst.Comparison, parentheses),
    (cst.If, condition),
    (cst.For | cst.CompFor, iteration),
    (cst.Call, call),
    (cst.Call, arguments),
    (cst.Tuple | cst.List | cst.Dict, elements),
    (cst.Subscript, index),
    (cst.IndentedBlock, statements),
    (cst.Return, nothing_returned),
    (cst.FormattedStringExpression, field_of_text),
    (cst.SimpleString, string),
    (cst.Name, name),
    (cst.Assign | cst.AugAssign | cst.Return | cst.Arg, turned),
    (cst.Call, option),
    (cst.Call | cst.Attribute, instead),
]
