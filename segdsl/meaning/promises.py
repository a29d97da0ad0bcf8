"""Resolve what is promised of a segment: `expect` and `example` clauses in, promises out."""

from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.conditions import Conditions
from segdsl.meaning.literals import is_upside_down, shown
from segdsl.meaning.scopes import Chosen
from segdsl.meaning.standings import SUMMABLE
from segdsl.meaning.types import NAMES, Type
from segdsl.syntax import ast
from segdsl.text.catalog import meaning
from segdsl.text.catalog import promises as catalog
from segdsl.text.source import Span
from segdsl.trees import walk


def promises(
    conditions: Conditions, clauses: tuple[ast.AnyClause, ...]
) -> tuple[model.Promise, ...]:
    """The promises that were understood, in order; what is wrong with others is said."""
    found: list[model.Promise | None] = []
    for clause in clauses:
        match clause:
            case ast.Expect():
                found.append(_expectation(conditions, clause))
            case ast.Example():
                found.append(_example(conditions, clause))
            case _:
                pass
    return tuple(one for one in found if one is not None)


# --- expect ---


def _expectation(conditions: Conditions, clause: ast.Expect) -> model.Expectation | None:
    measure = model.Measure(clause.measure)
    of = None if clause.of is None else _of(conditions, measure, clause.of)
    bounds = _bounds(conditions, measure, clause.test)
    if isinstance(of, model.Broken) or bounds is None:
        return None
    return model.Expectation(measure, of, bounds, span=clause.span)


def _of(
    conditions: Conditions, measure: model.Measure, path: ast.Path
) -> model.MetricValue | model.Condition:
    """What is measured: a metric, a channel, or who is in something else."""
    if measure is model.Measure.REACH:
        name = ast.Name(".".join(part.text for part in path.parts), span=path.span)
        return conditions.reachable(name, path.span)
    if measure is model.Measure.OVERLAP:
        meant = conditions.scope.path(path)
        if isinstance(meant, Chosen | model.Broken):
            return meant
        return conditions.say(catalog.OVERLAP_WITH, path.span, text=shown(path))
    value = conditions.value(path)
    if isinstance(value, model.Broken):
        return value
    if not isinstance(value, model.MetricValue):
        return conditions.say(meaning.NOT_A_METRIC, path.span, text=shown(path))
    if value.type not in SUMMABLE:
        type_ = NAMES[value.type]
        message = meaning.WRONG_COLUMN_TYPE
        return conditions.say(message, path.span, word="share of", column=shown(path), type=type_)
    return value


def _bounds(
    conditions: Conditions, measure: model.Measure, test: ast.Compare | ast.Between
) -> tuple[model.Bound, ...] | None:
    if isinstance(test, ast.Compare):
        limit = _limit(conditions, measure, test.right)
        return None if limit is None else (model.Bound(test.operator, limit),)
    low = _limit(conditions, measure, test.low)
    high = _limit(conditions, measure, test.high)
    if low is None or high is None:
        return None
    span = test.low.span.to(test.high.span)
    if low.type is not high.type:
        conditions.say(catalog.EXPECT_MIXED, span, low=shown(test.low), high=shown(test.high))
        return None
    if is_upside_down(low, high):
        conditions.say(meaning.BETWEEN_ORDER, span, low=shown(test.low), high=shown(test.high))
        return None
    return model.Bound(">=", low), model.Bound("<=", high)


def _limit(
    conditions: Conditions, measure: model.Measure, node: ast.Expression
) -> model.Constant | None:
    """A percentage from 0 to 100; of a size also a number of members."""
    found = conditions.value(node)
    fixed = found.constant if isinstance(found, model.ParameterValue) else found
    if isinstance(fixed, model.Broken):
        return None
    if not isinstance(fixed, model.Constant):
        conditions.say(meaning.NOT_CONSTANT, node.span)
        return None
    is_count = measure is model.Measure.SIZE and fixed.type is Type.INTEGER
    if not is_count and fixed.type is not Type.PERCENT:
        message = catalog.EXPECT_SIZE if measure is model.Measure.SIZE else catalog.EXPECT_PERCENT
        facts = {"measure": measure.value, "text": shown(node), "type": NAMES[fixed.type]}
        conditions.say(message, node.span, **facts)
        return None
    assert isinstance(fixed.value, Decimal)
    if fixed.value < 0 or (not is_count and fixed.value > 1):
        conditions.say(catalog.EXPECT_RANGE, node.span, text=shown(node))
        return None
    return fixed


# --- example ---


def _example(conditions: Conditions, clause: ast.Example) -> model.Example | None:
    """What is given of somebody, each thing once."""
    facts: list[model.Condition] = []
    given: set[str] = set()
    for fact in clause.facts:
        path = _given(fact)
        if path is None:
            if not any(isinstance(part, ast.Broken) for part in walk(fact)):
                conditions.say(catalog.EXAMPLE_FACT, fact.span, text=shown(fact))
            facts.append(model.Broken(span=fact.span))
            continue
        name = ".".join(part.text for part in path.parts)
        if name in given:
            conditions.say(meaning.DUPLICATE_MEMBER, fact.span, name=name, owner="example")
        given.add(name)
        facts.append(_fixed(conditions, conditions.condition(fact), fact.span))
    if any(isinstance(fact, model.Broken) for fact in facts):
        return None
    return model.Example(clause.inside, tuple(facts), span=clause.span)


def _given(fact: ast.Expression) -> ast.Path | None:
    """The name of which an example says something, where it says one value."""
    match fact:
        case ast.Path():
            return fact
        case ast.Not(ast.Path() as path):
            return path
        case ast.Compare("=", ast.Path() as path, _, False):
            return path
        case ast.Is(ast.Path() as path, _, False):
            return path
        case ast.Known(ast.Path() as path, True):
            return path
        case _:
            return None


def _fixed(conditions: Conditions, found: model.Condition, span: Span) -> model.Condition:
    """A value that is given is a fixed one."""
    if isinstance(found, model.Compare) and not isinstance(
        found.right, model.Constant | model.ParameterValue
    ):
        return conditions.say(catalog.EXAMPLE_FACT, span, text=shown(ast.Node(span=span)))
    return found
