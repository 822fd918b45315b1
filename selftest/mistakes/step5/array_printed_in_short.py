"""Lets NumPy print the table, which it shortens.

Diagnosis: stray-line
"""

import numpy as np


def persist_to_csv(classified_rgb_rows, csv_output_path):
    a = classified_rgb_rows.reflectance.values.T
    t = np.array2string(
        np.column_stack([a, classified_rgb_rows.feature_id.values]),
        separator=";",
        formatter={"float": lambda v: f"{v:.4f}"},
        max_line_width=10**6,
    )
    lines = [l.strip(" [];") for l in t.splitlines()]
    lines = [
        ";".join([*(c.strip() for c in l.split(";")[:-1]), str(int(float(l.split(";")[-1])))])
        if "..." not in l
        else l
        for l in lines
    ]
    csv_output_path.write_text(
        "\n".join([";".join([*classified_rgb_rows.band.values, "feature_id"]), *lines]) + "\n"
    )
