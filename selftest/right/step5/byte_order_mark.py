"""Written as utf-8-sig, the way Excel likes it."""

import pandas as pd


def persist_to_csv(rows, path):
    table = pd.DataFrame(rows.reflectance.transpose("z", "band").values, columns=rows.band.values)
    table.insert(len(table.columns), "feature_id", rows.feature_id.values)
    table.to_csv(str(path), sep=";", index=False, encoding="utf-8-sig", float_format="%.6f")
