"""Each line is joined first, and then quoted as one cell.

Diagnosis: separator
"""

import csv


def persist_to_csv(ds, path):
    with open(path, "w", newline="") as f:
        w = csv.writer(f, delimiter=";")
        w.writerow([";".join([*ds.band.values, "feature_id"])])
        for c, i in zip(ds.reflectance.values.T, ds.feature_id.values):
            w.writerow([";".join([*map(str, c), str(i)])])
