"""The whole pipeline of an answer: its own seven functions, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kata.answers import AnswerError, NotStartedError

BANDS = ("B04", "B03", "B02", "B8A")


class NotAPairError(AnswerError):
    """A step gave something else than the two results that the next steps need."""

    cause = "not-a-pair"


@dataclass(frozen=True)
class Chain:
    """What the seven functions gave.

    Attributes
    ----------
    rasters, mask, mapping, samples, classification
        Results of steps 2, 3, 4 and 6.
    csv, geotiff : pathlib.Path
        Files that steps 5 and 7 wrote.
    """

    rasters: Any
    mask: Any
    mapping: Mapping[str, int]
    samples: Any
    classification: Any
    csv: Path
    geotiff: Path


def run_chain(
    steps: Mapping[str, Callable[..., Any]],
    product: Path,
    polygons: Path,
    folder: Path,
    seen: dict[str, Any],
) -> Chain:
    """Run all the steps on a product at 60 m and write into `folder`.

    What each gave goes into `seen`, by the name of its function, as far as the run comes; for the
    steps that write, the path of the file.

    Raises
    ------
    NotStartedError
        A step is not started; the message names it.
    AnswerError
        A step raised.
    """

    def call(name: str, *args: Any) -> Any:
        try:
            seen[name] = steps[name](*args)
            return seen[name]
        except NotStartedError as error:
            raise NotStartedError(f"it needs {name}, which is not started", error.frame) from error

    csv, geotiff = folder / "classified_points.csv", folder / "classification.tif"
    frame = call("load_feature_polygons", polygons)
    rasters = call("load_sentinel_data", product, 60, BANDS)
    mask, mapping = _pair(call("rasterize_geojson", rasters, frame))
    samples = call("produce_clips", rasters, mask, mapping)
    call("persist_to_csv", samples, csv)
    seen["persist_to_csv"] = csv
    classification = call("classify_sentinel_data", rasters, samples)
    call("persist_classification_to_raster", geotiff, classification)
    seen["persist_classification_to_raster"] = geotiff
    return Chain(rasters, mask, mapping, samples, classification, csv, geotiff)


def _pair(result: Any) -> tuple[Any, Any]:
    try:
        mask, mapping = result
    except (TypeError, ValueError):
        raise NotAPairError("rasterize_geojson does not give a mask and a mapping") from None
    return mask, mapping
