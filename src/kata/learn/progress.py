"""``kata list`` and ``kata next``: the steps, and the one to do now."""

from __future__ import annotations

import click

from kata.learn.steps import here, progress
from kata.project import load_steps


@click.command("list")
def list_steps() -> None:
    """List the steps: what each is about, its worth and its file."""
    steps = load_steps(here())
    wide = max(len(step.title) for step in steps)
    for step in steps:
        place = f"exercises/{step.file_name}" if step.function else "all the others together"
        click.echo(f"{step.key}  {step.title:<{wide}}  {step.points:>2} points  {place}")
    click.echo("which is the next: kata next")


@click.command("next")
def next_step() -> None:
    """Run the checks step by step, up to the first step that does not pass."""
    for step, done in progress(here()):
        if done.returncode:
            click.echo(done.stdout + done.stderr, nl=False)
            raise SystemExit(done.returncode)
        click.echo(f"step {step.number} passes: {step.title}")
    click.echo("every step passes: kata finish shows your map beside the reference's")
