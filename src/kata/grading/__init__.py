"""What graded tests are written with: scenes, expectations, diagnoses, failures."""
