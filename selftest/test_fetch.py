"""``kata fetch``, against a server on the loopback whose faults are switched on by each test."""

import gzip
import hashlib
import os
import shlex
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner, Result

from kata import fetch as module
from kata.fetch import (
    FILES,
    POLYGONS,
    PRODUCT,
    PRODUCT_NAME,
    SOURCES,
    FetchError,
    Sample,
    SampleFile,
    Source,
    fetch,
    fetch_sample,
    find_sample,
)

BAND = f"{PRODUCT}/GRANULE/tile/IMG_DATA/R60m/B04.jp2"
NAME = f"{PRODUCT}/original_folder_name.txt"
CONTENTS = {BAND: bytes(range(256)) * 40, POLYGONS: b'{"features": []}', NAME: b"S2A.SAFE"}
HALF = len(CONTENTS[BAND]) // 2
CHUNK = 1024


def row(path: str) -> SampleFile:
    content = CONTENTS[path]
    text = content.decode() if path == NAME else None
    return SampleFile(path, len(content), hashlib.sha256(content).hexdigest(), text)


TABLE = tuple(row(path) for path in CONTENTS)
BAND_ONLY = (row(BAND),)


@dataclass
class Server:
    """What a server holds, how it misbehaves and what it was asked: ``(path, Range header)``."""

    port: int = 0
    contents: dict[str, bytes] = field(default_factory=lambda: dict(CONTENTS))
    fault: str | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def source(self) -> Source:
        base = f"http://127.0.0.1:{self.port}"
        return Source(f"{base}/{PRODUCT}", f"{base}/{POLYGONS}")


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, wanted = self.path.removeprefix("/"), self.headers["Range"]
            server.asked.append((path, wanted))
            content = server.contents.get(path)
            if content is None:
                self.send_error(404)
                return
            if server.fault == "compresses" and "gzip" in self.headers["Accept-Encoding"]:
                content = gzip.compress(content)
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
            if server.fault == "ignores ranges":
                start = 0
            if server.fault == "refuses ranges" and wanted:
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            if server.fault == "endless":
                self.end_headers()
                with suppress(ConnectionError):  # the client hangs up
                    self.wfile.write(content * 100)
                return
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            self.wfile.write(content[start : HALF if server.fault == "truncates" else None])

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy before the loopback, and chunks that are small beside the contents."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(module, "CHUNK_BYTES", CHUNK)


def serve() -> Iterator[Server]:
    server = Server()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(server)) as http:
        server.port = http.server_port
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        http.shutdown()
        thread.join()


first = pytest.fixture(serve, name="first")
second = pytest.fixture(serve, name="second")


@pytest.fixture
def offline() -> Source:
    """A source on a port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Server(port=probe.getsockname()[1]).source


def part_of(folder: Path, content: bytes) -> Path:
    part = folder / f"{BAND}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(content)
    return part


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def run_command(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *sources: Source, files=TABLE
) -> Result:
    monkeypatch.setattr(
        module,
        "fetch_sample",
        lambda to, progress: fetch_sample(to, sources, files, progress),
    )
    return CliRunner().invoke(fetch, ["--to", str(folder)])


def test_every_file_is_fetched_into_the_layout_of_a_product(tmp_path, first, capfd):
    sample = fetch_sample(tmp_path / "data", [first.source], TABLE)

    assert sample == Sample(tmp_path / "data" / PRODUCT, tmp_path / "data" / POLYGONS)
    for path, content in CONTENTS.items():
        assert (tmp_path / "data" / path).read_bytes() == content
    assert left_in(tmp_path) == ["B04.jp2", "original_folder_name.txt", "polygons.geojson"]
    assert first.asked == [(BAND, None), (POLYGONS, None)]
    out, err = capfd.readouterr()
    assert out.splitlines() == [
        f"B04.jp2: fetched from 127.0.0.1:{first.port}",
        f"polygons.geojson: fetched from 127.0.0.1:{first.port}",
        "original_folder_name.txt: written",
    ]
    assert err == ""


def test_a_progress_bar_is_drawn_on_stderr_when_asked(tmp_path, first, capfd):
    fetch_sample(tmp_path, [first.source], BAND_ONLY, progress=True)

    out, err = capfd.readouterr()
    assert "B04.jp2:" in err
    assert "10.2k" in err
    assert len(out.splitlines()) == 1


def test_the_name_of_the_product_needs_no_source(tmp_path):
    fetch_sample(tmp_path / "data", [], [row(NAME)])

    assert (tmp_path / "data" / NAME).read_bytes() == CONTENTS[NAME]


def test_files_already_there_are_kept_without_a_request(tmp_path, first, capsys):
    fetch_sample(tmp_path, [first.source], TABLE)
    first.asked.clear()
    (tmp_path / f"{BAND}.part").write_bytes(b"left behind")
    capsys.readouterr()

    fetch_sample(tmp_path, [first.source], TABLE)

    assert first.asked == []
    assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()] == [
        "already there"
    ] * 3
    assert not (tmp_path / f"{BAND}.part").exists()


def test_a_wrong_file_is_fetched_again(tmp_path, first):
    fetch_sample(tmp_path, [first.source], TABLE)
    (tmp_path / BAND).write_bytes(CONTENTS[BAND][::-1])
    (tmp_path / NAME).write_text("another")

    fetch_sample(tmp_path, [first.source], TABLE)

    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]
    assert (tmp_path / NAME).read_bytes() == CONTENTS[NAME]


def test_the_second_source_serves_what_the_first_lacks(tmp_path, first, second, capsys):
    del first.contents[BAND]

    fetch_sample(tmp_path, [first.source, second.source], BAND_ONLY)

    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]
    out, err = capsys.readouterr()
    assert err == f"B04.jp2: not from 127.0.0.1:{first.port}: HTTP 404 Not Found\n"
    assert out == f"B04.jp2: fetched from 127.0.0.1:{second.port}\n"


def test_a_source_without_polygons_is_not_asked_for_them(tmp_path, first, second):
    fetch_sample(tmp_path, [Source(first.source.product), second.source], TABLE)

    assert first.asked == [(BAND, None)]
    assert second.asked == [(POLYGONS, None)]


def test_a_transfer_that_broke_off_continues_where_it_stopped(tmp_path, first):
    first.fault = "truncates"
    with pytest.raises(FetchError, match=f"broke off after {HALF} of {2 * HALF} bytes"):
        fetch_sample(tmp_path, [first.source], BAND_ONLY)
    assert left_in(tmp_path) == ["B04.jp2.part"]

    first.fault = None
    fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert first.asked == [(BAND, None), (BAND, f"bytes={HALF}-")]
    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]
    assert left_in(tmp_path) == ["B04.jp2"]


def test_the_next_source_continues_what_the_first_began(tmp_path, first, second):
    first.fault = "truncates"

    fetch_sample(tmp_path, [first.source, second.source], BAND_ONLY)

    assert second.asked == [(BAND, f"bytes={HALF}-")]
    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]


@pytest.mark.parametrize(
    ("fault", "requests_made"),
    [
        ("ignores ranges", [(BAND, f"bytes={HALF}-")]),
        ("refuses ranges", [(BAND, f"bytes={HALF}-"), (BAND, None)]),
    ],
)
def test_a_server_without_ranges_sends_the_whole_file(tmp_path, first, fault, requests_made):
    part_of(tmp_path, CONTENTS[BAND][:HALF])
    first.fault = fault

    fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert first.asked == requests_made
    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]


@pytest.mark.parametrize("length", [HALF, 2 * HALF, 2 * HALF + 1])
def test_a_part_with_wrong_bytes_is_given_up_and_not_held_against_the_source(
    tmp_path, first, length, capsys
):
    part_of(tmp_path, b"?" * length)

    fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]
    assert first.asked[-1] == (BAND, None)
    assert capsys.readouterr().err == ""


def test_a_complete_part_needs_no_request(tmp_path, first):
    part_of(tmp_path, CONTENTS[BAND])

    fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert first.asked == []
    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]


def test_a_tampered_file_is_deleted_and_the_next_source_used(tmp_path, first, second, capsys):
    first.contents[BAND] = CONTENTS[BAND][::-1]

    fetch_sample(tmp_path, [first.source, second.source], BAND_ONLY)

    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]
    assert second.asked == [(BAND, None)]
    assert "not the expected content, so it was deleted" in capsys.readouterr().err


def test_a_tampered_file_never_gets_its_final_name(tmp_path, first):
    first.contents[BAND] = CONTENTS[BAND][::-1]

    with pytest.raises(FetchError, match="not the expected content"):
        fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert left_in(tmp_path) == []


def test_a_server_that_may_compress_is_told_not_to(tmp_path, first):
    first.fault = "compresses"

    fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert (tmp_path / BAND).read_bytes() == CONTENTS[BAND]


def test_an_answer_of_another_length_costs_nothing_of_the_part(tmp_path, first):
    part = part_of(tmp_path, CONTENTS[BAND][:HALF])
    first.fault = "ignores ranges"
    first.contents[BAND] = b"<html>Please log in</html>"

    with pytest.raises(FetchError, match=f"26 bytes instead of {2 * HALF}"):
        fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert part.read_bytes() == CONTENTS[BAND][:HALF]


def test_an_endless_answer_is_cut_short(tmp_path, first, monkeypatch):
    first.fault = "endless"
    lengths = []
    replace = Path.replace

    def spy(self: Path, target: Path) -> Path:
        lengths.append(self.stat().st_size)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", spy)

    with pytest.raises(FetchError, match="not the expected content"):
        fetch_sample(tmp_path, [first.source], BAND_ONLY)

    assert len(lengths) == 1
    assert 2 * HALF < lengths[0] <= 2 * HALF + CHUNK
    assert left_in(tmp_path) == []


def test_the_command_says_how_to_use_what_it_fetched(tmp_path, first, monkeypatch):
    folder = tmp_path / "données d'été"

    result = run_command(monkeypatch, folder, first.source)

    assert result.exit_code == 0
    assert result.stderr == ""
    assert find_sample(folder, TABLE) is not None
    line = result.stdout.splitlines()[-1]
    assert line.startswith("Use it with: kata run -r ")
    if os.name == "posix":
        assert shlex.split(line.removeprefix("Use it with: ")) == [
            *("kata", "run", "-r", str(folder / PRODUCT), "-p", str(folder / POLYGONS))
        ]


def test_the_command_ends_in_one_line_when_no_source_serves(tmp_path, first, offline, monkeypatch):
    del first.contents[BAND]

    result = run_command(monkeypatch, tmp_path, offline, first.source)

    assert result.exit_code == 1
    assert result.stdout == ""
    *failures, error = result.stderr.splitlines()
    assert len(failures) == 2
    assert error.startswith("Error: no source serves B04.jp2 (127.0.0.1:")
    for said in (
        "no connection (ConnectionError)",
        "HTTP 404 Not Found",
        "if you are offline, try again later",
        f"download {offline.product}/GRANULE/tile/IMG_DATA/R60m/B04.jp2 by hand",
        str(tmp_path / BAND),
    ):
        assert said in error
    assert left_in(tmp_path) == []


def test_ctrl_c_keeps_the_part_and_ends_in_one_line(tmp_path, first, monkeypatch):
    def interrupted(self: requests.Response, size: int) -> Iterator[bytes]:
        yield CONTENTS[BAND][:HALF]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(requests.Response, "iter_content", interrupted)
        result = run_command(patch, tmp_path, first.source)

    assert result.exit_code == 130
    assert result.stderr == "Interrupted: the same command continues where it stopped.\n"
    assert left_in(tmp_path) == ["B04.jp2.part"]
    assert run_command(monkeypatch, tmp_path, first.source).exit_code == 0
    assert first.asked[1] == (BAND, f"bytes={HALF}-")


def test_a_file_in_the_way_of_a_folder_is_one_line(tmp_path, first, monkeypatch):
    (tmp_path / PRODUCT).write_text("not a folder")

    result = run_command(monkeypatch, tmp_path, first.source)

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"Error: cannot write {tmp_path / BAND} (")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, first, monkeypatch):
    (tmp_path / BAND).parent.mkdir(parents=True)
    (tmp_path / BAND).parent.chmod(0o500)
    if os.access((tmp_path / BAND).parent, os.W_OK):
        pytest.skip("this user can write anywhere")

    result = run_command(monkeypatch, tmp_path, first.source)

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "permission denied" in result.stderr.lower()
    assert "name another folder" in result.stderr


def test_a_sample_is_found_only_when_complete(tmp_path, first):
    assert find_sample(tmp_path, TABLE) is None
    sample = fetch_sample(tmp_path, [first.source], TABLE)
    assert find_sample(tmp_path, TABLE) == sample

    (tmp_path / BAND).write_bytes(CONTENTS[BAND][:-1])
    assert find_sample(tmp_path, TABLE) is None
    (tmp_path / BAND).unlink()
    assert find_sample(tmp_path, TABLE) is None


def test_the_name_of_the_product_matches_its_row():
    (named,) = [file for file in FILES if file.text]
    assert len(PRODUCT_NAME) == named.size
    assert hashlib.sha256(PRODUCT_NAME.encode()).hexdigest() == named.sha256


def test_the_sources_have_every_file_at_the_places_they_publish_it():
    band = next(file for file in FILES if "_B04_" in file.path)
    polygons = next(file for file in FILES if file.path == POLYGONS)
    granule = "/GRANULE/L2A_T31TCJ_A038658_20221116T105603/IMG_DATA/R60m/"
    tutorial, bucket = SOURCES

    assert tutorial.url(band) == (
        "https://raw.githubusercontent.com/ARGANS/training-raster-clipper/"
        "a6c7298074613b5baddd1ba1f706cb92881fc6f0/resources/solution/example_sentinel_files/"
        f"SENTINEL.SAFE{granule}T31TCJ_20221116T105321_B04_60m.jp2"
    )
    assert tutorial.url(polygons) == (
        "https://raw.githubusercontent.com/ARGANS/training-raster-clipper/"
        "a6c7298074613b5baddd1ba1f706cb92881fc6f0/resources/solution/polygons.geojson"
    )
    assert bucket.url(band) == (
        "https://storage.googleapis.com/gcp-public-data-sentinel-2/L2/tiles/31/T/CJ/"
        "S2A_MSIL2A_20221116T105321_N0400_R051_T31TCJ_20221116T170958.SAFE"
        f"{granule}T31TCJ_20221116T105321_B04_60m.jp2"
    )
    assert bucket.url(polygons) is None


@pytest.mark.skipif("KATA_REAL_SAMPLE" not in os.environ, reason="KATA_REAL_SAMPLE is not set")
def test_the_table_matches_the_real_sample():
    folder = Path(os.environ["KATA_REAL_SAMPLE"])
    found = {
        path.relative_to(folder).as_posix(): (
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == {file.path: (file.size, file.sha256) for file in FILES}
    assert find_sample(folder) is not None
