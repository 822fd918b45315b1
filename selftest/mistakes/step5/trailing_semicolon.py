"""Each line ends with a semicolon.

Diagnosis: trailing-separator
"""

from pathlib import Path

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    lines = table.to_csv(sep=";", index=False).splitlines()
    Path(csv_output_path).write_text("".join(f"{line};\n" for line in lines))
