"""Time how fast a class is graded: ``tox -e graders [-- --sizes 20,200 --runs 3]``.

1. A new pytest for each answer, one at a time and one for each processor, against `kata grade`.
2. otter-grader and nbgrader, where they are installed, on notebooks with the same functions.
3. How `kata grade` grows with the class, when there is more than one size.
"""

import argparse
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import copy, copytree
from statistics import median
from textwrap import indent
from xml.etree import ElementTree

import numpy as np
from bench import ROOT, environment

from kata.grading.scenes import BANDS, Scene, data_array
from kata.project import load_steps

STEPS = [step for step in load_steps(ROOT) if step.function]
# Every fifth answer has one of these in the place of a right file.
MISTAKES = (
    "step1/relabelled_with_set_crs.py",
    "step3/half_pixel_shift.py",
    "step5/comma_separator.py",
    "step7/upside_down.py",
)
LOOK = 0.2  # seconds between two looks at the memory
CPUS = os.cpu_count() or 1
PYTHON = (sys.executable, "-m")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="20", help="of the class; all ways grade the first")
    parser.add_argument("--runs", type=int, default=3, help="what is shown are medians")
    options = parser.parse_args()
    size, *more = map(int, options.sizes.split(","))
    with tempfile.TemporaryDirectory() as folder:
        kata = make_kata(Path(folder, "kata"))
        classes = {n: make_class(Path(folder, f"class{n}"), n) for n in {1, size, *more}}
        ways = installed_ways(kata)
        # The first time modules are compiled, and it shows which ways work here.
        grade_by_turns(ways, classes[1])
        rounds = [grade_by_turns(ways, classes[size]) for _ in range(options.runs)]
        # A way that failed is not in the last round.
        runs = {name: [done[name] for done in rounds] for name in rounds[-1]}
        wrong = sum(classes[size][1])
        title = (
            f"{size} answers, {wrong} with a mistake; {CPUS} processors; median of {len(rounds)}"
        )
        show(title, [(name, size, done) for name, done in runs.items()])
        if more:
            rows = [(f"{size} answers", size, runs["kata grade"])]
            for n in more:
                done = [measure(ways["kata grade"], classes[n]) for _ in range(options.runs)]
                rows.append((f"{n} answers", n, done))
            show(f"kata grade, median of {len(rounds)}", rows)


def show(title, rows):
    """Print a table; the ratio says how many times the answers a minute of the first row."""
    print(f"\n{title}")
    print(f"{'':<24}{'seconds':>9}{'a minute':>10}{'ratio':>8}{'peak MB':>9}  judged rightly")
    first = [rows[0][1] / run.seconds for run in rows[0][2]]
    for name, size, runs in rows:
        seconds, peak = median(run.seconds for run in runs), median(run.peak for run in runs)
        paces = [size / run.seconds for run in runs]
        ratio = median(one / other for one, other in zip(paces, first, strict=True))
        row = f"{name:<24}{seconds:>9.1f}{60 * median(paces):>10.1f}{ratio:>8.2f}{peak:>9.0f}"
        print(f"{row}  {min(run.right for run in runs)} of {size}")


# What is graded


def make_class(folder, size):
    """Make a class; return its answers and which of them have a mistake."""
    answers = [folder / f"learner{number:03}" for number in range(size)]
    wrong = [number % 5 == 3 for number in range(size)]
    for number, answer in enumerate(answers):
        copytree(ROOT / "solutions", answer, ignore=lambda *_: ["__pycache__"])
        if wrong[number]:
            mistake = MISTAKES[number // 5 % len(MISTAKES)]
            step = next(step for step in STEPS if step.key == mistake.split("/")[0])
            copy(ROOT / "selftest" / "mistakes" / mistake, answer / step.file_name)
        with (answer / STEPS[0].file_name).open("a", encoding="utf-8") as file:
            file.write(f"\n# by learner {number}\n")
    return answers, wrong


def make_kata(folder):
    folder.mkdir()
    for name in ("exercises", "solutions", "tests", "fixtures", "pyproject.toml"):
        (copytree if (ROOT / name).is_dir() else copy)(ROOT / name, folder / name)
    return folder


# The ways to grade it. Each is a generator: it gets ready, grades, and tells which answers have
# full marks, with a yield after each of these. Time and memory are those of the grading.


def installed_ways(kata):
    """Return the ways there are here; say what each does."""
    from kata.isolation.sandbox import weaknesses

    listed = run(*PYTHON, "pytest", "--collect-only", folder=kata).stdout
    weaker = "".join(f"; weaker isolation: {weakness}" for weakness in weaknesses())
    print(f"pytest: {listed.count('::')} checks an answer, in one process with it")
    print(f"kata grade: the same checks, the answer in a sandbox{weaker}")
    ways = {
        "pytest, one at a time": partial(by_pytest, kata, 1),
        f"pytest, {CPUS} at a time": partial(by_pytest, kata, CPUS),
        "kata grade": partial(by_kata, kata),
    }
    for package, (name, way) in OTHERS.items():
        try:
            said = f" {version(package)}: {len(STEPS)} checks an answer, one a function, in one"
            said += " process with it; what it generates once for a class is not timed"
            ways[name] = way
        except PackageNotFoundError:
            said = ": not installed, left out"
        print(f"{package}{said}")
    return ways


def run(*command, folder, codes=(0,), **variables):
    env = environment() | {name: str(value) for name, value in variables.items()}
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode not in codes:
        raise FailedError(" ".join(done.stdout.split())[-200:] or f"exit code {done.returncode}")
    return done


class FailedError(Exception):
    """A program could not do what it was started for."""


def by_pytest(kata, jobs, answers, scratch):
    def passes(answer):
        command = [*PYTHON, "pytest", "--impl", str(answer)]
        return run(*command, folder=kata, codes=(0, 1)).returncode == 0

    yield
    with ThreadPoolExecutor(jobs) as pool:
        passed = list(pool.map(passes, answers))
    yield
    yield passed


def by_kata(kata, answers, scratch):
    yield
    run(*PYTHON, "kata", "grade", answers[0].parent, "--out", scratch, folder=kata)
    yield
    files = [scratch / answer.name / "junit.xml" for answer in answers]
    suites = [ElementTree.parse(file).getroot() for file in files]
    yield [suite.get("failures") == suite.get("errors") == "0" for suite in suites]


OTTER_TEST = """\
from otter.test_files import test_case
OK_FORMAT = False
name = {name!r}
points = 1
@test_case()
def test({function}):
"""


def by_otter(answers, scratch):
    (scratch / "tests").mkdir()
    for step in STEPS:
        test = OTTER_TEST.format(name=step.key, function=step.function)
        test += indent(check_source(step), "    ")
        (scratch / "tests" / f"{step.key}.py").write_text(test, encoding="utf-8")
    for answer in answers:
        cells = [cell(step.key, source(answer, step)) for step in STEPS]
        write_notebook(scratch / answer.name / "kata.ipynb", cells)
    bare = ("--no-config", "--no-requirements", "--no-environment")
    start = partial(run, *PYTHON, "otter", folder=scratch, **jupyter(scratch))
    start("generate", "-t", "tests", "-o", "autograder.zip", *bare)
    yield
    for answer in answers:
        notebook = f"{answer.name}/kata.ipynb"
        start("run", notebook, "-a", "autograder.zip", "-o", answer.name, "--no-logo")
    yield
    results = [(scratch / answer.name / "results.json").read_bytes() for answer in answers]
    scores = [[test.get("score", 0) for test in json.loads(one)["tests"]] for one in results]
    yield [sum(each) == len(STEPS) for each in scores]


def by_nbgrader(answers, scratch):
    def cells_of(text):
        for step in STEPS:
            yield cell(step.key, text(step), solution=True)
            yield cell(f"check-{step.key}", check_source(step), grade=True, locked=True, points=1)

    def released(step):
        answer = (ROOT / "solutions" / step.file_name).read_text(encoding="utf-8")
        return f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION"

    write_notebook(scratch / "source" / "ps" / "kata.ipynb", cells_of(released))
    for answer in answers:
        notebook = scratch / "submitted" / answer.name / "ps" / "kata.ipynb"
        write_notebook(notebook, cells_of(partial(source, answer)))
    start = partial(run, *PYTHON, "nbgrader", folder=scratch, **jupyter(scratch))
    start("generate_assignment", "ps")
    yield
    start("autograde", "ps")
    yield
    start("export", "--to=grades.csv")
    with (scratch / "grades.csv").open(encoding="utf-8", newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    yield [scores[answer.name] == len(STEPS) for answer in answers]


OTHERS = {
    "otter-grader": ("otter run", by_otter),
    "nbgrader": ("nbgrader autograde", by_nbgrader),
}


def jupyter(scratch):
    """Return variables that keep Jupyter away from the user's own; nbgrader looks for alembic."""
    names = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return dict.fromkeys(names, scratch / ".jupyter") | {"PATH": path}


def source(answer, step):
    return (answer / step.file_name).read_text(encoding="utf-8")


def check_source(step):
    folder = str(ROOT / "selftest")
    return (
        f"import sys\nsys.path.insert(0, {folder!r})\n"
        f"from bench_grade import check\ncheck({step.number}, {step.function})\n"
    )


def cell(name, text, **marks):
    marks = {"grade": False, "solution": False, "locked": False, "task": False} | marks
    marks |= {"schema_version": 3, "grade_id": name}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"nbgrader": marks},
        "execution_count": None,
        "outputs": [],
        "source": text,
    }


def write_notebook(path, cells):
    path.parent.mkdir(parents=True)
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    notebook = {"cells": list(cells), "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


# The one check of a function that these two do


def check(number, function):
    scene = Scene.in_folder("first", ROOT / "fixtures" / "scenes" / "first")
    CHECKS[number - 1](function, scene)


def check_polygons(function, scene):
    got, wanted = function(scene.polygons_path), scene.polygons()
    assert got.crs == wanted.crs
    pairs = zip(got.geometry, wanted.geometry, strict=True)
    assert all(one.equals_exact(other, 0.01) for one, other in pairs)


def check_rasters(function, scene):
    got = function(scene.product, 60, BANDS)
    np.testing.assert_allclose(got.to_numpy(), scene.rasters().to_numpy(), atol=1e-6)


def check_mask(function, scene):
    mask, mapping = function(scene.rasters(), scene.polygons())
    ids = np.array([0, *(mapping[name] for name in scene.classes)])
    np.testing.assert_array_equal(mask, ids[scene.class_number()])


def check_samples(function, scene):
    got = function(scene.rasters(), scene.mask(), scene.mapping)
    # In any order.
    got, wanted = (table[np.lexsort(table.T)] for table in map(rows, (got, scene.samples())))
    np.testing.assert_allclose(got, wanted, atol=1e-6)


def check_csv(function, scene):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "samples.csv")
        function(scene.samples(), path)
        head, *lines = path.read_text(encoding="utf-8").split()
    assert head.split(";") == [*BANDS, "feature_id"]
    got = [[float(number) for number in line.split(";")] for line in lines]
    np.testing.assert_allclose(got, rows(scene.samples()), atol=1e-4)


def check_map(function, scene):
    got = function(scene.rasters(), scene.samples())
    assert (got.to_numpy() == scene.classification()).mean() > 0.97


def check_tif(function, scene):
    import rasterio

    wanted, grid = scene.classification().astype("uint8"), scene.grid()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.tif")
        function(path, data_array(wanted, grid))
        with rasterio.open(path) as file:
            assert file.crs.to_epsg() == grid.epsg
            assert file.transform.almost_equals(grid.transform)
            np.testing.assert_array_equal(file.read(1), wanted)


def rows(samples):
    reflectance = samples["reflectance"].transpose("z", "band").to_numpy()
    return np.column_stack([reflectance, samples["feature_id"].to_numpy()])


CHECKS = (check_polygons, check_rasters, check_mask, check_samples, check_csv, check_map, check_tif)


# Time and memory


@dataclass(frozen=True)
class Run:
    """What a way took, and how many answers it judged rightly."""

    seconds: float
    peak: float
    right: int


def grade_by_turns(ways, group):
    done = {}
    for name, way in list(ways.items()):
        try:
            done[name] = measure(way, group)
        except Exception as error:
            if (name, way) not in OTHERS.values():
                raise
            print(f"{name}: left out, it failed: {error}")
            del ways[name]
    return done


def measure(way, group):
    answers, wrong = group
    peaks, stop = [], threading.Event()
    look = threading.Thread(target=look_at_memory, args=(peaks, stop))
    with tempfile.TemporaryDirectory() as folder:
        stages = way(answers, Path(folder))
        next(stages)
        look.start()
        start = time.perf_counter()
        try:
            next(stages)
            spent = time.perf_counter() - start
        finally:
            stop.set()
            look.join()
        passed = next(stages)
    right = sum(full != mistaken for full, mistaken in zip(passed, wrong, strict=True))
    return Run(spent, max(peaks, default=math.nan), right)


def look_at_memory(peaks, stop):
    if not Path("/proc/self/smaps_rollup").exists():
        return
    try:
        while not stop.wait(LOOK):
            peaks.append(tree_memory())
    except PermissionError:  # a part of the sum says nothing
        peaks.clear()


def tree_memory():
    """Return the proportional set size of all processes below this one, in MB."""
    total, left = 0, children(Path("/proc/self"))
    while left:
        process = Path("/proc", left.pop())
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            left += children(process)
            lines = (process / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 2**10


def children(process):
    return [pid for file in process.glob("task/*/children") for pid in file.read_text().split()]


if __name__ == "__main__":
    main()
