"""Find what a place in a rule is about: the words before it in; a table, a value's type out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segdsl.editor.known import Kind, Known
from segdsl.editor.reading import Token
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import BY_NAME

ROWS_FOLLOW = frozenset({"ANY", "NO", "THEN", "THEN_NO"})
COUNTED = frozenset({"AT_LEAST", "AT_MOST", "EXACTLY"})
ONE_ROW = frozenset({"TIME_SINCE_FIRST", "TIME_SINCE_LAST", "AFTER"})
AGGREGATES = frozenset({"AGGREGATE", "MOST_FREQUENT", "SHARE_OF", "AVERAGE_GAP"}) | ONE_ROW
STANDINGS = frozenset({"RANK_OF", "SCORE_OF", "CUMULATIVE_SHARE_OF"})
TABLES = frozenset({"population", "source"})
Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of a table, or customers (`is_customer`); None where nothing is known of it."""

    table: model.Table | None
    is_customer: bool


@dataclass(frozen=True, slots=True)
class Operand:
    """What stands before a place: a value, or rows of a source or what is made of them (`rows`).

    `is_whole` says that it is a condition by itself, `is_compared` that it ends a comparison.
    """

    kind: Kind | None
    rows: model.Table | None = None
    is_metric: bool = False
    is_whole: bool = False
    is_compared: bool = False


def scope(known: Known, tokens: Tokens) -> Scope:
    """Whose fields stand alone after these words."""
    for index in open_brackets(tokens):
        if index and tokens[index - 1].kind == "WHERE":
            return Scope(_selected(known, tokens, index - 1), is_customer=False)
    own = own_table(known, tokens)
    if tokens and tokens[0].text in TABLES:
        return Scope(own, is_customer=False)
    return Scope(population(known, tokens), is_customer=True)


def open_brackets(tokens: Tokens) -> list[int]:
    """The brackets that are open at the end, the innermost first."""
    found: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "_OPEN":
            found.append(index)
        elif token.kind == "_CLOSE" and found:
            found.pop()
    return found[::-1]


def own_table(known: Known, tokens: Tokens) -> model.Table | None:
    """The table that is being declared."""
    if len(tokens) < 2 or tokens[0].text not in TABLES:
        return None
    return known.project.tables.get(tokens[1].name)


def population(known: Known, tokens: Tokens) -> model.Table | None:
    """The population that a declaration is about; of a target, that of what it names."""
    for index, token in enumerate(tokens):
        if token.kind == "_COLON":
            break
        if token.kind == "OF" and index + 1 < len(tokens):
            return known.population(tokens[index + 1].name)
    found = known.population(None)
    if found is None and tokens and tokens[0].text in ("target", "define"):
        declared = known.declared
        for token in tokens[2:]:
            named = declared.get(token.name) if token.kind == "NAME" else None
            if isinstance(named, model.Segment | model.Metric | model.Segmentation | model.List):
                return known.table(named.population)
    return found


def path_before(tokens: Tokens, end: int) -> tuple[int, tuple[str, ...]]:
    """The path that ends before an index: where it starts, and its names; () where there is none.

    A path that is being typed may end with a dot.
    """
    parts: list[str] = []
    at = end
    if at and tokens[at - 1].kind == "_DOT":
        at -= 1
    while at and tokens[at - 1].kind == "NAME":
        at -= 1
        parts.append(tokens[at].name)
        if not at or tokens[at - 1].kind != "_DOT":
            break
        at -= 1
    return at, tuple(reversed(parts))


def _selected(known: Known, tokens: Tokens, end: int) -> model.Table | None:
    """The source whose rows are selected by the words before `where`."""
    at, parts = _before_refinements(tokens, end)
    if not parts:
        return own_table(known, tokens)
    introduced = tokens[at - 1].kind if at else ""
    if introduced == "FROM" or tokens[at].kind == "TEXT":  # a physical table
        return own_table(known, tokens)
    return known.table(parts[0])


def _before_refinements(tokens: Tokens, end: int) -> tuple[int, tuple[str, ...]]:
    """The path before `via …`, `with same …` and `weighted by …`."""
    at, parts = path_before(tokens, end)
    while parts and at:
        before = tokens[at - 1].kind
        if before in ("VIA", "WITH_SAME"):
            at, parts = path_before(tokens, at - 1)
        elif before == "BY" and at > 1 and tokens[at - 2].kind == "WEIGHTED":
            at, parts = path_before(tokens, at - 2)
        else:
            break
    return at, parts


def selected_before(known: Known, tokens: Tokens) -> model.Table | None:
    """The source whose rows the words right before are about: `orders` of `any orders via`."""
    at, parts = _before_refinements(tokens, len(tokens))
    introduced = tokens[at - 1].kind if at else ""
    if introduced in ROWS_FOLLOW | AGGREGATES or (introduced == "NUMBER" and _is_count(tokens, at)):
        return known.table(parts[0]) if parts else None
    return None


def _is_count(tokens: Tokens, end: int) -> bool:
    """Whether the words before an index are `at least 2` and the like."""
    return end > 1 and tokens[end - 1].kind == "NUMBER" and tokens[end - 2].kind in COUNTED


def counts_rows(tokens: Tokens) -> bool:
    """Whether a source is to be named after these words: `any`, `at least 2`."""
    return bool(tokens) and (tokens[-1].kind in ROWS_FOLLOW or _is_count(tokens, len(tokens)))


# --- what stands before ---


def operand(known: Known, tokens: Tokens) -> Operand | None:
    """What a comparison after these words would compare; None where that is not known."""
    end = len(tokens)
    if end and tokens[end - 1].kind in ("NUMBER", "PERCENT", "DURATION", "DATE", "TEXT"):
        window = _window_start(tokens, end)
        if window is not None:
            return operand(known, tokens[:window])
        is_compared = end > 1 and tokens[end - 2].kind in _COMPARING | {"AND"}
        return Operand(Kind(_LITERALS[tokens[end - 1].kind]), is_compared=is_compared)
    if end and tokens[end - 1].kind in _WHOLE_WINDOWS:
        return operand(known, tokens[: end - 1])
    if end and tokens[end - 1].kind == "_CLOSE":
        opening = _opening(tokens, end - 1)
        if opening and tokens[opening - 1].kind == "WHERE":
            return operand(known, tokens[: opening - 1])
        return None
    at, parts = _before_refinements(tokens, end)
    if not parts:
        return None
    return _introduced(known, tokens, at, parts)


_LITERALS = {
    "NUMBER": Type.NUMBER, "PERCENT": Type.PERCENT, "DURATION": Type.DURATION, "DATE": Type.DATE,
    "TEXT": Type.TEXT,
}  # fmt: skip
_WHOLE_WINDOWS = frozenset({"IN_THIS", "IN_PREVIOUS", "IN_PERIOD"})


def _window_start(tokens: Tokens, end: int) -> int | None:
    """Where a window with an argument starts: before `in last 90d`, `since 2026-01-01`."""
    if end > 1 and tokens[end - 2].kind in ("IN_LAST", "IN_NEXT", "SINCE", "BEFORE"):
        return end - 2
    return None


def _opening(tokens: Tokens, closing: int) -> int:
    depth = 0
    for index in range(closing, -1, -1):
        depth += (tokens[index].kind == "_CLOSE") - (tokens[index].kind == "_OPEN")
        if depth == 0:
            return index
    return 0


def _introduced(known: Known, tokens: Tokens, at: int, parts: tuple[str, ...]) -> Operand | None:
    """A path, by the word that stands before it."""
    before = tokens[at - 1] if at else None
    here = scope(known, tokens[:at])
    if before is None:
        return None
    words = " ".join(before.text.split())
    if before.kind in ROWS_FOLLOW or _is_count(tokens, at):
        return Operand(None, known.table(parts[0]), is_whole=True)
    if before.kind in AGGREGATES and words in BY_NAME:
        table = known.table(parts[0])
        column = known.kind_of(table, parts[1:]) if table and parts[1:] else None
        word = BY_NAME[words]
        if word.gives is not None:
            return Operand(Kind(word.gives), table)
        return Operand(column, table)
    if before.kind in STANDINGS:
        type_ = Type.PERCENT if before.kind == "CUMULATIVE_SHARE_OF" else Type.INTEGER
        return Operand(Kind(type_))
    if before.kind == "DATE_WORD":
        return Operand(Kind(Type.INTEGER))
    if before.kind in ("EXPECT_SHARE", "EXPECT_REACH", "EXPECT_OVERLAP"):
        return Operand(Kind(Type.PERCENT))
    if before.kind in ("AMONG", "PER", "REACHABLE_BY", "OF", "VIA"):
        return None
    kind = known.kind_of(here.table, parts)
    if kind is None:
        return None
    named = known.declared.get(parts[0])
    whole = isinstance(named, model.Segment | model.List) or (
        isinstance(named, model.Segmentation) and len(parts) > 1
    )
    is_compared = before.kind in _COMPARING
    return Operand(kind, None, isinstance(named, model.Metric), whole, is_compared)


def compared(known: Known, tokens: Tokens) -> Kind | None:
    """What the value to be written after these words must be like: after `frequency >=`."""
    end = len(tokens)
    if not end:
        return None
    last = tokens[-1].kind
    if last in ("_COMMA", "_OPEN"):
        found = open_brackets(tokens)
        if found and tokens[found[0] - 1].kind in ("IN", "NOT_IN"):
            return _kind(operand(known, tokens[: found[0] - 1]))
        return None
    if last == "AND":
        for index in range(end - 2, 0, -1):
            if tokens[index].kind in ("BETWEEN", "NOT_BETWEEN"):
                return _kind(operand(known, tokens[:index]))
            if tokens[index].kind in ("AND", "OR", "_COLON", "WHERE"):
                return None
        return None
    if tokens[-1].kind in _COMPARING:
        if end > 1 and tokens[end - 2].kind == "EXPECT_SIZE":
            return Kind(Type.PERCENT)
        if tokens[0].text == "parameter" and end > 1 and tokens[end - 2].kind == "NAME":
            return Kind(next((one for one in Type if one.value == tokens[end - 2].text), None))
        return _kind(operand(known, tokens[: end - 1]))
    return None


_COMPARING = frozenset(
    {"COMPARISON", "BETWEEN", "NOT_BETWEEN", "IS", "IS_NOT", "CONTAINS", "STARTS_WITH", "ENDS_WITH"}
)


def _kind(found: Operand | None) -> Kind | None:
    return None if found is None else found.kind
