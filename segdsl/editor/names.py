"""Offer names and values at a place: what is known in, items out, those of the right type only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from segdsl.editor import place, words
from segdsl.editor.items import Item, Kind
from segdsl.editor.known import Kind as ValueKind
from segdsl.editor.known import Known, Member
from segdsl.editor.reading import Here
from segdsl.meaning import model
from segdsl.meaning.tables import TYPES
from segdsl.meaning.types import MOMENTS, NAMES, NUMERIC, Type, comparable
from segdsl.meaning.uses import Declared
from segdsl.meaning.vocabulary.aggregates import BY_NAME, Takes
from segdsl.syntax.mistakes import RESERVED
from segdsl.text.diagnostics import Language, Said

JOINING = frozenset({"AND", "OR", "NOT", "WHEN", "EXCEPT", "EXAMPLE_IN", "EXAMPLE_OUT"})
SIGNS = frozenset({"PLUS", "MINUS", "TIMES", "OVER"})
# one that is chosen stands; a day is to be changed, and so a place to fill in
LITERALS: dict[Type, tuple[str, ...]] = {
    Type.DURATION: ("30d", "90d", "6 months", "1y"),
    Type.DATE: ("${1:2026-01-01}",),
    Type.DATETIME: ("${1:2026-01-01}",),
    Type.PERCENT: ("10%", "20%", "50%"),
    Type.TEXT: ('"$1"',),
    Type.BOOLEAN: (),
    Type.INTEGER: (),
    Type.NUMBER: (),
    Type.MONEY: (),
}
PRIVATE = Said("personal data", "donnée personnelle")
CLASS = Said("class of {name}", "classe de {name}")
ONE_ROW = Said("a row of {name}", "une ligne de {name}")
KINDS: dict[type, Said] = {
    model.Metric: Said("metric", "métrique"),
    model.Segment: Said("segment", "segment"),
    model.Segmentation: Said("segmentation", "segmentation"),
    model.List: Said("list", "liste"),
    model.Parameter: Said("parameter", "paramètre"),
    model.Define: Said("define", "define"),
    model.Channel: Said("channel", "canal"),
    model.Target: Said("target", "cible"),
    model.Table: Said("source", "source"),
}


def names(known: Known, here: Here, language: Language) -> Iterator[Item]:
    """The names and values that have a meaning after the words before a place."""
    if not here.before:
        return
    offers = _Offers(known, here, language)
    last = here.before[-1].kind
    if last == "_DOT":
        yield from offers.beyond()
    elif here.accepts is None or "NAME" in here.accepts or place.compared(known, here.before):
        yield from offers.after(last)


def texts(known: Known, here: Here, language: Language) -> Iterator[Item]:
    """What may stand between quotes: values of a field, owners and goals used elsewhere."""
    offers = _Offers(known, here, language)
    last = here.before[-1].kind if here.before else ""
    if last in ("OWNER", "GOAL", "SPLIT"):
        yield from offers.used_texts(last.lower())
    elif last == "IN" and here.keyword in place.TABLES:
        yield from (offers.value(f'"{zone}"') for zone in ("UTC", known.project.timezone))
    else:
        wanted = place.compared(known, here.before)
        if wanted is not None:
            yield from (offers.value(_quoted(one.value)) for one in wanted.one_of)


def used(known: Known, clause: str) -> list[str]:
    """The owners or goals that there are in a project."""
    described = (one.description for one in known.declared.values())
    return sorted({str(getattr(one, clause, None) or "") for one in described} - {""})


def _quoted(value: object) -> str:
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(name: str) -> str:
    """A name as it is written: in backquotes where it is a word of the language."""
    return f"`{name}`" if name in RESERVED or not name.replace("_", "a").isalnum() else name


def writable(table: model.Table) -> Iterator[Member]:
    """The members of a table that have a name to write: a borrowed time has none."""
    for one in table.members():
        if one.name != table.at or one.span is None or "." not in one.span.text:
            yield one


class _Offers:
    def __init__(self, known: Known, here: Here, language: Language) -> None:
        self.known, self.here, self.language = known, here, language
        self.scope = place.scope(known, here.before)

    # --- one item ---

    def item(
        self,
        label: str,
        kind: Kind,
        rank: int,
        detail: str = "",
        *,
        fills: str | None = None,
        about: str | None = None,
        goes_on: bool = False,
    ) -> Item:
        text = written(label) if fills is None else fills
        start, end = self.here.start, self.here.end
        return Item(label, kind, text, start, end, rank, detail, goes_on=goes_on, about=about)

    def value(self, text: str, rank: int = 0) -> Item:
        return self.item(words.bare(text), Kind.VALUE, rank, fills=text)

    def type_name(self, type_: Type | None) -> str:
        return "" if type_ is None else NAMES[type_].in_(self.language)

    def member(self, table: model.Table, member: Member, prefix: str = "", rank: int = 5) -> Item:
        label = f"{prefix}{member.name}"
        fills = f"{prefix}{written(member.name)}"
        about = f"{table.name}.{member.name}"
        if isinstance(member, model.Reference):
            detail = f"→ {member.target}"
            kind = Kind.REFERENCE
            return self.item(label, kind, rank + 4, detail, fills=fills, about=about)
        detail = self.type_name(member.type)
        if member.private:
            detail += f", {PRIVATE.in_(self.language)}"
        return self.item(label, Kind.FIELD, rank, detail, fills=fills, about=about)

    def named(self, found: Declared, rank: int) -> Item:
        kind = Kind[type(found).__name__.upper()]
        label = found.description.label
        value = found.value if isinstance(found, model.Metric) else None
        type_ = found.type if isinstance(found, model.Parameter) else None
        if value is not None and not isinstance(value, model.Broken):
            type_ = value.type
        parts = [label or "", self.type_name(type_), KINDS[type(found)].in_(self.language)]
        detail = " · ".join(part for part in parts if part)
        fills = written(found.name)
        if isinstance(found, model.Define):
            places = ", ".join(f"${{{i}:{n}}}" for i, (n, _) in enumerate(found.parameters, 1))
            fills += f"({places})"
        return self.item(found.name, kind, rank, detail, fills=fills, about=found.name)

    # --- by the word before ---

    def after(self, last: str) -> Iterator[Item]:
        before = self.here.before
        if place.counts_rows(before) or last == "GROUPS":
            exactly_one = last == "NUMBER" and before[-1].text == "1"
            yield from self.sources(singular=exactly_one)
        elif last in place.AGGREGATES:
            yield from self.aggregated(last)
        elif last in place.STANDINGS | {"HIGHEST", "LOWEST", "EXPECT_SHARE"}:
            yield from self.declared(model.Metric)
        elif last in ("REACHABLE_BY", "EXPECT_REACH"):
            yield from self.declared(model.Channel)
        elif last in ("AMONG", "EXPECT_OVERLAP"):
            yield from self.declared(model.Segment, model.List, model.Segmentation)
        elif last in ("PER", "COLUMNS"):
            yield from self.members(self.scope.table)
        elif last == "VIA":
            yield from self.references(place.selected_before(self.known, before[:-1]))
        elif last == "WITH_SAME":
            yield from self.members(place.selected_before(self.known, before[:-1]))
        elif last == "DATE_WORD":
            yield from self.members(self.scope.table, MOMENTS)
        elif last == "TAGS":
            yield from self.used_tags()
        elif last == "_ARROW":
            yield from self.tables()
        elif last == "OF":
            yield from self.populations()
        elif last == "BY":
            yield from self.after_by()
        elif last == "_COMMA":
            yield from self.after_comma()
        elif last == "_COLON":
            yield from self.after_colon()
        else:
            yield from self.operands(last)

    def operands(self, last: str) -> Iterator[Item]:
        before = self.here.before
        wanted = place.compared(self.known, before)
        if wanted is not None:
            yield from self.comparable_to(wanted)
        elif last in JOINING or (last == "_OPEN" and before[-2].kind not in _FIXED):
            yield from self.everything()
        elif last in SIGNS:
            yield from self.of_types(NUMERIC | {Type.DURATION})
        elif last == "COMPARISON":
            yield from self.everything()

    def after_by(self) -> Iterator[Item]:
        before = self.here.before
        if len(before) > 1 and before[-2].kind == "WEIGHTED":
            yield from self.members(place.selected_before(self.known, before[:-2]), NUMERIC)
        elif self.here.keyword == "target":
            yield from self.declared(model.Channel)
        elif self.here.keyword == "source":
            index = next((i for i, one in enumerate(before) if one.kind == "GROUPS"), None)
            if index is not None and index + 1 < len(before):
                yield from self.members(self.known.table(before[index + 1].name))
        else:
            yield from self.everything()

    def after_comma(self) -> Iterator[Item]:
        before = self.here.before
        wanted = place.compared(self.known, before)
        if wanted is not None:
            yield from self.comparable_to(wanted)
            return
        for token in reversed(before):
            if token.kind == "TAGS":
                yield from self.used_tags()
            elif token.kind == "BY" and self.here.keyword == "target":
                yield from self.declared(model.Channel)
            elif token.kind == "COLUMNS":
                yield from self.members(self.scope.table)
            elif token.kind in ("EXAMPLE_IN", "EXAMPLE_OUT"):
                yield from self.everything()
            elif token.kind in ("NAME", "_DOT", "_COMMA"):
                continue
            elif token.kind == "_OPEN":
                yield from self.everything()
            elif self.here.keyword in ("segment", "segmentation"):
                continue  # the facts of an example
            return

    def after_colon(self) -> Iterator[Item]:
        is_define = self.here.keyword == "define" and place.open_brackets(self.here.before)
        if self.here.keyword in place.TABLES or is_define:
            yield from self.types(TYPES.values())
        elif self.here.keyword == "parameter":
            yield from self.types(Type)
        else:
            yield from self.everything()

    # --- groups of names ---

    def types(self, found: Iterable[Type]) -> Iterator[Item]:
        for type_ in found:
            yield self.item(type_.value, Kind.TYPE, 0, self.type_name(type_))

    def everything(self) -> Iterator[Item]:
        """All that may stand for a condition or begin one."""
        table = self.scope.table
        if table is not None:
            rank = 15 if self.scope.is_customer else 0
            yield from (self.member(table, one, rank=rank) for one in writable(table))
        if not self.scope.is_customer:
            yield from self.declared(model.Parameter)
            return
        own = self.here.before[1].name if len(self.here.before) > 1 else ""
        for rank, kind in enumerate(_IN_RULES):
            for one in self.of_kind(kind):
                if one.name != own:
                    yield self.named(one, rank)
        yield from self.parameters_of_define()

    def parameters_of_define(self) -> Iterator[Item]:
        if self.here.keyword != "define" or len(self.here.before) < 2:
            return
        found = self.known.project.defines.get(self.here.before[1].name)
        for name, type_ in found.parameters if found else ():
            yield self.item(name, Kind.PARAMETER, 0, self.type_name(type_))

    def of_kind(self, *kinds: type) -> Iterator[Declared]:
        """Declarations of these kinds, about the population at hand."""
        table = self.scope.table if self.scope.is_customer else None
        for one in self.known.declared.values():
            if isinstance(one, kinds) and not isinstance(one, model.Table):
                theirs = getattr(one, "population", None)
                if theirs is None or table is None or theirs == table.name:
                    yield one

    def declared(self, *kinds: type) -> Iterator[Item]:
        for rank, kind in enumerate(kinds):
            yield from (self.named(one, rank) for one in self.of_kind(kind))

    def of_types(self, types: Iterable[Type]) -> Iterator[Item]:
        wanted = frozenset(types)
        table = self.scope.table
        for member in writable(table) if table is not None else ():
            if table is not None and member.type in wanted:
                yield self.member(table, member, rank=10)
        kinds = (model.Metric, model.Parameter) if self.scope.is_customer else (model.Parameter,)
        for one in self.of_kind(*kinds):
            kind = self.known.kind_of(None, (one.name,))
            if kind is not None and kind.type in wanted:
                yield self.named(one, 5)

    def comparable_to(self, wanted: ValueKind) -> Iterator[Item]:
        """Values first: classes, the values of a field, literals; then names of the same type."""
        if wanted.segmentation is not None:
            yield from self.classes(wanted.segmentation)
            return
        if wanted.one_of:
            for one in wanted.one_of:
                text = _quoted(one.value) if isinstance(one.value, str) else f"{one.value}"
                yield self.value(text)
            return
        if wanted.type is not None:
            yield from (self.value(text, rank) for rank, text in enumerate(LITERALS[wanted.type]))
        if wanted.type is not None:
            yield from self.of_types(one for one in Type if comparable(wanted.type, one))

    def classes(self, found: model.Segmentation) -> Iterator[Item]:
        detail = CLASS.in_(self.language).format(name=found.name)
        for rank, one in enumerate(found.classes):
            label = one.description.label
            shown = f"{label} · {detail}" if label else detail
            about = f"{found.name}.{one.name}"
            yield self.item(one.name, Kind.CLASS, rank, shown, about=about)
        if found.by is not None:
            yield self.value('"$1"')

    def members(
        self, table: model.Table | None, types: Iterable[Type] | None = None, rank: int = 0
    ) -> Iterator[Item]:
        wanted = None if types is None else frozenset(types)
        if table is None:
            return
        for one in writable(table):
            if isinstance(one, model.Reference) or wanted is None or one.type in wanted:
                yield self.member(table, one, rank=rank)

    def references(self, table: model.Table | None) -> Iterator[Item]:
        if table is not None:
            yield from (self.member(table, one) for one in table.references)

    def tables(self) -> Iterator[Item]:
        for one in self.known.project.tables.values():
            label = one.description.label or ""
            yield self.item(one.name, Kind.TABLE, 0, label, about=one.name)

    def populations(self) -> Iterator[Item]:
        for one in self.known.project.populations():
            label = one.description.label or ""
            yield self.item(one.name, Kind.TABLE, 0, label, about=one.name)

    def sources(self, singular: bool) -> Iterator[Item]:
        for one in self.reachable():
            detail = one.description.label or one.name
            shown = one.singular if singular else one.name
            yield self.item(shown, Kind.TABLE, 0, detail, fills=f"{written(shown)} ",
                            about=one.name, goes_on=True)  # fmt: skip

    def reachable(self) -> Iterator[model.Table]:
        """The sources whose rows belong to the population or row at hand, by references."""
        here = self.scope.table
        for one in self.known.project.tables.values():
            if here is None or (one.name != here.name and self.leads(one, here.name)):
                yield one

    def leads(self, table: model.Table, to: str) -> bool:
        seen, waiting = {table.name}, [table]
        while waiting:
            for reference in waiting.pop().references:
                if reference.target == to:
                    return True
                target = self.known.project.tables.get(reference.target)
                if target is not None and target.name not in seen:
                    seen.add(target.name)
                    waiting.append(target)
        return False

    def aggregated(self, last: str) -> Iterator[Item]:
        """What a word makes one value of: rows, or columns of the right type."""
        word = BY_NAME.get(" ".join(self.here.before[-1].text.split()))
        if last in place.ONE_ROW or (word is not None and word.takes is Takes.DAYS):
            for one in self.reachable():
                if one.at is not None:
                    name = one.singular if last in place.ONE_ROW else one.name
                    detail = ONE_ROW.in_(self.language).format(name=one.name)
                    yield self.item(name, Kind.TABLE, 0, detail, about=one.name)
            return
        if word is not None and word.takes in (Takes.ROWS, Takes.EITHER):
            yield from self.sources(singular=False)
        if word is not None and word.takes is not Takes.ROWS:
            for one in self.reachable():
                for member in writable(one):
                    is_field = isinstance(member, model.Field)
                    if member.name == one.key or (is_field and not word.accepts(member.type)):
                        continue
                    if not is_field and word.takes in (Takes.NUMBERS, Takes.EITHER):
                        continue
                    yield self.member(one, member, prefix=f"{written(one.name)}.")

    # --- after a dot ---

    def beyond(self) -> Iterator[Item]:
        """What a path leads to next."""
        at, parts = place.path_before(self.here.before, len(self.here.before))
        if not parts:
            return
        named = self.known.declared.get(parts[0])
        if isinstance(named, model.Segmentation):
            yield from self.classes(named)
            return
        introduced = self.here.before[at - 1].kind if at else ""
        table = self.known.table(parts[0]) if introduced in place.AGGREGATES else None
        steps = parts[1:] if table is not None else parts
        table = table or self.scope.table
        if table is not None and steps:
            found = self.known.follow(table, steps)
            table = self.known.target(found[1]) if found else None
        wanted = None
        word = BY_NAME.get(" ".join(self.here.before[at - 1].text.split())) if at else None
        if introduced in place.AGGREGATES and word is not None:
            wanted = [one for one in Type if word.accepts(one)]
        yield from self.members(table, wanted)

    # --- words used elsewhere ---

    def used_tags(self) -> Iterator[Item]:
        tags = {tag for one in self.known.declared.values() for tag in one.description.tags}
        yield from (self.item(tag, Kind.TEXT, 0) for tag in sorted(tags))

    def used_texts(self, clause: str) -> Iterator[Item]:
        for text in used(self.known, clause):
            yield self.item(text, Kind.TEXT, 0, fills=_quoted(text))


_FIXED = frozenset({"ONE_OF", "TRUE", "FALSE", "KM_OF"})
_IN_RULES = (
    model.Metric, model.Segment, model.Segmentation, model.List, model.Parameter, model.Define,
)  # fmt: skip
