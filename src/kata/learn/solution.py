"""``kata solution``: the reference answer beside the learner's, once theirs is right."""

from __future__ import annotations

import ast
import difflib
from pathlib import Path

import click

from kata.learn.steps import checks_of, step_argument, written_step
from kata.project import Step

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@step_argument
@click.option("--force", is_flag=True, help="Show it although the step does not pass.")
def solution(step: tuple[Path, Step], force: bool) -> None:
    """Show how the reference answer to STEP differs from yours, once yours passes."""
    root, asked = step
    mine = written_step(root, asked)
    if not force and checks_of(root, asked, "-p", "no:cacheprovider").returncode:
        raise click.ClickException(
            f"step {asked.number} does not pass yet: pytest -k {asked.key} says what is missing, "
            f"kata hint {asked.key} helps"
        )
    reference = root / "solutions" / asked.file_name
    # Whatever the editor made of it.
    text = mine.read_text(encoding="utf-8-sig", errors="replace") if mine.is_file() else ""
    lines = difflib.unified_diff(
        _without_docstrings(text),
        _without_docstrings(reference.read_text(encoding="utf-8")),
        f"exercises/{asked.file_name}",
        f"solutions/{asked.file_name}",
        lineterm="",
    )
    for line in lines:
        click.secho(line, fg=_COLOURS.get(line[:1]))
    if not force:
        click.echo(f"\nBoth are right. Other good ways: {asked.other_ways}")


def _without_docstrings(text: str) -> list[str]:
    """Return the lines of a file, but for its docstrings: the task is no part of an answer."""
    lines = text.splitlines()
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return lines
    for node in nodes:
        if not isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            continue
        if ast.get_docstring(node):
            task = node.body[0]
            lines[task.lineno - 1 : task.end_lineno] = [""] * _height(task)
    return [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]


def _height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
