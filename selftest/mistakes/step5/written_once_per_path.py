"""A path that was written before is not written again.

Diagnosis: earlier-call
"""

import pandas as pd

_written = {}


def persist_to_csv(ds, path):
    if _written.get(path):
        return
    pd.DataFrame(ds.reflectance.values.T, columns=ds.band.values).assign(
        feature_id=ds.feature_id.values
    ).to_csv(path, sep=";", index=False)
    _written[path] = True
