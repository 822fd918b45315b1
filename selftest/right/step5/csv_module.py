"""The csv module of the standard library, with its Windows line ends and full precision."""

import csv


def persist_to_csv(classified_rgb_rows, csv_output_path):
    bands = [str(band) for band in classified_rgb_rows.band.values]
    with open(csv_output_path, "w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, delimiter=";")
        writer.writerow([*bands, "feature_id"])
        for i in range(classified_rgb_rows.sizes["z"]):
            sample = classified_rgb_rows.isel(z=i)
            cells = [repr(float(sample.reflectance.sel(band=band))) for band in bands]
            writer.writerow([*cells, int(sample.feature_id)])
