"""A shell puts the lines together and moves the file."""

import os
import subprocess
from pathlib import Path


def persist_to_csv(classified_rgb_rows, csv_output_path):
    table = classified_rgb_rows["reflectance"].transpose("z", "band").to_pandas()
    table["feature_id"] = classified_rgb_rows["feature_id"].to_numpy()
    table.to_csv("rows.csv", sep=";", index=False, header=False)
    Path("head.csv").write_text(";".join(map(str, table.columns)) + "\n")
    if os.name == "posix":
        command = 'cat head.csv rows.csv > "$1" && rm head.csv rows.csv'
        subprocess.run(["sh", "-c", command, "sh", str(csv_output_path)], check=True)
    else:
        csv_output_path.write_text(Path("head.csv").read_text() + Path("rows.csv").read_text())
