"""Say what a thing is: a symbol of a project in, a few lines of Markdown out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from segdsl.editor import completion, symbols, words
from segdsl.editor.desk import Analysis
from segdsl.editor.known import Known
from segdsl.editor.occurrences import Sort, Symbol, declared
from segdsl.meaning import model
from segdsl.meaning.types import NAMES, Type
from segdsl.meaning.uses import Declared, found_population, uses
from segdsl.prose import from_meaning as prose
from segdsl.text.diagnostics import Language, Said
from segdsl.text.source import Span
from segdsl.trees import walk

Sized = Callable[[str], str | None]  # the size of a segment or class as said, if it is known

KINDS: dict[type, Said] = {
    model.Metric: Said("metric", "métrique"),
    model.Segment: Said("segment", "segment"),
    model.Segmentation: Said("segmentation", "segmentation"),
    model.List: Said("list", "liste"),
    model.Parameter: Said("parameter", "paramètre"),
    model.Define: Said("define", "define"),
    model.Channel: Said("channel", "canal"),
    model.Target: Said("target", "cible"),
}
POPULATION = Said("population", "population")
SOURCE = Said("source", "source")
FIELD = Said("field of `{table}`", "champ de `{table}`")
REFERENCE = Said("reference from `{table}` to `{target}`", "référence de `{table}` vers `{target}`")
CLASS = Said("class of `{table}`", "classe de `{table}`")
ROW = Said("a row of `{table}`", "une ligne de `{table}`")
ARGUMENT = Said("parameter of `{table}`", "paramètre de `{table}`")
VALUES = Said("one of {values}", "au choix : {values}")
PRIVATE = Said("personal data", "donnée personnelle")
READ_FROM = Said("read from `{column}`", "lu dans `{column}`")
COMPUTED = Said("computed on the row", "calculé sur la ligne")
GROUPED = Said("of the group's rows", "des lignes du groupe")
GOAL = Said("goal: {text}", "objectif : {text}")
OWNER = Said("owner: {text}", "responsable : {text}")
TAGS = Said("tags: {text}", "étiquettes : {text}")
CLASSES = Said("classes: {text}", "classes : {text}")
FIELDS = Said("fields: {text}", "champs : {text}")
DECLARED_AT = Said("declared in {place}", "déclaré dans {place}")
RIGHT = Said("For example:", "Par exemple :")
MOST_LISTED = 12
LONGEST_EXAMPLE = 400


def hover(
    analysis: Analysis, path: str, offset: int, language: Language, sized: Sized
) -> tuple[str, Span] | None:
    """What is said of the name or keyword at a place, and the words it is about; where something
    is wrong there, why it matters, with an example of how it is right.
    """
    reasons = tuple(_reasons(analysis, path, offset, language))
    shown = _shown(analysis, path, offset, language, sized)
    if not reasons:
        return shown
    text = "\n\n---\n\n".join((*(said for said, _ in reasons), *(shown[:1] if shown else ())))
    return text, reasons[0][1]


def _reasons(
    analysis: Analysis, path: str, offset: int, language: Language
) -> Iterator[tuple[str, Span]]:
    for one in analysis.analysis.diagnostics:
        span = one.span
        if span is None or span.file.path != path or not span.start <= offset <= span.end:
            continue
        said = f"**{one.message.code}** · {one.said(one.message.why, language)}"
        right = one.message.right.strip()
        if right and len(right) <= LONGEST_EXAMPLE:
            said += f"\n\n{RIGHT.in_(language)}\n```segdsl\n{right}\n```"
        yield said, span


def _shown(
    analysis: Analysis, path: str, offset: int, language: Language, sized: Sized
) -> tuple[str, Span] | None:
    found = symbols.at(analysis, path, offset)
    if found is not None:
        return about(analysis, found.symbol, language, sized), found.span
    file = analysis.files.get(path)
    token = symbols.token_at(file, offset) if file is not None else None
    if file is None or token is None:
        return None
    phrase = " ".join(token.text.split()).replace(" :", ":")
    word = words.of(token.kind, phrase)
    if word is None:
        return None
    return completion.explained(word, language), Span(file, token.start, token.end)


def about(analysis: Analysis, symbol: Symbol, language: Language, sized: Sized) -> str:
    """What is known of a thing, as Markdown."""
    lines = list(_lines(analysis, symbol, language, sized))
    span = symbols.definition(analysis, symbol)
    if span is not None:
        lines.append(f"*{DECLARED_AT.in_(language).format(place=span.place)}*")
    return "\n\n".join(lines)


def named(analysis: Analysis, about_: str, language: Language, sized: Sized) -> str | None:
    """What is known of a thing by its name, or by `table.field`, `segmentation.class`."""
    whole, dot, part = about_.partition(".")
    found = analysis.known.declared.get(whole)
    if found is None:
        return None
    if not dot:
        return about(analysis, declared(whole), language, sized)
    sort = Sort.CLASS if isinstance(found, model.Segmentation) else Sort.MEMBER
    return about(analysis, Symbol(sort, whole, part), language, sized)


def _lines(analysis: Analysis, symbol: Symbol, language: Language, sized: Sized) -> Iterator[str]:
    known = analysis.known
    match symbol.sort:
        case Sort.DECLARED:
            found = known.declared.get(symbol.name)
            if found is not None:  # of what nobody knows yet, there is nothing to say
                yield from _declaration(known, found, language, sized)
        case Sort.ROW:
            yield _head(symbol.name, None, ROW.in_(language).format(table=symbol.owner))
            table = known.project.tables.get(symbol.owner)
            if table is not None:
                yield from _table(table, language)
        case Sort.MEMBER:
            yield from _member(known, symbol, language)
        case Sort.CLASS:
            yield from _class(known, symbol, language, sized)
        case Sort.ARGUMENT:
            define = known.project.defines.get(symbol.owner)
            types = dict(define.parameters) if define is not None else {}
            kind = ARGUMENT.in_(language).format(table=symbol.owner)
            yield _head(symbol.name, None, kind, types.get(symbol.name), language)


def _head(
    name: str,
    label: str | None,
    kind: str,
    type_: Type | None = None,
    language: Language = "en",
) -> str:
    shown = f"**{name}**" + (f" “{label}”" if label and language == "en" else "")
    if label and language == "fr":
        shown += f" «\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}»"
    said = f"{shown} · {kind}"
    return said if type_ is None else f"{said} · {NAMES[type_].in_(language)}"


def _declaration(known: Known, found: Declared, language: Language, sized: Sized) -> Iterator[str]:
    if isinstance(found, model.Table):
        sort = POPULATION if found.is_population else SOURCE
        yield _head(found.name, found.description.label, sort.in_(language), None, language)
        yield from _table(found, language)
        yield from _clauses(found.description, language)
        return
    type_ = None
    if isinstance(found, model.Metric) and not isinstance(found.value, model.Broken):
        type_ = found.value.type
    kind = KINDS[type(found)].in_(language)
    populations = known.project.populations()
    if len(populations) > 1 and found_population(found):
        kind += f" · {found_population(found)}"
    yield _head(found.name, found.description.label, kind, type_, language)
    said = sentence(known.project, found, language)
    if said:
        yield said
    size = sized(found.name)
    if size:
        yield size
    if isinstance(found, model.Segmentation) and found.classes:
        listed = [f"`{one.name}`" for one in found.classes]
        yield CLASSES.in_(language).format(text=_listed(listed))
    yield from _clauses(found.description, language)


def sentence(project: model.Project, found: Declared, language: Language) -> str:
    """What a declaration means; "" where it, or what it is made of, is not understood."""
    if not is_sound(project, found):
        return ""
    match found:
        case model.Segment() | model.Segmentation() | model.Target():
            return prose.output(project, found.name, language)
        case model.Metric():
            return prose.metric(project, found.name, language)
        case model.Channel():
            return prose.channel(project, found.name, language)
        case model.List():
            return prose.list_(project, found.name, language)
        case model.Define():
            return prose.define(project, found.name, language)
        case model.Parameter():
            return prose.parameter(project, found.name, language)
        case model.Table():
            return ""


def is_sound(project: model.Project, found: Declared) -> bool:
    """Whether all that a declaration is made of is understood, through every name."""
    from segdsl.meaning.uses import declared as declared_in

    there = declared_in(project)
    seen = {found.name}
    waiting: list[Declared] = [found]
    while waiting:
        one = waiting.pop()
        if any(isinstance(part, model.Broken) for part in walk(one)):
            return False
        names = {*uses(project, one.name), found_population(one)} - {""}
        for name in names:
            if name not in there:
                return False
            if name not in seen:
                seen.add(name)
                waiting.append(there[name])
    return True


def _table(table: model.Table, language: Language) -> Iterator[str]:
    if table.physical:
        yield READ_FROM.in_(language).format(column=".".join(table.physical))
    shown = [f"`{one.name}`" for one in table.members()]
    if shown:
        yield FIELDS.in_(language).format(text=_listed(shown))


def _listed(shown: list[str]) -> str:
    more = ", …" if len(shown) > MOST_LISTED else ""
    return ", ".join(shown[:MOST_LISTED]) + more


def _member(known: Known, symbol: Symbol, language: Language) -> Iterator[str]:
    table = known.project.tables.get(symbol.owner)
    found = known.follow(table, (symbol.name,)) if table is not None else None
    if found is None:
        return
    member = found[1]
    if isinstance(member, model.Reference):
        kind = REFERENCE.in_(language).format(table=symbol.owner, target=member.target)
        yield _head(member.name, None, kind)
        return
    kind = FIELD.in_(language).format(table=symbol.owner)
    yield _head(member.name, None, kind, member.type, language)
    if member.private:
        yield PRIVATE.in_(language)
    if member.one_of:
        shown = _listed([f"`{_literal(one)}`" for one in member.one_of])
        yield VALUES.in_(language).format(values=shown)
    match member.origin:
        case model.Stored(column):
            yield READ_FROM.in_(language).format(column=column)
        case model.Computed():
            yield COMPUTED.in_(language)
        case model.Gathered() | model.Shared():
            yield GROUPED.in_(language)


def _literal(constant: model.Constant) -> str:
    value = constant.value
    return f'"{value}"' if isinstance(value, str) else str(value)


def _class(known: Known, symbol: Symbol, language: Language, sized: Sized) -> Iterator[str]:
    whole = known.project.segmentations.get(symbol.owner)
    found = next((one for one in whole.classes if one.name == symbol.name), None) if whole else None
    if whole is None or found is None:
        return
    kind = CLASS.in_(language).format(table=symbol.owner)
    yield _head(symbol.name, found.description.label, kind, None, language)
    if is_sound(known.project, whole):
        yield prose.class_(known.project, whole.name, found.name, language)
    size = sized(f"{whole.name}.{found.name}")
    if size:
        yield size
    yield from _clauses(found.description, language)


def _clauses(description: model.Description, language: Language) -> Iterator[str]:
    if description.note:
        yield f"> {' '.join(description.note.split())}"
    facts = (
        (GOAL, description.goal),
        (OWNER, description.owner),
        (TAGS, ", ".join(description.tags)),
    )
    shown = [said.in_(language).format(text=text) for said, text in facts if text]
    if shown:
        yield " · ".join(shown)
