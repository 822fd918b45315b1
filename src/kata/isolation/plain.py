"""Values as plain data: JSON for the structure, raw bytes for the arrays.

What an answer gives is never unpickled: a pickle runs code where it is opened. Here a closed set
of types comes over as data; anything else as a stand-in that has the name of its class and nothing
more, so that what is said of it stays the same.

A value is packed into simpler ones until it is something JSON has, or a run of bytes:
``[tag, part, part...]``, where each part is packed the same way.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

# A whole tile of four bands is 1.9 GB as float32 and twice that as float64.
LARGEST = 8 * 2**30  # bytes of all arrays together
LONGEST_TEXT = 32 * 2**20  # bytes of the structure
MOST_VALUES = 1_000_000
MOST_KEYS = 20_000  # keys can be made to collide: this many still take no time
DEEPEST = 40

_NUMBERS = "biufcmM"  # kinds of dtypes whose bytes are all there is to them
_SHOWN = 200  # characters of the repr of a stand-in
_WIDEST = 2**30  # bytes of an array of text, which is as wide as its longest element


class MalformedError(Exception):
    """Data that no honest worker sends."""


class TooLargeError(Exception):
    """A value that has more parts than anyone needs."""


@dataclass(frozen=True)
class Kind:
    """A type that is made of simpler values.

    Attributes
    ----------
    tag : str
        Marks it in the data.
    module, name : str
        Where the class is; it is only looked for once something has imported the module.
    parts : callable
        Take a value apart.
    build : callable
        Make one from its parts.
    """

    tag: str
    module: str
    name: str
    parts: Callable[[Any], tuple[Any, ...]]
    build: Callable[..., Any]

    def holds(self, value_type: type) -> bool:
        """Whether values of a type are of this kind."""
        home = sys.modules.get(self.module)
        return home is not None and issubclass(value_type, getattr(home, self.name))


class Opaque:
    """Stands in for a value that does not come over: see `stand_in`."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        """Return what the value itself would show."""
        return self._text

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a stand-in go on to the next step of a pipeline."""
        return stand_in, (type(self).__module__, type(self).__name__, self._text)


@cache
def _opaque_class(module: str, name: str) -> type[Opaque]:
    return type(name, (Opaque,), {"__module__": module})


def stand_in(module: str, name: str, text: str) -> Opaque:
    """Return an object whose class has a name, and which shows a text."""
    return _opaque_class(module, name)(text)


@dataclass(frozen=True)
class Packed:
    """A value as plain data.

    Attributes
    ----------
    text : bytes
        The structure, as JSON.
    blobs : list of numpy.ndarray
        The bytes of the arrays; they share memory with the value where they can.
    """

    text: bytes
    blobs: list[Array]


def pack(value: Any) -> Packed:
    """Turn a value into plain data.

    Raises
    ------
    TooLargeError
        It has more parts than `MOST_VALUES`, or more bytes than `LARGEST`.
    """
    packer = _Packer([], set())
    text = json.dumps(packer.pack(value)).encode("ascii")
    size = sum(blob.nbytes for blob in packer.blobs)
    if len(text) > LONGEST_TEXT or size > LARGEST:
        raise TooLargeError(f"it takes {(size + len(text)) / 2**30:.1f} GiB")
    return Packed(text, packer.blobs)


def unpack(text: bytes, blobs: Sequence[Array]) -> Any:
    """Turn plain data into the value it stands for.

    Raises
    ------
    MalformedError
        The data is not what `pack` makes.
    """
    try:
        return _Unpacker([*blobs]).unpack(json.loads(text), DEEPEST + 5)
    except MalformedError:
        raise
    except Exception as error:
        # The libraries refuse parts that do not belong together each in their own way.
        raise MalformedError(f"{type(error).__name__}: {str(error)[:_SHOWN]}") from None


@dataclass
class _Packer:
    blobs: list[Array]
    open: set[int]  # the containers that the value at hand lies in
    count: int = 0
    kinds: dict[type, Kind | None] = field(default_factory=dict)  # of the types seen so far

    def pack(self, value: Any) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            raise TooLargeError(f"it has more than {MOST_VALUES} parts")
        if value is None or type(value) in (bool, str, float):
            return value
        if type(value) is int:
            return value if abs(value) < 2**63 else ["int", hex(value)]
        if id(value) in self.open or len(self.open) >= DEEPEST:
            return self._opaque(value)
        self.open.add(id(value))
        before = len(self.blobs)
        try:
            return self._apart(value)
        except TooLargeError:
            raise
        except Exception:
            del self.blobs[before:]
            return self._opaque(value)
        finally:
            self.open.discard(id(value))

    def _apart(self, value: Any) -> Any:
        if isinstance(value, np.generic | np.ndarray):
            return self._numpy(value)
        if (kind := self._kind(type(value))) is not None:
            return [kind.tag, *map(self.pack, kind.parts(value))]
        match value:
            case int() | float():
                return self.pack((int if isinstance(value, int) else float)(value))
            case str():
                return str.__str__(value)  # that of an Enum would be its name
            case complex():
                return ["complex", value.real, value.imag]
            case bytes() | bytearray():
                return ["bytes", self._blob(np.frombuffer(value, np.uint8))]
            case PurePath():
                return ["path", str(value)]
            case datetime() if value.tzinfo is None:
                return ["datetime", value.isoformat()]
            case date() if not isinstance(value, datetime):
                return ["date", value.isoformat()]
            case tuple():
                return ["tuple", *map(self.pack, value)]
            case list():
                return ["list", *map(self.pack, value)]
            case Mapping() if len(value) <= MOST_KEYS:
                return ["dict", *(self.pack(part) for pair in value.items() for part in pair)]
            case frozenset() if len(value) <= MOST_KEYS:
                return ["frozenset", *map(self.pack, value)]
            case Set() if len(value) <= MOST_KEYS:
                return ["set", *map(self.pack, value)]
        return self._opaque(value)

    def _kind(self, value_type: type) -> Kind | None:
        if value_type not in self.kinds:
            found = (kind for kind in kinds() if kind.holds(value_type))
            self.kinds[value_type] = next(found, None)
        return self.kinds[value_type]

    def _numpy(self, value: Any) -> Any:
        if isinstance(value, np.str_):
            return ["np.str", str(value)]
        if isinstance(value, np.ma.MaskedArray):
            data, mask = np.ma.getdata(value), np.ma.getmaskarray(value)
            return ["masked", self.pack(data), self.pack(mask), self.pack(value.fill_value)]
        array = np.asarray(value)
        shape = list(array.shape)
        if array.dtype.kind in _NUMBERS or (array.dtype.kind == "S" and array.itemsize):
            blob = self._blob(np.ascontiguousarray(array).reshape(-1).view(np.uint8))
            tag = "array" if isinstance(value, np.ndarray) else "scalar"
            return [tag, array.dtype.str, shape, blob]
        if isinstance(value, np.ndarray) and array.dtype.kind in "OSTUV":
            if array.size > MOST_VALUES:
                raise TooLargeError(f"it has {array.size} elements that are no numbers")
            dtype = array.dtype.str if array.dtype.kind == "U" else "O"
            return ["elements", dtype, shape, *map(self.pack, array.ravel().tolist())]
        return self._opaque(value)

    def _blob(self, blob: Array) -> int:
        self.blobs.append(blob)
        return len(self.blobs) - 1

    def _opaque(self, value: Any) -> Any:
        try:
            text = repr(value)[:_SHOWN] if len(self.open) < DEEPEST else "..."
        except Exception:
            text = f"<{type(value).__name__}>"
        module = str(type(value).__module__).split(".")[0]
        return ["opaque", module[:_SHOWN], type(value).__name__[:_SHOWN], text]


@dataclass
class _Unpacker:
    blobs: list[Array | None]
    count: int = 0
    strangers: int = 0

    def unpack(self, data: Any, depth: int) -> Any:
        self.count += 1
        if self.count > MOST_VALUES + 100 or depth < 0:
            raise MalformedError("it has too many parts, or they are too deep")
        if not isinstance(data, list):
            if isinstance(data, dict):
                raise MalformedError("an object of JSON, which nothing is packed as")
            return data
        tag, *parts = data
        if tag in _PLAIN:
            return _PLAIN[tag](self, *parts)
        values = [self.unpack(part, depth - 1) for part in parts]
        if tag in _BUILT:
            return _BUILT[tag](values)
        kind = next((kind for kind in kinds() if kind.tag == tag), None)
        if kind is None:
            raise MalformedError("a tag that nothing has")
        return kind.build(*values)

    def array(self, dtype: str, shape: list[int], blob: int) -> Array:
        kind = _dtype(dtype)
        if kind.kind not in _NUMBERS + "S" or not kind.itemsize:
            raise MalformedError("a dtype that is not of numbers")
        array = self.bytes(blob).view(kind).reshape(_shape(shape))
        if kind.kind == "b":
            # Any byte but 0 and 1 would be neither True nor False.
            plain = array.view(np.uint8)
            np.minimum(plain, 1, out=plain)
        return array

    def scalar(self, dtype: str, shape: list[int], blob: int) -> Any:
        return self.array(dtype, [], blob)[()]

    def elements(self, dtype: str, shape: list[int], *elements: Any) -> Array:
        kind, values = _dtype(dtype), [self.unpack(element, DEEPEST) for element in elements]
        if kind.kind == "U":
            if kind.itemsize * len(values) > _WIDEST:
                raise MalformedError("text that is too wide")
            return np.array(list(map(_text, values)), kind).reshape(_shape(shape))
        array = np.empty(len(values), object)
        for number, value in enumerate(values):
            array[number] = value
        return array.reshape(_shape(shape))

    def opaque(self, module: str, name: str, text: str) -> Opaque:
        self.strangers += 1
        if max(map(len, (module, name, text))) > _SHOWN or self.strangers > MOST_KEYS:
            raise MalformedError("too many stand-ins, or with too long names")
        return stand_in(module, name, text)

    def bytes(self, blob: int) -> Array:
        found = self.blobs[blob] if type(blob) is int and 0 <= blob < len(self.blobs) else None
        if found is None:
            raise MalformedError("an array that is not there, or not any more")
        # A second time it would be the same memory, or one more copy of it.
        self.blobs[blob] = None
        return found


def _dtype(text: str) -> np.dtype[Any]:
    if type(text) is not str or len(text) > 40:
        raise MalformedError("a dtype that is none")
    return np.dtype(text)


def _shape(shape: list[int]) -> tuple[int, ...]:
    if not all(type(size) is int and size >= 0 for size in shape):
        raise MalformedError("a shape that is none")
    return tuple(shape)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise MalformedError("text that is none")
    return value


# Those whose parts are no values themselves.
_PLAIN: dict[str, Callable[..., Any]] = {
    "array": _Unpacker.array,
    "scalar": _Unpacker.scalar,
    "elements": _Unpacker.elements,
    "opaque": _Unpacker.opaque,
    "bytes": lambda self, blob: self.bytes(blob).tobytes(),
    "int": lambda _, text: int(_text(text), 16),
    "complex": lambda _, real, imag: complex(real, imag),
    "path": lambda _, text: Path(_text(text)),
    "np.str": lambda _, text: np.str_(_text(text)),
    "datetime": lambda _, text: datetime.fromisoformat(_text(text)),
    "date": lambda _, text: date.fromisoformat(_text(text)),
}

_BUILT: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": lambda values: set(_few(values)),
    "frozenset": lambda values: frozenset(_few(values)),
    "dict": lambda values: dict(zip(_few(values[::2]), values[1::2], strict=True)),
    "masked": lambda values: np.ma.MaskedArray(values[0], mask=values[1], fill_value=values[2]),
}


def _few(values: list[Any]) -> list[Any]:
    if len(values) > MOST_KEYS:
        raise MalformedError("too many keys")
    return values


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of all the libraries, subclasses before what they are made from."""
    # They are made of what this module has.
    from kata.isolation import places, rasters, tables

    return (*places.KINDS, *tables.KINDS, *rasters.KINDS)
