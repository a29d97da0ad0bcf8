"""Resolve calls of a `define`: a call and where it stands in, what the template says there out.

A template is expanded where it is called, its parameters replaced by fixed values. What is wrong
with it whatever the values is said once, where it is declared; what is wrong only with these
values, or in this place, is said there and shows the call.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.circles import circle_in
from segdsl.meaning.literals import shown
from segdsl.meaning.names import description, hint
from segdsl.meaning.parameters import fits
from segdsl.meaning.scopes import Project, Scope
from segdsl.meaning.types import NAMES, Type
from segdsl.meaning.values import Values
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Diagnostic, Related, Said
from segdsl.trees import walk

Fixed = model.Constant | model.ParameterValue
TYPES = {type_.value: type_ for type_ in Type}
# what stands for a parameter while its template is read by itself
SAMPLES: Mapping[Type, Decimal | str | bool | date | Length] = {
    Type.TEXT: "",
    Type.INTEGER: Decimal(1),
    Type.NUMBER: Decimal(1),
    Type.MONEY: Decimal(1),
    Type.PERCENT: Decimal(1),
    Type.BOOLEAN: True,
    Type.DATE: date(2000, 1, 1),
    Type.DATETIME: date(2000, 1, 1),
    Type.DURATION: Length(1, Unit.DAY),
}
CALLED_HERE = Said("called here", "appelé ici")
DECLARED_HERE = Said("declared here", "déclaré ici")
_NOT_CALLED = Said(
    "brackets after a name call a `define`; a condition needs `and` or `or` before them",
    "des parenthèses après un nom appellent un `define` ; une condition demande `and` ou `or`",
)


class Calls(Values):
    """Adds calls to the values that can be resolved."""

    def call(self, node: ast.Call) -> model.Value:
        """What a template says here, with these values for its parameters."""
        broken = model.Broken(span=node.span)
        given = [self.value(argument) for argument in node.arguments]
        names = self.project.names
        declared = names.declared.get(node.name.text)
        if not isinstance(declared, ast.Define):
            if node.name.text not in names.lost:
                there = [n for n, d in names.declared.items() if isinstance(d, ast.Define)]
                close = hint(node.name.text, there) if there else _NOT_CALLED
                return self.say(
                    catalog.UNKNOWN_NAME, node.name.span, name=node.name.text, hint=close
                )
            return broken
        if not self._is_sound(declared):
            return broken
        arguments = self._arguments(node, declared, given)
        if arguments is None:
            return broken
        value = self._expanded(node, declared, arguments)
        match value:
            case model.Broken() | model.Constant() | model.ParameterValue():
                return value
            case model.Truth(condition):
                called = model.Called(
                    node.name.text, tuple(arguments.values()), condition, span=node.span
                )
                return model.Truth(called, span=node.span)
            case _:
                return model.CalledValue(
                    node.name.text, tuple(arguments.values()), value, span=node.span
                )

    def _is_sound(self, declared: ast.Define) -> bool:
        """Whether a template has a meaning by itself; one that is being read is taken to."""
        name = declared.name.text
        if name in self.project.defines_in_progress:
            return True
        return define_of(self.project, declared, type(self)) is not None

    def _arguments(
        self, node: ast.Call, declared: ast.Define, given: list[model.Value]
    ) -> dict[str, Fixed] | None:
        """The value of each parameter; None, already said, where one does not fit."""
        takes = declared.parameters
        if len(given) != len(takes):
            self.project.report.say(
                catalog.ARGUMENT_COUNT,
                node.span,
                [Related(declared.name.span, DECLARED_HERE)],
                name=node.name.text,
                count=str(len(takes)),
                given=str(len(given)),
                parameters=", ".join(shown(one) for one in takes),
            )
            return None
        found: dict[str, Fixed] = {}
        for one, value, written in zip(takes, given, node.arguments, strict=True):
            fixed = self._fixed(one, value, written)
            if fixed is not None:
                found[one.name.text] = fixed
        return found if len(found) == len(takes) else None

    def _fixed(
        self, takes: ast.DefineParameter, value: model.Value, written: ast.Expression
    ) -> Fixed | None:
        related = [Related(takes.span, DECLARED_HERE)]
        say = self.project.report.say
        if isinstance(value, model.Broken):
            return None
        if not isinstance(value, model.Constant | model.ParameterValue):
            say(catalog.ARGUMENT_FIXED, written.span, related, name=takes.name.text)
            return None
        type_ = TYPES[takes.type.text]
        if fits(type_, value.type):
            return value
        if type_ is Type.DURATION and value.type in (Type.INTEGER, Type.NUMBER):
            name, bare = takes.name.text, shown(written)
            say(catalog.BARE_NUMBER, written.span, related, left=name, right=bare)
            return None
        say(
            catalog.ARGUMENT_TYPE,
            written.span,
            related,
            name=takes.name.text,
            text=shown(written),
            declared=NAMES[type_],
            found=NAMES[value.type],
        )
        return None

    def _expanded(
        self, node: ast.Call, declared: ast.Define, arguments: Mapping[str, Fixed]
    ) -> model.Value:
        assert declared.body is not None
        scope = replace(self.scope, arguments=arguments)
        before = len(self.project.report.found)
        value = type(self)(scope).whole(declared.body)
        for one in _taken(self.project, before, declared):
            said = (one.message.code, one.span, str(one.facts), self.scope.table)
            if said not in self.project.said_of_calls:
                self.project.said_of_calls.add(said)
                called = Related(node.span, CALLED_HERE)
                self.project.report.found.append(replace(one, related=(*one.related, called)))
        return value


def define_of(project: Project, declared: ast.Define, resolver: type[Calls]) -> model.Define | None:
    """A template read by itself; None, said once, where it has no meaning anywhere."""
    name = declared.name.text
    if name not in project.defines:
        project.defines_in_progress.add(name)
        project.defines[name] = _define(project, declared, resolver)
        project.defines_in_progress.discard(name)
    return project.defines[name]


def _define(project: Project, declared: ast.Define, resolver: type[Calls]) -> model.Define | None:
    """Reads it as a rule on each population, then on the rows of each source: one must do."""
    parameters = _parameters(project, declared)
    if parameters is None or declared.name.text in _recursive(project):
        return None
    assert declared.body is not None
    shapes = project.shapes.by_name.values()
    samples: dict[str, Fixed] = {
        name: model.ParameterValue(name, model.Constant(SAMPLES[type_], type_))
        for name, type_ in parameters
    }
    tries = [shape.name for shape in shapes if shape.is_population]
    scopes = [Scope(project, name, is_customer=True, arguments=samples) for name in tries]
    scopes += [Scope(project, one.name, is_customer=False, arguments=samples) for one in shapes]
    least: list[Diagnostic] | None = None
    for scope in scopes:
        if not scope.is_customer and least and all(_is_twice(one) for one in least):
            break  # a source that lacks the name would only hide it
        before = len(project.report.found)
        body = resolver(scope).whole(declared.body)
        said = _taken(project, before, declared)
        if not said:
            if isinstance(body, model.Broken):
                return None  # said where what it names is declared
            about = description(declared)
            span = declared.name.span
            return model.Define(
                declared.name.text, tuple(parameters), scope.table, body, about, span=span
            )
        if least is None or len(said) < len(least):
            least = said
    project.report.found += least or []
    return None


def _is_twice(one: Diagnostic) -> bool:
    return one.message is catalog.PARAMETER_TWICE


def _parameters(project: Project, declared: ast.Define) -> list[tuple[str, Type]] | None:
    found: dict[str, Type] = {}
    is_sound = True
    for one in declared.parameters:
        name = one.name.text
        if one.type.text not in TYPES:
            is_sound = False
            project.report.say(
                catalog.UNKNOWN_TYPE,
                one.type.span,
                name=one.type.text,
                types=", ".join(TYPES),
                hint=hint(one.type.text, TYPES),
            )
        elif name.casefold() in (other.casefold() for other in found):
            is_sound = False
            owner = declared.name.text
            project.report.say(catalog.DUPLICATE_MEMBER, one.name.span, name=name, owner=owner)
        else:
            found[name] = TYPES[one.type.text]
    return list(found.items()) if is_sound else None


def _recursive(project: Project) -> set[str]:
    """The templates that call themselves, by whatever way; each circle is said once."""
    if project.recursive is None:
        project.recursive = set()
        uses = {
            name: {part.name.text for part in walk(one.body) if isinstance(part, ast.Call)}
            for name, one in project.names.declared.items()
            if isinstance(one, ast.Define)
        }
        while (circle := circle_in(uses)) is not None:
            span = project.names.declared[circle[0]].name.span
            project.report.say(catalog.DEFINITION_CYCLE, span, circle=" → ".join(circle))
            for name in circle:
                project.recursive.add(name)
                uses.pop(name, None)
    return project.recursive


def _taken(project: Project, before: int, declared: ast.Define) -> list[Diagnostic]:
    """What was said since then inside a template's own text, taken back to be said otherwise."""
    ours, others = [], []
    for one in project.report.found[before:]:
        span, whole = one.span, declared.span
        inside = span is not None and span.file == whole.file
        if inside and span is not None and whole.start <= span.start < whole.end:
            ours.append(one)
        else:
            others.append(one)
    project.report.found[before:] = others
    return ours
