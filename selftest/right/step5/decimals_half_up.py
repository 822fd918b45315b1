"""decimal.Decimal quantized to 4 places, ROUND_HALF_UP, as an accountant would."""
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from xarray import Dataset

STEP = Decimal("0.0001")


def persist_to_csv(classified_rgb_rows: Dataset, csv_output_path: Path) -> None:
    def cell(value) -> str:
        return f"{Decimal(str(value)).quantize(STEP, rounding=ROUND_HALF_UP):f}"

    with csv_output_path.open("w", encoding="utf-8") as f:
        f.write(";".join(str(b) for b in classified_rgb_rows.band.values))
        f.write(";feature_id\n")
        for z in range(classified_rgb_rows.sizes["z"]):
            sample = classified_rgb_rows.isel(z=z)
            f.write(";".join(cell(v.item()) for v in sample.reflectance.values))
            f.write(f";{sample.feature_id.item()}\n")
