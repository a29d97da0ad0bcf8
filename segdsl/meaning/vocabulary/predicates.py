"""The words that compare: operators and text tests, one record each, with their plain meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import Any

from segdsl.text.diagnostics import Said


@dataclass(frozen=True, slots=True)
class Comparison:
    """`>=`: `means` takes two known values of comparable types. `!=` is `not (… = …)`."""

    sign: str
    means: Callable[[Any, Any], bool]
    says: Said
    says_not: Said


EQUAL = Comparison("=", eq, Said("is", "est"), Said("is not", "n'est pas"))
LESS = Comparison(
    "<",
    lt,
    Said("is less than", "est inférieur à"),
    Said("is not less than", "n'est pas inférieur à"),
)
AT_MOST = Comparison(
    "<=", le, Said("is at most", "est au plus"), Said("is not at most", "n'est pas au plus")
)
MORE = Comparison(
    ">",
    gt,
    Said("is more than", "est supérieur à"),
    Said("is not more than", "n'est pas supérieur à"),
)
AT_LEAST = Comparison(
    ">=", ge, Said("is at least", "est au moins"), Said("is not at least", "n'est pas au moins")
)
COMPARISONS = (EQUAL, LESS, AT_MOST, MORE, AT_LEAST)
COMPARISON_OF = {comparison.sign: comparison for comparison in COMPARISONS}


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
    Said("contains", "contient"),
    Said("does not contain", "ne contient pas"),
)
STARTS_WITH = TextTest(
    "starts with",
    str.startswith,
    Said("starts with", "commence par"),
    Said("does not start with", "ne commence pas par"),
)
ENDS_WITH = TextTest(
    "ends with",
    str.endswith,
    Said("ends with", "se termine par"),
    Said("does not end with", "ne se termine pas par"),
)
TEXT_TESTS = (CONTAINS, STARTS_WITH, ENDS_WITH)
TEXT_TEST_OF = {test.name: test for test in TEXT_TESTS}
