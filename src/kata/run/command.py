"""``kata run``: from polygons and a product to a map, with the answer of one's choice."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kata.answers import Answer
from kata.errors import RunError, first_line
from kata.impl import find_answer, impl_option
from kata.project import NotAKataError, Step, find_root, load_steps

if TYPE_CHECKING:
    from kata.run.product import Product

SAMPLE = Path("fixtures", "sample")
INTERRUPTED = 130  # what shells report after Ctrl-C

_FILE = click.Path(path_type=Path)
# An option that may stand alone, for yes, or have a value.
_YES: dict[str, Any] = {
    "type": bool,
    "is_flag": False,
    "flag_value": True,
    "metavar": "[yes|no]",
}


@click.command(
    context_settings={
        "token_normalize_func": lambda token: token.replace("-", "_"),
    }
)
@click.option(
    "-p",
    "--polygons_input_path",
    "polygons",
    type=_FILE,
    help="Polygons with a column 'class'. Default: those of the embedded sample.",
)
@click.option(
    "-r",
    "--raster_input_path",
    "product",
    type=_FILE,
    help="Sentinel-2 Level-2A product, .SAFE folder or zip file. Default: the embedded sample.",
)
@click.option(
    "-o",
    "--csv_output_path",
    "csv",
    type=_FILE,
    default=Path("out", "classified_points.csv"),
    show_default=True,
    help="CSV file of samples to write.",
)
@click.option(
    "-s",
    "--raster_output_path",
    "raster",
    type=_FILE,
    default=Path("out", "classification.tif"),
    show_default=True,
    help="GeoTIFF of the map to write; pictures go beside it.",
)
@click.option(
    "-t",
    "--tutorial_step",
    "until",
    default="ALL",
    show_default=True,
    help="Stop after this step: its number (0: check the inputs only) or its function's name, "
    "such as LOAD_FEATURE_POLYGONS. NONE is 0; ALL and END are the last.",
)
@click.option("-v", "--verbose", **_YES, default=False, help="Log what each step returns.")
@click.option("-c", "--cheat", **_YES, default=False, help="Run the reference answers.")
@click.option(
    "-f",
    "--figures",
    **_YES,
    default=True,
    help="Open a window for each picture at the end, where there is a display. Default: yes. "
    "Pictures are saved in any case.",
)
@impl_option
@click.option(
    "--resolution",
    type=click.Choice(["10", "20", "60"]),
    default="60",
    show_default=True,
    help="Pixel size in metres.",
)
@click.option(
    "--bands",
    default="B04,B03,B02,B8A",
    show_default=True,
    help="Bands to learn from, separated by commas.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def run(
    context: click.Context,
    polygons: Path | None,
    product: Path | None,
    csv: Path,
    raster: Path,
    until: str,
    verbose: bool,
    cheat: bool,
    figures: bool,
    impl: str,
    resolution: str,
    bands: str,
    debug: bool,
) -> None:
    """Run the seven steps on a product, and draw what each returns.

    Stops without fuss at the first step that is not started.
    """
    asked = context.get_parameter_source("figures") is not ParameterSource.DEFAULT
    try:
        with _logging(verbose):
            root = find_root()
            steps = tuple(step for step in load_steps(root) if step.function)
            _run(
                answer=find_answer("solutions" if cheat else impl, root),
                steps=steps,
                until=_step_number(until, steps),
                inputs=_inputs(polygons, product, root),
                outputs=(csv, raster),
                resolution=int(resolution),
                bands=bands.split(","),
                windows=_windows(figures, asked),
            )
    except KeyboardInterrupt:
        click.echo("Interrupted: outputs are complete or not there.", err=True)
        context.exit(INTERRUPTED)
    except (click.ClickException, click.Abort, BrokenPipeError):
        # click ends quietly when nobody reads on.
        raise
    except Exception as error:
        if debug:
            traceback.print_exception(error)
        if isinstance(error, (RunError, NotAKataError)):
            raise click.ClickException(str(error)) from error
        said = f"unexpected {first_line(error)} (--debug shows where)"
        raise click.ClickException(said) from error


def _run(
    answer: Answer,
    steps: tuple[Step, ...],
    until: int,
    inputs: tuple[Path, Path],
    outputs: tuple[Path, Path],
    resolution: int,
    bands: list[str],
    windows: bool,
) -> None:
    """Check all there is to check, then run the steps."""
    # Heavy: not needed for --help.
    from kata.run.album import Album
    from kata.run.outputs import prepare_output
    from kata.run.pipeline import report, run_steps, shown
    from kata.run.polygons import check_polygons
    from kata.run.product import check_bands, open_product
    from kata.run.stages import Job

    polygons, path = inputs
    csv, raster = outputs
    names = check_bands(bands)
    if raster.suffix.lower() not in (".tif", ".tiff"):
        raise RunError(f"{raster} does not end in .tif: the map is written as GeoTIFF")
    with open_product(path, resolution, names) as product:
        radiometry = _check_radiometry(product)
        check_polygons(polygons, product.grid())
        for output in outputs:
            prepare_output(output)
        click.echo(f"Answer:   {shown(answer.folder)}")
        click.echo(f"Polygons: {shown(polygons)}")
        click.echo(f"Product:  {shown(product.shown)}")
        click.echo(f"Bands:    {', '.join(names)} at {resolution} m; {radiometry}")
        job = Job(polygons, product.folder, resolution, names, csv, raster)
        album = Album(raster.parent, windows)
        reached = run_steps(answer, steps[:until], job, album)
        report(answer, steps, until, reached, job, album)
        album.show()


def _inputs(polygons: Path | None, product: Path | None, root: Path) -> tuple[Path, Path]:
    """Return the polygons and the product: both the user's own, or both the sample's."""
    if polygons and product:
        return polygons, product
    if polygons or product:
        given, missing = ("-p", "-r") if polygons else ("-r", "-p")
        raise RunError(
            f"{given} is given without {missing}: polygons and product belong together, give both"
        )
    return root / SAMPLE / "polygons.geojson", root / SAMPLE


def _step_number(text: str, steps: tuple[Step, ...]) -> int:
    """Return the number of the step to stop after, from its number or name."""
    numbers = {"NONE": 0, "ALL": len(steps), "END": len(steps), "0": 0}
    for step in steps:
        assert step.function is not None
        numbers[step.function.upper()] = numbers[str(step.number)] = step.number
    number = numbers.get(text.upper().replace("-", "_"))
    if number is None:
        names = ", ".join(name for name in numbers if not name.isdecimal())
        raise RunError(f"there is no step {text!r}: use 0 to {len(steps)}, or one of {names}")
    return number


def _windows(figures: bool, asked: bool) -> bool:
    """Whether to open windows: where they can be seen, unless they are not wanted."""
    if not figures or not (asked or sys.stdout.isatty()):
        return False
    from kata.run.album import windows_possible

    possible = windows_possible()
    if asked and not possible:
        click.echo("Note: no windows, matplotlib finds no display here", err=True)
    return possible


def _check_radiometry(product: Product) -> str:
    """Say which reflectance the steps compute; raise RunError where it would be wrong."""
    from kata.run.radiometry import METADATA, NAME_NOTE, find_radiometry

    formula = "(DN - 1000) / 10000"
    radiometry = find_radiometry(product.folder, tuple(product.bands))
    if radiometry is None:
        settle = f"to settle it, put {METADATA} or {NAME_NOTE} into {product.shown}"
        if sys.stdin.isatty() and sys.stderr.isatty():
            question = f"The processing baseline of {product.shown} is unknown. Use {formula}?"
            if not click.confirm(question, default=False, err=True):
                raise RunError(f"stopped, because the processing baseline is unknown: {settle}")
        else:
            click.echo(
                f"Note: the processing baseline is unknown, reflectance = {formula} is assumed: "
                f"{settle}",
                err=True,
            )
        return f"reflectance = {formula}, assumed"
    if not radiometry.is_the_katas:
        offsets = ", ".join(f"{offset:g}" for offset in sorted(radiometry.offsets))
        raise RunError(
            f"{product.shown} has offset {offsets} and quantification "
            f"{radiometry.quantification:g} ({radiometry.source}), but the steps compute "
            f"{formula}: its reflectance would be wrong, download the same scene with "
            "processing baseline 04.00 or later"
        )
    return f"reflectance = {formula}, from {radiometry.source}"


@contextmanager
def _logging(verbose: bool) -> Iterator[None]:
    """Log to standard error as ``logging.basicConfig`` does, for this run only."""
    if not verbose:
        yield
        return
    root = logging.getLogger()
    handler, level = logging.StreamHandler(), root.level
    handler.setFormatter(logging.Formatter(logging.BASIC_FORMAT))
    # The libraries' own chatter is left out.
    handler.addFilter(lambda record: record.name == "root")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
