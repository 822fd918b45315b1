"""Kill ``kata grade`` at random moments, start it again, and see that the marks are the same.

``tox -e kills`` or ``python selftest/kill_grader.py [KILLS] [SEED]``. A class is graded, killed and
started again until it is done; then the next class is begun, until there were enough kills.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from small_kata import ADD, DOUBLE, STUB, SmallKata

ANSWERS = 60
JOBS = "2"
KINDS = [
    (ADD, DOUBLE),
    (STUB.format("add"), DOUBLE),
    (ADD, "def double(a):\n    return 4 if a == 2 else a\n"),
    ("import os\ndef add(a, b):\n    os._exit(0)\n", DOUBLE),
    (ADD, None),
    ("def add(a, b)\n", STUB.format("double")),
]


def grade(kata, out, seconds=None):
    """Return what is printed; None when it was killed after some seconds."""
    kata.out = out
    with subprocess.Popen(
        kata.command("--jobs", JOBS),
        cwd=kata.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            return None
    assert process.returncode == 0, printed
    return printed


def result(out, printed):
    """Return the table, and every file of the marks, without dates, times and order.

    What was being written when it was killed is left behind under a name of its own.
    """
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
        and path.name not in ("page.html", "class.html")
        and ".part-" not in path.name
    }
    lines = [json.loads(line) for line in files.pop("journal.jsonl").splitlines()]
    printed = printed.replace(str(out), "OUT")
    return printed, sorted(json.dumps({**line, "seconds": None}) for line in lines), files


def main():
    kills, seed = (int(arg) for arg in [*sys.argv[1:], "30", "0"][:2])
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kata = SmallKata(Path(folder))
        for number in range(ANSWERS):
            add, double = KINDS[number % len(KINDS)]
            kata.put(f"a{number:02}", add=add, double=double)
        undisturbed = kata.out / "undisturbed"
        start = time.monotonic()
        expected = result(undisturbed, grade(kata, undisturbed))
        whole = time.monotonic() - start
        print(f"undisturbed: {whole:.1f} s for {ANSWERS} answers")
        killed = classes = 0
        while killed < kills:
            out = kata.out / f"class {classes}"
            moments = []
            # From the first moment on to where about half of the class was graded.
            while (printed := grade(kata, out, draw.uniform(0, whole / 2))) is None:
                killed += 1
                moments.append(graded(out))
                if killed == kills:
                    printed = grade(kata, out)
                    break
            same = result(out, printed) == expected
            classes += 1
            print(f"class {classes}: killed {len(moments)} times, with so many graded: {moments}")
            if not same:
                sys.exit(
                    f"not the marks of an undisturbed run: {shutil.copytree(out, 'reports/killed')}"
                )
    print(f"killed {killed} times in {classes} classes: always the marks of an undisturbed run")


def graded(out):
    path = out / "journal.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


if __name__ == "__main__":
    main()
