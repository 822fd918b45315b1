"""``kata reset``: put the stub of a step back, and keep what was written."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from kata.check.stubs import is_open
from kata.learn.steps import step_argument, written_step
from kata.project import Step


@click.command()
@step_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset(step: tuple[Path, Step], yes: bool) -> None:
    """Put the stub of STEP back; your file is kept beside it."""
    root, asked = step
    mine = written_step(root, asked)
    name = f"exercises/{asked.file_name}"
    stub = next((text for text in _committed(root, name) if is_stub(text, asked)), None)
    if stub is None:
        raise click.ClickException(
            f"the history of this folder has no stub of {name}: clone the kata again and copy it"
        )
    if mine.is_file() and _lines(mine.read_bytes()) == _lines(stub):
        click.echo(f"{name} is the stub already")
        return
    if not yes:
        # On a line of its own the path is not parted, however narrow the terminal.
        click.echo(name)
        click.confirm("Put the stub back in its place?", abort=True)
    try:
        _put_back(mine, stub)
    except OSError as error:
        raise click.ClickException(
            f"{name} cannot be replaced ({error.strerror}): close it where it is open, or give "
            "yourself the right to write there"
        ) from error
    click.echo(f"{name} is the stub again")


def _lines(text: bytes) -> list[bytes]:
    # git can write the ends of lines otherwise than it keeps them.
    return text.splitlines()


def _put_back(mine: Path, stub: bytes) -> None:
    """Write the stub in place of a file, which is kept."""
    new = mine.with_name(f".{mine.name}.new")
    new.write_bytes(stub)
    if mine.is_file():
        kept = next(path for n in count(1) if not (path := _backup(mine, n)).exists())
        mine.rename(kept)
        click.echo(f"yours is kept as exercises/{kept.name}: rename it to have it back")
    new.replace(mine)


def _backup(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.{number}.bak")


def _committed(root: Path, name: str) -> Iterator[bytes]:
    """Return the versions of a file that git has, the latest first."""

    def git(*args: str) -> bytes:
        try:
            done = subprocess.run(["git", *args], cwd=root, capture_output=True, check=False)
        except FileNotFoundError:
            raise click.ClickException("git is needed to find the stub: install it") from None
        return done.stdout if done.returncode == 0 else b""

    for commit in git("log", "--format=%H", "--", name).decode().split():
        yield git("show", f"{commit}:./{name}")


def is_stub(text: bytes, step: Step) -> bool:
    """Whether the step's function only raises NotImplementedError."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return any(
        is_open(node)
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name == step.function
    )
