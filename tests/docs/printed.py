"""Print the reference pages from the code: records in, Markdown of a language out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from types import ModuleType

from segdsl.meaning.vocabulary import aggregates, dates, letters, periods, predicates
from segdsl.prose import from_meaning as prose
from segdsl.text.catalog import (
    cli,
    lists,
    meaning,
    project,
    promises,
    proof,
    syntax,
    targets,
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
    (proof, Said("What is proved", "Ce qui est prouvé")),
    (project, Said("segdsl.toml", "segdsl.toml")),
    (warehouse, Said("The warehouse", "L'entrepôt")),
    (cli, Said("The command line", "La ligne de commande")),
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
