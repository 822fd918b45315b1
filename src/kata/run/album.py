"""Keep the pictures of a run: a PNG each, and windows for those who want them."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kata.run.outputs import replacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 150
INCHES = (8.0, 6.4)
NO_WINDOWS = ("agg", "cairo", "pdf", "pgf", "ps", "svg", "template")


@dataclass
class Album:
    """The pictures of a run.

    Attributes
    ----------
    folder : pathlib.Path
        Where the PNGs are written.
    windows : bool
        Whether `show` opens a window for each picture.
    saved : list of pathlib.Path
        The PNGs written so far.
    """

    folder: Path
    windows: bool
    saved: list[Path] = field(default_factory=list)

    def add(self, name: str, draw: Callable[[Figure], None]) -> None:
        """Let `draw` fill a new figure, and save it as ``name.png``."""
        target = self.folder / f"{name}.png"
        with warnings.catch_warnings():
            # A letter that the font does not have is drawn as a box: no reason for a warning.
            warnings.simplefilter("ignore")
            figure = self._new_figure()
            draw(figure)
            with replacing(target) as part:
                figure.savefig(part, dpi=DOTS_PER_INCH)
        self.saved.append(target)

    def clear(self, names: Iterable[str]) -> None:
        """Take away the pictures that an earlier run left: they would pass for this one's."""
        for name in names:
            (self.folder / f"{name}.png").unlink(missing_ok=True)

    def show(self) -> None:
        """Open the windows, and wait until all are closed."""
        if self.windows and self.saved:
            import matplotlib.pyplot as plt

            plt.show()

    def _new_figure(self) -> Figure:
        if self.windows:
            import matplotlib.pyplot as plt

            return plt.figure(figsize=INCHES, layout="constrained")
        from matplotlib.figure import Figure

        # Made without pyplot, a figure needs no display and is freed with its last reference.
        return Figure(figsize=INCHES, layout="constrained")


def windows_possible() -> bool:
    """Whether matplotlib can open windows here."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    import matplotlib.pyplot as plt

    # pyplot falls back to a backend without windows where no toolkit works.
    return str(plt.get_backend()).lower() not in NO_WINDOWS
