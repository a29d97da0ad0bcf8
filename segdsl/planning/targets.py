"""Choose who a target is for: a target and customers in, a column for each of its parts out."""

from decimal import Decimal
from math import ceil

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, plan
from segdsl.planning.customers import Customers

DIGITS = 8  # of a hash, which is below 16 ** DIGITS


def column(customers: Customers, target: model.Target, name: str) -> plan.Column:
    """The verdicts of a target, or of a part of it by the name `target.control`."""
    chosen = _chosen(customers, target)
    part = name.partition(".")[2]
    if not part:
        return chosen
    assert target.control is not None
    drawn = chance(customers, target.control.share, target.control.seed)
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
    tie = plan.Case(((eligible, hashed(customers, target.name)),), missing, Type.TEXT)
    place = plan.Numbered(eligible, value, limit.is_highest, tie)
    placed = customers.column(place, f"{target.name}_place")
    inside = plan.Compare("<=", placed, plan.Const(limit.count, Type.INTEGER))
    return customers.verdicts(
        "target", target.name, conditions.all_of((eligible, inside)), target.name
    )


def hashed(customers: Customers, seed: str) -> plan.Term:
    """md5 of a seed, `:` and the customer's key."""
    text = plan.As(customers.key, plan.Form.TEXT, Type.TEXT)
    key = customers.key if customers.key.type is Type.TEXT else text
    return plan.Md5(f"{seed}:", key)


def chance(customers: Customers, share: Decimal, seed: str) -> plan.Term:
    """That the first hexadecimal digits of a customer's hash, as a number, are below the share."""
    below = ceil(share / 100 * 16**DIGITS)
    if below >= 16**DIGITS:
        return plan.TRUE
    edge = plan.Const(f"{below:0{DIGITS}x}", Type.TEXT)  # texts of digits are in their order
    return plan.Compare("<", hashed(customers, seed), edge)
