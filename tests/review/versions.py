"""Two versions of a small shop as text, and what is said of the difference."""

from __future__ import annotations

from segdsl import compiler
from segdsl.meaning.lists import Contents
from segdsl.review import entries, saying
from segdsl.review.changes import Changes, changes
from segdsl.text.diagnostics import Language
from tests.meaning.shop import LISTS, MODEL, SETTINGS

RULES = """
parameter lately: duration = 90d
metric frequency "Orders in 12 months": count of orders in last 12 months
  better higher
metric recency "Time since the last order": time since last order
  better lower
metric monetary "Spend in 12 months": sum of orders.amount in last 12 months
  better higher
channel mail "E-mail": email is known
list friends from "lists/amis.csv" key customer_id
"""


def analysed(*texts: str, contents: Contents = LISTS) -> compiler.Analysis:
    """What is known of these files together, which have no errors."""
    watch = compiler.Stopwatch()
    files = [(f"file{number}.seg", text.encode()) for number, text in enumerate(texts, 1)]
    found = compiler.understand(SETTINGS, compiler.parse(files, watch), contents, {}, watch)
    errors = [one for one in found.diagnostics if one.is_error]
    assert not errors, [one.said(one.message.says, "en") for one in errors]
    return found


def compared(old: str, new: str) -> Changes:
    """What changed between two texts that stand beside the shop's model and rules."""
    return changes(analysed(MODEL, RULES, old), analysed(MODEL, RULES, new))


def told(found: Changes, language: Language = "en") -> list[str]:
    """A line for each declaration with what became of it, and below it each change."""
    lines = []
    for entry in entries.entries(found):
        was = f" (was {entry.before})" if entry.before else ""
        lines.append(f"{entry.fate.value} {entry.name}{was}")
        if entry.path:
            lines.append(f"  {' <- '.join(entry.path)}")
        for one in (*entry.edits[language], *entry.wordings[language]):
            lines.append(_indented(one))
    return lines


def _indented(line: saying.Line) -> str:
    return f"{'  ' * (line.level + 1)}{plain(line.text)}"


def plain(text: str) -> str:
    """A text with ordinary spaces where French has others, to be read and compared."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
