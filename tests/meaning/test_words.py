"""Words on dates, texts, chance and places: what they take, and what is said where they do not."""

import pytest

from tests.meaning.shop import MODEL, RULES, said, understood


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("segment x: age of city >= 18\n", "SEG371"),
        ("segment x: hour of birth_date < 8\n", "SEG371"),
        ("segment x: any orders where (month of amount = 2)\n", "SEG371"),
        ("segment x: birthday of city in next 7 days\n", "SEG371"),
        ("segment x: birthday of birth_date since 2026-01-01\n", "SEG370"),
        ("segment x: birthday of birth_date before 1y ago\n", "SEG370"),
        ("segment x: birthday of birth_date = 2026-01-01\n", "SEG370"),
        ('segment x: age of birth_date = "a"\n', "SEG300"),
        ('segment x: monetary = "a" ignoring case and accents\n', "SEG300"),
        ("segment x: monetary = 3 ignoring case and accents\n", "SEG300"),
        ('segment x: monetary in ("a", "b") ignoring case and accents\n', "SEG300"),
        ('segment x: cycle in ("actif") ignoring case and accents\n', "SEG321"),
        ('segment x: any orders where (sample 10% "a")\n', "SEG372"),
        ('segment x: sample 110% "a"\n', "SEG319"),
        ('segmentation s: split "a" one 45%, two 54.9%\n', "SEG373"),
        ("segment x: within 20 km of (48.11, -1.68)\n", "SEG374"),
        ("segment x: city within 20 km of (48.11, -1.68)\n", "SEG374"),
        ("segment x: any orders where (product within 2 km of (48.11, -1.68))\n", "SEG374"),
    ],
)
def test_what_has_no_meaning_is_said_once(text: str, code: str) -> None:
    assert [one.split()[0] for one in said(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "segment x: age of totl >= 18\n",
        "segment x: birthday of totl in next 7 days\n",
        "segment x: totl = 1 ignoring case and accents\n",
        'segment x: totl contains "a" ignoring case and accents\n',
        "segment x: totl within 2 km of (48.11, -1.68)\n",
    ],
)
def test_an_unknown_name_is_said_once(text: str) -> None:
    assert [one.split()[0] for one in said(text)] == ["SEG200"]


def test_a_literal_that_is_alike_one_of_the_values_may_be_written() -> None:
    text = 'segment x: any orders where (channel = "WEB" ignoring case and accents)\n'
    assert understood(MODEL, RULES, text)[1] == ()
