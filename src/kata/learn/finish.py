"""``kata finish``: once every step passes, the learner's map beside the reference's."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import click

from kata.answers import Answer
from kata.errors import RunError
from kata.impl import find_answer, impl_option
from kata.project import Step, find_root, load_steps
from kata.run.outputs import prepare_output
from kata.shell import quoted

if TYPE_CHECKING:
    import numpy as np

    from kata.run.stages import Results

PICTURE = Path("reports", "finish.png")
_BANDS = ("B04", "B03", "B02", "B8A")
_METRES = 60
_BAR = 20
_LAST_LINES = 5  # of what pytest said, where it broke off


@dataclass(frozen=True)
class Agreement:
    """How far two maps agree on what one of them calls by a name.

    Attributes
    ----------
    name : str
        Class of the reference's map, or all of it.
    same, total : int
        Its pixels to which the other map gives the same name, and all of them.
    """

    name: str
    same: int
    total: int

    @property
    def share(self) -> str:
        """The part that agrees, which reads 100 only when nothing differs."""
        hundredths = 10000 * self.same // self.total
        return f"{hundredths / 100:.2f} %"


@click.command()
@impl_option
def finish(impl: str) -> None:
    """Run every check again; when all pass, compare your map with the reference's."""
    named = "" if impl == "exercises" else f" --impl {quoted(impl)}"
    root = find_root()
    answer = find_answer(impl, root)
    prepare_output(root / PICTURE, "give yourself the right to write there")
    click.echo("running every check ...")
    still_open = _first_open(root, answer)
    if still_open is not None:
        raise RunError(
            f"step {still_open.number} does not pass, {still_open.title}: "
            f"pytest -k {still_open.key}{named} says what is missing"
        )
    click.secho("every check of every step passes", fg="green")
    _compare(root, answer)
    _say_what_now(named)


def _first_open(root: Path, answer: Answer) -> Step | None:
    """Run all the checks and return the first step that does not pass, if there is one.

    A step without a result does not pass: an answer can end the run before its time.
    """
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.xml")
        command = [sys.executable, "-m", "pytest", "--impl", str(answer.folder)]
        done = subprocess.run(
            [*command, f"--junitxml={results}"],
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if not results.is_file():
            said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_LAST_LINES:])
            raise RunError(f"the checks did not come to their end, pytest tells more:\n{said}")
        cases = list(ElementTree.parse(results).iter("testcase"))
    for step in load_steps(root):
        mine = [case for case in cases if case.get("classname", "").endswith(f"test_{step.id}")]
        if not mine or any(len(case) for case in mine):
            return step
    return None


def _compare(root: Path, answer: Answer) -> None:
    """Say and draw how the map of an answer differs from that of the reference."""
    # Heavy: not needed for --help, nor while a step is open.
    import numpy as np

    from kata.run.album import Album
    from kata.run.figures import draw_comparison
    from kata.run.pictures import class_colors

    mine, reference = (_mapped(root, which) for which in (answer, Answer(root / "solutions")))
    names = [str(name) for name in reference.mapping]
    ours, theirs = _numbered(mine, names), _numbered(reference, names)
    agreements = [
        Agreement(name, int((ours[theirs == number] == number).sum()), int(count))
        for number, name in [*enumerate(names, start=1), (0, "no class")]
        if (count := (theirs == number).sum())
    ]
    everywhere = Agreement("all", int(np.sum(ours == theirs)), theirs.size)
    click.echo("\nYour map of the embedded sample has the reference's class at")
    _say(agreements)
    _say([everywhere], wide=max(len(each.name) for each in agreements))
    if everywhere.same < everywhere.total:
        click.echo("Both pass the same checks: no two forests agree on every pixel.")
    Album(root / PICTURE.parent, windows=False).add(
        PICTURE.stem,
        lambda figure: draw_comparison(
            figure,
            {"your map": ours, "the reference's map": theirs},
            {name: number for number, name in enumerate(names, start=1)},
            class_colors(reference.polygons),
            reference.rasters,
        ),
    )
    click.echo(f"Picture of both: {PICTURE}")


def _mapped(root: Path, answer: Answer) -> Results:
    """Return what the functions of an answer give on the embedded sample."""
    from kata.run.command import SAMPLE
    from kata.run.pipeline import run_step
    from kata.run.product import open_product
    from kata.run.stages import Job, Results

    results = Results()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_product(root / SAMPLE, _METRES, _BANDS) as product,
        # What an answer prints would hide the rest.
        redirect_stdout(io.StringIO()),
    ):
        job = Job(
            root / SAMPLE / "polygons.geojson",
            product.folder,
            _METRES,
            _BANDS,
            Path(folder, "points.csv"),
            Path(folder, "map.tif"),
        )
        for step in load_steps(root):
            if step.function:
                run_step(answer, step, job, results)
    return results


def _numbered(results: Results, names: list[str]) -> np.ndarray:
    """Return a map in which the n-th name is n: the ids of two answers need not be the same."""
    import numpy as np

    labels = np.asarray(results.classification)
    numbers = np.full(labels.shape, -1)
    numbers[labels == 0] = 0
    for name, number in results.mapping.items():
        if str(name) in names:
            numbers[labels == number] = names.index(str(name)) + 1
    return numbers


def _say(agreements: Iterable[Agreement], wide: int = 0) -> None:
    from kata.grading.board import draw_bar, has_blocks

    agreements = list(agreements)
    wide = wide or max(len(each.name) for each in agreements)
    blocks = has_blocks(getattr(sys.stdout, "encoding", None))
    for each in agreements:
        bar = draw_bar(each.same, each.total, _BAR, blocks)
        click.echo(f"  {each.name:<{wide}} {bar} {each.share:>8} of {each.total} pixels")


def _say_what_now(named: str) -> None:
    own = f"kata run{named} -r PRODUCT -p POLYGONS"
    click.echo("\nnext:")
    for command, what in (
        (f"kata run{named}", "writes your map to out/; open it in QGIS: docs/qgis.md"),
        ("kata fetch", "gets the real sample, for step 8 and for kata run"),
        (own, "maps a place of your own: docs/qgis.md"),
    ):
        click.echo(f"  {command:<{len(own)}}  {what}")
