"""Say what a project means: its files as written in; the model, and what is to be said, out.

Tables first, then what is declared on populations. Metrics are resolved when first asked for, so
files and declarations may stand in any order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from segdsl.meaning import model, moments, moves
from segdsl.meaning.calls import define_of
from segdsl.meaning.circles import circle_in
from segdsl.meaning.conditions import Conditions
from segdsl.meaning.lists import Contents, listed
from segdsl.meaning.literals import shown
from segdsl.meaning.members import Members
from segdsl.meaning.names import Names, Report, described, description, hint
from segdsl.meaning.parameters import Parameters
from segdsl.meaning.promises import promises
from segdsl.meaning.scopes import Project, Scope
from segdsl.meaning.settings import Settings
from segdsl.meaning.standings import better_of
from segdsl.meaning.tables import Shapes
from segdsl.meaning.targets import target
from segdsl.meaning.types import NAMES, NUMERIC, Type
from segdsl.meaning.uses import Declared, bodies, named
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.catalog import project as project_catalog
from segdsl.text.catalog import words as words_catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Said
from segdsl.trees import walk

LONGEST_CIRCLE = 50  # metrics in a circle that are followed by name
CLASS_TYPES = frozenset({Type.TEXT, Type.INTEGER, Type.BOOLEAN, Type.DATE})


def project(
    modules: Sequence[ast.Module],
    settings: Settings,
    overrides: Mapping[str, str],
    contents: Contents | None = None,
) -> tuple[model.Project, tuple[Diagnostic, ...]]:
    """The model of all files together; `overrides` are parameters given another value, as text,
    `contents` what the files of lists hold, by the path that a list names.

    A project with errors holds `model.Broken` where something was not understood, and is never
    planned.
    """
    resolver = _Resolver(settings)
    resolver.names.collect(modules)
    resolver.shapes.collect()
    resolver.shapes.settle_groups()
    resolver.shapes.settle_borrowed_times()
    parameters = Parameters(resolver.project).found(overrides)
    tables = Members(resolver.project, settings.timezone).tables()
    resolver.check_clauses()
    channels = resolver.channels()
    defines = resolver.defines()
    lists = resolver.lists(contents or {})
    metrics = resolver.metrics()
    segments = resolver.segments()
    segmentations = resolver.segmentations()
    targets = resolver.targets()
    resolver.check_circles([*segments.values(), *segmentations.values(), *channels.values()])
    found = model.Project(
        name=settings.name,
        timezone=settings.timezone,
        week_starts=settings.week_starts,
        languages=settings.languages,
        value_metrics=resolver.value_metrics(metrics),
        tables=tables,
        parameters=parameters,
        metrics=metrics,
        segments=segments,
        segmentations=segmentations,
        channels=channels,
        defines=defines,
        lists=lists,
        targets=targets,
        histories=moves.histories(tables, settings.schema),
    )
    said = tuple(resolver.report.found)
    if not any(one.is_error for one in said):  # a definition in a circle has no end
        names = (*channels, *metrics, *segments, *segmentations, *targets)
        said = moments.troubles(found, names, None)
    return found, said


@dataclass(slots=True)
class _Resolver:
    settings: Settings
    report: Report = field(default_factory=Report)
    names: Names = field(init=False)
    shapes: Shapes = field(init=False)
    project: Project = field(init=False)
    found_metrics: dict[str, model.Metric | None] = field(default_factory=dict)
    in_progress: list[str] = field(default_factory=list)
    found_populations: dict[str, str | None] = field(default_factory=dict)
    has_said_none: bool = False

    def __post_init__(self) -> None:
        self.names = Names(self.report)
        self.shapes = Shapes(self.names, self.report, self.settings)
        self.project = Project(
            self.names,
            self.report,
            self.shapes,
            self.settings.week_starts,
            metric_of=self.metric_of,
            classes_of=classes_of,
            population_of=self.population_of,
        )

    # --- whose it is ---

    def population_of(self, declared: ast.Declaration) -> str | None:
        """The population that a declaration is about; None, said once, where that is unclear."""
        name = declared.name.text
        if name not in self.found_populations:
            self.found_populations[name] = self._population_of(declared)
        return self.found_populations[name]

    def _population_of(self, declared: ast.Declaration) -> str | None:
        shapes = self.shapes.by_name
        there = [name for name, shape in shapes.items() if shape.is_population]
        if declared.of is not None:
            name = declared.of.text
            if name in there:
                return name
            if name not in self.names.lost:
                self.report.say(
                    catalog.UNKNOWN_POPULATION, declared.of.span, name=name, hint=hint(name, there)
                )
            return None
        if self.names.has_lost("population"):
            return None
        if len(there) == 1:
            return there[0]
        if there:
            facts: dict[str, str | Said] = {
                "populations": ", ".join(there),
                "first": there[0],
            }
            before = declared.name if declared.label is None else declared.label
            end = replace(before.span, start=before.span.end)
            fix = Fix(end, f" of {there[0]}")
            self.report.found.append(
                Diagnostic(catalog.POPULATION_NEEDED, declared.name.span, facts, fixes=(fix,))
            )
        elif not self.has_said_none:
            self.has_said_none = True
            self.report.say(catalog.NO_POPULATION, declared.name.span)
        return None

    def _conditions(self, population: str) -> Conditions:
        return Conditions(Scope(self.project, population, is_customer=True))

    # --- metrics ---

    def metric_of(self, declared: ast.Metric, at: ast.Name) -> model.Metric | None:
        """A metric, resolved when first asked for; None where it is defined by itself."""
        name = declared.name.text
        if name in self.in_progress:
            circle = [*self.in_progress[self.in_progress.index(name) :], name]
            self.report.say(catalog.DEFINITION_CYCLE, at.span, circle=" → ".join(circle))
            return None
        if len(self.in_progress) >= LONGEST_CIRCLE:  # metrics follow those that they name
            circle = [*self.in_progress[:3], "…", self.in_progress[0]]
            self.report.say(catalog.DEFINITION_CYCLE, at.span, circle=" → ".join(circle))
            return None
        if name not in self.found_metrics:
            self.in_progress.append(name)
            self.found_metrics[name] = self._metric(declared)
            self.in_progress.pop()
        return self.found_metrics[name]

    def _metric(self, declared: ast.Metric) -> model.Metric | None:
        population = self.population_of(declared)
        if population is None:
            return None
        assert declared.value is not None
        conditions = self._conditions(population)
        value = conditions.whole(declared.value)
        if conditions.has_months(value):
            value = conditions.months_here(value, declared.value.span)
        return model.Metric(
            declared.name.text,
            population,
            value,
            better_of(declared),
            description(declared),
            span=declared.name.span,
        )

    def metrics(self) -> dict[str, model.Metric]:
        found: dict[str, model.Metric] = {}
        for declared in self._in_order():
            self.metric_of(declared, declared.name)
        for name, one in self.names.declared.items():
            if isinstance(one, ast.Metric):
                metric = self.metric_of(one, one.name)
                if metric is not None:
                    found[name] = metric
        return found

    def _in_order(self) -> Iterator[ast.Metric]:
        """Metrics after those that they name, so that none waits for another thousands deep."""
        seen: set[str] = set()
        for start in self.names.declared:
            waiting = [(start, False)]
            while waiting:
                name, is_ready = waiting.pop()
                declared = self.names.declared.get(name)
                if not isinstance(declared, ast.Metric) or declared.value is None:
                    continue
                if is_ready:
                    yield declared
                elif name not in seen:
                    seen.add(name)
                    waiting.append((name, True))
                    parts = walk(declared.value)
                    paths = (part.parts[0].text for part in parts if isinstance(part, ast.Path))
                    waiting.extend((used, False) for used in dict.fromkeys(paths))

    def targets(self) -> dict[str, model.Target]:
        found: dict[str, model.Target] = {}
        for name, declared in self.names.declared.items():
            if isinstance(declared, ast.Target):
                one = target(self.project, declared)
                if one is not None:
                    found[name] = one
        return found

    def lists(self, contents: Contents) -> dict[str, model.List]:
        found: dict[str, model.List] = {}
        for name, declared in self.names.declared.items():
            if isinstance(declared, ast.List):
                population = self.population_of(declared)
                one = listed(declared, population or "", contents, self.report)
                if one is not None and population is not None:
                    found[name] = one
        return found

    def defines(self) -> dict[str, model.Define]:
        found: dict[str, model.Define] = {}
        for name, declared in self.names.declared.items():
            if isinstance(declared, ast.Define):
                define = define_of(self.project, declared, Conditions)
                if define is not None:
                    found[name] = define
        return found

    # --- channels, segments and segmentations ---

    def channels(self) -> dict[str, model.Channel]:
        found: dict[str, model.Channel] = {}
        for name, declared in self.names.declared.items():
            if not isinstance(declared, ast.Channel):
                continue
            population = self.population_of(declared)
            if population is None:
                continue
            assert declared.condition is not None
            condition = self._conditions(population).condition(declared.condition)
            found[name] = model.Channel(
                name, population, condition, description(declared), span=declared.name.span
            )
        return found

    def segments(self) -> dict[str, model.Segment]:
        found: dict[str, model.Segment] = {}
        for name, declared in self.names.declared.items():
            if not isinstance(declared, ast.Segment):
                continue
            population = self.population_of(declared)
            if population is None:
                continue
            assert declared.condition is not None
            conditions = self._conditions(population)
            condition = conditions.condition(declared.condition)
            promised = promises(conditions, declared.clauses)
            about = description(declared)
            found[name] = model.Segment(
                name, population, condition, about, promised, span=declared.name.span
            )
        return found

    def segmentations(self) -> dict[str, model.Segmentation]:
        found: dict[str, model.Segmentation] = {}
        for name, declared in self.names.declared.items():
            if not isinstance(declared, ast.Segmentation):
                continue
            population = self.population_of(declared)
            if population is None:
                continue
            conditions = self._conditions(population)
            classes, by = self._classes(declared, conditions)
            promised = promises(conditions, declared.clauses)
            about = description(declared)
            found[name] = model.Segmentation(
                name,
                population,
                classes,
                by,
                about,
                promised,
                declared.exclusive,
                span=declared.name.span,
            )
        return found

    def _classes(
        self, declared: ast.Segmentation, conditions: Conditions
    ) -> tuple[tuple[model.Class, ...], model.Value | None]:
        match declared.body:
            case ast.By(value):
                return (), self._by(conditions.whole(value), value)
            case ast.Split():
                return self._drawn(declared, declared.body), None
            case tuple() as classes:
                return self._listed(declared, classes, conditions), None

    def _drawn(self, declared: ast.Segmentation, split: ast.Split) -> tuple[model.Class, ...]:
        """Classes by chance: each its share, one after the other."""
        found: list[model.Class] = []
        start = Decimal(0)
        for name, share in split.shares:
            if any(name.text.casefold() == other.name.casefold() for other in found):
                owner = declared.name.text
                self.report.say(catalog.DUPLICATE_MEMBER, name.span, name=name.text, owner=owner)
            end = start + share.value
            drawn = model.Drawn(split.seed.value, start, end, span=share.span)
            found.append(model.Class(name.text, drawn, model.Description(), span=name.span))
            start = end
        if start != 100:
            self.report.say(
                words_catalog.SHARES_SUM, split.span, sum=format(start.normalize(), "f")
            )
        return tuple(found)

    def _by(self, value: model.Value, node: ast.Expression) -> model.Value:
        if isinstance(value, model.Broken) or value.type in CLASS_TYPES:
            return value
        self.report.say(catalog.BY_TYPE, node.span, text=shown(node), type=NAMES[value.type])
        return model.Broken(span=node.span)

    def _listed(
        self,
        declared: ast.Segmentation,
        classes: tuple[ast.Class, ...],
        conditions: Conditions,
    ) -> tuple[model.Class, ...]:
        found: list[model.Class] = []
        is_closed = False
        for one in classes:
            name = one.name.text
            if any(name.casefold() == other.name.casefold() for other in found):
                owner = declared.name.text
                self.report.say(catalog.DUPLICATE_MEMBER, one.name.span, name=name, owner=owner)
            elif is_closed:
                self.report.say(catalog.OTHERWISE_NOT_LAST, one.name.span, name=name)
            condition = None
            if one.condition is None:
                is_closed = True
            else:
                condition = conditions.condition(one.condition)
            about = described(one.label, one.clauses)
            found.append(model.Class(name, condition, about, span=one.name.span))
        return tuple(found)

    # --- checks of the whole ---

    def check_clauses(self) -> None:
        """Clauses in the wrong place, or twice."""
        for declared in self.names.declared.values():
            takes_tests = isinstance(declared, ast.Segment | ast.Segmentation)
            self._check_repeated(declared.name.text, declared.clauses)
            for clause in declared.clauses:
                self._check_clause(clause, isinstance(declared, ast.Metric), takes_tests)
            if isinstance(declared, ast.Segmentation) and isinstance(declared.body, tuple):
                for one in declared.body:
                    self._check_repeated(one.name.text, one.clauses)
                    for clause in one.clauses:
                        self._check_clause(clause, is_metric=False, takes_tests=False)

    def _check_repeated(self, owner: str, clauses: Sequence[ast.AnyClause]) -> None:
        """Of `note`, `better` and the like there is one."""
        seen: set[str] = set()
        for clause in clauses:
            if isinstance(clause, ast.Clause | ast.Review):
                word = clause.word if isinstance(clause, ast.Clause) else "review"
                if word in seen:
                    message = catalog.DUPLICATE_MEMBER
                    self.report.say(message, clause.span, name=word, owner=owner)
                seen.add(word)

    def _check_clause(self, clause: ast.AnyClause, is_metric: bool, takes_tests: bool) -> None:
        match clause:
            case ast.Clause("better", _) if not is_metric:
                self.report.say(catalog.CLAUSE_HERE, clause.span, word="better")
            case ast.Expect() | ast.Example() if not takes_tests:
                word = "expect" if isinstance(clause, ast.Expect) else "example"
                self.report.say(catalog.CLAUSE_HERE, clause.span, word=word)
            case _:
                pass

    def check_circles(self, others: Sequence[Declared]) -> None:
        """What is defined by itself; each circle is said once."""
        uses: dict[str, set[str]] = {}
        for name, metric in self.found_metrics.items():
            uses[name] = set() if metric is None else _used(metric.value)
        for one in others:
            uses[one.name] = set().union(*(_used(part) for part in bodies(one)))
        while (circle := circle_in(uses)) is not None:
            span = self.names.declared[circle[0]].name.span
            self.report.say(catalog.DEFINITION_CYCLE, span, circle=" → ".join(circle))
            for name in circle:
                uses.pop(name, None)

    def value_metrics(self, metrics: dict[str, model.Metric]) -> dict[str, str]:
        """By population, the metric by which its segments are weighed."""
        found: dict[str, str] = {}
        for population, name in (self.settings.value or {}).items():
            declared = self.names.declared.get(name)
            if name in self.names.lost or (
                isinstance(declared, ast.Metric) and name not in metrics
            ):
                continue  # said where it is declared
            metric = metrics.get(name)
            fits_here = metric is not None and population in ("", metric.population)
            if metric is None or not fits_here or metric.value.type not in NUMERIC:
                if metric is not None and isinstance(metric.value, model.Broken):
                    continue
                close = hint(name, metrics)
                message = project_catalog.UNKNOWN_VALUE_METRIC
                self.report.say(message, None, (), name=name, hint=close)
                continue
            found[metric.population] = name
        return found


def classes_of(declared: ast.Segmentation) -> tuple[str, ...] | None:
    """The classes of a segmentation by name; None where only the rows know them."""
    match declared.body:
        case tuple() as classes:
            return tuple(one.name.text for one in classes)
        case ast.Split(_, shares):
            return tuple(name.text for name, _ in shares)
        case _:
            return None


def _used(node: model.Node) -> set[str]:
    """The declarations that a condition or value names."""
    return {name for part in walk(node) if (name := named(part)) is not None}
