"""``kata grade``: grade what is there, write the marks, show them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata.errors import RunError
from kata.project import NotAKataError, find_root, load_steps

if TYPE_CHECKING:
    from kata.grade.place import Place

# In this time each of eight steps can use up the time of a call, and gets its own verdict.
_SECONDS = 600
_INTERRUPTED = 130


@click.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("reports", "grades"),
    show_default=True,
    help="Folder for the marks.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many answers are graded at once (default: one for each processor; "
    "on a cluster, as many as keep it busy).",
)
@click.option("--regrade", is_flag=True, help="Grade all again, and print only what moved.")
@click.option(
    "--time-limit",
    metavar="S",
    type=click.FloatRange(min=1),
    default=_SECONDS,
    show_default=True,
    help="Seconds that one answer may take.",
)
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    help="Grade on a scene drawn from this number: no answer can know it by heart.",
)
@click.option(
    "--require-sandbox", is_flag=True, help="Refuse where the sandbox would not be whole."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on the workers of a Dask cluster; such as tcp://HOST:8786.",
)
@click.pass_context
def grade(
    context: click.Context,
    paths: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    regrade: bool,
    time_limit: float,
    seed: int | None,
    require_sandbox: bool,
    scheduler: str | None,
) -> None:
    """Grade answers: a folder of step files, a folder of those or of zips, a zip, or a CSV.

    A CSV has the columns name and path. What is graded already is not graded again, until the
    answer or the kata changes. Exits with 1 when something could not be graded, or when one answer
    was and not every check passed.
    """
    try:
        options = () if seed is None else (f"--seed={seed}",)
        with _place(scheduler, require_sandbox) as place:
            jobs = jobs or place.jobs
            whole = _grade(find_root(), paths, out, place, jobs, regrade, time_limit, options)
            for line in place.lines:
                click.echo(line)
    except BrokenPipeError:
        raise  # who read the output, as head does, has enough: click ends without a word
    except (NotAKataError, RunError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("stopped: what was graded is kept, and the same command goes on", err=True)
        context.exit(_INTERRUPTED)
    context.exit(0 if whole else 1)


@contextmanager
def _place(scheduler: str | None, strict: bool) -> Iterator[Place]:
    if scheduler is not None:
        from kata.grade.cluster import connected

        with connected(scheduler, strict) as cluster:
            yield cluster
        return
    from kata.grade.place import Here
    from kata.isolation.sandbox import weaknesses

    here = Here(weaknesses())
    if here.weak and strict:
        raise click.ClickException(f"--require-sandbox: this system has {'; '.join(here.weak)}")
    yield here


def _grade(
    root: Path,
    paths: tuple[Path, ...],
    out: Path,
    place: Place,
    jobs: int,
    regrade: bool,
    seconds: float,
    options: tuple[str, ...],
) -> bool:
    """Grade; return whether all could be, and whether an answer that is alone passed."""
    # Heavy: not needed for --help.
    from tqdm import tqdm

    from kata.grade.batch import Batch, Graded
    from kata.grade.formats import write_class, write_learner
    from kata.grade.journal import Journal
    from kata.grade.overview.facts import look_over
    from kata.grade.overview.lines import overview_lines
    from kata.grade.overview.page import write_overview
    from kata.grade.screen import show
    from kata.grade.submissions import OWN_FILES, find_submissions
    from kata.grade.table import moved_lines, printable, refused_line, table_lines
    from kata.run.outputs import prepare_output

    steps = load_steps(root)
    submissions, refusals = find_submissions(paths, steps)
    table, journal_file, page = (out / name for name in OWN_FILES)
    prepare_output(journal_file, "name another folder with --out")
    journal = Journal(journal_file)
    if regrade:
        journal.begin_again()
    marks, codes = {}, {}
    batch = Batch(root, steps, journal, seconds, options, place)
    with closing(batch.grade(submissions, jobs)) as outcomes:
        # None: shown on a terminal only.
        for outcome in tqdm(
            outcomes, total=len(submissions), unit="answer", leave=False, disable=None
        ):
            if isinstance(outcome, Graded):
                marks[outcome.submission] = outcome.marks
                codes[outcome.submission] = outcome.code
                write_learner(outcome.marks, root, out / outcome.submission.folder_name)
            else:
                refusals.append(outcome)
    # As they came is not the same twice.
    ordered = [marks[one] for one in submissions if one in marks]
    refusals.sort(key=lambda one: (one.name.casefold(), one.name, one.reason))
    below: list[str] = []
    kept = not ordered and table.is_file()
    if not kept:
        write_class(ordered, refusals, table)
        names = {one.name: codes[one] for one in submissions if one in codes}
        overview = look_over(ordered, refusals, names, root, steps)
        write_overview(overview, page)
    if regrade and not kept:
        journal.end_round()
    if kept:
        # As after a mistyped path: the marks of a class are not lost by it.
        lines, below = [], [f"nothing was graded: {out} is as it was"]
    elif regrade:
        pairs = [(journal.before(one.name), journal.now(one.name)) for one in ordered]
        lines = [line for before, now in pairs if now for line in moved_lines(before, now)]
        lines = lines or ["nothing moved"]
    else:
        lines = table_lines(ordered)
        below = overview_lines(overview, page, shutil.get_terminal_size().columns)
        if len(submissions) == len(ordered) == 1:
            show(ordered[0], steps)
            click.echo()
    for line in (*lines, *map(refused_line, refusals), *below):
        click.echo(printable(line))
    # The exit code of one answer is its result, as that of pytest is.
    right = len(submissions) > 1 or all(one.passed for one in ordered)
    return right and not refusals and not any(one.open for one in ordered)
