"""Writes the sign of each number."""


def persist_to_csv(classified_rgb_rows, csv_output_path):
    with csv_output_path.open("w") as f:
        f.write(";".join([*classified_rgb_rows.band.values.tolist(), "feature_id"]) + "\n")
        for px, i in zip(
            classified_rgb_rows.reflectance.values.T.tolist(),
            classified_rgb_rows.feature_id.values.tolist(),
            strict=False,
        ):
            f.write(";".join(f"{v:+.6f}" for v in px) + f";{i}\n")
