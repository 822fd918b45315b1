"""Returns the trained forest instead of the map.

Diagnosis: wrong-type
"""

from __future__ import annotations

from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(random_state=0)
    forest.fit(
        classified_rgb_rows["reflectance"].values.T, classified_rgb_rows["feature_id"].values
    )
    return forest
