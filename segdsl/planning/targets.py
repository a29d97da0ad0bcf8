"""Choose who a target is for: a target and customers in, a column for each of its parts out."""

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import chance, conditions, plan
from segdsl.planning.customers import Customers


def column(customers: Customers, target: model.Target, name: str) -> plan.Column:
    """The verdicts of a target, or of a part of it by the name `target.control`."""
    chosen = _chosen(customers, target)
    part = name.partition(".")[2]
    if not part:
        return chosen
    assert target.control is not None
    drawn = chance.below(customers.key, target.control.seed, target.control.share)
    if part == model.CONTACTED:
        drawn = conditions.negated(drawn)
    term = conditions.all_of((chosen, drawn))
    return customers.verdicts("target", name, term, name.replace(".", "_"))


def _chosen(customers: Customers, target: model.Target) -> plan.Column:
    """Those who pass every gate, as many as may."""
    gates = model.All(
        (target.condition, model.AnyOf(target.by), *map(model.Not, target.exclusions))
    )
    term = conditions.condition(gates, customers)
    limit = target.limit
    if limit is None:
        return customers.verdicts("target", target.name, term, target.name)
    eligible = customers.verdicts("eligible", target.name, term, f"{target.name}_eligible")
    value = None
    if limit.value is not None:
        value = customers.column(conditions.value(limit.value, customers), "ordered_by")
    missing = plan.Const(None, Type.TEXT)
    tie = plan.Case(
        ((eligible, chance.hashed(customers.key, target.tie_name)),), missing, Type.TEXT
    )
    place = plan.Numbered(eligible, value, limit.is_highest, tie)
    placed = customers.column(place, f"{target.name}_place")
    inside = plan.Compare("<=", placed, plan.Const(limit.count, Type.INTEGER))
    return customers.verdicts(
        "target", target.name, conditions.all_of((eligible, inside)), target.name
    )
