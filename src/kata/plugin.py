"""The pytest plugin: which answer is under test, and the fixtures of graded tests.

Graded tests are the files of ``tests/`` named after a step of ``exercises/kata.toml``.
Everything heavy is imported by the fixture that needs it: learners wait for every import.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata.answers import resolve_answer
from kata.grading.caller import StepCaller
from kata.grading.results import Grading
from kata.project import DATA, NotAKataError, load_steps, root_around

if TYPE_CHECKING:
    from kata.grading.expect import Expect
    from kata.grading.scenes import Scene

GRADING = pytest.StashKey[Grading]()
DRAWN = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the kata."""
    group = parser.getgroup("kata", "the kata")
    group.addoption(
        "--impl",
        metavar="ANSWER",
        default=os.environ.get("KATA_IMPL") or "exercises",
        help="answer under test: exercises (default), solutions, or any folder of step files; "
        "also KATA_IMPL",
    )
    group.addoption(
        "--time-limit",
        metavar="SECONDS",
        type=float,
        default=60.0,
        help="how long one call of the answer may take (default: 60; 0: for ever)",
    )
    group.addoption(
        "--isolate",
        action="store_true",
        help="call the answer in processes of its own, from which only data comes back, in a "
        "sandbox as far as the system has one",
    )
    group.addoption(
        "--require-sandbox",
        action="store_true",
        help="refuse to run where the sandbox of --isolate would not be whole",
    )
    group.addoption(
        "--reference",
        metavar="STEP",
        action="append",
        default=[],
        help="take a step, such as step3, from solutions/ instead of the answer; once for each",
    )
    group.addoption(
        "--page", metavar="FILE", type=Path, help="write a page about the run (see kata report)"
    )
    group.addoption(
        "--badge", metavar="FILE", type=Path, help="write a picture that counts the steps, as SVG"
    )
    group.addoption(
        "--no-pictures",
        action="store_true",
        help="draw no pictures of failed rasters (default: in reports/failures/)",
    )
    group.addoption(
        "--seed",
        metavar="N",
        type=int,
        help="draw the second scene anew from a number of your choice: another zone, size, set of "
        "classes, polygons and values (default: the one in fixtures/)",
    )
    group.addoption(
        "--safe",
        metavar="DIR",
        type=Path,
        help="the real sample product, for the last step (see kata fetch)",
    )
    group.addoption(
        "--polygons", metavar="FILE", type=Path, help="the polygons of the real sample product"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | pytest.ExitCode | None:
    """Start over with the kata's own configuration where pytest did not find it.

    pytest looks for it before plugins name their options, and takes the folder in ``--impl DIR``
    for one to collect tests from.
    """
    here = config.invocation_params.dir
    root = root_around(here)
    if root is None:
        return None
    # Who stands in a folder without tests, as among the exercises, means the checks.
    among = config.args_source is pytest.Config.ArgsSource.INVOCATION_DIR and not any(
        here == folder or folder in here.parents or here in folder.parents
        for folder in (root / "tests", root / "selftest")
    )
    # An ini file in the folder of an answer is not ours; one named with -c is meant, and so is
    # the one of tests elsewhere.
    ours = config.inipath == root / "pyproject.toml"
    elsewhere = config.args_source is pytest.Config.ArgsSource.ARGS and not any(
        root_around(here / arg.split("::")[0]) == root for arg in config.args
    )
    if (ours or config.option.inifilename or elsewhere) and not among:
        return None
    args = ["-c", str(root / "pyproject.toml"), *config.invocation_params.args]
    args += [str(root / "tests")] * among
    # Until now input is captured, which would stand between a debugger and its terminal.
    if capture := config.pluginmanager.getplugin("capturemanager"):
        capture.suspend_global_capture(in_=True)
    return pytest.main(args, plugins=config.invocation_params.plugins)


def pytest_enter_pdb() -> None:
    """Let who has reached a breakpoint think as long as needed."""
    from kata.deadline import lift

    lift()


def pytest_configure(config: pytest.Config) -> None:
    """Watch over the graded checks, if this is a kata."""
    config.addinivalue_line("markers", "real_sample: needs the real sample, see kata fetch")
    config.addinivalue_line("markers", "stochastic: depends on the luck of a forest")
    root = root_around(config.rootpath)
    if root is None:
        return
    try:
        answer = resolve_answer(config.getoption("impl") or "exercises", root)
    except (OSError, RuntimeError) as error:
        raise pytest.UsageError(f"--impl: {error}") from None
    if not answer.folder.is_dir():
        raise pytest.UsageError(f"--impl: there is no folder {answer.folder}")
    if (config.getoption("seed") or 0) < 0:
        raise pytest.UsageError("--seed: give a whole number from 0")
    if not config.getoption("time_limit") >= 0:
        raise pytest.UsageError("--time-limit: give seconds; 0 is for ever")
    weaknesses: tuple[str, ...] = ()
    if config.getoption("isolate") or config.getoption("require_sandbox"):
        weaknesses = _isolate(config)
    real = _real_sample(config, root)
    try:
        steps = load_steps(root)
    except NotAKataError as error:
        raise pytest.UsageError(str(error)) from None
    replaced = frozenset(config.getoption("reference"))
    if unknown := replaced - {step.key for step in steps if step.function}:
        named = ", ".join(sorted(unknown))
        raise pytest.UsageError(f"--reference: no step with a function has the key {named}")
    grading = Grading(config, root, steps, answer, real, weaknesses, replaced)
    config.stash[GRADING] = grading
    config.pluginmanager.register(grading, "kata-grading")


def _isolate(config: pytest.Config) -> tuple[str, ...]:
    """Make ready to call the answer in a sandbox; return what that lacks on this system."""
    from kata.isolation.host import prepare
    from kata.isolation.sandbox import weaknesses

    found = weaknesses()
    if config.getoption("require_sandbox"):
        if not config.getoption("isolate"):
            raise pytest.UsageError("--require-sandbox: there is only one with --isolate")
        if found:
            raise pytest.UsageError(f"--require-sandbox: this system has {'; '.join(found)}")
    prepare()
    return found


def _real_sample(config: pytest.Config, root: Path) -> tuple[Path, Path] | None:
    """Return product and polygons of the real sample: those given, else those fetched."""
    product, polygons = config.getoption("safe"), config.getoption("polygons")
    if (product is None) != (polygons is None):
        raise pytest.UsageError("--safe and --polygons go together: give both or neither")
    if product is not None:
        for option, path in (("safe", product), ("polygons", polygons)):
            if not path.exists():
                raise pytest.UsageError(f"--{option}: {path} does not exist")
        return product.resolve(), polygons.resolve()
    if not (root / DATA).is_dir():
        return None
    from kata.fetch import find_sample

    sample = find_sample(root / DATA)
    return (sample.product, sample.polygons) if sample else None


def _caller(request: pytest.FixtureRequest, function: str) -> StepCaller:
    """Return the one caller of a step; its scratch folder is made when it is first needed."""
    config = request.config
    grading = config.stash[GRADING]
    if function not in grading.callers:
        factory = request.getfixturevalue("tmp_path_factory")
        step = next(step for step in grading.steps if step.function == function)
        answer = grading.answer_of(step)
        make = factory.mktemp if answer is grading.answer else _out_of_reach(config)
        scratch, lent = (make(name) for name in (step.key, "lent"))
        sandbox = None
        if config.getoption("isolate"):
            from kata.isolation.sandbox import Sandbox

            # Every check has a folder of its own there, in which it has files written.
            mine, given = factory.getbasetemp(), grading.real or ()
            sandbox = Sandbox(scratch, (answer.folder, *given), (mine, lent))
        else:
            # Most imports come now, and they make no garbage; the caller enables it again.
            gc.disable()
        grading.callers[function] = StepCaller(
            answer,
            step,
            scratch,
            (grading.root / "fixtures", _drawn(config)),
            lent,
            config.getoption("time_limit"),
            sandbox,
        )
    return grading.callers[function]


def _out_of_reach(config: pytest.Config) -> Callable[[str], Path]:
    """Return what makes folders for a step of the reference, which no step of the answer sees.

    A process that may read the solutions must not find code of an answer in its home.
    """
    folder = tempfile.TemporaryDirectory(prefix="kata-reference-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)

    def make(name: str) -> Path:
        made = Path(folder.name, name)
        made.mkdir()
        return made

    return make


@pytest.fixture
def step(request: pytest.FixtureRequest) -> StepCaller:
    """Call the function of the test file's own step."""
    mine = request.config.stash[GRADING].step_of(request.node)
    if mine is None or mine.function is None:
        raise pytest.UsageError(f"{request.path.name} belongs to no step with a function")
    return _caller(request, mine.function)


@pytest.fixture(scope="session")
def steps_of_answer(request: pytest.FixtureRequest) -> Mapping[str, StepCaller]:
    """Call any step of the answer by the name of its function, for the last step."""
    steps = request.config.stash[GRADING].steps
    return {step.function: _caller(request, step.function) for step in steps if step.function}


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Gather what is wrong with a result."""
    from kata.grading.expect import Expect

    expect = Expect()
    request.config.stash[GRADING].expects[request.node.nodeid] = expect
    return expect


def _scene(request: pytest.FixtureRequest, place: str) -> Scene:
    from kata.grading.scenes import Scene

    folder = request.config.stash[GRADING].root / "fixtures" / place
    return Scene.in_folder(folder.name, folder)


def _drawn(config: pytest.Config) -> Path:
    """Return where the scene of ``--seed`` is, out of the answer's reach: its truth is there."""
    if DRAWN not in config.stash:
        folder = tempfile.TemporaryDirectory(prefix="kata-drawn-", ignore_cleanup_errors=True)
        config.add_cleanup(folder.cleanup)
        config.stash[DRAWN] = Path(folder.name)
    return config.stash[DRAWN]


@pytest.fixture(scope="session")
def scenes(request: pytest.FixtureRequest) -> tuple[Scene, ...]:
    """Return the small scenes: another zone, size, set of bands and classes each."""
    first, seed = _scene(request, "scenes/first"), request.config.getoption("seed")
    if seed is None:
        return first, _scene(request, "scenes/second")
    from kata.grading.draw import draw_second

    fixtures = request.config.stash[GRADING].root / "fixtures"
    return first, draw_second(fixtures, _drawn(request.config), seed)


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest) -> Scene:
    """Return the embedded sample, whose truth is planted."""
    return _scene(request, "sample")


@pytest.fixture(scope="session")
def real_scene(request: pytest.FixtureRequest) -> Scene:
    """Return the real sample; checks that ask for it are only there when it is."""
    from kata.grading.scenes import Scene

    real = request.config.stash[GRADING].real
    assert real is not None
    return Scene("real", *real)
