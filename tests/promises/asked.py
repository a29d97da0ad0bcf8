"""Judge the examples of rules on the small shop, in the words of `.seg` files."""

from __future__ import annotations

from datetime import date

from segdsl.meaning import model
from segdsl.promises import saying
from segdsl.promises.examples import Judge, Trial
from segdsl.text.diagnostics import Diagnostic
from tests.meaning.shop import MODEL, RULES, understood

D = date(2026, 3, 31)
CHANNEL = "channel email: email is known\n"


def project_of(text: str) -> model.Project:
    """The small shop with these rules, which nothing is wrong with."""
    project, found = understood(MODEL, RULES, CHANNEL, text)
    assert [one.said(one.message.says, "en") for one in found] == []
    return project


def trials(text: str, as_of: date = D) -> list[Trial]:
    """What came of every example of these rules."""
    project = project_of(text)
    return list(Judge(project, as_of).trials([*project.segments, *project.segmentations]))


def findings(text: str, as_of: date = D) -> list[Diagnostic]:
    """What is said of them."""
    project = project_of(text)
    judged = Judge(project, as_of).trials([*project.segments, *project.segmentations])
    said = [saying.of_trial(project, one) for one in judged]
    return [one for one in said if one is not None]


def verdict(rule: str, facts: str, more: str = "", as_of: date = D) -> str:
    """`in`, `out`, or what is said instead of one, of somebody like this."""
    found = findings(f"{more}\nsegment x: {rule}\n  example in: {facts}\n", as_of)
    if not found:
        return "in"
    code, text = found[0].message.code, found[0].said(found[0].message.says, "en")
    return "out" if code == "SEG380" else f"{code} {text}"
