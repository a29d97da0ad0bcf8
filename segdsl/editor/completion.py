"""Complete what is being typed: a place in a broken text and what is known in, items out.

Which words of the language may come is what the grammar accepts there; which names, and of them
which first, is a matter of meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.editor import names, place, words
from segdsl.editor.items import Item, Kind
from segdsl.editor.known import Known
from segdsl.editor.reading import Here, Token, accepted
from segdsl.meaning.types import NUMERIC, Type
from segdsl.syntax.grammar import STARTS
from segdsl.syntax.terminals import terminals
from segdsl.text.diagnostics import Language

MOST_WORDS = 3  # before the one being typed, that may belong to it: `time since la|`
_METRIC_ONLY = frozenset({"BETTER"})
_TESTS = frozenset({"EXPECT_SIZE", "EXPECT_SHARE", "EXPECT_REACH", "EXPECT_OVERLAP",
                    "EXAMPLE_IN", "EXAMPLE_OUT"})  # fmt: skip
_WINDOWS = frozenset({"IN_LAST", "IN_NEXT", "IN_THIS", "IN_PREVIOUS", "SINCE", "BEFORE", "FROM"})
_VALUES = frozenset({"TRUE", "FALSE"})
_CONDITIONS = frozenset({"ANY", "NO", "AT_LEAST", "AT_MOST", "EXACTLY", "NOT", "REACHABLE_BY",
                         "SAMPLE", "WITHIN"})  # fmt: skip
_OF_TEXT = frozenset({"CONTAINS", "STARTS_WITH", "ENDS_WITH", "IGNORING"})
_OF_ORDER = frozenset({"BETWEEN", "NOT_BETWEEN"})
_CLAUSES = frozenset({"NOTE", "GOAL", "OWNER", "TAGS", "REVIEW", "BETTER"}) | _TESTS


def items(known: Known, here: Here, language: Language) -> tuple[Item, ...]:
    """Everything that may stand at a place, what is most likely meant first."""
    if here.in_comment:
        return ()
    if here.in_text:
        return _unique(names.texts(known, here, language))
    if here.keyword is None:
        starts_line = not here.before and here.accepts is not None
        return _unique(_declarations(known, here, language)) if starts_line else ()
    found = [*names.names(known, here, language), *_keywords(known, here, language)]
    return _unique(found)


def _unique(found: Sequence[Item] | Iterator[Item]) -> tuple[Item, ...]:
    ordered = sorted(found, key=lambda item: item.rank)
    return tuple({(item.label, item.start): item for item in reversed(ordered)}.values())[::-1]


_OF_ONE = ("segment", "segmentation", "metric", "list", "channel")


def _declarations(known: Known, here: Here, language: Language) -> Iterator[Item]:
    populations = known.project.populations()
    for rank, (keyword, word) in enumerate(words.DECLARATIONS.items()):
        fills = word.fills
        if len(populations) > 1 and keyword in _OF_ONE:
            of = f'"${{2:Label}}" of ${{9:{populations[0].name}}}'
            fills = fills.replace('"${2:Label}"', of, 1)
        yield Item(
            keyword,
            Kind.KEYWORD,
            fills,
            here.start,
            here.end,
            rank,
            explains=explained(word, language),
        )


def explained(word: words.Word, language: Language) -> str:
    """A line about a keyword, and an example."""
    return f"{word.explains.in_(language)}\n\n```segdsl\n{word.example}\n```"


# --- words of the language ---


def _keywords(known: Known, here: Here, language: Language) -> Iterator[Item]:
    """Phrases of what is accepted here, and of those that the words just before may begin."""
    yield from _phrases(known, here, "", here.start, here.accepts, here.before, language)
    first = here.before[0].start if here.before else here.start
    for count in range(1, MOST_WORDS + 1):
        if count >= len(here.before):
            return
        begun = here.before[-count:]
        if any(not one.text.replace(" ", "").isalpha() for one in begun):
            return
        shown = "".join(f"{' '.join(one.text.split())} " for one in begun)
        if not any(p.startswith(shown) for one in terminals().values() for p in one.phrases):
            continue
        before = here.before[:-count]
        text = _between(here, first, begun[0].start)
        accepts = accepted(here.keyword or "", text, before, first)
        yield from _phrases(known, here, shown, begun[0].start, accepts, before, language)


def _between(here: Here, start: int, end: int) -> str:
    """The text of words before a place, at the same distances."""
    out = ""
    for token in here.before:
        if token.start >= end:
            break
        out += " " * (token.start - start - len(out)) + token.text
    return out + " " * (end - start - len(out))


def _phrases(
    known: Known,
    here: Here,
    begun: str,
    start: int,
    accepts: frozenset[str] | None,
    before: tuple[Token, ...],
    language: Language,
) -> Iterator[Item]:
    if accepts is None:
        return
    fitting = _fitting(known, here, accepts, before)
    for terminal in terminals().values():
        if terminal.name not in fitting:
            continue
        for phrase in terminal.phrases:
            if not phrase.startswith(begun):
                continue
            word = words.of(terminal.name, phrase)
            if phrase in STARTS or word is None:
                continue
            for fills in _fills(known, here, before, terminal.name, phrase, word):
                yield Item(
                    words.bare(fills).strip() if terminal.name in _MANY else phrase,
                    Kind.KEYWORD,
                    fills,
                    start,
                    here.end,
                    _rank(terminal.name, before),
                    explains=explained(word, language),
                    goes_on=fills.endswith((" ", "$0)")) or _is_used(known, terminal.name),
                )
    if "COMPARISON" in fitting and not begun:
        yield from _signs(known, here, before)


def _is_used(known: Known, terminal: str) -> bool:
    """Whether there are texts to choose between the quotes of a clause."""
    return terminal in ("OWNER", "GOAL") and bool(names.used(known, terminal.lower()))


_MANY = frozenset({"BETTER", "FROM"})
_ALONE = frozenset({"OTHERWISE", "TRUE", "FALSE", "PRIVATE", "IS_KNOWN", "IS_MISSING", "IGNORING",
                    "IN_THIS", "IN_PREVIOUS", "HIGHER", "LOWER", "AGO", "EXCLUSIVE"})  # fmt: skip


def _fills(
    known: Known,
    here: Here,
    before: Sequence[Token],
    terminal: str,
    phrase: str,
    word: words.Word,
) -> tuple[str, ...]:
    """What is written for a phrase: by its terminal, and by what stands before."""
    table = before[0].text in place.TABLES if before else False
    match terminal:
        case "BETTER":
            return "better higher", "better lower"
        case "FROM" if table or here.keyword == "list":
            return ("from ",)
        case "FROM":
            return (
                "from ${1:180d} ago to ${2:90d} ago",
                "from ${1:2026-01-01} to ${2:2026-03-31}",
            )
        case "WITHIN":
            if any(one.kind in ("THEN", "THEN_NO") for one in before[-8:]):
                return ("within ${1:7d}",)
            operand = place.operand(known, before)
            if operand is not None and operand.rows is not None:
                return ("within ${1:30d} after first ",)
            return ("within ${1:20} km of (${2:48.11}, ${3:-1.68})",)
        case "AT_MOST" if here.keyword == "target" and not place.open_brackets(before):
            if before and before[-1].kind not in ("AND", "OR", "NOT", "_COLON"):
                return ("at most ${1:20000} highest ",)
        case "SINCE" if phrase == "since":
            return (word.fills,)
        case "IN" if table:
            return ('in "${1:Europe/Paris}"',)
        case "AS_OF":
            return (word.fills,)
        case _:
            pass
    if word.fills:
        return (word.fills,)
    return (phrase if terminal in _ALONE else f"{phrase} ",)


def _fitting(
    known: Known, here: Here, accepts: frozenset[str], before: Sequence[Token]
) -> frozenset[str]:
    """What is accepted, without what can have no meaning there."""
    found = set(accepts)
    if here.keyword != "metric":
        found -= _METRIC_ONLY
    if here.keyword not in ("segment", "segmentation"):
        found -= _TESTS
    if here.keyword != "target":
        found -= {"EXCEPT", "COLUMNS", "CONTROL"}
    if place.open_brackets(before) and here.keyword not in place.TABLES:
        found -= _CLAUSES
    wanted = place.compared(known, before)
    if wanted is not None:
        found -= _CONDITIONS | {"WITHIN"}
        if wanted.type is not Type.BOOLEAN:
            found -= _VALUES
        if wanted.segmentation is not None or wanted.one_of:
            return frozenset(found & {"IS_KNOWN", "IS_MISSING", "IS_NOT"})
        if wanted.type is not None and wanted.type not in NUMERIC:
            found -= {"RANK_OF", "SCORE_OF", "CUMULATIVE_SHARE_OF", "DATE_WORD"}
    elif before and before[-1].kind in ("PLUS", "MINUS", "TIMES", "OVER"):
        found -= _CONDITIONS | _VALUES
    else:
        found -= _VALUES
    if not _has_places(known, before):
        found.discard("WITHIN")
    if "AS_OF" not in accepts or not before or before[-1].kind not in ("NAME", "_CLOSE"):
        found.discard("AS_OF")
    after = place.operand(known, before)
    if after is not None:
        found &= _after(after, found)
    if _at_row(known, before):
        found -= _CONDITIONS - {"NOT", "WITHIN"}
        found -= {"AGGREGATE", "MOST_FREQUENT", "SHARE_OF", "TIME_SINCE_FIRST", "TIME_SINCE_LAST",
                  "AVERAGE_GAP", "RANK_OF", "SCORE_OF", "CUMULATIVE_SHARE_OF"}  # fmt: skip
    return frozenset(found)


def _has_places(known: Known, before: Sequence[Token]) -> bool:
    """Whether `within 20 km of` or `within 30d after` can have a meaning: rows or a place."""
    operand = place.operand(known, before)
    if operand is not None and operand.rows is not None:
        return True
    table = place.scope(known, before).table
    tables = [table, *(known.target(one) for one in table.references)] if table else []
    has_place = any(one.name == "latitude" for found in tables if found for one in found.fields)
    return has_place or any(one.kind in ("THEN", "THEN_NO") for one in before)


def _at_row(known: Known, before: Sequence[Token]) -> bool:
    """Whether a row is spoken of, inside `where (…)`, which counts nothing."""
    brackets = place.open_brackets(before)
    return any(at and before[at - 1].kind == "WHERE" for at in brackets)


def _after(operand: place.Operand, found: set[str]) -> set[str]:
    """What may follow a value, by its type, or rows of a source."""
    kept = set(found)
    type_ = operand.kind.type if operand.kind is not None else None
    is_class = operand.kind is not None and operand.kind.segmentation is not None
    if operand.is_whole or operand.is_compared:
        kept -= _COMPARING - {"IGNORING"} if operand.is_compared else _COMPARING
    if operand.is_whole and operand.rows is not None:
        kept.discard("AS_OF")
    if operand.rows is not None:
        kept.discard("IN_NEXT")  # no row lies in the future
    if operand.rows is None and type_ not in (Type.DATE, Type.DATETIME):
        kept -= _WINDOWS | {"WITHIN"}
    if operand.rows is not None and operand.rows.at is None:
        kept -= _WINDOWS | {"WITHIN"}
    if not is_class and type_ is not None:
        kept -= {"IS", "IS_NOT"}
    if type_ is not None and type_ is not Type.TEXT:
        kept -= _OF_TEXT
    if type_ in (Type.TEXT, Type.BOOLEAN) or is_class:
        kept -= _OF_ORDER
    if type_ is Type.BOOLEAN:
        kept -= {"IN", "NOT_IN", "COMPARISON"}
    if not operand.is_metric or type_ is Type.TEXT:
        kept.discard("IN_TOP")
    if operand.rows is None:
        kept -= {"WHERE", "VIA", "WITH_SAME", "WEIGHTED", "THEN", "THEN_NO"}
    return kept


_COMPARING = _OF_TEXT | _OF_ORDER | {"COMPARISON", "IN", "NOT_IN", "IS", "IS_NOT", "IS_KNOWN",
                                      "IS_MISSING", "IN_TOP"}  # fmt: skip
_EQUAL = ("=", "!=")
_ORDER = (">=", "<=", "<", ">")


def _signs(known: Known, here: Here, before: Sequence[Token]) -> Iterator[Item]:
    """Signs that compare: of texts two, of all else six."""
    operand = place.operand(known, before)
    if operand is None or operand.kind is None or operand.kind.segmentation is not None:
        return
    signs = _EQUAL if operand.kind.type is Type.TEXT else (*_ORDER, *_EQUAL)
    for index, sign in enumerate(signs):
        yield Item(sign, Kind.OPERATOR, f"{sign} ", here.start, here.end, 10 + index, goes_on=True)


def _rank(terminal: str, before: Sequence[Token]) -> int:
    """Words that compare and select before those that join, clauses last."""
    if terminal in _CLAUSES:
        return 90
    if terminal in ("AND", "OR"):
        return 40
    if terminal == "AS_OF":
        return 45
    if terminal == "WHERE":
        return 15
    if before and before[-1].kind in ("NAME", "_CLOSE", "DURATION"):
        return 20
    return 60
