"""Know the usual slips: a declaration's text in, what was meant and a message for each out.

Each slip has one meaning and one fix, so the text is mended and read on: names inside a declaration
with a slip are still known, and its other errors are still said.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Message, Said, Trust
from segdsl.text.source import Span

_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|#[^\n]*')
_HIDDEN = "\x01"  # stands for every character inside quotes and comments


@dataclass(frozen=True, slots=True)
class Slip:
    """A pattern, the message about it, and the text that mends it."""

    pattern: re.Pattern[str]
    message: Message
    fix: Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A slip at `start` to `end` of a text, and what it is read as."""

    start: int
    end: int
    meant: str
    diagnostic: Diagnostic


def _slip(pattern: str, message: Message, fix: Callable[[re.Match[str]], str] | str) -> Slip:
    mend = (lambda match: fix) if isinstance(fix, str) else fix
    return Slip(re.compile(pattern), message, mend)


_FRENCH = {
    "et": "and",
    "ou": "or",
    "non": "not",
    "sauf": "and not",
    "par": "per",
    "vrai": "true",
    "faux": "false",
}
_PHRASES = {
    "plus de": ">", "moins de": "<", "supérieur à": ">", "inférieur à": "<", "égal à": "=",
    "au moins": "at least", "au plus": "at most", "exactement": "exactly", "entre": "between",
    "est connu": "is known", "est connue": "is known", "est manquant": "is missing",
    "est manquante": "is missing", "est vide": "is missing", "contient": "contains",
    "commence par": "starts with", "finit par": "ends with", "depuis le": "since",
    "avant le": "before", "aucun": "no", "aucune": "no", "somme de": "sum of",
    "moyenne de": "average of", "nombre de": "count of", "parmi": "among",
}  # fmt: skip
_UNITS = {"j": "days", "jour": "days", "semaine": "weeks", "mois": "months", "an": "years",
          "année": "years", "annee": "years", "heure": "hours"}  # fmt: skip
_UNIT = r"(j|jours?|semaines?|mois|ans?|années?|annees?|heures?)"
_LENGTH = r"(?:days?|weeks?|months?|years?|hours?|mo|[dwyh])"
_SPACE = "\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\u00ad"


# where a condition begins
_BEGINS = r"(?:(?<=: )|(?<=\()|(?<=and )|(?<=or )|(?<=not )|(?<=when ))"


def _counted(word: str, number: int) -> str:
    """`plus de 3` rows are at least 4."""
    return f"at least {number + 1}" if word == "plus" else f"at most {max(0, number - 1)}"


def _unit(word: str) -> str:
    return _UNITS[word] if word in _UNITS else _UNITS[word.rstrip("s")]


def _words(pattern: str, message: Message, fix: Callable[[re.Match[str]], str] | str) -> Slip:
    return _slip(rf"(?<!\w){pattern}(?!\w)", message, fix)


# never right, whatever stands around them
SURE = (
    _slip(
        rf"(?<![\w.-])\d{{1,3}}(?:[ {_SPACE}]\d{{3}})+(?:,\d+)?(?![\w-])",
        catalog.SPACED_NUMBER,
        lambda m: re.sub(r"[^\d,]", "", m.group()).replace(",", "."),
    ),
    _slip(
        r"«\s*([^»\n]*?)\s*»|[“”„]([^“”„\n]*)[“”]",
        catalog.CURLY_QUOTES,
        lambda m: f'"{m.group(1) or m.group(2) or ""}"',
    ),
    _slip(rf"[{_SPACE}]", catalog.ODD_SPACE, " "),
    _slip(
        r"(?<!\w)'[^'\n\"]*'|‘[^‘’\n\"]*’",
        catalog.SINGLE_QUOTES,
        lambda m: f'"{m.group()[1:-1]}"',
    ),
    _slip(
        r"(?<![\w.])\d+,\d+(?![\w,])", catalog.DECIMAL_COMMA, lambda m: m.group().replace(",", ".")
    ),
    _slip(r"(?<!\w)(\d+)\s?m(?!\w)", catalog.BARE_M, lambda m: f"{m.group(1)}mo"),
    _slip(
        r"(?<!\w)\d{1,2}/\d{1,2}/\d{4}(?!\w)",
        catalog.SLASHED_DATE,
        lambda m: "-".join(part.zfill(2) for part in reversed(m.group().split("/"))),
    ),
    _slip(r"(?://|--(?=\s)|/\*).*", catalog.COMMENT_SIGN, ""),
    _slip(r";", catalog.SEMICOLON, ""),
    _slip(r"(?<=\d)\s?[€$£]|[€$£]\s?(?=\d)", catalog.CURRENCY, ""),
    *(
        _slip(sign, catalog.OTHER_SIGN, meant)
        for sign, meant in (
            ("==", "="), ("<>", "!="), ("=>", ">="), ("=<", "<="), ("≥", ">="), ("≤", "<="),
            ("≠", "!="), ("&&?", "and"), (r"\|\|?", "or"), ("×", "*"), ("÷", "/"), ("[–—−]", "-"),
        )
    ),
    _words(r"(?i:is\s+not\s+null)", catalog.OTHER_WORDS, "is known"),
    _words(r"(?i:is\s+null)", catalog.OTHER_WORDS, "is missing"),
    _words(r"is\s+not\s+missing", catalog.OTHER_WORDS, "is known"),
    _words(r"is\s+not\s+known", catalog.OTHER_WORDS, "is missing"),
    _words(r"is\s+in", catalog.OTHER_WORDS, "in"),
    _words(r"is\s+not\s+in", catalog.OTHER_WORDS, "not in"),
    _words(r"in\s+the\s+last", catalog.OTHER_WORDS, "in last"),
    _words(r"when\s+otherwise", catalog.OTHER_WORDS, "otherwise"),
    _words(
        r"in\s+last\s+(day|week|month|quarter|year)",
        catalog.IN_LAST_UNIT,
        lambda m: f"in last 1 {m.group(1)}" if m.group(1) != "quarter" else "in last 3 months",
    ),
)  # fmt: skip

# what was meant is beyond doubt; `1 500` may be two numbers, `01/02/2026` a day of January
CERTAIN = (
    catalog.CURLY_QUOTES, catalog.ODD_SPACE, catalog.SINGLE_QUOTES, catalog.SEMICOLON,
    catalog.CURRENCY, catalog.OTHER_SIGN, catalog.OTHER_WORDS,
)  # fmt: skip

# they may be names: said only where the text cannot be read otherwise
LIKELY = (
    _words(r"more\s+than", catalog.OTHER_WORDS, ">"),
    _words(r"less\s+than", catalog.OTHER_WORDS, "<"),
    _words(r"number\s+of(?!\s+distinct)", catalog.OTHER_WORDS, "count of"),
    _words(r"(?:over|during|for)\s+(?:the\s+)?last", catalog.OTHER_WORDS, "in last"),
    _words(r"over(?=\s+\d)", catalog.OTHER_WORDS, "in last"),
    _words(r"(?<!in )last(?=\s+\d)", catalog.OTHER_WORDS, "in last"),
    _words(rf"in(?=\s+\d+\s*{_LENGTH})", catalog.OTHER_WORDS, "in last"),
    _words(
        rf"within\s+(\d+\s*{_LENGTH})\s+(?:of|from)\s+(?:the\s+)?(first|last)(?=\s)",
        catalog.OTHER_WORDS,
        lambda m: f"within {m.group(1)} after {m.group(2)}",
    ),
    _words(
        r"ignoring\s+(?:case(?!\s+and)|accents(?:\s+and\s+case)?)",
        catalog.OTHER_WORDS,
        "ignoring case and accents",
    ),
    _words(rf"within\s+(\d+\s*{_LENGTH})", catalog.OTHER_WORDS, lambda m: f"in last {m.group(1)}"),
    _words(rf"before\s+(\d+\s*{_LENGTH})", catalog.OTHER_WORDS, lambda m: f"{m.group()} ago"),
    _words(r"(first|last)(?=\s+[^\W\d]\w*\.)", catalog.OTHER_WORDS, lambda m: f"{m.group(1)} of"),
    _words(r"since\s+(\d{4})", catalog.OTHER_WORDS, lambda m: f"since {m.group(1)}-01-01"),
    _words(
        r"(count|sum|average|median|smallest|largest)(?=\s+[^\W\d])",
        catalog.OTHER_WORDS,
        lambda m: f"{m.group(1)} of",
    ),
    _words(
        r"(?:AND|OR|NOT|IN|IS|ANY|NO|BETWEEN|WHERE|WHEN|OTHERWISE|TRUE|FALSE|CONTAINS|SINCE|BEFORE)",
        catalog.UPPER_CASE,
        lambda m: m.group().lower(),
    ),
    _words(
        rf"(?:dans|sur|pendant|durant)(?:\s+les)?\s+(\d+)\s+derni[eè]re?s\s+{_UNIT}",
        catalog.FRENCH_WORD,
        lambda m: f"in last {m.group(1)} {_unit(m.group(2))}",
    ),
    _words(
        rf"(?:dans|sur|pendant|durant)\s+les\s+derniers?\s+(\d+)\s+{_UNIT}",
        catalog.FRENCH_WORD,
        lambda m: f"in last {m.group(1)} {_unit(m.group(2))}",
    ),
    _words(
        rf"{_BEGINS}(plus|moins)\s+de\s+(\d+)",
        catalog.FRENCH_WORD,
        lambda m: _counted(m.group(1), int(m.group(2))),
    ),
    _words(
        "(?:" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + ")",
        catalog.FRENCH_WORD,
        lambda m: _PHRASES[m.group()],
    ),
    _words("(?:" + "|".join(_FRENCH) + ")", catalog.FRENCH_WORD, lambda m: _FRENCH[m.group()]),
    _words(
        rf"(\d+)\s*{_UNIT}",
        catalog.FRENCH_WORD,
        lambda m: f"{m.group(1)} {_unit(m.group(2))}",
    ),
)


def sure(span: Span) -> list[Found]:
    """Every slip of a declaration, outside quotes and comments, in order; none overlap."""
    return _found(span, SURE, lambda match: True)


def likely(span: Span, stop: int, known: Sequence[Found]) -> Found | None:
    """A slip that explains why the text makes no sense at `stop`, an offset in the declaration."""
    text = span.text

    def explains(match: re.Match[str]) -> bool:
        after = len(text) - len(text[match.end() :].lstrip())
        return match.start() <= stop <= after

    for one in _found(span, LIKELY, explains):
        if all(one.end <= other.start or other.end <= one.start for other in known):
            return one
    return None


def _found(
    span: Span, slips: Sequence[Slip], counts: Callable[[re.Match[str]], bool]
) -> list[Found]:
    blank = blanked(span.text)
    every: list[Found] = []
    for slip in slips:
        for match in slip.pattern.finditer(blank):
            if _HIDDEN not in match.group() and counts(match):
                every.append(_said(span, slip, match))
    every.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in every:
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _said(span: Span, slip: Slip, match: re.Match[str]) -> Found:
    place = Span(span.file, span.start + match.start(), span.start + match.end())
    meant = slip.fix(match)
    facts: dict[str, str | Said] = {"found": match.group().strip(), "fix": meant}
    trust = Trust.SAFE if slip in SURE and slip.message in CERTAIN else Trust.SUGGESTED
    fixes: tuple[Fix, ...] = (Fix(place, meant, trust),)
    if slip.message is catalog.SPACED_NUMBER:
        facts["grouped"] = re.sub(rf"[ {_SPACE}]", "_", match.group()).replace(",", ".")
    if slip.message is catalog.IN_LAST_UNIT:
        facts["unit"] = match.group(1)
        fixes = ()  # it could mean two things
    said = Diagnostic(slip.message, place, facts, fixes=fixes)
    return Found(match.start(), match.end(), meant, said)


def blanked(text: str) -> str:
    """The text with all that stands in quotes and comments hidden, as long as before."""
    return _QUOTED.sub(lambda match: _HIDDEN * len(match.group()), text)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its slips mended; offsets in it lead back to the text as written."""

    text: str
    found: tuple[Found, ...]

    def start(self, offset: int) -> int:
        """Where the author wrote what starts here."""
        return self._back(offset, is_end=False)

    def end(self, offset: int) -> int:
        """Where the author's text ended for what ends here."""
        return self._back(offset, is_end=True)

    def _back(self, offset: int, is_end: bool) -> int:
        shift = 0
        for one in self.found:
            start = one.start + shift
            if offset < start or (offset == start and is_end):
                break
            end = start + len(one.meant)
            if offset < end:
                return one.end if is_end else one.start
            shift += len(one.meant) - (one.end - one.start)
        return offset - shift


def mended(text: str, found: Sequence[Found]) -> Mended:
    """The text with these slips mended."""
    in_order = sorted(found, key=lambda one: one.start)
    parts, at = [], 0
    for one in in_order:
        parts += [text[at : one.start], one.meant]
        at = one.end
    return Mended("".join([*parts, text[at:]]), tuple(in_order))
