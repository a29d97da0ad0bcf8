"""Say what is wrong with a command line: an error of the parser in, a Failure out.

The parser's own sentences are English and change with its versions: those that are known are said
again in both languages, any other is passed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from segdsl.cli.failure import USAGE, Failure
from segdsl.text import spelling
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import Diagnostic, Said

REASONS = (
    (
        re.compile(r"No such option:? '?(?P<option>[^\s']+)"),
        Said("there is no option `{option}`", "il n'y a pas d'option `{option}`"),
    ),
    (
        re.compile(r"No such command '(?P<command>.*?)'"),
        Said("there is no command `{command}`", "il n'y a pas de commande `{command}`"),
    ),
    (
        re.compile(r"Missing command"),
        Said("no command was given", "aucune commande n'est donnée"),
    ),
    (
        re.compile(r"Missing \w+ '(?P<argument>.*?)'"),
        Said("`{argument}` was not given", "il manque `{argument}`"),
    ),
    (
        re.compile(r"Option '(?P<option>.*?)' requires"),
        Said("the option `{option}` needs a value", "l'option `{option}` demande une valeur"),
    ),
    (
        re.compile(r"Option '(?P<option>.*?)' does not take a value"),
        Said("the option `{option}` takes no value", "l'option `{option}` ne prend pas de valeur"),
    ),
    (
        re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL),
        Said("`{words}` is one word too many", "`{words}` est de trop"),
    ),
    (
        re.compile(
            r"Invalid value for '(?P<option>[^']*)'.*?'(?P<value>[^']*)'"
            r" is not one of (?P<known>.*)",
            re.DOTALL,
        ),
        Said("`{option}` cannot be `{value}`", "`{option}` ne peut pas valoir `{value}`"),
    ),
)  # fmt: skip
DID_YOU_MEAN = Said("did you mean `{close}`?", "vouliez-vous dire `{close}` ?")
CHOICES = Said("it is one of {choices}", "au choix : {choices}")
FOLDER_FIRST = Said(
    "`-C DIR` stands before the command: `segdsl -C DIR {called}`",
    "`-C DIR` se place avant la commande : `segdsl -C DIR {called}`",
)
OPTIONS = Said(
    "`segdsl {called} --help` lists its options",
    "`segdsl {called} --help` liste ses options",
)


def failure(error: Any) -> Failure:
    """What the parser refused, `error` being a `UsageError` of whichever click there is."""
    text: str = error.format_message()
    found = next(((said, m) for known, said in REASONS if (m := known.search(text))), None)
    if found is None:
        return Failure(USAGE, [Diagnostic(catalog.USAGE, None, {"reason": text})])
    said, match = found
    facts = match.groupdict()
    reason = Said(said.en.format_map(facts), said.fr.format_map(facts))
    context = getattr(error, "ctx", None)
    called = getattr(context, "info_name", None) if getattr(context, "parent", None) else None
    help, more = _help(facts, context, called)
    told: dict[str, str | Said] = {"reason": reason, **more}
    return Failure(USAGE, [Diagnostic(catalog.USAGE, None, told, help=help)])


def apart(given: Mapping[str, object]) -> None:
    """Raises Failure where several of these options are given: each asks for something else."""
    named = [f"`{name}`" for name, value in given.items() if value]
    if len(named) > 1:
        reason = Said(
            f"{' and '.join(named)} do not go together",
            f"{' et '.join(named)} ne vont pas ensemble",
        )
        raise Failure(USAGE, [Diagnostic(catalog.USAGE, None, {"reason": reason})])


def only_with(word: str, given: Mapping[str, object]) -> None:
    """Raises Failure for the first of these options that is given: it goes with another word."""
    for name, value in given.items():
        if value:
            reason = Said(f"`{name}` goes with `{word}`", f"`{name}` va avec `{word}`")
            raise Failure(USAGE, [Diagnostic(catalog.USAGE, None, {"reason": reason})])


def _help(
    facts: dict[str, str], context: Any, called: str | None
) -> tuple[Said | None, dict[str, str]]:
    """The likely fix and its facts; None for the usual one."""
    if "known" in facts:
        choices = re.findall(r"'([^']*)'", facts["known"])
        return CHOICES, {"choices": ", ".join(f"`{one}`" for one in choices)}
    if facts.get("option") == "-C" and called:
        return FOLDER_FIRST, {"called": called}
    command = getattr(context, "command", None)
    if "command" in facts:
        close = spelling.closest(facts["command"], getattr(command, "commands", ()))
    else:
        close = spelling.closest(facts.get("option", ""), _options(command))
    if close is not None and close != facts.get("option"):
        return DID_YOU_MEAN, {"close": close}
    return (OPTIONS, {"called": called}) if called else (None, {})


def _options(command: Any) -> Iterable[str]:
    return [word for one in getattr(command, "params", ()) for word in one.opts if "--" in word]
