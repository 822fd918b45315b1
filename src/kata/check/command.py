"""``kata check``: see that the kata itself is in order, for those who write it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from kata.check.examples import TestData, example_defects
from kata.check.graded import graded_checks, graded_defects
from kata.check.guard import ADVICE, answers_in_stubs
from kata.check.sources import Defect, Source
from kata.check.spoilers import Spoilers
from kata.check.stubs import stub_defects
from kata.check.table import hint_defects, read_table, step_files, table_defects
from kata.project import find_root
from kata.report.github import annotation, under_github


@dataclass(frozen=True)
class Inspection:
    """What was looked at, and what was found.

    Attributes
    ----------
    steps, checks, hints : int
        How many there are.
    defects : list of Defect
        In the order of files and lines.
    """

    steps: int
    checks: int
    hints: int
    defects: list[Defect]


def inspect(root: Path) -> Inspection:
    """Apply all the rules to the kata in `root`."""
    rows = read_table(root)
    if isinstance(rows, Defect):
        return Inspection(0, 0, 0, [rows])
    read = [Source.read(root, file) for file in step_files(root)]
    sources = {source.file: source for source in read if isinstance(source, Source)}
    solutions = [source for file, source in sources.items() if file.startswith("solutions/")]
    tests = [source for file, source in sources.items() if file.startswith("tests/")]
    spoilers, data = Spoilers(solutions), TestData(root, tests)

    found = [defect for defect in read if isinstance(defect, Defect)]
    found += table_defects(root, rows)
    found += hint_defects(rows, spoilers)
    found += graded_defects(tests, spoilers)
    for row in rows:
        stub, solution = sources.get(row.file("exercises")), sources.get(row.file("solutions"))
        if row.function and stub and solution:
            found += stub_defects(stub, solution, row.function, spoilers)
            found += example_defects(stub, row.function, data)
    checks = sum(len(graded_checks(source)) for source in tests)
    hints = sum(len(row.hints) for row in rows)
    return Inspection(len(rows), checks, hints, sorted(found))


@click.command()
@click.option("--stubs", is_flag=True, help="Only see that no stub in exercises/ has an answer.")
def check(stubs: bool) -> None:
    """See that the kata itself is in order, for those who write it.

    One line for each defect: in the table of steps, stubs, solutions, graded checks and hints.
    """
    root = find_root()
    if stubs:
        _check_stubs(root)
        return
    done = inspect(root)
    for defect in done.defects:
        click.echo(str(defect))
    if done.defects:
        sys.exit(1)
    click.echo(f"{done.steps} steps, {done.checks} graded checks, {done.hints} hints: in order")


def _check_stubs(root: Path) -> None:
    """End with an error, and with advice, where a stub has an answer."""
    found = list(answers_in_stubs(root))
    for defect in found:
        click.echo(str(defect))
        if under_github():
            message = f"{defect.said}\n{ADVICE}"
            click.echo(annotation("an answer in a stub", message, defect.file, defect.line))
    if found:
        click.echo(ADVICE)
        sys.exit(1)
    click.echo("every stub is open")
