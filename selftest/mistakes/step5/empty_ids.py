"""The cell of the id is left empty.

Diagnosis: ids-empty
"""


def persist_to_csv(ds, path):
    with open(path, "w") as f:
        f.write(";".join([*ds.band.values, "feature_id"]) + "\n")
        for c in ds.reflectance.values.T:
            f.write(";".join(map(str, c)) + ";\n")
