"""The header is written, the samples are not.

Diagnosis: no-samples
"""


def persist_to_csv(classified_rgb_rows, csv_output_path):
    header = ";".join([*classified_rgb_rows["band"].values, "feature_id"])
    csv_output_path.write_text(header + "\n")
