"""SEG706: a negated test that keeps what is unknown, where the rule does not say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl import trees
from segdsl.lint.places import Body, Place
from segdsl.lint.rule import Context, Rule
from segdsl.meaning import model
from segdsl.proof import saying
from segdsl.proof.boxes import Proved
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Said
from segdsl.text.source import Span

_SINGLE = (
    model.Compare, model.OneOf, model.Between, model.TextTest, model.InWindow, model.InClass,
    model.Near,
)  # fmt: skip
Key = tuple[str, str]  # the table of a value and its name there


def find(context: Context) -> Iterator[Diagnostic]:
    """Each such test with what it says of the first value that may be unknown."""
    for places in by_owner(context).values():
        yield from _of(context, places)


def unsaid(context: Context, places: Sequence[Place]) -> bool:
    """Whether a declaration has such a test, allowed or not."""
    return any(True for _ in _of(context, places))


def by_owner(context: Context) -> dict[str, list[Place]]:
    """The places of each declaration that is no table."""
    found: dict[str, list[Place]] = {}
    for place in context.places:
        if not isinstance(place.owner, model.Table):
            found.setdefault(place.owner.name, []).append(place)
    return found


def _of(context: Context, places: Sequence[Place]) -> Iterator[Diagnostic]:
    denied = [place for place in places if any(isinstance(one, model.Not) for one in place.nodes)]
    if not denied:
        return
    asked = {key for place in places for key in _asked(place)}
    met = _met(places) if isinstance(places[0].owner, model.Segmentation) else frozenset()
    for place in denied:
        yield from _in(context, place, asked, met)


def _met(places: Sequence[Place]) -> frozenset[model.Condition]:
    """The tests that are asked as they are: in another class, their negation is the rest."""
    nodes = [node for place in places for node in place.nodes]
    inside = {id(node.condition) for node in nodes if isinstance(node, model.Not)}
    return frozenset(node for node in nodes if isinstance(node, _SINGLE) and id(node) not in inside)


def _in(
    context: Context, place: Place, asked: set[Key], met: frozenset[model.Condition]
) -> Iterator[Diagnostic]:
    for negated, alone in _negated(place.root):
        values = [one for one in _values(negated.condition) if _can_miss(context, one)]
        if negated.condition in met:
            continue
        if not values or negated.span is None or any(_key(one) in asked for one in values):
            continue
        if _is_of(place.rows, values) or _keeps_none(context, place, values):
            continue
        said, text = _shown(values[0]), " ".join(negated.span.text.split())
        fixes = _fix(negated.span, text, said, alone)
        yield Diagnostic(
            catalog.SILENT_UNKNOWNS, negated.span, {"text": text, "value": said}, fixes=fixes
        )


def _negated(root: Body) -> Iterator[tuple[model.Not, bool]]:
    """The single tests that are negated where they stand, and whether `and` can follow them."""
    waiting: list[tuple[model.Node, bool, bool]] = [(root, False, True)]
    while waiting:
        node, is_denied, can_join = waiting.pop()
        match node:
            case model.Not(inner):
                if not is_denied and isinstance(inner, _SINGLE):
                    yield node, can_join
                else:
                    waiting.append((inner, not is_denied, False))
            case model.All(parts):
                waiting.extend((one, is_denied, True) for one in reversed(parts))
            case model.AnyOf(parts):
                waiting.extend((one, is_denied, False) for one in reversed(parts))
            case model.Selection() | model.Called() | model.CalledValue():
                pass
            case _:
                waiting.extend((one, False, False) for one in reversed([*trees.children(node)]))


def _values(test: model.Condition) -> list[model.Value | model.InClass]:
    """What a test looks at."""
    match test:
        case model.Compare(_, left, right):
            return [left, right]
        case model.OneOf(value) | model.Between(value) | model.TextTest(_, value):
            return [value]
        case model.InWindow(value):
            return [value]
        case model.Near(latitude):
            return [latitude]
        case model.InClass():
            return [test]
        case _:
            return []


def _can_miss(context: Context, value: model.Value | model.InClass) -> bool:
    project = context.project
    match value:
        case model.FieldValue((), table, name):
            found = project.tables[table]
            field = found.field(name)
            if isinstance(field.origin, model.Computed):
                return _can_miss(context, field.origin.value)
            return name not in (found.key, found.at)
        case model.FieldValue() | model.ReferenceKey() | model.PlaceIn() | model.ValueAsOf():
            return True
        case model.Aggregate(word):
            return word.when_empty is None
        case model.MetricValue(name):
            return _can_miss(context, project.metrics[name].value)
        case model.InClass(segmentation):
            declared = project.segmentations[segmentation]
            if declared.by is not None:
                return _can_miss(context, declared.by)
            drawn = (model.Drawn,)
            last = declared.classes[-1].condition if declared.classes else None
            return not (last is None or isinstance(last, drawn) or declared.exclusive)
        case model.Arithmetic(operator, left, right):
            return operator == "/" or _can_miss(context, left) or _can_miss(context, right)
        case model.Negative(inner) | model.Folded(inner) | model.CalledValue(value=inner):
            return _can_miss(context, inner)
        case model.DatePart(_, inner):
            return _can_miss(context, inner)
        case _:
            return False


def _asked(place: Place) -> Iterator[Key]:
    """What a declaration asks by itself whether it is known, here or around it."""
    for node in place.nodes:
        if isinstance(node, model.Known):
            yield _key(node.value)


def _key(value: model.Value | model.InClass) -> Key:
    """A value by where it is stored, by whatever way it is reached."""
    match value:
        case model.FieldValue(_, table, name):
            return table, name
        case model.ReferenceKey(through, target):
            return target, through[-1]
        case model.InClass(name) | model.ClassValue(name) | model.MetricValue(name):
            return "", name
        case model.Folded(inner) | model.DatePart(_, inner) | model.ValueAsOf(inner):
            return _key(inner)
        case _:
            return "", _shown(value)


def _is_of(rows: model.Node | None, values: list[model.Value | model.InClass]) -> bool:
    """Whether the rows are asked for the very value: unknown ones are skipped there anyway."""
    return isinstance(rows, model.Aggregate) and rows.column in values


def _keeps_none(context: Context, place: Place, values: list[model.Value | model.InClass]) -> bool:
    """Whether the whole condition rules out that the value is unknown."""
    root = place.root
    if isinstance(root, model.Value):
        return False
    unknown = tuple(model.Not(_is_known(value)) for value in values)
    asked = context.prover.about(place.table, (root, *unknown))
    return all(isinstance(asked.both(0, n), Proved) for n in range(1, len(unknown) + 1))


def _is_known(value: model.Value | model.InClass) -> model.Condition:
    if isinstance(value, model.InClass):
        return model.Known(model.ClassValue(value.segmentation, span=value.span))
    return model.Known(value, span=value.span)


def _shown(value: model.Value | model.InClass) -> str:
    """How a rule names a value."""
    match value:
        case model.InClass(name):
            return name
        case model.Folded(inner):
            return _shown(inner)
        case _:
            return saying.value(value)


def _fix(span: Span, text: str, said: str, alone: bool) -> tuple[Fix, ...]:
    """The test that leaves the unknown out; it changes who is in it, so it is only suggested."""
    if "\n" in span.text:
        return ()
    only = f"{text} and {said} is known"
    return (Fix(span, only if alone else f"({only})"),)


LOOKS_FOR = Said(
    "A single test of a value that may be missing, negated by `!=`, `not in`, `is not`, `not"
    " between` or `not`, in a declaration that asks nowhere whether that value `is known` or `is"
    " missing`, and does not rule the unknown out in another way. The negation of a whole segment"
    " or of brackets is the complement of a group, and says so, as does that of a test which"
    " another class asks for; `not anonymised` reads as it is meant; what a table says of its own"
    " rows is the model's.",
    "Un test seul d'une valeur qui peut manquer, nié par `!=`, `not in`, `is not`, `not between` ou"
    " `not`, dans une déclaration qui ne demande nulle part si cette valeur `is known` ou `is"
    " missing`, et n'écarte pas l'inconnu autrement. La négation d'un segment entier ou de"
    " parenthèses est le complément d'un groupe, et le dit, comme celle d'un test que demande une"
    " autre classe ; `not anonymised` se lit comme il se comprend ; ce qu'une table dit de ses"
    " propres lignes relève du modèle.",
)
RULE = Rule(catalog.SILENT_UNKNOWNS, LOOKS_FOR, find)
