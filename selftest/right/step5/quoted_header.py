"""The names in the header are quoted, and both the file and the source have Windows line ends."""

import csv


def persist_to_csv(classified_rgb_rows, csv_output_path):
    table = classified_rgb_rows.reflectance.to_series().unstack("band")
    table = table[list(classified_rgb_rows.band.values)]
    table["feature_id"] = classified_rgb_rows.feature_id.to_series()
    table.to_csv(
        csv_output_path,
        sep=";",
        index=False,
        quoting=csv.QUOTE_NONNUMERIC,
        lineterminator="\r\n",
    )
