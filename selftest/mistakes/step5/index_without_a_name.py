"""The lines begin with their number, which has no place in the header.

Diagnosis: index-written
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    lines = [";".join(table.columns)]
    for row in table.itertuples():
        lines.append(";".join(str(cell) for cell in row))
    csv_output_path.write_text("\n".join(lines))
