"""See that a RandomForestClassifier was trained, and on what, while an answer runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Training:
    """One call of ``RandomForestClassifier.fit``.

    Attributes
    ----------
    samples : int
        Rows the forest learnt from.
    classes : int
        Different labels among them.
    """

    samples: int
    classes: int


@contextmanager
def forests_trained() -> Iterator[list[Training]]:
    """Gather a `Training` for each forest that is fitted in this process meanwhile."""
    import numpy as np
    from sklearn.ensemble import RandomForestClassifier

    fit = RandomForestClassifier.fit
    seen: list[Training] = []

    def watched(self: Any, X: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        fitted = fit(self, X, y, *args, **kwargs)
        # Labels may be numbers, names, a column or one column for each class.
        rows = np.asarray(y).reshape(len(y), -1).tolist()
        seen.append(Training(len(rows), len(set(map(tuple, rows)))))
        return fitted

    RandomForestClassifier.fit = watched
    try:
        yield seen
    finally:
        del RandomForestClassifier.fit
