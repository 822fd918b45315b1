"""The whole pipeline of an answer: its own seven functions, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kata.answers import AnswerError, NotStartedError

if TYPE_CHECKING:
    from kata.grading.caller import StepCaller

BANDS = ("B04", "B03", "B02", "B8A")
CHANGED = "steps that changed what they were given"


class NotAPairError(AnswerError):
    """A step gave something else than the two results that the next steps need."""

    cause = "not-a-pair"


@dataclass(frozen=True)
class Chain:
    """What the seven functions gave.

    Attributes
    ----------
    rasters : object
        Result of step 2: a DataArray (band, y, x), if it is right.
    mapping : mapping of str to int
        Class id of each class name, from step 3.
    classification : object
        Result of step 6: a DataArray (y, x) of class ids, if it is right.
    csv, geotiff : pathlib.Path
        Files that steps 5 and 7 wrote.
    """

    rasters: Any
    mapping: Mapping[str, int]
    classification: Any
    csv: Path
    geotiff: Path


def run_chain(
    steps: Mapping[str, StepCaller],
    product: Path,
    polygons: Path,
    folder: Path,
    seen: dict[str, Any],
) -> Chain:
    """Run all the steps on a product at 60 m and write into `folder`.

    As in real use, what a step does to the raster or to the samples that it is given is there for
    the steps after it. What each gave goes into `seen`, by the name of its function, as far as the
    run comes; for the steps that write, the path of the file.

    Raises
    ------
    NotStartedError
        A step is not started; the message names it.
    AnswerError
        A step raised.
    """

    def call(name: str, *args: Any) -> tuple[Any, tuple[Any, ...]]:
        try:
            seen[name], inputs = steps[name].with_inputs(*args)
        except NotStartedError as error:
            raise NotStartedError(f"it needs {name}, which is not started", error.frame) from error
        return seen[name], inputs

    def handed_on(name: str, before: Any, after: Any) -> Any:
        # What is no array nor a Dataset ends the run in the next step.
        if hasattr(before, "equals") and not before.equals(after):
            seen.setdefault(CHANGED, []).append(name)
        return after

    csv, geotiff = folder / "classified_points.csv", folder / "classification.tif"
    frame, _ = call("load_feature_polygons", polygons)
    rasters, _ = call("load_sentinel_data", product, 60, BANDS)
    result, (given, _) = call("rasterize_geojson", rasters, frame)
    rasters = handed_on("rasterize_geojson", rasters, given)
    mask, mapping = _pair(result)
    samples, (given, *_) = call("produce_clips", rasters, mask, mapping)
    rasters = handed_on("produce_clips", rasters, given)
    _, (given, _) = call("persist_to_csv", samples, csv)
    samples = handed_on("persist_to_csv", samples, given)
    seen["persist_to_csv"] = csv
    classification, _ = call("classify_sentinel_data", rasters, samples)
    call("persist_classification_to_raster", geotiff, classification)
    seen["persist_classification_to_raster"] = geotiff
    return Chain(rasters, mapping, classification, csv, geotiff)


def _pair(result: Any) -> tuple[Any, Any]:
    try:
        mask, mapping = result
    except (TypeError, ValueError):
        raise NotAPairError("rasterize_geojson does not give a mask and a mapping") from None
    return mask, mapping
