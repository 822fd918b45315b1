"""Call a step of an answer: the only way from a graded test to learners' code."""

from __future__ import annotations

import contextlib
import copy
import gc
import shutil
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kata.answers import Answer, AnswerError, AnswerTooSlowError
from kata.deadline import deadline
from kata.project import Step

if TYPE_CHECKING:
    from kata.isolation.host import Host
    from kata.isolation.sandbox import Sandbox

# Larger arrays come from the system, with zeros in them.
_LARGEST_REUSED = 1_000_000
_OVERHEARD = 100  # pieces of what was printed: print writes a text and the end of its line


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
    sandbox : Sandbox or None
        If there is one, the function is called in a process of its own (`kata.isolation`), from
        which only data comes back. What happens there, such as to the arguments, is then the
        answer's own word.
    """

    answer: Answer
    step: Step
    scratch: Path
    originals: tuple[Path, ...]
    lent: Path
    seconds: float
    sandbox: Sandbox | None = None
    _too_slow: AnswerTooSlowError | None = None
    _shared: dict[tuple[Any, ...], tuple[Any, Any, Iterable[str]]] = field(default_factory=dict)
    _settings: Settings = field(default_factory=lambda: Settings())

    @cached_property
    def _function(self) -> Callable[..., Any]:
        # Loaded once, as in real use: what a module remembers between calls is seen.
        try:
            return self.answer.function(self.step)
        finally:
            # The libraries are here to stay: no search for garbage has to look at them again.
            gc.freeze()
            gc.enable()

    @cached_property
    def _host(self) -> Host:
        # Only who isolates answers waits for it.
        from kata.isolation.host import Host

        assert self.sandbox is not None
        return Host(self.answer, self.step, self.sandbox, self.seconds)

    def __call__(self, *args: Any) -> Any:
        """Call the function and return its result.

        Raises
        ------
        AnswerError
            The function could not be loaded, or raised.
        """
        return self._called(args, inputs=False)[0]

    def with_inputs(self, *args: Any) -> tuple[Any, tuple[Any, ...]]:
        """Call the function; return its result and the arguments as it left them."""
        return self._called(args, inputs=True)

    def close(self) -> None:
        """End the process of the function, if it has one."""
        if "_host" in vars(self):
            self._host.close()

    def _called(self, args: tuple[Any, ...], *, inputs: bool) -> tuple[Any, tuple[Any, ...]]:
        if self._too_slow:
            # Each check would have to wait as long to learn the same.
            raise self._too_slow
        try:
            return self._there(args, inputs=inputs) if self.sandbox else self._here(args)
        except AnswerTooSlowError as error:
            self._too_slow = error
            raise

    def _here(self, args: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
        passed = tuple(map(self._copied, args))
        with self._settings.of_answer(self.scratch, passed), deadline(self.seconds):
            return self._function(*passed), passed

    def _there(self, args: tuple[Any, ...], *, inputs: bool) -> tuple[Any, tuple[Any, ...]]:
        from kata.grading.probe import Training, watched

        watch = watched()
        reply = self._host.call(
            tuple(map(self._bare, args)), inputs=inputs, forests=watch.shuffled if watch else None
        )
        if watch:
            watch.trainings.extend(Training(*one) for one in reply.trainings)
        return reply.result, reply.inputs

    def once(self, *args: Any) -> Any:
        """Call the function once for these arguments; every check sees that same result."""
        key = tuple(arg if isinstance(arg, Path | str | int | tuple) else id(arg) for arg in args)
        if key not in self._shared:
            with _overheard() as printed:
                try:
                    # The arguments are kept, so that no other object can get their id.
                    self._shared[key] = (args, self(*args), printed)
                except AnswerError as error:
                    self._shared[key] = (args, error, printed)
        elif sys.stdout is not sys.__stdout__:
            # Captured for each check: this one shows what was printed on the way to its result.
            sys.stdout.writelines(self._shared[key][2])
        result = self._shared[key][1]
        if isinstance(result, AnswerError):
            raise result
        return result

    def _copied(self, value: Any) -> Any:
        """Return a copy, or what cannot be copied itself: a read-only mapping, for instance."""
        if isinstance(value, Path):
            return self._own(value)
        try:
            return copy.deepcopy(value)
        except TypeError:
            return value

    def _bare(self, value: Any) -> Any:
        """Return what is sent in place of a copy: without what accessors remember, as in one."""
        if isinstance(value, Path):
            return self._own(value)
        bare = type(value).__module__.startswith("xarray.")
        return value.copy(deep=False) if bare else value

    def _own(self, path: Path) -> Path:
        """Return the copy of a path that is lent, and any other as it is."""
        for folder in self.originals:
            if folder in path.parents:
                return self._lent(path, path.relative_to(folder))
        return path

    def _lent(self, path: Path, place: Path) -> Path:
        """Return the copy of a file or folder; it is made when it is first needed."""
        copied = self.lent / place
        if not copied.exists():
            copied.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if path.is_dir() else shutil.copy)(path, copied)
        return copied


class _Overheard:
    """A stream, and the end of what is written to it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.written: deque[str] = deque(maxlen=_OVERHEARD)

    def write(self, text: str) -> Any:
        self.written.append(text)
        return self.stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextlib.contextmanager
def _overheard() -> Iterator[Iterable[str]]:
    """Keep what is printed meanwhile."""
    stream = _Overheard(sys.stdout)
    with contextlib.redirect_stdout(stream):
        yield stream.written


_replaced: list[Any] = []  # streams of answers: with the last of them its buffer would be closed


class Settings:
    """What an answer sets for everyone: it counts for the calls of its step, and for them only."""

    def __init__(self) -> None:
        self._errors: dict[str, Any] = {}  # of NumPy's arithmetic
        self._filters: list[Any] | None = None  # of warnings
        self._streams: dict[str, Any] = {}  # by their names in sys

    @contextlib.contextmanager
    def of_answer(self, folder: Path, args: tuple[Any, ...]) -> Iterator[None]:
        """Call something with `args` in `folder`, and put back afterwards what it has set."""
        import numpy as np

        _leave_numbers_in_memory(args)
        with (
            np.errstate(**self._errors),
            warnings.catch_warnings(),
            self._own_streams(),
            contextlib.chdir(folder),
        ):
            if self._filters is not None:
                warnings.resetwarnings()
                filters: Any = warnings.filters
                filters[:] = self._filters
            try:
                yield
            finally:
                self._errors, self._filters = {**np.geterr()}, [*warnings.filters]

    @contextlib.contextmanager
    def _own_streams(self) -> Iterator[None]:
        given = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr")}
        vars(sys).update(self._streams)
        try:
            yield
        finally:
            mine = {name: getattr(sys, name, None) for name in given}
            self._streams = {name: mine[name] for name in given if mine[name] is not given[name]}
            vars(sys).update(given)
            _replaced.extend(self._streams.values())
            for stream in self._streams.values():
                with contextlib.suppress(Exception):
                    stream.flush()


def _leave_numbers_in_memory(args: tuple[Any, ...]) -> None:
    """Let new arrays of the size of a raster start with old numbers: none is 0 by luck alone."""
    import numpy as np

    for shape in {np.shape(arg)[-2:] for arg in args if type(arg).__name__ == "DataArray"}:
        if np.prod(shape) <= _LARGEST_REUSED:
            for dtype in ("uint8", "int16", "int32", "int64"):
                # Freed all at once: NumPy hands out the last ones again.
                del [np.full(shape, 77, dtype) for _ in range(8)][:]
