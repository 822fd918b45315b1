"""Answers whose code is the same, however it is written down."""

from __future__ import annotations

import ast
import builtins
import hashlib
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kata.check.stubs import is_open
from kata.project import Step

Code = Mapping[str, bytes]  # the files of an answer by their names

_LONGEST = 200_000  # bytes; nobody writes a step file as long as this
# With one of these, or a class, the name of a variable can matter.
_NAMES_MATTER = {"locals", "vars", "dir", "eval", "exec"}


@dataclass(frozen=True)
class Same:
    """Answers of the same code.

    Attributes
    ----------
    names : tuple of str
        Whose they are, in order.
    steps : tuple of int
        Numbers of the steps that are written in them.
    """

    names: tuple[str, ...]
    steps: tuple[int, ...]


def read_code(folder: Path) -> dict[str, bytes]:
    """Return the modules of a prepared answer; of one that is far too long, its digest."""
    contents = {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}
    return {
        name: content if len(content) <= _LONGEST else hashlib.sha256(content).digest()
        for name, content in contents.items()
    }


def find_same(
    codes: Mapping[str, Code], reference: Code, steps: Sequence[Step]
) -> tuple[list[Same], list[Same]]:
    """Return the answers that are the same as others, and those that are the reference's code.

    Comments, docstrings, formatting and the names of local variables make no difference. Steps
    that are not started do not count, and helper modules count where they are imported.

    Parameters
    ----------
    codes : mapping of str to Code
        The answers by the names of their authors.
    reference : Code
        The solutions.
    steps : sequence of Step
        Of the kata.
    """
    solved = _written(reference, steps)
    groups: defaultdict[frozenset[tuple[str, str]], list[str]] = defaultdict(list)
    for name, code in codes.items():
        if written := _written(code, steps):
            groups[frozenset(written.items())].append(name)
    others, references = [], []
    for written_by, names in groups.items():
        files = {file for file, _ in written_by}
        same = Same(tuple(names), tuple(s.number for s in steps if s.file_name in files))
        if written_by <= solved.items():
            references.append(same)
        elif len(names) > 1:
            others.append(same)
    return others, references


def _written(code: Code, steps: Sequence[Step]) -> dict[str, str]:
    """Return the normal form of each step file that is started, and of what they import."""
    left = [
        step.file_name
        for step in steps
        if step.function
        and step.file_name in code
        and not _is_stub(code[step.file_name], step.function)
    ]
    found: dict[str, str] = {}
    while left:
        name = left.pop()
        if name not in found:
            found[name] = _normal(code[name])
            left += [file for file in _imported(code[name]) if file in code]
    return found


def _is_stub(content: bytes, function: str) -> bool:
    tree = _parsed(content)
    return tree is not None and any(
        isinstance(node, ast.FunctionDef) and node.name == function and is_open(node)
        for node in tree.body
    )


def _imported(content: bytes) -> Iterator[str]:
    for node in ast.walk(_parsed(content) or ast.Module([], [])):
        if isinstance(node, ast.Import):
            yield from (f"{item.name.partition('.')[0]}.py" for item in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield f"{node.module.partition('.')[0]}.py"


def _parsed(content: bytes) -> ast.Module | None:
    """Return the tree of a file, or None of one that Python cannot read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes that are none
            return ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@cache
def _normal(content: bytes) -> str:
    """Return the digest of what a file says, without how it is written."""
    tree = _parsed(content)
    try:
        text = ast.dump(_without_names(tree)) if tree else None
    except RecursionError:
        text = None
    said = b" ".join(content.split()) if text is None else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()


def _without_names(tree: ast.Module) -> ast.Module:
    """Take the docstrings out of a tree, and number the local variables of its functions."""
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                setattr(node, name, [item for item in value if not _is_text(item)])
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    of_module = {function.name for function in functions}.union(
        *(_identifiers(node) for node in tree.body if node not in functions)
    )
    keywords = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
    for function in functions:
        _number_locals(function, of_module, keywords)
    return tree


def _is_text(node: object) -> bool:
    """Whether a statement is a text and nothing else, as docstrings are."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _number_locals(function: ast.FunctionDef, of_module: set[str], keywords: set[str]) -> None:
    """Give the variables of a function numbers for names, where the names cannot matter."""
    nodes = list(ast.walk(function))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    parameters = [node for node in nodes if isinstance(node, ast.arg)]
    if any(isinstance(node, ast.ClassDef) for node in nodes):
        return
    if _NAMES_MATTER.intersection(node.id for node in names):
        return
    variables = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    variables |= {node.arg for node in parameters}
    # A name that means something else in another place stays as it is.
    variables -= of_module | set(dir(builtins)) | ({node.arg for node in parameters} & keywords)
    variables -= set().union(
        *(_own_identifiers(n) for n in nodes if not isinstance(n, ast.Name | ast.arg))
    )
    numbers: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in variables:
            node.id = numbers.setdefault(node.id, str(len(numbers)))
        elif isinstance(node, ast.arg) and node.arg in variables:
            node.arg = numbers.setdefault(node.arg, str(len(numbers)))


def _identifiers(tree: ast.AST) -> set[str]:
    """Return the names in a part of a tree, whatever they are names of."""
    return set().union(*(_own_identifiers(node) for node in ast.walk(tree)))


def _own_identifiers(node: ast.AST) -> set[str]:
    # Attributes, keywords and texts are no variables.
    if isinstance(node, ast.Attribute | ast.keyword | ast.Constant):
        return set()
    values = [value for _, value in ast.iter_fields(node)]
    values += [item for value in values if isinstance(value, list) for item in value]
    return {value.partition(".")[0] for value in values if isinstance(value, str)}
