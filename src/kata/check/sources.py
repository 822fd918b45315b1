"""What the rules read: Python files as text and tree, and the defects they find."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, order=True)
class Defect:
    """Something that is not in order.

    Attributes
    ----------
    file : str
        Path from the root of the kata, with ``/`` between its parts.
    line : int
        In the file, from 1.
    said : str
        What is wrong and what to do, in one line.
    """

    file: str
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.said}"


@dataclass(frozen=True)
class Source:
    """A Python file that is read, never imported."""

    file: str
    text: str
    tree: ast.Module

    @classmethod
    def read(cls, root: Path, file: str) -> Source | Defect:
        """Read a file below `root`; one that Python cannot read is a defect."""
        content = (root / file).read_bytes()
        try:
            tree = ast.parse(content)
        except SyntaxError as error:
            return Defect(file, error.lineno or 1, f"Python cannot read it: {error.msg}")
        return cls(file, content.decode("utf-8", "replace"), tree)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree."""
        return list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[ast.FunctionDef]:
        """Every function of the file, those inside others too."""
        return [node for node in self.nodes if isinstance(node, ast.FunctionDef)]

    def function(self, name: str) -> ast.FunctionDef | None:
        """Return a function of the module by its name."""
        mine = (node for node in self.tree.body if isinstance(node, ast.FunctionDef))
        return next((node for node in mine if node.name == name), None)

    def imported(self) -> dict[str, ast.expr]:
        """Return for each imported name what it stands for: np is numpy."""
        names: dict[str, str] = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                names |= {item.asname: item.name for item in node.names if item.asname}
            elif isinstance(node, ast.ImportFrom):
                names |= {i.asname or i.name: f"{node.module}.{i.name}" for i in node.names}
        return {name: ast.parse(dotted, mode="eval").body for name, dotted in names.items()}

    def constants(self) -> dict[str, ast.expr]:
        """Return for each constant of the module its value."""
        return dict(pair for node in self.tree.body if (pair := constant(node)))


def constant(node: ast.AST) -> tuple[str, ast.expr] | None:
    """Return name and value of a statement that gives a name to a number or a text."""
    match node:
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=(ast.Constant() | ast.UnaryOp(operand=ast.Constant())) as value,
        ):
            return name, value
    return None


class Spelled(ast.NodeTransformer):
    """Writes out names, so that two spellings of one thing are the same text."""

    def __init__(self, meanings: Mapping[str, ast.expr]) -> None:
        self.meanings = meanings

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Replace a name by what it stands for."""
        return self.meanings.get(node.id, node)
