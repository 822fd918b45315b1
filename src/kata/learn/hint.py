"""``kata hint``: one hint at a time, each nearer to the answer."""

from __future__ import annotations

import json
import shutil
import textwrap
from pathlib import Path

import click

from kata.learn.steps import StepName, progress
from kata.project import Step, find_root

# Beside what pytest remembers: ignored by git, and forgotten with it.
_MEMORY = Path(".pytest_cache", "v", "kata", "hints")


@click.command()
@click.argument("step", type=StepName(), required=False)
@click.option("--level", type=click.IntRange(1, 3), help="Show this hint, not the next one.")
def hint(step: tuple[Path, Step] | None, level: int | None) -> None:
    """Show the next hint for STEP: a question, then where to look, then nearly the code.

    Without STEP, for the first one that does not pass.
    """
    root, asked = step or _first_open()
    shown = _remembered(root)
    if level is None:
        level = min(shown.get(asked.id, 0) + 1, len(asked.hints))
    click.secho(f"step {asked.number}, hint {level} of {len(asked.hints)}", bold=True)
    width = min(shutil.get_terminal_size().columns - 3, 88)
    for line in textwrap.wrap(asked.hints[level - 1], width, break_long_words=False):
        click.echo(f"  {line}")
    if level < len(asked.hints):
        click.echo(f"the next one: kata hint {asked.key}")
    elif asked.function:
        click.echo("that was the last one; the stub has an example and links")
    _remember(root, {**shown, asked.id: level})


def _first_open() -> tuple[Path, Step]:
    root = find_root()
    step, done = list(progress(root))[-1]
    if not done.returncode:
        raise click.ClickException("every step passes: name the one you mean, such as step3")
    return root, step


def _remembered(root: Path) -> dict[str, int]:
    """Return the level of the last hint that was shown, by step."""
    try:
        return dict(json.loads((root / _MEMORY).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _remember(root: Path, shown: dict[str, int]) -> None:
    try:
        (root / _MEMORY).parent.mkdir(parents=True, exist_ok=True)
        (root / _MEMORY).write_text(json.dumps(shown), encoding="utf-8")
    except OSError as error:
        click.echo(f"this cannot be remembered ({error.strerror}): use --level", err=True)
