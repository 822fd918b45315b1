"""``kata list`` and ``kata next``: the steps, and the one to do now."""

from __future__ import annotations

from pathlib import Path

import click

from kata.learn.steps import checks_of
from kata.project import NotAKataError, find_root, load_steps


@click.command("list")
def list_steps() -> None:
    """List the steps: what each is about, its worth and its file."""
    steps = load_steps(_root())
    wide = max(len(step.title) for step in steps)
    for step in steps:
        place = f"exercises/{step.file_name}" if step.function else "all the others together"
        click.echo(f"{step.key}  {step.title:<{wide}}  {step.points:>2} points  {place}")
    click.echo("which is the next: kata next")


@click.command("next")
def next_step() -> None:
    """Run the checks step by step, up to the first step that does not pass."""
    root = _root()
    for step in load_steps(root):
        done = checks_of(root, step)
        if done.returncode:
            click.echo(done.stdout + done.stderr, nl=False)
            raise SystemExit(done.returncode)
        click.echo(f"step {step.number} passes: {step.title}")
    click.echo("every step passes: kata finish shows your map beside the reference's")


def _root() -> Path:
    try:
        return find_root()
    except NotAKataError as error:
        raise click.ClickException(str(error)) from error
