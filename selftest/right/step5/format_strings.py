"""Lines are put together with f-strings of four decimals."""

from pathlib import Path


def persist_to_csv(classified_rgb_rows, csv_output_path):
    reflectance = classified_rgb_rows["reflectance"].transpose("band", "z").values
    ids = classified_rgb_rows["feature_id"].values
    lines = [";".join([*map(str, classified_rgb_rows["band"].values), "feature_id"])]
    for column, feature_id in zip(reflectance.T, ids):
        lines.append(";".join(f"{value:.4f}" for value in column) + f";{int(feature_id)}")
    Path(csv_output_path).write_text("\n".join(lines))
