"""Find the smallest parts that differ: a condition or value of each version in, edits out.

Parts of an `and` or `or` are paired: those that say the same first, then those most alike; what has
no partner came or went. What is not seen finer is said to be replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import periods
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length
from segdsl.review import resemblance
from segdsl.review.edits import (
    Aspect,
    Choices,
    Denied,
    Dropped,
    Edit,
    Effect,
    Fact,
    Figure,
    Joined,
    Joint,
    Measure,
    Moved,
    Rejoined,
    Replaced,
)
from segdsl.review.likeness import Likeness

JOINTS: dict[type[model.Node], Joint] = {model.All: Joint.AND, model.AnyOf: Joint.OR}
COUNTS = frozenset({Kind.COUNT, Kind.DISTINCT})
LEAST = {model.Quantifier.ANY, model.Quantifier.AT_LEAST}


class Sense(Enum):
    """Whether more of a part is more of the whole."""

    SAME = 1
    CONTRARY = -1
    NONE = 0

    @property
    def turned(self) -> Sense:
        return Sense(-self.value)

    def of(self, effect: Effect) -> Effect:
        match self:
            case Sense.SAME:
                return effect
            case Sense.CONTRARY:
                return effect.reversed
            case Sense.NONE:
                return Effect.UNCLEAR


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a part stands: the texts to quote, the source whose rows it is about, its sense."""

    before: model.Node
    after: model.Node
    rows: str | None = None
    sense: Sense = Sense.SAME


@dataclass(frozen=True, slots=True)
class Differences:
    """Compares conditions and values of two versions."""

    like: Likeness

    def conditions(self, old: model.Condition, new: model.Condition) -> tuple[Edit, ...]:
        """What differs between two conditions on customers."""
        return tuple(self._conditions(old, new, Frame(old, new)))

    def row_conditions(
        self, old: model.Condition, new: model.Condition, rows: str
    ) -> tuple[Edit, ...]:
        """What differs between two conditions on rows."""
        return tuple(self._conditions(old, new, Frame(old, new, rows, Sense.NONE)))

    def values(self, old: model.Value, new: model.Value, rows: str | None) -> tuple[Edit, ...]:
        """What differs between two values."""
        return tuple(self._values(old, new, Frame(old, new, rows, Sense.NONE)))

    # --- and, or, not ---

    def _conditions(self, old: model.Condition, new: model.Condition, at: Frame) -> Iterator[Edit]:
        if self.like.same(old, new):
            return
        match old, new:
            case model.Not(one), model.Not(other):
                turned = replace(at, before=old, after=new, sense=at.sense.turned)
                if type(one) in JOINTS or type(other) in JOINTS:
                    yield from self._conditions(one, other, turned)
                else:  # quoted with its `not`
                    yield from self._tests(one, other, turned)
            case model.Not(one), _ if self.like.same(one, new):
                yield Denied(old, new)
            case _, model.Not(other) if self.like.same(old, other):
                yield Denied(old, new)
            case (model.All() | model.AnyOf(), _) | (_, model.All() | model.AnyOf()):
                yield from self._joints(old, new, at)
            case _:
                yield from self._tests(old, new, replace(at, before=old, after=new))

    def _joints(self, old: model.Condition, new: model.Condition, at: Frame) -> Iterator[Edit]:
        for shape in dict.fromkeys((type(new), type(old))):
            if shape in JOINTS:
                one, other = resemblance.parts(old, shape), resemblance.parts(new, shape)
                if any(resemblance.alike(self.like, a, b) for a in one for b in other):
                    yield from self._parts(one, other, JOINTS[shape], at)
                    return
        if type(old) in JOINTS and type(new) in JOINTS and type(old) is not type(new):
            one, other = resemblance.parts(old, type(old)), resemblance.parts(new, type(new))
            shared = sum(any(self.like.same(a, b) for b in other) for a in one)
            if 2 * shared > max(len(one), len(other)):
                joint = JOINTS[type(new)]
                effect = Effect.NARROWER if joint is Joint.AND else Effect.WIDER
                whole = shared == len(one) == len(other)
                effect = at.sense.of(effect) if whole else Effect.UNCLEAR
                yield Rejoined(old, new, joint, effect)
                if not whole:
                    yield from self._parts(one, other, joint, replace(at, sense=Sense.NONE))
                return
        yield Replaced(old, new, at.rows)

    def _parts(
        self,
        olds: Sequence[model.Condition],
        news: Sequence[model.Condition],
        joint: Joint,
        at: Frame,
    ) -> Iterator[Edit]:
        paired, gone, came = resemblance.paired(self.like, olds, news)
        if len(gone) == len(came) == 1:  # one stands where the other stood
            paired, gone, came = [*paired, (gone[0], came[0])], [], []
        for one, other in paired:
            yield from self._conditions(one, other, at)
        more = Effect.NARROWER if joint is Joint.AND else Effect.WIDER
        for part in gone:
            yield Dropped(part, joint, at.rows, at.sense.of(more.reversed))
        for part in came:
            yield Joined(part, joint, at.rows, at.sense.of(more))

    # --- single conditions ---

    def _tests(self, old: model.Condition, new: model.Condition, at: Frame) -> Iterator[Edit]:
        same = self.like.same
        match old, new:
            case model.Compare(), model.Compare():
                yield from self._compared(old, new, at)
            case model.Between(value, low, high), model.Between(other, from_, to) if same(
                value, other
            ):
                lower, upper = _raised(low, from_), _raised(high, to)
                yield self._moved(Measure.RANGE, other, at, None, None, _within(lower, upper))
            case (model.Between(value), model.Compare(_, other, _)) | (
                model.Compare(_, value, _),
                model.Between(other),
            ) if same(value, other):
                yield self._moved(Measure.RANGE, other, at, None, None, Effect.UNCLEAR)
            case _ if (found := _options(old, new)) is not None and same(found[0], found[2]):
                yield self._chosen(found[2], found[1], found[3], at)
            case model.Rows(), model.Rows():
                yield from self._counted(old, new, at)
            case model.Sequence(), model.Sequence() if old.denied is new.denied:
                inner = replace(at, sense=Sense.NONE if old.denied else at.sense)
                yield from self._selections(old.first, new.first, inner)
                then = replace(inner, sense=inner.sense if not old.denied else at.sense.turned)
                yield from self._selections(old.then, new.then, then)
                if old.within != new.within:
                    longer = _lengthened(old.within, new.within)
                    effect = Effect.UNCLEAR if old.denied else longer
                    yield self._moved(Measure.DELAY, new.then, at, old.within, new.within, effect)
            case model.Sequence(), model.Sequence() if same(old, replace(new, denied=old.denied)):
                yield Denied(old, new)
            case model.InTop(standing, share), model.InTop(other, part):
                if same(standing.metric, other.metric):
                    if share != part:
                        effect = Effect.WIDER if part > share else Effect.NARROWER
                        yield self._moved(Measure.TOP, other.metric, at, share, part, effect)
                    yield from self._standings(standing, other, at)
                else:
                    yield Replaced(old, new, at.rows)
            case model.InClass(name, classes), model.InClass(other, others) if (
                self.like.names.now(name) == other
            ):
                was = {self.like.names.class_(name, one): one for one in classes}
                yield self._classes(
                    [one for one in others if one not in was],
                    [one for now, one in was.items() if now not in others],
                    at,
                )
            case model.InWindow(value, window), model.InWindow(other, bounds) if same(value, other):
                effect = _widened(window, bounds)
                yield self._moved(Measure.WINDOW, other, at, window, bounds, effect)
            case model.Birthday(value, window), model.Birthday(other, bounds) if same(value, other):
                effect = _widened(window, bounds)
                yield self._moved(Measure.WINDOW, other, at, window, bounds, effect)
            case model.AsOf(inner, moment), model.AsOf(other, then):
                yield from self._conditions(inner, other, at)
                if moment != then:
                    yield self._moved(Measure.MOMENT, None, at, moment, then, Effect.UNCLEAR)
            case model.Called(name, arguments), model.Called(other, others) if self.like.names.now(
                name
            ) == other and len(arguments) == len(others):
                yield from self._arguments(arguments, others, at)
            case model.Drawn(seed, start, end), model.Drawn(other, from_, to) if seed == other:
                effect = _within(_compared(start, from_), _compared(end, to))
                yield self._moved(Measure.CHANCE, None, at, end - start, to - from_, effect)
            case model.Near(), model.Near() if same(replace(old, kilometres=new.kilometres), new):
                far, near = new.kilometres, old.kilometres
                effect = Effect.WIDER if far > near else Effect.NARROWER
                yield self._moved(Measure.DISTANCE, None, at, near, far, effect)
            case model.TextTest(word, value, text), model.TextTest(other, of, sought) if (
                word == other and same(value, of)
            ):
                yield self._moved(Measure.THRESHOLD, of, at, text, sought, Effect.UNCLEAR)
            case (model.IsTrue(value), model.IsTrue(other)) | (
                model.Known(value),
                model.Known(other),
            ):
                yield from self._of_values(value, other, at)
            case _:
                yield Replaced(old, new, at.rows)

    def _compared(self, old: model.Compare, new: model.Compare, at: Frame) -> Iterator[Edit]:
        same = self.like.same
        if same(old.left, new.left):
            yield self._bounded(old, new, at)
            return
        sense = at.sense if _counts(new.left) else Sense.NONE
        if new.comparison.sign in ("<", "<="):
            sense = sense.turned
        if _is_recency(new.left) and new.comparison.sign in ("<", "<="):
            sense = at.sense
        inner = list(self._values(old.left, new.left, replace(at, sense=sense)))
        if any(isinstance(one, Replaced) and one.before is old.left for one in inner):
            yield Replaced(old, new, at.rows)
            return
        yield from inner
        if old.comparison != new.comparison or not same(old.right, new.right):
            yield self._bounded(old, new, at)

    def _bounded(self, old: model.Compare, new: model.Compare, at: Frame) -> Edit:
        one, other = old.comparison.sign, new.comparison.sign
        if one == other:
            effect = Effect.UNCLEAR
            match one, _raised(old.right, new.right):
                case ((">" | ">="), 1):
                    effect = Effect.NARROWER
                case ((">" | ">="), -1):
                    effect = Effect.WIDER
                case (("<" | "<="), 1):
                    effect = Effect.WIDER
                case (("<" | "<="), -1):
                    effect = Effect.NARROWER
            figures = (old.right, new.right)
            return self._moved(Measure.THRESHOLD, new.left, at, *figures, effect)
        effect = Effect.UNCLEAR
        if self.like.same(old.right, new.right):
            match one, other:
                case (">=", ">") | ("<=", "<") | (">=", "=") | ("<=", "="):
                    effect = Effect.NARROWER
                case (">", ">=") | ("<", "<=") | ("=", ">=") | ("=", "<="):
                    effect = Effect.WIDER
        return self._moved(Measure.SIGN, new.left, at, old.right, new.right, effect)

    def _counted(self, old: model.Rows, new: model.Rows, at: Frame) -> Iterator[Edit]:
        if not self._same_source(old.rows, new.rows) or not self.like.same(old.same, new.same):
            yield Replaced(old, new, at.rows)
            return
        pair = {old.quantifier, new.quantifier}
        if pair == {model.Quantifier.ANY, model.Quantifier.NO}:
            yield Denied(old, new)
        elif (old.quantifier, old.count) != (new.quantifier, new.count):
            effect = _counted_more(old, new)
            yield self._moved(Measure.COUNT, new.rows, at, old.count, new.count, effect)
        sense = Sense.NONE
        if pair <= LEAST:
            sense = at.sense
        elif pair <= {model.Quantifier.NO, model.Quantifier.AT_MOST}:
            sense = at.sense.turned
        yield from self._selections(old.rows, new.rows, replace(at, sense=sense))

    def _chosen(
        self,
        subject: model.Value,
        olds: Sequence[model.Value],
        news: Sequence[model.Value],
        at: Frame,
    ) -> Edit:
        same = self.like.same
        added = tuple(new for new in news if not any(same(old, new) for old in olds))
        removed = tuple(old for old in olds if not any(same(old, new) for new in news))
        effect = at.sense.of(_chosen_effect(added, removed))
        return Choices(subject, at.before, at.after, added, removed, effect)

    def _classes(self, added: Sequence[str], removed: Sequence[str], at: Frame) -> Edit:
        def named(names: Sequence[str]) -> tuple[model.Value, ...]:
            return tuple(model.Constant(name, Type.TEXT) for name in names)

        effect = at.sense.of(_chosen_effect(added, removed))
        return Choices(None, at.before, at.after, named(added), named(removed), effect)

    def _arguments(
        self,
        olds: Sequence[model.Value],
        news: Sequence[model.Value],
        at: Frame,
    ) -> Iterator[Edit]:
        for one, other in zip(olds, news, strict=True):
            if not self.like.same(one, other):
                yield self._moved(Measure.NUMBER, None, at, one, other, Effect.UNCLEAR)

    def _of_values(self, old: model.Value, new: model.Value, at: Frame) -> Iterator[Edit]:
        found = list(self._values(old, new, replace(at, sense=Sense.NONE)))
        if any(isinstance(one, Replaced) and one.before is old for one in found):
            yield Replaced(at.before, at.after, at.rows)
        else:
            yield from found

    # --- values ---

    def _values(self, old: model.Value, new: model.Value, at: Frame) -> Iterator[Edit]:
        same = self.like.same
        if same(old, new):
            return
        nothing = replace(at, sense=Sense.NONE)
        match old, new:
            case model.Aggregate(), model.Aggregate() if (
                old.word == new.word
                and self._same_source(old.rows, new.rows)
                and same(old.column, new.column)
                and same(old.weight, new.weight)
            ):
                yield from self._selections(old.rows, new.rows, at)
            case model.Arithmetic(sign, left, right), model.Arithmetic(other, one, two) if (
                sign == other
            ):
                for a, b in ((left, one), (right, two)):
                    yield from self._values(a, b, nothing)
            case (
                (model.Constant() | model.ParameterValue()),
                (model.Constant() | model.ParameterValue()),
            ):
                yield self._moved(Measure.NUMBER, None, at, old, new, Effect.UNCLEAR)
            case model.Negative(value), model.Negative(other):
                yield from self._values(value, other, nothing)
            case model.PlaceIn(place, standing), model.PlaceIn(other, ranked) if (
                place is other and same(standing.metric, ranked.metric)
            ):
                yield from self._standings(standing, ranked, nothing)
            case model.ValueAsOf(value, moment), model.ValueAsOf(other, then):
                yield from self._values(value, other, nothing)
                if moment != then:
                    yield self._moved(Measure.MOMENT, None, at, moment, then, Effect.UNCLEAR)
            case model.DatePart(word, value), model.DatePart(other, of) if word == other:
                yield from self._values(value, of, nothing)
            case model.Folded(value), model.Folded(other):
                yield from self._values(value, other, nothing)
            case model.Truth(condition), model.Truth(other):
                yield from self._conditions(condition, other, nothing)
            case model.CalledValue(name, arguments), model.CalledValue(other, others) if (
                self.like.names.now(name) == other and len(arguments) == len(others)
            ):
                yield from self._arguments(arguments, others, nothing)
            case _:
                yield Replaced(old, new, at.rows)

    def _standings(self, old: model.Standing, new: model.Standing, at: Frame) -> Iterator[Edit]:
        """Among whom, and each what apart."""
        if not self.like.same((old.among, old.per), (new.among, new.per)):
            yield Replaced(at.before, at.after, at.rows)

    def _selections(self, old: model.Selection, new: model.Selection, at: Frame) -> Iterator[Edit]:
        same = self.like.same
        if not self._same_source(old, new):
            yield Replaced(at.before, at.after, at.rows)
            return
        match old.where, new.where:
            case None, None:
                pass
            case None, model.Node() as came:
                effect = at.sense.of(Effect.NARROWER)
                yield Joined(came, Joint.WHERE, new.table, effect)
            case model.Node() as gone, None:
                yield Dropped(gone, Joint.WHERE, new.table, at.sense.of(Effect.WIDER))
            case model.Node() as one, model.Node() as other:
                inside = replace(at, rows=new.table)
                yield from self._conditions(one, other, inside)
        if not same(old.window, new.window):
            effect = _widened(old.window, new.window)
            yield self._moved(Measure.WINDOW, new, at, old.window, new.window, effect)
        if not same(replace(old, where=None, window=None), replace(new, where=None, window=None)):
            yield Fact(Aspect.VIA, ".".join(old.route), ".".join(new.route))

    def _same_source(self, old: model.Selection, new: model.Selection) -> bool:
        return self.like.names.now(old.table) == new.table

    def _moved(
        self,
        measure: Measure,
        subject: model.Value | model.Selection | None,
        at: Frame,
        old: Figure,
        new: Figure,
        effect: Effect,
    ) -> Moved:
        return Moved(measure, subject, at.before, at.after, old, new, at.sense.of(effect))


def _options(
    old: model.Condition, new: model.Condition
) -> tuple[model.Value, tuple[model.Value, ...], model.Value, tuple[model.Value, ...]] | None:
    """What two `in (…)` look at, and their options; a plain `=` has one."""
    match old, new:
        case model.OneOf(value, options), model.OneOf(other, others):
            return value, options, other, others
        case model.OneOf(value, options), model.Compare(comparison, other, only) if (
            comparison.sign == "="
        ):
            return value, options, other, (only,)
        case model.Compare(comparison, value, only), model.OneOf(other, others) if (
            comparison.sign == "="
        ):
            return value, (only,), other, others
        case _:
            return None


def _chosen_effect(added: Sequence[object], removed: Sequence[object]) -> Effect:
    if added and removed:
        return Effect.UNCLEAR
    return Effect.WIDER if added else Effect.NARROWER


def _counted_more(old: model.Rows, new: model.Rows) -> Effect:
    most = {model.Quantifier.NO: 0, model.Quantifier.AT_MOST: None}
    if {old.quantifier, new.quantifier} <= LEAST:
        return Effect.NARROWER if new.count > old.count else Effect.WIDER
    if {old.quantifier, new.quantifier} <= set(most):
        one, other = (
            0 if each.quantifier is model.Quantifier.NO else each.count for each in (old, new)
        )
        return Effect.WIDER if other > one else Effect.NARROWER
    return Effect.UNCLEAR


def _counts(value: model.Value) -> bool:
    return isinstance(value, model.Aggregate) and value.word.kind in COUNTS


def _is_recency(value: model.Value) -> bool:
    return isinstance(value, model.Aggregate) and value.word.kind is Kind.SINCE_LAST


# --- figures ---


def _raised(old: model.Value, new: model.Value) -> int | None:
    """1 where a constant is higher than before, -1 where it is lower, None where that is open."""
    match old, new:
        case model.Constant(one), model.Constant(other):
            return _compared(one, other)
        case _:
            return None


def _compared(old: object, new: object) -> int | None:
    match old, new:
        case Length(), Length():
            one, other = _days(old), _days(new)
            if old == new or (one == other and one[0] == one[1]):
                return 0
            if one[1] < other[0]:
                return 1
            return -1 if other[1] < one[0] else _steps(old, new)
        case ((str() | bool()), _):
            return None
        case date(), date():
            return (new > old) - (new < old)
        case _ if hasattr(old, "normalize") and hasattr(new, "normalize"):
            return int((new > old) - (new < old))  # type: ignore[operator]
        case _:
            return None


def _days(length: Length) -> tuple[float, float]:
    """The fewest and the most days that a length can be."""
    if length.months is not None:
        return length.months * 28.0, length.months * 31.0
    assert length.days is not None
    return length.days, length.days


def _steps(old: Length, new: Length) -> int | None:
    if old.months is not None and new.months is not None:
        return (new.months > old.months) - (new.months < old.months)
    return None


def _lengthened(old: Length, new: Length) -> Effect:
    match _compared(old, new):
        case 1:
            return Effect.WIDER
        case -1:
            return Effect.NARROWER
        case _:
            return Effect.UNCLEAR


def _within(lower: int | None, upper: int | None) -> Effect:
    """Of a range, by whether its ends rose."""
    if lower is None or upper is None:
        return Effect.UNCLEAR
    if lower >= 0 >= upper:
        return Effect.NARROWER
    return Effect.WIDER if lower <= 0 <= upper else Effect.UNCLEAR


def _widened(
    old: model.Window | model.Personal | None, new: model.Window | model.Personal | None
) -> Effect:
    """Whether a window has more days than it had."""
    match old, new:
        case None, _:
            return Effect.NARROWER
        case _, None:
            return Effect.WIDER
        case model.Window(period, arguments), model.Window(other, others) if period is other:
            if period in (periods.IN_LAST, periods.IN_NEXT):
                (one,), (two,) = arguments, others
                if isinstance(one, Length) and isinstance(two, Length):
                    return _lengthened(one, two)
            if period is periods.SINCE:
                (one,), (two,) = arguments, others
                later = _compared(one, two)
                if later:
                    return Effect.NARROWER if later > 0 else Effect.WIDER
            return Effect.UNCLEAR
        case model.Personal(which, rows, length), model.Personal(that, others_, longer) if (
            which is that and rows.table == others_.table
        ):
            return _lengthened(length, longer)
        case _:
            return Effect.UNCLEAR
