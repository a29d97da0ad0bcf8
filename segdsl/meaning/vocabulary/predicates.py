"""The words that compare: operators and text tests, one record each, with their plain meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from segdsl.text.diagnostics import Said


@dataclass(frozen=True, slots=True)
class Comparison:
    """`>=`: `means` takes two known values of comparable types.

    How it is said depends on what stands to the right, `{x}`: a fixed number, a fixed moment, a
    fixed text, or another value. `opposite` is the sign that holds where this one does not, both
    sides known.
    """

    sign: str
    opposite: str
    means: Callable[[Any, Any], bool]
    number: Said
    moment: Said
    text: Said
    value: Said


EQUAL = Comparison(
    sign="=",
    opposite="!=",
    means=eq,
    number=Said("is {x}", "est de {x}"),
    moment=Said("is on {x}", "tombe le {x}"),
    text=Said("is {x}", "est {x}"),
    value=Said("is the same as {x}", "est identique {à_x}"),
)
UNEQUAL = Comparison(  # in the model it is `not (… = …)`: here for what is said
    sign="!=",
    opposite="=",
    means=ne,
    number=Said("is not {x}", "n'est pas de {x}"),
    moment=Said("is not on {x}", "ne tombe pas le {x}"),
    text=Said("is not {x}", "n'est pas {x}"),
    value=Said("differs from {x}", "diffère {de_x}"),
)
LESS = Comparison(
    sign="<",
    opposite=">=",
    means=lt,
    number=Said("is less than {x}", "est de moins de {x}"),
    moment=Said("is before {x}", "tombe avant le {x}"),
    text=Said("comes before {x}", "vient avant {x}"),
    value=Said("is below {x}", "est en dessous {de_x}"),
)
AT_MOST = Comparison(
    sign="<=",
    opposite=">",
    means=le,
    number=Said("is at most {x}", "est d'au plus {x}"),
    moment=Said("is on or before {x}", "tombe au plus tard le {x}"),
    text=Said("is {x} or comes before it", "est {x} ou vient avant"),
    value=Said("does not exceed {x}", "ne dépasse pas {x}"),
)
MORE = Comparison(
    sign=">",
    opposite="<=",
    means=gt,
    number=Said("is more than {x}", "est de plus de {x}"),
    moment=Said("is after {x}", "tombe après le {x}"),
    text=Said("comes after {x}", "vient après {x}"),
    value=Said("exceeds {x}", "dépasse {x}"),
)
AT_LEAST = Comparison(
    sign=">=",
    opposite="<",
    means=ge,
    number=Said("is at least {x}", "est d'au moins {x}"),
    moment=Said("is on or after {x}", "tombe au plus tôt le {x}"),
    text=Said("is {x} or comes after it", "est {x} ou vient après"),
    value=Said("reaches or exceeds {x}", "atteint ou dépasse {x}"),
)
COMPARISONS = (EQUAL, LESS, AT_MOST, MORE, AT_LEAST)
COMPARISON_OF = {comparison.sign: comparison for comparison in COMPARISONS}


def opposite(comparison: Comparison) -> Comparison:
    """What holds of two known values where the comparison does not."""
    return next(one for one in (*COMPARISONS, UNEQUAL) if one.sign == comparison.opposite)


@dataclass(frozen=True, slots=True)
class TextTest:
    """`starts with`: `means` takes the value and the text looked for, both known."""

    name: str
    means: Callable[[str, str], bool]
    says: Said
    says_not: Said


CONTAINS = TextTest(
    "contains",
    lambda value, text: text in value,
    Said("contains {x}", "contient {x}"),
    Said("does not contain {x}", "ne contient pas {x}"),
)
STARTS_WITH = TextTest(
    "starts with",
    str.startswith,
    Said("starts with {x}", "commence par {x}"),
    Said("does not start with {x}", "ne commence pas par {x}"),
)
ENDS_WITH = TextTest(
    "ends with",
    str.endswith,
    Said("ends with {x}", "se termine par {x}"),
    Said("does not end with {x}", "ne se termine pas par {x}"),
)
TEXT_TESTS = (CONTAINS, STARTS_WITH, ENDS_WITH)
TEXT_TEST_OF = {test.name: test for test in TEXT_TESTS}
