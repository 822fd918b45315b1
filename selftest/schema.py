"""Hold data against a JSON schema: the few words of it that `schemas/` uses."""

import json

from judge import ROOT

_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
}
_WORDS = {
    "type",
    "enum",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "minItems",
    "minimum",
    "maximum",
}


def check(data, name):
    """Raise AssertionError where `data` is not as the schema of this name has it."""
    file = ROOT / "selftest" / "schemas" / f"{name}.json"
    _check(data, json.loads(file.read_text(encoding="utf-8")), name)


def _check(data, schema, place):
    assert set(schema) <= _WORDS, f"{place}: a word that is not checked"
    if "enum" in schema:
        assert any(data == value and type(data) is type(value) for value in schema["enum"]), place
    if "type" in schema:
        assert isinstance(data, _TYPES[schema["type"]]), place
        assert not isinstance(data, bool), place
    if isinstance(data, dict):
        assert set(schema["required"]) <= set(data) <= set(schema["properties"]), place
        for key, value in data.items():
            _check(value, schema["properties"][key], f"{place}.{key}")
    elif isinstance(data, list):
        assert len(data) >= schema.get("minItems", 0), place
        for number, value in enumerate(data):
            _check(value, schema["items"], f"{place}[{number}]")
    elif isinstance(data, int | float):
        assert schema.get("minimum", data) <= data <= schema.get("maximum", data), place
