"""The page of ``kata report``, as a browser gets it."""

import contextlib
import itertools
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from judge import ROOT

from kata.cli import main
from kata.project import load_steps
from kata.report import command

PAGE = "reports/kata.html"


class Page(HTMLParser):
    """The tags of a page, and the text of those that are closed."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.text = text
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture(scope="module")
def kata(tmp_path_factory):
    """A kata with step 1 right, step 2 wrong, step 3 a danger to the page; the rest are stubs."""
    folder = tmp_path_factory.mktemp("kata")
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    one, two, three = (step.file_name for step in load_steps(ROOT)[:3])
    shutil.copy(ROOT / "solutions" / one, folder / "exercises")
    right = (ROOT / "solutions" / two).read_text(encoding="utf-8")
    wrong = right.replace("    band /= BOA_QUANTIFICATION_VALUE\n", "")
    (folder / "exercises" / two).write_text(wrong, encoding="utf-8")
    (folder / "exercises" / three).write_text(
        "def rasterize_geojson(a, b):\n    raise ValueError('<script>alert(1)</script> & é')\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def page(kata):
    with contextlib.chdir(kata):
        got = CliRunner().invoke(main, ["report"])
    assert got.exit_code == 0, got.output
    assert "kata.html" in got.output
    return Page((kata / PAGE).read_text(encoding="utf-8"))


def test_answer_is_found_from_where_one_is(kata, tmp_path, monkeypatch):
    asked = []
    runs = SimpleNamespace(run=lambda args, **_: asked.append(args))
    monkeypatch.setattr(command, "subprocess", runs)
    monkeypatch.setattr(command, "find_root", lambda: kata)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    for args, variable, folder in (
        (["-i", "."], "", tmp_path),
        ([], "mine", tmp_path / "mine"),
        ([], "", kata / "exercises"),
    ):
        monkeypatch.setenv("KATA_IMPL", variable)
        asked.clear()
        CliRunner().invoke(main, ["report", *args])
        assert [words[words.index("--impl") + 1] for words in asked] == [str(folder)] * 2
    got = CliRunner().invoke(main, ["report", "-i", "nowhere"])
    assert got.output.startswith("Error: there is no folder nowhere: ")


def test_page_needs_nothing_from_outside(page):
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("iframe")
    assert all(attrs["src"].startswith("data:image/png;base64,") for attrs in page.all("img"))
    assert "url(" not in page.text


def test_page_shows_board_failures_and_pictures(page):
    assert len(page.all("section")) == len(load_steps(ROOT))
    assert "8/8" in page.text
    assert "step 2, exercises/step2_load_sentinel_data.py" in page.text
    assert "values of the reflectance differ" in page.text
    assert "B04, row 0, col 0 (E 300030, N 4899990): expected" in page.text
    # Steps 1 and 2 gave something to look at, and what step 2 gave is compared.
    pictures = [attrs["alt"] for attrs in page.all("img")]
    assert sum(alt.startswith("Picture of what step") for alt in pictures) == 2
    assert any(alt.startswith("Expected, got, and where they differ: ") for alt in pictures)


def test_what_an_answer_says_is_text(page):
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; é" in page.text


def test_hints_and_what_passes_are_folded_away(page):
    folded = page.all("details")
    assert folded
    assert all("open" not in attrs for attrs in folded)
    assert "hint 3 of 3" in page.text
    first = page.text.split('<section id="step2"')[0]
    assert "hint 1 of 3" not in first, "a step that passes needs none"


def test_page_can_be_read_by_all(page):
    assert page.all("html") == [{"lang": "en"}]
    assert any(attrs.get("name") == "viewport" for attrs in page.all("meta"))
    assert all(attrs["alt"] for attrs in page.all("img"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for attrs in page.all("a") if attrs["href"][0] == "#"} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_picture_of_an_older_answer_is_left_out(page, kata):
    file = kata / "exercises" / load_steps(ROOT)[1].file_name
    file.touch()
    args = [sys.executable, "-m", "pytest", "-k", "step1", "--page", "again.html"]
    subprocess.run(args, cwd=kata, check=True, capture_output=True)
    again = Page((kata / "again.html").read_text(encoding="utf-8"))
    assert len(again.all("img")) == 1


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
def test_page_in_a_browser(page, kata, tmp_path):
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    options += ["--disable-background-networking", "--disable-component-update"]
    options += [f"--user-data-dir={tmp_path / 'browser'}", "--enable-logging=stderr", "--v=0"]
    got = subprocess.run(
        [CHROMIUM, *options, "--dump-dom", (kata / PAGE).as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "checks pass" in got.stdout
    assert "CONSOLE" not in got.stderr
