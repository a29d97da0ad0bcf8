"""Draw by chance that is the same everywhere: a key, a seed and a share in, a term out."""

from decimal import Decimal
from math import ceil

from segdsl.meaning.types import Type
from segdsl.planning import plan

DIGITS = 8  # of a hash, which is below 16 ** DIGITS


def hashed(key: plan.Term, seed: str) -> plan.Term:
    """md5 of a seed, `:` and the customer's key."""
    text = key if key.type is Type.TEXT else plan.As(key, plan.Form.TEXT, Type.TEXT)
    return plan.Md5(f"{seed}:", text)


def below(key: plan.Term, seed: str, share: Decimal) -> plan.Term:
    """That the first hexadecimal digits of the hash, as a number, are below so many percent."""
    edge = ceil(share / 100 * 16**DIGITS)
    if edge >= 16**DIGITS:
        return plan.TRUE
    if edge <= 0:
        return plan.FALSE
    # texts of as many digits are in the order of their numbers
    return plan.Compare("<", hashed(key, seed), plan.Const(f"{edge:0{DIGITS}x}", Type.TEXT))


def from_on(key: plan.Term, seed: str, share: Decimal) -> plan.Term:
    """That it is not below."""
    found = below(key, seed, share)
    match found:
        case plan.Compare(_, left, right):
            return plan.Compare(">=", left, right)
        case _:
            return plan.FALSE if found == plan.TRUE else plan.TRUE
