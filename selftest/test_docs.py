"""What README and docstrings point to is there."""

import configparser
import re

import pytest
from judge import ROOT
from proof import BEGIN, END
from tricks import PAGE, with_tables

from kata.project import load_steps

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = [*PAGES, ROOT / "exercises" / "kata.toml", *sorted((ROOT / "exercises").glob("*.py"))]
HOSTS = {
    "corteva.github.io",
    "dataspace.copernicus.eu",
    "distributed.dask.org",
    "docs.astral.sh",
    "docs.python.org",
    "docs.qgis.org",
    "docs.xarray.dev",
    "geopandas.org",
    "github.com",
    "numpy.org",
    "pandas.pydata.org",
    "rasterio.readthedocs.io",
    "scikit-learn.org",
    "sentiwiki.copernicus.eu",
    "www.rfc-editor.org",
}


def ids(path):
    return path.name.replace("step", "")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_relative_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", TEXTS, ids=ids)
def test_web_links_are_https_and_to_known_hosts(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\b(https?)://([^/\s)\"]+)", text)
    assert {scheme for scheme, _ in links} <= {"https"}
    assert {host for _, host in links} <= HOSTS


def test_tox_environments_of_the_pages_exist():
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini")
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"tox -e (\w+)", text))
    assert named
    assert {f"testenv:{name}" for name in named} <= set(tox.sections())


def test_subcommands_of_the_pages_exist():
    from kata.cli import main

    named = set(re.findall(r"\bkata (\w+) ?-?", (ROOT / "README.md").read_text(encoding="utf-8")))
    commands = set(main.list_commands(None))
    assert {"run", "fetch"} <= named & commands
    code = [name for p in PAGES for name in re.findall(r"`kata (\w+)", p.read_text("utf-8"))]
    assert set(code) <= commands


def test_readme_and_manifest_list_the_same_functions():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d) \| `(\w+)`", text, flags=re.MULTILINE)
    steps = [(str(step.number), step.function) for step in load_steps(ROOT) if step.function]
    assert listed == steps


def test_table_of_the_readme_counts_the_catalogue():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    lines = text.split(BEGIN)[1].split(END)[0].splitlines()
    rows = [line for line in lines if line.startswith("|")][2:-1]
    for step, row in zip(load_steps(ROOT), rows, strict=False):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        mistakes, right = (
            len(list((ROOT / "selftest" / kind / step.key).glob("*.py")))
            for kind in ("mistakes", "right")
        )
        tests = (ROOT / "tests" / f"test_{step.id}.py").read_text(encoding="utf-8")
        checks = len(re.findall(r"^def test_", tests, flags=re.MULTILINE))
        assert cells[:3] == [
            f"{step.number} {step.title}",
            str(checks),
            f"{mistakes} of {mistakes}",
        ]
        assert cells[4] == f"{right} of {right}"
    assert len(rows) == sum(step.function is not None for step in load_steps(ROOT))


def test_tables_of_tricks_are_up_to_date():
    text = PAGE.read_text(encoding="utf-8")
    assert with_tables(text) == text, "python selftest/tricks.py --write"
