"""Time the kata side by side with its floor: ``tox -e bench [-- --safe DIR --polygons FILE]``.

1. A cold ``pytest -k stepN`` against ``import pytest`` and the libraries the step cannot avoid.
2. ``kata watch``, from a save to the verdict, against a cold ``pytest -k stepN``.
3. The reference pipeline against the plain way (whole cube, one predict, plain to_raster), with
   the same forest and seed, on the real sample if it is given, else on the embedded one.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kata.answers import Answer
from kata.project import load_steps

ROOT = Path(__file__).resolve().parents[1]
BANDS = ("B04", "B03", "B02", "B8A")
RUNS = 7
SAVES = 20
SEED = 0

# What neither the step nor its input can do without.
UNAVOIDABLE = {
    1: "geopandas, pyogrio",
    2: "rioxarray",
    3: "geopandas, rioxarray, rasterio.features",
    4: "rioxarray",
    5: "rioxarray",
    6: "rioxarray, sklearn.ensemble",
    7: "rioxarray",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--safe", type=Path)
    parser.add_argument("--polygons", type=Path)
    parser.add_argument("--child", choices=sorted(PIPELINES), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(options)
    bench_steps()
    bench_watch()
    bench_pipeline(options)
    return None


def environment():
    """Return the environment of a user, whose modules are compiled once and kept."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command, folder=ROOT):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)
    return time.perf_counter() - start


def bench_steps():
    print(f"cold start, median of {RUNS}, seconds")
    print(f"{'step':<6}{'floor':>8}{'pytest':>8}{'ratio':>8}   floor imports")
    for step in load_steps(ROOT):
        if step.function is None:
            continue
        modules = UNAVOIDABLE[step.number]
        floor = [sys.executable, "-c", f"import pytest, {modules}"]
        run = [sys.executable, "-m", "pytest", "-k", step.key, "--impl", "solutions"]
        seconds(floor), seconds(run)  # the first run compiles
        # By turns, so that a busy moment of the machine meets both.
        pairs = [(seconds(floor), seconds(run)) for _ in range(RUNS)]
        low, high = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(run / floor for floor, run in pairs)
        print(f"{step.number:<6}{low:>8.2f}{high:>8.2f}{ratio:>8.2f}   {modules}")


def bench_watch():
    """Time from a save to the verdict, against a new pytest for the same step."""
    print(f"\nfrom a save to the verdict, median of {SAVES}, seconds")
    print(f"{'step':<6}{'pytest':>8}{'watch':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("exercises", "tests", "fixtures", "pyproject.toml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder, name))
        command = [sys.executable, "-c", "from kata.cli import main; main()", "watch"]
        with subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
        ) as watch:
            until(watch.stdout, "q quit")
            for step in load_steps(ROOT):
                if step.function is None:
                    continue
                text = (ROOT / "solutions" / step.file_name).read_bytes()
                file = Path(folder, "exercises", step.file_name)
                file.write_bytes(text)
                until(watch.stdout, "q quit")
                run = [sys.executable, "-m", "pytest", "-k", step.key]
                pairs = []
                for _ in range(SAVES):
                    start = time.perf_counter()
                    file.write_bytes(text)
                    until(watch.stdout, " passed")
                    warm = time.perf_counter() - start
                    until(watch.stdout, "q quit")
                    pairs.append((seconds(run, folder), warm))
                cold, warm = (statistics.median(column) for column in zip(*pairs, strict=True))
                ratio = statistics.median(cold / warm for cold, warm in pairs)
                print(f"{step.number:<6}{cold:>8.2f}{warm:>8.2f}{ratio:>8.2f}")
            watch.kill()


def until(stream, text):
    while text not in (line := stream.readline()):
        if not line:
            raise EOFError(f"it ended before {text!r}")


def bench_pipeline(options):
    product, polygons = options.safe, options.polygons
    if product is None:
        product = next((ROOT / "fixtures" / "sample").glob("*.SAFE"))
        polygons = ROOT / "fixtures" / "sample" / "polygons.geojson"
        print("\npipeline on the embedded sample (for the real one: --safe DIR --polygons FILE)")
    else:
        print(f"\npipeline on {product.name}")
    print(f"{'':<12}{'seconds':>9}{'peak MB':>9}   median of 3")
    rows = {name: [] for name in PIPELINES}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            for name in PIPELINES:
                out = Path(folder) / f"{name}.tif"
                command = [sys.executable, __file__, "--child", name, "--out", str(out)]
                command += ["--safe", str(product.resolve()), "--polygons", str(polygons.resolve())]
                done = subprocess.run(
                    command, check=True, capture_output=True, text=True, env=environment()
                )
                rows[name].append(json.loads(done.stdout.splitlines()[-1]))
        medians = {}
        for name, runs in rows.items():
            medians[name] = [
                statistics.median(run[key] for run in runs) for key in ("seconds", "peak")
            ]
            print(f"{name:<12}{medians[name][0]:>9.2f}{medians[name][1]:>9.0f}")
        plain, reference = medians["plain"], medians["reference"]
        print(f"{'ratio':<12}{plain[0] / reference[0]:>9.2f}{plain[1] / reference[1]:>9.2f}")
        print(f"identical labels where every band has data: {identical(Path(folder)):.4%}")


def identical(folder):
    import rasterio

    maps = []
    for name in PIPELINES:
        with rasterio.open(folder / f"{name}.tif") as file:
            maps.append(file.read(1))
    plain, reference = maps
    # Without a word the plain way gives NaN a class; the reference leaves 0 there.
    return (plain == reference)[reference != 0].mean()


def child(options):
    """Run one pipeline; print its seconds and the memory it took beyond the libraries."""
    import geopandas  # noqa: F401
    import rasterio.features  # noqa: F401
    import rioxarray  # noqa: F401
    import sklearn.ensemble  # noqa: F401

    before = peak_memory()
    start = time.perf_counter()
    PIPELINES[options.child](options.safe, options.polygons, options.out)
    spent = time.perf_counter() - start
    print(json.dumps({"seconds": spent, "peak": peak_memory() - before}))


def peak_memory():
    """Return the peak resident memory of this process in MB; 0 where it is not known."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def reference(product, polygons, out):
    answer = Answer(ROOT / "solutions")
    call = {s.function: answer.function(s) for s in load_steps(ROOT) if s.function}
    frame = call["load_feature_polygons"](polygons)
    rasters = call["load_sentinel_data"](product, 60, BANDS)
    samples = call["produce_clips"](rasters, *call["rasterize_geojson"](rasters, frame))
    call["persist_to_csv"](samples, out.with_suffix(".csv"))
    result = call["classify_sentinel_data"](rasters, samples)
    call["persist_classification_to_raster"](out, result)


def plain(product, polygons, out):
    """Do what the tutorial's hints lead to, one array operation after the other."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import rioxarray
    import xarray as xr
    from rasterio.features import rasterize
    from sklearn.ensemble import RandomForestClassifier

    frame = gpd.read_file(polygons).to_crs(epsg=32631)
    rasters = []
    for name in BANDS:
        path = next(product.glob(f"GRANULE/*/IMG_DATA/R60m/*_{name}_60m.jp2"))
        rasters.append(rioxarray.open_rasterio(path).assign_coords(band=[name]))
    cube = xr.concat(rasters, "band")
    cube = xr.where(cube == 0, np.nan, cube, keep_attrs=True)
    cube = ((cube - 1000) / 10000).astype(np.float32)
    cube = cube.rio.write_crs(rasters[0].rio.crs)
    mapping = {name: number for number, name in enumerate(frame["class"], start=1)}
    mask = rasterize(
        [(g, mapping[c]) for g, c in zip(frame.geometry, frame["class"], strict=True)],
        out_shape=cube.shape[1:],
        transform=rasters[0].rio.transform(),
        dtype="uint8",
    )
    parts = [(cube.values[:, mask == number], number) for number in mapping.values()]
    reflectance = np.concatenate([part for part, _ in parts], axis=1)
    ids = np.concatenate([np.full(part.shape[1], number) for part, number in parts])
    table = pd.DataFrame(reflectance.T, columns=list(BANDS))
    table["feature_id"] = ids
    table.to_csv(out.with_suffix(".csv"), sep=";", index=False)
    model = RandomForestClassifier(random_state=SEED).fit(reflectance.T, ids)
    labels = model.predict(cube.values.reshape(len(BANDS), -1).T).reshape(cube.shape[1:])
    result = xr.DataArray(labels, coords={"y": cube.y, "x": cube.x}, dims=("y", "x"))
    result.rio.write_crs(cube.rio.crs).rio.to_raster(out)


PIPELINES = {"plain": plain, "reference": reference}

if __name__ == "__main__":
    main()
