"""The mutators make the faults they are meant to make, and the list of equivalents is in order."""

import tomllib
from functools import cache

import pytest
from judge import ROOT
from mutation import EQUIVALENT, listed, reference, survivors

from kata.project import load_steps

mutators = pytest.importorskip("mutators", reason="tox -e mutation has what makes mutants")

OURS = {mutator.__name__: (kind, mutator) for kind, mutator in mutators.MUTATORS}
STEPS = {step.key: step for step in load_steps(ROOT) if step.function}

# For each of our own mutators a piece of code, and what becomes of the lines that it changes.
EXAMPLES = {
    "number": ("a = 1000", {"a = 999", "a = -1000", "a = 100", "a = 0"}),
    "operator": ("a = b + c", {"a = b - c", "a = b * c", "a = b / c"}),
    "parentheses": ("a = (b + c) / d", {"a = b + c / d"}),
    "condition": ("if a:\n    b()", {"if True:", "if False:"}),
    "iteration": (
        "a = [b for b in c]",
        {f"a = [b for b in list(c){cut}]" for cut in ("[1:]", "[:-1]", "[::-1]")},
    ),
    "call": ("a = b.astype(c)", {"a = b", "a = c", "a = b.astype()"}),
    "arguments": ("a = f(b, c, d=e)", {"a = f(c, b, d=e)"}),
    "elements": ("a = ('y', 'x')", {"a = ('y',)", "a = ('x',)", "a = ('x', 'y')"}),
    "index": ("a = b[c, d]", {"a = b", "a = b[d, c]"}),
    "statements": ("def f(a):\n    a += b\n    a /= c", {"", "a /= c\na += b"}),
    "nothing_returned": ("def f():\n    return a", {"return"}),
    "field_of_text": ("a = f'R{b}m'", {"a = f'Rm'", "a = f'R*m'"}),
    "string": ("a = ';'", {"a = ','", "a = '; '", "a = '\\t'"}),
    "name": ("a = b.any()", {"a = b.all()"}),
    "turned": ("a = f(b)", {"a = f(b)[::-1]", "a = f(b)[..., ::-1]", "a = f(b).T", "a = f(b) + 1"}),
    "option": ("rasterize(a)", {"rasterize(a, all_touched=True)"}),
    "instead": ("a = b.unique()", {"a = b.unique()[:3]", "a = [b.unique()[0]]"}),
}


@cache
def mutants_of(key):
    return mutators.mutants(reference(STEPS[key]))


@pytest.mark.parametrize("name", EXAMPLES)
def test_mutator_makes_these_faults_and_no_other(name):
    text, wanted = EXAMPLES[name]
    found = mutators.mutants(text, [OURS[name]])
    assert {mutant.mutated for mutant in found} == wanted


def test_every_mutator_of_ours_has_an_example():
    ours = {name for name, (_, made) in OURS.items() if made.__module__ == mutators.__name__}
    assert set(EXAMPLES) == ours


def test_words_imports_and_annotations_are_left_alone():
    text = (
        '"""Read 1."""\nimport a\n\n\ndef f(b: list[int]) -> dict[str, int]:\n    """Read 2."""\n'
    )
    assert mutators.mutants(text) == []


@pytest.mark.parametrize("key", STEPS)
def test_mutants_are_code_and_differ_from_the_answer_and_from_each_other(key):
    meanings = {mutators.meaning(mutant.text) for mutant in mutants_of(key)}
    assert len(meanings) == len(mutants_of(key)) > 30
    assert not meanings & {"", mutators.meaning(reference(STEPS[key]))}


@pytest.mark.parametrize("key", STEPS)
def test_equivalents_are_mutants_with_a_reason(key):
    assert listed(key) <= {(mutant.original, mutant.mutated) for mutant in mutants_of(key)}
    for entry in tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))[key]:
        assert set(entry) == {"original", "mutated", "reason"}
        assert entry["reason"].strip()


def test_only_what_the_checks_let_pass_survives():
    wrong, right = (
        mutators.Mutant(reference(STEPS["step1"]).replace("EPSG:32631", crs), "", crs)
        for crs in ("EPSG:32630", "epsg:32631")
    )
    assert survivors(STEPS["step1"], [wrong, right]) == [right]
