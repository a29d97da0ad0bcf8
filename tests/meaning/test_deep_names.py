"""Names that lead to names, thousands deep and in any order, are read in time."""

from time import process_time

from tests.meaning.shop import MODEL, RULES, understood

MOST_SECONDS = 4.0


def test_segments_of_segments_of_segments() -> None:
    last = 3_000
    rules = "".join(f"segment s{n}: s{n + 1}\n" for n in range(last))
    started = process_time()
    _, found = understood(MODEL, RULES, f"{rules}segment s{last}: vip\n")
    assert process_time() - started < MOST_SECONDS
    assert found == ()


def test_metrics_of_metrics_of_metrics() -> None:
    last = 3_000
    rules = "".join(f"metric m{n}: m{n + 1} + 1\n" for n in range(last))
    started = process_time()
    _, found = understood(MODEL, RULES, f"{rules}metric m{last}: frequency\n")
    assert process_time() - started < MOST_SECONDS
    assert found == ()


def test_a_circle_of_many_metrics_is_said_once() -> None:
    rules = "".join(f"metric m{n}: m{(n + 1) % 300} + 1\n" for n in range(300))
    _, found = understood(MODEL, RULES, rules)
    assert [one.message.code for one in found] == ["SEG210"]
