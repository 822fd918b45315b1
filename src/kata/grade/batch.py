"""Grade many submissions, some at once."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path

from kata.errors import RunError, first_line
from kata.grade.bundle import RefusedError
from kata.grade.journal import Journal, digest_kata
from kata.grade.marks import Marks
from kata.grade.overview.same import Code, read_code
from kata.grade.place import Here, Place
from kata.grade.plan import Plan
from kata.grade.process import StoppedError
from kata.grade.run import collect
from kata.grade.submissions import Refusal, Submission, prepare
from kata.project import Step


@dataclass(frozen=True)
class Graded:
    """A submission, its marks and its code."""

    submission: Submission
    marks: Marks
    code: Code


@dataclass(frozen=True)
class Batch:
    """What all the submissions are graded with.

    Attributes
    ----------
    root : pathlib.Path
        Folder of the kata.
    steps : tuple of Step
        Its steps.
    journal : Journal
        Knows what is graded already, and is told what is graded now.
    seconds : float
        How long one answer may take.
    options : tuple of str
        More of what pytest is asked for, such as a seed.
    place : Place
        Where they are graded.
    """

    root: Path
    steps: tuple[Step, ...]
    journal: Journal
    seconds: float
    options: tuple[str, ...] = ()
    place: Place = field(default_factory=Here)

    def grade(self, submissions: Sequence[Submission], jobs: int) -> Generator[Graded | Refusal]:
        """Yield what each submission comes to, in the order in which that is known.

        Parameters
        ----------
        submissions : sequence of Submission
            To grade.
        jobs : int
            How many at once.
        """
        stop = threading.Event()
        expected = collect(self.root, stop)
        kata = digest_kata(self.root, expected, self.seconds, self.options)
        plan = Plan(self.root, self.steps, expected, self.seconds, kata, self.options)
        # A thread only waits for its process.
        with ThreadPoolExecutor(jobs) as pool:
            try:
                tasks = [pool.submit(self._grade, one, plan, stop) for one in submissions]
                for task in as_completed(tasks):
                    yield task.result()
            finally:
                stop.set()
                pool.shutdown(cancel_futures=True)

    def _grade(self, submission: Submission, plan: Plan, stop: threading.Event) -> Graded | Refusal:
        name = submission.name
        try:
            with tempfile.TemporaryDirectory(
                prefix="kata-grade-", ignore_cleanup_errors=True
            ) as scratch:
                # Its name is what the learner reads of the path.
                folder = Path(scratch, submission.folder_name)
                answer = prepare(submission, self.steps, folder)
                code = read_code(folder)
                if known := self.journal.known(name, answer.digest, plan.kata):
                    # The same files can have come in another way.
                    return Graded(submission, replace(known, notes=answer.notes), code)
                marks = self.place.grade(plan, folder, stop)
        except RefusedError as error:
            return Refusal(name, str(error))
        except (StoppedError, RunError):
            raise
        except Exception as error:
            # Whatever is wrong with one, the others are graded.
            return Refusal(name, f"could not be graded: {first_line(error)}")
        marks = replace(marks, name=name, notes=answer.notes)
        # Here, not by whoever asks for the outcomes: who stops asking loses none.
        self.journal.add(answer.digest, plan.kata, marks)
        return Graded(submission, marks, code)
