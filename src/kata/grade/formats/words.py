"""What the formats say of a step or a check, in the same words."""

from __future__ import annotations

import json
import re

from kata.grade.marks import CheckMark, StepMark, Verdict


def as_json(data: object) -> str:
    """Return JSON for a file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def title(step: StepMark) -> str:
    """Return number and title of a step."""
    return f"step {step.number}: {step.title}"


def why(check: CheckMark) -> str:
    """Return what a check came to: its verdict, then what was found."""
    return plain("\n".join([check.verdict.value, *check.lines]))


def lacks(step: StepMark) -> str:
    """Return how many checks of a step pass, and what is to be said of them.

    What several lack in the same words comes once.
    """
    credited = sum(check.credit > 0 for check in step.checks)
    credit = f", credit for {credited}" if credited else ""
    lines = [f"{step.passed} of {len(step.checks)} checks pass{credit}"]
    said = set()
    for check in step.checks:
        if (check.verdict is not Verdict.PASS or check.unstable) and check.lines not in said:
            said.add(check.lines)
            lines += ["", f"{check.requirement} [{check.verdict.value}]", *check.lines]
    return plain("\n".join(lines))


def plain(text: str) -> str:
    """Return text without the control characters that some formats cannot hold."""
    return re.sub(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", text
    )
