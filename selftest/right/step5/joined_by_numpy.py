"""Joins the cells by numpy.char."""

import numpy as np


def persist_to_csv(classified_rgb_rows, csv_output_path):
    v = np.char.mod("%.6f", classified_rgb_rows.reflectance.values.T)
    i = np.char.mod("%d", classified_rgb_rows.feature_id.values)[:, None]
    head = np.append(classified_rgb_rows.band.values, "feature_id")[None]
    t = np.vstack([head, np.hstack([v, i])])
    with csv_output_path.open("w") as fh:
        fh.writelines(";".join(r) + "\n" for r in t)
