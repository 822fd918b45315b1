"""Find code of the solutions where a learner reads."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kata.check.sources import Source, Spelled, constant

# Characters without spaces that make a statement a line of code, and a part of one as good as
# it. A shorter part is a word of the libraries, such as data_array.rio.transform(): hints may
# say it.
LONG_STATEMENT, LONG_PART = 20, 28

_SHOWN = 60
_NO_CODE = (ast.Import, ast.ImportFrom, ast.FunctionDef)
# Naming a thing is not yet doing something with it.
_NAMES = (ast.Name, ast.Attribute, ast.Constant)


class Spoilers:
    """Statements and expressions of the solutions.

    They are compared as text without spaces, quotes of one kind, no comma before a closing
    bracket: a line is found in whatever way it is broken or quoted. Constants and imported names
    are looked for as the solution has them and written out: TILE_CRS and "EPSG:32631", np and
    numpy. Other names for variables are not seen through.
    """

    def __init__(self, solutions: Iterable[Source]) -> None:
        found = {_flat(code): code for source in solutions for code in _fragments(source)}
        self.fragments = sorted(found.items(), key=lambda pair: -len(pair[0]))

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the line of the text, from 1, and the code of each spoiler in it."""
        characters = _characters(text)
        flat = "".join(character for character, _ in characters)
        for fragment, code in self.fragments:
            # Longest first, and taken away: a part of a line is not a second spoiler.
            while (place := flat.find(fragment)) >= 0:
                shown = code if len(code) <= _SHOWN else f"{code[:_SHOWN]}..."
                yield characters[place][1], shown
                flat = flat.replace(fragment, " " * len(fragment), 1)


def _fragments(source: Source) -> Iterator[str]:
    """Yield each statement, and each large part of one, in its ways to be written."""
    constants = source.constants()
    for meanings in ({}, constants, constants | source.imported()):
        tree = Spelled(meanings).visit(ast.parse(source.text))
        for node in _doing(tree):
            # The first line: of a loop or a condition, the head.
            code = ast.unparse(node).splitlines()[0]
            long = LONG_STATEMENT if isinstance(node, ast.stmt) else LONG_PART
            if len(_flat(code)) >= long:
                yield code


def _doing(tree: ast.Module) -> Iterator[ast.stmt | ast.expr | ast.keyword]:
    """Yield what is code a learner has to find: no signature, import or constant."""
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    signatures = {
        id(node)
        for function in functions
        for part in (function.args, function.returns)
        if part
        for node in ast.walk(part)
    }
    for node in nodes:
        if isinstance(node, ast.stmt):
            if not (isinstance(node, _NO_CODE) or constant(node)):
                yield node
        elif isinstance(node, ast.expr | ast.keyword):
            column = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
            if not (isinstance(node, _NAMES) or column or id(node) in signatures):
                yield node


def _characters(text: str) -> list[tuple[str, int]]:
    """Return the characters that count, with their lines."""
    characters = [
        ("'" if character == '"' else character, number)
        for number, line in enumerate(text.splitlines(), start=1)
        for character in line
        if not (character.isspace() or character in "#`\\")
    ]
    return [
        pair
        for pair, (following, _) in pairwise([*characters, ("", 0)])
        if not (pair[0] == "," and following and following in ")]}")
    ]


def _flat(text: str) -> str:
    return "".join(character for character, _ in _characters(text))
