"""to_dataframe gives one line for each band and sample.

Diagnosis: long-table
"""


def persist_to_csv(classified_rgb_rows, csv_output_path):
    table = classified_rgb_rows.to_dataframe().reset_index()
    table[["band", "reflectance", "feature_id"]].to_csv(csv_output_path, sep=";", index=False)
