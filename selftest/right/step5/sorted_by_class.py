"""The samples are grouped by class, each row whole, and the source is indented with tabs."""

import pandas as pd


def persist_to_csv(classified_rgb_rows, csv_output_path):
	ordered = classified_rgb_rows.sortby("feature_id")
	header = [str(name) for name in ordered["band"].values] + ["feature_id"]
	records = []
	for z in range(ordered.sizes["z"]):
		record = [float(v) for v in ordered["reflectance"].isel(z=z).transpose("band").values]
		record.append(int(ordered["feature_id"].values[z]))
		records.append(record)
	pd.DataFrame(records, columns=header).to_csv(csv_output_path, sep=";", index=False)
