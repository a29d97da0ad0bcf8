"""Build SQL expressions: a plan's term in, a sqlglot node out. The only place that builds nodes.

Nodes are built from typed values, never from text; names are always quoted. What sqlglot prints
without brackets is bracketed here.
"""

from datetime import date, datetime
from decimal import Decimal
from math import cos, radians
from typing import assert_never

from sqlglot import exp

from segdsl.meaning.types import MONEY_SCALE, NUMBER_SCALE, Type
from segdsl.meaning.vocabulary import letters, predicates
from segdsl.meaning.vocabulary.periods import Length
from segdsl.planning import plan
from segdsl.sql.dialects import Dialect, Folding

Node = exp.Expr

MOST_INLINE = 500  # values of an `IN (…)`: engines look longer ones through one by one
DOUBLE = exp.DataType(this=exp.DataType.Type.DOUBLE)
WHOLE = exp.DataType(this=exp.DataType.Type.BIGINT)
TEXT = exp.DataType(this=exp.DataType.Type.TEXT)
DATE = exp.DataType(this=exp.DataType.Type.DATE)
TIMESTAMP = exp.DataType(this=exp.DataType.Type.TIMESTAMP)


def decimal(precision: int, scale: int) -> exp.DataType:
    parameters = [exp.DataTypeParam(this=_number(size)) for size in (precision, scale)]
    return exp.DataType(this=exp.DataType.Type.DECIMAL, expressions=parameters)


def identifier(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def column(relation: str | None, name: str) -> exp.Column:
    table = None if relation is None else identifier(relation)
    return exp.Column(this=identifier(name), table=table)


def table(relation: plan.Relation, alias: str | None) -> exp.Table:
    """`"crm"."customers" AS "customer"`."""
    parts = relation.parts if isinstance(relation, plan.Stored) else (relation.step,)
    names = [identifier(part) for part in parts]
    named = None if alias is None or alias == parts[-1] else alias
    return exp.Table(
        this=names[-1],
        db=names[-2] if len(names) > 1 else None,
        catalog=names[-3] if len(names) > 2 else None,
        alias=None if named is None else exp.TableAlias(this=identifier(named)),
    )


def term(node: plan.Term, dialect: Dialect) -> Node:
    """The SQL of a term in one engine."""
    return _Printer(dialect).term(node)


class _Printer:
    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def term(self, node: plan.Term) -> Node:
        match node:
            case plan.Column(relation, name, _):
                return column(relation, name)
            case plan.Const(value, _):
                return _literal(value)
            case plan.Arithmetic(operator, left, right, _):
                return _ARITHMETIC[operator](this=self.inner(left), expression=self.inner(right))
            case plan.Quotient(left, right, _):
                return self.quotient(left, right)
            case plan.As(inner, form, _):
                return self.cast(self.term(inner), form)
            case plan.RealNumber(inner, _):
                return _without_nan(self.term(inner))
            case plan.Flag(inner, true, false):
                return self.flag(inner, true, false)
            case plan.Day(inner, from_zone, to_zone):
                moment = _in_zone(self.term(inner), from_zone, to_zone)
                return exp.Cast(this=moment, to=DATE.copy())
            case plan.InZone(inner, from_zone, to_zone):
                return _in_zone(self.term(inner), from_zone, to_zone)
            case plan.DaysBetween(start, end):
                return exp.Sub(this=self.inner(end), expression=self.inner(start))
            case plan.Later(inner, length):
                return self.later(inner, length)
            case plan.Compare(sign, left, right):
                return self.compare(sign, left, right)
            case plan.OneOf(inner, options):
                return self.one_of(inner, options)
            case plan.Known(inner):
                return exp.Is(this=self.inner(inner), expression=exp.Not(this=exp.Null()))
            case plan.TextTest(word, inner, text):
                return self.text_test(word, inner, text)
            case plan.All(parts):
                return _joined(exp.And, [self.inner(part) for part in parts])
            case plan.AnyOf(parts):
                return _joined(exp.Or, [self.inner(part) for part in parts])
            case plan.Not(inner):  # never `IS NULL`: DuckDB 2.0.1 fails on some left joins then
                return exp.Not(this=self.inner(inner))
            case plan.OrElse(inner, otherwise):
                return exp.Coalesce(this=self.term(inner), expressions=[self.term(otherwise)])
            case plan.Case(whens, otherwise, _):
                return self.case(whens, otherwise)
            case plan.Reduce():
                return self.reduce(node)
            case plan.Total():
                return self.total(node)
            case plan.Md5(prefix, inner):
                whole = exp.DPipe(this=_literal(prefix), expression=self.inner(inner))
                return exp.MD5(this=whole)
            case plan.DatePart(part, inner):
                named = exp.Extract(this=exp.Var(this=_PARTS[part]), expression=self.term(inner))
                return exp.Cast(this=named, to=WHOLE.copy())
            case plan.Clock(inner, from_zone, to_zone):
                return _on_clock(self.term(inner), from_zone, to_zone)
            case plan.FoldedText(inner):
                return _folded(self.term(inner))
            case plan.Haversine():
                return self.haversine(node)
            case plan.Numbered():
                return self.numbered(node)
            case plan.Bits(parts):
                return self.bits(parts)
            case plan.Units(inner, per):
                summand = self.cast(self.term(inner), plan.Form.SUMMAND)
                counted = exp.Mul(this=summand, expression=_number(per))
                return exp.Cast(this=exp.Floor(this=counted), to=WHOLE.copy())
            case plan.Digits(inner, exact):
                return self.digits(self.term(inner), exact)
            case _:
                assert_never(node)

    def later(self, inner: plan.Term, length: Length) -> Node:
        """A moment moved on; adding to a day gives an instant, which is made a day again."""
        step = exp.Interval(
            this=exp.Literal(this=str(length.count), is_string=True),
            unit=exp.Var(this=length.unit.name),
        )
        moved = exp.Add(this=self.inner(inner), expression=step)
        return exp.Cast(this=moved, to=DATE.copy()) if inner.type is Type.DATE else moved

    def one_of(self, inner: plan.Term, options: tuple[plan.Term, ...]) -> Node:
        """One of a few values, else one of a relation of them, which engines join by hashing."""
        found = [self.term(option) for option in options]
        if len(found) <= MOST_INLINE:
            return exp.In(this=self.inner(inner), expressions=found)
        values = exp.Anonymous(this="UNNEST", expressions=[exp.Array(expressions=found)])
        return exp.In(
            this=self.inner(inner), query=exp.Subquery(this=exp.Select(expressions=[values]))
        )

    def cast(self, node: Node, form: plan.Form) -> Node:
        if form is plan.Form.SUMMAND and self.dialect.rounds_doubles:
            node = exp.Cast(this=node, to=TEXT.copy())
        if form is plan.Form.MONEY:
            return self.money(node)
        return exp.Cast(this=node, to=_form(form))

    def money(self, node: Node) -> Node:
        """An amount as an exact decimal; the NaN of a column of doubles is missing."""
        if not self.dialect.decimals_hold_nan:
            return exp.TryCast(this=node, to=_form(plan.Form.MONEY))
        nan = exp.Cast(this=exp.Literal(this="NaN", is_string=True), to=_form(plan.Form.MONEY))
        return exp.Nullif(this=exp.Cast(this=node, to=_form(plan.Form.MONEY)), expression=nan)

    def inner(self, node: plan.Term) -> Node:
        """The term as an operand: bracketed where it is an operation itself."""
        built = self.term(node)
        return exp.Paren(this=built) if isinstance(built, _OPERATIONS) else built

    def compare(self, sign: str, left: plan.Term, right: plan.Term) -> Node:
        ours, theirs = self.inner(left), self.inner(right)
        if left.type is Type.TEXT and sign != "=" and self.dialect.collation is not None:
            ours = self.collated(ours)
        return _COMPARISONS[sign](this=ours, expression=theirs)

    def collated(self, node: Node) -> Node:
        """A text to be put in order: by code point."""
        if self.dialect.collation is None:
            return node
        return exp.Collate(this=node, expression=identifier(self.dialect.collation))

    def quotient(self, left: plan.Term, right: plan.Term) -> Node:
        below = exp.Nullif(this=self.term(right), expression=_number(0))
        return exp.Div(this=self.inner(left), expression=below, typed=True)

    def flag(self, inner: plan.Term, true: tuple[str, ...], false: tuple[str, ...]) -> Node:
        found = self.term(inner)
        ifs = [
            exp.If(
                this=exp.In(this=found.copy(), expressions=[_literal(text) for text in texts]),
                true=exp.Boolean(this=meant),
            )
            for texts, meant in ((true, True), (false, False))
            if texts
        ]
        return exp.Case(ifs=ifs)

    def text_test(self, word: predicates.TextTest, inner: plan.Term, text: plan.Term) -> Node:
        value, needle = self.term(inner), self.term(text)
        if word.name == predicates.STARTS_WITH.name:
            return exp.StartsWith(this=value, expression=needle)
        if word.name == predicates.CONTAINS.name:
            place = exp.StrPosition(this=value, substr=needle)
            return exp.GT(this=place, expression=_number(0))
        end = exp.Right(this=value, expression=exp.Length(this=needle.copy()))
        return exp.EQ(this=end, expression=needle)

    def haversine(self, node: plan.Haversine) -> Node:
        """`POWER(SIN(RADIANS(north) / 2), 2) + COS(…) * … * POWER(SIN(RADIANS(east) / 2), 2)`."""
        latitude, longitude = self.inner(node.latitude), self.inner(node.longitude)
        north, east = node.point
        straight = _literal(Decimal(repr(cos(radians(float(north))))))
        shrunk = exp.Mul(this=_call("COS", _call("RADIANS", latitude.copy())), expression=straight)
        across = exp.Mul(this=shrunk, expression=_half_chord(longitude, east))
        return exp.Add(this=_half_chord(latitude, north), expression=across)

    def case(self, whens: tuple[tuple[plan.Term, plan.Term], ...], otherwise: plan.Term) -> Node:
        default = None
        if not (isinstance(otherwise, plan.Const) and otherwise.value is None):
            default = self.term(otherwise)
        return exp.Case(
            ifs=[exp.If(this=self.term(when), true=self.term(then)) for when, then in whens],
            default=default,
        )

    def reduce(self, node: plan.Reduce) -> Node:
        if node.when is not None and self.dialect.folding is Folding.FILTER:
            whole = self.fold(node.fold, self.argument(node), node.type)
            return exp.Filter(this=whole, expression=exp.Where(this=self.term(node.when)))
        if node.when is None:
            return self.fold(node.fold, self.argument(node), node.type)
        argument = self.argument(node) or _number(1)
        chosen = exp.Case(ifs=[exp.If(this=self.term(node.when), true=argument)])
        return self.fold(node.fold, chosen, node.type)

    def argument(self, node: plan.Reduce) -> Node | None:
        if node.term is None:
            return None
        built = self.term(node.term)
        ordered = node.fold in (plan.Fold.MIN, plan.Fold.MAX)
        return self.collated(built) if ordered and node.type is Type.TEXT else built

    def fold(self, fold: plan.Fold, argument: Node | None, type_: Type) -> Node:
        match fold:
            case plan.Fold.COUNT:
                return exp.Count(this=argument or exp.Star())
            case plan.Fold.SUM:
                return exp.Sum(this=argument)
            case plan.Fold.MIN if type_ is Type.BOOLEAN:  # false before true, as everywhere
                return exp.LogicalAnd(this=argument)
            case plan.Fold.MAX if type_ is Type.BOOLEAN:
                return exp.LogicalOr(this=argument)
            case plan.Fold.MIN:
                return exp.Min(this=argument)
            case plan.Fold.MAX:
                return exp.Max(this=argument)
            case plan.Fold.LOWER_MIDDLE | plan.Fold.UPPER_MIDDLE:
                return _middle(argument, is_upper=fold is plan.Fold.UPPER_MIDDLE)
            case _:
                assert_never(fold)

    def numbered(self, node: plan.Numbered) -> Node:
        """Places by row: others last, then the value, then what tells the same ones apart."""
        first = exp.Case(
            ifs=[exp.If(this=self.term(node.among), true=_number(0))], default=_number(1)
        )
        order = [exp.Ordered(this=first, desc=False, nulls_first=False)]
        if node.value is not None:
            value = self.term(node.value)
            if node.value.type is Type.TEXT:
                value = self.collated(value)
            order.append(exp.Ordered(this=value, desc=node.descending, nulls_first=False))
        tie = self.collated(self.term(node.tie))
        order.append(exp.Ordered(this=tie, desc=False, nulls_first=False))
        return exp.Window(this=exp.RowNumber(), order=exp.Order(expressions=order), over="OVER")

    def bits(self, parts: tuple[plan.Term, ...]) -> Node:
        """`CASE WHEN first THEN 1 ELSE 0 END + …`: faster than a cast of each verdict."""
        whole: Node = _number(0)
        for place, part in enumerate(parts):
            bit: Node = _number(1 << place)
            if part == plan.FALSE:
                continue
            if part != plan.TRUE:
                ifs = [exp.If(this=self.term(part), true=bit)]
                bit = exp.Case(ifs=ifs, default=_number(0))
            whole = exp.Add(this=whole, expression=bit)
        return exp.Cast(this=whole, to=WHOLE.copy())

    def digits(self, number: Node, exact: int) -> Node:
        """A CASE per power of ten: engines differ in the last digit of a logarithm."""
        ifs = []
        for power in range(_DIGITS):
            width, limit = 10**power, exact * 10**power
            inside = exp.And(
                this=exp.GTE(this=number.copy(), expression=_literal(-limit)),
                expression=exp.LT(this=number.copy(), expression=_number(limit)),
            )
            ifs.append(exp.If(this=inside, true=_rounded_down(number, width)))
        return exp.Case(ifs=ifs, default=_rounded_down(number, 10**_DIGITS))

    def total(self, node: plan.Total) -> Node:
        order = None
        if node.order is not None:
            ordered = self.term(node.order)
            if node.order.type is Type.TEXT:
                ordered = self.collated(ordered)
            key = exp.Ordered(this=ordered, desc=node.descending, nulls_first=False)
            order = exp.Order(expressions=[key])
        return exp.Window(
            this=exp.Sum(this=self.term(node.term)),
            partition_by=None if node.per is None else [self.term(node.per)],
            order=order,
            over="OVER",
        )


_DIGITS = 15  # powers of ten that are told apart


def _rounded_down(number: Node, width: int) -> Node:
    """The multiple of `width` at or below a whole number; `%` takes the sign of what it divides."""
    if width == 1:
        return number.copy()
    rest = exp.Paren(this=exp.Mod(this=number.copy(), expression=_number(width)))
    positive = exp.Paren(this=exp.Add(this=rest, expression=_number(width)))
    above = exp.Paren(this=exp.Mod(this=positive, expression=_number(width)))
    return exp.Sub(this=number.copy(), expression=above)


_OPERATIONS = (exp.Binary, exp.Not, exp.In, exp.Between, exp.Neg, exp.AtTimeZone)
_ARITHMETIC: dict[str, type[exp.Binary]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}
_COMPARISONS: dict[str, type[exp.Binary]] = {
    "=": exp.EQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


def _middle(argument: Node | None, is_upper: bool) -> Node:
    """A value that is there, never one between two; missing ones are skipped."""
    half = exp.PercentileDisc(this=exp.Literal(this="0.5", is_string=False))
    order = exp.Ordered(this=argument, desc=is_upper, nulls_first=False)
    return exp.WithinGroup(this=half, expression=exp.Order(expressions=[order]))


_PARTS = {
    plan.Part.YEAR: "YEAR",
    plan.Part.MONTH: "MONTH",
    plan.Part.DAY: "DAY",
    plan.Part.WEEKDAY: "ISODOW",
    plan.Part.HOUR: "HOUR",
}


def _call(name: str, *arguments: Node) -> Node:
    """A function that all engines spell alike."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def _half_chord(degrees: Node, fixed: Decimal) -> Node:
    """The square of the sine of half an angle in degrees from a fixed one."""
    apart = exp.Sub(this=degrees, expression=exp.Paren(this=_literal(fixed)))
    half = exp.Mul(this=_call("RADIANS", apart), expression=_literal(Decimal("0.5")))
    return _call("POWER", _call("SIN", half), _number(2))


def _folded(node: Node) -> Node:
    """Letters to plain ones, marks to nothing, then each that stands for several letters."""
    pairs = [(letter, plain) for plain, found in letters.ONE_LETTER.items() for letter in found]
    several = letters.SEVERAL_LETTERS
    pairs += [(letter, found[0]) for found in several.values() for letter in found[1:]]
    old = "".join(letter for letter, _ in pairs) + letters.MARKS
    new = "".join(plain for _, plain in pairs)
    folded = _call("TRANSLATE", node, _literal(old), _literal(new))
    for plain, found in several.items():
        folded = _call("REPLACE", folded, _literal(found[0]), _literal(plain))
    return folded


def _on_clock(node: Node, from_zone: str, to_zone: str) -> Node:
    """Also from a zone to itself, so that an hour that clocks skip is read as the next one."""
    if from_zone == to_zone == "UTC":
        return node
    there = exp.Literal(this=from_zone, is_string=True)
    here = exp.Literal(this=to_zone, is_string=True)
    return exp.AtTimeZone(this=exp.AtTimeZone(this=node, zone=there), zone=here)


def _joined(connector: type[exp.Connector], parts: list[Node]) -> Node:
    """`a AND b AND c`, built leaning left: the printer walks that without recursion."""
    whole = parts[0]
    for part in parts[1:]:
        whole = connector(this=whole, expression=part)
    return whole


def _form(form: plan.Form) -> exp.DataType:
    match form:
        case plan.Form.DOUBLE:
            return DOUBLE.copy()
        case plan.Form.WHOLE:
            return WHOLE.copy()
        case plan.Form.MONEY:
            return decimal(18, MONEY_SCALE)
        case plan.Form.SUMMAND:
            return decimal(38, NUMBER_SCALE)
        case plan.Form.TEXT:
            return TEXT.copy()
        case _:
            assert_never(form)


def _number(value: int) -> exp.Literal:
    return exp.Literal(this=str(value), is_string=False)


def _literal(value: object) -> Node:
    match value:
        case None:
            return exp.Null()
        case bool():
            return exp.Boolean(this=value)
        case int() | Decimal():
            digits = str(abs(value)) if isinstance(value, int) else format(abs(value), "f")
            number = exp.Literal(this=digits, is_string=False)
            return exp.Neg(this=number) if value < 0 else number
        case datetime():
            text = exp.Literal(this=value.isoformat(sep=" "), is_string=True)
            return exp.Cast(this=text, to=TIMESTAMP.copy())
        case date():
            text = exp.Literal(this=value.isoformat(), is_string=True)
            return exp.Cast(this=text, to=DATE.copy())
        case str():
            return exp.Literal(this=value, is_string=True)
    raise AssertionError(f"no literal for {type(value).__name__}")


def _without_nan(node: Node) -> Node:
    nan = exp.Cast(this=exp.Literal(this="NaN", is_string=True), to=DOUBLE.copy())
    return exp.Nullif(this=exp.Cast(this=node, to=DOUBLE.copy()), expression=nan)


def _in_zone(node: Node, from_zone: str, to_zone: str) -> Node:
    if from_zone == to_zone:
        return node
    there = exp.Literal(this=from_zone, is_string=True)
    here = exp.Literal(this=to_zone, is_string=True)
    return exp.AtTimeZone(this=exp.AtTimeZone(this=node, zone=there), zone=here)
