"""Explain where reading stopped: the place and what could stand there in, one message out.

`unexpected` goes from the most telling case to the least: each says what is likely meant.
"""

import re
from dataclasses import dataclass

from segdsl.syntax.grammar import STARTS
from segdsl.syntax.slips import blanked
from segdsl.text import spelling
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Said
from segdsl.text.source import SourceFile, Span

_RESERVED = """
and or not any no in is between where when then otherwise as since before from within among per via
by of contains exactly true false known missing private weighted
"""
RESERVED = frozenset(_RESERVED.split())
CLAUSES = ("note", "goal", "owner", "tags", "review", "better", "expect", "example")
_TABLES = ("population", "source")
_WITHOUT_OF = ("target", "define", "parameter")
_PIECE = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|[^\W\d]\w*|\d[\w.]*|[<>!]=|->|\S')
_HEAD = re.compile(r"\w+[ \t]+([^\s:\"(#`][^:\"(#`\n]*?)[ \t]*(\"[^\"\n]*\")?[ \t]*:")
_NAME = re.compile(r"[^\W\d]\w*(?:\s+of\s+[^\W\d]\w*)?(?:\s+exclusive)?")


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where reading stopped: the word there, the one before, what could stand there."""

    place: Span
    whole: Span
    before: Span
    expected: frozenset[str]

    @property
    def word(self) -> str:
        return self.place.text

    @property
    def keyword(self) -> str:
        return self.whole.text.split(None, 1)[0]

    @property
    def starts_line(self) -> bool:
        line = self.place.file.line(self.place.line)
        return not line[: self.place.column - 1].strip()

    @property
    def follows_rule(self) -> bool:
        """Whether what stands before could be a whole rule."""
        return bool({"$END", "AND"} & self.expected)

    @property
    def open_brackets(self) -> int:
        text = blanked(self.whole.text)[: self.place.start - self.whole.start]
        return text.count("(") - text.count(")")


def open_quote(span: Span) -> Diagnostic | None:
    """A quote that the end of its line leaves open."""
    at = blanked(span.text).find('"')
    if at < 0:
        return None
    return Diagnostic(catalog.OPEN_QUOTE, Span(span.file, span.start + at, span.start + at + 1))


def word_at(file: SourceFile, start: int, end: int) -> Span:
    """The word or sign at an offset, or the one before where the text ends there."""
    match = _PIECE.match(file.text, start, max(end, start))
    return Span(file, start, match.end() if match else min(start + 1, len(file.text)))


def unfinished(span: Span) -> Diagnostic:
    """The declaration ends too early."""
    blank = blanked(span.text)
    last = _last_word(span, span.end)
    if blank.count("(") > blank.count(")"):
        return Diagnostic(catalog.BRACKET_MISSING, last, fixes=(_insert(span.file, span.end, ")"),))
    keyword = span.text.split(None, 1)[0]
    if ":" not in blank and keyword not in (*_TABLES, "list") and last.text != keyword:
        return _colon_missing(span, last)
    then = re.search(r"\bthen\s+(?:no\s+)?[^\W\d]\w*(?:\s+via\s+\w+)?\s*$", blank)
    if then is not None:  # `any carts then no orders`
        words = " ".join(then.group().split())
        place = Span(span.file, span.start + then.start(), last.end)
        return Diagnostic(catalog.SEQUENCE_WITHIN, place, {"then": words})
    return Diagnostic(catalog.UNFINISHED, last, {"last": last.text})


def unexpected(place: Span, whole: Span, expected: set[str]) -> Diagnostic:
    """What was found where the text stops making sense, and what could stand there."""
    stop = Stopped(place, whole, _last_word(whole, place.start), frozenset(expected))
    return (
        _as_of(stop)
        or _moved(stop)
        or _name(stop)
        or _colon(stop)
        or _brackets(stop)
        or _order(stop)
        or _clause(stop)
        or Diagnostic(
            catalog.UNEXPECTED,
            place,
            {"found": stop.word if stop.word.strip() else "…", "near": _next(stop)},
            fixes=_percentage(stop),
        )
    )


def _percentage(stop: Stopped) -> tuple[Fix, ...]:
    """`in top 5`: a number where only a percentage can stand."""
    is_one = stop.expected == {"PERCENT"} and re.fullmatch(r"\d+(?:\.\d+)?", stop.word)
    return (Fix(stop.place, f"{stop.word}%"),) if is_one else ()


# --- cases, each None where it is another ---


def _as_of(stop: Stopped) -> Diagnostic | None:
    """`any orders as of …`: what is dated so needs brackets."""
    day = re.match(r"\s+of\s+(\d{4}-\d\d-\d\d|\d+\s*\w+(?:\s+ago)?)", _after(stop))
    if stop.word != "as" or day is None or not stop.follows_rule:
        return None
    place = Span(stop.place.file, stop.place.start, stop.place.end + day.start(1) - 1)
    return Diagnostic(catalog.AS_OF_BRACKETS, place, {"day": " ".join(day.group(1).split())})


def _moved(stop: Stopped) -> Diagnostic | None:
    """`entered fideles`: a word that only a window makes one."""
    if stop.before.text not in ("entered", "left") or not stop.follows_rule or stop.starts_line:
        return None
    if re.fullmatch(_NAME, stop.word) is None or stop.word in RESERVED:
        return None
    place = Span(stop.place.file, stop.before.start, stop.place.end)
    return Diagnostic(catalog.MOVED_WHEN, place, {"text": " ".join(place.text.split())})


def _name(stop: Stopped) -> Diagnostic | None:
    """A name that is none, in the head of a declaration or where a member or class begins."""
    head = _HEAD.match(stop.whole.text)
    if head and stop.place.start <= stop.whole.start + head.end(1):
        name = re.sub(r"\s+(?:of\s+\w+|exclusive)$", "", head.group(1))
        if not _NAME.fullmatch(name):
            start = stop.whole.start + head.start(1)
            span = Span(stop.place.file, start, start + len(name))
            fix = name_like(name)
            facts: dict[str, str | Said] = {"found": name, "fix": fix}
            return Diagnostic(catalog.NAME_SHAPE, span, facts, fixes=(Fix(span, fix),))
    at_head = stop.before.start == stop.whole.start
    if at_head and stop.word.startswith('"'):
        fix = f"{stop.keyword} {name_like(stop.word[1:-1])} {stop.word}"
        return Diagnostic(catalog.NAME_MISSING, stop.place, {"fix": fix})
    follows = re.match(r"\s*(?::|->|when\b|otherwise\b)", _after(stop))
    named = at_head or stop.before.text in (".", "->", "from") or (stop.starts_line and follows)
    is_used = stop.expected <= {"NAME"} or re.match(r"\s*(?:[=<>!,:]|->)", _after(stop))
    named = named or ("NAME" in stop.expected and is_used)
    if stop.word in RESERVED and named:
        fact = {"found": stop.word, "quoted": f"`{stop.word}`"}
        return Diagnostic(catalog.RESERVED_WORD, stop.place, dict(fact))
    return None


def _colon(stop: Stopped) -> Diagnostic | None:
    if stop.word in STARTS and stop.place.start > stop.whole.start and stop.starts_line:
        return Diagnostic(catalog.INDENTED_KEYWORD, stop.place, {"word": stop.word})
    of = re.match(r"\s+[^\W\d]\w*", _after(stop)) if stop.word == "of" else None
    if of is not None and stop.keyword in _WITHOUT_OF and {"_COLON", "_OPEN"} & stop.expected:
        end = stop.place.end + of.end()
        found = Span(stop.place.file, stop.place.start, end)
        cut = Fix(Span(stop.place.file, stop.before.end, end), "")
        facts: dict[str, str | Said] = {"keyword": stop.keyword, "found": found.text}
        return Diagnostic(catalog.NO_OF, found, facts, fixes=(cut,))
    if "_COLON" in stop.expected and not {"NAME", "_OPEN"} & stop.expected:
        return _colon_missing(stop.whole, stop.before)
    if {"WHEN", "OTHERWISE"} <= stop.expected:
        start = stop.before.start
        if stop.before.text.startswith('"'):
            start = _last_word(stop.whole, start).start
        name = Span(stop.place.file, start, stop.before.end).text
        return Diagnostic(catalog.WHEN_MISSING, stop.place, {"name": name})
    return None


def _colon_missing(whole: Span, before: Span) -> Diagnostic:
    keyword = whole.text.split(None, 1)[0]
    member = keyword in _TABLES
    start = before.start if member else whole.start
    written = " ".join(whole.file.text[start : before.end].split())
    fix = f"{written}: {'text' if member else '…'}"
    facts: dict[str, str | Said] = {"fix": fix, "after": before.text}
    return Diagnostic(
        catalog.COLON_MISSING, before, facts, fixes=(_insert(whole.file, before.end, ":"),)
    )


def _brackets(stop: Stopped) -> Diagnostic | None:
    if stop.word == ")" and stop.open_brackets <= 0:
        return Diagnostic(catalog.BRACKET_TOO_MANY, stop.place)
    if stop.expected == {"_OPEN"} and stop.before.text in ("where", "in"):
        rest = _HIDE_WINDOW.split(stop.word + _after(stop).split("\n")[0])[0].strip()
        if stop.before.text == "in":
            rest = re.split(r"\s+(?:and|or|not)\b|\)", rest)[0]
        fix = f"{stop.before.text} ({rest})"
        facts: dict[str, str | Said] = {"word": stop.before.text, "fix": fix}
        return Diagnostic(catalog.BRACKETS_NEEDED, stop.place, facts)
    window = stop.word in ("in", "since", "before", "from", "within")
    if stop.open_brackets > 0 and stop.follows_rule and (window or stop.word in STARTS):
        return Diagnostic(
            catalog.BRACKET_MISSING,
            stop.before,
            fixes=(_insert(stop.place.file, stop.before.end, ")"),),
        )
    return None


_HIDE_WINDOW = re.compile(r"\s+(?:in\s+(?:last|next|this|previous)|since|before|from)\b|#")


def _order(stop: Stopped) -> Diagnostic | None:
    """`any orders in last 30d where (…)`, a comma too many or too few."""
    if stop.open_brackets > 0 and _is_literal(stop.before.text) and _is_literal(stop.word):
        facts: dict[str, str | Said] = {"before": stop.before.text, "after": stop.word}
        fix = _insert(stop.place.file, stop.before.end, ",")
        return Diagnostic(catalog.COMMA_MISSING, stop.place, facts, fixes=(fix,))
    if stop.word == "where" and stop.follows_rule:
        return Diagnostic(catalog.WHERE_FIRST, stop.place)
    if stop.word == "," and stop.follows_rule and stop.keyword not in _TABLES:
        return Diagnostic(catalog.COMMA, stop.place, help=_LISTED.get(stop.keyword))
    return None


def _is_literal(word: str) -> bool:
    return word[:1] == '"' or word[:1].isdigit()


_LISTED = {
    "segmentation": Said(
        "put each class on a line of its own, without commas",
        "mettez chaque classe sur sa propre ligne, sans virgule",
    )
}


def _clause(stop: Stopped) -> Diagnostic | None:
    """A misspelt clause below a declaration, or one whose text is missing."""
    if not (stop.starts_line and stop.follows_rule):
        return None
    if stop.word in CLAUSES:
        return Diagnostic(
            catalog.CLAUSE_SHAPE, stop.place, {"word": stop.word, "fix": _SHAPES[stop.word]}
        )
    close = spelling.closest(stop.word, CLAUSES)
    if close is None or stop.word in RESERVED:
        return None
    facts: dict[str, str | Said] = {"found": stop.word, "close": close}
    return Diagnostic(catalog.UNKNOWN_CLAUSE, stop.place, facts)


_SHAPES = {
    "note": 'note "…"', "goal": 'goal "…"', "owner": 'owner "…"', "tags": "tags a, b",
    "review": "review 2026-12-31", "better": "better higher` / `better lower",
    "expect": "expect size between 2% and 20%", "example": "example in: frequency = 5",
}  # fmt: skip

# what may come next, in words of the language; the first that fits is said
_NEXT: tuple[tuple[set[str], Said], ...] = (
    ({"COMPARISON", "AND"}, Said("`and`, `or`, `>=`, `in (…)`", "`and`, `or`, `>=`, `in (…)`")),
    ({"AND"}, Said("`and`, `or`", "`and`, `or`")),
    ({"$END"}, Said("`and`, `or`, or nothing more", "`and`, `or`, ou rien de plus")),
    ({"PERCENT"}, Said("a percentage such as `20%`", "un pourcentage tel que `20%`")),
    ({"FROM", "GROUPS"}, Said("`from …`", "`from …`")),
    (
        {"DURATION", "DATE"},
        Said("a date or a length of time", "une date ou une durée"),
    ),
    (
        {"DURATION"},
        Said("a length of time such as `90 days`", "une durée telle que `90 days`"),
    ),
    ({"DATE"}, Said("a date such as `2026-03-31`", "une date telle que `2026-03-31`")),
    ({"NUMBER", "NAME", "TEXT"}, Said("a value or a condition", "une valeur ou une condition")),
    ({"NUMBER"}, Said("a number", "un nombre")),
    ({"NAME"}, Said("a name", "un nom")),
    ({"TEXT"}, Said('a text in `"…"`', 'un texte entre `"…"`')),
    ({"HIGHER", "LOWER"}, Said("`higher` or `lower`", "`higher` ou `lower`")),
    ({"_COLON"}, Said("`:`", "`:`")),
    ({"_OPEN"}, Said("`(`", "`(`")),
    ({"_CLOSE"}, Said("`)`", "`)`")),
    ({"BY"}, Said("`by …`", "`by …`")),
    ({"KM_OF"}, Said("`km of (48.11, -1.68)`", "`km of (48.11, -1.68)`")),
)


def _next(stop: Stopped) -> Said:
    fitting = (said for needed, said in _NEXT if needed <= stop.expected)
    return next(fitting, Said("something else", "autre chose"))


# --- words ---


def name_like(text: str) -> str:
    """The name that a text would make: `Clients fidèles 2026` gives `Clients_fidèles_2026`."""
    name = re.sub(r"\W+", "_", text).strip("_")
    digits = re.match(r"\d+", name)
    if digits:
        name = f"{name[digits.end() :].strip('_') or 'segment'}_{digits.group()}"
    return name or "…"


def _last_word(whole: Span, end: int) -> Span:
    """The last word or sign of a declaration before an offset, comments left out."""
    text = re.sub(
        r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|(#[^\n]*)',
        lambda m: " " * len(m.group()) if m.group(1) else m.group(),
        whole.text,
    )
    last = Span(whole.file, whole.start, whole.start)
    for piece in _PIECE.finditer(text, 0, max(0, end - whole.start)):
        last = Span(whole.file, whole.start + piece.start(), whole.start + piece.end())
    return last


def _after(stop: Stopped) -> str:
    return stop.place.file.text[stop.place.end : stop.whole.end]


def _insert(file: SourceFile, at: int, text: str) -> Fix:
    return Fix(Span(file, at, at), text)
