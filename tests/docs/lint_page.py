"""Print the page of the lint from its rules: what each looks for, says and mends."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.lint.rule import Rule
from segdsl.lint.rules import RULES
from segdsl.text.catalog import lint as catalog
from segdsl.text.catalog import meaning, proof
from segdsl.text.diagnostics import Diagnostic, Language, Message, Said, Severity, Trust
from segdsl.text.mending import mended
from tests.lint.linted import fixed, linted

TITLE = Said("The lint", "Ce qui n'est peut-être pas voulu")
OTHER = Said("[En français](lint.fr.md)", "[In English](lint.md)")
INTRODUCTION = Said(
    "`segdsl check` also says what is right and yet perhaps not meant. These are warnings: the exit"
    " code stays 0, except with `--strict`. They are said of a project without errors, by `check`"
    " alone, and printed here from the rules. What is proved is proved for all data; where a proof"
    " would be too long, nothing is said.",
    "`segdsl check` dit aussi ce qui est juste et n'est peut-être pas voulu. Ce sont des"
    " avertissements : le code de sortie reste 0, sauf avec `--strict`. Ils concernent un projet"
    " sans erreur, `check` est seul à les dire, et cette page est imprimée depuis les règles. Ce"
    " qui est prouvé l'est pour toutes les données ; si la preuve est trop longue, rien n'est dit.",
)
ALLOW = Said(
    """## When it is meant

A comment says so, with its reason:

```
# segdsl: allow SEG706 -- an unknown city is not Paris either
segment elsewhere: city != "Paris" and frequency >= 1
```

Right above a declaration, or at the end of one of its lines, it is about that declaration; at the
top of a file, with a blank line below, about the whole file. Several codes are written `allow
SEG706, SEG707`. A comment without a reason, or that allows nothing, is a warning itself. Errors are
never allowed. The warnings {proof} of proofs can be allowed too.

For a whole project a rule is put aside in `segdsl.toml`:

```toml
[lint]
off = ["SEG711"]
```

## What `check --fix` mends

It makes the fixes that are called safe below, and of errors those that can mean one thing only
(`==`, `;`, curly quotes, a currency sign). Files are written at once at the end, and what is found
then is what is printed. A safe fix keeps who is in each segment. Other fixes change that, so they
are suggestions: `--format json` and `--format sarif` carry them, nothing makes them by itself.""",
    """## Quand c'est voulu

Un commentaire le dit, avec sa raison :

```
# segdsl: allow SEG706 -- une ville inconnue n'est pas Paris non plus
segment ailleurs: city != "Paris" and frequency >= 1
```

Juste au-dessus d'une déclaration, ou au bout de l'une de ses lignes, il vaut pour elle ; en tête de
fichier, suivi d'une ligne vide, pour tout le fichier. Plusieurs codes s'écrivent `allow SEG706,
SEG707`. Un commentaire sans raison, ou qui ne permet rien, est lui-même un avertissement. Les
erreurs ne sont jamais permises. Les avertissements {proof} des preuves peuvent l'être aussi.

Pour tout un projet, une règle s'écarte dans `segdsl.toml` :

```toml
[lint]
off = ["SEG711"]
```

## Ce que `check --fix` corrige

Les corrections dites sûres ci-dessous et, parmi les erreurs, celles qui n'ont qu'un sens possible
(`==`, `;`, guillemets courbes, symbole de monnaie). Les fichiers sont écrits d'un coup à la fin, et
ce qui s'affiche est ce qui reste. Une correction sûre garde les membres de chaque segment. Les
autres les changent : ce sont des suggestions, que `--format json` et `--format sarif` transportent
et que rien n'applique tout seul.""",
)
RULES_HEAD = Said("## The rules", "## Les règles")
SAYS = Said("Message", "Message")
WHY = Said("Why", "Pourquoi")
WRONG = Said("Wrong:", "À ne pas écrire :")
RIGHT = Said("Right:", "À écrire :")
SAFE = Said("Safe fix, made by `check --fix`:", "Correction sûre, faite par `check --fix` :")
SUGGESTED = Said("Suggested:", "Suggestion :")
NO_FIX = Said("No fix: only its author knows.", "Pas de correction : seul son auteur sait.")
ABOUT_COMMENTS = Said("## About the comments", "## À propos des commentaires")
ELSEWHERE = Said(
    "## Said elsewhere\n\nWhat `check` says anyway, and no rule says twice:",
    "## Dit ailleurs\n\nCe que `check` dit de toute façon, et qu'aucune règle ne répète :",
)
OF_OTHERS = (
    proof.NEVER, proof.ALWAYS, proof.CLASS_NEVER, proof.CLASS_TAKEN, meaning.NOT_ONE_OF,
    meaning.NO_BETTER,
)  # fmt: skip
IS_ERROR = Said("error", "erreur")
IS_WARNING = Said("warning", "avertissement")


def page(language: Language) -> str:
    """The whole page."""
    codes = f"{proof.NEVER.code}, {proof.ALWAYS.code}"
    parts = [f"# {TITLE.in_(language)}", OTHER.in_(language), INTRODUCTION.in_(language)]
    parts.append(ALLOW.in_(language).replace("{proof}", codes))
    parts.append(RULES_HEAD.in_(language))
    for rule in RULES:
        parts += _rule(rule, language)
    parts.append(ABOUT_COMMENTS.in_(language))
    for message in (catalog.ALLOW_REASON, catalog.ALLOW_NOTHING, catalog.ALLOW_CODE):
        parts.append(f"### {message.code}")
        parts += _case(message, language)
    parts.append(ELSEWHERE.in_(language))
    others = (_other(message, language) for message in OF_OTHERS)
    parts.append("\n".join(others))
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule, language: Language) -> Iterator[str]:
    yield f"### {rule.message.code}"
    yield rule.looks_for.in_(language)
    yield from _case(rule.message, language)


def _case(message: Message, language: Language) -> Iterator[str]:
    """The wrong example with what is said of it, the right one, and what a fix makes of it."""
    colon = " :" if language == "fr" else ":"
    found = linted(message.wrong)[0]
    yield WRONG.in_(language)
    yield _block(message.wrong)
    help_ = found.said(found.help or message.help or message.says, language)
    said = f"{found.said(message.says, language)}  \n{help_}".replace("\n", "  \n")
    yield f"{SAYS.in_(language)}{colon} {said.replace('    ', '  ')}"
    yield f"{WHY.in_(language)}{colon} {found.said(message.why, language)}"
    yield RIGHT.in_(language)
    yield _block(message.right)
    yield from _fix(found, message, language)


def _fix(found: Diagnostic, message: Message, language: Language) -> Iterator[str]:
    if not found.fixes:
        yield NO_FIX.in_(language)
    elif found.fixes[0].trust is Trust.SAFE:
        yield SAFE.in_(language)
        yield _block(fixed(message.wrong))
    else:
        yield SUGGESTED.in_(language)
        yield _block(mended(message.wrong, found.fixes[:1]))


def _block(text: str) -> str:
    return f"```\n{text.rstrip()}\n```"


def _other(message: Message, language: Language) -> str:
    kind = IS_WARNING if message.severity is Severity.WARNING else IS_ERROR
    anchor = message.code.lower()
    if kind is IS_WARNING:
        anchor += "-warning" if language == "en" else "-avertissement"
    where = "messages.md" if language == "en" else "messages.fr.md"
    said = message.says.in_(language)
    return f"- [{message.code}]({where}#{anchor}) ({kind.in_(language)}) {said}"
