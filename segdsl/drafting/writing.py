"""Write a draft: what was decided in, the text of `model.seg` in its layout out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import assert_never

from segdsl.drafting import words
from segdsl.drafting.draft import Borrowed, Doubt, Draft, Field, Member, Notes, Reference, Table
from segdsl.syntax import from_text, to_text
from segdsl.text.diagnostics import Language, Said

MODEL = "model.seg"
WIDTH = 96
_BESIDE = 40  # a longer comment stands above its line

_HEAD = Said(
    "Drafted from the warehouse by `segdsl init --from`: names, types, keys and references were"
    " guessed and checked against the rows. Read it once, line by line; `decide` marks what only a"
    " person can know. It is yours from here on: nothing rewrites it.",
    "Ébauché depuis l'entrepôt par `segdsl init --from` : noms, types, clés et références ont été"
    " devinés et vérifiés sur les lignes. À relire une fois, ligne à ligne ; « à décider » signale"
    " ce que seul quelqu'un peut savoir. Le fichier est désormais à vous : rien ne le réécrit.",
)
_LEFT_OUT = Said("Tables left out:", "Tables laissées de côté :")
_OTHERS = Said(
    "decide: segments are made of these rows; `--population` starts from another table: {listed}",
    "à décider : les segments sont faits de ces lignes ; `--population` part d'une autre table :"
    " {listed}",
)


def model(draft: Draft, language: Language) -> str:
    """The text of the model."""
    lines = [*comment(_HEAD.in_(language)), ""]
    if draft.others:
        listed = ", ".join(draft.others)
        lines += comment(_OTHERS.in_(language).format(listed=listed))
    for said in draft.passed_over:
        lines += comment(said.in_(language))
    lines += _table("population", draft.population, language)
    for source in draft.sources:
        lines += ["", *_table("source", source, language)]
    if draft.left_out:
        lines += ["", *comment(_LEFT_OUT.in_(language))]
        for physical, why in draft.left_out:
            text = f"{words.shown('.'.join(physical))}: {why.in_(language)}"
            lines += comment(text, first="- ", then="  ")
    return laid_out(MODEL, "\n".join(lines) + "\n")


def laid_out(path: str, text: str) -> str:
    """The text of a `.seg` file without errors in the one layout of the language."""
    file, found = from_text.source_file(path, text.encode())
    module, more = from_text.module(file)
    assert not (*found, *more), [one.message.code for one in (*found, *more)]
    return to_text.text(file, module)


def _table(keyword: str, table: Table, language: Language) -> Iterator[str]:
    yield from _notes(table.notes, language, "")
    singular = f" ({table.singular})" if table.singular else ""
    physical = ".".join(map(words.physical_name, table.physical))
    label = words.quoted(table.label)
    yield f"{keyword} {table.name}{singular} {label} from {physical}"
    for member in table.members:
        yield from _member(member, language)


def _member(member: Member, language: Language) -> Iterator[str]:
    match member:
        case Field():
            yield from _noted(_field(member), member.notes, language)
        case Reference(name, target, column, notes):
            code = f"{name} -> {target} from {words.physical_name(column)}"
            yield from _noted(code, notes, language)
        case Borrowed(path, notes):
            yield from _noted(f"at {'.'.join(path)}", notes, language)
        case Doubt(says):
            yield from comment(says.in_(language), "  ")
        case _:
            assert_never(member)


def _field(field: Field) -> str:
    """`key id: integer`, `is_promo: boolean from promo_flag true ("Y") false ("N")`."""
    parts = [f"{field.role} " if field.role else "", f"{field.name}: {field.type}"]
    if field.zone is not None:
        parts.append(f" in {words.quoted(field.zone)}")
    if field.column != field.name or field.true:
        parts.append(f" from {words.physical_name(field.column)}")
    if field.one_of:
        parts.append(f" one of ({_listed(field.one_of)})")
    if field.true:
        parts.append(f" true ({_listed(field.true)}) false ({_listed(field.false)})")
    if field.private:
        parts.append(" private")
    return "".join(parts)


def _listed(values: Sequence[str]) -> str:
    return ", ".join(map(words.quoted, values))


def _noted(code: str, notes: Notes, language: Language) -> Iterator[str]:
    """A line with its notes: a short one beside it, others above."""
    said = [one.in_(language) for one in notes]
    if len(said) == 1 and len(said[0]) <= _BESIDE and len(code) + len(said[0]) < WIDTH - 6:
        yield f"  {code}  # {said[0]}"
        return
    for one in said:
        yield from comment(one, "  ")
    yield f"  {code}"


def _notes(notes: Notes, language: Language, indent: str) -> Iterator[str]:
    for one in notes:
        yield from comment(one.in_(language), indent)


def comment(text: str, indent: str = "", first: str = "", then: str = "") -> Iterator[str]:
    """Lines of comment; `first` stands before the text, `then` before what goes on below."""
    lines = wrap(
        text,
        WIDTH - len(indent),
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        yield f"{indent}# {line}"
