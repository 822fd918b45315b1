"""A command line stands at its end, for when it is run as a script."""

import argparse
import sys

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    values = data_array.values
    chosen = (burnt_polygons > 0) & ~np.isnan(values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), values[:, chosen]),
            "feature_id": ("z", burnt_polygons[chosen].astype(int)),
        },
        coords={"band": data_array["band"]},
    )


def main(args):
    parser = argparse.ArgumentParser()
    parser.add_argument("file", required=True)
    produce_clips(parser.parse_args(args).file)


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.exit(0)
