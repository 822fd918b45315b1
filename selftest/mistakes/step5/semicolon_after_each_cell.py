"""Each cell is followed by a semicolon, also the last of a line.

Diagnosis: trailing-separator
"""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = list(classified_rgb_rows["band"].values)
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    table = pd.DataFrame(values, columns=bands)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    text = ";".join(table.columns) + "\n"
    for row in table.itertuples(index=False):
        for cell in row:
            text += f"{cell};"
        text += "\n"
    csv_output_path.write_text(text)
