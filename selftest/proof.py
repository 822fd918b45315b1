"""Measure how good the graded tests are: ``tox -e proof [-- --write]``.

Grades every right answer and every mistake of the catalogue, repeats the right answers that leave
luck a place, and prints the table of the README. Exits with 1 when an answer is judged wrongly, or
when the README has another table; ``--write`` puts this one there.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from catalogue import HERE, STEPS, answers
from judge import ROOT, declared, judge, judge_many, lone_step

README = ROOT / "README.md"
MUTATION = ROOT / "reports" / "mutation.json"
REPEATS = 50
BEGIN, END = "<!-- proof: tox -e proof -- --write -->\n", "<!-- end of proof -->"
HEAD = ["step", "checks", "mistakes rejected", "named", "right answers accepted", "mutants killed"]


@dataclass
class Row:
    """What is known of the graded tests of one step."""

    title: str
    checks: int
    mistakes: list[bool]
    named: list[bool]
    right: list[bool]
    mutants: tuple[int, int] | None = None

    def cells(self):
        mutants = "" if self.mutants is None else "{} of {}".format(*self.mutants)
        counts = [f"{sum(part)} of {len(part)}" for part in (self.mistakes, self.named, self.right)]
        return [self.title, str(self.checks), *counts, mutants]

    def __add__(self, other):
        mutants = None
        if self.mutants and other.mutants:
            mutants = tuple(map(sum, zip(self.mutants, other.mutants, strict=True)))
        return Row(
            "all",
            self.checks + other.checks,
            self.mistakes + other.mistakes,
            self.named + other.named,
            self.right + other.right,
            mutants,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    options = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        rows, wrong = measure(Path(folder))
        runs, failed = repeat(Path(folder))
    luck = f"{failed} of {runs} runs failed, {REPEATS} seeds each"
    text = f"{table(rows)}\nRight answers that leave luck a place: {luck}.\n"
    print(text)
    for line in wrong:
        print(line)
    print(f"{time.perf_counter() - start:.0f} s")
    if options.write:
        README.write_text(with_table(README.read_text(encoding="utf-8"), text), encoding="utf-8")
    elif text not in README.read_text(encoding="utf-8"):
        wrong.append("the README has another table: tox -e proof -- --write")
        print(wrong[-1])
    return 1 if wrong or failed else 0


def measure(folder):
    """Return a row for each step, and a line for each answer that is judged wrongly."""
    reference = judge("solutions")
    files = [*answers("mistakes"), *answers("right")]
    jobs = [lone_step(path, step.id, folder / str(n)) for n, (step, path) in enumerate(files)]
    mutation = json.loads(MUTATION.read_text(encoding="utf-8")) if MUTATION.is_file() else {}
    rows = {
        step: Row(
            f"{step.number} {step.title}",
            sum(name.startswith(f"{step.key}:") for name in reference.checks),
            [],
            [],
            [],
            mutants_of(mutation.get(step.key)),
        )
        for step in STEPS
    }
    wrong = [] if reference.code == 0 else ["the reference answers do not pass"]
    for (step, path), got in zip(files, judge_many(jobs), strict=True):
        row, place = rows[step], path.relative_to(ROOT)
        if path.is_relative_to(HERE / "right"):
            row.right.append(got.code == 0)
            if got.code != 0:
                wrong.append(f"{place}: a right answer is rejected")
            continue
        row.mistakes.append(got.code == 1)
        row.named.append(bool(got.causes) and got.causes == declared(path))
        if got.code != 1:
            wrong.append(f"{place}: a mistake is accepted")
        elif got.causes != declared(path):
            wrong.append(f"{place}: {sorted(declared(path))} declared, {sorted(got.causes)} said")
    return list(rows.values()), wrong


def mutants_of(counts):
    """Return how many mutants were killed, of those that are not equivalent."""
    if counts is None:
        return None
    return counts["killed"], counts["mutants"] - counts["equivalent"]


def repeat(folder):
    """Grade right answers that use chance with other seeds; return the runs and how many failed."""
    lucky = [
        (step, path)
        for step, path in answers("right")
        if uses_chance(path.read_text(encoding="utf-8"))
    ]
    jobs, seeds = [], []
    for number, (step, path) in enumerate(lucky):
        job = lone_step(path, step.id, folder / f"again {number}")
        jobs += [job] * REPEATS
        seeds += range(REPEATS)
    done = judge_many(jobs, seeds)
    return len(done), sum(got.code != 0 for got in done)


def uses_chance(text):
    """Whether an answer draws numbers that it does not fix itself."""
    draws = re.search(r"RandomForestClassifier|random|shuffle|permutation", text)
    return bool(draws) and not re.search(r"(random_state|seed|default_rng)\W*\d", text)


def table(rows):
    """Return the table in Markdown."""
    total = rows[0]
    for row in rows[1:]:
        total += row
    # Mutants are another command's: without its numbers there is no column for them.
    wide = len(HEAD) if total.mutants else len(HEAD) - 1
    lines = [HEAD, ["---", *["---:"] * (wide - 1)], *(row.cells() for row in [*rows, total])]
    return "".join(f"| {' | '.join(line[:wide])} |\n" for line in lines)


def with_table(readme, text):
    """Return the README with this table between its marks."""
    before, rest = readme.split(BEGIN)
    _, after = rest.split(END)
    return before + BEGIN + text + END + after


if __name__ == "__main__":
    sys.exit(main())
