"""See that a RandomForestClassifier was trained, and on what, while an answer runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Training:
    """One call of ``RandomForestClassifier.fit``.

    Attributes
    ----------
    features : int
        Columns the forest learnt from.
    labels : collections.Counter
        Number of rows of each class.
    """

    features: int
    labels: Counter[Any]


@contextmanager
def forests_trained() -> Iterator[list[Training]]:
    """Gather a `Training` for each forest that is fitted in this process meanwhile."""
    import numpy as np
    from sklearn.ensemble import RandomForestClassifier

    fit = RandomForestClassifier.fit
    seen: list[Training] = []

    def watched(self: Any, X: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        fitted = fit(self, X, y, *args, **kwargs)
        labels = Counter(np.asarray(y).ravel().tolist())
        seen.append(Training(int(self.n_features_in_), labels))
        return fitted

    RandomForestClassifier.fit = watched
    try:
        yield seen
    finally:
        del RandomForestClassifier.fit
