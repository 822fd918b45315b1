"""The board, as people see it."""

from dataclasses import replace

import pytest

from kata.grading.board import Row, render, what_next
from kata.grading.report import NOT_STARTED, Result, Settings, report_lines
from kata.project import Step

STEPS = tuple(
    Step(number, f"step{number}_{name}", title, function, 10, ("a", "b", "c"))
    for number, name, title, function in (
        (1, "load", "Load the polygons", "load"),
        (2, "burn", "Burn them", "burn"),
        (3, "write", "Write the map to a file", "write"),
        (4, "pipeline", "Run it all", None),
    )
)
PASSED = Row(STEPS[0], passed=8, ran=8, total=8)
TO_FIX = Row(STEPS[1], passed=1, ran=9, total=9)
NOT_BEGUN = Row(STEPS[2], ran=5, total=5, not_started=5)
NOT_RUN = Row(STEPS[3], total=4)
REMEMBERED = replace(NOT_RUN, remembered=(4, 4))
GREEN_BEFORE = Row(STEPS[0], total=8, remembered=(8, 8))
NOT_BEGUN_PIPELINE = Row(STEPS[3], ran=4, total=4, not_started=4)
PART = Row(STEPS[1], passed=2, ran=2, total=9)


def text(lines):
    return "\n".join("".join(piece.text for piece in line) for line in lines)


@pytest.mark.parametrize(("width", "unicode"), [(80, True), (60, True), (80, False)])
def test_board_in_all_its_states(snapshot, width, unicode):
    rows = [PASSED, TO_FIX, NOT_BEGUN, REMEMBERED]
    board = text(render(rows, width=width, unicode=unicode))
    assert board == snapshot
    assert max(map(len, board.splitlines())) <= width
    assert unicode or board.isascii()


def test_remembered_checks_are_not_counted():
    board = text(render([PASSED, REMEMBERED]))
    assert "8/12 in this run" in board
    assert "4/4  last time" in board
    assert "not counted here" in board


def test_bar_is_full_only_when_all_passed():
    nearly = Row(STEPS[0], passed=99, ran=100, total=100)
    hardly = Row(STEPS[0], passed=1, ran=100, total=100)
    assert "░" in text(render([nearly])).splitlines()[0]
    assert "█" in text(render([hardly])).splitlines()[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([PASSED, TO_FIX, NOT_BEGUN], "step 2, exercises/step2_burn.py, then pytest -k step2"),
        ([PASSED, Row(STEPS[1], total=9), Row(STEPS[2], total=5)], "step 2, exercises/"),
        ([Row(STEPS[0], total=8), PART], "all the checks of step 2: pytest -k step2"),
        ([PASSED], "every step passes"),
        ([GREEN_BEFORE, replace(REMEMBERED, passed=4, ran=4)], "all the steps in one run"),
        ([Row(STEPS[0], total=8), replace(REMEMBERED, passed=4, ran=4)], "step 1, exercises/"),
        ([GREEN_BEFORE, Row(STEPS[1], total=9), NOT_BEGUN_PIPELINE], "step 2, exercises/"),
        ([GREEN_BEFORE, NOT_BEGUN_PIPELINE], "step 4, the whole pipeline, then pytest -k step4"),
    ],
)
def test_next_is_the_first_thing_to_do(rows, said):
    assert said in what_next(rows, "exercises")


def test_next_names_another_answer():
    assert "pytest --impl 'my answers' -k step3" in what_next([NOT_BEGUN], "my answers")


def test_report_of_a_run(snapshot):
    results = [
        Result(STEPS[0], "test_a", "The polygons are there.", "passed"),
        *(
            Result(
                STEPS[1],
                f"test_{n}",
                f"Requirement {n} holds.",
                "failed",
                (f"thing {n} is wrong", "  expected  1", "  got       2"),
            )
            for n in range(6)
        ),
        *(
            Result(
                STEPS[1], f"test_{n}", "Another.", "failed", ("burn raised: E", "  x.py:1"), True
            )
            for n in range(2)
        ),
        *(Result(STEPS[2], f"test_{n}", "Any.", NOT_STARTED, ("not yet",), True) for n in range(5)),
    ]
    rows = [PASSED, TO_FIX, NOT_BEGUN, NOT_RUN]
    assert text(report_lines(rows, results, Settings("exercises"))) == snapshot
    whole = text(report_lines(rows, results, Settings("exercises", whole=True)))
    assert "thing 5 is wrong\n        expected  1" in whole


def test_long_lines_are_folded_under_their_words():
    lines = ("it is wrong " * 8, "  expected  " + "1 2 3 4 " * 12, "  got       " + "x" * 99)
    results = [Result(STEPS[1], "test_a", "Requirement.", "failed", lines)]
    settings = Settings("exercises", width=60, fold=True)
    folded = text(report_lines([TO_FIX], results, settings)).splitlines()
    assert max(len(line) for line in folded if "x" * 99 not in line) <= 60
    expected = next(n for n, line in enumerate(folded) if "expected" in line)
    under = folded[expected + 1]
    assert len(under) - len(under.lstrip()) == len("        expected  ")
