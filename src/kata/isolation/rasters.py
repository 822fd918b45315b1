"""Arrays of xarray with their coordinates and what rioxarray knows of them.

Taken apart for `kata.isolation.plain`. Values that are not read or computed yet are, in the
worker.
"""

from __future__ import annotations

import warnings
from typing import Any

from kata.isolation.plain import Array, Kind

_SETTINGS = (bool, int, float, str, tuple, list, dict)


def _variable_parts(variable: Any) -> tuple[Any, ...]:
    # Of the encoding, what is data: the rest says how a file was read.
    encoding = {
        key: value for key, value in variable.encoding.items() if isinstance(value, _SETTINGS)
    }
    return variable.dims, variable.to_numpy(), dict(variable.attrs), encoding


def _variable(
    dims: tuple[Any, ...], values: Array, attrs: dict[Any, Any], encoding: dict[Any, Any]
) -> Any:
    from xarray import Variable

    return Variable(dims, values, attrs, encoding)


def _coordinate_parts(thing: Any) -> tuple[Any, ...]:
    """Return the coordinates, the names of those with an index, and indexes with levels.

    And the attributes of the levels, which are coordinates too.
    """
    import pandas as pd

    stacked, indexed = {}, []
    for name, index in thing.xindexes.items():
        try:
            table = index.to_pandas_index()
        except TypeError:
            table = None  # an index of another make: its coordinates get a usual one
        if isinstance(table, pd.MultiIndex):
            stacked[index.dim] = table
        else:
            indexed.append(name)
    of_levels = {name for table in stacked.values() for name in table.names} | {*stacked}
    plain = {name: array.variable for name, array in thing.coords.items() if name not in of_levels}
    return plain, indexed, stacked, {name: dict(thing.coords[name].attrs) for name in of_levels}


def _placed(thing: Any, indexed: Any, stacked: Any, attrs: Any, accessor: Any) -> Any:
    """Put back on an array or a dataset what `_coordinate_parts` and `_accessor` took."""
    import rioxarray  # noqa: F401 - who looks at it asks for its .rio
    from xarray import Coordinates

    thing = thing.drop_indexes([name for name in thing.xindexes if name not in indexed])
    for dim, table in stacked.items():
        thing = thing.assign_coords(Coordinates.from_pandas_multiindex(table, dim))
    for name in attrs:
        thing.coords[name].attrs.update(attrs[name])
    if accessor is not None:
        crs, dims = accessor
        if dims is not None:
            thing.rio.set_spatial_dims(*dims, inplace=True)
        if crs is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # who sets it so is told so where it happened
                thing.rio.set_crs(crs, inplace=True)
    return thing


def _accessor(thing: Any) -> tuple[Any, Any] | None:
    """Return the CRS and the spatial dims (x, y) that only the accessor knows, if it does."""
    import rioxarray  # noqa: F401

    known, bare = _known(thing), _known(thing.copy(deep=False))
    return None if known == bare else known


def _known(thing: Any) -> tuple[Any, Any]:
    try:
        dims = thing.rio.x_dim, thing.rio.y_dim
    except Exception:
        dims = None
    try:
        return thing.rio.crs, dims
    except Exception:
        return None, dims


def _array_parts(array: Any) -> tuple[Any, ...]:
    return array.name, array.variable, *_coordinate_parts(array), _accessor(array)


def _array(name: Any, variable: Any, coords: dict[Any, Any], *rest: Any) -> Any:
    from xarray import DataArray

    array = _placed(DataArray(variable, coords=coords, name=name), *rest)
    array.encoding = variable.encoding
    return array


def _dataset_parts(dataset: Any) -> tuple[Any, ...]:
    variables = {name: array.variable for name, array in dataset.data_vars.items()}
    encoding = {
        key: value for key, value in dataset.encoding.items() if isinstance(value, _SETTINGS)
    }
    return (
        variables,
        dict(dataset.attrs),
        encoding,
        *_coordinate_parts(dataset),
        _accessor(dataset),
    )


def _dataset(
    variables: dict[Any, Any],
    attrs: dict[Any, Any],
    encoding: dict[Any, Any],
    coords: dict[Any, Any],
    *rest: Any,
) -> Any:
    from xarray import Dataset

    dataset = _placed(Dataset(variables, coords=coords, attrs=attrs), *rest)
    dataset.encoding = encoding
    return dataset


KINDS = (
    Kind("data-array", "xarray", "DataArray", _array_parts, _array),
    Kind("dataset", "xarray", "Dataset", _dataset_parts, _dataset),
    Kind("variable", "xarray", "Variable", _variable_parts, _variable),
)
