"""Ten thousandths are rounded to whole numbers, and the decimal point is set by hand."""

from decimal import Decimal
from pathlib import Path


class Table:
    def __init__(self, header):
        self.lines = [header]

    def add(self, cells):
        self.lines.append(cells)

    def write(self, path):
        path.write_bytes("".join(";".join(line) + "\n" for line in self.lines).encode("ascii"))


def persist_to_csv(classified_rgb_rows, csv_output_path):
    table = Table([*classified_rgb_rows.band.values.tolist(), "feature_id"])
    matrix = classified_rgb_rows.reflectance.transpose("z", "band").values.tolist()
    for row, feature_id in zip(matrix, classified_rgb_rows.feature_id.values.tolist()):
        cells = [str(Decimal(round(value * 100000)) / 100000) for value in row]
        table.add(cells + [str(feature_id)])
    table.write(Path(csv_output_path))
