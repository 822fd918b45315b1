"""The table of tricks in ``docs/sandbox.md``: ``python selftest/tricks.py --write``.

Its rows are what the hostile answers and folders say of themselves.
"""

import argparse
import ast
import inspect
import sys

from hostile_folders import TRICKS
from judge import ROOT

PAGE = ROOT / "docs" / "sandbox.md"
BEGIN, END = "<!-- tricks: python selftest/tricks.py --write -->\n", "<!-- end of tricks -->"
HEAD = ["trick", "verdict", "most seconds"]
SECONDS = 30  # where an answer says nothing else


def facts(doc):
    """Return the first line of a docstring, and what follows names such as ``Verdict``."""
    lines = doc.splitlines()
    return lines[0], dict(line.split(": ", 1) for line in lines[1:] if ": " in line)


def declared(path):
    """Return trick, verdict and most seconds, as the docstring of a hostile answer says them."""
    trick, said = facts(ast.get_docstring(ast.parse(path.read_bytes())))
    return trick, said["Verdict"], float(said.get("Seconds", SECONDS))


def tables():
    """Return both tables in Markdown."""
    answers = sorted(map(declared, (ROOT / "selftest" / "hostile").glob("*.py")))
    rows = [(trick, verdict, f"{seconds:g}") for trick, verdict, seconds in answers]
    said = [facts(inspect.getdoc(trick)) for trick in TRICKS]
    folders = sorted((trick, f"`{fields['Says']}`") for trick, fields in said)
    return "\n".join([table(HEAD, rows), table(["trick", "what is said"], folders)])


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def with_tables(text):
    """Return the page with these tables between its marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{tables()}\n{END}{rest.split(END)[1]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into the page")
    if parser.parse_args().write:
        PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(tables())


if __name__ == "__main__":
    sys.exit(main())
