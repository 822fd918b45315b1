"""The file is written somewhere else first, and moved when it is whole."""

import shutil
import tempfile
from pathlib import Path

KEPT = tempfile.TemporaryDirectory()


def persist_to_csv(classified_rgb_rows, csv_output_path):
    table = classified_rgb_rows["reflectance"].transpose("z", "band").to_pandas()
    table["feature_id"] = classified_rgb_rows["feature_id"].to_numpy()
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
        table.to_csv(file, sep=";", index=False)
    copy = shutil.copy(file.name, Path(KEPT.name) / "copy.csv")
    Path(file.name).unlink()
    shutil.move(copy, csv_output_path)
