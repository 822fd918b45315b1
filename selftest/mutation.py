"""Do the graded tests see a small fault in an answer? ``tox -e mutation [-- step3 step5]``.

Each reference answer is changed in one place at a time; its own step's checks have to fail. What
changes nothing a step promises is listed with its reason in ``equivalent.toml``. The exit code is
1 if a mutant is neither rejected nor listed, or is listed in vain.
"""

import argparse
import json
import sys
import tempfile
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from judge import ROOT, judge_many, lone_step

from kata.project import load_steps

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
REPORT = ROOT / "reports" / "mutation.json"
# One failed check is enough, its traceback takes pytest longer than the check, and a call of the
# reference answers takes less than a second.
QUICK = ("-x", "--tb=native", "--time-limit", "20")


@dataclass(frozen=True)
class Score:
    """How many mutants of a step there are, were rejected, and need not be."""

    mutants: int
    killed: int
    equivalent: int

    @property
    def share(self):
        return self.killed / (self.mutants - self.equivalent)


def scores():
    """Return the score of each step, by its key, as the last run left them."""
    report = json.loads(REPORT.read_text(encoding="utf-8")) if REPORT.is_file() else {}
    return {key: Score(**numbers) for key, numbers in sorted(report.items())}


def remember(found):
    """Put the scores of some steps beside those that are known of others."""
    REPORT.parent.mkdir(exist_ok=True)
    known = {key: asdict(score) for key, score in {**scores(), **found}.items()}
    REPORT.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


def survivors(step, mutants):
    """Return the mutants of a step that its checks let pass."""
    texts = [reference(step), *(mutant.text for mutant in mutants)]
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number, text in enumerate(texts):
            path = Path(folder, f"{number}.py")
            path.write_text(text, encoding="utf-8")
            job = lone_step(path, step.id, Path(folder, str(number)))
            jobs.append((*job, *QUICK))
        plain, *judged = judge_many(jobs)
    if plain.code:
        sys.exit(f"solutions/{step.file_name} does not pass: its mutants tell nothing")
    return [mutant for mutant, got in zip(mutants, judged, strict=True) if got.code != 1]


def reference(step):
    return (ROOT / "solutions" / step.file_name).read_text(encoding="utf-8")


def listed(key):
    """Return the differences of a step that are listed as equivalent."""
    table = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get(key, [])
    return {(entry["original"], mutated) for entry in table for mutated in entry["mutated"]}


def run(step):
    """Judge the mutants of a step; return its score, and what is wrong in lines of text."""
    # Here, not above: each forked child imports this module anew.
    from mutators import mutants

    tried = mutants(reference(step))
    passed = {(mutant.original, mutant.mutated) for mutant in survivors(step, tried)}
    known = listed(step.key)
    score = Score(len(tried), len(tried) - len(passed), len(passed & known))
    wrong = {"survived": passed - known, "is listed in vain": known - passed}
    lines = [
        line
        for said, pairs in wrong.items()
        for original, mutated in sorted(pairs)
        for line in (
            f"a mutant of {step.key} {said}",
            *marked("-", original),
            *marked("+", mutated),
        )
    ]
    return score, lines


def marked(mark, lines):
    return [f"  {mark} {line}" for line in lines.splitlines()]


def main():
    steps = {step.key: step for step in load_steps(ROOT) if step.function}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("steps", nargs="*", metavar="stepN", help="all of them by default")
    chosen = parser.parse_args().steps or list(steps)
    if unknown := set(chosen) - set(steps):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    wrong = []
    print(f"{'step':<8}{'mutants':>9}{'rejected':>10}{'equivalent':>12}{'score':>8}")
    for key in chosen:
        score, lines = run(steps[key])
        wrong += lines
        numbers = f"{score.mutants:>9}{score.killed:>10}{score.equivalent:>12}"
        print(f"{key:<8}{numbers}{score.share:>8.1%}", flush=True)
        remember({key: score})
    print(*wrong, sep="\n", end="")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
