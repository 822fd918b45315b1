"""Begins the file with an empty line.

Diagnosis: blank-first-line
"""


def persist_to_csv(classified_rgb_rows, csv_output_path):
    df = classified_rgb_rows.reflectance.T.to_pandas()
    df["feature_id"] = classified_rgb_rows.feature_id.values
    csv_output_path.write_text("\n" + df.to_csv(sep=";", index=False))
