"""The lines have no ends.

Diagnosis: no-samples, one-line
"""


def persist_to_csv(ds, path):
    with open(path, "w") as f:
        f.write(";".join([*ds.band.values, "feature_id"]))
        for c, i in zip(ds.reflectance.values.T, ds.feature_id.values):
            f.write(";".join(map(str, [*c, i])))
