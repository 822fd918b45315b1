"""What all self-tests share; at the end of a run under CI, which mistakes got which diagnosis."""

import os
import textwrap
from collections import defaultdict

import pytest

# Under tox, pytest would keep the boards of all the katas that tests make in one place.
os.environ.pop("TOX_ENV_DIR", None)

# For each mistake that was graded, its step's key, its name, and the causes that were said.
DIAGNOSED = pytest.StashKey[list[tuple[str, str, set[str]]]]()


def pytest_terminal_summary(terminalreporter, config):
    diagnosed = config.stash.get(DIAGNOSED, [])
    if not diagnosed or not os.environ.get("CI"):
        return
    rows = defaultdict(list)
    for key, name, causes in diagnosed:
        for cause in causes or {"(no name)"}:
            rows[key, cause].append(name)
    terminalreporter.section("mistakes and the name each failure gave them")
    for (key, cause), names in sorted(rows.items()):
        head = f"{key}  {cause:<20} "
        text = textwrap.fill(" ".join(names), 100, initial_indent=head, subsequent_indent=" " * 29)
        terminalreporter.write_line(text)
