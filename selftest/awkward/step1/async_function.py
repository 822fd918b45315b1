"""An asynchronous function does the work, run by asyncio.run."""

import asyncio

import geopandas as gpd


async def read(path):
    return await asyncio.to_thread(gpd.read_file, path)


async def load(path):
    frame, _ = await asyncio.gather(read(path), asyncio.sleep(0.01))
    return frame.to_crs("EPSG:32631")


def load_feature_polygons(input_path):
    return asyncio.run(load(input_path))
