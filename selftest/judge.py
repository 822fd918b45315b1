"""Run the graded tests on an answer, as pytest would, and return what each check came to.

Where there is fork, each run is forked from a process that has the libraries loaded: an answer
takes a fraction of a second instead of several.
"""

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import kata.plugin
from kata.isolation.host import prepare
from kata.isolation.sandbox import weaknesses
from kata.zygote import Zygote

ROOT = Path(__file__).resolve().parents[1]

# CI on Linux has the whole sandbox, or fails: nothing is left out there unseen.
needs_sandbox = pytest.mark.skipif(
    bool(weaknesses()) and not ("CI" in os.environ and sys.platform == "linux"),
    reason=f"no whole sandbox: {weaknesses()}",
)


@dataclass(frozen=True)
class Judgement:
    """Exit code of pytest, what it printed, and the status, lines and causes of each check."""

    code: int
    output: str
    checks: dict[str, dict]

    def names(self, status):
        return [name for name, check in self.checks.items() if check["status"] == status]

    @property
    def causes(self):
        """Short names of the mistakes that were recognised, over all checks."""
        return {cause for check in self.checks.values() for cause in check["causes"]}

    @property
    def lines(self):
        return [line for check in self.checks.values() for line in check["lines"]]


class _Recorder:
    def __init__(self):
        self.checks = {}

    def pytest_sessionfinish(self, session):
        for result in session.config.stash[kata.plugin.GRADING].results.values():
            self.checks[f"{result.step.key}:{result.name}"] = {
                "status": result.status,
                "lines": list(result.lines),
                "causes": list(result.causes),
            }


def _run(args, out, seed):
    # Forks would otherwise share the state of the process they come from, and its luck.
    np.random.seed(seed)  # noqa: NPY002 - the one that scikit-learn falls back on
    _set_width()
    os.chdir(ROOT)
    recorder = _Recorder()
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
        code = pytest.main(args, plugins=[recorder])
    out.write_text(
        json.dumps({"code": int(code), "output": text.getvalue(), "checks": recorder.checks}),
        encoding="utf-8",
    )
    # Processes that an answer has left behind are not waited for.
    os._exit(0)


def judge(answer, *args):
    """Grade the answer in a folder with more arguments for pytest, such as ``-k step3``."""
    (judgement,) = judge_many([(answer, *args)])
    return judgement


def judge_many(jobs, seeds=None):
    """Grade several answers, as many at once as there are processors, and keep their order.

    Each job is the folder of an answer, followed by arguments for pytest. Answers that leave
    their forest without a seed get one of `seeds`, or always the same.
    """
    start = _spawn
    if hasattr(os, "fork"):
        start = _fork
        _zygote()  # before there are threads, of which each would make one
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / f"{number}.json" for number in range(len(jobs))]

        def run(job, out, seed):
            answer, *args = job
            fixed = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest", "--assert=plain"]
            fixed.append("--no-pictures")
            start([*fixed, "--impl", str(answer), *args], out, seed)()

        # A thread only waits for its process.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(run, jobs, outs, seeds or [0] * len(jobs)))
        return [Judgement(**json.loads(out.read_text(encoding="utf-8"))) for out in outs]


def _fork(*args):
    zygote = _zygote()
    # One without anything but the libraries, of which the processes of an answer are copies.
    workers = zygote.branch(_set_width)
    child = zygote.start(_run_with, *args, sockets=[workers.sock])
    workers.close()

    def end():
        child.join()
        child.close()

    return end


@cache
def _zygote():
    return Zygote.launch()


def _set_width():
    # Whatever the terminal has, and readline passes on to what is started here.
    os.environ["COLUMNS"] = "80"


def _run_with(workers, *args):
    prepare(Zygote(workers))
    _run(*args)


def _spawn(args, out, seed):
    code = f"import judge, pathlib; judge._run({args!r}, pathlib.Path({str(out)!r}), {seed!r})"
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT / "selftest")
    return child.wait


def lone_step(path, step_id, folder):
    """Make an answer of one file in `folder`; return the job that grades it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{step_id}.py").write_bytes(path.read_bytes())
    return folder, str(ROOT / "tests" / f"test_{step_id}.py")


def declared(path):
    """Return the causes that a mistake declares in its docstring: ``Diagnosis: upside-down``.

    ``Diagnosis: none`` when the result does not give the mistake away.
    """
    doc = ast.get_docstring(ast.parse(path.read_bytes())) or ""
    (said,) = (line for line in doc.splitlines() if line.startswith("Diagnosis: "))
    causes = set(said.removeprefix("Diagnosis: ").split(", "))
    return causes - {"none"}
