"""The guard of the template: answers stay in the repositories of those who wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kata.check.sources import Defect, Source
from kata.check.stubs import is_open
from kata.project import load_steps

ADVICE = """\
All learners start from this repository, and an answer in it would spoil a step for them.
Keep yours at home: close the pull request, press "Use this template" on GitHub, and push to the
repository of your own that this makes. If you meant to send something else, put each stub back:
kata reset STEP keeps your file beside it."""


def answers_in_stubs(root: Path) -> Iterator[Defect]:
    """Yield the stubs of the kata in `root` that no longer raise NotImplementedError."""
    for step in load_steps(root):
        file = f"exercises/{step.file_name}"
        if step.function is None or not (root / file).is_file():
            continue
        stub = Source.read(root, file)
        if isinstance(stub, Defect):
            yield stub
            continue
        function = stub.function(step.function)
        if function is None or not is_open(function):
            line = function.lineno if function else 1
            said = "the stub no longer just raises NotImplementedError: is this an answer?"
            yield Defect(file, line, said)
