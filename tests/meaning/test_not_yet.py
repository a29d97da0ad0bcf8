"""What the language has and this version does not: read, and said once, at its place."""

import pytest

from tests.meaning.shop import MODEL, RULES, understood

# after `segment x: `, what is said not to be supported yet, in the author's words, and its place
CONDITIONS = [
    ("age of birth_date >= 18", "age of", "age of birth_date"),
    ("birthday of birth_date in next 7 days", "birthday of", "birthday of birth_date"),
    ("weekday of birth_date = 1", "weekday of", "weekday of birth_date"),
    ("month of birth_date in (1, 2)", "month of", "month of birth_date"),
    ("year of birth_date = 1990", "year of", "year of birth_date"),
    ("any orders where (hour of ordered_at < 8)", "hour of", "hour of ordered_at"),
    (
        'city = "Paris" ignoring case and accents',
        "ignoring case and accents",
        'city = "Paris" ignoring case and accents',
    ),
    (
        'city in ("a", "b") ignoring case and accents',
        "ignoring case and accents",
        'city in ("a", "b") ignoring case and accents',
    ),
    (
        'city contains "a" ignoring case and accents',
        "ignoring case and accents",
        'city contains "a" ignoring case and accents',
    ),
    ('sample 10% "offre-a"', "sample", 'sample 10% "offre-a"'),
    ("within 20 km of (48.11, -1.68)", "within … km of", "within 20 km of (48.11, -1.68)"),
]
# whole declarations
DECLARATIONS = [
    (
        'segmentation s: split "p" a 45%, b 55%\nsegment x: s is a\n',
        "split",
        'split "p" a 45%, b 55%',
    ),
]


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [(f"segment x: {text}\n", what, place) for text, what, place in CONDITIONS] + DECLARATIONS,
    ids=[text for text, *_ in CONDITIONS] + [text.splitlines()[0] for text, *_ in DECLARATIONS],
)
def test_it_is_read_and_said_once_not_to_be_supported(text: str, what: str, place: str) -> None:
    _, found = understood(MODEL, RULES, text)
    assert [(one.message.code, one.facts["what"]) for one in found] == [("SEG900", what)]
    assert found[0].span is not None
    assert found[0].span.text == place


@pytest.mark.parametrize(
    "condition",
    [
        "age of totl >= 18",
        "totl = 1 ignoring case and accents",
        'totl contains "a" ignoring case and accents',
    ],
)
def test_what_is_not_supported_hides_no_other_error(condition: str) -> None:
    _, found = understood(MODEL, RULES, f"segment x: {condition}\n")
    assert "totl" in [one.facts.get("name") for one in found]


def test_it_hides_no_error_elsewhere() -> None:
    text = 'segment x: sample 10% "a" and frequancy > 1\nsegment y: monetery > 1\n'
    _, found = understood(MODEL, RULES, text)
    assert [one.message.code for one in found] == ["SEG900", "SEG200", "SEG200"]
