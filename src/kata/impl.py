"""The option that names an answer, for the commands that run one."""

from __future__ import annotations

from pathlib import Path

import click

from kata.answers import Answer, resolve_answer
from kata.errors import RunError

impl_option = click.option(
    "-i",
    "--impl",
    default="exercises",
    show_default=True,
    envvar="KATA_IMPL",
    show_envvar=True,
    help="Answer: exercises, solutions, or a folder of step files.",
)


def find_answer(name: str, root: Path) -> Answer:
    """Return the answer that the option names.

    Raises
    ------
    RunError
        There is no such folder.
    """
    answer = resolve_answer(name, root)
    if not answer.folder.is_dir():
        raise RunError(f"there is no folder {name}: --impl takes one that holds step files")
    return answer
