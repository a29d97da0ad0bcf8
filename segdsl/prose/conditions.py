"""Say conditions: a condition of the model in, a clause out, about customers or about rows.

About customers a clause stands after their noun: `whose “CA” is at least 100`; about rows it is a
sentence of its own: `amount is at least 100`. A negation is pushed to the words it denies, where
it says that unknown values are in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from segdsl.meaning import model
from segdsl.meaning.types import MOMENTS, Type
from segdsl.meaning.vocabulary import predicates
from segdsl.meaning.vocabulary.dates import AGE, YEAR
from segdsl.prose import phrases
from segdsl.prose.values import Speaker
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

WHOSE = Said("whose {subject} {predicate}", "dont {subject} {predicate}")
PLAIN = Said("{subject} {predicate}", "{subject} {predicate}")
WHO_ARE_IN = Said("who are in {name}", "qui sont dans {name}")
WHO_ARE_NOT_IN = Said("who are not in {name}", "qui ne sont pas dans {name}")
ON_LIST = Said("who are on the list {name}", "qui figurent sur la liste {name}")
NOT_ON_LIST = Said("who are not on the list {name}", "qui ne figurent pas sur la liste {name}")
REACHABLE = Said("who can be reached by {name}", "que l'on peut joindre par {name}")
CLASS_OF = Said("{part} of {whole}", "{part} de {whole}")
MOVED = {
    (model.Move.ENTERED, False): Said(
        "who entered {name} {window}", "qui sont entrés dans {name} {window}"
    ),
    (model.Move.ENTERED, True): Said(
        "who did not enter {name} {window}", "qui ne sont pas entrés dans {name} {window}"
    ),
    (model.Move.LEFT, False): Said("who left {name} {window}", "qui ont quitté {name} {window}"),
    (model.Move.LEFT, True): Said(
        "who did not leave {name} {window}", "qui n'ont pas quitté {name} {window}"
    ),
}
UNREACHABLE = Said("who cannot be reached by {name}", "que l'on ne peut pas joindre par {name}")
KNOWN = Said("whose {subject} is known", "dont on connaît {subject}")
UNKNOWN = Said("whose {subject} is unknown", "dont on ne connaît pas {subject}")
ROW_KNOWN = Said("{subject} is known", "on connaît {subject}")
ROW_UNKNOWN = Said("{subject} is unknown", "on ne connaît pas {subject}")
OR_UNKNOWN = Said(" (or unknown)", " (ou valeur inconnue)")
OR_NONE = Said(" (or of no class)", " (ou sans classe)")
OR_UNRANKED = Said(" (or not ranked)", " (ou hors classement)")
OR_NOT_THERE = Said(" (or not there yet)", " (ou pas encore présents)")
ZERO = Said(" ({number} without any {rows})", " ({number} pour qui n'a pas {de_rows})")
BETWEEN = Said("is from {low} to {high}, both included", "va de {low} à {high} inclus")
DATES_BETWEEN = Said("is from {low} to {high}, both included", "va du {low} au {high} inclus")
NOT_BETWEEN = Said("is not from {low} to {high}", "ne va pas de {low} à {high}")
ONE_OF = Said("is {options}", "est {options}")
NONE_OF = Said("is not {options}", "n'est pas {options}")
IS_TRUE = Said("is true", "est vrai")
IS_NOT_TRUE = Said("is not true", "n'est pas vrai")
LIES = Said("lies {window}", "se situe {window}")
LIES_NOT = Said("does not lie {window}", "ne se situe pas {window}")
TOP = Said(
    "in the top {share} by {metric}{within}",
    "dans les {share} les mieux classés selon {metric}{within}",
)
NOT_TOP = Said(
    "not in the top {share} by {metric}{within}",
    "hors des {share} les mieux classés selon {metric}{within}",
)
EVERYBODY = Said("without exception", "sans exception")
NOBODY = Said("fulfilling a condition that nobody fulfils", "selon une règle que nul ne remplit")
ROW_ALWAYS = Said("always", "toujours")
ROW_NEVER = Said("never", "jamais")
EITHER = Said("either {parts}", "soit {parts}")
BOTH = Said("both {parts}", "à la fois {parts}")
ALL_OF = Said("at once {parts}", "à la fois {parts}")

AT_LEAST = Said("with at least {count} {noun}{rest}", "avec au moins {count} {noun}{rest}")
AT_MOST = Said(
    "with at most {count} {noun}{rest} (or none)",
    "avec au plus {count} {noun}{rest} (ou pas du tout)",
)
EXACTLY = Said("with exactly {count} {noun}{rest}", "avec exactement {count} {noun}{rest}")
NOT_EXACTLY = Said(
    "with another number of {noun} than {count}{rest} (or none)",
    "avec un nombre {de_noun} autre que {count}{rest} (ou pas du tout)",
)
SHARING = Said(" sharing the same value of {value}", " partageant la même valeur {de_value}")
IN_SEQUENCE = Said(
    "with at least 1 {first}, then at least 1 {then}, within {length}",
    "avec au moins 1 {first}, puis au moins 1 {then}, en {length} au plus",
)
IN_SEQUENCE_NOT = Said(
    "without this sequence: 1 {first}, then 1 {then}, within {length}",
    "sans cette suite : 1 {first}, puis 1 {then}, en {length} au plus",
)
BROKEN_OFF = Said(
    "with at least 1 {first}, then without {rows} for {length}",
    "avec au moins 1 {first}, puis sans {rows} pendant {length}",
)
BROKEN_OFF_NOT = Said(
    "without this sequence: 1 {first}, then no {rows} for {length}",
    "sans cette suite : 1 {first}, puis pas {de_rows} pendant {length}",
)
BIRTHDAY = Said("the birthday ({x})", "l'anniversaire ({x})")
FALLS = Said("falls {window}", "tombe {window}")
FALLS_NOT = Said("does not fall {window}", "ne tombe pas {window}")
DRAWN = Said(
    "drawn by chance ({share} of all, by the draw {seed})",
    "tirés au sort ({share} de l'ensemble, tirage {seed})",
)
NOT_DRAWN = Said(
    "not drawn by chance ({share} of all, by the draw {seed})",
    "non tirés au sort ({share} de l'ensemble, tirage {seed})",
)
PLACE = Said("the place", "la position")
PLACE_OF = Said("the place of {x}", "{x}")
IS_NEAR = Said(
    "is within {distance} km of the point {point}",
    "est à {distance} km au plus du point {point}",
)
IS_FAR = Said(
    "is not within {distance} km of the point {point}",
    "est à plus de {distance} km du point {point}",
)
FOLDED = Said(" (ignoring case and accents)", " (sans tenir compte de la casse ni des accents)")
WITHOUT = Said("without {noun}{rest}", "sans {noun}{rest}")


def about_customers(speaker: Speaker, node: model.Condition, population: str) -> str:
    """A clause that stands after the noun for the customers."""
    return _Clauses(_unknowing(speaker), population, is_row=False).clause(node, negated=False)


def about_rows(speaker: Speaker, node: model.Condition) -> str:
    """A clause about the row at hand."""
    return _Clauses(_unknowing(speaker), "", is_row=True).clause(node, negated=False)


def _unknowing(speaker: Speaker) -> Speaker:
    """Who speaks of somebody else: what was known of the one before says nothing of this one."""
    return replace(speaker, known=frozenset())


def speaker(project: model.Project, language: Language) -> Speaker:
    """Who says things about a project in a language."""
    return Speaker(project, language, about_rows, about_customers)


@dataclass(frozen=True, slots=True)
class _Clauses:
    speaker: Speaker
    population: str
    is_row: bool

    def say(self, said: Said, **parts: str) -> str:
        return self.speaker.say(said, **parts)

    def clause(self, node: model.Condition, negated: bool, depth: int = 0) -> str:
        match node:
            case model.Not(inner):
                return self.clause(inner, not negated, depth)
            case model.All(parts):
                joined = self._any_of if negated else self._all_of
                return joined(parts, negated, depth)
            case model.AnyOf(parts):
                joined = self._all_of if negated else self._any_of
                return joined(parts, negated, depth)
            case model.Always(truth):
                return self._always(truth is not negated)
            case model.Compare(comparison, left, right):
                return self._compare(comparison, left, right, negated)
            case model.Between(value, low, high):
                return self._between(value, low, high, negated)
            case model.OneOf(value, options):
                return self._one_of(value, options, negated)
            case model.Known(value):
                return self._known(value, negated)
            case model.TextTest(word, value, text):
                said = word.says_not if negated else word.says
                predicate = self.say(said, x=self._value(text))
                return self._about(value, predicate, negated)
            case model.IsTrue(model.Truth(inner)):
                return self.clause(inner, negated, depth)
            case model.IsTrue(value):
                said = IS_NOT_TRUE if negated else IS_TRUE
                return self._about(value, self.say(said), negated)
            case model.InWindow(value, window):
                said = LIES_NOT if negated else LIES
                return self._about(value, self.say(said, window=self._when(window)), negated)
            case model.Rows():
                return self._rows(node, negated)
            case model.Sequence():
                return self._sequence(node, negated)
            case model.InTop(standing, share):
                return self._top(standing, share, negated)
            case model.InSegment(name):
                described = self.speaker.project.segments[name].description
                said = WHO_ARE_NOT_IN if negated else WHO_ARE_IN
                return self.say(said, name=self.speaker.named(name, described))
            case model.InList(name):
                described = self.speaker.project.lists[name].description
                said = NOT_ON_LIST if negated else ON_LIST
                return self.say(said, name=self.speaker.named(name, described))
            case model.InChannel(name):
                described = self.speaker.project.channels[name].description
                said = UNREACHABLE if negated else REACHABLE
                return self.say(said, name=self.speaker.named(name, described))
            case model.InClass(name, classes):
                return self._in_class(name, classes, negated)
            case model.Moved(which, name, window):
                said, bounds = MOVED[which, negated], self.speaker.window(window)
                return self.say(said, name=self._member_of(name), window=bounds)
            case model.AsOf(inner, moment):
                there = replace(self, speaker=_unknowing(self.speaker))
                then = there.clause(inner, negated, depth + 1) + self.speaker.as_of(moment)
                dated = negated and self.speaker.is_dated()
                return then + self.say(OR_NOT_THERE) if dated else then
            case model.Birthday(value, window):
                said = FALLS_NOT if negated else FALLS
                subject = self.say(BIRTHDAY, x=self._value(value))
                predicate = self.say(said, window=self.speaker.window(window))
                return self._told(subject, predicate, value, negated)
            case model.Drawn(seed, start, end):
                part = figures.percentage(end - start, self.speaker.language)
                said = NOT_DRAWN if negated else DRAWN
                return self.say(said, share=part, seed=self.speaker.quoted(seed))
            case model.Near():
                return self._near(node, negated)
            case model.Called(name, _, inner):
                return self.clause(inner, negated, depth + 1) + self.speaker.by_rule(name)
            case model.Broken():
                raise AssertionError("a project with errors is not described")
            case _:
                assert_never(node)

    def _told(self, subject: str, predicate: str, value: model.Value, negated: bool) -> str:
        """`whose birthday (…) falls …`, with what an unknown value comes to."""
        if not self.is_row and self.speaker.language == "en":
            subject = subject.removeprefix("the ")
        said = self.say(PLAIN if self.is_row else WHOSE, subject=subject, predicate=predicate)
        return said + self.say(OR_UNKNOWN) if negated and self.speaker.may_miss(value) else said

    def _near(self, node: model.Near, negated: bool) -> str:
        language = self.speaker.language
        subject = self.say(PLACE)
        if node.latitude.through:
            *others, last = node.latitude.through
            subject = self.say(PLACE_OF, x=self.speaker.path(tuple(others), last))
        north, east = (figures.number(one, language) for one in node.point)
        point = f"({north}{', ' if language == 'en' else ' ; '}{east})"
        predicate = self.say(
            IS_FAR if negated else IS_NEAR,
            distance=figures.number(node.kilometres, language),
            point=point,
        )
        return self._told(subject, predicate, node.latitude, negated)

    # --- and, or ---

    def _all_of(self, parts: Sequence[model.Condition], negated: bool, depth: int) -> str:
        known = self.speaker.known | {value for part in parts for value in _known(part, negated)}
        here = replace(self, speaker=replace(self.speaker, known=known))
        # an alternative in the middle could be read as one between all that stands around it
        ordered = sorted(parts, key=lambda part: _is_alternative(part, negated))
        said = [here.clause(part, negated, depth + 1) for part in ordered]
        language = self.speaker.language
        if depth == 0 and len(said) > 1:
            return phrases.listed([*said[:-2], f"{said[-2]},", said[-1]], phrases.AND, language)
        joined = phrases.listed(said, phrases.AND, language)
        return self.say(BOTH if len(said) == 2 else ALL_OF, parts=joined)

    def _any_of(self, parts: Sequence[model.Condition], negated: bool, depth: int) -> str:
        said = [self.clause(part, negated, depth + 1) for part in parts]
        joined = ", or ".join(said) if self.speaker.language == "en" else ", soit ".join(said)
        whole = self.say(EITHER, parts=joined)
        return f"({whole})" if depth > 1 else whole

    def _always(self, holds: bool) -> str:
        if self.is_row:
            return self.say(ROW_ALWAYS if holds else ROW_NEVER)
        return self.say(EVERYBODY if holds else NOBODY)

    # --- values ---

    def _value(self, node: model.Value) -> str:
        return self.speaker.value(node, self.population)

    def _about(self, value: model.Value, predicate: str, negated: bool, zero: str = "") -> str:
        """`whose {value} {predicate}`, with what an unknown value or no rows come to."""
        subject = self._subject(value)
        match value:  # a comma closes what `where` or `per` began
            case model.Aggregate(_, model.Selection(where=where)) if where is not None:
                subject += ","
            case model.PlaceIn(_, model.Standing(per=per)) if per is not None:
                subject += ","
        if isinstance(value, model.Folded):
            predicate += self.say(FOLDED)
        said = self.say(PLAIN if self.is_row else WHOSE, subject=subject, predicate=predicate)
        if negated and self.speaker.may_miss(value):
            said += self.say(OR_UNKNOWN)
        return said + zero

    def _subject(self, value: model.Value) -> str:
        said = self._value(value)
        if self.is_row or self.speaker.language == "fr":
            return said
        return said.removeprefix("the ")  # `whose` takes no article

    def _when(self, window: model.Window | model.Personal) -> str:
        """The days between which a date lies."""
        if isinstance(window, model.Window) and window.period.says_of_a_date is not None:
            says = window.period.says_of_a_date
            return phrases.window(says, window.arguments, self.speaker.language)
        return self.speaker.window(window)

    def _compare(
        self,
        comparison: predicates.Comparison,
        left: model.Value,
        right: model.Value,
        negated: bool,
    ) -> str:
        word = predicates.opposite(comparison) if negated else comparison
        predicate = self.say(self._form(word, left, right), x=self._beside(left, right))
        zero = self._zero(left, (word, right))
        said = self._about(left, predicate, negated, zero)
        if negated and self.speaker.may_miss(right) and not self.speaker.may_miss(left):
            said += self.say(OR_UNKNOWN)
        return said

    def _beside(self, value: model.Value, other: model.Value) -> str:
        """What a value meets: a year is said without commas."""
        is_year = isinstance(value, model.DatePart) and value.word is YEAR
        if is_year and isinstance(other, model.Constant) and isinstance(other.value, Decimal):
            return format(other.value, "f")
        return self._value(other)

    def _form(self, word: predicates.Comparison, left: model.Value, right: model.Value) -> Said:
        if isinstance(right, model.Folded):
            right = right.value
        if not isinstance(right, model.Constant | model.ParameterValue):
            return word.value
        if left.type in MOMENTS:
            return word.moment
        is_name = right.type in (Type.TEXT, Type.BOOLEAN)
        if word in (predicates.EQUAL, predicates.UNEQUAL):
            is_name = is_name or _names_a_date(left)
        return word.text if is_name else word.number

    def _zero(self, value: model.Value, *tests: tuple[predicates.Comparison, model.Value]) -> str:
        """That who has no rows is in, where the value is then a number that passes all tests."""
        found = self.speaker.without_rows(value)
        if found is None or self.is_row:
            return ""
        _, table, number = found
        if not all(_holds(comparison, Decimal(number), right) for comparison, right in tests):
            return ""
        shown = figures.count(number, self.speaker.language)
        return self.say(ZERO, number=shown, rows=self.speaker.rows_of(table))

    def _between(
        self, value: model.Value, low: model.Value, high: model.Value, negated: bool
    ) -> str:
        dates = value.type in MOMENTS
        said = NOT_BETWEEN if negated else DATES_BETWEEN if dates else BETWEEN
        ends = (self._beside(value, low), self._beside(value, high))
        predicate = self.say(said, low=ends[0], high=ends[1])

        if negated:
            below, above = (predicates.LESS, low), (predicates.MORE, high)
            zero = self._zero(value, below) or self._zero(value, above)
        else:
            zero = self._zero(value, (predicates.AT_LEAST, low), (predicates.AT_MOST, high))
        return self._about(value, predicate, negated, zero)

    def _one_of(self, value: model.Value, options: Sequence[model.Value], negated: bool) -> str:
        language = self.speaker.language
        said = [self._beside(value, option) for option in options]
        is_name = value.type in (Type.TEXT, Type.BOOLEAN, *MOMENTS) or _names_a_date(value)
        if not is_name and language == "fr":
            said = [phrases.de(option) for option in said]
        if negated and language == "fr":
            predicate = "n'est " + " ".join(f"ni {option}" for option in said)
        else:
            joined = phrases.listed(said, phrases.OR, language)
            predicate = self.say(NONE_OF if negated else ONE_OF, options=joined)

        if negated:
            zero = self._zero(value, *((predicates.UNEQUAL, option) for option in options))
        else:
            found = (self._zero(value, (predicates.EQUAL, option)) for option in options)
            zero = next(filter(None, found), "")
        return self._about(value, predicate, negated, zero)

    def _known(self, value: model.Value, negated: bool) -> str:
        if self.is_row:
            return self.say(ROW_UNKNOWN if negated else ROW_KNOWN, subject=self._value(value))
        return self.say(UNKNOWN if negated else KNOWN, subject=self._subject(value))

    # --- rows, tops, classes ---

    def _rows(self, node: model.Rows, negated: bool) -> str:
        said, count = _counted(node.quantifier, node.count, negated)
        table = self.speaker.project.tables[node.rows.table]
        several = count != 1 or said in (WITHOUT, NOT_EXACTLY)
        noun = self.speaker.rows_of(table.name) if several else table.singular
        rest = self.speaker.restricted(node.rows)
        if node.same is not None:
            rest = self.say(SHARING, value=self._row_value(node.same)) + rest
        shown = figures.count(count, self.speaker.language)
        return self.say(said, count=shown, noun=noun, rest=rest)

    def _row_value(self, node: model.Value) -> str:
        return self.speaker.value(node, "")

    def _sequence(self, node: model.Sequence, negated: bool) -> str:
        tables = self.speaker.project.tables
        first, then = node.first, node.then
        said = IN_SEQUENCE_NOT if negated else IN_SEQUENCE
        if node.denied:
            said = BROKEN_OFF_NOT if negated else BROKEN_OFF
        return self.say(
            said,
            first=tables[first.table].singular + self.speaker.restricted(first),
            then=tables[then.table].singular + self.speaker.restricted(then),
            rows=self.speaker.rows_of(then.table) + self.speaker.restricted(then),
            length=phrases.stretch(node.within, self.speaker.language).plain,
        )

    def _top(self, standing: model.Standing, share: Decimal, negated: bool) -> str:
        said = self.say(
            NOT_TOP if negated else TOP,
            share=figures.percentage(share, self.speaker.language),
            metric=self._value(standing.metric),
            within=self.speaker.within(standing, self.population),
        )
        return said + self.say(OR_UNRANKED) if negated else said

    def _member_of(self, name: str) -> str:
        """A segment, or a class with its segmentation: `“Actifs” of “Cycle de vie”`."""
        project = self.speaker.project
        if name in project.segments:
            return self.speaker.named(name, project.segments[name].description)
        whole, _, part = name.partition(".")
        found = project.segmentations[whole]
        labels = {one.name: one.description.label or one.name for one in found.classes}
        inside = self.speaker.named(whole, found.description)
        return self.say(CLASS_OF, part=self.speaker.quoted(labels.get(part, part)), whole=inside)

    def _in_class(self, name: str, classes: Sequence[str], negated: bool) -> str:
        segmentation = self.speaker.project.segmentations[name]
        labels = {one.name: one.description.label or one.name for one in segmentation.classes}
        shown = [self.speaker.quoted(labels.get(one, one)) for one in classes]
        options = phrases.listed(shown, phrases.OR, self.speaker.language)
        subject = self.speaker.named(name, segmentation.description)
        predicate = self.say(NONE_OF if negated else ONE_OF, options=options)
        said = self.say(WHOSE, subject=subject, predicate=predicate)
        return said + self.say(OR_NONE) if negated else said


def _is_alternative(node: model.Condition, negated: bool) -> bool:
    """Whether a condition is said as one of several."""
    match node:
        case model.Not(inner):
            return _is_alternative(inner, not negated)
        case model.IsTrue(model.Truth(inner)) | model.Called(_, _, inner):
            return _is_alternative(inner, negated)
        case _:
            return isinstance(node, model.All if negated else model.AnyOf)


def _known(node: model.Condition, negated: bool) -> tuple[model.Value, ...]:
    """What a condition says to be known, and nothing else."""
    match node:
        case model.Not(inner):
            return _known(inner, not negated)
        case model.Known(value) if not negated:
            return (value,)
        case _:
            return ()


def _counted(quantifier: model.Quantifier, count: int, negated: bool) -> tuple[Said, int]:
    """How a number of rows is said, and the number: `not at least 2` is at most 1."""
    match quantifier:
        case model.Quantifier.ANY:
            least, most = 1, None
        case model.Quantifier.NO:
            least, most = 0, 0
        case model.Quantifier.AT_LEAST:
            least, most = count, None
        case model.Quantifier.AT_MOST:
            least, most = 0, count
        case model.Quantifier.EXACTLY:
            if negated and count > 0:
                return NOT_EXACTLY, count
            least, most = count, count
        case _:
            assert_never(quantifier)
    if negated:
        least, most = (most + 1, None) if most is not None else (0, least - 1)
    if most is None:
        return AT_LEAST, least
    if most <= 0:
        return WITHOUT, 0
    return (EXACTLY, most) if least == most else (AT_MOST, most)


def _names_a_date(value: model.Value) -> bool:
    """Whether a number is a name: a year, a month or an hour is no amount of something."""
    return isinstance(value, model.DatePart) and value.word is not AGE


def _holds(comparison: predicates.Comparison, number: Decimal, right: model.Value) -> bool:
    """Whether a number compares so with a constant; False where it is none."""
    fixed = right.constant if isinstance(right, model.ParameterValue) else right
    if not isinstance(fixed, model.Constant) or not isinstance(fixed.value, Decimal):
        return False
    return comparison.means(number, fixed.value)
