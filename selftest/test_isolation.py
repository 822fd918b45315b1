"""Answers in a process of their own: nothing they do reaches the judge, and little is lost."""

import contextlib
import errno
import json
import math
import os
import socket
import struct
import subprocess
import sys
import time
import warnings
from datetime import date
from enum import Enum, IntEnum
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio.crs
import shapely
import xarray as xr
from affine import Affine
from geopandas.testing import assert_geodataframe_equal, assert_geoseries_equal
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, scalar_dtypes
from judge import ROOT, judge
from prove_isolation import differences, grouped
from pyproj import CRS

from kata.answers import (
    Answer,
    AnswerCrashedError,
    AnswerError,
    AnswerRaisedError,
    AnswerTooSlowError,
    NotStartedError,
)
from kata.grading.scenes import Scene
from kata.isolation import channel, host, namespaces
from kata.isolation.host import Host
from kata.isolation.plain import MOST_KEYS, MalformedError, TooLargeError, pack, unpack
from kata.isolation.sandbox import Sandbox
from kata.project import load_steps
from kata.zygote import CAN_FORK, Zygote

STEP = load_steps(ROOT)[0]
SCENE = Scene.in_folder("first", ROOT / "fixtures" / "scenes" / "first")
SQUARE = shapely.box(0, 0, 2, 2)


def there_and_back(value):
    packed = pack(value)
    return unpack(packed.text, [blob.copy() for blob in packed.blobs])


def same(got, value):
    """Whether two values are the same in type, in content and for NaN."""
    if type(got) is not type(value):
        return False
    if isinstance(value, np.ndarray):
        if got.dtype != value.dtype or got.shape != value.shape:
            return False
        if value.dtype.kind == "O":
            return all(map(same, got.ravel(), value.ravel()))
        return np.ascontiguousarray(got).tobytes() == np.ascontiguousarray(value).tobytes()
    if isinstance(value, np.generic):
        return got.dtype == value.dtype and got.tobytes() == value.tobytes()
    if isinstance(value, dict):
        return len(got) == len(value) and all(map(same, got.items(), value.items()))
    if isinstance(value, list | tuple):
        return len(got) == len(value) and all(map(same, got, value))
    if isinstance(value, float):
        return got == value or (math.isnan(got) and math.isnan(value))
    return got is value or got == value


PLAIN = [
    None,
    True,
    2**90,
    -(2**63),
    math.inf,
    1j,
    "é\ud800",
    b"\0b",
    (1, [2, {3: {4}}], frozenset([5])),
    {"b": 1, "a": 2, (1, 2): 3},
    Path("a", "b"),
    date(2022, 6, 15),
    np.bool_(True),
    np.float16(1.5),
    np.str_("a"),
    np.datetime64("2022-06-15", "D"),
    np.arange(12, dtype=">i2").reshape(3, 4).T,
    np.array(["a", "bcd"]),
    np.array([None, "a", 1.5], object),
    np.array(3.0),
    np.zeros((0, 3), "uint8"),
    np.array(["2022-06-15", "NaT"], "M8[ms]"),
    pd.NA,
    pd.NaT,
    pd.Timestamp("2022-06-15 10:56", tz="Europe/Paris"),
    pd.Timedelta("1h"),
    Affine(60, 0, 300000, 0, -60, 4900020),
    CRS(32631),
    rasterio.crs.CRS.from_epsg(32631),
    SQUARE,
    SQUARE.exterior,
    shapely.Point(1, 2, 3),
    shapely.Point(),
]


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: f"{type(value).__name__}-{value!r:.20}")
def test_value_comes_back_as_it_was(value):
    assert same(there_and_back(value), value)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters())
    | st.binary()
    | arrays(scalar_dtypes(), array_shapes(min_dims=0, min_side=0)),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.integers() | st.text() | st.tuples(st.booleans()), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(values)
def test_any_plain_value_comes_back_as_it_was(value):
    assert same(there_and_back(value), value)


def table():
    return pd.DataFrame(
        {
            "whole": [1, 2],
            "text": ["x", None],
            "any": pd.Series([1, "a"], dtype=object),
            "class": pd.Categorical(["u", "v"], ["v", "u"], ordered=True),
            "nullable": pd.array([1, None], "Int64"),
            "maybe": pd.array([True, None], "boolean"),
            "string": pd.array(["a", None], "string"),
            "day": pd.to_datetime(["2022-06-15", None]),
            "zoned": pd.to_datetime(["2022-06-15", None]).tz_localize("Europe/Paris"),
        }
    ).set_index(pd.Index([5, 3], name="plot"))


def test_tables_come_back_as_they_were():
    frame = table()
    for one in (frame, frame.iloc[:0], frame[[]], frame.set_axis([*"aabbccdde"], axis=1)):
        pd.testing.assert_frame_equal(there_and_back(one), one)
    for name in frame:
        pd.testing.assert_series_equal(there_and_back(frame[name]), frame[name])


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(2, 9, 3, name="a"),
        pd.Index([3, 1]),
        pd.Index(["a", "b"], name="b"),
        pd.Index([1, "a"]),
        pd.Index([(1, 2), (3, 4)], tupleize_cols=False),
        pd.CategoricalIndex(["a", "b"]),
        pd.DatetimeIndex(["2022-06-15"], tz="UTC"),
        pd.MultiIndex.from_product([[1, 2], ["a", "b"]], names=["y", "x"]),
    ],
    ids=lambda index: type(index).__name__,
)
def test_index_comes_back_as_it_was(index):
    pd.testing.assert_index_equal(there_and_back(index), index)


def test_polygons_come_back_with_crs_and_active_geometry():
    frame = gpd.GeoDataFrame(table(), geometry=[SQUARE, None], crs=32631)
    frame = frame.rename_geometry("outline")
    frame["centre"] = gpd.GeoSeries([shapely.Point(1, 1)] * 2, frame.index, crs=4326)
    got = there_and_back(frame)
    assert_geodataframe_equal(got, frame)
    assert got.active_geometry_name == "outline"
    assert got["centre"].crs == 4326
    assert_geoseries_equal(there_and_back(frame.geometry), frame.geometry)
    without_crs = frame.set_crs(None, allow_override=True)
    assert there_and_back(without_crs).crs is None


def test_strange_polygons_come_back_as_strange():
    frame = gpd.GeoDataFrame(table(), geometry=[SQUARE, SQUARE], crs=32631)
    text = table().assign(geometry="POINT (1 1)")
    inactive = frame.rename_geometry("outline").rename(columns={"outline": "geometry"})
    no_geometry = gpd.GeoDataFrame(table())
    for one in (gpd.GeoDataFrame(text), inactive, no_geometry):
        got = there_and_back(one)
        assert type(got) is type(one)
        assert got.active_geometry_name == one.active_geometry_name
        pd.testing.assert_frame_equal(pd.DataFrame(got), pd.DataFrame(one))


def test_rasters_come_back_with_coordinates_crs_and_transform():
    rasters = SCENE.rasters().copy()
    rasters.attrs["long_name"] = "reflectance"
    rasters.x.attrs["units"] = "m"
    rasters.encoding["dtype"] = "uint16"
    got = there_and_back(rasters)
    assert got.identical(rasters)
    assert got.dtype == "float32"
    assert got.encoding == rasters.encoding
    assert got.rio.crs == rasters.rio.crs
    assert got.rio.transform() == rasters.rio.transform()


def test_datasets_come_back():
    samples = SCENE.samples()
    assert there_and_back(samples).identical(samples)
    assert there_and_back(samples).feature_id.dtype == samples.feature_id.dtype
    assert there_and_back(samples.variables["reflectance"]).identical(
        samples.variables["reflectance"]
    )


def test_indexes_of_rasters_come_back():
    rasters = SCENE.rasters().copy()
    rasters.x.attrs["units"] = "m"
    stacked = rasters.stack(z=("y", "x"))
    got = there_and_back(stacked)
    assert got.identical(stacked)
    pd.testing.assert_index_equal(got.indexes["z"], stacked.indexes["z"])
    bare = SCENE.rasters().drop_indexes("x")
    assert there_and_back(bare).xindexes.keys() == bare.xindexes.keys()


def test_what_only_the_accessor_knows_comes_back():
    array = SCENE.rasters().drop_vars("spatial_ref").rename(x="lon", y="lat")
    array.encoding.clear()
    array.rio.set_spatial_dims("lon", "lat", inplace=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        array.rio.set_crs(32631, inplace=True)
    got = there_and_back(array)
    assert got.identical(array)
    assert (got.rio.crs.to_epsg(), got.rio.x_dim, got.rio.y_dim) == (32631, "lon", "lat")


def test_masked_arrays_keep_their_mask():
    masked = np.ma.masked_array([1, 2, 3], [False, True, False], fill_value=9)
    got = there_and_back(masked)
    assert isinstance(got, np.ma.MaskedArray)
    assert got.tolist() == [1, None, 3]
    assert got.fill_value == 9


class Strange(np.ndarray):
    shape = (1, 2, 3)


def test_subclasses_come_back_as_the_data_they_are():
    got = there_and_back(np.zeros(4).view(Strange))
    assert type(got) is np.ndarray
    assert got.shape == (4,)


class Stranger:
    def __repr__(self):
        return "I " * 1000


class Name(str, Enum):  # noqa: UP042 - one whose str() is not its value
    FARM = "farm"


def test_enums_come_back_as_their_values():
    assert same(there_and_back({Name.FARM: IntEnum("Id", ["FARM"]).FARM}), {"farm": 1})


def test_records_come_back_as_tuples_in_an_array():
    records = np.array([(1, 2.5), (3, 4.5)], "i4,f8")
    got = there_and_back(xr.DataArray(records, dims="z"))
    assert got.to_numpy().tolist() == [(1, 2.5), (3, 4.5)]


class OtherIndex(xr.Index):
    pass


def test_index_of_another_make_leaves_its_coordinates():
    x = xr.Coordinates({"x": ("x", [1, 2])}, indexes={"x": OtherIndex()})
    got = there_and_back(xr.DataArray([3, 4], coords=x, dims="x"))
    assert got.x.to_numpy().tolist() == [1, 2]
    assert got.sel(x=2) == 4


def test_anything_else_has_the_name_of_its_class_and_nothing_more():
    got = there_and_back([Stranger(), (n for n in range(3))])
    assert [type(one).__name__ for one in got] == ["Stranger", "generator"]
    assert len(repr(got[0])) == 200
    assert not isinstance(got[0], Stranger)
    assert not hasattr(got[1], "__next__")


def test_cycles_and_depths_are_cut():
    cycle = [1]
    cycle.append(cycle)
    got = there_and_back(cycle)
    assert got[0] == 1
    assert type(got[1]).__name__ == "list"
    assert not isinstance(got[1], list)
    deep = ()
    for _ in range(100_000):
        deep = (deep,)
    assert isinstance(there_and_back(deep), tuple)


def test_too_many_parts_are_refused():
    bush = []
    for _ in range(30):
        bush = [bush, bush]
    with pytest.raises(TooLargeError):
        pack(bush)


MALFORMED = {
    "no JSON": b"{",
    "no text": b"\xff\xfe",
    "deep": b"[" * 1_000_000,
    "an object": b'{"a": 1}',
    "no tag": b"[]",
    "a tag that is none": b'["list2"]',
    "a tag that is no text": b"[[1]]",
    "a class by its name": b'["opaque", "os", "x\\u0000", ""]',
    "a long name": json.dumps(["opaque", "os", "x" * 1000, ""]).encode(),
    "no such array": b'["array", "<f4", [1], 7]',
    "an array that is there once": b'["list", ["bytes", 0], ["bytes", 0]]',
    "a dtype of objects": b'["array", "|O", [1], 0]',
    "a dtype of fields": b'["array", "f4,f4", [1], 0]',
    "a dtype of nothing": b'["array", "|V0", [1], 0]',
    "another size": b'["array", "<f4", [1000], 0]',
    "a size below 0": b'["array", "<f4", [-1], 0]',
    "a huge size": b'["array", "<f4", [1152921504606846976, 16], 0]',
    "a huge size of nothing": b'["elements", "<U1000000000", [1], "a"]',
    "an odd dict": b'["dict", 1]',
    "a key that is no key": b'["dict", ["list"], 1]',
    "keys that collide": json.dumps(
        ["dict", *(n for i in range(MOST_KEYS) for n in (["int", hex(i * (2**61 - 1))], 0, 1, 1))]
    ).encode(),
    "a long int": json.dumps(["int", "g" * 100]).encode(),
    "a geometry that is none": b'["geometry", ["bytes", 0], ["array", "<i8", [1], 0], []]',
    "dims of another number": b'["variable", ["tuple", "x"], ["array", "<f4", [2, 1], 0],'
    b' ["dict"], ["dict"]]',
    "a variable of text": b'["data-array", null, "a", ["dict"], ["list"], ["dict"], null]',
    "columns of text": b'["frame", "ab", "cd", "ef", ["dict"]]',
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_data_is_refused_quickly(name):
    start = time.monotonic()
    with pytest.raises(MalformedError):
        unpack(MALFORMED[name], [np.ones(8, np.uint8)])
    assert time.monotonic() - start < 3


def test_truth_is_true_or_false():
    (got,) = unpack(b'["list", ["array", "|b1", [3], 0]]', [np.array([0, 1, 7], np.uint8)])
    assert got.view(np.uint8).tolist() == [0, 1, 1]


HEAD = struct.Struct(">8sQQ")
FRAMES = {
    "nonsense": b"GET / HTTP/1.1\r\n\r\n" + b" " * 100,
    "a huge text": HEAD.pack(b"kata-1\r\n", 2**60, 0),
    "many arrays": HEAD.pack(b"kata-1\r\n", 2, 2**60),
    "a huge array": HEAD.pack(b"kata-1\r\n", 2, 1) + struct.pack(">Q", 2**60),
    "half a frame": HEAD.pack(b"kata-1\r\n", 100, 0) + b"[",
    "half a head": b"kata-1",
}


@pytest.mark.parametrize("name", FRAMES)
def test_frame_that_is_none_is_refused_quickly(name, monkeypatch):
    monkeypatch.setattr(channel, "_PATIENCE", 0.3)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(FRAMES[name])
        start = time.monotonic()
        with pytest.raises(MalformedError):
            channel.receive(ours, trusted=False)
        assert time.monotonic() - start < 2


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Call a function of some lines in a worker that is allowed a second."""
    monkeypatch.setattr(host, "_GRACE", 1.0)
    monkeypatch.setattr(channel, "_PATIENCE", 1.0)
    hosts = []

    def call(lines, *args, seconds=30.0, **options):
        if not hosts:
            folder, scratch = tmp_path / "answer", tmp_path / "scratch"
            folder.mkdir()
            scratch.mkdir()
            text = f"def {STEP.function}(*args):\n    " + "\n    ".join(lines.splitlines())
            (folder / STEP.file_name).write_text(text + "\n", encoding="utf-8")
            sandbox = Sandbox(scratch, (folder,), (tmp_path,))
            hosts.append(Host(Answer(folder), STEP, sandbox, seconds))
        return hosts[0].call(args, **options)

    yield call
    for one in hosts:
        one.close()


def test_result_and_arguments_come_back(call):
    given = np.zeros(3)
    lines = "args[0][0] = 7\nreturn args[0] + 1, os.getcwd(), dict(os.environ), os.getpid()"
    reply = call("import os\n" + lines, given, inputs=True)
    result, folder, environment, pid = reply.result
    assert result.tolist() == [8, 1, 1]
    assert reply.inputs[0].tolist() == [7, 0, 0]
    assert given.tolist() == [0, 0, 0]
    assert folder == environment["HOME"] == os.fspath(Path(folder).parent / "scratch")
    assert not {"USER", "KATA_IMPL", "PYTEST_CURRENT_TEST"} & environment.keys()
    assert pid != os.getpid()


def test_worker_is_started_where_nothing_can_be_forked(call, monkeypatch):
    monkeypatch.setattr(host, "CAN_FORK", False)
    assert call("return args[0].rio.crs.to_epsg()", SCENE.rasters()).result == 32631


def test_stand_ins_go_on_to_the_next_step(call):
    stranger = there_and_back(Stranger())
    assert call("return type(args[0]).__name__, repr(args[0])", stranger).result == (
        "Stranger",
        repr(stranger),
    )


def test_rasters_and_polygons_go_there_and_back(call):
    rasters, polygons = SCENE.rasters(), SCENE.polygons()
    reply = call("return args", rasters, polygons, SCENE.mapping)
    assert reply.result[0].identical(rasters)
    assert_geodataframe_equal(reply.result[1], polygons)
    assert reply.result[2] == SCENE.mapping


def test_module_state_is_kept_between_calls(call):
    lines = "import builtins\nbuiltins.n = getattr(builtins, 'n', 0) + 1\nreturn builtins.n"
    assert [call(lines).result for _ in range(3)] == [1, 2, 3]


def test_error_has_its_kind_its_text_and_the_own_line(call):
    with pytest.raises(AnswerRaisedError) as caught:
        call("class Gone(FileNotFoundError):\n    pass\nraise Gone('no B08')")
    error = caught.value
    assert error.said == f"{STEP.function} raised: Gone: no B08"
    assert isinstance(error.__cause__, FileNotFoundError)
    assert (type(error.__cause__).__name__, str(error.__cause__)) == ("Gone", "no B08")
    assert error.frame.line == 4
    assert error.frame.code == "raise Gone('no B08')"


@pytest.mark.parametrize(
    "raised",
    [
        "KeyError('B08')",
        "UnicodeDecodeError('utf-8', b'a', 0, 1, 'no')",
        "ExceptionGroup('a', [ValueError()])",
        "__import__('rasterio').errors.RasterioIOError('no')",
        "__import__('pytest').skip.Exception('done')",
    ],
)
def test_errors_of_any_make_come_over(call, raised):
    expected = eval(raised)
    with pytest.raises(AnswerRaisedError) as caught:
        call(f"raise {raised}")
    cause = caught.value.__cause__
    assert (type(cause).__name__, str(cause)) == (type(expected).__name__, str(expected))
    assert isinstance(cause, OSError) == isinstance(expected, OSError)


def test_stub_is_not_started(call):
    with pytest.raises(NotStartedError):
        call("raise NotImplementedError")


@pytest.mark.parametrize("lines", ["raise SystemExit(0)", "raise KeyboardInterrupt"])
def test_exit_and_interrupt_are_errors_of_the_answer(call, lines):
    with pytest.raises(AnswerRaisedError):
        call(lines)


@pytest.mark.skipif(not CAN_FORK, reason="no fork on this system")
def test_worker_is_started_when_what_it_is_a_copy_of_is_gone(call, monkeypatch):
    gone = Zygote.launch()
    monkeypatch.setattr(host, "_zygote", gone)
    gone._process.kill()
    gone._process.wait()
    assert call("return 7").result == 7


@pytest.mark.skipif(not CAN_FORK, reason="no fork on this system")
def test_namespaces_refused_half_way_change_nothing(monkeypatch):
    """As by AppArmor in some versions of Ubuntu: the process is in them, but may not be."""

    def refused(path, text):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(namespaces.Path, "write_text", refused)
    child = os.fork()
    if not child:
        code = 1
        try:
            with contextlib.suppress(PermissionError):
                namespaces.enter()
                os._exit(2)
            code = sum(subprocess.run([sys.executable, "-c", ""]).returncode for _ in range(2))
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


CRASHES = {
    "import os\nos._exit(0)": "exit code 0",
    "import ctypes\nctypes.string_at(0)": "SIGSEGV",
    "import os\nos.closerange(3, 4096)": "closed its connection to the judge",
}


@pytest.mark.parametrize("lines", CRASHES)
def test_dead_worker_is_told_and_replaced(call, lines):
    for _ in range(2):
        with pytest.raises(AnswerCrashedError) as caught:
            call(lines)
        assert CRASHES[lines] in caught.value.said
        assert caught.value.cause == "crashed"


ENDLESS = {
    "python": "while True:\n    pass",
    "c": "sum(range(10**13))",
    "swallowed": (
        "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException: pass"
    ),
    "silent": "import threading, os\nif os.fork(): os._exit(0)\nthreading.Event().wait()",
}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files")
def test_dead_workers_leave_no_file_open(call):
    def crash():
        with pytest.raises(AnswerCrashedError):
            call("import os\nos._exit(0)")
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    assert crash() == crash() == crash()


@pytest.mark.parametrize("name", [name for name in ENDLESS if name != "silent"])
def test_endless_call_is_stopped_from_outside(call, name):
    start = time.monotonic()
    with pytest.raises(AnswerTooSlowError) as caught:
        call(ENDLESS[name], seconds=0.5)
    assert time.monotonic() - start < 30
    said = f"{STEP.function} was stopped after 0.5 s: does a loop never end? (--time-limit)"
    assert caught.value.said == said
    assert (caught.value.frame is not None) == (name == "python")


def test_child_that_holds_the_socket_does_not_hide_the_death(call):
    with pytest.raises(AnswerCrashedError, match="exit code 0"):
        call(ENDLESS["silent"])


def test_what_a_killed_answer_has_started_is_gone(call, tmp_path):
    beat = tmp_path / "beat"
    command = ["-c", BEATS, str(beat)]
    lines = f"import subprocess, sys\nsubprocess.Popen([sys.executable, *{command}])\n"
    with pytest.raises(AnswerTooSlowError):
        call(lines + "sum(range(10**13))", seconds=3.0)
    assert beat.exists()
    time.sleep(0.5)
    before = beat.stat().st_size
    time.sleep(0.5)
    assert beat.stat().st_size == before


BEATS = """
import sys, time
while True:
    with open(sys.argv[1], "a") as file: file.write(".")
    time.sleep(0.05)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no list of processes")
def test_answer_finds_itself_among_the_processes(call):
    # joblib asks psutil, where it is installed, for the memory of its own processes.
    assert call("import os\nreturn os.readlink('/proc/self') == str(os.getpid())").result is True


def test_slow_lazy_result_is_the_answers_own_time(call):
    with pytest.raises(AnswerTooSlowError):
        call(
            "class Slow(dict):\n    def items(self):\n        while True: pass\nreturn Slow(a=1)",
            seconds=0.5,
        )


def test_prints_are_shown_as_their_own(call, capsys):
    call("import sys\nprint('here')\nprint('there', file=sys.stderr)")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("here\n", "there\n")


def test_warnings_and_logs_are_no_prints(call, capsys):
    call("import logging, warnings\nlogging.warning('log')\nwarnings.warn('warning')")
    assert capsys.readouterr() == ("", "")


def test_40_mb_of_prints_neither_block_nor_fail(call, capsys):
    assert (
        call("for n in range(400):\n    print('x' * 100_000)\nprint('end')\nreturn 1").result == 1
    )
    out = capsys.readouterr().out
    assert out.startswith("... ")
    assert out.splitlines()[0].endswith(" bytes before, not shown")
    assert out.endswith("end\n")
    assert len(out) < 2 * 2**20


def test_endless_prints_do_not_fill_the_disk(call, capsys, monkeypatch):
    monkeypatch.setattr(host, "_MOST_PRINTED", 2**20)
    with pytest.raises(AnswerTooSlowError):
        call("import os\nwhile True:\n    os.write(1, b'x' * 4096)", seconds=2.0)
    assert " bytes before, not shown\n" in capsys.readouterr().out


ACCIDENTS = [
    "import os\nfor n in range(3): os.dup2(os.open('.', os.O_RDONLY), n); os.close(n)",
    "import sys\nsys.stdout.close()",
    "import sys\nsys.stdin.read()",
    "import os\nos.closerange(3, 256)",
    "import os\nfor n in range(40): os.open('/dev/null', os.O_RDONLY)",
    "import subprocess\nsubprocess.run(['echo', 'hello'], close_fds=False, check=True)",
    "import logging\nlogging.warning('a'); logging.shutdown()",
    "import warnings\nwarnings.simplefilter('error')",
    "import numpy as np\nnp.allclose = lambda *_, **__: True",
]


@pytest.mark.parametrize("lines", ACCIDENTS)
def test_accidents_do_not_disturb_the_channel(call, lines):
    assert [call(lines + "\nreturn 1").result for _ in range(2)] == [1, 1]
    assert not np.allclose(1, 2)


FORGED = """
import socket
from kata.isolation import channel, plain
def forge(reply):
    packed = plain.pack(reply)
    for number in range(500, 510):
        try:
            judge = socket.socket(fileno=number)
            channel.send(judge, packed.text, packed.blobs, None)
            judge.detach()
        except Exception:
            pass
"""


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ({"number": "1", "result": 1, "inputs": None, "trainings": None}, "another question"),
        ({"number": "1"}, "another question"),
        ([1, 2], "no reply looks like this"),
    ],
)
def test_reply_that_was_not_asked_for_is_not_taken(call, reply, said):
    with pytest.raises(AnswerCrashedError, match=said):
        call(f"{FORGED}\nforge({reply!r})\nreturn 2")


def test_reply_before_its_question_is_not_taken(call):
    late = f"{FORGED}\nimport threading\nthreading.Timer(0.5, forge, ([1],)).start()\nreturn 2"
    assert call(late).result == 2
    time.sleep(1.5)
    with pytest.raises(AnswerCrashedError, match="before it was asked"):
        call(late)
    assert call(late).result == 2


def test_broken_frame_is_the_answers_fault(call):
    lines = "import os, signal\nos.write(500, b'kata-1')\nos.kill(os.getpid(), signal.SIGSTOP)"
    with pytest.raises(AnswerCrashedError, match="cannot be read"):
        call(lines)


def test_forests_are_watched_in_the_worker(call):
    lines = """
from sklearn.ensemble import RandomForestClassifier
forest = RandomForestClassifier(2).fit(*args)
return forest.predict(args[0][:5])"""
    features, labels = np.arange(20.0).reshape(10, 2), np.repeat([3, 7], 5)
    ((table, taught, asked),) = call(lines, features, labels, forests=False).trainings
    assert same(table, features)
    assert taught.ravel().tolist() == labels.tolist()
    assert asked == 5
    ((_, shuffled, _),) = call(lines, features, labels, forests=True).trainings
    assert sorted(shuffled.ravel()) == sorted(labels)
    assert shuffled.ravel().tolist() != labels.tolist()


def test_new_arrays_start_with_old_numbers_there_too(call):
    rasters = SCENE.rasters()
    reply = call("import numpy as np\nreturn np.empty(args[0].shape[1:], 'uint8')", rasters)
    assert (reply.result == 77).mean() > 0.9


def test_array_of_many_megabytes_comes_back(call):
    shape = (4, 3000, 3000)
    reply = call(f"import numpy as np\nreturn np.ones({shape}, 'float32')")
    assert reply.result.shape == shape
    assert reply.result.min() == 1


def test_result_that_is_too_large_is_said(call):
    with pytest.raises(AnswerError, match="cannot be read: TooLargeError"):
        call("import numpy as np\nreturn np.full(2_000_000, 'a')")


def test_reference_answers_pass_everything_in_isolation():
    got = judge("solutions", "--isolate")
    assert got.code == 0, got.output
    assert len(got.names("passed")) == len(got.checks) > 70


def test_libraries_installed_elsewhere_can_be_imported(tmp_path):
    libraries = tmp_path / "of the user" / "site-packages"
    libraries.mkdir(parents=True)
    (libraries / "of_the_user.py").write_text("FOUR = 4\n", encoding="utf-8")
    answer = tmp_path / "answer" / STEP.file_name
    answer.parent.mkdir()
    solution = (ROOT / "solutions" / STEP.file_name).read_text(encoding="utf-8")
    answer.write_text(f"{solution}\nimport of_the_user\n", encoding="utf-8")
    path = os.pathsep.join([str(ROOT / "src"), str(libraries)])
    args = ["pytest", "--impl", str(answer.parent), "--isolate", "-k", STEP.key]
    run = subprocess.run(
        [sys.executable, "-m", *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_verdicts_and_messages_are_the_same_in_isolation():
    keys = [f"step{number}" for number in range(1, 8)]
    right, mistakes = list(grouped("right", keys)), list(grouped("mistakes", keys))
    assert not list(differences([right[0], mistakes[0], mistakes[20]]))
