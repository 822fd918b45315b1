"""Functions are left to be called at the exit, and one of them raises."""

import atexit
import sys


@atexit.register
def goodbye():
    print("goodbye")
    raise ValueError("at the exit")


atexit.register(sys.exit, 3)


def persist_to_csv(classified_rgb_rows, csv_output_path):
    atexit.register(print, "wrote", csv_output_path)
    table = classified_rgb_rows["reflectance"].transpose("z", "band").to_pandas()
    table["feature_id"] = classified_rgb_rows["feature_id"].to_numpy()
    table.to_csv(csv_output_path, sep=";", index=False)
