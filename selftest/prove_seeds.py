"""Grade the catalogue on drawn scenes: ``tox -e seeds [-- --each N]``.

Every answer meets N seeds that its name decides, and checks see the drawn scene alone: right
answers have to pass, and mistakes to be rejected where the committed scene alone rejects them.
Exits with 1 and names what went wrong, with its seed, when one does not.
"""

import argparse
import sys
import tempfile
import time
import zlib
from pathlib import Path

from catalogue import HERE, answers
from judge import judge_many, lone_step

ALONE = ("-p", "second_alone")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", metavar="N", type=int, default=2, help="seeds for each answer")
    count = parser.parse_args().each
    start = time.perf_counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, code in (("right", 0), ("mistakes", 1)):
            jobs = jobs_of(kind, Path(folder) / kind)
            known = [got.code for got in judge_many([(*job, *ALONE) for job in jobs.values()])]
            due = [place for place, got in zip(jobs, known, strict=True) if got == code]
            runs = [(place, seed) for place in due for seed in seeds_of(place, count)]
            drawn = [(*jobs[place], *ALONE, "--seed", str(seed)) for place, seed in runs]
            for (place, seed), got in zip(runs, judge_many(drawn), strict=True):
                if got.code != code:
                    wrong += 1
                    print(f"{place} --seed {seed}: exit code {got.code}, not {code}")
            print(f"{kind}: {len(runs)} runs of {len(due)} answers, of {len(jobs)} in all")
    print(f"{time.perf_counter() - start:.0f} s")
    return 1 if wrong else 0


def jobs_of(kind, folder):
    """Return the job that grades each answer of a kind, by the place of its file."""
    return {
        path.relative_to(HERE).as_posix(): lone_step(path, step.id, folder / str(number))
        for number, (step, path) in enumerate(answers(kind))
    }


def seeds_of(place, count):
    """Return seeds for an answer: always the same, and others for another one."""
    return [zlib.crc32(f"{place} {number}".encode()) for number in range(count)]


if __name__ == "__main__":
    sys.exit(main())
