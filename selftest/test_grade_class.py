"""What ``kata grade`` says of a class as a whole: its page, and the lines below the table."""

import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from judge import ROOT
from small_kata import ADD, STUB, SmallKata
from test_report import CHROMIUM, Page

from kata.grade.journal import Journal
from kata.grade.marks import CheckMark, Marks, StepMark, Verdict
from kata.grade.overview.facts import Overview, look_over
from kata.grade.overview.lines import overview_lines
from kata.grade.overview.page import write_overview
from kata.grade.overview.same import find_same, read_code
from kata.grade.submissions import Refusal, Submission
from kata.project import load_steps

STEPS = load_steps(ROOT)
SCRIPT = "<script>alert('é')</script>"
NAMES = ["ana", "bob", "cem", "dan", "eva", "fay"]


def check(step, number, verdict=Verdict.PASS, said="", cause=""):
    """Return the mark of a check; `said` are lines, `cause` causes, apart by a bar."""
    lines, causes = ([part for part in text.split("|") if part] for text in (said, cause))
    sentence = f"Sentence {number}."
    id = f"tests/test_{step.id}.py::test_{number}"
    return CheckMark(id, sentence, verdict, tuple(lines), tuple(causes))


def marks(name, notes=(), seconds=None, **failed):
    """Return marks of three checks a step; `failed` has what is said of the second of a step."""
    return Marks(
        name,
        tuple(
            StepMark(
                step.id,
                step.number,
                step.title,
                step.points,
                (
                    check(step, 1),
                    check(step, 2, *failed.get(step.key, [])),
                    check(step, 3),
                ),
            )
            for step in STEPS
        ),
        tuple(notes),
        seconds,
    )


def swapped(said="red and NIR are swapped", cause="bands-order"):
    return Verdict.FAIL, said, cause


def overview(*marks, refusals=()):
    return look_over(marks, refusals, {}, ROOT, STEPS)


def mistakes(*marks):
    return [(one.step.number, one.said, one.names) for one in overview(*marks).mistakes]


def said(*args, width=100):
    return overview_lines(overview(*args), Path("class.html"), width)


def page(tmp_path, one):
    write_overview(one, tmp_path / "class.html")
    return Page((tmp_path / "class.html").read_text(encoding="utf-8"))


def text(page):
    """Return what a reader sees, in one line."""
    body = page.text.partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


# Counts


def test_a_check_is_counted_by_what_it_came_to():
    verdicts = [Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.TIMEOUT, Verdict.NOT_REACHED]
    class_of_5 = [marks(n, step2=[v]) for n, v in zip(NAMES, verdicts, strict=False)]
    one = overview(*class_of_5)
    assert [tally.step.number for tally in one.tallies] == sorted([1, 2, 3, 4, 5, 6, 7, 8] * 3)
    (tally,) = [t for t in one.tallies if t.passed < 5]
    assert (tally.step.number, tally.requirement) == (2, "Sentence 2.")
    assert (tally.passed, tally.failed, tally.other) == (2, 1, 2)
    assert tally.others == "1 timeout, 1 not reached"


def test_points_are_counted_and_those_that_are_open_are_not(tmp_path):
    right, wrong = marks("ana"), marks("bob", step2=swapped())
    open = marks("cem", step2=[Verdict.GRADER_ERROR])
    one = overview(right, wrong, open)
    assert (one.totals, one.median) == ([113.33, 120.0], pytest.approx(116.665))
    assert [bar.count for bar in one.bars] == [0] * 9 + [2]
    assert [(bar.low, bar.high) for bar in one.bars][-1] == (108, 120)
    shown = text(page(tmp_path, one))
    assert "the lowest 113.33, the median 116.66, the highest 120." in shown
    assert "Open, and not among them: 1." in shown


def test_checks_of_one_sentence_are_told_apart(tmp_path):
    parts = [
        CheckMark(f"t.py::test_a[{case}]", "The same sentence.", Verdict.PASS) for case in "xy"
    ]
    steps = (StepMark("step1_a", 1, "A", 5, tuple(parts)),)
    one = overview(Marks("ana", steps), Marks("bob", steps))
    assert [tally.case for tally in one.tallies] == ["x", "y"]
    assert "[y]" in text(page(tmp_path, one))


# The same mistake


def test_the_same_cause_in_the_same_step_is_one_mistake():
    got = mistakes(
        *(marks(name, step2=swapped()) for name in NAMES[:3]),
        marks("dan", step3=swapped("the classes are swapped")),
        marks("eva", step2=[Verdict.FAIL, "other", "offset"]),
        marks("fay"),
    )
    assert got == [(2, "red and NIR are swapped", ("ana", "bob", "cem"))]


def test_the_most_frequent_mistake_comes_first_in_the_words_of_most():
    got = mistakes(
        marks("ana", step2=swapped("is off by 1"), step5=[Verdict.FAIL, "a comma", "separator"]),
        marks("bob", step2=swapped("is off by 2"), step5=[Verdict.FAIL, "a comma", "separator"]),
        marks("cem", step5=[Verdict.FAIL, "a tab", "separator"]),
    )
    assert got == [(5, "a comma", ("ana", "bob", "cem")), (2, "is off by 1", ("ana", "bob"))]


def test_the_sentence_is_that_of_the_cause():
    two = [Verdict.FAIL, "the names differ|  got  1|red and NIR are swapped", "bands-order"]
    both = [
        Verdict.FAIL,
        "the dtype is float64/  got  1|red and NIR are swapped",
        "dtype|bands-order",
    ]
    got = mistakes(*(marks(n, step2=two) for n in NAMES[:2]), marks("cem", step2=both))
    assert got == [(2, "red and NIR are swapped", ("ana", "bob", "cem"))]


def test_other_exceptions_are_other_mistakes():
    def raised(error):
        return [Verdict.FAIL, f"load raised: {error}", "raised"]

    got = mistakes(
        marks("ana", step2=raised("KeyError: 'a'")),
        marks("bob", step2=raised("KeyError: 'b'")),
        marks("cem", step2=raised("ValueError: no")),
    )
    assert got == [(2, "load raised: KeyError: 'a'", ("ana", "bob"))]


def test_a_mistake_that_the_pipeline_shows_again_is_told_once():
    both = [marks(name, step3=swapped(), step8=swapped("again")) for name in NAMES[:2]]
    later = [marks(name, step8=swapped("new")) for name in NAMES[2:4]]
    assert [number for number, _, _ in mistakes(*both)] == [3]
    assert [number for number, _, _ in mistakes(*both, *later)] == [3, 8]


def test_what_is_not_started_or_was_ended_is_no_mistake():
    for verdict, cause in (("NOT_REACHED", "not started"), ("TIMEOUT", "too-slow")):
        assert not mistakes(*(marks(n, step2=[Verdict[verdict], "x", cause]) for n in NAMES))


# The same code


@pytest.fixture
def kata(tmp_path):
    return SmallKata(tmp_path)


def same(kata, reference=None, **answers):
    """Return whose code is the same, and whose is that of the solutions."""
    codes = {
        name: read_code(kata.put(name, **files)) if isinstance(files, dict) else files
        for name, files in answers.items()
    }
    others, references = find_same(codes, reference or {}, kata.steps)
    return [(one.names, one.steps) for one in others], [(r.names, r.steps) for r in references]


LONG = """import math

def add(a, b):
    total = a
    for part in [b]:
        total = total + part
    return math.fsum([total]) if total is None else total
"""


# The x of the function inside is not that of the module.
HIDDEN = """x = 1
y = 2
def add(a, b):
    def inside():
        x = 3
    return x
"""


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("    total = a", "\n    # the sum\n    total = (a)"),
        LONG.replace("(a, b):", '(a, b):\n    """Add."""') + '\n"""The end."""\n',
        LONG.replace("total", "result").replace("part", "p"),
        LONG.replace("a, b", "first, b").replace("= a", "= first"),
        LONG.replace("\n", "\r\n"),
        LONG.replace("    ", "\t"),
    ],
    ids=["comment", "docstring", "variables", "parameter", "lines", "tabs"],
)
def test_how_code_is_written_makes_no_difference(kata, other):
    assert other != LONG
    found, _ = same(kata, ana={"add": LONG}, bob={"add": other}, cem={"add": ADD})
    assert found == [(("ana", "bob"), (1, 2))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG.replace("total + part", "part + total")),
        (LONG, LONG.replace("fsum", "prod")),
        ("def add(a, b):\n    return a - b\n", "def add(b, a):\n    return a - b\n"),
        ("x = 1\ndef add(a, b):\n    return x\n", "y = 1\ndef add(a, b):\n    return y\n"),
        (HIDDEN, HIDDEN.replace("return x", "return y").replace("x = 3", "y = 3")),
        (
            "def add(a, b):\n    x = 1\n    return vars()\n",
            "def add(a, b):\n    y = 1\n    return vars()\n",
        ),
        (
            "def add(a, b):\n    def f(c, d): return c - d\n    return f(c=a, d=b)\n",
            "def add(a, b):\n    def f(d, c): return d - c\n    return f(c=a, d=b)\n",
        ),
        ("def add(a, b:\n", "def add(a, c:\n"),
    ],
    ids=[
        "order",
        "function",
        "parameters",
        "global",
        "hidden global",
        "vars",
        "keywords",
        "no Python",
    ],
)
def test_what_code_does_makes_a_difference(kata, one, other):
    assert same(kata, ana={"add": one}, bob={"add": other})[0] == []


def test_steps_that_are_not_started_do_not_count(kata):
    stubs = {"add": STUB.format("add"), "double": STUB.format("double")}
    found, _ = same(
        kata,
        ana=stubs,
        bob=stubs | {"add": stubs["add"] + "# mine\n"},
        cem=stubs | {"add": LONG},
        dan={"add": LONG, "double": None},
        eva={"add": LONG},
    )
    assert found == [(("cem", "dan"), (1,))]


def test_the_code_of_the_solutions_is_told_apart(kata):
    reference = read_code(kata.root / "solutions")
    found, references = same(
        kata,
        reference,
        ana={},
        bob={"double": "def double(b):  # twice\n    return 2 * b\n"},
        cem={"double": STUB.format("double")},
        dan={"add": LONG},
    )
    assert found == []
    assert references == [(("ana", "bob"), (1, 2)), (("cem",), (1,))]


def test_what_a_step_imports_from_the_answer_counts(kata):
    call = "from tools import plus\ndef add(a, b):\n    return plus(a, b)\n"
    plus, minus = (f"def plus(a, b):\n    return a {sign} b\n" for sign in "+-")
    found, _ = same(
        kata,
        ana={"add": call, "tools": plus},
        bob={"add": call, "tools": minus},
        cem={"add": call, "tools": plus + "# mine\n", "notes": "x = 1\n"},
    )
    assert found == [(("ana", "cem"), (1, 2))]


@pytest.mark.parametrize("deep", ["+1" * 60_000, ".a" * 60_000, "\nx = 1" * 60_000])
def test_code_that_is_too_much_to_read_harms_nobody(kata, deep):
    code = f"x = 1{deep}\n"
    found, _ = same(kata, ana={"add": code}, bob={"add": code}, cem={"add": code + "y = 1\n"})
    assert found == [(("ana", "bob"), (1, 2))]


def test_no_warning_about_an_answer_is_shown(kata, recwarn):
    same(kata, ana={"add": 'def add(a, b):\n    return "\\d"\n'}, bob={})
    assert not recwarn.list


# The page


@pytest.fixture
def whole(tmp_path, kata):
    """The page of a class that has something of everything."""
    names = [SCRIPT, *NAMES[1:]]
    graded = [
        marks(names[0], ["left out: <b>.py"], 12.3, step2=swapped(f"raised {SCRIPT} \x1b \ud800")),
        marks(names[1], step2=swapped(f"raised {SCRIPT} \x1b \ud800")),
        marks(names[2], step3=[Verdict.TIMEOUT], step4=[Verdict.CRASHED]),
        marks(names[3], step3=[Verdict.MEMORY]),
        marks(names[4], step3=[Verdict.GRADER_ERROR]),
        marks(names[5]),
    ]
    codes = {name: {"step1_add.py": LONG.encode()} for name in names[:2]}
    codes["fay"] = read_code(kata.root / "solutions")
    one = look_over(graded, [Refusal(f"gil {SCRIPT}", SCRIPT)], codes, kata.root, kata.steps)
    return page(tmp_path, one)


def test_page_says_what_the_class_came_to(whole):
    shown = text(whole)
    assert "6 answers graded, 1 not" in shown
    assert "2 of 6: raised &lt;script&gt;alert(&#39;é&#39;)&lt;/script&gt; \ufffd \ufffd" in shown
    assert ", bob : step 1" in shown
    assert "fay : steps 1, 2, as in solutions/" in shown
    assert "cem timeout in step 3; crashed in step 4" in shown
    assert "dan memory in step 3" in shown
    assert "eva step 3 is open: grader error" in shown
    assert "left out: &lt;b&gt;.py" in shown
    assert "fay 120/120 10 20 15 15 10 20 10 20 -" in shown
    assert "eva open/120 10 20 open 15" in shown


def test_what_others_wrote_is_text(whole):
    assert not whole.all("script")
    assert "<b>" not in whole.text
    assert "&lt;script&gt;alert" in whole.text
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", whole.text)


def test_page_needs_nothing_from_outside(whole):
    for tag in ("script", "link", "iframe", "img", "object", "base"):
        assert not whole.all(tag)
    assert "url(" not in whole.text
    assert "@import" not in whole.text
    assert not re.search(r"(https?:)?//", whole.text)


def test_each_learner_is_linked_to_a_page_in_this_folder(whole):
    hrefs = {attrs["href"] for attrs in whole.all("a")}
    assert {href for href in hrefs if href[0] != "#"} == {
        "_script_alert%28%27%C3%A9%27%29__script_/page.html",
        *(f"{name}/page.html" for name in NAMES[1:]),
    }
    assert Submission(SCRIPT, Path()).folder_name == "_script_alert('é')__script_"


def test_page_can_be_read_by_all(whole):
    assert whole.all("html") == [{"lang": "en"}]
    assert any(attrs.get("name") == "viewport" for attrs in whole.all("meta"))
    ids = [attrs["id"] for _, attrs in whole.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"][1:] for attrs in whole.all("a") if attrs["href"][0] == "#"]
    targets += [attrs["aria-labelledby"] for _, attrs in whole.tags if "aria-labelledby" in attrs]
    assert set(targets) <= set(ids)
    assert all(attrs.get("scope") in ("row", "col") for attrs in whole.all("th"))
    levels = [int(tag[1]) for tag, _ in whole.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_text_stands_out_in_light_and_dark(whole):
    def light(color):
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    schemes = re.findall(r":root \{(.*?)\}", whole.text, flags=re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colors = dict(re.findall(r"--(\w+): (#\w{6})", scheme))
        for ink, ground in itertools.product(("ink", "soft", "good", "bad"), ("paper", "card")):
            one, other = sorted((light(colors[ink]), light(colors[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (ink, ground, scheme)


def test_page_of_one_learner_compares_nobody(tmp_path):
    got = page(tmp_path, overview(marks("ana", step2=swapped())))
    shown = text(got)
    assert "1 answer graded" in shown
    assert "median" not in shown
    assert "The same" not in shown
    assert len(got.all("table")) == 1 + len(STEPS)


def test_page_says_how_the_class_was_graded(tmp_path):
    drawn = replace(marks("ana"), conditions=("graded with --seed=7", "weaker isolation: none"))
    shown = text(page(tmp_path, overview(drawn, replace(drawn, name="ben"))))
    assert "; graded with --seed=7; weaker isolation: none" in shown
    shown = text(page(tmp_path, overview(drawn, marks("ben"))))
    assert "graded with --seed=7 (1 of 2 answers)" in shown


def test_page_of_nobody_says_who_was_not_graded(tmp_path):
    shown = text(page(tmp_path, overview(refusals=[Refusal("ana", "is no zip")])))
    assert "0 answers graded, 1 not" in shown
    assert "ana not graded: is no zip" in shown
    assert "0 answers graded" in text(page(tmp_path, Overview(())))


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
def test_page_in_a_browser(whole, tmp_path):
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    options += ["--disable-background-networking", "--disable-component-update"]
    options += [f"--user-data-dir={tmp_path / 'browser'}", "--enable-logging=stderr", "--v=0"]
    got = subprocess.run(
        [CHROMIUM, *options, "--dump-dom", (tmp_path / "class.html").as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "6 answers graded" in got.stdout
    assert "CONSOLE" not in got.stderr


# The terminal


def test_lines_have_the_checks_that_fail_most_and_the_mistakes_of_several():
    many = [
        marks(name, **{f"step{n}": swapped(f"mistake {n}") for n in range(2, 8) if n <= 2 + i})
        for i, name in enumerate(NAMES)
    ]
    lines = said(*many, marks("gil", step8=[Verdict.NOT_REACHED]))
    assert lines[:8] == [
        "",
        "checks that fail most often, of 7 answers:",
        "  6  step 2: Sentence 2.",
        "  5  step 3: Sentence 2.",
        "  4  step 4: Sentence 2.",
        "  3  step 5: Sentence 2.",
        "  2  step 6: Sentence 2.",
        "the same mistake:",
    ]
    assert lines[8] == "  6 of 7, step 2: mistake 2 (ana, bob, cem, dan, eva, fay)"
    assert lines[-1] == "all of it: class.html"


def test_lines_fit():
    name = "a" + " long" * 30
    lines = said(*(marks(f"{name} {n}", step2=swapped()) for n in range(20)), width=60)
    assert max(map(len, lines)) <= 60
    assert "and 12 more" in " ".join(lines)


def test_what_was_not_reached_is_no_failure_of_the_check():
    lost = [marks(n, step2=[v]) for n in NAMES for v in (Verdict.NOT_REACHED, Verdict.GRADER_ERROR)]
    assert said(*lost) == ["", "all of it: class.html"]


def test_nothing_is_said_of_one_answer():
    assert said(marks("ana", step2=swapped())) == []
    assert said() == []
    assert said(marks("ana"), marks("bob"))


# The command


def test_command_writes_the_page_and_says_the_short_of_it(kata):
    kata.put("ana", add=LONG.replace("total + part", "None"))
    kata.put("bob", add=LONG.replace("total + part", "None  # mine").replace("total", "t"))
    kata.put("class.html")
    _, output = kata.grade()
    assert "the same code:\n  ana, bob (steps 1, 2)" in output
    assert "the code of the solutions:\n  class.html (steps 1, 2)" in output
    assert "  2  step 1: The result is the sum.\n" in output
    assert output.endswith(f"all of it: {kata.out / 'class.html'}\n")
    got = Page((kata.out / "class.html").read_text(encoding="utf-8"))
    files = [attrs["href"] for attrs in got.all("a") if attrs["href"][0] != "#"]
    assert "class.html_/page.html" in files
    assert all((kata.out / file).is_file() for file in files)
    assert kata.grade("--regrade")[1] == "nothing moved\n"
    # What is known of before is told again.
    assert kata.grade()[1] == output
    shutil.rmtree(kata.answers / "bob")
    shutil.rmtree(kata.answers / "class.html")
    assert "all of it" not in kata.grade()[1]


def test_time_is_kept_and_lines_without_it_are_read(kata):
    kata.put("ana")
    kata.grade()
    (marks,) = [entry.marks for entry in [Journal(kata.out / "journal.jsonl").now("ana")]]
    assert 0 < marks.seconds < 60
    old = marks.to_json()
    del old["seconds"]
    assert Marks.from_json(old).seconds is None
    # It is no part of what an answer came to.
    assert Marks.from_json(old) == replace(marks, seconds=1.0)
