"""The command line: ``kata`` and its subcommands, each loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from kata.errors import RunError
from kata.project import NotAKataError

# Name of each subcommand, where it is, and what it does.
COMMANDS = {
    "run": ("kata.run.command:run", "Run the steps on a product and draw what each returns."),
    "list": ("kata.learn.progress:list_steps", "List the steps."),
    "next": ("kata.learn.progress:next_step", "Find the first step that does not pass."),
    "watch": ("kata.watch.command:watch", "Run the checks of a step whenever it is saved."),
    "hint": ("kata.learn.hint:hint", "Show the next hint for a step."),
    "solution": (
        "kata.learn.solution:solution",
        "Show the reference answer to a step that passes.",
    ),
    "reset": ("kata.learn.reset:reset", "Put the stub of a step back."),
    "finish": (
        "kata.learn.finish:finish",
        "When every step passes: your map beside the reference's.",
    ),
    "report": ("kata.report.command:report", "Write a page about your answer for a browser."),
    "grade": ("kata.grade.command:grade", "For instructors: grade an answer, or a class."),
    "doctor": ("kata.learn.doctor:doctor", "See that everything needed is here and works."),
    "fetch": ("kata.fetch:fetch", "Get the real Sentinel-2 sample."),
    "check": ("kata.check.command:check", "For authors: see that the kata itself is in order."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a subcommand; what is wrong with the kata or the run is said in one line."""
        try:
            return super().invoke(ctx)
        except (NotAKataError, RunError) as error:
            raise click.ClickException(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands in the help text, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={
        "help_option_names": ["-h", "--help"],
        # https://no-color.org; None: colours on a terminal only
        "color": False if os.environ.get("NO_COLOR") else None,
    },
)
def main() -> None:
    """Turn a Sentinel-2 product and a few polygons into a land-cover map, step by step."""
    _let_streams_write_any_name()


def _let_streams_write_any_name() -> None:
    """Let names through whose letters the encoding of a stream does not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
