"""Draw the second scene anew, with the script that wrote the one in ``fixtures/``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from kata.grading.scenes import Scene


def draw_second(fixtures: Path, folder: Path, seed: int) -> Scene:
    """Draw the second scene from a seed.

    Parameters
    ----------
    fixtures : pathlib.Path
        The folder of the script.
    folder : pathlib.Path
        Where ``scenes/second`` is written.
    seed : int
        From 0; the same one gives the same scene.
    """
    place = folder / "scenes" / "second"
    before = set(sys.modules)
    sys.path.insert(0, str(fixtures))
    try:
        importlib.import_module("scene").write_scene(place, seed)
    finally:
        sys.path.remove(str(fixtures))
        # Forgotten again: an answer may have a product.py or a labels.py of its own.
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if Path(file).parent == fixtures:
                del sys.modules[name]
    return Scene.in_folder(place.name, place, seed)
