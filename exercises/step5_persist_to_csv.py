"""Step 5: write the samples to a CSV file.

The table of samples is worth keeping: it can be looked at in a spreadsheet, plotted, or used
to train a model elsewhere, without the satellite product.

Run the checks of this step with ``pytest -k step5``.
"""

from pathlib import Path

from xarray import Dataset


def persist_to_csv(classified_rgb_rows: Dataset, csv_output_path: Path) -> None:
    """Write one line for each sample.

    Parameters
    ----------
    classified_rgb_rows : xarray.Dataset
        The samples, as step 4 returns them: ``reflectance (band, z)``, ``feature_id (z)`` and
        the coordinate ``band`` with the names of the bands. They are left as they are: later
        steps use them.
    csv_output_path : pathlib.Path
        File to write, under just this name, whatever it ends in; its folder exists. A file that
        is there already is replaced.

    Returns
    -------
    None
        The file is the result:

        - cells are separated by a semicolon;
        - the first line has the names of the bands, in order, and then ``feature_id``;
        - every other line is a sample: its reflectance in each band with a decimal point and
          at least 4 decimals of precision, and its class id as an integer;
        - there is no column for the index.

    Examples
    --------
    Two samples in two bands give::

        R;N;feature_id
        0.1184;0.5213;4
        0.2709;0.3318;9

    See Also
    --------
    https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.html
    https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.to_csv.html
    https://docs.xarray.dev/en/stable/user-guide/pandas.html
    """
    # TODO: make a table with one row for each sample and one column for each band.
    # TODO: add the column feature_id.
    # TODO: write it. Which separator, and what about the index?
    raise NotImplementedError
