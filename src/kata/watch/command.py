"""``kata watch``: wait for saves and keys, and run what they ask for."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import click

from kata.learn.board_file import has_board, keep_empty_board, last_time
from kata.project import Step, find_root, load_steps
from kata.report.command import PAGE
from kata.watch.keys import Keys, keys
from kata.watch.runner import End, Runner
from kata.zygote import CAN_FORK

_PAUSE = 50  # milliseconds between two looks at the keys
_KEYS = ("r_run", "n_next", "a_all", "h_hint", "x_reset", "o_open_page", "l_list", "q_quit")
_SETTLE = 15  # milliseconds a file has to be still: editors save in several strokes


@click.command()
@click.option(
    "--poll",
    is_flag=True,
    help="Look at the files again and again: for network drives, which tell nothing.",
)
def watch(poll: bool) -> None:
    """Run the checks of the step you are at, and of each step whenever its file is saved.

    Keys: r run again, n next step, a all steps, h hint, x reset the step (asks first), o open
    a page, l list, q quit.
    """
    root = find_root()
    Watch(root, load_steps(root)).go_on(poll=poll)


class Watch:
    """What the learner works on, and the run that goes on.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the kata.
    steps : tuple of Step
        Its steps.
    """

    def __init__(self, root: Path, steps: tuple[Step, ...]) -> None:
        self.root = root
        self.steps = steps
        self.step = self.following(steps[-1])
        self.runner = Runner(root)
        self.page: subprocess.Popen[bytes] | None = None
        self.asked = ""

    def go_on(self, *, poll: bool) -> None:
        """Watch until q or Ctrl-C."""
        # Heavy: not needed for --help.
        from watchfiles import watch as changes_in

        folder = self.root / "exercises"
        click.echo(f"watching {folder}: save a step and its checks run")
        self.welcome()
        if not CAN_FORK:
            click.echo("this system cannot fork: each run takes the time of a new Python")
        looks = changes_in(
            folder,
            debounce=_SETTLE,
            step=_SETTLE,
            rust_timeout=_PAUSE,
            yield_on_timeout=True,
            force_polling=poll or None,
            poll_delay_ms=_PAUSE,
            recursive=False,
        )
        try:
            with keys() as keyboard:
                # From the first look on no save is missed.
                if not self.saved({Path(path).name for _, path in next(looks)}):
                    self.run(self.step, clear=False)
                for changes in looks:
                    self.saved({Path(path).name for _, path in changes})
                    if self.pressed(keyboard.pressed(), keyboard):
                        break
                    if (ended := self.runner.finished()) is not None:
                        self.say_end(ended)
        except KeyboardInterrupt:
            pass
        finally:
            self.runner.close()
            if self.page:
                self.page.terminate()
        click.echo("\nstopped watching; pytest shows where you are")

    def welcome(self) -> None:
        """Say how to begin, where no check was ever run."""
        if has_board(self.root):
            return
        said = (
            f"to begin, open exercises/{self.step.file_name}: its docstring is the task, "
            f"docs/lessons/{self.step.id}.md says why; kata doctor if nothing works"
        )
        width = shutil.get_terminal_size().columns - 1
        for part in textwrap.wrap(said, width, break_long_words=False, break_on_hyphens=False):
            click.echo(part)
        # The first run need not say it again.
        keep_empty_board(self.root)

    def saved(self, names: set[str]) -> bool:
        """Run the step whose file is among the files that changed; return whether one is."""
        step = next((step for step in self.steps if step.file_name in names), None)
        if step is None:
            return False
        self.step = step
        if (self.root / "exercises" / step.file_name).exists():
            self.run(step)
        else:
            self.runner.stop()
            click.echo(f"exercises/{step.file_name} is gone: kata reset {step.key} brings it back")
        return True

    def run(self, step: Step | None, *, clear: bool = True) -> None:
        """Run the checks of a step, or of all."""
        if clear:
            click.clear()
        click.secho(f"running {f'step {step.number}' if step else 'all steps'} ...", dim=True)
        self.runner.start(self.arguments(step))

    def arguments(self, step: Step | None) -> list[str]:
        """Return what pytest is asked for."""
        selected = ["-k", step.key] if step else []
        page = self.root / PAGE
        # Once there is a page it is kept up to date.
        written = ["--page", str(page)] if page.exists() else []
        return [*selected, *written, "--impl", "exercises"]

    def pressed(self, key: str, keyboard: Keys) -> bool:
        """Do what a key asks for; return whether it asks to end."""
        if key == "q":
            return True
        if key == "r":
            self.run(self.step)
        elif key == "n":
            self.step = self.following(self.step)
            self.run(self.step)
        elif key == "a":
            self.run(None)
        elif key in ("h", "l"):
            # A run prints where it would stand.
            self.asked = key
            if not self.runner.goes_on:
                self.show()
        elif key == "x":
            # A run would write over the question.
            self.runner.stop()
            with keyboard.whole_lines():
                self.command("reset", self.step.key)
            self.say_keys()
        elif key == "o":
            self.open_page()
        return False

    def show(self) -> None:
        """Show the hint or the list that was asked for, if one was."""
        key, self.asked = self.asked, ""
        if key == "h":
            self.command("hint", self.step.key)
        elif key == "l":
            self.command("list")
        else:
            return
        self.say_keys()

    def following(self, step: Step) -> Step:
        """Return the next step that is not known to pass; if all do, the next one."""
        known = last_time(self.root)
        place = self.steps.index(step) + 1
        others = [*self.steps[place:], *self.steps[:place]]
        for other in others:
            passed, total = known.get(other.id, (0, 1))
            if passed < total:
                return other
        return others[0]

    def open_page(self) -> None:
        """Have the page written, and opened, while the watch goes on."""
        if self.page is None or self.page.poll() is not None:
            click.echo("making the page ...")
            report = [sys.executable, "-m", "kata", "report"]
            self.page = subprocess.Popen(report, cwd=self.root, stdin=subprocess.DEVNULL)

    def command(self, *args: str) -> None:
        """Run another subcommand of ``kata`` here."""
        from kata.cli import main

        try:
            main(list(args), standalone_mode=False)
        except click.ClickException as error:
            error.show()
        except click.Abort:
            click.echo("\nleft as it was")

    def say_end(self, end: End) -> None:
        """Say that a run has come to its end, and what can be done now."""
        if end is End.BROKEN_OFF:
            click.secho(
                "the run broke off: the answer ended Python itself, as os._exit or a crash does",
                fg="red",
            )
        self.say_keys()
        self.prepare()
        self.show()

    def prepare(self) -> None:
        """Get the next run of this step ready while the learner types."""
        self.runner.prepare(self.arguments(self.step))

    def say_keys(self) -> None:
        """Say which keys there are."""
        line = f"step {self.step.number} | " + "  ".join(_KEYS)
        width = shutil.get_terminal_size().columns - 1
        for part in textwrap.wrap(line, width, subsequent_indent=" " * 9):
            # Where it is folded, no key is parted from its word.
            click.secho(part.replace("_", " "), dim=True)
