"""The cells are written with repr, which NumPy begins with its own name.

Diagnosis: printed-objects
"""

def persist_to_csv(classified_rgb_rows, csv_output_path):
    lines = [";".join([*classified_rgb_rows["band"].values, "feature_id"])]
    values = classified_rgb_rows["reflectance"].transpose("z", "band").values
    for row, feature_id in zip(values, classified_rgb_rows["feature_id"].values):
        lines.append(";".join(map(repr, [*row, feature_id])))
    csv_output_path.write_text("\n".join(lines))
