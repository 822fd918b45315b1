"""What README and lessons say can be done: commands, examples, failures, pictures, numbers."""

import ast
import configparser
import doctest
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import textwrap

import numpy as np
import pytest
import rasterio
from click.testing import CliRunner
from judge import ROOT
from test_docs import PAGES

from kata.cli import main
from kata.fetch import POLYGONS, PRODUCT
from kata.project import DATA, load_steps

LESSONS = sorted((ROOT / "docs" / "lessons").glob("*.md"))
PROGRAMS = ("kata", "pytest", "tox", "python")

# Commands that are not run, and why; `stand_in` is what is run in their place.
NOT_RUN = {
    "python -m pip install": "needs the network",
    "tox": "makes environments: takes minutes, needs the network",
    "kata fetch": "needs the network",
    "dask": "goes on until it is stopped",
    "kata grade class --scheduler": "needs a cluster; test_grade_cluster.py has one",
}
SAMPLE = ROOT / "fixtures" / "sample"
# What a reader has and the kata does not, and what takes its place.
STAND_INS = {
    "S2A_MSIL2A_....SAFE": next(SAMPLE.glob("*.SAFE")),
    "polygons.geojson": SAMPLE / "polygons.geojson",
    f"{DATA}/{PRODUCT}": next(SAMPLE.glob("*.SAFE")),
    f"{DATA}/{POLYGONS}": SAMPLE / "polygons.geojson",
}
EXIT_CODES = {"pytest -k step1": 1}  # of a stub; all others are 0
WHOLE_RUN = "kata run --impl solutions"
LARGEST_PICTURE = 120_000  # bytes


def blocks(page):
    """Return language and text of each fenced block of a page."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"^( *)```(\w*)\n(.*?)^\1```$", text, flags=re.MULTILINE | re.DOTALL)
    return [(language, textwrap.dedent(body)) for _, language, body in found]


def commands(page):
    """Return each command of a page with the lines that are shown below it."""
    found = []
    for language, body in blocks(page):
        for line in body.splitlines():
            if language == "console" and not line.startswith("$ "):
                found[-1][1].append(line)
            elif language == "console" or (not language and line.split()[0] in PROGRAMS):
                typed = line.removeprefix("$ ").partition(" #")[0].strip()
                found += [(command, []) for command in typed.split(" && ")]
    return found


def typed(pages):
    return {command for page in pages for command, _ in commands(page)}


def kept_back(command):
    return next((start for start in NOT_RUN if command.startswith(start)), None)


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    """Return what runs a command in a copy of the kata, and gives its exit code and output."""
    folder = tmp_path_factory.mktemp("kata")
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, answer in {"ana": "solutions", "bob": "exercises"}.items():
        shutil.copytree(ROOT / answer, folder / "class" / name)
    done = {}

    def run(command):
        program, *args = (str(STAND_INS.get(word, word)) for word in shlex.split(command))
        if program != "kata":
            got = subprocess.run(
                [sys.executable, "-m", program, *args], cwd=folder, capture_output=True, text=True
            )
            return got.returncode, got.stdout + got.stderr
        # A run is the same each time; the next hint is not.
        key = (program, *args)
        if args[0] != "run" or key not in done:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(folder)
                patch.setenv("MPLBACKEND", "agg")
                patch.delenv("KATA_IMPL", raising=False)
                got = CliRunner().invoke(main, args)
            done[key] = (got.exit_code, got.output)
        return done[key]

    run.folder = folder
    return run


# Commands


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda p: p.stem)
def test_command_does_what_the_page_shows(page, call):
    for command, shown in commands(page):
        if kept_back(command):
            continue
        code, output = call(command)
        assert code == EXIT_CODES.get(command, 0), f"{command}\n{output}"
        said = iter(output.replace(os.sep, "/").splitlines())
        for line in shown:
            # Lines are shown in order, with gaps, and without the time at their end.
            assert any(got.startswith(line) for got in said), f"{command}\n{line}\n{output}"


def test_command_that_is_not_run_is_there():
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini")
    for command in filter(kept_back, typed(PAGES)):
        words = shlex.split(command)
        if words[0] == "tox":
            names = words[2:3] if words[1:2] == ["-e"] else []
            assert {f"testenv:{name}" for name in names} <= set(tox.sections()), command
        elif words[0] == "kata":
            assert CliRunner().invoke(main, [*words[1:], "--help"]).exit_code == 0, command
        elif words[0] == "dask":
            assert words[1] in ("scheduler", "worker"), command
        else:
            assert words[4:] in (["-e", "."], ["-e", ".[cluster]"], ["tox"]), command
            assert (ROOT / "pyproject.toml").is_file()


def test_no_exception_is_left_over():
    used = {kept_back(command) for command in typed(PAGES)} | typed(PAGES)
    assert {*NOT_RUN, *EXIT_CODES} <= used
    words = {word for command in typed(PAGES) for word in shlex.split(command)}
    assert set(STAND_INS) <= words


# Examples, failures, pictures, numbers


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.stem)
def test_example_gives_what_it_shows(page):
    text = "\n".join(body for language, body in blocks(page) if language == "pycon")
    test = doctest.DocTestParser().get_doctest(text, {}, page.stem, str(page), 0)
    said = []
    failed = doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed
    assert not failed, "".join(said)


def sentences():
    """Return all that the graded tests can say."""
    files = [*(ROOT / "tests").glob("*.py"), *(ROOT / "src" / "kata" / "grading").glob("*.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.stem)
def test_quoted_failure_is_one_that_the_checks_say(page):
    table = page.read_text(encoding="utf-8").partition("## When a check fails")[2]
    cells = re.findall(r"^\| (`.*?) \|", table, flags=re.MULTILINE)
    assert len(cells) >= 6
    said = sentences()
    for quote in re.findall(r"`(.+?)`", "\n".join(cells)):
        assert any(quote in sentence for sentence in said), quote


def test_lesson_shows_no_code_of_the_answers():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for file in (ROOT / "solutions").glob("*.py"):
        function = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(function):
            if isinstance(node, ast.Call | ast.Assign):
                code = ast.unparse(node)
                assert len(code) < 12 or code not in text, code


def test_each_step_has_a_lesson_with_its_picture_and_its_function():
    assert [page.stem for page in LESSONS] == [step.id for step in load_steps(ROOT)]
    for step, page in zip(load_steps(ROOT), LESSONS, strict=True):
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {step.number} · ")
        assert f"../images/{step.key}.png" in text
        assert f"pytest -k {step.key}" in text
        assert step.function is None or f"exercises/{step.file_name}" in text


def test_pictures_can_be_drawn_again(tmp_path):
    script = runpy.run_path(str(ROOT / "docs" / "figures.py"))
    script["draw_lessons"](tmp_path)
    drawn = sorted(path.name for path in tmp_path.iterdir())
    assert drawn == sorted(path.name for path in (ROOT / "docs" / "images").iterdir())
    for path in (*tmp_path.iterdir(), *(ROOT / "docs" / "images").iterdir()):
        assert path.stat().st_size < LARGEST_PICTURE, path


def test_last_lesson_counts_the_errors_of_the_map(call):
    assert call(WHOLE_RUN)[0] == 0
    with rasterio.open(call.folder / "out" / "classification.tif") as file:
        labels = file.read(1)
    with rasterio.open(SAMPLE / "truth.tif") as file:
        truth, names = file.read(1), file.tags()["CLASSES"].split(";")
    text = LESSONS[-1].read_text(encoding="utf-8")
    rows = {row[0]: row[1:] for row in re.findall(r"^\| (\w+) \|" + r" (\d+) \|" * 3, text, re.M)}
    # The reference gives classes their ids in the order of the file, as the truth does.
    for number, name in enumerate(names, start=1):
        counts = np.bincount(labels[truth == number], minlength=4)[1:]
        # Another version of scikit-learn grows another forest.
        assert np.abs(counts - np.array(rows[name], int)).max() < 0.01 * counts.sum() + 20


def test_site_has_every_page():
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = set(re.findall(r": (\S+\.md)$", config, flags=re.MULTILINE))
    docs = ROOT / "docs"
    assert listed == {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")}
