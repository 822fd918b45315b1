"""Step 5: the samples in a CSV file."""

import csv
import itertools
import re

import numpy as np
import pytest

BANDS = ("B04", "B03", "B02", "B8A")

# Four decimals keep a DN (a ten-thousandth) exactly: half a DN is all that rounding may move.
TOLERANCE = 0.5e-4 + 1e-7


@pytest.fixture
def write(step, expect, tmp_path):
    """Let the answer write samples, and return the text of the file."""
    numbers = itertools.count(1)

    def write(samples, path=None, *, before=None):
        path = path or tmp_path / f"samples {next(numbers)}.csv"
        if before is not None:
            path.write_text(before, encoding="utf-8")
        step(samples, path)
        if not path.is_file():
            said = "no file was written at the path given"
            elsewhere = [file.name for file in step.scratch.rglob("*") if file.is_file()]
            if elsewhere:
                said = f"the file was written to the working directory as {elsewhere[0]}"
            expect.stop(said, expected=f"a file {path.name}")
        try:
            # Excel puts a mark at the beginning and readers skip it.
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            start = path.read_bytes()[:8]
            expect.stop("the file is not UTF-8 text", expected="text", got=f"{start!r}...")
        if before is not None and text == before:
            expect.stop("the file that was there before is unchanged: it is to be replaced")
        return text

    return write


def samples_of(scene, bands=BANDS):
    """Return the samples of a scene, two of them twice: equal samples are samples too."""
    samples = scene.samples(bands)
    return samples.isel(z=[*range(samples.sizes["z"]), 0, 3])


def rows_of(expect, text):
    """Return the header and the rows of cells of a file, or end the check."""
    if not text.strip():
        expect.stop("the file is empty", expected="a header and a line for each sample")
    header = text.splitlines()[0]
    if ";" not in header:
        marks = {",": "a comma", "\t": "a tab", "|": "a bar"}
        name = next((said for mark, said in marks.items() if mark in header), None)
        said = f"the separator is {name}, not a semicolon" if name else "the header is missing"
        expect.stop(said, expected="B04;B03;...", got=header[:80])
    lines = [row for row in csv.reader(text.splitlines(), delimiter=";") if row]
    return lines[0], lines[1:]


def numbers(expect, text, bands=BANDS):
    """Return reflectance (z, band) and ids (z) by the names of the columns, or end the check."""
    header, rows = rows_of(expect, text)
    missing = [name for name in (*bands, "feature_id") if name not in header]
    if missing:
        expect.stop(
            f"columns are missing: {', '.join(missing)}",
            expected=";".join((*bands, "feature_id")),
            got=";".join(header),
        )
    uneven = [n for n, row in enumerate(rows, start=2) if len(row) != len(header)]
    if uneven:
        expect.stop(
            f"line {uneven[0]} has another number of cells than the header",
            expected=f"{len(header)} cells",
            got=";".join(rows[uneven[0] - 2])[:80],
        )
    strange = [
        cell for row in rows for cell in row if not cell.isascii() or re.search(r"[_,]", cell)
    ]
    if strange:
        said = "a cell is not a number"
        if "," in strange[0]:
            said = "numbers have a decimal comma, not a point"
        expect.stop(said, expected="numbers such as 0.0415", got=strange[0])
    try:
        table = np.array(
            [[float(row[header.index(name)]) for name in (*bands, "feature_id")] for row in rows]
        ).reshape(len(rows), len(bands) + 1)
    except ValueError as error:
        cell = re.search("'(.*)'", str(error))
        said = "a cell is not a number"
        expect.stop(said, expected="numbers such as 0.0415", got=cell[1] if cell else error)
    return table[:, :-1], table[:, -1]


def expect_samples(expect, text, samples):
    """Compare all the samples, whatever their order; return whether they are right."""
    bands = tuple(map(str, samples["band"].to_numpy()))
    got, got_ids = numbers(expect, text, bands)
    right = samples["reflectance"].to_numpy().T.astype(float)
    right_ids = samples["feature_id"].to_numpy()
    if len(got) != len(right):
        expect.stop(
            f"the file has {len(got)} samples, not {len(right)}",
            expected=f"{len(right)} lines",
            got=f"{len(got)} lines",
        )
    # Reflectance of the scenes has four decimals: rounded so, both sort alike.
    got_order, right_order = (np.lexsort(table.round(4).T[::-1]) for table in (got, right))
    difference = np.abs(got[got_order] - right[right_order]).max()
    if not difference <= TOLERANCE:
        said = "the reflectance is not that of the samples"
        columns = [np.sort(column) for column in got.T]
        wanted = [np.sort(column) for column in right.T]
        coarse = [n for n in (0, 1, 2, 3) if np.allclose(got, got.round(n), rtol=0, atol=1e-7)]
        if np.isnan(got).any():
            said = "the file has empty or NaN cells"
        elif coarse:
            said = f"reflectance was rounded to {coarse[0]} decimals: at least 4 are needed"
        elif np.allclose(columns, wanted, rtol=0, atol=TOLERANCE):
            said = "each column is right, but the lines mix the bands of different samples"
        elif all(any(np.allclose(c, w, rtol=0, atol=TOLERANCE) for w in wanted) for c in columns):
            said = "the columns stand under the names of other bands"
        elif np.allclose(np.array(columns) / 10000, wanted, rtol=0, atol=TOLERANCE):
            said = "these are multiplied by 10000: reflectance is asked for"
        band = int(np.abs(np.array(columns) - wanted).max(axis=1).argmax())
        at = int(np.abs(columns[band] - wanted[band]).argmax())
        expect.fail(
            said,
            expected=f"{bands[band]} {wanted[band][at]:.4f}, place {at + 1} in ascending order",
            got=f"{bands[band]} {columns[band][at]:g}",
        )
        return False
    wrong = got_ids[got_order] != right_ids[right_order]
    said = f"{int(wrong.sum())} of {wrong.size} samples have the id of another class"
    if np.array_equal(np.sort(got_ids), np.sort(right_ids)):
        said = f"the ids stand beside other samples ({int(wrong.sum())} of {wrong.size})"
    return expect.that(
        not wrong.any(),
        said,
        expected=f"ids {right_ids[right_order][wrong][:8].tolist()}",
        got=f"ids {[f'{value:g}' for value in got_ids[got_order][wrong][:8]]}",
    )


def test_csv_has_the_header(write, expect, scenes):
    """The first line has the names of the bands in order, then feature_id, between semicolons."""
    for scene in expect.each(scenes):
        header, _ = rows_of(expect, write(samples_of(scene)))
        wanted = [*BANDS, "feature_id"]
        said = f"the header is {';'.join(header)}"
        if header[1:] == wanted:
            said = "there is a column before the bands: the index was written too"
        elif sorted(header) == sorted(wanted):
            said = "the columns are in another order"
        elif all(re.fullmatch(r"-?[\d.]+", cell) for cell in header):
            said = "the first line has numbers: there is no header"
        expect.that(header == wanted, said, expected=";".join(wanted), got=";".join(header))


def test_csv_has_no_index_column(write, expect, scenes):
    """Each line has a cell for each band and one for the class, and no more."""
    for scene in expect.each(scenes):
        _, rows = rows_of(expect, write(samples_of(scene)))
        counts = {len(row) for row in rows}
        expect.that(
            counts == {len(BANDS) + 1},
            "the lines have another number of cells",
            expected=f"{len(BANDS) + 1} cells in each line",
            got=f"{', '.join(map(str, sorted(counts)))} cells",
        )


def test_csv_has_integer_ids(write, expect, scenes):
    """Class ids are written as integers: 3, not 3.0."""
    for scene in expect.each(scenes):
        header, rows = rows_of(expect, write(samples_of(scene)))
        if "feature_id" not in header:
            expect.stop("there is no column feature_id", got=";".join(header))
        column = [row[header.index("feature_id")].strip() for row in rows]
        bad = [cell for cell in column if not re.fullmatch(r"\d+", cell)]
        said = f"{len(bad)} of {len(column)} ids are not written as integers"
        if "feature_id" in bad:
            said = "the header is in the file twice"
        elif any(cell.startswith("-") for cell in bad):
            said = "ids became negative: they do not fit into their type"
        expect.that(
            not bad,
            said,
            expected="such as 3",
            got=bad[0] if bad else "",
        )


def test_csv_has_every_sample(write, expect, scenes):
    """There is one line for each sample."""
    for scene in expect.each(scenes):
        _, rows = rows_of(expect, write(samples_of(scene)))
        count = samples_of(scene).sizes["z"]
        said = f"{len(rows)} lines for {count} samples"
        if len(rows) == len(BANDS):
            said = "there is one line for each band: the table has to be turned"
        expect.that(len(rows) == count, said, expected=count, got=len(rows))


def test_csv_values_to_four_decimals(write, expect, scenes):
    """Each line has the reflectance of one sample to at least 4 decimals, and its own class."""
    for scene in expect.each(scenes):
        expect_samples(expect, write(samples_of(scene)), samples_of(scene))


def test_csv_of_other_bands(write, expect, scenes):
    """The columns are the bands of the samples given, however many."""
    for scene in expect.each(scenes):
        for bands in (
            ("B8A", "B03"),
            ("B02", "B8A", "B11" if scene.name == "first" else "B12", "B04", "B03"),
        ):
            samples = samples_of(scene, bands)
            text = write(samples)
            header, _ = rows_of(expect, text)
            wanted = [*bands, "feature_id"]
            said = f"the header is {';'.join(header)}"
            if expect.that(header == wanted, said, expected=";".join(wanted)):
                expect_samples(expect, text, samples)


def test_csv_overwrites(write, expect, scenes):
    """A file that is there already is replaced, not added to."""
    for scene in expect.each(scenes):
        samples = samples_of(scene)
        old = "an old file;of other\n" + "1;2\n" * 500
        text = write(samples, before=old)
        if "an old file" in text:
            expect.stop("the old lines are still there: the file was added to, not replaced")
        write(samples)
        expect_samples(expect, write(samples), samples)


def test_csv_goes_to_the_path_given(write, expect, scenes, tmp_path):
    """The file is written where it was asked for, in a folder with spaces and accents too."""
    folder = tmp_path / "données du kata"
    folder.mkdir()
    samples = samples_of(scenes[0])
    expect_samples(expect, write(samples, folder / "points classés.txt"), samples)
