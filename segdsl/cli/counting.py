"""Ask a warehouse what two versions of a project select: both side by side in, figures out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from segdsl.cli.failure import FINDINGS, Failure
from segdsl.text.catalog import review as catalog
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Said, about

if TYPE_CHECKING:
    from datetime import date

    from segdsl.cli.project import Workspace
    from segdsl.cli.session import Session
    from segdsl.review.beside import Beside
    from segdsl.review.changes import Changes
    from segdsl.review.counts import Movements
    from segdsl.review.movements import Asked
    from segdsl.warehouse.engine import Engine


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked for: a warehouse by name (None: the first, if it can be had), a day, and how
    many customers are named.
    """

    warehouse: str | None
    as_of: str | None
    members: int


def movements(
    session: Session, workspace: Workspace, changes: Changes, beside: Beside, asking: Asking
) -> Movements | None:
    """Who enters and who leaves; None, said, where a warehouse that nobody insisted on is out of
    reach. Raises Failure where one was asked for.
    """
    from segdsl.cli import warehouse as warehouses
    from segdsl.review import movements as moved

    day = warehouses.as_of(workspace, asking.warehouse, asking.as_of)
    found = moved.asked(changes, beside)
    if not found.pairs:
        return None
    try:
        with warehouses.opened(session, workspace, asking.warehouse) as engine:
            return _counted(session, found, day, engine, asking.members)
    except Failure as failure:
        if asking.warehouse is not None:
            raise
        reason = _first(failure.diagnostics)
        session.warn([about(catalog.NO_FIGURES, None, reason=reason)])
        return None


def _counted(session: Session, found: Asked, day: date, engine: Engine, members: int) -> Movements:
    from segdsl.review import counts
    from segdsl.review import movements as moved
    from segdsl.warehouse import checks

    pairs = found.together
    programs = moved.programs(found, pairs, day, session.watch)
    olds, news = moved.apart_programs(found, day, session.watch)
    with session.watch.stage("checks"):
        before, after = found.changes.before, found.changes.after
        unfit = (
            *checks.fit(found.beside.project, programs, engine),
            *checks.fit(before, olds, engine),
            *checks.fit(after, news, engine),
        )
    if unfit:
        pairs = found.alone
        programs = moved.programs(found, pairs, day, session.watch)
        olds = news = ()
        own = checks.fit(after, programs, engine)
        if own:
            raise Failure(FINDINGS, own)
        session.warn([about(catalog.OLD_UNFIT, None, reason=_first(unfit))])
    with session.watch.stage("run"):
        by_name, populations = moved.counted(found, pairs, programs, engine)
        if members:
            by_name = moved.with_keys(by_name, programs, engine, members)
        if olds or news:
            by_name |= moved.compared(found, olds, news, engine, members)
    return counts.Movements(day, engine.name, populations, by_name)


def _first(found: Sequence[Diagnostic]) -> Said:
    """The first thing that was found, in a few words."""
    one = found[0]
    texts = (f"{one.message.code}, {one.said(one.message.says, each)}" for each in LANGUAGES)
    return Said(*texts)
