"""Step 5: the samples in a CSV file."""

import csv
import itertools
import re

import numpy as np
import pytest

from kata.grading.diagnose import diagnose, in_order, relabelled
from kata.grading.failure import named
from kata.grading.files import write_file

BANDS = ("B04", "B03", "B02", "B8A")

# Four decimals keep a DN (a ten-thousandth) exactly: half a DN is all that rounding may move.
TOLERANCE = 0.5e-4 + 1e-7

NEGATIVE_IDS = named("overflow", "ids became negative: they do not fit into their type")

PRINTED = r"DataArray|np\.|^b?'|[\[\]]"  # of objects as Python prints them
NO_SAMPLES = named("no-samples", "there are no samples under the header")
EMPTY_IDS = named("ids-empty", "the ids are empty: the column feature_id has no number")
PRINTED_CELLS = named("printed-objects", "cells have objects as Python prints them, not numbers")

UTF_16 = named("encoding", "the file is UTF-16 text, not UTF-8")
NOT_TEXT = {
    b"\x1f\x8b": named("compressed", "the file is compressed: text is asked for"),
    b"PK": named("compressed", "the file is an archive or a workbook: text is asked for"),
    b"\xff\xfe\0\0": named("encoding", "the file is UTF-32 text, not UTF-8"),
    b"\xff\xfe": UTF_16,
}


@pytest.fixture(scope="session")
def texts():
    """Return the files that were written so far, each with the samples it is of."""
    return {}


@pytest.fixture
def write(step, expect, texts, tmp_path):
    """Let the answer write samples, and return the text of the file."""
    numbers = itertools.count(1)

    def write(samples, path=None):
        path = path or tmp_path / f"samples {next(numbers)}.csv"
        write_file(step, expect, path, samples, path)
        try:
            # Excel puts a mark at the beginning and readers skip it.
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            start = path.read_bytes()[:8]
            known = (said for mark, said in NOT_TEXT.items() if start.startswith(mark))
            said = next(known, "the file is not UTF-8 text")
            expect.stop(said, expected="text", got=f"{start!r}...")
        if text.startswith("\0"):
            said = "the file begins with empty bytes: was it closed, and the one before?"
            expect.stop(named("not-closed", said), expected="text", got=shown([text.strip("\0")]))
        if "\0" in text:
            expect.stop(UTF_16, expected="text", got=shown([text]))
        mine = samples["reflectance"].to_numpy().tobytes()
        if texts.setdefault(text, mine) != mine and text.count("\n") > 1:
            said = "the file is the same for other samples: is something kept from an earlier call?"
            expect.stop(named("earlier-call", said))
        return text

    return write


def samples_of(scene, bands=BANDS):
    """Return the samples of a scene, two of them twice: equal samples are samples too."""
    samples = scene.samples(bands)
    return samples.isel(z=[*range(50), 0, 3, *range(50, samples.sizes["z"])])


def columns_of(samples):
    """Return the names that the columns are to have."""
    return [*map(str, samples["band"].to_numpy()), "feature_id"]


def shown(cells):
    """Return the beginning of a line of the file, to be printed on one line."""
    return re.sub(r"\s*\n\s*", " ", ";".join(cells))[:80]


def rows_of(expect, text):
    """Return the header and the rows of cells of a file, or end the check."""
    if not text.strip():
        said = named("empty-file", "the file is empty")
        expect.stop(said, expected="a header and a line for each sample")
    if text[0] in "\r\n":
        said = named("blank-first-line", "the first line is empty: the names belong there")
        expect.stop(said, expected="B04;B03;...", got="an empty line")
    lines = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=";") if row]
    if any(line[-1] == "feature_id" for line in lines[1:4]) and "feature_id" not in lines[0]:
        said = named("header-not-first", "a line stands above the header")
        expect.stop(said, expected="B04;B03;...", got=shown(lines[0]))
    if len(lines[0]) == 1:
        marks = {",": "a comma", "\t": "a tab", "|": "a bar", " ": "a space"}
        name = next((said for mark, said in marks.items() if mark in lines[0][0]), None)
        said = "there is no semicolon in the first line"
        if lines[0][0].lstrip().startswith(("{", "[", "<")):
            said = "the file is JSON, HTML or an object as Python prints it, not CSV"
            said = named("not-csv", said)
        elif ";" in lines[0][0]:
            said = "each line is one cell between quotes: the semicolons inside separate nothing"
            said = named("separator", said)
        elif name:
            said = named("separator", f"the separator is {name}, not a semicolon")
        expect.stop(said, expected="B04;B03;...", got=shown(lines[0]))
    return lines[0], lines[1:]


def naming(header, rows, samples):
    """Say what is wrong with the names of the columns, or "" when nothing is."""
    wanted = columns_of(samples)
    if header == wanted:
        return ""
    count = samples.sizes["z"]
    counting = {row[0] for row in rows} == {str(n) for n in range(len(rows))}
    other = [name for name in header if name not in wanted]
    missing = [name for name in wanted if name not in header]
    known = (
        (
            header[1:] == wanted and (counting or not header[0]),
            "index-written",
            "there is a column before the bands: the index was written too",
        ),
        (
            header == [*wanted, ""],
            "trailing-separator",
            "each line ends with a semicolon, which opens one more column",
        ),
        (
            sorted(header) == sorted(wanted),
            "columns-order",
            "the columns are in another order",
        ),
        (
            len(header) >= count > 1 and not rows,
            "one-line",
            "the file is a single line: each sample has one of its own",
        ),
        (
            len(header) >= count > 1,
            "transposed",
            "there is one column for each sample: the table has to be turned",
        ),
        (
            len(rows) == count * (len(wanted) - 1) > count,
            "long-table",
            "there is one line for each band of each sample: each band is to be a column",
        ),
        (
            any(re.search(PRINTED, name) for name in header),
            "printed-objects",
            "the header has objects as Python prints them, not the names of the bands",
        ),
        (
            [name.strip() for name in header] == wanted,
            "header-spaces",
            "there are spaces around the names of the header",
        ),
        (
            [header[0].lstrip("# "), *header[1:]] == wanted,
            "header-comment",
            "the header begins with #, as a comment does",
        ),
        (
            [name.lower() for name in header] == [name.lower() for name in wanted],
            "header-case",
            "the names of the header have other capitals than the bands",
        ),
        (
            header[: len(wanted) - 1] == [str(number) for number in range(len(wanted) - 1)],
            "header-numbered",
            "the header numbers the bands instead of naming them",
        ),
        (
            all(number(cell) is not None for cell in header),
            "no-header",
            "the first line has numbers: there is no header",
        ),
        (
            header == [*BANDS, "feature_id"] and len(rows) == count,
            "hard-coded",
            "the header has the tutorial's bands, not those given: is it hard-coded?",
        ),
        (
            missing == ["feature_id"] and not other,
            "ids-missing",
            "there is no column feature_id",
        ),
        (
            missing and not other,
            "bands-missing",
            f"there is no column for {', '.join(missing)}",
        ),
        (
            other and [name for name in header if name in wanted] == wanted,
            "columns-extra",
            f"there are other columns too: {', '.join(other)}",
        ),
        (
            len(header) == len(wanted),
            "columns-renamed",
            f"columns have other names: {', '.join(other)}",
        ),
    )
    said = f"the header is {shown(header)}"
    return next((named(cause, told) for seen, cause, told in known if seen), said)


def number(cell):
    """Return a cell as a number, or None: Python takes 1_000 and other scripts for one too."""
    try:
        return float(cell) if cell.isascii() and "_" not in cell else None
    except ValueError:
        return None


def stray(header, rows):
    """Say that a line or a few are not samples, or "" when it is none or all of them."""
    odd = [
        (n, row)
        for n, row in enumerate(rows, start=2)
        if any(cell and number(cell) is None for cell in row)
    ]
    if not 0 < len(odd) < len(rows) / 2:
        return ""
    if all(row == header for _, row in odd):
        return named("header-twice", f"the header is in the file again, in line {odd[0][0]}")
    return named("stray-line", f"line {odd[0][0]} is not a sample: {shown(odd[0][1])}")


def uneven(header, rows):
    """Say that lines have another number of cells than the header, or "" when none has."""
    odd = [(n, row) for n, row in enumerate(rows, start=2) if len(row) != len(header)]
    if not odd:
        return ""
    if [row[0] for _, row in odd] == [str(n) for n in range(len(rows))]:
        return named("index-written", "the lines begin with a number: the index was written too")
    if all(row[-1] == "" for _, row in odd):
        return named("trailing-separator", "lines end with a semicolon, which opens one more cell")
    return f"line {odd[0][0]} has {len(odd[0][1])} cells, the header has {len(header)}"


def table_of(expect, text, samples):
    """Return the numbers (z, column), the id in the last column, or end the check."""
    header, rows = rows_of(expect, text)
    wanted = columns_of(samples)
    if not set(wanted) <= set(header):
        said = naming(header, rows, samples)
        expect.stop(said, expected=shown(wanted), got=shown(header))
    if said := stray(header, rows) or uneven(header, rows):
        expect.stop(said, expected=f"{len(header)} numbers in each line")
    columns = [[row[header.index(name)] for row in rows] for name in wanted]
    bad = [cell for column in columns for cell in column if number(cell) is None]
    if bad:
        said = "a cell is not a number" if bad[0] else "a cell is empty"
        if not any(bad):
            said = EMPTY_IDS if bad == columns[-1] else said
        elif re.search(PRINTED, bad[0]):
            said = PRINTED_CELLS
        elif "," in bad[0]:
            said = named("decimal-comma", "numbers have a decimal comma, not a point")
        elif bad == columns[-1]:
            said = named("ids-not-numbers", "the ids are text, not numbers")
        expect.stop(said, expected="numbers such as 0.0415", got=bad[0])
    table = np.array([list(map(number, column)) for column in columns], dtype=float).T
    if not np.isfinite(table).all():
        expect.stop("a cell is NaN or infinite", expected="numbers such as 0.0415")
    return table


def alike(got, right):
    """Whether two tables have the same rows, in whatever order."""
    return got.shape == right.shape and np.allclose(
        in_order(got), in_order(right), rtol=0, atol=TOLERANCE
    )


def counted(got, right):
    """Say which samples a table lacks, or has too many of."""
    n, values, ids = len(got), right[:, :-1], right[:, -1]
    if not n:
        return NO_SAMPLES
    if n > len(right) and alike(got[-len(right) :], right):
        said = "there are samples of an earlier call among these"
        return named("earlier-call", said)
    lost = len(right) - n
    lost_are = "sample is" if lost == 1 else f"{lost} samples are"
    means = np.array([right[ids == one].mean(axis=0) for one in np.unique(ids)])
    known = (
        ("end-missing", f"the last {lost_are} missing", right[:n]),
        ("start-missing", f"the first {lost_are} missing", right[-n:]),
        (
            "duplicates-dropped",
            "of equal samples one was kept: each is a sample",
            np.unique(right, axis=0),
        ),
        (
            "negative-dropped",
            "samples with negative reflectance were left out",
            right[(values >= 0).all(axis=1)],
        ),
        (
            "above-one-dropped",
            "samples with reflectance above 1 were left out",
            right[(values <= 1).all(axis=1)],
        ),
        ("mean-per-class", "there is one line for each class: the mean of its samples", means),
    )
    said = f"{n} lines for {len(right)} samples"
    return next((named(cause, told) for cause, told, table in known if alike(got, table)), said)


def valued(got, right):
    """Say what was done to the reflectance (z, band)."""
    columns, wanted = np.sort(got.T), np.sort(right.T)
    for n in range(4):
        near = np.abs(columns - wanted).max() < 10.0**-n
        if near and np.allclose(got, got.round(n), rtol=0, atol=1e-7):
            return named("rounded", f"reflectance has {n} decimals: at least 4 are needed")
    if np.allclose(columns, wanted, rtol=0, atol=TOLERANCE):
        said = "each column is right, but the lines mix the bands of different samples"
        return named("lines-mixed", said)
    found = [[np.allclose(c, w, rtol=0, atol=TOLERANCE) for w in wanted] for c in columns]
    if np.all(np.any(found, axis=1)):
        if not np.all(np.any(found, axis=0)):
            return named("bands-order", "one band stands under the names of several")
        return named("bands-order", "the columns stand under the names of other bands")
    known = {
        named("clipped", "negative reflectance became 0"): right.clip(min=0),
        named("clipped", "reflectance above 1 became 1"): right.clip(max=1),
        named("clipped", "reflectance below 0 and above 1 was cut"): right.clip(0, 1),
        named("clipped", f"reflectance above {got.max():g} was cut"): right.clip(max=got.max()),
        named("clipped", f"reflectance below {got.min():g} was cut"): right.clip(min=got.min()),
        named("sign-lost", "negative reflectance lost its sign"): np.abs(right),
        named("scrambled", "the table is scrambled: (band, z) values were reshaped to (z, band)"): (
            right.T.reshape(right.shape)
        ),
    }
    for n in range(1, 5):
        said = f"reflectance has {n} significant digits: at least 4 decimals are needed"
        known[named("rounded", said)] = np.vectorize(lambda v, n=n: float(f"{v:.{n}g}"))(right)
    # Columns in ascending order are rasters of one row to the detector.
    said = diagnose(
        columns[:, None],
        wanted[:, None],
        name="reflectance",
        tolerance=TOLERANCE,
        lookalikes={said: np.sort(table.T)[:, None] for said, table in known.items()},
    )
    if not said and np.array_equal(columns.astype("float16"), wanted.astype("float16")):
        said = named("rounded", "reflectance went through float16, which is too coarse")
    return said or "the reflectance is not that of the samples"


def expect_samples(expect, text, samples):
    """Compare all the samples, whatever their order; return whether they are right."""
    *bands, _ = columns_of(samples)
    got = table_of(expect, text, samples)
    right = np.vstack([samples["reflectance"].to_numpy(), samples["feature_id"].to_numpy()])
    right = right.T.astype(float)
    if len(got) != len(right):
        said = counted(got, right)
        expect.stop(said, expected=f"{len(right)} lines", got=f"{len(got)} lines")
    values, wanted = (table[np.lexsort(table[:, :-1].round(4).T[::-1])] for table in (got, right))
    if not np.abs(values - wanted)[:, :-1].max() <= TOLERANCE:
        said = valued(got[:, :-1], right[:, :-1])
        columns, correct = np.sort(got[:, :-1].T), np.sort(right[:, :-1].T)
        band = int(np.abs(columns - correct).max(axis=1).argmax())
        at = int(np.abs(columns[band] - correct[band]).argmax())
        expect.fail(
            said,
            expected=f"{bands[band]} {correct[band][at]:.4f}, place {at + 1} in ascending order",
            got=f"{bands[band]} {columns[band][at]:g}",
        )
        return False
    ids, right_ids = values[:, -1], wanted[:, -1]
    wrong = ids != right_ids
    said = f"{int(wrong.sum())} of {wrong.size} samples have the id of another class"
    if np.array_equal(np.sort(ids), np.sort(right_ids)):
        said = f"the ids stand beside other samples ({int(wrong.sum())} of {wrong.size})"
        said = named("ids-misplaced", said)
    elif np.array_equal(ids, right_ids.astype("uint8").astype("int8")):
        said = NEGATIVE_IDS
    elif wrong.any():
        said = relabelled(ids, right_ids, "column feature_id", {}) or said
    return expect.that(
        not wrong.any(),
        said,
        expected=f"ids {right_ids[wrong][:8].tolist()}",
        got=f"ids {[f'{value:g}' for value in ids[wrong][:8]]}",
    )


def test_csv_has_the_header(write, expect, scenes):
    """The first line has the names of the bands in order, then feature_id, between semicolons."""
    for scene in expect.each(scenes):
        samples = samples_of(scene)
        header, rows = rows_of(expect, write(samples))
        said = naming(header, rows, samples)
        wanted = shown(columns_of(samples))
        expect.that(not said, said, expected=wanted, got=shown(header))


def test_csv_has_no_index_column(write, expect, scenes):
    """Each line has a cell for each band and one for the class, and no more."""
    for scene in expect.each(scenes):
        samples = samples_of(scene)
        header, rows = rows_of(expect, write(samples))
        counts = {len(row) for row in rows}
        said = naming(header, rows, samples) or uneven(header, rows)
        if not rows:
            said = NO_SAMPLES
        expect.that(
            counts == {len(BANDS) + 1},
            said or "the lines have another number of cells",
            expected=f"{len(BANDS) + 1} cells in each line",
            got=f"{', '.join(map(str, sorted(counts)))} cells",
        )


def test_csv_has_integer_ids(write, expect, scenes):
    """Class ids are written as integers: 3, not 3.0."""
    for scene in expect.each(scenes):
        samples = samples_of(scene)
        header, rows = rows_of(expect, write(samples))
        if "feature_id" not in header:
            said = naming(header, rows, samples)
            expect.stop(said, expected="a column feature_id", got=shown(header))
        at = header.index("feature_id")
        column = [row[at].strip() for row in rows if len(row) > at]
        if not column:
            expect.stop(uneven(header, rows) or NO_SAMPLES)
        bad = [cell for cell in column if not re.fullmatch(r"\d+", cell)]
        said = f"{len(bad)} of {len(column)} ids are not written as integers"
        if any(cell.startswith("-") for cell in bad):
            said = NEGATIVE_IDS
        elif bad and all(re.fullmatch(r"\d+\.\d*(e\+\d+)?", cell) for cell in bad):
            said = named("ids-float", "the ids are written as decimals")
        elif bad and re.search(PRINTED, bad[0]):
            said = PRINTED_CELLS
        elif bad == column and not any(bad):
            said = EMPTY_IDS
        elif bad == column and not any(map(number, bad)):
            said = named("ids-not-numbers", "the ids are text, not numbers")
        expect.that(
            not bad,
            stray(header, rows) or uneven(header, rows) or said,
            expected="such as 3",
            got=bad[0] if bad else "",
        )


def test_csv_has_every_sample(write, step, expect, scenes, tmp_path):
    """There is one line for each sample; the samples are left as they are."""
    for scene in expect.each(scenes):
        samples = samples_of(scene)
        text = write(samples)
        if len(rows_of(expect, text)[1]) != samples.sizes["z"]:
            expect_samples(expect, text, samples)
        _, (after, _) = step.with_inputs(samples, tmp_path / "samples.csv")
        said = "the samples were changed, which later steps use"
        expect.that(samples.identical(after), named("inputs-changed", said))


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
            expect_table(expect, write(samples), samples)


def expect_table(expect, text, samples):
    """Compare the header, then all the samples; return whether they are right."""
    header, rows = rows_of(expect, text)
    if said := naming(header, rows, samples):
        expect.stop(said, expected=shown(columns_of(samples)), got=shown(header))
    return expect_samples(expect, text, samples)


def test_csv_of_any_number_of_samples(write, expect, scenes):
    """One sample or thousands, of one band or of all, and each value there can be."""
    samples = samples_of(scenes[0])
    if not expect_table(expect, write(samples), samples):
        return
    many = samples.isel(z=np.resize(np.arange(samples.sizes["z"]), 3200))
    # All different; DN 1 and 32767 are the least and the most that there is.
    dn = np.random.default_rng(5).permutation(np.arange(1100, 1100 + many["reflectance"].size))
    dn[100:103] = 1, 20000, 32767
    values = ((dn - 1000) / 10000).astype("float32").reshape(many["reflectance"].shape)
    many["reflectance"] = ("band", "z"), values
    long_names = samples.assign_coords(band=[f"mean_{band}" for band in BANDS])
    for other in (samples.isel(z=[5]), samples.isel(band=[1]), long_names, many):
        if not expect_table(expect, write(other), other):
            break


def test_csv_overwrites(write, expect, scenes, tmp_path):
    """A file that is there already is replaced, not added to."""
    for scene in expect.each(scenes):
        samples = samples_of(scene)
        # What is wrong without an old file is not the fault of one.
        write(samples)
        path = tmp_path / f"{scene.name}.csv"
        # Longer than the new one: what is not cut off at its end shows.
        old = "an old file;of other\n" + "1;2\n" * 5000
        path.write_text(old, encoding="utf-8")
        text = write(samples, path)
        if text == old:
            said = "the file that was there before is unchanged: it is to be replaced"
            expect.stop(named("keeps-existing", said))
        if "an old file" in text:
            said = "the old lines are still there: the file was added to, not replaced"
            expect.stop(named("appended", said))
        # Others, as many and fewer: who remembers the path, or its size, writes nothing.
        brighter = samples.assign(reflectance=samples["reflectance"] + 1)
        for other in (brighter, samples.isel(z=slice(40, 0, -1))):
            expect_samples(expect, write(other, path), other)


def test_csv_goes_to_the_path_given(write, expect, scenes, tmp_path):
    """The file is written where it was asked for, in a folder with spaces and accents too."""
    folder = tmp_path / "données du kata"
    folder.mkdir()
    samples = samples_of(scenes[0])
    for name in ("points classés.txt", "Samples of May", "Points.v2"):
        expect_samples(expect, write(samples, folder / name), samples)
