"""Grade the catalogue with and without ``--isolate``: ``tox -e isolation [-- step3 ...]``.

Verdicts, messages and names of mistakes have to be the same. Exits with 1 and shows both where
they are not. Answers of different steps share a folder: they are graded by different checks.
"""

import argparse
import itertools
import re
import sys
import tempfile
import time
from pathlib import Path

from catalogue import HERE, STEPS, answers
from judge import ROOT, judge_many

# A folder of pytest's, an address, the time in a gzip file.
VARIABLE = re.compile(r"pytest-\d+/|0x[0-9a-f]+|(?<=b'\\x1f\\x8b).*")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("keys", metavar="STEP", nargs="*", help="such as step3; all by default")
    parser.add_argument("--first", metavar="N", type=int, help="only so many answers of a kind")
    args = parser.parse_args()
    keys = args.keys or [step.key for step in STEPS]
    start = time.perf_counter()
    wrong = 0
    for kind in ("right", "mistakes"):
        groups = list(grouped(kind, keys))[: args.first]
        for said in differences(groups):
            wrong += 1
            print(said)
        print(f"{kind}: {sum(map(len, groups))} answers, graded twice")
    print(f"{time.perf_counter() - start:.0f} s")
    return 1 if wrong else 0


def grouped(kind, keys):
    """Yield groups of answers of a kind, at most one for each step."""
    files = [[path for step, path in answers(kind) if step.key == key] for key in keys]
    for group in itertools.zip_longest(*files):
        yield [path for path in group if path]


def differences(groups):
    """Yield what is not the same where the answers of each group are called elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = [job(group, Path(folder) / str(number)) for number, group in enumerate(groups)]
        here, there = judge_many(jobs), judge_many([(*one, "--isolate") for one in jobs])
    for group, one, other in zip(groups, here, there, strict=True):
        names = {path.parent.name: path.relative_to(HERE) for path in group}
        if not one.checks or set(one.checks) != set(other.checks):
            yield f"{', '.join(map(str, names.values()))}: not the same checks ran\n{other.output}"
        for check in one.checks.keys() & other.checks.keys():
            seen, told = comparable(one.checks[check]), comparable(other.checks[check])
            if seen != told:
                yield "\n".join([f"{names[check.split(':')[0]]} {check}", *seen, "  but", *told])


def job(group, folder):
    """Make a folder of answers; return the job that grades them."""
    folder.mkdir()
    checks = []
    for path in group:
        step = next(step for step in STEPS if step.key == path.parent.name)
        (folder / step.file_name).write_bytes(path.read_bytes())
        checks.append(str(ROOT / "tests" / f"test_{step.id}.py"))
    return folder, *checks


def comparable(check):
    """Return the lines of a check, without what is another one in each run."""
    lines = [check["status"], ", ".join(check["causes"]), *check["lines"]]
    return [VARIABLE.sub("", line) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
