"""``kata list`` and ``kata next``: the steps, and the one to do now."""

from __future__ import annotations

import click

from kata.learn.board_file import last_time
from kata.learn.steps import progress
from kata.project import find_root, load_steps


@click.command("list")
def list_steps() -> None:
    """List the steps: their worth, and the checks that passed when each last ran."""
    root = find_root()
    steps, known = load_steps(root), last_time(root)
    wide = max(len(step.title) for step in steps)
    click.echo(f"{'':<5}  {'':<{wide}}  points  last time")
    for step in steps:
        passed, total = known.get(step.id, (0, 0))
        # A step of which nothing passed may never have been begun.
        last = f"{passed}/{total}" if passed else "-"
        click.echo(f"{step.key}  {step.title:<{wide}}  {step.points:>6}  {last:>9}")
    click.echo("where you are now: kata next; the files are in exercises")


@click.command("next")
def next_step() -> None:
    """Run the checks step by step, up to the first step that does not pass."""
    for step, done in progress(find_root()):
        if done.returncode:
            click.echo(done.stdout + done.stderr, nl=False)
            raise SystemExit(done.returncode)
        click.echo(f"step {step.number} passes: {step.title}")
    click.echo("every step passes: kata finish shows your map beside the reference's")
