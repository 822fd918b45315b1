"""Step 5: the samples in a CSV file."""

import csv
import re

import numpy as np
import pytest

BANDS = ("B04", "B03", "B02", "B8A")

# Four decimals keep a DN (a ten-thousandth) exactly: half a DN is all that rounding may move.
TOLERANCE = 0.5e-4 + 1e-7


@pytest.fixture
def write(step, expect, tmp_path):
    """Let the answer write samples, and return the text of the file."""

    def write(samples, path=None, *, before=None):
        path = path or tmp_path / "samples.csv"
        if before is not None:
            path.write_text(before, encoding="utf-8")
        step(samples, path)
        if not path.is_file():
            said = "no file was written at the path given"
            elsewhere = [file.name for file in step.scratch.rglob("*") if file.is_file()]
            if elsewhere:
                said = f"the file was written to the working directory as {elsewhere[0]}"
            expect.stop(said, expected=f"a file {path.name}")
        # Excel puts a mark at the beginning and readers skip it.
        return path.read_text(encoding="utf-8-sig")

    return write


def rows_of(expect, text):
    """Return the header and the rows of cells of a file, or end the check."""
    if not text.strip():
        expect.stop("the file is empty", expected="a header and a line for each sample")
    header = text.splitlines()[0]
    if ";" not in header:
        found = {",": "a comma", "\t": "a tab", " ": "a space"}
        name = next((said for mark, said in found.items() if mark in header), "something else")
        expect.stop(
            f"the separator is {name}, not a semicolon", expected="B04;B03;...", got=header[:80]
        )
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
    try:
        table = np.array(
            [[float(row[header.index(name)]) for name in (*bands, "feature_id")] for row in rows]
        ).reshape(len(rows), len(bands) + 1)
    except ValueError as error:
        cell = re.search("'(.*)'", str(error))
        said = "a cell is not a number"
        if cell and "," in cell[1]:
            said = "numbers have a decimal comma, not a point"
        expect.stop(said, expected="numbers such as 0.0415", got=cell[1] if cell else error)
    return table[:, :-1], table[:, -1]


def expect_samples(expect, text, samples):
    """Compare all the samples, whatever their order; return whether they are right."""
    bands = tuple(map(str, samples["band"].to_numpy()))
    got, got_ids = numbers(expect, text, bands)
    right = samples["reflectance"].to_numpy().T.astype(float)
    right_ids = samples["feature_id"].to_numpy()
    if len(got) != len(right):
        said = f"the file has {len(got)} samples, not {len(right)}"
        if len(got) == len(right) - 1:
            said = "a sample is missing: was the header written?"
        if len(got) > len(right):
            said = f"the file has {len(got)} samples, not {len(right)}: were lines added to it?"
        expect.stop(said, expected=f"{len(right)} lines", got=f"{len(got)} lines")
    # The samples of a scene differ by more than rounding in every band: one sort aligns them.
    got_order, right_order = np.lexsort(got.T[::-1]), np.lexsort(right.T[::-1])
    difference = np.abs(got[got_order] - right[right_order]).max()
    if not difference <= TOLERANCE:
        said = "the reflectance is not that of the samples"
        for decimals in (0, 1, 2, 3):
            rounded = np.sort(right[:, 0].round(decimals))
            if np.allclose(np.sort(got[:, 0]), rounded, rtol=0, atol=1e-6):
                said = f"reflectance was rounded to {decimals} decimals: at least 4 are needed"
        columns = [np.sort(column) for column in got.T]
        wanted = [np.sort(column) for column in right.T]
        if np.isnan(got).any():
            said = "the file has empty or NaN cells"
        elif np.allclose(columns, wanted, rtol=0, atol=TOLERANCE):
            said = "each column is right, but the lines mix the bands of different samples"
        elif all(any(np.allclose(c, w, rtol=0, atol=TOLERANCE) for w in wanted) for c in columns):
            said = "the columns stand under the names of other bands"
        elif np.allclose(got[got_order], (right * 10000)[right_order], rtol=0, atol=1):
            said = "these are multiplied by 10000: reflectance is asked for"
        expect.fail(
            said,
            expected=f"for instance {right[right_order][0].round(4).tolist()}",
            got=f"in its place {got[got_order][0].tolist()}",
        )
        return False
    wrong = got_ids[got_order] != right_ids[right_order]
    return expect.that(
        not wrong.any(),
        f"{int(wrong.sum())} of {wrong.size} samples have the id of another class",
        expected=f"ids {sorted(set(right_ids.tolist()))}",
        got=f"ids {sorted(set(got_ids.tolist()))}",
    )


def test_csv_has_the_header(write, expect, scenes):
    """The first line has the names of the bands in order, then feature_id, between semicolons."""
    for scene in expect.each(scenes):
        header, _ = rows_of(expect, write(scene.samples()))
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
        _, rows = rows_of(expect, write(scene.samples()))
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
        header, rows = rows_of(expect, write(scene.samples()))
        if "feature_id" not in header:
            expect.stop("there is no column feature_id", got=";".join(header))
        column = [row[header.index("feature_id")].strip() for row in rows]
        bad = [cell for cell in column if not re.fullmatch(r"\d+", cell)]
        expect.that(
            not bad,
            f"{len(bad)} of {len(column)} ids are not written as integers",
            expected="such as 3",
            got=bad[0] if bad else "",
        )


def test_csv_has_every_sample(write, expect, scenes):
    """There is one line for each sample."""
    for scene in expect.each(scenes):
        _, rows = rows_of(expect, write(scene.samples()))
        count = scene.samples().sizes["z"]
        said = f"{len(rows)} lines for {count} samples"
        if len(rows) == len(BANDS):
            said = "there is one line for each band: the table has to be turned"
        expect.that(len(rows) == count, said, expected=count, got=len(rows))


def test_csv_values_to_four_decimals(write, expect, scenes):
    """Each line has the reflectance of one sample to at least 4 decimals, and its own class."""
    for scene in expect.each(scenes):
        expect_samples(expect, write(scene.samples()), scene.samples())


def test_csv_of_other_bands(write, expect, scenes):
    """The columns are the bands of the samples given, however many."""
    for scene in expect.each(scenes):
        for bands in (
            ("B8A", "B03"),
            ("B02", "B8A", "B11" if scene.name == "first" else "B12", "B04", "B03"),
        ):
            samples = scene.samples(bands)
            text = write(samples)
            header, _ = rows_of(expect, text)
            wanted = [*bands, "feature_id"]
            said = f"the header is {';'.join(header)}"
            if expect.that(header == wanted, said, expected=";".join(wanted)):
                expect_samples(expect, text, samples)


def test_csv_overwrites(write, expect, scenes):
    """A file that is there already is replaced, not added to."""
    for scene in expect.each(scenes):
        samples = scene.samples()
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
    samples = scenes[0].samples()
    expect_samples(expect, write(samples, folder / "points classés.txt"), samples)
