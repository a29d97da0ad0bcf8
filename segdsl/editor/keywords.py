"""Sort the words of the grammar for highlighters: terminals in; groups of patterns out.

Nothing here knows a word by itself: which words there are is what the grammar says, and a test
fails for one that is in no group.
"""

from __future__ import annotations

from collections.abc import Mapping

from segdsl.syntax.terminals import terminals

DECLARATION = (
    "POPULATION", "SOURCE", "LIST", "PARAMETER", "CHANNEL", "METRIC", "DEFINE", "SEGMENTATION",
    "SEGMENT", "TARGET",
)  # fmt: skip
CLAUSE = (
    "NOTE", "GOAL", "OWNER", "TAGS", "REVIEW", "BETTER", "HIGHER", "LOWER", "EXPECT_SIZE",
    "EXPECT_SHARE", "EXPECT_REACH", "EXPECT_OVERLAP", "EXAMPLE_IN", "EXAMPLE_OUT", "EXCEPT",
    "CONTROL", "COLUMNS", "HIGHEST", "LOWEST", "KEY", "AT", "GROUPS", "EXCLUSIVE", "SPLIT",
    "PRIVATE", "ONE_OF", "FROM", "BY",
)  # fmt: skip
AGGREGATE = (
    "AGGREGATE", "MOST_FREQUENT", "SHARE_OF", "TIME_SINCE_FIRST", "TIME_SINCE_LAST", "AVERAGE_GAP",
    "DATE_WORD", "RANK_OF", "SCORE_OF", "CUMULATIVE_SHARE_OF", "REACHABLE_BY", "SAMPLE", "KM_OF",
    "ENTERED", "LEFT",
)  # fmt: skip
WINDOW = (
    "IN_LAST", "IN_NEXT", "IN_THIS", "IN_PREVIOUS", "IN_PERIOD", "SINCE", "BEFORE", "WITHIN",
    "AFTER", "AGO", "TO", "AS_OF",
)  # fmt: skip
OPERATOR = (
    "AND", "OR", "NOT", "NOT_IN", "NOT_BETWEEN", "IN_TOP", "IN", "IS", "IS_NOT", "IS_KNOWN",
    "IS_MISSING", "BETWEEN", "CONTAINS", "STARTS_WITH", "ENDS_WITH", "IGNORING",
)  # fmt: skip
ROWS = (
    "ANY", "NO", "AT_LEAST", "AT_MOST", "EXACTLY", "WHERE", "WHEN", "OTHERWISE", "THEN", "THEN_NO",
    "WITH_SAME", "VIA", "AMONG", "PER", "OF", "WEIGHTED",
)  # fmt: skip
CONSTANT = ("TRUE", "FALSE")
NUMBER = ("DATE", "PERCENT", "DURATION", "NUMBER")
SIGN = ("COMPARISON", "_ARROW", "PLUS", "MINUS", "TIMES", "OVER")
PUNCTUATION = ("_OPEN", "_CLOSE", "_COMMA", "_COLON", "_DOT")
OTHER = ("TEXT", "NAME", "COMMENT")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "declaration": DECLARATION,
    "clause": CLAUSE,
    "aggregate": AGGREGATE,
    "window": WINDOW,
    "operator": OPERATOR,
    "rows": ROWS,
    "constant": CONSTANT,
}


def rules() -> tuple[tuple[str, str], ...]:
    """Each keyword's pattern with its group, in the order in which the grammar tries them."""
    known = terminals()
    grouped = [(name, group) for group, names in GROUPS.items() for name in names]
    grouped.sort(key=lambda one: known[one[0]].order)
    return tuple((pattern(name), group) for name, group in grouped)


def pattern(name: str) -> str:
    """The pattern of a keyword in a line: a declaration's at its start, any other as a word."""
    found = terminals()[name].pattern
    return rf"^(?:{found})" if name in DECLARATION else rf"(?<![\w.`])(?:{found})"
