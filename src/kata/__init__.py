"""The machinery of the kata: grading plugin, pipeline and command line."""
