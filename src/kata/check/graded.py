"""Graded checks: each stands for one sentence, gathers its failures, and says them well."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from kata.check.sources import Defect, Source
from kata.check.spoilers import Spoilers

LONGEST_SENTENCE = 100  # characters of a requirement
LONGEST_SAID = 120  # characters of a failure's first line

# Where the methods of `expect` take what is said.
_SAID = {"fail": 0, "stop": 0, "that": 1}
_SKIPS = {f"pytest.{name}" for name in ("skip", "importorskip", "xfail")}
_SKIPS |= {f"pytest.mark.{name}" for name in ("skip", "skipif", "xfail")}


def graded_checks(source: Source) -> list[ast.FunctionDef]:
    """Return the graded checks of a file."""
    return [node for node in source.functions if node.name.startswith("test_")]


def graded_defects(sources: Sequence[Source], spoilers: Spoilers) -> Iterator[Defect]:
    """Look at the graded tests of all the steps."""
    places: dict[str, str] = {}
    for source in sources:
        fixtures = {node.name: node for node in source.functions if _is_fixture(node)}
        for check in graded_checks(source):
            place = f"{source.file}:{check.lineno}"
            if (other := places.setdefault(check.name, place)) != place:
                said = f"{check.name} is in {other} too: give it a name of its own"
                yield Defect(source.file, check.lineno, said)
            if not _takes_expect(check, fixtures):
                said = f"{check.name} does not take expect: gather its failures there"
                yield Defect(source.file, check.lineno, said)
            yield from _sentence_defects(source, check)
        yield from _exit_defects(source)
        yield from _said_defects(source)
        yield from _spoiled(source, spoilers)


def _is_fixture(function: ast.FunctionDef) -> bool:
    return any("fixture" in ast.unparse(decorator) for decorator in function.decorator_list)


def _takes_expect(function: ast.FunctionDef, fixtures: Mapping[str, ast.FunctionDef]) -> bool:
    """Whether a check has the fixture `expect`, itself or by way of another."""
    names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    # A fixture that asks for its own name means one from elsewhere.
    return "expect" in names or any(
        _takes_expect(fixtures[name], {n: f for n, f in fixtures.items() if n != name})
        for name in names & fixtures.keys()
    )


def _sentence_defects(source: Source, check: ast.FunctionDef) -> Iterator[Defect]:
    sentence = (ast.get_docstring(check) or "").split("\n")[0]
    if not sentence:
        said = f"{check.name} has no requirement: say in its docstring what has to hold"
        yield Defect(source.file, check.lineno, said)
        return
    line = check.body[0].lineno
    if not sentence.endswith("."):
        said = f"the requirement of {check.name} does not end with a full stop: make it a sentence"
        yield Defect(source.file, line, said)
    if len(sentence) > LONGEST_SENTENCE:
        said = (
            f"the requirement of {check.name} has {len(sentence)} characters: "
            f"{LONGEST_SENTENCE} are enough"
        )
        yield Defect(source.file, line, said)


def _exit_defects(source: Source) -> Iterator[Defect]:
    """Find ways out of a check that a learner cannot read."""
    for node in source.nodes:
        match node:
            case ast.Assert():
                said = "a bare assert says nothing to a learner: use expect"
                yield Defect(source.file, node.lineno, said)
            case ast.Attribute() if (name := ast.unparse(node)) in _SKIPS:
                said = f"{name}: a check that is left out reads as one that may pass, let it judge"
                yield Defect(source.file, node.lineno, said)
            case ast.ImportFrom(module="pytest"):
                said = "import pytest as a whole, so that a skip is seen by its name"
                yield Defect(source.file, node.lineno, said)


def _said_defects(source: Source) -> Iterator[Defect]:
    """See that the first line of a failure is one line, short, and no sentence with a stop.

    Looked at is what `expect.fail`, `stop` and `that` are given as `said`, straight or by a name,
    and the second argument of `named`. A value in an f-string is not known: it counts for one
    character.
    """
    seen = {}
    for node in _sentences(source):
        seen[node.lineno, node.col_offset] = node
    for node in seen.values():
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)
        if "\n" in text:
            said = "what is said has several lines: say it in one, and show values as expected, got"
            yield Defect(source.file, node.lineno, said)
        if len(text) > LONGEST_SAID:
            said = f"what is said has {len(text)} characters: {LONGEST_SAID} are enough"
            yield Defect(source.file, node.lineno, said)
        if text.endswith(".") and not text.endswith("..."):
            said = "what is said ends with a full stop: take it away"
            yield Defect(source.file, node.lineno, said)


def _sentences(source: Source) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield all the texts that are said."""
    assigned: dict[str, list[ast.expr]] = {}
    for node in source.nodes:
        if isinstance(node, ast.Assign | ast.AugAssign):
            target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
            if isinstance(target, ast.Name):
                assigned.setdefault(target.id, []).append(node.value)
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield from _texts(_said(node), assigned)


def _said(call: ast.Call) -> ast.expr | None:
    """Return what a call says of a failure, if anything."""
    match call.func:
        case ast.Name(id="named") if len(call.args) == 2:
            return call.args[1]
        case ast.Attribute(value=ast.Name(id="expect"), attr=attribute) if attribute in _SAID:
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            place = _SAID[attribute]
            return call.args[place] if len(call.args) > place else given.get("said")
    return None


def _texts(
    node: ast.expr | None, assigned: Mapping[str, list[ast.expr]]
) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the texts that an expression can come to."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield node
            return
        case ast.Name(id=name):
            # Without the name itself: it may be made of what it was before.
            inner = assigned.get(name, [])
            assigned = {n: values for n, values in assigned.items() if n != name}
        case ast.IfExp(body=body, orelse=orelse):
            inner = [body, orelse]
        case ast.BinOp(left=left, right=right):
            inner = [left, right]
        case ast.BoolOp(values=values) | ast.Dict(values=values):
            inner = values
        case ast.Call(func=ast.Attribute(value=value, attr="get"), args=args):
            inner = [value, *args[1:]]
        case _:
            return
    for part in inner:
        yield from _texts(part, assigned)


def _spoiled(source: Source, spoilers: Spoilers) -> Iterator[Defect]:
    """Find code of the solutions in texts of a graded test."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for _, code in spoilers.found(node.value):
                said = f"this text tells the solution, {code}: say what the result has to be"
                yield Defect(source.file, node.lineno, said)
