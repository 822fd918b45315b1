"""``kata report``: run the checks, draw the pictures, write the page, open it."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from pathlib import Path

import click

from kata.impl import find_answer, impl_option
from kata.project import find_root
from kata.run.outputs import prepare_output

PAGE = Path("reports", "kata.html")


@click.command()
@impl_option
@click.option("--open/--no-open", "opened", default=True, help="Open the page in a browser.")
def report(impl: str, opened: bool) -> None:
    """Write a page with the board, each failure, hints and pictures: reports/kata.html."""
    from kata.report.page import PICTURES

    root = find_root()
    answer = find_answer(impl, root).folder
    folder = root / PICTURES
    for output in (root / PAGE, folder / "map.tif"):
        prepare_output(output, "give yourself the right to write there")
    outputs = ["-o", str(folder / "points.csv"), "-s", str(folder / "map.tif"), "--figures", "no"]
    command = [sys.executable, "-m", "kata", "run", "--impl", str(answer)]
    # How far it comes is for the checks to say.
    subprocess.run([*command, *outputs], cwd=root, capture_output=True, check=False)
    checks = [sys.executable, "-m", "pytest", "--impl", str(answer), "--page", str(root / PAGE)]
    done = subprocess.run(
        checks, cwd=root, capture_output=True, text=True, errors="replace", check=False
    )
    if not (root / PAGE).exists() or done.returncode not in (0, 1):
        raise click.ClickException(f"the checks did not run:\n{done.stdout}{done.stderr}")
    click.echo(f"Written: {root / PAGE}")
    if opened and sys.stdout.isatty() and not webbrowser.open((root / PAGE).as_uri()):
        click.echo("no browser could be opened here: open it in yours")
