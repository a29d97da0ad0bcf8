"""Resolve targets: a segment and its gates in, who is chosen, who is kept apart, what is given out.

Gates apply in the order in which they are written, so that order is checked: channels, exclusions,
a limit, a control group, columns.
"""

from dataclasses import dataclass, field

from segdsl.meaning import model
from segdsl.meaning.conditions import Conditions
from segdsl.meaning.literals import shown
from segdsl.meaning.names import description
from segdsl.meaning.scopes import Project, Scope
from segdsl.meaning.types import Type
from segdsl.syntax import ast
from segdsl.text.catalog import targets as catalog
from segdsl.text.catalog.meaning import DUPLICATE_MEMBER, NOT_A_METRIC
from segdsl.text.diagnostics import Related, Said
from segdsl.trees import walk

ORDER = ("by", "except", "at most", "control", "columns")
SEVERAL = "except"
OF_A_POPULATION = (ast.Segment, ast.Segmentation, ast.Metric, ast.List, ast.Channel)


def target(project: Project, declared: ast.Target) -> model.Target | None:
    """A target with its gates; None, said, where it is not known whose it is."""
    population = _population(project, declared)
    if population is None:
        return None
    assert declared.condition is not None
    conditions = Conditions(Scope(project, population, is_customer=True))
    gates = _Gates(declared, conditions)
    condition = conditions.condition(declared.condition)
    for gate in declared.gates:
        gates.take(gate)
    if "by" not in gates.seen:
        name = declared.name.text
        project.report.say(catalog.TARGET_NEEDS_BY, declared.name.span, name=name)
    return model.Target(
        declared.name.text,
        population,
        condition,
        tuple(gates.channels),
        tuple(gates.exclusions),
        gates.limit,
        gates.control,
        tuple(gates.columns.values()),
        description(declared),
        span=declared.name.span,
    )


def _population(project: Project, declared: ast.Target) -> str | None:
    """That of the first name that has one: of the segment, then of the channel."""
    there = [name for name, shape in project.shapes.by_name.items() if shape.is_population]
    if len(there) == 1:
        return there[0]
    for node in (declared.condition, *declared.gates):
        for part in walk(node):
            name = part.parts[0].text if isinstance(part, ast.Path) else None
            if isinstance(part, ast.ReachableBy):
                name = part.channel.text
            named = project.names.declared.get(name or "")
            if isinstance(named, OF_A_POPULATION):
                return project.population_of(named)
            if name in project.names.lost:
                return None
    if there and not project.names.has_lost("population"):
        populations = ", ".join(there)
        message = catalog.TARGET_POPULATION
        project.report.say(message, declared.name.span, populations=populations)
    return None


@dataclass(slots=True)
class _Gates:
    declared: ast.Target
    conditions: Conditions
    seen: dict[str, ast.Gate] = field(default_factory=dict)
    channels: list[model.InChannel] = field(default_factory=list)
    exclusions: list[model.Condition] = field(default_factory=list)
    limit: model.Limit | None = None
    control: model.Control | None = None
    columns: dict[str, model.FieldValue | model.ReferenceKey] = field(default_factory=dict)

    def take(self, gate: ast.Gate) -> None:
        say = self.conditions.project.report.say
        later = [word for word in self.seen if ORDER.index(word) > ORDER.index(gate.word)]
        if gate.word in self.seen and gate.word != SEVERAL:
            first = Related(self.seen[gate.word].span, Said("first here", "d'abord ici"))
            owner = self.declared.name.text
            say(DUPLICATE_MEMBER, gate.span, [first], name=gate.word, owner=owner)
            return
        if later:
            say(catalog.GATE_ORDER, gate.span, (), word=gate.word, later=later[0])
        self.seen.setdefault(gate.word, gate)
        match gate.word:
            case "by":
                self._by(gate)
            case "except":
                assert gate.condition is not None
                self.exclusions.append(self.conditions.condition(gate.condition))
            case "at most":
                self._at_most(gate)
            case "control":
                assert gate.share is not None
                assert gate.seed is not None
                if not 0 < gate.share.value < 100:
                    say(catalog.CONTROL_SHARE, gate.share.span)
                self.control = model.Control(gate.share.value, gate.seed.value, span=gate.span)
            case _:
                self._columns(gate)

    def _by(self, gate: ast.Gate) -> None:
        for path in gate.paths:
            name = ast.Name(".".join(part.text for part in path.parts), span=path.span)
            found = self.conditions.reachable(name, path.span)
            if isinstance(found, model.InChannel):
                self.channels.append(found)

    def _at_most(self, gate: ast.Gate) -> None:
        assert gate.count is not None
        if gate.count < 1:
            self.conditions.project.report.say(catalog.NOBODY_AT_MOST, gate.span)
        value = None
        if gate.value is not None:
            value = self.conditions.value(gate.value)
            is_ordered = isinstance(value, model.MetricValue | model.FieldValue)
            if isinstance(value, model.Broken):
                return
            if not is_ordered or value.type is Type.BOOLEAN:
                text = shown(gate.value)
                self.conditions.say(NOT_A_METRIC, gate.value.span, text=text)
                return
        self.limit = model.Limit(gate.count, value, gate.order == "highest", span=gate.span)

    def _columns(self, gate: ast.Gate) -> None:
        say = self.conditions.project.report.say
        for path in gate.paths:
            name = ".".join(part.text for part in path.parts)
            if name in self.columns:
                owner = self.declared.name.text
                say(DUPLICATE_MEMBER, path.span, (), name=name, owner=owner)
                continue
            found = self.conditions.scope.member(path)
            if isinstance(found, model.FieldValue | model.ReferenceKey):
                self.columns[name] = found
