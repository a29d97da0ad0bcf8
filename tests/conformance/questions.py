"""Turn a case into declarations that are asked for: what README.md says a case stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.conformance.kit import MISSING, Case, Keys


@dataclass(frozen=True, slots=True)
class Question:
    """Declarations, and by `segment` or `segmentation.class` the keys that each must select.

    Of what is declared here (`names`), whatever is not expected must select nobody.
    """

    text: str
    names: frozenset[str]
    expected: Mapping[str, Keys]


def question(case: Case, name: str) -> Question:
    """What a case asks, its declarations called `name`, or beginning with it."""
    of = f" of {case.of}" if case.of else ""
    if case.select:
        members = case.members or frozenset()
        return Question(f"segment {name}{of}: {case.select}\n", frozenset({name}), {name: members})
    if case.segmentation:
        assert case.classes is not None
        return Question(
            f"segmentation {name}{of}: {case.segmentation}\n",
            frozenset({name}),
            {f"{name}.{one}": keys for one, keys in case.classes.items()},
        )
    if case.target:
        return _target(case)
    assert case.values is not None
    everyone = frozenset().union(*case.values.values())
    texts, expected = [f"segment {name}_all{of}: true\n"], {f"{name}_all": everyone}
    listed = {MISSING: frozenset[str](), **case.values}
    for number, (value, keys) in enumerate(listed.items()):
        test = "is missing" if value == MISSING else f"= {value}"
        texts.append(f"segment {name}_{number}{of}: ({case.value}) {test}\n")
        expected[f"{name}_{number}"] = keys
    return Question("".join(texts), frozenset(expected), expected)


def _target(case: Case) -> Question:
    """A target is asked under its own name, which its ties depend on."""
    name, chosen = case.target.split()[1].rstrip(":"), case.chosen or frozenset()
    expected = {name: chosen}
    if case.control is not None:
        expected[f"{name}.control"] = case.control
        expected[f"{name}.contacted"] = chosen - case.control
    return Question(case.target + "\n", frozenset({name}), expected)
