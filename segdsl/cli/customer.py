"""`segdsl explain NAME --customer KEY`: why one customer is in or out, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from segdsl.cli.options import TextOrJson
from segdsl.text.diagnostics import Said

if TYPE_CHECKING:
    from datetime import date

    from segdsl.cli.failure import Failure
    from segdsl.cli.project import Workspace
    from segdsl.cli.session import Session
    from segdsl.meaning import model
    from segdsl.meaning.parts import Part
    from segdsl.promises.changes import Change, Needed
    from segdsl.promises.further import Further
    from segdsl.promises.reasons import Reason
    from segdsl.statistics.customer import Customer
    from segdsl.statistics.passing import Passing
    from segdsl.warehouse.engine import Engine


@dataclass(frozen=True, slots=True)
class Explained:
    """A customer and a rule: the verdict and its reasons, what would change it, and when."""

    name: str
    key: str
    day: date
    warehouse: str
    is_in: bool
    class_: str | None  # of a segmentation asked for as a whole
    reason: Reason
    changes: tuple[Change, ...]
    passing: Passing | None


def explain(
    session: Session,
    workspace: Workspace,
    name: str,
    key: str,
    day: date,
    warehouse: str | None,
    format: TextOrJson,
) -> None:
    """Says it. Raises Failure."""
    from segdsl.cli.report import as_json

    found = explained(session, workspace, name, key, day, warehouse)
    if format is TextOrJson.json:
        print(as_json(_value(session, workspace, found)))
    else:
        print("\n".join(_lines(session, workspace, found)))


def explained(
    session: Session,
    workspace: Workspace,
    name: str,
    key: str,
    day: date,
    warehouse: str | None,
) -> Explained:
    """What a warehouse says of a customer and a rule. Raises Failure."""
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import model, moments, parts

    project = workspace.analysis.project
    declared = _declared(project, name)
    found = moments.troubles(project, [declared.name], day)
    if found:
        raise Failure(USAGE, found)
    chosen = warehouses.chosen(workspace, warehouse).name
    with warehouses.opened(session, workspace, chosen) as engine:
        asking = _Asking(session, project, declared.population, day, engine, key)
        if isinstance(declared, model.Segment):
            rule, class_ = parts.of_segment(project, declared), None
        elif name == declared.name:
            class_ = _class(asking, declared)
            rule = parts.of_class(project, declared, class_)
        else:
            class_ = None
            rule = parts.of_class(project, declared, name.partition(".")[2])
        return asking.explained(name, rule, class_)


@dataclass(frozen=True, slots=True)
class _Asking:
    """One customer, of whom a warehouse is asked."""

    session: Session
    project: model.Project
    population: str
    day: date
    engine: Engine
    key: str

    def known(self, part: Part) -> Customer:
        """The verdicts and values of a tree. Raises Failure where nobody has the key."""
        from segdsl.cli import warehouse as warehouses
        from segdsl.statistics import customer

        with self.session.watch.stage("planning"):
            asked = customer.question(self.project, self.population, self.day, part)
        warehouses.fitted(self.session, self.project, [asked.program], self.engine)
        with self.session.watch.stage("run"):
            found = asked.answer(self.engine, self.key)
        if found is None:
            raise self.absent()
        return found

    def explained(self, name: str, rule: Part, class_: str | None) -> Explained:
        from segdsl.promises.changes import Person, changes
        from segdsl.promises.reasons import reasons
        from segdsl.statistics import passing, privacy

        known = self.known(rule)
        person = Person(self.project, self.population, self.day, known.verdicts, known.values)
        with self.session.watch.stage("changes"):
            changed = changes(person, rule)
            later = passing.passing(
                self.project, self.population, self.day, rule, known, self.engine
            )
        return Explained(
            name=name,
            key=self.key,
            day=self.day,
            warehouse=self.engine.name,
            is_in=known.verdicts[rule.condition],
            class_=class_,
            reason=reasons(
                self.project,
                rule,
                known.verdicts.get,
                known.values.__getitem__,
                partial(privacy.is_private, self.project),
            ),
            changes=changed,
            passing=later,
        )

    def absent(self) -> Failure:
        """Why nobody of the population has the key."""
        from segdsl.cli.failure import USAGE, Failure
        from segdsl.promises import writing
        from segdsl.statistics import customer
        from segdsl.text.catalog import cli as catalog
        from segdsl.text.diagnostics import about

        facts = {"key": self.key, "population": self.population, "day": self.day.isoformat()}
        found = customer.left_out(self.project, self.population, self.day, self.engine, self.key)
        said = NOBODY
        if found is not None and found.where is not None and found.by_where:
            said = LEFT_OUT
            facts["where"] = writing.condition(self.project, found.where)
        elif found is not None:
            said = NOT_YET
        reason = Said(said.en.format(**facts), said.fr.format(**facts))
        named = self.project.tables[self.population].key or ""
        told = about(
            catalog.NO_SUCH_CUSTOMER, None, reason=reason, key=named, population=self.population
        )
        return Failure(USAGE, [told])


NOBODY = Said("nobody in `{population}` has the key `{key}`",
              "personne dans `{population}` n'a la clé `{key}`")  # fmt: skip
LEFT_OUT = Said(
    "`{key}` is in the table, and `where ({where})` leaves it out of `{population}`",
    "`{key}` est dans la table, mais `where ({where})` l'écarte de `{population}`",
)
NOT_YET = Said(
    "`{key}` is in the table, and was not yet in `{population}` on {day}",
    "`{key}` est dans la table, mais n'était pas encore dans `{population}` au {day}",
)


def _class(asking: _Asking, declared: model.Segmentation) -> str | None:
    """The class that the customer is in."""
    from segdsl.meaning import model
    from segdsl.meaning.parts import Joint, Part

    value = model.ClassValue(declared.name)
    found = asking.known(Part(model.Known(value), Joint.LEAF, (), (value,))).values[value]
    assert found is None or isinstance(found, str)
    return found


def _declared(project: model.Project, name: str) -> model.Segment | model.Segmentation:
    """The segment or segmentation of a name. Raises Failure for what has no members."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import model, selection
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    _, found = selection.selected(project, [name])
    if not found and not name.startswith(("tag:", "+")) and not name.endswith("+"):
        declared = selection.declaration(project, name)
        if not isinstance(declared, model.Target):
            return declared
    raise Failure(USAGE, [about(catalog.NOT_OF_CUSTOMERS, None, name=name)])


# --- what is printed ---


def _lines(session: Session, workspace: Workspace, found: Explained) -> Iterator[str]:
    from segdsl.cli import reasons

    says = session.says
    yield says(
        f"as of {found.day}, warehouse {found.warehouse}",
        f"au {found.day}, entrepôt {found.warehouse}",
    )
    yield ""
    yield _verdict(session, found)
    yield ""
    yield from reasons.lines(found.reason, session.language)
    changes = [_change(session, workspace, one) for one in found.changes]
    if changes:
        yield ""
        yield _heading(session, found)
        yield from (f"  - {one}" for one in changes)
    yield ""
    yield _passing(session, found)


def _verdict(session: Session, found: Explained) -> str:
    """Whether the customer is in, or in which class."""
    if found.class_ is not None:
        return session.says(
            f"{found.key} is in the class {found.name}.{found.class_}",
            f"{found.key} est dans la classe {found.name}.{found.class_}",
        )
    if found.is_in:
        return session.says(f"{found.key} is in {found.name}", f"{found.key} est dans {found.name}")
    return session.says(
        f"{found.key} is not in {found.name}", f"{found.key} n'est pas dans {found.name}"
    )


def _heading(session: Session, found: Explained) -> str:
    if found.is_in:
        return session.says(
            "in any of these cases it would be out:",
            f"dans chacun de ces cas, {found.key} n'y serait plus :",
        )
    return session.says(
        "in any of these cases it would be in:",
        f"dans chacun de ces cas, {found.key} y serait :",
    )


def _change(session: Session, workspace: Workspace, change: Change) -> str:
    """`2 more orders, today`, else the values that would do."""
    if change.rows is None:
        needed = (_needed(session, workspace, one) for one in change.needed)
        return session.says(" and ", " et ").join(needed)
    return _rows(session, workspace, change.rows)


def _rows(session: Session, workspace: Workspace, rows: Further) -> str:
    from segdsl.promises import writing

    project = workspace.analysis.project
    noun = project.tables[rows.table].singular if rows.count == 1 else rows.table
    where = ""
    if rows.where is not None:
        where = f" where ({writing.condition(project, rows.where)})"
    count = session.says("one", "1") if rows.count == 1 else str(rows.count)
    return session.says(
        f"{count} more {noun}{where}, today", f"{count} {noun} de plus{where}, aujourd'hui"
    )


def _needed(session: Session, workspace: Workspace, one: Needed) -> str:
    """`frequency` = 4 (now 3, +1)."""
    from segdsl.meaning import model
    from segdsl.promises import writing
    from segdsl.statistics.privacy import is_private

    name = f"`{writing.name(one.value)}`"
    wanted = _wanted(session, workspace.analysis.project, one)
    if is_private(workspace.analysis.project, one.value):
        is_lost = isinstance(one.fact, model.Not) and isinstance(one.fact.condition, model.Known)
        return f"{name} {wanted}" if is_lost else session.says(f"another {name}", f"autre {name}")
    now = _literal(session, one.known, one)
    by = ""
    if one.by is not None and not wanted.endswith("d"):
        sign = "+" if one.by > 0 else "−"
        by = f", {sign}{abs(one.by).normalize():f}"
    return session.says(
        f"{name} {wanted} (now {now}{by})", f"{name} {wanted} (actuellement {now}{by})"
    )


def _wanted(session: Session, project: model.Project, one: Needed) -> str:
    from segdsl.meaning import model
    from segdsl.promises import writing
    from segdsl.promises.changes import ANOTHER

    match one.fact:
        case model.Not(model.Known()):
            return session.says("missing", "manquant")
        case model.Compare(_, _, model.Constant(known)) if known == ANOTHER:
            return session.says("another one", "autre")
        case model.Compare(_, _, right):
            return f"= {writing.name(right)}"
        case model.InClass():
            return (
                writing.condition(project, one.fact).removeprefix(writing.name(one.value)).strip()
            )
        case model.Not():
            return "= false"
        case _:
            return "= true"


def _literal(session: Session, known: object, one: Needed) -> str:
    from segdsl.promises import writing

    if known is None:
        return session.says("missing", "manquant")
    return writing.literal(known, one.value.type)  # type: ignore[arg-type]


def _passing(session: Session, found: Explained) -> str:
    """What time alone does."""
    from segdsl.text import figures

    later = found.passing
    language = session.language
    if later is None:
        return session.says(
            "when that changes by itself depends on other customers: on how they rank",
            "le jour où cela changerait seul dépend des autres clients : de leur classement",
        )
    if later.day is None:
        until = figures.day(later.until, language)
        return session.says(
            f"without any further row nothing changes until {until}",
            f"sans nouvelle ligne, rien ne change jusqu'au {until}",
        )
    day = figures.day(later.day, language)
    if found.is_in:
        return session.says(
            f"leaves on {day}, without any further row", f"sort le {day}, sans nouvelle ligne"
        )
    return session.says(
        f"enters on {day}, without any further row", f"entre le {day}, sans nouvelle ligne"
    )


def _value(session: Session, workspace: Workspace, found: Explained) -> dict[str, object]:
    from segdsl.cli import reasons
    from segdsl.promises import writing

    later = found.passing
    return {
        "name": found.name,
        "customer": found.key,
        "as_of": found.day,
        "warehouse": found.warehouse,
        "in": found.is_in,
        "class": found.class_,
        "reason": reasons.plain(found.reason),
        "changes": [
            {
                "text": _change(session, workspace, change),
                "needed": [
                    {
                        "condition": writing.condition(
                            workspace.analysis.project, one.leaf.condition
                        ),
                        "text": _needed(session, workspace, one),
                    }
                    for one in change.needed
                ],
                "rows": None
                if change.rows is None
                else {"source": change.rows.table, "count": change.rows.count},
            }
            for change in found.changes
        ],
        "passing": None if later is None else {"until": later.until, "changes_on": later.day},
    }
