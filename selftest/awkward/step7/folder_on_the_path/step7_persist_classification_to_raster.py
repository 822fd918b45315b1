"""Its own folder is put at the front of the path, and the module beside is read again."""

import importlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import writing

importlib.reload(writing)


def persist_classification_to_raster(raster_output_path, classification_result):
    importlib.import_module("writing").write(classification_result, raster_output_path)
