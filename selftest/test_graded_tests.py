"""The graded tests are right in both directions, and fail for the right reason."""

import shutil
import time
from pathlib import Path

import pytest
from catalogue import HERE, files
from catalogue import STEPS as WRITTEN
from judge import ROOT, judge, judge_many

from kata.project import load_steps

STEPS = load_steps(ROOT)


def test_reference_answers_pass_everything():
    got = judge("solutions")
    assert got.code == 0, got.output
    assert {check["status"] for check in got.checks.values()} == {"passed"}
    assert len({name.split(":")[0] for name in got.checks}) == len(STEPS)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files")
def test_judging_leaves_no_file_open():
    def judged():
        judge("solutions", "--collect-only")
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    assert judged() == judged() == judged()


def test_stubs_are_not_started_and_nothing_is_green():
    got = judge("exercises")
    assert got.code == 1
    assert {check["status"] for check in got.checks.values()} == {"not started"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"stub-{step.number}")
def test_stub_takes_few_lines_and_selects_its_own_checks(step):
    got = judge("exercises", "-k", step.key)
    assert got.code == 1
    assert {name.split(":")[0] for name in got.checks} == {step.key}
    lines = got.output.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("step "))
    board = next(n for n, line in enumerate(lines) if "Load the polygons " in line)
    if step.function:
        assert lines[first] == f"step {step.number} is not started: exercises/{step.file_name}"
    else:
        assert lines[first].startswith(f"step {step.number} is not started: ")
    assert board - first <= 12


@pytest.mark.parametrize(("step", "path"), files("right"))
def test_right_answer_is_accepted(step, path, judgements):
    got = judgements[path]
    assert got.code == 0, got.output
    assert set(got.names("passed")) == set(got.checks)


BROKEN = {
    "no_file": (None, "is missing in"),
    "syntax_error": ("def {function}(:\n", "cannot be read by Python"),
    "import_error": ("import no_such_library\n", "No module named 'no_such_library'"),
    "no_function": ("def another(a):\n    return a\n", "has no function {function}; it defines"),
    "signature": ("def {function}():\n    return 1\n", "but its signature is {function}()"),
    "exit_at_import": ("import sys\nsys.exit(0)\n", "called sys.exit: exit code 0"),
    "exit_in_call": (
        "def {function}(*args):\n    raise SystemExit(0)\n",
        "{function} called sys.exit: exit code 0",
    ),
    "skip_in_call": (
        "import pytest\ndef {function}(*args):\n    pytest.skip('done')\n",
        "{function} raised: Skipped: done",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_file_is_said_in_one_line(broken, tmp_path):
    text, said = BROKEN[broken]
    for step, got in zip(WRITTEN, judge_each(text, tmp_path), strict=True):
        line = said.format(function=step.function)
        assert got.code == 1
        assert not got.names("passed"), got.output
        assert got.output.count(line) == 1, f"said once, not ten times: {got.output}"
        assert "Traceback" not in got.output


def judge_each(text, folder):
    """Grade each step alone, with this text as its file: none where it is None."""
    for step in WRITTEN:
        (folder / step.key).mkdir()
        if text is not None:
            file = folder / step.key / step.file_name
            file.write_text(text.format(function=step.function), encoding="utf-8")
    return judge_many([(folder / step.key, "-k", step.key) for step in WRITTEN])


ENDLESS = {
    "in_call": "def {function}(*args):\n    while True:\n        pass\n",
    "at_import": "import itertools\nfor _ in itertools.count():\n    pass\n",
    "swallowed": (
        "import time\ndef {function}(*args):\n    while True:\n        try:\n"
        "            time.sleep(9)\n        except Exception:\n            pass\n"
    ),
    "swallowed once": (
        "import time\ndef {function}(*args):\n    while True:\n        try:\n"
        "            time.sleep(9)\n        except BaseException:\n            break\n"
        "    while True:\n        pass\n"
    ),
}


@pytest.mark.parametrize("endless", ENDLESS)
def test_endless_loop_is_stopped_and_shown(endless, tmp_path):
    step = WRITTEN[3]
    text = ENDLESS[endless].format(function=step.function)
    (tmp_path / step.file_name).write_text(text, encoding="utf-8")
    start = time.monotonic()
    got = judge(tmp_path, "-k", step.key, "--time-limit", "0.5")
    assert time.monotonic() - start < 9
    assert set(got.names("failed")) == set(got.checks)
    assert "was stopped after 0.5 s: does a loop never end?" in got.output
    assert f"{step.file_name}:" in got.output, "the line that was running"


def test_error_names_the_scene_and_a_path_of_the_answers_own(tmp_path):
    step = WRITTEN[0]
    text = f"def {step.function}(path):\n    return open('fixtures/sample/polygons.geojson')\n"
    (tmp_path / step.file_name).write_text(text, encoding="utf-8")
    got = judge(tmp_path, "-k", step.key)
    assert "in        fixtures/scenes/first (EPSG:32631, 13 x 18 pixels of 60 m)" in got.output
    assert "this path is the answer's own: the one to use is its argument" in got.output


def test_flood_of_print_is_cut(tmp_path):
    step = WRITTEN[3]
    text = f"def {step.function}(*args):\n    for n in range(100_000):\n        print(n)\n"
    (tmp_path / step.file_name).write_text(text, encoding="utf-8")
    got = judge(tmp_path, "-k", step.key)
    assert "| ... 99992 lines before" in got.output
    assert "| 99999" in got.output
    assert len(got.output.splitlines()) < 60


@pytest.mark.parametrize("mode", [(), ("--isolate",)], ids=["here", "isolated"])
def test_prints_are_shown_where_a_result_is_wrong(tmp_path, mode):
    step = WRITTEN[2]
    text = (ROOT / "solutions" / step.file_name).read_text(encoding="utf-8")
    wrong = text.replace(
        "return mask, mapping", "print('seen', mask.sum())\n    return mask[::-1], mapping"
    )
    (tmp_path / step.file_name).write_text(wrong, encoding="utf-8")
    got = judge(tmp_path, "-k", step.key, *mode)
    # An earlier check, which passed, has had it printed.
    assert "| seen 335" in got.output


USELESS = {
    "returns_none": "    return None\n",
    "returns_first_argument": "    return args[0]\n",
    "returns_zero": "    return 0\n",
}


@pytest.mark.parametrize("useless", USELESS)
def test_useless_function_gets_no_check_green(useless, tmp_path):
    text = f"def {{function}}(*args):\n{USELESS[useless]}"
    for step, got in zip(WRITTEN, judge_each(text, tmp_path), strict=True):
        assert got.code == 1
        assert not got.names("passed"), (step.id, got.names("passed"))
        assert "the check cannot look at this result" not in got.output, got.output


def test_pipeline_with_a_useless_step_is_failed_not_unstarted(tmp_path):
    for step in WRITTEN:
        (tmp_path / step.file_name).write_bytes((ROOT / "solutions" / step.file_name).read_bytes())
    (tmp_path / "step3_rasterize_geojson.py").write_text("def rasterize_geojson(a, b):\n    pass\n")
    got = judge(tmp_path, "-k", "step8")
    assert got.code == 1
    assert set(got.names("failed")) == set(got.checks)
    assert "rasterize_geojson does not give a mask and a mapping" in got.output


DRIFTS = {
    "step1/axes_swapped": "load_feature_polygons: the polygons lie elsewhere",
    "step2/scaled_before_masking": "load_sentinel_data: 8332 of 192000 values of the rasters",
    "step3/first_letter_as_id": "rasterize_geojson: two classes share an id",
    "step4/dims_z_band": "produce_clips: the dims of reflectance are ('z', 'band')",
    "step5/mean_per_class": "persist_to_csv: the CSV has the shape (3, 5)",
    "step5/samples_scaled_in_place": "persist_to_csv: it changed what it was given",
    "step6/coordinates_of_corners": "classify_sentinel_data: the coordinate ",
    "step7/reshaped": "persist_classification_to_raster: the GeoTIFF has the shape",
}


def test_pipeline_names_the_step_that_its_failure_begins_with(tmp_path):
    jobs = []
    for mistake in DRIFTS:
        key, name = mistake.split("/")
        step = next(step for step in WRITTEN if step.key == key)
        folder = tmp_path / name
        shutil.copytree(ROOT / "solutions", folder)
        shutil.copy(HERE / "mistakes" / key / f"{name}.py", folder / step.file_name)
        jobs.append((folder, "-k", "step8"))
    for said, got in zip(DRIFTS.values(), judge_many(jobs), strict=True):
        assert got.code == 1
        assert f"begins    {said}" in got.output, got.output


# Right one by one, as far as their own checks see it: what follows stands below the solution.
TOGETHER = {
    "the nodata tag of the GeoTIFF is 1": {
        "step6": """
alone = classify_sentinel_data

def classify_sentinel_data(rasters, samples):
    return alone(rasters, samples).rio.write_nodata(1)
""",
        "step7": """
def persist_classification_to_raster(path, classification):
    classification.astype("uint8").rio.to_raster(path)
""",
    },
    "the lines of the CSV are not the samples": {
        "step4": """
alone = produce_clips

def produce_clips(raster, mask, mapping):
    samples = alone(raster, mask, mapping).drop_vars("z", errors="ignore")
    return samples.assign_coords(z=np.arange(samples.sizes["z"])[::-1])
""",
        "step5": """
def persist_to_csv(samples, path):
    long = samples["reflectance"].to_dataframe().reset_index()
    table = long.pivot(index="z", columns="band", values="reflectance")
    table = table[list(samples["band"].values)]
    table["feature_id"] = samples["feature_id"].values
    table.to_csv(path, sep=";", index=False)
""",
    },
}


@pytest.mark.parametrize("options", [(), ("--isolate",)], ids=["plain", "isolated"])
def test_pipeline_shows_what_only_the_steps_together_do(tmp_path, options):
    jobs = []
    for number, added in enumerate(TOGETHER.values()):
        folder = tmp_path / str(number)
        shutil.copytree(ROOT / "solutions", folder)
        for step in WRITTEN:
            with (folder / step.file_name).open("a", encoding="utf-8") as file:
                file.write(added.get(step.key, ""))
        keys = " or ".join([*added, "step8"])
        jobs.append((folder, "-k", keys, *options))
    for said, got in zip(TOGETHER, judge_many(jobs), strict=True):
        failed = {name.split(":")[0] for name in got.names("failed")}
        assert failed == {"step8"}, got.output
        assert said in got.output
