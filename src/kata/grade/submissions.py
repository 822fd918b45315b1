"""What there is to grade, and a fresh folder with nothing but the answer in it."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

from kata.grade.bundle import Bundle, RefusedError, open_bundle
from kata.grade.notebook import read_notebook
from kata.project import TABLE, Step

OWN_FILES = ("grades.csv", "journal.jsonl", "class.html")  # beside the folders of the learners

_NOTEBOOK = ".ipynb"
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows
_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_NOT_HELPERS = {"conftest", "sitecustomize", "usercustomize", "kata", "tests"}
_NAMED = 5  # files that a note names
_SLOW = {"idna", "punycode"}  # encodings of a few letters, which take hours for a million


@dataclass(frozen=True)
class Submission:
    """What one learner sent: a folder, a zip or a notebook."""

    name: str
    path: Path

    @property
    def folder_name(self) -> str:
        """The name as that of a folder, on any system."""
        plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]', "_", self.name).strip(" .")
        taken = plain.casefold() in OWN_FILES or _DEVICE.fullmatch(plain) or not plain
        return f"{plain}_" if taken else plain


@dataclass(frozen=True)
class Refusal:
    """What cannot be graded, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Prepared:
    """An answer in a folder of its own.

    Attributes
    ----------
    folder : pathlib.Path
        Holds step files and helper modules, nothing else.
    digest : str
        The same for the same files.
    notes : tuple of str
        What was left out, what is missing.
    """

    folder: Path
    digest: str
    notes: tuple[str, ...]


def find_submissions(
    paths: Iterable[Path], steps: Sequence[Step]
) -> tuple[list[Submission], list[Refusal]]:
    """Return what is to be graded, by name, and what cannot be.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        Each a folder with step files, a zip, a notebook, a folder of such, or a CSV with the
        columns name and path.
    steps : sequence of Step
        Of the kata.
    """
    found: list[Submission | Refusal] = []
    for path in paths:
        try:
            found += _found_in(path, steps)
        except RefusedError as error:
            found.append(Refusal(path.name, str(error)))
    by_name: defaultdict[str, list[Submission]] = defaultdict(list)
    refusals = [one for one in found if isinstance(one, Refusal)]
    for one in found:
        if isinstance(one, Submission):
            by_name[one.folder_name.casefold()].append(one)
    for group in by_name.values():
        if len(group) > 1:
            places = ", ".join(str(one.path) for one in group)
            refusals.append(Refusal(group[0].name, f"two have this name: {places}; keep one"))
    submissions = [group[0] for group in by_name.values() if len(group) == 1]
    return (
        sorted(submissions, key=lambda one: (one.name.casefold(), one.name)),
        sorted(refusals, key=lambda one: (one.name.casefold(), one.name, one.reason)),
    )


def _found_in(path: Path, steps: Sequence[Step]) -> Iterator[Submission | Refusal]:
    if path.is_file() and path.suffix.casefold() == ".csv":
        yield from _listed(path)
    elif path.is_file():
        yield Submission(path.stem, path)
    elif not path.is_dir():
        raise RefusedError(f"{path} does not exist")
    elif _is_answer(path, steps):
        yield Submission(path.resolve().name, path)
    else:
        yield from _class(path)


def _is_answer(folder: Path, steps: Sequence[Step]) -> bool:
    """Whether a folder is the answer itself, not one that holds answers."""
    names = {step.file_name.casefold() for step in steps if step.function}
    try:
        there = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError as error:
        raise RefusedError(f"{folder} cannot be read: {error.strerror}") from error
    files = [path for path in there if path.is_file()]
    if (folder / TABLE).is_file() or any(path.name.casefold() in names for path in files):
        return True
    # Notebooks can be those of one learner, a step in each, or one of each learner.
    notebooks = [path for path in files if path.suffix.casefold() == _NOTEBOOK]
    if not notebooks or any(_is_of_another(path, names) for path in there):
        return False
    return not _share_a_step(notebooks, steps)


def _is_of_another(path: Path, names: Collection[str]) -> bool:
    """Whether this is a zip, or a folder with step files."""
    if not path.is_dir():
        return path.suffix.casefold() == ".zip"
    try:
        inside = [*path.iterdir()]
    except OSError:
        return False
    return any(one.name.casefold() in names or one.suffix.casefold() == _NOTEBOOK for one in inside)


def _share_a_step(notebooks: Iterable[Path], steps: Sequence[Step]) -> bool:
    seen: set[str | None] = set()
    for path in notebooks:
        try:
            with open_bundle(path) as bundle:
                functions = read_notebook(path.name, bundle.read(bundle.names[0])).functions
        except RefusedError:
            continue
        mine = {step.function for step in steps if step.function in functions}
        if mine & seen:
            return True
        seen |= mine
    return False


def _class(folder: Path) -> Iterator[Submission | Refusal]:
    found = False
    for path in folder.iterdir():
        suffix = path.suffix.casefold()
        if path.name.startswith(".") or path.name == "__MACOSX":
            continue
        if path.is_dir():
            yield Submission(path.name, path)
        elif suffix in (".zip", _NOTEBOOK):
            yield Submission(path.stem, path)
        elif suffix in _ARCHIVES:
            yield Refusal(path.name, "is no zip: pack it again as one")
        else:
            continue
        found = True
    if not found:
        raise RefusedError(f"{folder} holds no step file, no folder, no zip and no notebook")


def _listed(table: Path) -> Iterator[Submission | Refusal]:
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(f"{table.name} cannot be read: save it as CSV in UTF-8") from error
    header = text.partition("\n")[0]
    # Where the comma is for decimals, spreadsheets write semicolons.
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in header else ",")
    if not {"name", "path"} <= set(rows.fieldnames or ()):
        raise RefusedError(f"{table.name} needs the columns name and path")
    for row in rows:
        name, path = " ".join((row["name"] or "").split()), (row["path"] or "").strip()
        if path:
            yield Submission(name or path, table.parent / path)
        elif name:
            yield Refusal(name, "has no path in its row: nothing was sent")


def prepare(submission: Submission, steps: Sequence[Step], folder: Path) -> Prepared:
    """Copy the step files of a submission, and the modules beside them, into a new folder.

    Raises
    ------
    RefusedError
        It cannot be graded.
    """
    if not submission.path.exists():
        raise RefusedError(f"{submission.path} does not exist")
    with open_bundle(submission.path) as bundle:
        try:
            answer = _chosen(bundle, steps)
        except _NoStepError:
            # Learning platforms put what was sent into a folder.
            zips = [name for name in bundle.names if name.suffix.casefold() == ".zip"]
            if len(zips) != 1 or not submission.path.is_dir():
                raise
            with open_bundle(submission.path / zips[0]) as inner:
                answer = _chosen(inner, steps)
    folder.mkdir(parents=True)
    digest = hashlib.sha256()
    for name, content in sorted(answer.files.items()):
        (folder / name).write_bytes(content)
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return Prepared(folder, digest.hexdigest(), answer.notes)


class _NoStepError(RefusedError):
    pass


@dataclass(frozen=True)
class _Answer:
    files: dict[str, bytes]
    notes: tuple[str, ...]


def _chosen(bundle: Bundle, steps: Sequence[Step]) -> _Answer:
    """Return what is copied, under the names it gets."""
    written = [step for step in steps if step.function]
    names, notes = _exercises_of_kata(bundle.names)
    candidates: dict[str, dict[PurePosixPath, bytes]] = {step.file_name: {} for step in written}
    of_case = {step.file_name.casefold(): step.file_name for step in written}
    for name in names:
        if step_file := of_case.get(name.name.casefold()):
            candidates[step_file][name] = _as_text(name.name, bundle.read(name))
        elif name.suffix.casefold() == _NOTEBOOK:
            module = read_notebook(name.name, bundle.read(name))
            mine = [step for step in written if step.function in module.functions]
            for step in mine:
                candidates[step.file_name][name] = module.text.encode()
            notes += list(module.notes) if mine else []
    for step in written:
        if len(several := candidates[step.file_name]) > 1:
            raise RefusedError(
                f"{len(several)} files for step {step.number}: "
                f"{', '.join(map(str, several))}; keep one"
            )
    chosen = {file: next(iter(one.items())) for file, one in candidates.items() if one}
    if not chosen:
        raise _NoStepError("no step file, such as " + written[0].file_name)
    files = {file: content for file, (_, content) in chosen.items()}
    places = {name for name, _ in chosen.values()}
    helpers, left_out = _beside(bundle, names, places)
    if missing := [str(step.number) for step in written if step.file_name not in files]:
        notes.append(f"no file for step {', '.join(missing)}")
    if left_out:
        more = f" and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
        notes.append(f"left out: {', '.join(left_out[:_NAMED])}{more}")
    return _Answer(helpers | files, tuple(notes))


def _exercises_of_kata(
    names: tuple[PurePosixPath, ...],
) -> tuple[tuple[PurePosixPath, ...], list[str]]:
    """Return only the exercises where the whole kata was sent: it has other answers as well."""
    tables = [name for name in names if name.parts[-2:] == TABLE.parts]
    if len(tables) != 1:
        return names, []
    exercises = tables[0].parent
    mine = tuple(name for name in names if exercises in name.parents and name != tables[0])
    return mine, ["the whole kata was sent: its exercises/ is graded"]


def _beside(
    bundle: Bundle, names: Iterable[PurePosixPath], places: set[PurePosixPath]
) -> tuple[dict[str, bytes], list[str]]:
    """Return the modules beside the step files, and the names of what else is there."""
    folders = {place.parent for place in places}
    helpers: dict[str, tuple[PurePosixPath, bytes]] = {}
    left_out: list[str] = []
    for name in names:
        if name in places:
            continue
        if name.parent not in folders:
            # A package is not taken along, but who wrote it should know.
            if name.suffix == ".py" and name.parent.parent in folders:
                left_out.append(f"{name.parent.name}/")
        elif name.name == TABLE.name:
            continue
        elif not _is_helper(name):
            left_out.append(name.name)
        else:
            content = _as_text(name.name, bundle.read(name))
            other, known = helpers.setdefault(name.name, (name, content))
            if known != content:
                raise RefusedError(f"two modules {name.name}: {other}, {name}; keep one")
    return (
        {file: content for file, (_, content) in helpers.items()},
        list(dict.fromkeys(left_out)),
    )


def _is_helper(name: PurePosixPath) -> bool:
    return name.suffix == ".py" and name.stem.isidentifier() and name.stem not in _library_names()


@cache
def _library_names() -> frozenset[str]:
    """Return names of modules that are taken: one of a learner's would shadow a library."""
    return frozenset({*_NOT_HELPERS, *sys.stdlib_module_names, *packages_distributions()})


def _as_text(name: str, content: bytes) -> bytes:
    """Return the content of a module if Python can read it as text."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        if codecs.lookup(encoding).name in _SLOW or "\0" in content.decode(encoding):
            raise ValueError
    except (SyntaxError, ValueError, LookupError) as error:
        raise RefusedError(f"{name} is not UTF-8: save it as UTF-8 and send it again") from error
    return content
