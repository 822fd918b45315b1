"""Fill in a template and write what comes of it."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from kata.run.outputs import replacing


def write_from(template: str, target: Path, **values: object) -> None:
    """Write a template of this folder, filled in, to a file.

    Parameters
    ----------
    template : str
        Its name.
    target : pathlib.Path
        Its folder is made, and it takes its place when it is complete.
    **values : object
        What the template calls by name; text of theirs stays text.
    """
    environment = Environment(
        loader=PackageLoader("kata.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template(template).render(values)
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as part:
        part.write_text(text, encoding="utf-8")
