"""The figures that a manager's window shows: of one office or of all of a store, for who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.neighbours import Neighbour
from greeter.model.person import Right
from greeter.reports.figures import figures_of
from greeter.reports.other_days import other_offices
from greeter.reports.several import read_several
from greeter.reports.together import ALL
from greeter.reports.wanted import OWN

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.reports.figures import Figures
    from greeter.reports.public import Audience
    from greeter.reports.span import Span
    from greeter.reports.wanted import Wanted
    from greeter.texts import Texts


def shown_figures(
    desk: FrontDesk, span: Span, audience: Audience, texts: Texts, wanted: Wanted = OWN, *, session: str = ""
) -> Figures:
    """Read the figures of some days.

    session: a manager's sign-in, where the desk's office has people. Raises NotAllowed, NotFound, CatalogueProblem where an office's file can't be
    read, BadInput where no office has the service that is looked at alone.
    """
    desk.allow(Right.FIGURES, session)
    offices, now = offices_wanted(desk, wanted), desk.clock.now()
    if wanted.together:
        return read_several(desk.store, offices, span, desk.office.local(now), texts, audience, wanted.only)
    chosen = offices[0]
    others = other_offices(desk.store, chosen)
    return figures_of(desk.store, chosen, span, chosen.local(now), audience, wanted.only, others, texts)


def offices_wanted(desk: FrontDesk, wanted: Wanted) -> list[Office]:
    """Return the offices that are looked at. Raises NotFound, CatalogueProblem."""
    if ALL in wanted.offices:
        return [office_shown(desk, one.id) for one in offices_shown(desk)]
    return [office_shown(desk, one) for one in wanted.offices] or [desk.office]


def offices_shown(desk: FrontDesk) -> tuple[Neighbour, ...]:
    """Return the offices that can be looked at, the desk's own among them; none where that is the only one."""
    named = desk.neighbours.named()
    if all(one.id != desk.office.id for one in named):
        named = (Neighbour(desk.office.id, desk.office.name), *named)
    return named if len(named) > 1 else ()


def office_shown(desk: FrontDesk, office: str) -> Office:
    """Return an office by its id. Raises NotFound, CatalogueProblem."""
    return desk.office if office in {"", ALL, desk.office.id} else desk.neighbours.office(office)
