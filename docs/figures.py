"""Draw the figures of the lessons: ``python docs/figures.py [FOLDER]``.

They are what ``kata run`` draws when the reference answers run on the embedded sample. Step 3 is
seen from near, and step 8 compares the map with what was planted there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import rasterio
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from PIL import Image
from rasterio.features import geometry_mask

from kata.answers import resolve_answer
from kata.project import load_steps
from kata.run import figures
from kata.run.album import Album
from kata.run.pictures import class_colors, class_picture
from kata.run.pipeline import run_steps
from kata.run.stages import Job, Results

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
SAMPLE = ROOT / "fixtures" / "sample"
BANDS = ("B04", "B03", "B02", "B8A")
COLOURS = 256

AS_PLANTED = "#f2f2ec"
NOT_JUDGED = "#d0d0d0"


def draw_lessons(folder: Path) -> None:
    """Write ``step1.png`` to ``step8.png`` into a folder."""
    steps = [step for step in load_steps(ROOT) if step.function]
    with tempfile.TemporaryDirectory() as scratch:
        album = Album(Path(scratch), windows=False)
        outputs = (album.folder / "classified_points.csv", album.folder / "classification.tif")
        product = next(SAMPLE.glob("*.SAFE"))
        job = Job(SAMPLE / "polygons.geojson", product, 60, BANDS, *outputs)
        results = run_steps(resolve_answer("solutions", ROOT), steps, job, album).results
        album.add("step3_mask", lambda figure: draw_lake(figure, results))
        album.add("step8_errors", lambda figure: draw_errors(figure, results))
        for path in album.saved:
            shrink(path, folder / f"{path.stem.partition('_')[0]}.png")


def draw_lake(figure: Figure, results: Results) -> None:
    """Draw the mask of one lake, its outline, and the centres of the pixels around it."""
    lake = results.polygons.explode().iloc[:1]
    rio = results.rasters.rio
    inside = geometry_mask(lake.geometry, rio.shape, rio.transform(), invert=True)
    mask = np.where(inside, results.mask, 0)
    mapping = {name: results.mapping[name] for name in lake["class"]}
    title = "3 · One lake in the mask, and the pixel centres that decide"
    figures.draw_mask(figure, title, mask, mapping, lake, results.rasters)
    x, y = np.meshgrid(results.rasters.x, results.rasters.y)
    axes = figure.axes[0]
    axes.plot(x[~inside], y[~inside], "o", ms=3, mfc="white", mec="#888888", mew=0.6)
    axes.plot(x[inside], y[inside], "o", ms=3, color="black")


def draw_errors(figure: Figure, results: Results) -> None:
    """Draw what the map says where something else was planted."""
    with rasterio.open(SAMPLE / "truth.tif") as file:
        truth, names = file.read(1), file.tags()["CLASSES"].split(";")
        west, south, east, north = file.bounds
    labels = results.classification.values
    planted = [0, *(results.mapping[name] for name in names)]
    judged = (truth != 0) & (labels != 0)
    wrong = judged & (labels != np.take(planted, truth))
    colors = class_colors(results.polygons)
    image = class_picture(np.where(wrong, labels, 0), results.mapping, colors)
    image[judged & ~wrong] = to_rgb(AS_PLANTED)
    image[~judged] = to_rgb(NOT_JUDGED)
    axes = figure.add_subplot()
    axes.imshow(image, extent=(west, east, south, north), interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])
    share = wrong.sum() / judged.sum()
    axes.set_title(f"8 · Where the map errs: {share:.1%} of the pixels that can be judged")
    entries = {f"called {name}": color for name, color in colors.items()}
    entries |= {"as planted": AS_PLANTED, "not judged": NOT_JUDGED}
    patches = [Patch(fc=color, ec="#888888", lw=0.5, label=said) for said, color in entries.items()]
    figure.legend(handles=patches, loc="outside lower center", ncols=len(patches), frameon=False)


def shrink(source: Path, target: Path) -> None:
    """Save a picture with a palette of few colours, at a fraction of the bytes."""
    with Image.open(source) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


if __name__ == "__main__":
    draw_lessons(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "images")
