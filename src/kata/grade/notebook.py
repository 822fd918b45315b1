"""The functions of a notebook, as the text of a module."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kata.grade.bundle import RefusedError

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_MOST_CODE = 1_000_000  # characters: a tree of them takes hundreds of times as much memory


@dataclass(frozen=True)
class Module:
    """What is defined in a notebook.

    Attributes
    ----------
    text : str
        Imports, plain assignments, functions and classes of all code cells, in order.
    functions : frozenset of str
        Names of the functions.
    notes : tuple of str
        What was left out that a function may need.
    """

    text: str
    functions: frozenset[str]
    notes: tuple[str, ...]


def read_notebook(name: str, content: bytes) -> Module:
    """Put the code cells of a notebook together; nothing in them is run.

    Raises
    ------
    RefusedError
        It is no notebook, or none that a person has written.
    """
    kept: list[tuple[ast.stmt, str]] = []
    notes: list[str] = []
    length = 0
    for number, source in enumerate(_code_cells(name, content), start=1):
        length += len(source)
        if length > _MOST_CODE:
            raise RefusedError(f"{name} has more code than anyone writes: send the step files")
        try:
            statements = [(node, ast.unparse(node)) for node in _parsed(source)]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            notes.append(f"{name}: code cell {number} cannot be read by Python and is left out")
            continue
        for statement, text in statements:
            if _is_plain(statement):
                kept.append((statement, text))
            elif _binds(statement):
                left = text.splitlines()[0][:60]
                notes.append(f"{name}: left out, because it does more than define: {left}")
    # Python wants these first.
    kept.sort(key=lambda one: not _is_of_the_future(one[0]))
    return Module(
        "".join(f"{text}\n\n" for _, text in kept),
        frozenset(node.name for node, _ in kept if isinstance(node, _DEFINITIONS[:2])),
        tuple(notes),
    )


def _code_cells(name: str, content: bytes) -> Iterator[str]:
    try:
        notebook: Any = json.loads(content.decode("utf-8-sig"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                source = cell["source"]
                yield source if isinstance(source, str) else "".join(source)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError(
            f"{name} is no notebook that can be read: save it again with Jupyter"
        ) from error


def _parsed(source: str) -> list[ast.stmt]:
    """Return the statements of a cell; a cell that is in another language has none."""
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith("%%"):
        # These two run the Python below them.
        source = rest if re.match(r"%%(time|capture)\b", first) else ""
    try:
        return ast.parse(source).body
    except SyntaxError:
        # Magics of Jupyter, and what it hands to the system.
        return ast.parse(re.sub(r"^([ \t]*)[%!?].*$", r"\1pass", source, flags=re.M)).body


def _is_of_the_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _binds(statement: ast.stmt) -> bool:
    """Whether a statement, or one in it, gives something a name."""
    return any(
        isinstance(node, (*_DEFINITIONS, *_IMPORTS))
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        for node in ast.walk(statement)
    )


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a statement defines something and does nothing else."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return not any(isinstance(node, ast.Call) for node in ast.walk(statement))
    return isinstance(statement, (*_DEFINITIONS, *_IMPORTS))
