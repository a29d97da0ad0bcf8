"""Ask the prover about rules on the small shop, in the words of `.seg` files."""

from __future__ import annotations

from segdsl import compiler
from segdsl.meaning import model
from segdsl.proof.boxes import Proved, Refuted, Unknown, Verdict
from segdsl.proof.questions import Prover, witness
from segdsl.text.diagnostics import Diagnostic
from tests.meaning.shop import MODEL, RULES, SETTINGS, understood


def understood_as(*conditions: str, rules: str = "") -> tuple[model.Project, list[model.Condition]]:
    """The conditions of segments of the small shop, and their project."""
    text = "".join(f"segment x{n}: {one}\n" for n, one in enumerate(conditions))
    project, found = understood(MODEL, RULES, rules, text)
    assert [one.said(one.message.says, "en") for one in found] == []
    return project, [project.segments[f"x{n}"].condition for n in range(len(conditions))]


def said(verdict: Verdict) -> str:
    """`proved`, a customer, or what cannot be seen through."""
    match verdict:
        case Proved():
            return "proved"
        case Refuted():
            return witness(verdict).en.replace("`", "")
        case Unknown(because):
            return f"unknown: {because or 'too complex'}"


def never(condition: str, rules: str = "") -> str:
    project, (asked,) = understood_as(condition, rules=rules)
    return said(Prover(project).can_never_hold("customers", asked))


def always(condition: str, rules: str = "") -> str:
    project, (asked,) = understood_as(condition, rules=rules)
    return said(Prover(project).always_holds("customers", asked))


def checked(text: str) -> tuple[Diagnostic, ...]:
    """All that is said of rules beside the small shop, proofs with the rest."""
    files = [("model.seg", MODEL), ("rules.seg", RULES), ("x.seg", text)]
    given = [(path, content.encode()) for path, content in files]
    return compiler.analyse(SETTINGS, given, {}, compiler.Stopwatch()).diagnostics


def told(text: str) -> list[str]:
    return [f"{one.message.code} {one.said(one.message.says, 'en')}" for one in checked(text)]
