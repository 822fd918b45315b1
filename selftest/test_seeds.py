"""``--seed`` draws the second scene anew: nothing is lost by it, and nothing stays behind."""

import subprocess
import sys

import pytest
from judge import ROOT, judge, judge_many

from kata.grading.draw import draw_second
from kata.project import load_steps

FIXTURES = ROOT / "fixtures"
SEEDS = range(30)
STEPS = {step.key: step for step in load_steps(ROOT)}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Draw a scene into a new folder; return it as the graded tests see it."""
    return lambda seed: draw_second(FIXTURES, tmp_path_factory.mktemp("drawn"), seed)


@pytest.fixture
def answer(tmp_path):
    """Write an answer of one step that calls the reference and then does something else."""

    def write(key, code):
        step = STEPS[key]
        text = (ROOT / "solutions" / step.file_name).read_text(encoding="utf-8")
        right = text.replace(f"def {step.function}(", "def right(")
        (tmp_path / step.file_name).write_text(
            f"{right}\n\ndef {step.function}(*args):\n    {code}\n", encoding="utf-8"
        )
        return tmp_path

    return write


def test_reference_answers_pass_on_drawn_scenes():
    options = ("-k", "not step8", "--seed")
    done = judge_many([("solutions", *options, str(seed)) for seed in SEEDS])
    assert [seed for seed, got in zip(SEEDS, done, strict=True) if got.code != 0] == []
    assert {check["status"] for got in done for check in got.checks.values()} == {"passed"}


def test_a_seed_draws_its_own_scene(drawn):
    one, again, other = drawn(7), drawn(7), drawn(8)
    for scene in (again, other):
        same = scene is again
        assert (scene.product.name == one.product.name) == same
        assert (scene.features == one.features) == same
        assert (scene.mapping == one.mapping) == same
        assert list(scene.polygons().index) == list(one.polygons().index) or not same
    assert (again.reflectance() == one.reflectance()).sum() > one.reflectance().size / 2


def test_a_failure_tells_the_seed(answer):
    wrong = answer("step3", "mask, ids = right(*args); return mask[::-1], ids")
    got = judge(wrong, "-k", "step3", "-p", "second_alone", "--seed", "7")
    assert "in        fixtures/scenes/second drawn from --seed 7 (EPSG:" in got.output
    assert "drawn from" not in judge(wrong, "-k", "step3", "-p", "second_alone").output


def test_an_exception_tells_the_seed(answer):
    fussy = answer("step2", "assert '_T31' in args[0].name, 'another tile'; return right(*args)")
    got = judge(fussy, "-k", "step2", "--seed", "7")
    (line,) = {line for line in got.lines if "drawn from" in line}
    assert line.startswith("  in        fixtures/scenes/second drawn from --seed 7 (EPSG:")


def test_an_answer_cannot_spoil_a_drawn_scene(answer):
    careless = answer("step1", "got = right(*args); args[0].write_text(''); return got")
    # Two checks of the step write files of their own.
    mine = "step1 and not plain and not path_given"
    assert judge(careless, "-k", mine, "--seed", "7").code == 0


def test_the_names_of_the_scripts_are_free_for_answers(answer):
    folder = answer("step3", "import labels, product; return labels.pair(right(*args))")
    (folder / "labels.py").write_text("def pair(result):\n    return result\n")
    (folder / "product.py").write_text("")
    # In a process of its own: this one may have the scripts on its path.
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "step3"]
    command += ["--seed", "7", "--impl", str(folder)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0


def test_what_is_known_by_heart_of_the_public_scenes_is_lost_with_a_seed(answer):
    public = ["SENTINEL.SAFE", *(path.name for path in FIXTURES.rglob("*.SAFE"))]
    knows = answer(
        "step2", f"got = right(*args); return got if args[0].name in {public} else got * 0"
    )
    options = ("-k", "step2", "--isolate")
    openly, drawn = judge_many([(knows, *options), (knows, *options, "--seed", "7")])
    assert openly.code == 0, openly.output
    assert drawn.names("failed"), drawn.output


@pytest.mark.parametrize(("value", "said"), [("-1", "a whole number from 0"), ("x", "invalid int")])
def test_a_seed_that_is_none_is_refused(value, said):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "step1", "--seed"]
    done = subprocess.run([*command, value], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_drawing_leaves_nothing_behind(drawn):
    def there():
        return {path for path in FIXTURES.rglob("*") if "__pycache__" not in path.parts}

    before = there()
    drawn(7)
    assert there() == before


def test_without_a_seed_nothing_is_drawn():
    script = (
        "import sys, pytest; pytest.main(sys.argv[1:]); print('kata.grading.draw' in sys.modules)"
    )
    command = [sys.executable, "-c", script, "-p", "no:cacheprovider", "-k", "step5", "--impl"]
    done = subprocess.run([*command, "solutions"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "False"
