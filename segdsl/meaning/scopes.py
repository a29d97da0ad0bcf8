"""Say what a name stands for where it is written: a path in, a value or a condition out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from segdsl.meaning import model
from segdsl.meaning.names import Names, Report, hint
from segdsl.meaning.tables import (
    Shape,
    Shapes,
    follow,
    say_nothing_beyond,
    say_unknown_column,
)
from segdsl.meaning.types import Type
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.catalog.targets import TARGET_HERE
from segdsl.text.diagnostics import Related, Said
from segdsl.text.spelling import closest

Chosen = model.InSegment | model.InClass | model.InList  # customers, by a name
Meant = model.Value | Chosen
# a table is named in its own places, a channel after `reachable by`, a define with its arguments
NO_CONDITIONS = (ast.Table, ast.Channel, ast.Define, ast.Target)
YES_NO = {
    **dict.fromkeys(("yes", "oui", "vrai", "y"), "true"),
    **dict.fromkeys(("non", "faux", "n"), "false"),
}


@dataclass(slots=True)
class Project:
    """What is known while a project is being resolved; metrics and the like are found on demand."""

    names: Names
    report: Report
    shapes: Shapes
    week_starts: str = "monday"
    parameters: dict[str, model.Constant] = field(default_factory=dict)
    fields: dict[tuple[str, str], model.Field] = field(default_factory=dict)
    defines: dict[str, model.Define | None] = field(default_factory=dict)
    defines_in_progress: set[str] = field(default_factory=set)
    recursive: set[str] | None = None  # the templates that call themselves, once that is known
    said_of_calls: set[object] = field(default_factory=set)
    metric_of: Callable[[ast.Metric, ast.Name], model.Metric | None] = lambda metric, at: None
    classes_of: Callable[[ast.Segmentation], tuple[str, ...] | None] = lambda segmentation: None
    population_of: Callable[[ast.Declaration], str | None] = lambda declaration: None


@dataclass(frozen=True, slots=True)
class Scope:
    """A row of `table`: of the population (`is_customer`) or of a source inside `where (…)`.

    `groups` names the grouped source whose members are being resolved: aggregates of it are of
    the group's rows. In a computed field (`is_field`) rows that refer to this one may be counted.
    """

    project: Project
    table: str
    is_customer: bool
    groups: str | None = None
    is_field: bool = False
    arguments: Mapping[str, model.Constant | model.ParameterValue] | None = None  # of a `define`

    def row_of(self, source: str) -> "Scope":
        """The rows of a source, inside the `where (…)` of what is being resolved here."""
        return Scope(self.project, source, is_customer=False, arguments=self.arguments)

    def path(self, path: ast.Path) -> Meant:
        """What a path means here; Broken, already reported, where it means nothing."""
        first = path.parts[0]
        shape = self.project.shapes.by_name[self.table]
        is_member = first.text in shape.fields or first.text in shape.references
        named = self.project.names.declared.get(first.text)
        declared = None if isinstance(named, NO_CONDITIONS) else named
        if self.arguments is not None and first.text in self.arguments:
            twice = declared if self.is_customer or isinstance(declared, ast.Parameter) else None
            return self._argument(path, first, shape if is_member else None, twice)
        if first.text in shape.broken:
            return model.Broken(span=path.span)
        if is_member and (
            isinstance(declared, ast.Parameter) or (declared is not None and self.is_customer)
        ):
            self._ambiguous(first, shape, declared)
            return model.Broken(span=path.span)
        if is_member:
            return self.member(path)
        if declared is None and isinstance(named, ast.Target):
            self.project.report.say(TARGET_HERE, first.span, name=first.text)
            return model.Broken(span=path.span)
        if declared is None:
            self._unknown(path, first)
            return model.Broken(span=path.span)
        beyond = 2 if isinstance(declared, ast.Segmentation) else 1
        if len(path.parts) > beyond:
            say_nothing_beyond(self.project.shapes, path.parts[beyond - 1], path.parts[beyond])
            return model.Broken(span=path.span)
        if isinstance(declared, ast.Parameter):
            return self._parameter(path, first)
        if not self.is_customer:
            self.project.report.say(
                catalog.NOT_IN_WHERE, first.span, name=first.text, table=self.table
            )
            return model.Broken(span=path.span)
        return self._declared(path, declared)

    def member(self, path: ast.Path) -> model.Value:
        """A field or reference of this row, or of one that its references find."""
        found = follow(self.project.shapes, self.table, path.parts)
        if found is None:
            return model.Broken(span=path.span)
        if found.is_reference:
            assert found.target is not None
            return model.ReferenceKey(found.through, found.target, found.type, span=path.span)
        return model.FieldValue(found.through, found.table, found.name, found.type, span=path.span)

    def _unknown(self, path: ast.Path, first: ast.Name) -> None:
        if first.text in self.project.names.lost:
            return  # said where it is declared
        shape = self.project.shapes.by_name[self.table]
        if not self.is_customer:
            say_unknown_column(self.project.shapes, shape, first)
            return
        if self._says_where_it_is(path, first):
            return
        there = hint(first.text, self._names())
        self.project.report.say(catalog.UNKNOWN_NAME, first.span, name=first.text, hint=there)

    def _names(self) -> list[str]:
        """Every name that a condition on customers may use."""
        shape = self.project.shapes.by_name[self.table]
        declared = self.project.names.declared.items()
        named = [name for name, one in declared if not isinstance(one, NO_CONDITIONS)]
        return [*shape.fields, *shape.references, *named]

    def _says_where_it_is(self, path: ast.Path, name: ast.Name) -> bool:
        """Says where a name stands that has a meaning, but not here."""
        text = name.text
        shapes = self.project.shapes.by_name
        owner = next((table for table, other in shapes.items() if text in other.fields), None)
        beyond = ".".join(part.text for part in path.parts[1:])
        advice = None
        declared = self.project.names.declared.get(text)
        if isinstance(declared, ast.Channel):
            advice = Said(
                f"`{text}` is a channel: write `reachable by {text}`",
                f"`{text}` est un canal : écrivez `reachable by {text}`",
            )
        elif isinstance(declared, ast.Define):
            takes = ", ".join(one.name.text for one in declared.parameters)
            advice = Said(
                f"it takes values: write `{text}({takes})`",
                f"il demande des valeurs : écrivez `{text}({takes})`",
            )
        elif beyond and text in (self.table, shapes[self.table].singular):
            advice = Said(
                f"write `{beyond}`: fields of the population stand alone",
                f"écrivez `{beyond}` : un champ de la population s'écrit seul",
            )
        elif beyond and text in shapes:
            advice = Said(
                f"it has a value for each row: write an aggregate such as "
                f"`last of {text}.{beyond}`",
                f"il a une valeur par ligne : écrivez un agrégat tel que `last of {text}.{beyond}`",
            )
        elif beyond:
            return False
        elif text in shapes and not shapes[text].is_population:
            advice = Said(
                f"`{text}` is a source: write `any {text}`, or `count of {text} >= …`",
                f"`{text}` est une source : écrivez `any {text}`, ou `count of {text} >= …`",
            )
        elif owner is not None:
            advice = Said(
                f"`{text}` is a column of `{owner}`: it stands in `where (…)`, or in an aggregate "
                f"such as `last of {owner}.{text}`",
                f"`{text}` est une colonne de `{owner}` : elle se place dans `where (…)`, ou dans "
                f"un agrégat tel que `last of {owner}.{text}`",
            )
        elif text.lower() in ("null", "none", "nil", "vide"):
            advice = Said("write `is missing`", "écrivez `is missing`")
        elif text.lower() in YES_NO:
            meant = YES_NO[text.lower()]
            advice = Said(f"write `{meant}`", f"écrivez `{meant}`")
        elif text[:1].isupper() and closest(text, self._names()) is None:
            advice = Said(
                f'if it is a text, write `"{text}"`', f'si c\'est un texte, écrivez `"{text}"`'
            )
        if advice is not None:
            self.project.report.say(catalog.UNKNOWN_NAME, name.span, name=text, hint=advice)
        return advice is not None

    def _ambiguous(self, name: ast.Name, shape: Shape, declared: ast.AnyDeclaration | None) -> None:
        """Says a name that fits twice, and shows both places."""
        member = next(
            (one for one in shape.declared.members if one.name and one.name.text == name.text),
            shape.declared,
        )
        here = Said("declared here", "déclaré ici")
        related = [Related(member.span, here)]
        if declared is not None:
            related.append(Related(declared.name.span, here))
        self.project.report.say(
            catalog.AMBIGUOUS_NAME, name.span, related, name=name.text, table=self.table
        )

    def _argument(
        self,
        path: ast.Path,
        name: ast.Name,
        shape: Shape | None,
        declared: ast.AnyDeclaration | None,
    ) -> model.Value:
        """The value of a parameter of the `define` that is being expanded."""
        assert self.arguments is not None
        place = None
        if shape is not None:
            members = shape.declared.members
            place = next((m.span for m in members if m.name and m.name.text == name.text), None)
        elif declared is not None:
            place = declared.name.span
        if place is not None:
            related = [Related(place, Said("declared here", "déclaré ici"))]
            self.project.report.say(catalog.PARAMETER_TWICE, name.span, related, name=name.text)
            return model.Broken(span=path.span)
        if len(path.parts) > 1:
            say_nothing_beyond(self.project.shapes, name, path.parts[1])
            return model.Broken(span=path.span)
        return self.arguments[name.text]

    def _parameter(self, path: ast.Path, name: ast.Name) -> model.Value:
        constant = self.project.parameters.get(name.text)
        if constant is None:
            return model.Broken(span=path.span)
        return model.ParameterValue(name.text, constant, span=path.span)

    def _declared(self, path: ast.Path, declared: ast.AnyDeclaration) -> Meant:
        first = path.parts[0]
        broken = model.Broken(span=path.span)
        if not self.is_of_here(declared, first):
            return broken
        match declared:
            case ast.Metric():
                metric = self.project.metric_of(declared, first)
                if metric is None or isinstance(metric.value, model.Broken):
                    return broken
                return model.MetricValue(first.text, metric.value.type, span=path.span)
            case ast.Segment():
                return model.InSegment(first.text, span=path.span)
            case ast.List():
                return model.InList(first.text, span=path.span)
            case ast.Segmentation() if len(path.parts) > 1:
                return self.classes(declared, (path.parts[1],), path)
            case ast.Segmentation():
                return model.ClassValue(first.text, span=path.span)
            case _:
                return broken

    def is_of_here(self, declared: ast.Declaration, at: ast.Name) -> bool:
        """Whether a declaration is about this population; said where it is about another."""
        theirs = self.project.population_of(declared)
        if theirs is not None and theirs != self.table:
            self.project.report.say(
                catalog.OTHER_POPULATION, at.span, name=at.text, theirs=theirs, ours=self.table
            )
        return theirs == self.table

    def classes(
        self, segmentation: ast.Segmentation, names: tuple[ast.Name, ...], whole: ast.Node
    ) -> model.InClass | model.Broken:
        """A test of classes by name; of a `by` segmentation any text may be meant."""
        known = self.project.classes_of(segmentation)
        for name in names:
            if known is not None and name.text not in known:
                self.project.report.say(
                    catalog.UNKNOWN_CLASS,
                    name.span,
                    segmentation=segmentation.name.text,
                    name=name.text,
                    classes=", ".join(known),
                    hint=hint(name.text, known),
                )
                return model.Broken(span=whole.span)
        texts = tuple(name.text for name in names)
        return model.InClass(segmentation.name.text, texts, span=whole.span)


def type_names(types: Mapping[str, Type]) -> str:
    """The types as a list to show."""
    return ", ".join(types)
