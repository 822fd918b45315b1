"""The catalogue: right answers and mistakes, a folder for each kind and step."""

from pathlib import Path

import pytest
from judge import ROOT

from kata.project import load_steps

HERE = Path(__file__).parent
# Those with a function to write; the last one has none.
STEPS = [step for step in load_steps(ROOT) if step.function]


def answers(kind):
    """Return the step and the file of each answer of a kind, ``right`` or ``mistakes``."""
    return [
        (step, path) for step in STEPS for path in sorted((HERE / kind / step.key).glob("*.py"))
    ]


def files(kind):
    """Return a parameter of pytest for each answer of a kind: its step and its file."""
    return [
        pytest.param(step, path, id=f"{kind}-{step.number}-{path.stem}")
        for step, path in answers(kind)
    ]
