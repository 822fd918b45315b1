"""Stubs: the whole task, and nothing of the solution."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from kata.check.sources import Defect, Source, Spelled
from kata.check.spoilers import Spoilers

SECTIONS = ("Parameters", "Returns", "Examples", "See Also")


def stub_defects(stub: Source, solution: Source, name: str, spoilers: Spoilers) -> Iterator[Defect]:
    """Compare a stub with the solution of its step.

    Parameters
    ----------
    stub, solution : Source
        The two files.
    name : str
        Function of the step.
    spoilers : Spoilers
        Code of the solutions.
    """
    mine, other = stub.function(name), solution.function(name)
    for source, function in ((stub, mine), (solution, other)):
        if function is None:
            said = f"there is no function {name}: it is the one in exercises/kata.toml"
            yield Defect(source.file, 1, said)
    for line, code in spoilers.found(stub.text):
        yield Defect(stub.file, line, f"this is a line of the solution, {code}: say it in words")
    if mine is None or other is None:
        return
    if _signature(stub, mine) != _signature(solution, other):
        said = f"the signature is not that of {solution.file}, {_written(other)}: make them one"
        yield Defect(stub.file, mine.lineno, said)
    if not is_open(mine):
        said = f"{name} is to hold its docstring and raise NotImplementedError, and no more"
        yield Defect(stub.file, mine.lineno, said)
    if not re.search(r"(?m)^\s*# TODO\b", stub.text):
        yield Defect(stub.file, mine.lineno, "there is no # TODO: say what is to be done")
    yield from _docstring_defects(stub, mine)


def sections(function: ast.FunctionDef) -> dict[str, list[tuple[int, str]]]:
    """Return the sections of a numpydoc docstring, each as numbered lines of its file."""
    lines = (ast.get_docstring(function) or "").splitlines()
    found: dict[str, list[tuple[int, str]]] = {}
    title = ""
    for number, line in enumerate(lines):
        if number + 1 < len(lines) and re.fullmatch("-{3,}", lines[number + 1]):
            title = line
        found.setdefault(title, []).append((function.body[0].lineno + number, line))
    return found


def _docstring_defects(stub: Source, function: ast.FunctionDef) -> Iterator[Defect]:
    found = sections(function)
    missing = [name for name in SECTIONS if name not in found]
    if missing:
        said = f"the docstring of {function.name} has no {' and no '.join(missing)}: write it"
        yield Defect(stub.file, function.lineno, said)
    if "Parameters" in found:
        described = [line.split(" : ")[0] for _, line in found["Parameters"] if " : " in line]
        wanted = [argument.arg for argument in function.args.args]
        if described != wanted:
            said = f"Parameters describes {', '.join(described)}: describe {', '.join(wanted)}"
            yield Defect(stub.file, found["Parameters"][0][0], said)


def _signature(source: Source, function: ast.FunctionDef) -> str:
    """Return the signature with all names written out: gpd.GeoDataFrame is GeoDataFrame."""
    function = ast.parse(ast.unparse(function)).body[0]  # type: ignore[assignment]
    return _written(Spelled(source.imported()).visit(function))


def _written(function: ast.FunctionDef) -> str:
    returns = ast.unparse(function.returns) if function.returns else "nothing"
    return f"({ast.unparse(function.args)}) -> {returns}"


def is_open(function: ast.FunctionDef) -> bool:
    """Whether a function has nothing but a docstring and raises NotImplementedError."""
    body = function.body[ast.get_docstring(function) is not None :]
    return [ast.unparse(node).removesuffix("()") for node in body] == ["raise NotImplementedError"]
