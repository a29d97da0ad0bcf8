"""Draw how a metric lies: its fine bins in, joined columns out, members against all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from segdsl.site.charts import bins, discretion, labelled, words
from segdsl.site.charts.columns import Chart, Subject
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Bin, Distribution, Placing


def placed(
    name: str, found: Placing, whole: Distribution, subject: Subject, pen: Pen
) -> Picture | None:
    """Who is in a segment against who is not, on a metric that it compares; None of a few."""
    size = sum(found.inside) + found.inside_missing
    everybody = sum(one.size for one in whole.bins) + whole.missing
    if not pen.may_tell(size, everybody) or len(found.inside) != len(whole.bins):
        return None
    chart = _chart(whole, found.inside, found.inside_missing, found.limits, subject, pen)
    if chart is None:
        return None
    title = pen.say(words.PLACED, metric=subject.metric)
    outside = [one.size - part for one, part in zip(whole.bins, found.inside, strict=True)]
    middle = _middle(whole.bins, found.inside, subject, pen)
    other = _middle(whole.bins, outside, subject, pen)
    says = _known(whole, subject, pen)
    if middle and other:
        says = pen.say(words.MEDIANS, inside=middle, outside=other)
    legend = (
        ("seg-in", pen.say(words.INSIDE, count=pen.count(size))),
        ("seg-out", pen.say(words.OUTSIDE, count=pen.count(everybody - size))),
    )
    return chart.picture(name, title, says, legend)


def alone(name: str, found: Distribution, subject: Subject, pen: Pen) -> Picture | None:
    """How a metric lies in its population, with its tenths."""
    if any(one.label is not None for one in found.bins):
        return labelled.picture(name, found, subject, pen)
    sizes = [one.size for one in found.bins]
    chart = _chart(found, sizes, found.missing, None, subject, pen)
    if chart is None:
        return None
    title = pen.say(words.LIES, metric=subject.metric)
    says = _known(found, subject, pen)
    if sum(sizes) >= 10 * pen.least:
        tenths = [bins.reached(found.bins, sizes, place) for place in range(1, 10)]
        said = [pen.value(one.low, subject.type) for one in tenths if one]
        says = pen.say(words.DECILES, first=said[0], median=said[4], ninth=said[8])
        chart = replace(chart, tenths=tuple(float(one.low) for one in tenths if one))
    return chart.picture(name, title, says, ())


def _known(found: Distribution, subject: Subject, pen: Pen) -> str:
    known = sum(one.size for one in found.bins)
    count = pen.of_which(known, known + found.missing)
    return pen.say(words.KNOWN, metric=subject.metric, count=count)


def _middle(found: Sequence[Bin], sizes: Sequence[int], subject: Subject, pen: Pen) -> str:
    """The middle value, where enough customers have one that it is nobody's own."""
    if sum(sizes) < max(2 * pen.least, 2):
        return ""
    one = bins.reached(found, sizes, 5)
    return pen.value(one.low, subject.type) if one else ""


def _chart(
    whole: Distribution,
    inside: Sequence[int],
    inside_missing: int,
    limits: Sequence[Decimal] | None,
    subject: Subject,
    pen: Pen,
) -> Chart | None:
    """The chart of numbers; `limits` None: of everybody, not parted in two."""
    if any(one.label is not None for one in whole.bins):
        return None
    at = tuple(limits or ())
    joining = bins.joined(whole.bins, inside, [float(one) for one in at], pen.least)
    if joining is None:
        return None
    outside_missing = whole.missing - inside_missing
    sizes = [
        *(one.size for one in joining.inside), inside_missing,
        *(one.size for one in joining.outside), outside_missing,
    ]  # fmt: skip
    half = len(joining.inside) + 1
    kept_back = discretion.hidden(sizes, (range(half), range(half, len(sizes))), pen.least)
    missing = (inside_missing, outside_missing)
    return Chart(joining, kept_back, missing, at, subject, pen, is_split=limits is not None)
