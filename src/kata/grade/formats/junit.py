"""JUnit XML: a case for each check, the points as properties of the suite."""

from __future__ import annotations

from xml.etree import ElementTree

from kata.grade.formats.words import plain, title, why
from kata.grade.marks import Marks, Verdict


def files(marks: Marks) -> dict[str, str | None]:
    """Return the file and its text."""
    verdicts = [check.verdict for check in marks.checks]
    errors = verdicts.count(Verdict.GRADER_ERROR)
    suite = ElementTree.Element(
        "testsuite",
        name=plain(marks.name),
        tests=str(len(verdicts)),
        failures=str(len(verdicts) - errors - verdicts.count(Verdict.PASS)),
        errors=str(errors),
    )
    points = {f"points.step{step.number}": step.points for step in marks.steps}
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in {**points, "points": marks.total, "points.max": marks.max_points}.items():
        # Points that are open are not there.
        if value is not None:
            ElementTree.SubElement(properties, "property", name=name, value=f"{value:g}")
    for number, remark in enumerate(marks.remarks, start=1):
        ElementTree.SubElement(properties, "property", name=f"remark{number}", value=plain(remark))
    for step in marks.steps:
        for check in step.checks:
            case = ElementTree.SubElement(
                suite, "testcase", classname=title(step), name=check.id.rpartition("::")[2]
            )
            if check.verdict is not Verdict.PASS:
                kind = "error" if check.verdict is Verdict.GRADER_ERROR else "failure"
                said = ElementTree.SubElement(
                    case, kind, type=check.verdict.value, message=check.requirement
                )
                said.text = why(check)
            elif check.unstable:
                ElementTree.SubElement(case, "system-out").text = why(check)
    ElementTree.indent(suite)
    text = ElementTree.tostring(suite, encoding="unicode")
    return {"junit.xml": f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'}
