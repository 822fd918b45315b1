"""Run the steps of an answer one after the other, and say how it goes."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata.answers import Answer, AnswerError, NotStartedError
from kata.errors import RunError, first_line
from kata.project import Step
from kata.run import figures
from kata.run.album import Album
from kata.run.pictures import class_colors
from kata.run.stages import STAGES, Job, Outcome, Results, UnusableError, shares
from kata.shell import quoted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Drawing = Callable[["Figure", str, Job, Results], None]

# The picture of each step: its name after the step's key, and who draws it.
PICTURES: dict[str, tuple[str, Drawing]] = {
    "load_feature_polygons": (
        "polygons",
        lambda figure, title, job, r: figures.draw_polygons(figure, title, r.polygons),
    ),
    "load_sentinel_data": (
        "rasters",
        lambda figure, title, job, r: figures.draw_rasters(figure, title, r.rasters),
    ),
    "rasterize_geojson": (
        "mask",
        lambda figure, title, job, r: figures.draw_mask(
            figure, title, r.mask, r.mapping, r.polygons, r.rasters
        ),
    ),
    "produce_clips": (
        "samples",
        lambda figure, title, job, r: figures.draw_samples(
            figure, title, r.samples, r.mapping, class_colors(r.polygons)
        ),
    ),
    "persist_to_csv": (
        "csv",
        lambda figure, title, job, r: figures.draw_table(
            figure, title, job.csv, r.mapping, class_colors(r.polygons)
        ),
    ),
    "classify_sentinel_data": (
        "classification",
        lambda figure, title, job, r: figures.draw_classification(
            figure,
            title,
            r.classification,
            r.mapping,
            class_colors(r.polygons),
            shares(r),
            r.rasters,
        ),
    ),
    "persist_classification_to_raster": (
        "geotiff",
        lambda figure, title, job, r: figures.draw_geotiff(
            figure, title, job.raster, r.mapping, class_colors(r.polygons), r.rasters
        ),
    ),
}


class StepFailedError(RunError):
    """A step's function raised, or gave something unusable; the message shows where."""


@dataclass(frozen=True)
class Reached:
    """How far a run came: the number of steps that ran, and what they returned."""

    done: int
    results: Results


def run_steps(answer: Answer, steps: Sequence[Step], job: Job, album: Album) -> Reached:
    """Run `steps` in order, up to the first that is not started.

    A line on standard output says how each went; pictures go into `album`.

    Raises
    ------
    StepFailedError
        The answer could not be loaded, raised, or gave something no further step can use.
    RunError
        The data does not let the run go on.
    """
    results = Results()
    album.clear(f"step{n}_{name}" for n, (name, _) in enumerate(PICTURES.values(), start=1))
    for done, step in enumerate(steps):
        head = f"{step.number}/{len(STAGES)} {step.title} "
        try:
            with _busy(head):
                start = time.perf_counter()
                outcome = run_step(answer, step, job, results)
                seconds = time.perf_counter() - start
        except NotStartedError:
            return Reached(done, results)
        except StepFailedError:
            say_pictures(album)
            raise
        click.echo(f"{head:.<30} {outcome.summary}  {seconds:.1f} s")
        for note in outcome.notes:
            click.echo(f"Note: {note}", err=True)
        for name, value in outcome.log.items():
            logging.info("%s %s" if isinstance(value, Path) else "%s:\n%r", name, value)
        with _busy(f"{head}picture "):
            _draw(step, job, results, album)
    return Reached(len(steps), results)


def run_step(answer: Answer, step: Step, job: Job, results: Results) -> Outcome:
    """Run one step of an answer on what those before it have given.

    Raises
    ------
    NotStartedError
        The step still has to be written.
    StepFailedError
        The answer could not be loaded, raised, or gave something no further step can use.
    """
    assert step.function is not None
    try:
        function = answer.function(step)
        return STAGES[step.function](function, job, results)
    except NotStartedError:
        raise
    except AnswerError as error:
        said = f"step {step.number}: {error.said}"
        if error.frame:
            frame = error.frame
            said += f"\n  {shown(frame.file)}:{frame.line} in {frame.function}\n    {frame.code}"
        raise StepFailedError(said) from (error.__cause__ or error)
    except UnusableError as error:
        file = shown(answer.path(step))
        raise StepFailedError(f"step {step.number}: {step.function} {error}\n  {file}") from error
    except RunError:
        raise
    except Exception as error:
        # Beyond what stages check, an answer can return anything.
        said = f"what {step.function} returned cannot be used ({first_line(error)})"
        file = shown(answer.path(step))
        raise StepFailedError(f"step {step.number}: {said}\n  {file}") from error


def _draw(step: Step, job: Job, results: Results, album: Album) -> None:
    """Add the picture of a step; an answer may return things that cannot be drawn."""
    assert step.function is not None
    name, draw = PICTURES[step.function]
    title = f"{step.number} · {step.title}"
    try:
        album.add(f"{step.key}_{name}", lambda figure: draw(figure, title, job, results))
    except Exception as error:
        click.echo(f"Note: no picture of step {step.number}: {first_line(error)}", err=True)


def report(
    answer: Answer, steps: Sequence[Step], until: int, reached: Reached, job: Job, album: Album
) -> None:
    """Say what was written, what to open, and which of `steps` the run did not come to."""
    written = {"persist_to_csv": job.csv, "persist_classification_to_raster": job.raster}
    for step in steps:
        output = written.get(step.function or "")
        if output and step.number <= reached.done:
            click.echo(f"Written: {shown(output)}")
        elif output and output.exists():
            click.echo(f"Not written: {shown(output)} is of an earlier run")
    say_pictures(album)
    if reached.done == len(steps):
        ids = ", ".join(f"{number} {name}" for name, number in reached.results.mapping.items())
        click.echo(
            f"Open {shown(job.raster)} in QGIS: Layer > Add Layer > Add Raster Layer, then "
            f"Symbology > Paletted/Unique values > Classify; ids: {ids}"
        )
        return
    if reached.done == until:
        return  # as far as was asked for
    following = steps[reached.done]
    which = "" if answer.folder.name == "exercises" else f" --impl {quoted(shown(answer.folder))}"
    click.echo(
        f"Step {following.number} is not started: {shown(answer.path(following))}; "
        f"then: pytest -k {following.key}{which}"
    )


def say_pictures(album: Album) -> None:
    """Say which pictures there are to look at."""
    if album.saved:
        names = ", ".join(path.name for path in album.saved)
        click.echo(f"Pictures in {shown(album.folder)}: {names}")


def shown(path: Path) -> str:
    """Return a path as short as it can be: relative to the working directory if it is below."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@contextmanager
def _busy(text: str) -> Iterator[None]:
    """Show what is being done, on a terminal only, until it is done."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(f"{text}...\r", nl=False, err=True)
    try:
        yield
    finally:
        click.echo(" " * (len(text) + 3) + "\r", nl=False, err=True)
