"""Print the reference pages from the code: records in, Markdown of a language out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from types import ModuleType

from segdsl.meaning import lists as kept
from segdsl.meaning import settings, types
from segdsl.meaning.vocabulary import aggregates, dates, letters, periods, predicates
from segdsl.prose import from_meaning as prose
from segdsl.syntax import limits, terminals
from segdsl.text.catalog import (
    cli,
    lint,
    lists,
    meaning,
    project,
    promises,
    proof,
    publishing,
    review,
    syntax,
    targets,
    verdicts,
    warehouse,
)
from segdsl.text.catalog import words as word_messages
from segdsl.text.diagnostics import LANGUAGES, Language, Message, Said, Severity
from tests.meaning.shop import MODEL, RULES, understood

ROOMS: tuple[tuple[ModuleType, Said], ...] = (
    (syntax, Said("How it is written", "L'écriture")),
    (meaning, Said("What it means", "Le sens")),
    (lists, Said("Lists kept by hand", "Les listes tenues à la main")),
    (targets, Said("Targets", "Les cibles")),
    (word_messages, Said("Dates, chance and places", "Les dates, le hasard et les lieux")),
    (promises, Said("Expectations and examples", "Les attentes et les exemples")),
    (verdicts, Said("What tests find", "Ce que trouvent les tests")),
    (proof, Said("What is proved", "Ce qui est prouvé")),
    (lint, Said("What is perhaps not meant", "Ce qui n'est peut-être pas voulu")),
    (project, Said("segdsl.toml", "segdsl.toml")),
    (warehouse, Said("The warehouse", "L'entrepôt")),
    (publishing, Said("Publications", "Les publications")),
    (cli, Said("The command line", "La ligne de commande")),
    (review, Said("Versions compared", "Les versions comparées")),
)
TITLE = Said("Messages", "Messages")
INTRODUCTION = Said(
    "Every message of segdsl by its code, printed from the code. What stands in `{braces}` is"
    " filled in.",
    "Tous les messages de segdsl par leur code, imprimés depuis le code. Les mots entre"
    " `{accolades}` sont remplacés.",
)
OTHER = Said("[En français](messages.fr.md)", "[In English](messages.md)")
WHY = Said("Why", "Pourquoi")
HELP = Said("Fix", "Correction")
WARNING = Said(" (warning)", " (avertissement)")
WRONG = Said("Wrong:", "À ne pas écrire :")
RIGHT = Said("Right:", "À écrire :")


def messages(language: Language) -> str:
    """The page of all messages."""
    parts = [f"# {TITLE.in_(language)}", OTHER.in_(language), INTRODUCTION.in_(language)]
    for room, heading in ROOMS:
        parts.append(f"## {heading.in_(language)}")
        for message in in_room(room):
            parts += _message(message, language)
    return "\n\n".join(parts) + "\n"


def in_room(room: ModuleType) -> list[Message]:
    """The messages of a catalog by code; shared texts and the like are none."""
    found = [one for one in vars(room).values() if isinstance(one, Message)]
    return sorted(found, key=lambda message: message.code)


def _message(message: Message, language: Language) -> Iterator[str]:
    warning = WARNING.in_(language) if message.severity is Severity.WARNING else ""
    yield f"### {message.code}{warning}"
    yield message.says.in_(language)
    colon = " :" if language == "fr" else ":"
    if message.help is not None:
        help_ = message.help.in_(language).replace("\n", "  \n")
        yield f"- {HELP.in_(language)}{colon} {help_}"
    yield f"- {WHY.in_(language)}{colon} {message.why.in_(language)}"
    for heading, text in ((WRONG, message.wrong), (RIGHT, message.right)):
        if text and len(text) < 2000:
            yield heading.in_(language)
            yield f"```\n{_visible(text.rstrip())}\n```"


def _visible(text: str) -> str:
    """The text with characters that nobody sees written as their code."""
    hidden = ("Cf", "Cc", "Zl", "Zp")
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in hidden and char != "\n" else char
        for char in text
    )


def words() -> str:
    """The page of all words, with an example and how a sentence says it."""
    parts = [
        "# Words",
        "The words of rules, printed from the code: an example of each, and how it is said.",
        "## Aggregates",
        "`when empty` is the value for a customer without such rows.",
        _table(
            ("word", "example", "English", "French", "when empty"),
            [_aggregate(one) for one in aggregates.AGGREGATES],
        ),
        "## Windows",
        _table(
            RULE_HEAD,
            [_rule(one.name, f"{_bounded(one)} {one.example}") for one in periods.PERIODS],
        ),
        "## Comparisons",
        _table(
            RULE_HEAD,
            [_rule(one.sign, f"frequency {one.sign} 4") for one in predicates.COMPARISONS],
        ),
        "## Tests of text",
        _table(RULE_HEAD, [_rule(o.name, f'city {o.name} "Re"') for o in predicates.TEXT_TESTS]),
        "## Words on dates",
        _table(RULE_HEAD, [_rule(one.name, one.example) for one in dates.DATE_WORDS]),
        "## Letters",
        "What `ignoring case and accents` reads alike. Accents written apart (U+0300 to U+036F) are"
        " read as nothing, every other character as itself.",
        _table(
            ("letter", "read alike"),
            [
                (f"`{plain}`", " ".join(found))
                for plain, found in (*letters.ONE_LETTER.items(), *letters.SEVERAL_LETTERS.items())
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


RULE_HEAD = ("word", "example", "English", "French")


def _aggregate(one: aggregates.Aggregate) -> tuple[str, ...]:
    project, found = understood(MODEL, RULES, f"metric said: {one.example}\n")
    assert not found, one.name
    said = project.metrics["said"].value
    spoken = [prose.value(project, "customers", said, language) for language in LANGUAGES]
    empty = "missing" if one.when_empty is None else str(one.when_empty)
    return (f"`{one.name}`", f"`{one.example}`", *spoken, empty)


def _bounded(period: periods.Period) -> str:
    """What a window stands after: rows do not lie ahead, dates may."""
    return "birth_date" if period is periods.IN_NEXT else "any orders"


def _rule(word: str, example: str) -> tuple[str, ...]:
    project, found = understood(MODEL, RULES, f"segment said: {example}\n")
    assert not found, word
    spoken = [prose.segment(project, "said", language) for language in LANGUAGES]
    return (f"`{word}`", f"`{example}`", *spoken)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(c.replace('|', chr(92) + '|') for c in row)} |" for row in lines
    )


def language() -> str:
    """The page of types, reserved words, limits and settings, in English."""
    bounds = (
        ("bytes of a `.seg` file", limits.FILE_BYTES),
        ("brackets inside each other", limits.NESTING),
        ("words of a declaration", limits.TOKENS),
        ("digits of a number", limits.DIGITS),
        ("bytes of a name", limits.NAME_BYTES),
        ("`as of` inside each other", limits.AS_OF_NESTING),
        ("operations inside each other", limits.OPERATIONS),
        ("bytes of a list", kept.MOST_BYTES),
    )
    kinds: list[tuple[str, ...]] = [
        (f"`{one.value}`", said.en, said.fr) for one, said in types.NAMES.items()
    ]
    keys: list[tuple[str, ...]] = [(f"`{one}`", SETTINGS_SAID[one]) for one in settings.KEYS]
    inner: list[tuple[str, ...]] = [
        (f"`{one}`", WAREHOUSE_SAID[one]) for one in settings.WAREHOUSE_KEYS
    ]
    parts = [
        "# Types, reserved words, limits, settings",
        "Printed from the code.",
        "## Types",
        "A duration is never the type of a column.",
        _table(("type", "English", "French"), kinds),
        "## Reserved words",
        "As a name, these stand in backquotes: `` `or` ``. Other words are free"
        " as names of tables, fields and rules.",
        ", ".join(f"`{word}`" for word in _reserved()),
        "## Limits",
        _table(("of", "at most"), [*((what, f"{most:,}") for what, most in bounds)]),
        "## Settings of `segdsl.toml`",
        _table(("key", "what it says"), keys),
        "Of each `[warehouse.NAME]`:",
        _table(("key", "what it says"), inner),
        "Of `[lint]`:",
        _table(
            ("key", "what it says"), [(f"`{one}`", LINT_SAID[one]) for one in settings.LINT_KEYS]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _reserved() -> list[str]:
    """The words that the grammar's names may not be, as they stand there."""
    text = terminals.path().read_text(encoding="utf-8")
    found = re.search(r"^NAME: /\(\?!\(\?:([a-z|]+)\)", text, re.MULTILINE)
    assert found is not None
    return sorted(found[1].split("|"))


SETTINGS_SAID = {
    "language": "the version of the language, 1",
    "name": "the name of the project",
    "timezone": "the zone in which an instant has its day; required",
    "week_starts": "the first day of a week: " + ", ".join(f"`{day}`" for day in settings.DAYS),
    "value": "the metric that weighs segments; of several populations a table of them",
    "languages": "the languages of pages and messages, `en` and `fr`; the first is the default",
    "min_cell": "the smallest number of customers that pages tell: `< 5` stands for one to four,"
    " a dash for their share and value; 5 by default, 0 tells all",
    "warehouse": "where the rows are, one table each",
    "lint": "which rules of [the lint](lint.md) are not wanted",
}
LINT_SAID = {"off": 'the codes of rules that are not said: `["SEG711"]`'}
WAREHOUSE_SAID = {
    "url": "the address: a DuckDB file, or a folder of Parquet or CSV files",
    "url_env": "the environment variable that holds the address",
    "schema": "the schema that `publish` writes to, `segdsl` if it is not named",
    "publish": "where members are written, if not where rows are read: an address like `url`",
    "publish_env": "the environment variable that holds that address",
    "timeout": 'how long a statement may take: `"90s"`, `"15min"` (if not said), `"2h"`',
    "memory": 'how much memory DuckDB may use: `"4GB"`',
    "max_change": 'the part of its members by which a segment may change unlooked at: `"30%"`',
    "as_of": "the day of the question, for a demonstration; otherwise yesterday",
}
