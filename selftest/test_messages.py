"""What a learner reads after a mistake, as a whole screen."""

import re

import pytest
from judge import ROOT, judge

from kata.project import load_steps

STEPS = {step.key: step for step in load_steps(ROOT)}


def change(old, new):
    def changed(text):
        assert old in text
        return text.replace(old, new)

    return changed


MISTAKES = {
    "crs renamed": (
        "step1",
        change(".to_crs(TILE_CRS)", ".set_crs(TILE_CRS, allow_override=True)"),
    ),
    "formula as printed": (
        "step2",
        change(
            "    band += BOA_ADD_OFFSET\n    band /= BOA_QUANTIFICATION_VALUE\n",
            "    band += BOA_ADD_OFFSET / BOA_QUANTIFICATION_VALUE\n",
        ),
    ),
    "upside down": ("step3", change("return mask, mapping", "return mask[::-1], mapping")),
    "nan among the samples": ("step4", change("usable & (burnt", "(burnt")),
    "index written": ("step5", change(", index=False", "")),
    "swapped axes": (
        "step6",
        change("labels.reshape(grid.shape)", "labels.reshape(grid.shape[::-1]).T"),
    ),
    "no georeference": (
        "step7",
        change(
            "labels.rio.to_raster(raster_output_path",
            "labels.drop_vars(['x', 'y', 'spatial_ref']).rio.to_raster(raster_output_path",
        ),
    ),
    "exception": ("step3", change("    names =", "    training_classes['klass']\n    names =")),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_screen_after_a_mistake(name, tmp_path, snapshot):
    key, changed = MISTAKES[name]
    step = STEPS[key]
    solution = (ROOT / "solutions" / step.file_name).read_text(encoding="utf-8")
    (tmp_path / step.file_name).write_text(changed(solution), encoding="utf-8")
    got = judge(tmp_path, "-k", key)
    assert got.code == 1
    screen = got.output[got.output.index(f"step {step.number}, ") :]
    screen = re.sub(r" in [\d.]+s", " in T", screen.replace(str(tmp_path), "ANSWER"))
    assert screen == snapshot
    assert len(screen.splitlines()) <= 50
