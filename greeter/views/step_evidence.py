"""Reads how earlier requests of a service went, to learn from: their steps, how they ended, where they went on to, what was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.guidance.step_habits import NOTHING_KNOWN, Earlier, EarlierStep, StepOrder, habits_of
from greeter.model.catalogue import Owner
from greeter.model.visit import MINUTE_MS, Outcome, State

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.guidance.step_habits import Habits

LOOKED_BACK_DAYS = 90
MOST_REQUESTS = 300

_KNOWN = "v.channel, v.familiarity, v.language"
_LATEST = (
    "select id, visit, outcome, handed_to, opened_at from request where office = :office and opened_at > :since"
    " and service = :service and state = :finished and (outcome is not null or handed_to is not null)"
    " order by opened_at desc limit :most"
)


class StepEvidence:
    """Keeps what was learned of each service, so that each request is learned once. Used by one thread."""

    def __init__(self) -> None:
        self._orders: dict[str, StepOrder] = {}
        self._last: tuple[str, str, Habits] = ("", "", NOTHING_KNOWN)

    def read(self, desk: FrontDesk, service_id: str, visit_id: str) -> Habits:
        """Return what is usual for a service by its last 300 requests that were finished or sent on within 90 days.

        While the same visit is shown, the same is told: a list that a clerk works with does not change beneath their hands.
        """
        if self._last[:2] != (service_id, visit_id):
            self._last = (service_id, visit_id, self._read(desk, service_id, visit_id))
        return self._last[2]

    def _read(self, desk: FrontDesk, service_id: str, visit_id: str) -> Habits:
        if not desk.office.has_service(service_id):
            return NOTHING_KNOWN
        service = desk.office.service(service_id)
        order = self._orders.get(service_id)
        if order is None or order.steps != tuple(step.what for step in service.steps):
            order = self._orders[service_id] = StepOrder(service)
        visit = desk.store.rows(f"select {_KNOWN} from visit v where v.id = :visit", {"visit": visit_id})
        return habits_of(service, read_earlier(desk, service_id), order, _known(visit[0]) if visit else ())


def read_earlier(desk: FrontDesk, service_id: str) -> list[Earlier]:
    """Return the last finished requests of a service, newest first."""
    facts = {
        "office": desk.office.id,
        "service": service_id,
        "since": desk.clock.read().wall - LOOKED_BACK_DAYS * 24 * 60 * MINUTE_MS,
        "finished": State.FINISHED.value,
        "most": MOST_REQUESTS,
    }
    requests = desk.store.rows(
        f"select r.id, r.visit, r.outcome, f.service as went_to, p.value as missing, {_KNOWN} from ({_LATEST}) r"
        " join visit v on v.id = r.visit"
        " left join request f on f.id = r.handed_to and f.office = :office"
        " left join personal p on p.visit = r.visit and p.field = 'missing' order by r.opened_at desc, r.id desc",
        facts,
    )
    steps: dict[str, list[EarlierStep]] = {}
    for row in desk.store.rows(
        "select s.request, s.what, s.owner, s.detail, s.origin, s.done_at, s.judged, s.moved"
        f" from ({_LATEST}) r join step s on s.visit = r.visit and s.request = r.id order by s.position, s.id",
        facts,
    ):
        steps.setdefault(row["request"], []).append(_step(row))
    return [
        Earlier(
            row["id"],
            row["visit"],
            None if row["outcome"] is None else row["outcome"] == Outcome.RESOLVED.value,
            row["went_to"] or "",
            row["missing"] or "",
            tuple(steps.get(row["id"], ())),
            _known(row),
        )
        for row in requests
    ]


def _known(row: Any) -> tuple[str, ...]:
    return row["channel"], row["familiarity"], row["language"]


def _step(row: Any) -> EarlierStep:
    return EarlierStep(
        row["what"],
        Owner(row["owner"]),
        row["detail"],
        row["origin"],
        row["done_at"],
        row["judged"] or "",
        moved=bool(row["moved"]),
    )
