"""What all self-tests share; at the end of a run under CI, which mistakes got which diagnosis."""

import os
import textwrap
from collections import defaultdict

import pytest
from judge import judge_many, lone_step

# Under tox, pytest would keep the boards of all the katas that tests make in one place.
os.environ.pop("TOX_ENV_DIR", None)

# For each mistake that was graded, its step's key, its name, and the causes that were said.
DIAGNOSED = pytest.StashKey[list[tuple[str, str, set[str]]]]()


@pytest.fixture(scope="session")
def judgements(request, tmp_path_factory):
    """Grade all the answers that this run asks for, side by side; return them by their file."""
    params = [getattr(item, "callspec", None) for item in request.session.items]
    pairs = [(p.params["step"], p.params["path"]) for p in params if p and "path" in p.params]
    pairs = list(dict.fromkeys(pairs))  # several tests look at one answer
    folder = tmp_path_factory.mktemp("answers")
    jobs = [
        lone_step(path, step.id, folder / str(number)) for number, (step, path) in enumerate(pairs)
    ]
    judged = dict(zip([path for _, path in pairs], judge_many(jobs), strict=True))
    request.config.stash[DIAGNOSED] = [
        (step.key, path.stem, judged[path].causes)
        for step, path in pairs
        if path.parts[-3] == "mistakes"
    ]
    return judged


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
