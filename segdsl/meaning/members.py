"""Resolve the members of tables: declared fields and references in, model tables out."""

from zoneinfo import ZoneInfo

from segdsl.meaning import model
from segdsl.meaning.circles import circle_of_members
from segdsl.meaning.conditions import Conditions
from segdsl.meaning.literals import shown
from segdsl.meaning.names import description, hint
from segdsl.meaning.parameters import literal
from segdsl.meaning.scopes import Project, Scope
from segdsl.meaning.tables import Shape, Shapes, physical_name
from segdsl.meaning.types import NAMES, Type, comparable
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.source import Span
from segdsl.trees import children

KEYS = frozenset({Type.TEXT, Type.INTEGER, Type.DATE})
# what a computed field may be declared as, beside the type that its expression has
WIDER = {
    Type.INTEGER: {Type.NUMBER, Type.MONEY, Type.PERCENT},
    Type.MONEY: {Type.NUMBER},
    Type.NUMBER: {Type.PERCENT},
    Type.PERCENT: {Type.NUMBER},
}


class Members:
    """Resolves tables one by one, after the shapes of all are known."""

    def __init__(self, project: Project, timezone: str) -> None:
        self.project = project
        self.shapes: Shapes = project.shapes
        self.report = project.report
        self.timezone = timezone
        self._plain: dict[str, tuple[model.Field | model.Reference, ...]] = {}

    def tables(self) -> dict[str, model.Table]:
        """All tables: stored fields first, since every other expression may look at them."""
        for shape in self.shapes.by_name.values():
            self._stored(shape)
        found = {name: self._table(shape) for name, shape in self.shapes.by_name.items()}
        circle = circle_of_members(found)
        if circle is not None:
            self.report.say(catalog.DEFINITION_CYCLE, circle.span, circle=circle.shown)
        return found

    # --- fields that are read ---

    def _stored(self, shape: Shape) -> None:
        for member in shape.declared.members:
            if not isinstance(member, ast.Field) or member.name is None or member.value is not None:
                continue
            type_ = shape.fields.get(member.name.text)
            if type_ is None or shape.declared.grouping is not None:
                continue
            origin = model.Stored(physical_name(member))
            self._keep(shape, self._field(member, type_, origin, None))

    def _keep(self, shape: Shape, field: model.Field) -> None:
        self.project.fields.setdefault((shape.name, field.name), field)

    def _field(
        self, member: ast.Field, type_: Type, origin: model.Origin, zone: str | None
    ) -> model.Field:
        assert member.name is not None
        return model.Field(
            name=member.name.text,
            type=type_,
            origin=origin,
            zone=self._zone(member, type_, zone),
            private=member.private,
            one_of=self._one_of(member, type_),
            flags=self._flags(member, type_),
            span=member.name.span,
        )

    def _zone(self, member: ast.Field, type_: Type, inherited: str | None) -> str | None:
        """The zone of naive times: as written, else that of what the field is made from."""
        if member.zone is None:
            return (inherited or self.timezone) if type_ is Type.DATETIME else None
        if type_ is not Type.DATETIME or inherited is not None:
            self.report.say(catalog.CLAUSE_HERE, member.zone.span, word="in")
            return inherited
        try:
            ZoneInfo(member.zone.value)
        except (KeyError, ValueError, OSError):
            self.report.say(catalog.UNKNOWN_ZONE, member.zone.span, name=member.zone.value)
        return member.zone.value

    def _one_of(self, member: ast.Field, type_: Type) -> tuple[model.Constant, ...] | None:
        if member.one_of is None:
            return None
        found = []
        for option in member.one_of:
            fixed = literal(option)
            if fixed is None:
                self.report.say(catalog.NOT_CONSTANT, option.span)
            elif not comparable(fixed.type, type_):
                self._says_type(option.span, shown(option), type_, fixed.type)
            else:
                found.append(fixed)
        return tuple(found)

    def _flags(self, member: ast.Field, type_: Type) -> model.Flags | None:
        if member.flags is None:
            return None
        if type_ is not Type.BOOLEAN:
            assert member.name is not None
            self._says_type(member.flags.span, member.name.text, type_, Type.BOOLEAN)
            return None
        return model.Flags(
            tuple(_as_text(option) for option in member.flags.true),
            tuple(_as_text(option) for option in member.flags.false),
        )

    def _says_type(self, span: Span, name: str, declared: Type, found: Type) -> None:
        self.report.say(
            catalog.FIELD_TYPE, span, name=name, declared=NAMES[declared], found=NAMES[found]
        )

    # --- tables ---

    def _table(self, shape: Shape) -> model.Table:
        declared = shape.declared
        grouping = self._grouping(shape)
        fields: list[model.Field] = []
        references: list[model.Reference] = []
        for member in declared.members:
            match member:
                case ast.Field(name=ast.Name(name)) if name in shape.fields:
                    if all(name != field.name for field in fields):
                        fields.append(self._member(shape, member))
                case ast.Field(role="at", name=None, value=ast.Path() as path) if shape.at:
                    fields.append(self._borrowed(shape, shape.at, path))
                case ast.Reference(ast.Name(name)) if name in shape.references:
                    references.append(self._reference(shape, member))
        if declared.grouping is not None and grouping is not None:
            self._keys_of_groups(shape, declared.grouping, fields, references)
        self._check_key(shape)
        where = None
        if declared.where is not None and declared.grouping is None:
            where = self._row_condition(shape.name, declared.where)
        return model.Table(
            name=shape.name,
            singular=shape.singular,
            is_population=shape.is_population,
            physical=declared.physical.parts if declared.physical is not None else (),
            grouping=grouping,
            where=where,
            key=shape.key,
            at=shape.at or None,
            fields=tuple(fields),
            references=tuple(references),
            description=description(declared),
            span=declared.name.span,
        )

    def _row_condition(self, table: str, node: ast.Expression) -> model.Condition:
        return Conditions(Scope(self.project, table, is_customer=False)).condition(node)

    def _check_key(self, shape: Shape) -> None:
        if shape.key is None or shape.key in shape.broken:
            return
        type_ = shape.fields[shape.key]
        if type_ in KEYS:
            return
        for member in shape.declared.members:
            if isinstance(member, ast.Field) and member.role == "key":
                self.report.say(catalog.KEY_TYPE, member.span, type=NAMES[type_])

    def _member(self, shape: Shape, member: ast.Field) -> model.Field:
        assert member.name is not None
        name = member.name.text
        type_ = shape.fields[name]
        if shape.declared.grouping is not None:
            return self._of_group(shape, member, type_)
        if member.value is None:
            return self.project.fields[shape.name, name]
        value = self._computed(shape, member.value)
        self._check_type(member, type_, value)
        field = self._field(member, type_, model.Computed(value), self._zone_of(value))
        self._keep(shape, field)
        return field

    def _borrowed(self, shape: Shape, name: str, path: ast.Path) -> model.Field:
        """`at order.ordered_at`: a field that reads the time of another row."""
        value = Scope(self.project, shape.name, is_customer=False).member(path)
        zone = self._zone_of(value) or self.timezone
        type_ = shape.fields[name]
        origin = model.Computed(value)
        return model.Field(
            name, type_, origin, zone if type_ is Type.DATETIME else None, span=path.span
        )

    def _computed(self, shape: Shape, node: ast.Expression) -> model.Value:
        scope = Scope(self.project, shape.name, is_customer=False, is_field=True)
        return Conditions(scope).value(node)

    def _check_type(self, member: ast.Field, declared: Type, value: model.Value) -> None:
        if isinstance(value, model.Broken):
            return
        if value.type is declared or declared in WIDER.get(value.type, ()):
            return
        assert member.name is not None
        assert member.value is not None
        self._says_type(member.value.span, member.name.text, declared, value.type)

    def _zone_of(self, value: model.Value) -> str | None:
        """The zone of a moment that is taken as it is from a field."""
        match value:
            case model.FieldValue(_, table, name, Type.DATETIME):
                found = self.project.fields.get((table, name))
                return None if found is None else found.zone
            case model.Aggregate(column=column) if column is not None:
                return self._zone_of(column)
            case _:
                return None

    def _reference(self, shape: Shape, member: ast.Reference) -> model.Reference:
        target = self.shapes.by_name[shape.references[member.name.text]]
        type_ = target.fields.get(target.key or "", Type.TEXT)
        origin: model.Stored | model.Shared = model.Stored(physical_name(member))
        grouping = shape.declared.grouping
        if grouping is not None and grouping.source.text in self.shapes.by_name:
            shared = self._shared(grouping, member)
            if isinstance(shared, model.ReferenceKey) and shared.target != target.name:
                self.report.say(
                    catalog.OTHER_TARGET,
                    member.target.span,
                    name=member.name.text,
                    theirs=shared.target,
                    ours=target.name,
                )
            elif isinstance(shared, model.FieldValue) and shared.type is not type_:
                self._says_type(member.name.span, member.name.text, type_, shared.type)
            if not isinstance(shared, model.Broken):
                origin = model.Shared(shared, member.name.text in _by(grouping))
        return model.Reference(member.name.text, target.name, origin, type_, span=member.name.span)

    # --- groups ---

    def _grouping(self, shape: Shape) -> model.Grouping | None:
        grouping = shape.declared.grouping
        if grouping is None:
            return None
        source = grouping.source
        inner = self.shapes.by_name.get(source.text)
        if inner is None:
            if source.text not in self.project.names.lost:
                close = hint(source.text, self.shapes.by_name)
                self.report.say(catalog.UNKNOWN_SOURCE, source.span, name=source.text, hint=close)
            return None
        condition = None
        if grouping.where is not None:
            condition = self._row_condition(source.text, grouping.where)
        return model.Grouping(source.text, condition, span=source.span)

    def _of_group(self, shape: Shape, member: ast.Field, type_: Type) -> model.Field:
        grouping = shape.declared.grouping
        assert grouping is not None
        assert member.name is not None
        if grouping.source.text not in self.shapes.by_name:
            return self._field(member, type_, model.Computed(model.Broken()), None)
        origin: model.Origin
        if member.value is None:
            shared = self._shared(grouping, member)
            value: model.Value = shared
            is_key = member.name.text in _by(grouping)
            origin = (
                model.Computed(shared)
                if isinstance(shared, model.Broken)
                else model.Shared(shared, is_key)
            )
            if not isinstance(shared, model.Broken) and shared.type is not type_:
                self._says_type(member.name.span, member.name.text, type_, shared.type)
        else:
            source = grouping.source.text
            scope = Scope(self.project, source, is_customer=False, groups=source)
            value = Conditions(scope).value(member.value)
            self._check_type(member, type_, value)
            self._check_gathered(value, source)
            origin = model.Gathered(value)
        field = self._field(member, type_, origin, self._zone_of(value))
        self._keep(shape, field)
        return field

    def _check_gathered(self, value: model.Node, source: str) -> None:
        """A field of a row, outside any aggregate, has no one value in the group."""
        match value:
            case model.FieldValue() | model.ReferenceKey():
                assert value.span is not None
                text = value.span.text
                self.report.say(catalog.NOT_IN_GROUP, value.span, text=text, table=source)
            case model.Aggregate() | model.Rows():
                return
            case model.Broken():
                return
            case _:
                for child in children(value):
                    if isinstance(child, model.Node):
                        self._check_gathered(child, source)

    def _shared(
        self, grouping: ast.Grouping, member: ast.Field | ast.Reference
    ) -> model.FieldValue | model.ReferenceKey | model.Broken:
        """The field or reference of the grouped rows that a member of the group stands for."""
        assert member.name is not None
        name = member.name.text
        for path in grouping.by:
            if path.parts[-1].text == name:
                return self._of_rows(grouping, path)
        column = member.column or member.name
        return self._of_rows(grouping, ast.Path((column,), span=column.span))

    def _of_rows(
        self, grouping: ast.Grouping, path: ast.Path
    ) -> model.FieldValue | model.ReferenceKey | model.Broken:
        scope = Scope(self.project, grouping.source.text, is_customer=False)
        value = scope.member(path)
        assert isinstance(value, model.FieldValue | model.ReferenceKey | model.Broken)
        return value

    def _keys_of_groups(
        self,
        shape: Shape,
        grouping: ast.Grouping,
        fields: list[model.Field],
        references: list[model.Reference],
    ) -> None:
        """Members for what stands after `by` and was not declared as a member."""
        declared = {field.name for field in fields} | {one.name for one in references}
        for path in grouping.by:
            name = path.parts[-1].text
            if name in declared:
                continue
            value = self._of_rows(grouping, path)
            span = path.span
            if isinstance(value, model.ReferenceKey):
                origin = model.Shared(value, is_key=True)
                references.append(
                    model.Reference(name, value.target, origin, value.type, span=span)
                )
            elif isinstance(value, model.FieldValue):
                origin = model.Shared(value, is_key=True)
                zone = self._zone_of(value)
                field = model.Field(name, value.type, origin, zone, span=span)
                fields.append(field)
                self._keep(shape, field)


def _by(grouping: ast.Grouping) -> set[str]:
    return {path.parts[-1].text for path in grouping.by}


def _as_text(option: ast.Expression) -> str:
    """A flag's value as the text that a column holds: `"Y"`, `1`, `true`."""
    return option.value if isinstance(option, ast.Text) else shown(option)
