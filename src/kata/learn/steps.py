"""The step that a learner names on the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kata.project import Step, find_root, load_steps


class StepName(click.ParamType):  # type: ignore[type-arg]  # generic in some versions of click
    """A step by its key or its number: ``step3`` or ``3``."""

    name = "step"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, Step]:
        """Return the kata's folder and the step."""
        root = find_root()
        steps = load_steps(root)
        wanted = str(value).lower()
        step = next((s for s in steps if wanted in (s.key, str(s.number), s.id)), None)
        if step is None:
            self.fail(f"{value!r} is no step: name one of {steps[0].key} to {steps[-1].key}")
        return root, step


step_argument = click.argument("step", type=StepName())


def written_step(root: Path, step: Step) -> Path:
    """Return the learner's file of a step, which has one."""
    if step.function is None:
        raise click.ClickException(
            f"{step.key} has no file of its own: it runs the functions of the other steps"
        )
    return root / "exercises" / step.file_name


def checks_of(root: Path, step: Step, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the checks of a step on the exercises: what counts is what they say now."""
    command = [sys.executable, "-m", "pytest", "-k", step.key, "--impl", "exercises"]
    return subprocess.run(
        [*command, "--no-pictures", *options],
        cwd=root,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def progress(root: Path) -> Iterator[tuple[Step, subprocess.CompletedProcess[str]]]:
    """Run the checks step by step, up to the first step that does not pass."""
    for step in load_steps(root):
        done = checks_of(root, step)
        yield step, done
        if done.returncode:
            return
