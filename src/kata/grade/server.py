"""Grades answers for a worker of a cluster, in a process of its own.

A worker of Dask may start no processes that have to end with it, and has threads that none may be
forked from. This process has neither bond. It reads a line of JSON for each answer and writes one,
until nobody writes to it any more.
"""

from __future__ import annotations

import json
import os
import platform
import queue
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kata.errors import first_line
from kata.grade.journal import digest_kata
from kata.grade.marks import ExpectedCheck
from kata.grade.place import Here
from kata.grade.plan import Plan
from kata.grade.process import StoppedError
from kata.isolation.sandbox import weaknesses
from kata.project import load_steps


def order(plan: Plan) -> dict[str, Any]:
    """Return the first line that a server is told: what it grades by."""
    checks = [asdict(check) for check in plan.expected]
    told = {"root": str(plan.root), "seconds": plan.seconds, "kata": plan.kata}
    return {**told, "expected": checks, "options": plan.options}


def serve() -> None:
    """Say how this machine is, then grade an answer for each line."""
    # What anything else prints here is no reply.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    stop = threading.Event()

    def listen() -> None:
        for line in sys.stdin:
            lines.put(line)
        # Nobody waits for a reply any more.
        stop.set()
        lines.put("")

    def reply(said: Mapping[str, Any]) -> None:
        replies.write(json.dumps(said) + "\n")
        replies.flush()

    threading.Thread(target=listen, daemon=True).start()
    told = json.loads(lines.get())
    # Before any other thing: it forks.
    weak = weaknesses()
    try:
        plan = _plan(**told)
    except (OSError, ValueError, KeyError):
        reply({"unfit": f"there is no kata in {told['root']}"})
        return
    if plan.kata != told["kata"]:
        python = platform.python_version()
        said = (
            f"the kata in {plan.root}, Python ({python}), the package kata or a library is another"
        )
        reply({"unfit": said})
        return
    reply({"weak": weak})
    while line := lines.get():
        try:
            marks = Here(weak).grade(plan, Path(json.loads(line)), stop)
        except StoppedError:
            return
        except Exception as error:
            reply({"error": first_line(error)})
        else:
            reply({"marks": marks.to_json()})


def _plan(
    root: str, expected: list[dict[str, Any]], seconds: float, kata: str, options: list[str]
) -> Plan:
    """Return what the answers are graded by on this machine."""
    checks = tuple(ExpectedCheck(**check) for check in expected)
    folder, asked = Path(root), tuple(options)
    mine = digest_kata(folder, checks, seconds, asked)
    return Plan(folder, load_steps(folder), checks, seconds, mine, asked)


if __name__ == "__main__":
    serve()
