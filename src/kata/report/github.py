"""What GitHub shows of a run: annotations on the learner's own lines, and a summary."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from kata.answers import Answer
from kata.grading.board import Row, State, what_next
from kata.grading.report import Fault, Result, find_faults
from kata.project import Step

_SHOWN = 10  # annotations of one kind that GitHub shows; it drops the others


def tell_github(
    root: Path, answer: Answer, rows: Sequence[Row], results: Sequence[Result]
) -> list[str]:
    """Write the summary where GitHub Actions wants it; return the annotations to print.

    Does nothing elsewhere.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the kata.
    answer : Answer
        That was graded.
    rows : sequence of Row
        The board.
    results : sequence of Result
        Of every check that ran.
    """
    if not under_github():
        return []
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        # Other steps of the job may have written to it.
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(summarize(rows, results, _shown(answer.folder, root)))
    return list(islice(annotate(root, answer, rows, results), _SHOWN))


def under_github() -> bool:
    """Whether this process runs in a job of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotate(
    root: Path, answer: Answer, rows: Sequence[Row], results: Sequence[Result]
) -> Iterator[str]:
    """Yield an annotation for each fault of the steps that are started."""
    for row, faults in _to_fix(rows, results):
        for fault in faults:
            file, line = _place(answer, row.step, fault)
            message = "\n".join(fault.more).strip() or fault.head
            title = f"step {row.step.number}: {fault.head}"
            yield annotation(title, message, _shown(file, root) if file else "", line)


def annotation(title: str, message: str, file: str, line: int) -> str:
    """Return the command that makes GitHub show an error at a line of a file ("" for none)."""
    place = f"file={_property(file)},line={line}," if file else ""
    return f"::error {place}title={_property(title)}::{_data(message)}"


def summarize(rows: Sequence[Row], results: Sequence[Result], folder: str) -> str:
    """Return the board, then what each step lacks, as Markdown.

    Parameters
    ----------
    rows : sequence of Row
        The board.
    results : sequence of Result
        Of every check that ran.
    folder : str
        Folder of the answer, as people type it.
    """
    passed, total = sum(row.passed for row in rows), sum(row.total for row in rows)
    lines = [f"## {passed} of {total} checks pass", ""]
    lines += ["| step | checks | state |", "| --- | ---: | --- |"]
    for row in rows:
        title = f"{row.step.number} {_plain(row.step.title)}"
        lines.append(f"| {title} | {row.passed}/{row.total} | {row.said} |")
    lines += ["", _plain(what_next(rows, folder))]
    for row, faults in _to_fix(rows, results):
        place = "" if row.step.function is None else f", {_plain(row.step.file_name)}"
        lines += ["", f"### Step {row.step.number}{place}", ""]
        for fault in faults:
            said = fault.more[0].strip() if fault.more else ""
            lines.append(f"- **{_plain(fault.head)}** {_plain(said)}".rstrip())
    return "\n".join(lines) + "\n"


def _to_fix(rows: Sequence[Row], results: Sequence[Result]) -> Iterator[tuple[Row, list[Fault]]]:
    for row in rows:
        if row.state is State.TO_FIX:
            yield row, find_faults(result for result in results if result.step is row.step)


def _place(answer: Answer, step: Step, fault: Fault) -> tuple[Path | None, int]:
    """Return where the answer raised, else where the function of the step begins."""
    if frame := fault.first.frame:
        return frame.file, frame.line
    if step.function is None:
        return None, 0
    file = answer.path(step)
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    found = re.search(rf"^(async +)?def +{step.function}\b", text, flags=re.MULTILINE)
    return file, text.count("\n", 0, found.start()) + 1 if found else 1


def _shown(path: Path, root: Path) -> str:
    """Return a path as GitHub knows it: relative to the kata where it is inside."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>&|~#$])", r"\\\1", text)
