"""See that a RandomForestClassifier was trained, and on what, while an answer runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from kata.grading.failure import Array

_SEED = 90_421  # no answer that shuffles its samples happens to have the same


@dataclass
class Training:
    """One call of ``RandomForestClassifier.fit``.

    Attributes
    ----------
    features : numpy.ndarray
        What the forest learnt from: one row for each sample, if it is a table of numbers.
    labels : numpy.ndarray
        What it learnt, one row for each sample: numbers, names, or one column for each class.
    asked : int
        How many rows it was asked about afterwards in this process.
    """

    features: Array
    labels: Array
    asked: int = 0

    @property
    def samples(self) -> int:
        """Rows the forest learnt from."""
        return len(self.labels)

    @property
    def classes(self) -> int:
        """Different labels among them."""
        return len(set(map(tuple, self.labels.tolist())))


@dataclass(frozen=True)
class Watch:
    """What `forests_trained` around a call asks for, and gathers.

    Attributes
    ----------
    trainings : list of Training
        So far.
    shuffled : bool
        Whether forests get their labels in another order.
    """

    trainings: list[Training]
    shuffled: bool


_watch: Watch | None = None


def watched() -> Watch | None:
    """Return the `forests_trained` that goes on, if one does.

    A call in another process watches for it there and adds what it saw. That is then the answer's
    own word: code that knows of the watch can say what it likes.
    """
    return _watch


@contextmanager
def forests_trained(*, shuffled: bool = False) -> Iterator[list[Training]]:
    """Gather a `Training` for each forest that is fitted in this process meanwhile.

    With `shuffled`, each forest gets the labels in another order than the samples: it learns
    nothing, and what it tells is wrong. One at a time.
    """
    global _watch
    assert _watch is None
    from joblib import parallel_config
    from sklearn.ensemble import RandomForestClassifier

    fit, predict_proba = RandomForestClassifier.fit, RandomForestClassifier.predict_proba
    seen: list[Training] = []
    latest: WeakKeyDictionary[Any, Training] = WeakKeyDictionary()

    @wraps(fit)
    def watched_fit(self: Any, X: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        labels = np.asarray(y)
        if shuffled:
            y = labels = np.random.default_rng(_SEED).permutation(labels)
        if self in latest and not self.warm_start:
            latest[self].asked = 0  # what it told before is of a forest that is gone
        fitted = fit(self, X, y, *args, **kwargs)
        latest[self] = Training(np.asarray(X), labels.reshape(len(labels), -1))
        seen.append(latest[self])
        return fitted

    @wraps(predict_proba)
    def watched_predict_proba(self: Any, X: Any) -> Any:
        if self in latest:
            latest[self].asked += np.shape(X)[0]
        return predict_proba(self, X)

    RandomForestClassifier.fit = watched_fit
    RandomForestClassifier.predict_proba = watched_predict_proba
    _watch = Watch(seen, shuffled)
    try:
        # Threads instead of worker processes, whose forests would not be seen.
        with parallel_config(backend="threading"):
            yield seen
    finally:
        _watch = None
        del RandomForestClassifier.fit, RandomForestClassifier.predict_proba
