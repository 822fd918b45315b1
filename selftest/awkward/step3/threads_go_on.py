"""Threads share the work, and one of them goes on for ever."""

import threading
import time

import numpy as np
from rasterio.features import geometry_mask


def tick():
    while True:
        time.sleep(0.01)
        print(end=".")


threading.Thread(target=tick, daemon=True).start()


def rasterize_geojson(data_array, training_classes):
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    mask = np.zeros(shape, np.uint8)
    lock = threading.Lock()

    def burn(geometry, number):
        inside = geometry_mask([geometry], shape, transform, invert=True)
        with lock:
            mask[inside] = number

    rows = zip(training_classes.geometry, training_classes["class"])
    threads = [threading.Thread(target=burn, args=(g, mapping[name])) for g, name in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return mask, mapping
