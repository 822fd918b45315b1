"""``kata grade --scheduler``: a class on the workers of a Dask cluster."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from judge import ROOT
from small_kata import ADD, STUB, SmallKata

from kata.grade.worker import _Server

PATIENCE = 120
HOST = socket.gethostname()
NEEDS_PROC = pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes cannot be seen here")

# Of an answer to step 1, by who wrote it.
CLASS = {
    "ana": ADD,
    "bob": STUB.format("add"),
    "cem": "def add(a, b):\n    return a - b\n",
    "dan": "import os\ndef add(a, b):\n    os._exit(0)\n",
    "eva": "def add(a, b)\n",
    "fay": ADD,
}


@pytest.fixture
def kata(tmp_path):
    return SmallKata(tmp_path)


def wait_until(true, seconds=PATIENCE):
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < seconds
        time.sleep(0.05)


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []

    def start(self, *args, **environment):
        with self.log(len(self.processes)).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *args, "--no-dashboard"],
                env={**os.environ, **environment},
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(process)
        return process

    def log(self, number):
        return self.folder / f"{number}.log"

    def scheduler(self, **environment):
        file = self.folder / "scheduler.json"
        listen = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        process = self.start("scheduler", *listen, **environment)
        wait_until(file.exists)
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        return process

    def worker(self, *args, **environment):
        """Start a worker: with no nanny, it stays ended when it is killed."""
        here = ("--nthreads", "1", "--local-directory", str(self.folder))
        args = args or ("--no-nanny",)
        process = self.start("worker", self.address, *here, *args, **environment)
        log = self.log(len(self.processes) - 1)
        wait_until(lambda: "Registered to" in log.read_text(encoding="utf-8"))
        return process

    def end(self):
        # A worker whose scheduler goes first looks for it.
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed: the extra is kata[cluster]")
    folder = tmp_path / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    yield cluster
    cluster.end()


def complete(kata):
    """Return the names that the journal holds whole."""
    path = kata.out / "journal.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return [json.loads(line)["name"] for line in lines]


def written(kata):
    """Return all that was written, but for what has an order, a date or a duration."""
    files = sorted(path for path in kata.out.rglob("*") if path.is_file())
    kept = {path.relative_to(kata.out).as_posix(): path.read_bytes() for path in files}
    journal = [json.loads(line) for line in kept.pop("journal.jsonl").splitlines()]
    timeless = sorted(json.dumps({**line, "seconds": None}) for line in journal)
    pages = {name for name in kept if name.endswith(".html")}
    return {name: kept[name] for name in {*kept} - pages}, timeless, pages


def test_a_worker_that_is_killed_changes_nothing(kata, cluster):
    for name, add in CLASS.items():
        kata.put(name, add=f"import time\ntime.sleep(0.5)\n{add}", note="x = 1\n")
    expected = *kata.grade("--jobs", 2), written(kata)
    shutil.rmtree(kata.out)
    cluster.scheduler()
    workers = [cluster.worker(), cluster.worker()]
    process = subprocess.Popen(
        kata.command("--scheduler", cluster.address),
        cwd=kata.root,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    wait_until(lambda: complete(kata))
    workers[0].kill()
    assert len(complete(kata)) < 5
    output, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, written(kata)) == expected
    assert len(complete(kata)) == len(CLASS)


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:1", "127.0.0.1:1", "http://127.0.0.1:1", "nonsense://", "tcp://", ""],
)
def test_a_scheduler_that_cannot_be_reached_is_said(kata, monkeypatch, address):
    pytest.importorskip("distributed")
    monkeypatch.setattr("kata.grade.cluster._CONNECT", 1)
    kata.put("ana")
    code, output = kata.grade("--scheduler", address)
    assert output == f"Error: no Dask scheduler answers at {address}: is it the right one?\n"
    assert code == 1


def test_a_scheduler_without_workers_is_said(kata, cluster, monkeypatch):
    monkeypatch.setattr("kata.grade.cluster._PATIENCE", 1)
    cluster.scheduler()
    kata.put("ana")
    code, output = kata.grade("--scheduler", cluster.address)
    assert output == (
        f"Error: the scheduler has no worker: start some with `dask worker {cluster.address}`\n"
    )
    assert code == 1


def test_what_to_install_is_said(kata, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    kata.put("ana")
    code, output = kata.grade("--scheduler", "tcp://127.0.0.1:1")
    assert output == 'Error: --scheduler needs Dask: pip install -e ".[cluster]"\n'
    assert code == 1


def test_a_worker_with_another_kata_is_not_used(kata, cluster, monkeypatch, tmp_path):
    monkeypatch.setattr("kata.grade.cluster._PATIENCE", 1)
    other = tmp_path / "src"
    shutil.copytree(ROOT / "src", other, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "kata" / "isolation" / "sandbox.py").open("a", encoding="utf-8") as file:
        file.write("# another\n")
    cluster.scheduler()
    cluster.worker(PYTHONPATH=str(other))
    said = f"not used: {HOST}: the kata in {kata.root}, Python ("
    kata.put("ana")
    code, output = kata.grade("--scheduler", cluster.address)
    assert output.startswith(f"Error: no worker can grade: {said}")
    assert (len(output.splitlines()), code) == (1, 1)
    # Nothing has said yet that there is one which must not be used.
    cluster.worker()
    for name in "bob", "cem", "dan":
        kata.put(name)
    code, output = kata.grade("--scheduler", cluster.address)
    graded, note = output.splitlines()[1:5], output.splitlines()[-1]
    assert [line.partition("3/3  20.00/20")[1:] for line in graded] == [("3/3  20.00/20", "")] * 4
    assert note.startswith(said)
    assert code == 0


def test_a_worker_without_the_package_is_said(kata, cluster, tmp_path):
    # Before everything else that is installed.
    (tmp_path / "none" / "kata").mkdir(parents=True)
    (tmp_path / "none" / "kata" / "__init__.py").touch()
    cluster.scheduler()
    cluster.worker(PYTHONPATH=str(tmp_path / "none"))
    kata.put("ana")
    code, output = kata.grade("--scheduler", cluster.address)
    assert output.startswith("Error: no kata, or another one, on the worker tcp://127.0.0.1:")
    assert (len(output.splitlines()), code) == (1, 1)


def test_without_workers_nothing_waits_for_ever(kata, cluster, monkeypatch):
    monkeypatch.setattr("kata.grade.cluster._WITHOUT", 3)
    cluster.scheduler()
    worker = cluster.worker()
    kata.put("ana", add=f"import time\ntime.sleep(60)\n{ADD}")
    threading.Timer(8, worker.kill).start()
    code, output = kata.grade("--scheduler", cluster.address)
    assert output == "Error: no worker for 3 s: what was graded is kept\n"
    assert code == 1


def test_a_worker_where_the_kata_is_not_says_so(tmp_path):
    order = {"root": str(tmp_path / "gone"), "seconds": 9, "kata": "", "expected": []}
    order["options"] = []
    assert _Server(order).about == {"unfit": f"there is no kata in {tmp_path / 'gone'}"}


def test_weaker_isolation_of_a_worker_is_said(kata, cluster, monkeypatch, tmp_path):
    monkeypatch.setattr("kata.grade.cluster._PATIENCE", 1)
    weak = tmp_path / "weak"
    weak.mkdir()
    (weak / "sitecustomize.py").write_text(
        "import kata.isolation.sandbox as sandbox\n"
        "sandbox.weaknesses = lambda: ('no Landlock: answers can read',)\n",
        encoding="utf-8",
    )
    cluster.scheduler()
    cluster.worker(PYTHONPATH=os.pathsep.join([str(weak), str(ROOT / "src")]))
    kata.put("ana")
    kata.put("bob")
    code, output = kata.grade("--scheduler", cluster.address)
    said = output.splitlines()
    assert said[-1] == f"weaker isolation on {HOST}: no Landlock: answers can read"
    assert code == 0
    code, output = kata.grade("--regrade", "--require-sandbox", "--scheduler", cluster.address)
    said = f"not used: {HOST}: no Landlock: answers can read"
    assert output == f"Error: no worker can grade: {said}\n"
    assert code == 1


@NEEDS_PROC
def test_an_answer_that_ends_workers_again_and_again_is_refused(kata, cluster):
    # Through the checks: an answer itself can do nothing to a worker.
    (kata.root / "tests" / "conftest.py").write_text(
        """
import os, pathlib, pytest, signal, time

def parent(pid):
    return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

@pytest.fixture(scope="session", autouse=True)
def ended(request):
    if pathlib.Path(request.config.getoption("impl")).name == "bob":
        # The zygote and its branch, the process that grades, the worker.
        worker = parent(parent(parent(os.getppid())))
        os.kill(worker, signal.SIGKILL)
        time.sleep(60)
""",
        encoding="utf-8",
    )
    for name in "ana", "bob", "cem":
        kata.put(name)
    cluster.scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    cluster.worker("--nanny")
    code, output = kata.grade("--scheduler", cluster.address, "--jobs", 3)
    assert output.splitlines()[:4] == [
        "name  steps    points  notes",
        "ana     3/3  20.00/20",
        "cem     3/3  20.00/20",
        "not graded: bob: the workers that graded it ended, again and again",
    ]
    assert code == 1


def asleep(seconds):
    """Return code that starts a process, and whether there is one like it."""
    line = f"import time; time.sleep({seconds})"
    code = f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {line!r}])\n"

    def there():
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if line.encode() in path.read_bytes().replace(b"\0", b" "):
                    return True
        return False

    return code, there


def started(kata, cluster):
    """Grade an answer, and one that never ends; return the process, and whether it goes on."""
    cluster.scheduler()
    cluster.worker()
    kata.put("ana")
    assert kata.grade("--scheduler", cluster.address)[0] == 0
    code, there = asleep(600.375)
    kata.put("bob", add=f"{code}child.wait()\n{ADD}")
    process = subprocess.Popen(
        kata.command("--scheduler", cluster.address),
        cwd=kata.root,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    wait_until(there)
    return process, there


@NEEDS_PROC
def test_ctrl_c_ends_what_the_workers_do(kata, cluster):
    process, there = started(kata, cluster)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert said == "stopped: what was graded is kept, and the same command goes on\n"
    assert process.returncode == 130
    assert complete(kata) == ["ana"]
    wait_until(lambda: not there(), seconds=30)
    kata.put("bob")
    assert kata.grade("--scheduler", cluster.address)[0] == 0, "the worker is there as before"


@NEEDS_PROC
@pytest.mark.parametrize("killed", ["command", "worker"])
def test_no_answer_goes_on_when_who_grades_it_is_killed(kata, cluster, killed):
    process, there = started(kata, cluster)
    (process if killed == "command" else cluster.processes[1]).kill()
    # Less than the time a call may take.
    wait_until(lambda: not there(), seconds=30)
    process.kill()
    process.communicate()


@NEEDS_PROC
def test_a_scheduler_that_goes_is_said(kata, cluster):
    process, _ = started(kata, cluster)
    cluster.processes[0].kill()
    _, said = process.communicate(timeout=PATIENCE)
    assert said == "Error: the scheduler is gone: what was graded is kept\n"
    assert process.returncode == 1
    assert complete(kata) == ["ana"]
