"""Tables of pandas and geopandas, taken apart for `kata.isolation.plain`."""

from __future__ import annotations

from typing import Any

import numpy as np

from kata.isolation.plain import Array, Kind, kinds


def _values(column: Any) -> Any:
    """Return what a column or an index holds: a NumPy array, or one of pandas' own."""
    from pandas.api.extensions import ExtensionArray

    array = column.array
    known = any(kind.holds(type(array)) for kind in kinds())
    return array if known and isinstance(array, ExtensionArray) else column.to_numpy()


def _series(values: Any, index: Any, name: Any, attrs: dict[Any, Any]) -> Any:
    import pandas as pd

    series = pd.Series(values, index=index, name=name, dtype=values.dtype)
    series.attrs.update(attrs)
    return series


def _geo_series(values: Any, index: Any, name: Any, attrs: dict[Any, Any]) -> Any:
    from geopandas import GeoSeries

    series = GeoSeries(values, index=index, name=name, crs=values.crs)
    series.attrs.update(attrs)
    return series


def _frame_parts(frame: Any) -> tuple[Any, ...]:
    columns = [_values(frame.iloc[:, number]) for number in range(frame.shape[1])]
    return columns, frame.columns, frame.index, dict(frame.attrs)


def _frame(columns: list[Any], names: Any, index: Any, attrs: dict[Any, Any]) -> Any:
    import pandas as pd

    if not all(len(column) == len(index) for column in columns):
        raise ValueError("columns of different lengths")
    series = [_series(column, index, None, {}) for column in columns]
    frame = pd.concat(series, axis=1) if series else pd.DataFrame(index=index)
    frame.columns = names
    frame.attrs.update(attrs)
    return frame


def _geo_frame(active: Any, *parts: Any) -> Any:
    from geopandas import GeoDataFrame

    frame = GeoDataFrame(_frame(*parts))
    # The active column may hold no geometries, or be gone: no setter would take it.
    frame._geometry_column_name = active
    return frame


def _multi_index(levels: list[Any], codes: list[Array], names: list[Any]) -> Any:
    import pandas as pd

    return pd.MultiIndex(levels=levels, codes=codes, names=names)


def _range_index(start: int, stop: int, step: int, name: Any) -> Any:
    import pandas as pd

    return pd.RangeIndex(start, stop, step, name=name)


def _index(values: Any, name: Any) -> Any:
    import pandas as pd

    return pd.Index(values, name=name, dtype=values.dtype, tupleize_cols=False)


def _categorical(codes: Array, categories: Any, ordered: bool) -> Any:
    import pandas as pd

    return pd.Categorical.from_codes(codes, categories=categories, ordered=ordered)


def _string_parts(array: Any) -> tuple[Any, ...]:
    dtype = array.dtype
    texts = [None if missing else text for text, missing in zip(array, array.isna(), strict=True)]
    return texts, str(dtype.storage), dtype.na_value is np.nan


def _string_array(texts: list[Any], storage: str, nan: bool) -> Any:
    import pandas as pd

    # An older pandas has no choice of what is missing.
    dtype = pd.StringDtype(storage, na_value=np.nan) if nan else pd.StringDtype(storage)
    return pd.array(texts, dtype=dtype)


def _nullable_parts(array: Any) -> tuple[Any, ...]:
    numpy_dtype = array.dtype.numpy_dtype
    return array.dtype.name, array.to_numpy(numpy_dtype, na_value=0), array.isna()


def _nullable(name: str, values: Array, missing: Array) -> Any:
    import pandas as pd

    array = pd.array(values, dtype=name)
    array[missing] = pd.NA
    return array


def _moment_parts(moment: Any) -> tuple[Any, ...]:
    """Return a moment, or an array of them, as NumPy has it, and the time zone if it has one."""
    if moment.tz is None:
        return moment.to_numpy(), None
    return moment.tz_convert("UTC").tz_localize(None).to_numpy(), str(moment.tz)


def _in_zone(moment: Any, zone: str | None) -> Any:
    return moment if zone is None else moment.tz_localize("UTC").tz_convert(zone)


def _moments(values: Array, zone: str | None) -> Any:
    import pandas as pd

    return _in_zone(pd.DatetimeIndex(values), zone).array


def _timestamp(moment: Any, zone: str | None) -> Any:
    import pandas as pd

    return _in_zone(pd.Timestamp(moment), zone)


def _timedelta(value: Any) -> Any:
    import pandas as pd

    return pd.Timedelta(value)


def _missing(name: str) -> Any:
    import pandas as pd

    return {"NA": pd.NA, "NaT": pd.NaT}[name]


def _of_series(series: Any) -> tuple[Any, ...]:
    return _values(series), series.index, series.name, dict(series.attrs)


KINDS = (
    Kind(
        "geo-frame",
        "geopandas",
        "GeoDataFrame",
        lambda frame: (frame.active_geometry_name, *_frame_parts(frame)),
        _geo_frame,
    ),
    Kind("geo-series", "geopandas", "GeoSeries", _of_series, _geo_series),
    Kind("frame", "pandas", "DataFrame", _frame_parts, _frame),
    Kind("series", "pandas", "Series", _of_series, _series),
    Kind(
        "multi-index",
        "pandas",
        "MultiIndex",
        lambda index: (
            list(index.levels),
            [np.asarray(codes) for codes in index.codes],
            list(index.names),
        ),
        _multi_index,
    ),
    Kind(
        "range-index",
        "pandas",
        "RangeIndex",
        lambda index: (index.start, index.stop, index.step, index.name),
        _range_index,
    ),
    Kind("index", "pandas", "Index", lambda index: (_values(index), index.name), _index),
    Kind(
        "categorical",
        "pandas",
        "Categorical",
        lambda array: (np.asarray(array.codes), array.categories, bool(array.ordered)),
        _categorical,
    ),
    Kind("strings", "pandas.arrays", "StringArray", _string_parts, _string_array),
    Kind("strings", "pandas.arrays", "ArrowStringArray", _string_parts, _string_array),
    Kind("nullable", "pandas.arrays", "IntegerArray", _nullable_parts, _nullable),
    Kind("nullable", "pandas.arrays", "FloatingArray", _nullable_parts, _nullable),
    Kind("nullable", "pandas.arrays", "BooleanArray", _nullable_parts, _nullable),
    Kind("missing", "pandas.api.typing", "NAType", lambda _: ("NA",), _missing),
    Kind("missing", "pandas.api.typing", "NaTType", lambda _: ("NaT",), _missing),
    Kind("timestamp", "pandas", "Timestamp", _moment_parts, _timestamp),
    Kind("timedelta", "pandas", "Timedelta", lambda value: (value.to_timedelta64(),), _timedelta),
    Kind("moments", "pandas.arrays", "DatetimeArray", _moment_parts, _moments),
)
