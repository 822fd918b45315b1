"""What learners meet when they run pytest: no needless import, no noise, no dead end."""

import json
import os
import subprocess
import sys
import time

import pytest
from judge import ROOT

SCRIPT = """
import json, sys, pytest
code = pytest.main(["-p", "no:cacheprovider", "-k", sys.argv[1], "--impl", sys.argv[2]])
heavy = ["sklearn", "matplotlib", "scipy", "geopandas", "rioxarray", "rasterio", "xarray", "pooch"]
print(json.dumps({"code": int(code), "loaded": [m for m in heavy if m in sys.modules]}))
"""


LEAVES_FILES_OPEN = """
import rioxarray, xarray as xr
def load_sentinel_data(product, resolution, names):
    paths = [next(product.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{n}_*")) for n in names]
    dn = xr.concat([rioxarray.open_rasterio(p).squeeze("band") for p in paths], dim="band")
    return ((dn - 1000.0) / 10000).where(dn > 0).astype("float32").assign_coords(band=list(names))
"""


def test_nothing_is_left_on_stderr(tmp_path):
    (tmp_path / "step2_load_sentinel_data.py").write_text(LEAVES_FILES_OPEN)
    command = [sys.executable, "-m", "pytest", "-k", "step2", "--impl", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "/10  " in done.stdout
    assert done.stderr == ""


def test_a_breakpoint_has_the_terminal_and_all_the_time(tmp_path):
    pty = pytest.importorskip("pty")
    code = "def load_feature_polygons(path):\n    answer = 42\n    breakpoint()\n    return path\n"
    (tmp_path / "step1_load_feature_polygons.py").write_text(code)
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "step1"]
    command += ["--impl", str(tmp_path), "--time-limit", "1"]
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    child = subprocess.Popen(command, cwd=ROOT, start_new_session=True, **streams)
    os.close(theirs)
    try:
        said = until("(Pdb) ", terminal)
        time.sleep(1.5)
        os.write(terminal, b"p answer\n")
        assert "\n42" in until("(Pdb) ", terminal).replace("\r", ""), said
        os.write(terminal, b"q\n")
        until("KeyboardInterrupt", terminal)
        assert child.wait(30) == pytest.ExitCode.INTERRUPTED
    finally:
        child.kill()
        child.wait()
        os.close(terminal)


def until(end, terminal):
    """Return what a terminal shows up to `end`."""
    said = ""
    while end not in said:
        said += os.read(terminal, 1000).decode(errors="replace")
    return said


def test_among_the_exercises_pytest_finds_their_checks():
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "step3"]
    done = subprocess.run(command, cwd=ROOT / "exercises", capture_output=True, text=True)
    assert done.returncode == 1
    assert "step 3 is not started" in done.stdout


def test_a_time_below_nothing_is_refused():
    got = subprocess.run(
        [sys.executable, "-m", "pytest", "--time-limit=-1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert got.returncode == 4
    assert got.stderr == "ERROR: --time-limit: give seconds; 0 is for ever\n\n"


def test_a_step_that_is_not_there_is_said():
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "step9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED
    assert "no check was selected: choose by pytest -k, step1 to step8" in done.stdout


def loaded(key, impl):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, key, impl], cwd=ROOT, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("number", "never"),
    [
        (1, {"sklearn", "matplotlib", "scipy", "rioxarray", "pooch"}),
        (2, {"sklearn", "matplotlib", "geopandas", "pooch"}),
        (3, {"sklearn", "matplotlib", "pooch"}),
        (4, {"sklearn", "matplotlib", "pooch", "geopandas"}),
        (5, {"sklearn", "matplotlib", "pooch", "geopandas"}),
        (7, {"sklearn", "matplotlib", "pooch", "geopandas"}),
    ],
)
def test_step_does_not_load(number, never):
    got = loaded(f"step{number}", "solutions")
    assert got["code"] == 0
    assert not never & set(got["loaded"])


def test_another_project_keeps_its_own_settings(tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\npython_files = check_*.py\n")
    (tmp_path / "check_it.py").write_text("def test_it():\n    pass\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "1 passed" in done.stdout


def test_settings_in_the_folder_of_an_answer_do_not_count(tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "step5"]
    done = subprocess.run(
        [*command, "--impl", str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "is missing in" in done.stdout
