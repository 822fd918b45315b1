"""Call a step of an answer: the only way from a graded test to learners' code."""

from __future__ import annotations

import contextlib
import copy
import gc
import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kata.answers import Answer, AnswerError, AnswerTooSlowError
from kata.deadline import deadline
from kata.project import Step


@dataclass
class StepCaller:
    """Calls the function of one step.

    Each call gets copies of its arguments, also of the files of a scene, so that no answer can
    spoil one, and runs in a scratch folder with NumPy's and Python's warning settings put back
    afterwards.

    Attributes
    ----------
    answer : Answer
        Whose function is called.
    step : Step
        Which function.
    scratch : pathlib.Path
        Working directory of the calls.
    originals : tuple of pathlib.Path
        Folders of the files that answers get copies of.
    lent : pathlib.Path
        Where the copies go: outside `scratch`, where an answer could come upon them by searching.
    seconds : float
        How long a call may take.
    """

    answer: Answer
    step: Step
    scratch: Path
    originals: tuple[Path, ...]
    lent: Path
    seconds: float
    _too_slow: AnswerTooSlowError | None = None
    _shared: dict[tuple[Any, ...], tuple[Any, Any]] = field(default_factory=dict)

    @cached_property
    def _function(self) -> Callable[..., Any]:
        # Loaded once, as in real use: what a module remembers between calls is seen.
        try:
            return self.answer.function(self.step)
        finally:
            # The libraries are here to stay: no search for garbage has to look at them again.
            gc.freeze()
            gc.enable()

    def __call__(self, *args: Any) -> Any:
        """Call the function and return its result.

        Raises
        ------
        AnswerError
            The function could not be loaded, or raised.
        """
        return self.with_inputs(*args)[0]

    def with_inputs(self, *args: Any) -> tuple[Any, tuple[Any, ...]]:
        """Call the function; return its result and the arguments as it left them."""
        if self._too_slow:
            # Each check would have to wait as long to learn the same.
            raise self._too_slow
        passed = tuple(map(self._copied, args))
        try:
            with _undisturbed(self.scratch), deadline(self.seconds):
                result = self._function(*passed)
        except AnswerTooSlowError as error:
            self._too_slow = error
            raise
        return result, passed

    def once(self, *args: Any) -> Any:
        """Call the function once for these arguments; every check sees that same result."""
        key = tuple(arg if isinstance(arg, Path | str | int | tuple) else id(arg) for arg in args)
        if key not in self._shared:
            try:
                # The arguments are kept, so that no other object can get their id.
                self._shared[key] = (args, self(*args))
            except AnswerError as error:
                self._shared[key] = (args, error)
        result = self._shared[key][1]
        if isinstance(result, AnswerError):
            raise result
        return result

    def _copied(self, value: Any) -> Any:
        """Return a copy, or what cannot be copied itself: a read-only mapping, for instance."""
        if isinstance(value, Path):
            for folder in self.originals:
                if folder in value.parents:
                    return self._lent(value, value.relative_to(folder))
        try:
            return copy.deepcopy(value)
        except TypeError:
            return value

    def _lent(self, path: Path, place: Path) -> Path:
        """Return the copy of a file or folder; it is made when it is first needed."""
        copied = self.lent / place
        if not copied.exists():
            copied.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if path.is_dir() else shutil.copy)(path, copied)
        return copied


@contextlib.contextmanager
def _undisturbed(folder: Path) -> Iterator[None]:
    """Run something in `folder` and put back what it may have changed for everyone."""
    import numpy as np

    with np.errstate(), warnings.catch_warnings(), contextlib.chdir(folder):
        yield
