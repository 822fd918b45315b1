"""What can be seen of a class only when all its answers are looked at together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from kata.grade.marks import CheckMark, Marks, StepMark, Verdict
from kata.grade.overview.same import Code, Same, find_same, read_code
from kata.grade.submissions import Refusal
from kata.project import Step

_BARS = 10  # of the distribution of points
_RAISED = "raised"  # a cause that many mistakes share
_NOT_JUDGED = (Verdict.NOT_REACHED, Verdict.GRADER_ERROR)


@dataclass(frozen=True)
class Bar:
    """How many answers have points from `low` to `high`, or to below it but for the last."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Tally:
    """What one check came to over all the answers.

    Attributes
    ----------
    step : StepMark
        Its step, in any of the answers.
    requirement : str
        The sentence it stands for.
    case : str
        What tells it from others of this sentence, or "".
    verdicts : Counter
        How often it came to what.
    """

    step: StepMark
    requirement: str
    case: str
    verdicts: Counter[Verdict]

    @property
    def passed(self) -> int:
        """How many answers pass it."""
        return self.verdicts[Verdict.PASS]

    @property
    def failed(self) -> int:
        """In how many the result is wrong."""
        return self.verdicts[Verdict.FAIL]

    @property
    def other(self) -> int:
        """How many came to anything else."""
        return self.verdicts.total() - self.passed - self.failed

    @property
    def others(self) -> str:
        """What else, in words."""
        return ", ".join(
            f"{self.verdicts[verdict]} {verdict.value}"
            for verdict in Verdict
            if self.verdicts[verdict] and verdict not in (Verdict.PASS, Verdict.FAIL)
        )

    @property
    def lost(self) -> int:
        """How many were judged by it and did not pass."""
        return self.verdicts.total() - self.passed - sum(self.verdicts[v] for v in _NOT_JUDGED)


@dataclass(frozen=True)
class Mistake:
    """A mistake that several made.

    Attributes
    ----------
    step : StepMark
        In which it was recognised.
    cause : str
        Its short name.
    said : str
        How a check says it, in the words that most of them got.
    names : tuple of str
        Who made it.
    """

    step: StepMark
    cause: str
    said: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """A class.

    Attributes
    ----------
    marks : tuple of Marks
        Of what was graded, in order.
    refusals : tuple of Refusal
        What could not be.
    tallies : tuple of Tally
        Of each check, in order.
    mistakes : tuple of Mistake
        The most frequent first.
    same : tuple of Same
        Answers of the same code.
    references : tuple of Same
        Answers that are the code of the solutions.
    """

    marks: tuple[Marks, ...]
    refusals: tuple[Refusal, ...] = ()
    tallies: tuple[Tally, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    same: tuple[Same, ...] = ()
    references: tuple[Same, ...] = ()

    @cached_property
    def totals(self) -> list[float]:
        """The points that are known, in order."""
        return sorted(one.total for one in self.marks if one.total is not None)

    @property
    def conditions(self) -> list[str]:
        """How the answers were graded; of how many that holds, if not of all."""
        counts = Counter(said for one in self.marks for said in one.conditions)
        every = len(self.marks)
        return [
            said if count == every else f"{said} ({count} of {every} answers)"
            for said, count in counts.items()
        ]

    @property
    def median(self) -> float:
        """The points in the middle, of a class that has any."""
        return median(self.totals)

    @property
    def max_points(self) -> int:
        """What a right answer gets."""
        return max((one.max_points for one in self.marks), default=0)

    @property
    def bars(self) -> list[Bar]:
        """The distribution of the points."""
        wide = self.max_points / _BARS
        counts = Counter(min(int(total / wide), _BARS - 1) if wide else 0 for total in self.totals)
        return [Bar(n * wide, (n + 1) * wide, counts[n]) for n in range(_BARS)]

    @property
    def hardest(self) -> list[Tally]:
        """The checks that fail, the most frequent first."""
        return sorted((one for one in self.tallies if one.lost), key=lambda one: -one.lost)


def look_over(
    marks: Sequence[Marks],
    refusals: Sequence[Refusal],
    codes: Mapping[str, Code],
    root: Path,
    steps: Sequence[Step],
) -> Overview:
    """Look at all the answers together.

    Parameters
    ----------
    marks : sequence of Marks
        Of what was graded, in order.
    refusals : sequence of Refusal
        What could not be.
    codes : mapping of str to Code
        The answers, by name, in order.
    root : pathlib.Path
        Folder of the kata.
    steps : sequence of Step
        Its steps.
    """
    same, references = find_same(codes, read_code(root / "solutions"), steps)
    return Overview(
        tuple(marks),
        tuple(refusals),
        tuple(_tallies(marks)),
        tuple(_mistakes(marks, {step.id for step in steps if step.function is None})),
        tuple(same),
        tuple(references),
    )


def _tallies(marks: Sequence[Marks]) -> Iterator[Tally]:
    checks: dict[str, tuple[StepMark, CheckMark]] = {}
    verdicts: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
    sentences: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in marks:
        for step in one.steps:
            for check in step.checks:
                checks.setdefault(check.id, (step, check))
                verdicts[check.id][check.verdict] += 1
                sentences[step.id, check.requirement].add(check.id)
    for step, check in sorted(checks.values(), key=lambda pair: pair[0].number):
        alone = len(sentences[step.id, check.requirement]) == 1
        case = "" if alone else check.id.rpartition("::")[2].partition("[")[2].removesuffix("]")
        yield Tally(step, check.requirement, case, verdicts[check.id])


def _mistakes(marks: Sequence[Marks], chains: set[str]) -> list[Mistake]:
    """Return the mistakes that several made: the same cause in the same step."""
    seen: defaultdict[tuple[str, str], dict[str, _Recognised]] = defaultdict(dict)
    steps: dict[str, StepMark] = {}
    for one in marks:
        earlier: set[str] = set()
        for step in one.steps:
            steps.setdefault(step.id, step)
            here = [found for check in step.checks for found in _recognised(check)]
            for mistake in sorted(here, key=lambda mistake: not mistake.sure):
                # Where all steps are run, a mistake of one of them is seen again.
                if step.id not in chains or mistake.kind not in earlier:
                    seen[step.id, mistake.kind].setdefault(one.name, mistake)
            earlier |= {mistake.kind for mistake in here}
    found = [
        Mistake(steps[step], next(iter(by_name.values())).cause, _words(by_name), tuple(by_name))
        for (step, _), by_name in seen.items()
        if len(by_name) > 1
    ]
    return sorted(found, key=lambda one: (-len(one.names), one.step.number))


@dataclass(frozen=True)
class _Recognised:
    """A mistake that a check names: what makes it the same one, its cause and its words."""

    kind: str
    cause: str
    said: str
    sure: bool  # whether these words are of this cause


def _recognised(check: CheckMark) -> Iterator[_Recognised]:
    if check.verdict is not Verdict.FAIL:
        return
    # What belongs to a sentence stands under it; not every sentence has a cause.
    sentences = [line for line in check.lines if not line.startswith(" ")] or [check.requirement]
    sure = len(sentences) == len(check.causes)
    words = sentences if sure else sentences[:1] * len(check.causes)
    for cause, said in zip(check.causes, words, strict=True):
        # Other exceptions are other mistakes: their type is the second part of the sentence.
        kind = ": ".join(said.split(": ")[:2]) if cause == _RAISED else cause
        yield _Recognised(kind, cause, said, sure)


def _words(by_name: Mapping[str, _Recognised]) -> str:
    """Return what most of them were told."""
    found = by_name.values()
    sure = [one.said for one in found if one.sure]
    return Counter(sure or [one.said for one in found]).most_common(1)[0][0]
