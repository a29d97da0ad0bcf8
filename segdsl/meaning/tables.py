"""Resolve populations and sources: their declarations in, model tables and routes out."""

from dataclasses import dataclass, field

from segdsl.meaning import model
from segdsl.meaning.circles import circle_in
from segdsl.meaning.names import Names, Report, description, hint
from segdsl.meaning.routes import routes
from segdsl.meaning.settings import Settings
from segdsl.meaning.types import NAMES, NUMERIC, Type
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Related, Said

TYPES = {type_.value: type_ for type_ in Type if type_ is not Type.DURATION}


@dataclass(slots=True)
class Shape:
    """A table before its expressions are resolved: types of fields, targets of references."""

    declared: ast.Table
    fields: dict[str, Type] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    key: str | None = None
    at: str | None = None
    broken: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.declared.name.text

    @property
    def is_population(self) -> bool:
        return self.declared.keyword == "population"

    @property
    def singular(self) -> str:
        return self.declared.singular.text if self.declared.singular else self.name


@dataclass(slots=True)
class Shapes:
    """The shapes of all tables: enough to find any path."""

    names: Names
    report: Report
    settings: Settings
    by_name: dict[str, Shape] = field(default_factory=dict)

    def collect(self) -> None:
        for name, table in self.names.tables().items():
            self.by_name[name] = self._shape(table)
        self._check_groups()
        for shape in self.by_name.values():
            self._check_references(shape)
        self._check_circles()
        for shape in self.by_name.values():
            if shape.is_population and shape.key is None:
                self.report.say(catalog.NO_KEY, shape.declared.name.span, table=shape.singular)

    def _shape(self, table: ast.Table) -> Shape:
        shape = Shape(table)
        for member in table.members:
            match member:
                case ast.Reference(name, target):
                    if self._is_new(shape, name):
                        shape.references[name.text] = target.text
                case ast.Field(role="at", name=None):
                    shape.at = ""  # borrowed: settled when all shapes are known
                case ast.Field(name=ast.Name() as name, type=type_):
                    if self._is_new(shape, name):
                        self._field(shape, member, name, type_)
        if table.grouping is not None:
            self._grouping_keys(shape, table.grouping)
        return shape

    def _is_new(self, shape: Shape, name: ast.Name) -> bool:
        folded = {known.casefold() for known in (*shape.fields, *shape.references)}
        if name.text.casefold() in folded:
            self.report.say(catalog.DUPLICATE_MEMBER, name.span, name=name.text, owner=shape.name)
            return False
        return True

    def _field(
        self, shape: Shape, member: ast.Field, name: ast.Name, type_: ast.Name | None
    ) -> None:
        found = TYPES.get(type_.text) if type_ is not None else None
        if found is None:
            assert type_ is not None
            types = ", ".join(TYPES)
            self.report.say(
                catalog.UNKNOWN_TYPE,
                type_.span,
                name=type_.text,
                types=types,
                hint=hint(type_.text, TYPES),
            )
            shape.broken.add(name.text)
            found = Type.TEXT
        shape.fields[name.text] = found
        if member.role and getattr(shape, member.role) is not None:
            self.report.say(
                catalog.DUPLICATE_MEMBER, member.span, name=member.role, owner=shape.name
            )
        if member.role == "key":
            shape.key = name.text
        elif member.role == "at":
            shape.at = name.text
            if found not in (Type.DATE, Type.DATETIME):
                self.report.say(catalog.AT_TYPE, member.span, name=name.text, found=NAMES[found])

    def _grouping_keys(self, shape: Shape, grouping: ast.Grouping) -> None:
        """Fields after `by` are fields of the group; a single one is its key."""
        for path in grouping.by:
            name = path.parts[-1].text
            if name not in shape.fields and name not in shape.references:
                shape.fields[name] = Type.TEXT  # its true type is found with the grouped source
        if len(grouping.by) == 1 and shape.key is None:
            name = grouping.by[0].parts[-1].text
            if name in shape.fields:
                shape.key = name

    def settle_groups(self) -> None:
        """Give fields after `by` the type that they have in the grouped source."""
        for shape in sorted(self.by_name.values(), key=self._groups_below):
            grouping = shape.declared.grouping
            if grouping is None or grouping.source.text not in self.by_name:
                continue
            for path in grouping.by:
                name = path.parts[-1].text
                owner = self.by_name[grouping.source.text]
                for part in path.parts[:-1]:
                    owner = self.by_name.get(owner.references.get(part.text, ""), owner)
                declared = [
                    member
                    for member in shape.declared.members
                    if isinstance(member, ast.Field) and member.name and member.name.text == name
                ]
                if name in shape.fields and not declared and name in owner.fields:
                    shape.fields[name] = owner.fields[name]
                elif name in shape.fields and not declared and name in owner.references:
                    target = owner.references[name]
                    del shape.fields[name]
                    shape.references[name] = target
                    if shape.key == name:
                        shape.key = None

    def _groups_below(self, shape: Shape) -> int:
        """How many groups stand below a source: a group of groups comes after them."""
        grouping = shape.declared.grouping
        inner = None if grouping is None else self.by_name.get(grouping.source.text)
        return 0 if inner is None else 1 + self._groups_below(inner)

    def _check_groups(self) -> None:
        """Says groups that are made of each other, and takes them for groups of nothing."""
        uses = {
            name: {shape.declared.grouping.source.text}
            for name, shape in self.by_name.items()
            if shape.declared.grouping is not None
        }
        while (circle := circle_in(uses)) is not None:
            span = self.by_name[circle[0]].declared.name.span
            self.report.say(catalog.DEFINITION_CYCLE, span, circle=" → ".join(circle))
            for name in circle[:-1]:
                uses.pop(name, None)
                self.names.lose(self.by_name.pop(name).declared)

    def settle_borrowed_times(self) -> None:
        """Give tables whose `at` is a path (`at order.ordered_at`) a field that reads it."""
        for shape in self.by_name.values():
            for member in shape.declared.members:
                if not (isinstance(member, ast.Field) and member.role == "at"):
                    continue
                if member.name is not None or not isinstance(member.value, ast.Path):
                    continue
                found = follow(self, shape.name, member.value.parts)
                if found is None or found.is_reference:
                    continue
                name = "_".join(part.text for part in member.value.parts)
                while name in shape.fields or name in shape.references:
                    name += "_"
                shape.at = name
                shape.fields[name] = found.type
                if found.type not in (Type.DATE, Type.DATETIME):
                    self.report.say(
                        catalog.AT_TYPE,
                        member.span,
                        name=member.value.span.text,
                        found=NAMES[found.type],
                    )

    def _check_references(self, shape: Shape) -> None:
        for member in shape.declared.members:
            if not isinstance(member, ast.Reference):
                continue
            target = self.by_name.get(member.target.text)
            if member.target.text in self.names.lost:
                pass  # said where it is declared
            elif target is None:
                self.report.say(
                    catalog.UNKNOWN_SOURCE,
                    member.target.span,
                    name=member.target.text,
                    hint=hint(member.target.text, self.by_name),
                )
            elif target.key is None and not target.is_population:
                self.report.say(catalog.NO_KEY, member.target.span, table=target.singular)
            else:
                continue
            shape.references.pop(member.name.text, None)
            shape.broken.add(member.name.text)

    def _check_circles(self) -> None:
        done: set[str] = set()

        def visit(name: str, path: list[str]) -> None:
            if name in path:
                circle = [*path[path.index(name) :], name]
                shape = self.by_name[circle[-2]]
                self.report.say(
                    catalog.REFERENCE_CYCLE,
                    shape.declared.name.span,
                    circle=" → ".join(circle),
                )
                for reference, target in list(shape.references.items()):
                    if target == name:
                        del shape.references[reference]
                        shape.broken.add(reference)
                return
            if name in done:
                return
            for target in list(self.by_name[name].references.values()):
                visit(target, [*path, name])
            done.add(name)

        for name in self.by_name:
            visit(name, [])

    # --- routes ---

    def routes(self, table: str, population: str) -> list[tuple[str, ...]]:
        """Every path of references from a table to a population."""
        return routes(table, population, self._leads)

    def _leads(self, table: str) -> dict[str, str]:
        references = self.by_name[table].references.items()
        return {name: target for name, target in references if target in self.by_name}

    def is_broken_beyond(self, table: str) -> bool:
        """Whether a reference of the table, or of those that it leads to, is not understood."""
        seen: set[str] = set()
        waiting = [table]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.by_name:
                continue
            seen.add(name)
            if self.by_name[name].broken:
                return True
            waiting.extend(self.by_name[name].references.values())
        return False

    def place_of(self, table: str) -> str:
        return self.by_name[table].declared.name.span.place


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a path of references: a field, or a reference itself."""

    through: tuple[str, ...]
    table: str
    name: str
    type: Type
    is_reference: bool
    target: str | None = None


def follow(shapes: Shapes, start: str, parts: tuple[ast.Name, ...]) -> Found | None:
    """Follow names from a row of a table; None where a name is unknown, which is then said."""
    through: list[str] = []
    here = shapes.by_name[start]
    for index, part in enumerate(parts):
        name = part.text
        if name in here.broken:
            return None
        last = index == len(parts) - 1
        if last and name in here.fields:
            return Found(tuple(through), here.name, name, here.fields[name], False)
        if name in here.references:
            through.append(name)
            target = shapes.by_name[here.references[name]]
            if last:
                key = target.fields.get(target.key or "", Type.TEXT)
                return Found(tuple(through), here.name, name, key, True, target.name)
            here = target
            continue
        if name in here.fields:
            say_nothing_beyond(shapes, part, parts[index + 1])
            return None
        say_unknown_column(shapes, here, part)
        return None
    return None


def say_nothing_beyond(shapes: Shapes, part: ast.Name, beyond: ast.Name) -> None:
    shapes.report.say(catalog.NOTHING_BEYOND, beyond.span, name=part.text, beyond=beyond.text)


def say_unknown_column(shapes: Shapes, shape: Shape, part: ast.Name) -> None:
    shapes.report.say(
        catalog.UNKNOWN_COLUMN,
        part.span,
        [Related(shape.declared.name.span, Said("declared here", "déclaré ici"))],
        table=shape.name,
        name=part.text,
        place=shape.declared.name.span.place,
        hint=_behind(shapes, shape, part.text)
        or hint(part.text, [*shape.fields, *shape.references]),
    )


def _behind(shapes: Shapes, shape: Shape, name: str) -> Said | None:
    """The way to a field of that name behind one of the table's references."""
    for reference, target in shape.references.items():
        if target in shapes.by_name and name in shapes.by_name[target].fields:
            return Said(
                f"`{name}` is a field of `{target}`: write `{reference}.{name}`",
                f"`{name}` est un champ de `{target}` : écrivez `{reference}.{name}`",
            )
    return None


def is_number(type_: Type) -> bool:
    return type_ in NUMERIC


def physical_name(member: ast.Field | ast.Reference) -> str:
    """The column that is read: the one after `from`, or the name itself."""
    if member.column is not None:
        return member.column.text
    assert member.name is not None
    return member.name.text


def table_description(table: ast.Table) -> model.Description:
    return description(table)
