"""Load the functions of an answer: a folder that holds step files.

A step file is loaded by its path, so that a folder of answers needs no ``__init__`` and two
answers never meet. Whatever goes wrong is said in one line (`AnswerError`).
"""

from __future__ import annotations

import importlib.util
import inspect
import linecache
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from kata.deadline import DeadlineError
from kata.project import Step


@dataclass(frozen=True)
class Frame:
    """A place in the learner's own code."""

    file: Path
    line: int
    function: str

    @property
    def code(self) -> str:
        """The line itself, without its indentation."""
        return linecache.getline(str(self.file), self.line).strip()


class AnswerError(Exception):
    """An answer could not be loaded, or raised.

    Attributes
    ----------
    said : str
        What is wrong, in one line.
    frame : Frame or None
        The learner's own innermost frame.
    cause : str
        Short name of what went wrong.
    """

    cause = "cannot-be-called"

    def __init__(self, said: str, frame: Frame | None = None) -> None:
        super().__init__(said)
        self.said = said
        self.frame = frame


class NotStartedError(AnswerError):
    """The step's function still raises NotImplementedError."""


class AnswerRaisedError(AnswerError):
    """The step's function raised; `__cause__` has the exception."""

    cause = "raised"


class AnswerTooSlowError(AnswerError):
    """The answer was stopped after the time a call may take."""

    cause = "too-slow"

    @classmethod
    def after(cls, time: object, what: str, frame: Frame | None = None) -> AnswerTooSlowError:
        """Return the error for a call or an import that was stopped after some time."""
        return cls(f"{what} was stopped after {time}: does a loop never end? (--time-limit)", frame)


class AnswerCrashedError(AnswerError):
    """The answer ended its process, or left it unable to reply."""

    cause = "crashed"


class AnswerOutOfMemoryError(AnswerCrashedError):
    """The answer took more memory than it may."""

    cause = "out-of-memory"


@dataclass(frozen=True)
class Answer:
    """A folder of step files under test.

    Attributes
    ----------
    folder : pathlib.Path
        Absolute path of the folder.
    """

    folder: Path

    def path(self, step: Step) -> Path:
        """Return where the file of `step` has to be."""
        return self.folder / step.file_name

    def function(self, step: Step) -> Callable[..., Any]:
        """Load the function of `step`.

        Returns
        -------
        callable
            The learner's function, wrapped so that what it raises becomes an `AnswerError`.

        Raises
        ------
        AnswerError
            The folder, the file or the function is missing, or the file cannot be imported.
        """
        if step.function is None:
            raise ValueError(f"{step.id} has no function of its own")
        module = self._load(step)
        function = getattr(module, step.function, None)
        if not callable(function):
            raise AnswerError(_missing_function(step, self.path(step), module))

        def call(*args: Any) -> Any:
            _check_signature(function, step, args)
            with self._importable(module), self._own_errors(step):
                return function(*args)

        return call

    def _load(self, step: Step) -> Any:
        path = self.path(step)
        if not self.folder.is_dir():
            raise AnswerError(f"there is no folder {self.folder}: name one that holds step files")
        if not path.is_file():
            raise AnswerError(f"{path.name} is missing in {self.folder}{self._cure(step)}")
        spec = importlib.util.spec_from_file_location(step.id, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        with self._importable(module), self._own_errors(step, importing=True):
            # Compiled from the text each time: a .pyc can be stale within one second of a save.
            linecache.checkcache(str(path))
            code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
            exec(code, module.__dict__)
        return module

    def _cure(self, step: Step) -> str:
        """Tell learners what brings a file back; only theirs can be reset."""
        mine = self.folder.name == "exercises"
        return f": kata reset {step.key} brings the stub back" if mine else ""

    @contextmanager
    def _importable(self, module: ModuleType) -> Iterator[None]:
        """Let a step file be imported by others and by its own worker processes.

        The folder comes last on the path, so that nothing in it shadows a library.
        """
        folder = str(self.folder)
        # What a step file imports from here is as fresh as the step file itself.
        sys.path_importer_cache[folder] = FileFinder(folder, (_Uncached, SOURCE_SUFFIXES))
        added = folder not in sys.path
        if added:
            sys.path.append(folder)
        before = set(sys.modules)
        sys.modules[module.__name__] = module
        try:
            yield
        finally:
            if added and folder in sys.path:
                sys.path.remove(folder)
            sys.path_importer_cache.pop(folder, None)
            # Forgotten again: the next answer has files of the same names.
            for name in set(sys.modules) - before:
                file = getattr(sys.modules[name], "__file__", None) or ""
                if self._owns(file):
                    del sys.modules[name]

    @contextmanager
    def _own_errors(self, step: Step, *, importing: bool = False) -> Iterator[None]:
        """Turn whatever the answer raises into one line and the learner's own frame."""
        try:
            yield
        except (KeyboardInterrupt, AnswerError):
            raise
        except DeadlineError as error:
            what = f"importing {step.file_name}" if importing else str(step.function)
            frame = self._frame(error.__traceback__)
            raise AnswerTooSlowError.after(error, what, frame) from error
        except SyntaxError as error:
            raise self._syntax_error(error, step) from error
        except BaseException as error:
            if (type(error).__name__, str(error)) == ("Exit", "Quitting debugger"):
                raise KeyboardInterrupt from error  # q at the prompt of a breakpoint
            # pytest.skip, sys.exit and the like are no way out of a check.
            frame = self._frame(error.__traceback__)
            if isinstance(error, NotImplementedError) and self._raised_here(error):
                raise NotStartedError(
                    f"{step.function} still raises NotImplementedError", frame
                ) from error
            verb = "called sys.exit" if isinstance(error, SystemExit) else "raised"
            if importing:
                said = f"importing {step.file_name} {verb}: {describe(error)}"
                raise AnswerError(said, frame) from error
            said = f"{step.function} {verb}: {describe(error)}"
            raise AnswerRaisedError(said, frame) from error

    def _syntax_error(self, error: SyntaxError, step: Step) -> AnswerError:
        name = Path(error.filename or step.file_name).name
        frame = None
        if error.filename and error.lineno:
            frame = Frame(Path(error.filename), error.lineno, "<module>")
        said = f"{name} cannot be read by Python: {error.msg}"
        if any(word in said for word in ("null bytes", "codec", "encoding")):
            said += "; let the editor save it as UTF-8"
        return AnswerError(said, frame)

    def _frames(self, trace: TracebackType | None) -> list[Frame]:
        return [
            Frame(Path(entry.filename), entry.lineno or 0, entry.name)
            for entry in traceback.extract_tb(trace)
            if self._owns(entry.filename)
        ]

    def _frame(self, trace: TracebackType | None) -> Frame | None:
        frames = self._frames(trace)
        return frames[-1] if frames else None

    def _raised_here(self, error: BaseException) -> bool:
        """Whether the innermost frame is the learner's own, not a library's."""
        entries = traceback.extract_tb(error.__traceback__)
        return bool(entries) and self._owns(entries[-1].filename)

    def _owns(self, file: str) -> bool:
        """Whether a file is the learner's: in the folder, but in no environment inside it."""
        return self.folder in Path(file).parents and "site-packages" not in Path(file).parts


class _Uncached(SourceFileLoader):
    """Compiles a module from its text each time.

    A .pyc is told from the text by size and time, which two saves within a second can share.
    """

    def path_stats(self, path: Any) -> Any:
        raise OSError("no .pyc is wanted")


def describe(error: BaseException) -> str:
    """Return the exception's type and the first line of its message."""
    if isinstance(error, SystemExit):
        return f"exit code {error.code}"
    try:
        lines = str(error).strip().splitlines()
    except Exception:
        lines = []
    said = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    if isinstance(error, AttributeError) and error.name == "rio":
        said += ": import rioxarray adds .rio"
    if type(error).__name__ == "BdbQuit":
        said += ": a breakpoint needs a terminal of its own, where you run pytest"
    return said


def _missing_function(step: Step, path: Path, module: Any) -> str:
    own = [
        name
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    ]
    found = f"; it defines {', '.join(own)}" if own else ""
    return f"{path.name} has no function {step.function}{found}"


def _check_signature(function: Callable[..., Any], step: Step, args: tuple[Any, ...]) -> None:
    """Raise AnswerError unless `function` takes the arguments of its step, by position."""
    try:
        inspect.signature(function).bind(*args)
    except TypeError:
        takes = inspect.signature(function)
        raise AnswerError(
            f"{step.function} is called with {len(args)} arguments, "
            f"but its signature is {step.function}{takes}"
        ) from None
    except ValueError:
        # A callable that shows no signature is given the benefit of the doubt.
        return


def resolve_answer(name: str, root: Path) -> Answer:
    """Return the answer called `name`: ``exercises``, ``solutions`` or any folder.

    A relative path is looked up from the working directory, then from `root`.
    """
    path = Path(name).expanduser()
    candidates = [path] if path.is_absolute() else [Path.cwd() / path, root / path]
    folder = next((folder for folder in candidates if folder.is_dir()), candidates[0])
    return Answer(folder.resolve())
