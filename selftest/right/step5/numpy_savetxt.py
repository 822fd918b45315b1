"""numpy.savetxt with one format a column."""

import numpy as np


def persist_to_csv(classified_rgb_rows, csv_output_path):
    values = classified_rgb_rows.reflectance.transpose("z", ...).to_numpy().astype(np.float64)
    ids = classified_rgb_rows.feature_id.to_numpy().reshape(-1, 1)
    names = [*classified_rgb_rows.band.to_numpy(), "feature_id"]
    np.savetxt(
        csv_output_path,
        np.hstack([values, ids]),
        fmt=["%.6f"] * values.shape[1] + ["%d"],
        delimiter=";",
        header=";".join(names),
        comments="",
    )
