"""The versions of ``tox -e lowest`` are the lower bounds."""

import tomllib

from judge import ROOT


def test_lowest_versions_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "selftest" / "lowest.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == [bound.replace(">=", "==") for bound in project["dependencies"]]
