"""What the clerk has done by now, read from the store as every screen reads it: the visit's card, the report's facts, the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.guidance.step_habits import Origin
from greeter.model.catalogue import Owner
from greeter.model.journal import Kind
from greeter.model.notice import Notice
from greeter.model.visit import MINUTE_MS, Outcome, State
from greeter.practice.stage import YOU
from greeter.reports.reading import read_visits
from greeter.reports.span import Span
from greeter.views.summary import still_agreed
from greeter.views.visit_card import read_visit_card

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.practice.stage import Stage
    from greeter.reports.evidence import RequestFacts, VisitFacts
    from greeter.views.visit_card import StepRow, VisitCard


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at the scene. Times are office-local."""

    now: datetime
    card: VisitCard
    visit: VisitFacts
    came_back: bool
    """Whether the clerk said that the same matter came back."""
    told_room: bool
    """Whether the lobby was told of the delay."""
    asked_help: bool
    printed: bool = False
    """Whether the next steps were handed over on paper."""

    @property
    def request(self) -> RequestFacts:
        """What they came for."""
        return self.visit.first

    @property
    def is_called(self) -> bool:
        """Whether they were called at all."""
        return self.called_at is not None

    @property
    def called_at(self) -> datetime | None:
        """When they were called first."""
        return self._first(Kind.CALL)

    @property
    def started_at(self) -> datetime | None:
        """When service began."""
        return self._first(Kind.START) if self.request.started else None

    @property
    def calls(self) -> int:
        """How often they were announced."""
        return self.card.calls

    @property
    def is_serving(self) -> bool:
        """Whether they are at the counter now."""
        return not self.is_moved and self.card.state is State.SERVING

    @property
    def is_held(self) -> bool:
        """Whether they are on hold."""
        return not self.is_moved and self.card.state is State.ON_HOLD

    @property
    def is_moved(self) -> bool:
        """Whether they were sent on."""
        return len(self.visit.requests) > 1 or self.request.moved

    @property
    def moved_to(self) -> str:
        """The service to which they were sent last; empty where they were not."""
        return self.visit.last.service if len(self.visit.requests) > 1 else ""

    @property
    def outcome(self) -> Outcome | None:
        """How the visit ended by the clerk's word."""
        return Outcome(self.request.outcome) if self.request.outcome else None

    @property
    def is_gone(self) -> bool:
        """Whether they went away unserved, or were marked as not there."""
        return not self.is_moved and self.card.state in {State.LEFT, State.NO_SHOW}

    @property
    def is_over(self) -> bool:
        """Whether the clerk's part of it is over."""
        return self.is_moved or self.card.state.ended

    @property
    def notes(self) -> int:
        """How many notes the clerk wrote."""
        return sum(note.clerk == YOU and not note.ticket for note in self.card.notes)

    @property
    def check_ins(self) -> int:
        """How often the visit was checked in: once, or something was asked twice."""
        return sum(line.kind is Kind.CHECK_IN for line in self.card.story)

    @property
    def agreed(self) -> bool:
        """Whether the visitor said yes to a summary, and nothing of it was changed since."""
        here = tuple(line for line in self.card.story if line.kind is not Kind.TRANSFER)  # what follows is elsewhere
        return still_agreed(replace(self.card, story=here)) is not None

    @property
    def agreed_once(self) -> bool:
        """Whether the visitor said yes at all."""
        return any(line.kind is Kind.AGREE for line in self.card.story)

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """The steps that are the visit's own by now, and no mere suggestions."""
        return tuple(step for step in self.card.steps if step.id)

    @property
    def dated(self) -> tuple[StepRow, ...]:
        """Those still to be done that have a day."""
        return tuple(step for step in self.steps if step.done_at is None and step.due is not None)

    @property
    def vague(self) -> tuple[StepRow, ...]:
        """Those that the clerk added without a day."""
        own = (step for step in self.steps if step.origin is Origin.CLERK)
        return tuple(step for step in own if step.done_at is None and step.due is None)

    @property
    def owed(self) -> tuple[StepRow, ...]:
        """Those that the office owes, with a day: its own, and the clerk's of a later day. What a clerk does today ends with the visit."""
        today = self.now.date()
        return tuple(
            step
            for step in self.dated
            if step.owner is Owner.OFFICE or (step.owner is Owner.CLERK and step.due is not None and step.due > today)
        )

    @property
    def knows_what_next(self) -> bool:
        """Whether the visitor can know what happens next."""
        return self.agreed or self.printed or bool(self.dated)

    @property
    def waited_minutes(self) -> float:
        """How long they have waited, or did."""
        return self.request.wait_ms / MINUTE_MS if self.request.started else self.card.waited.total_seconds() / 60

    def _first(self, kind: Kind) -> datetime | None:
        return next((line.at for line in self.card.story if line.kind is kind), None)


def look(desk: FrontDesk, stage: Stage, *, printed: bool = False) -> Seen:
    """Look at the scene. printed: whether the practice's printer got the next steps. Reads only."""
    day = desk.office.business_day(desk.clock.now())
    visits = read_visits(desk.store, desk.office, Span(day, day), day)
    told = _told(desk, stage)
    return Seen(
        now=desk.office.local(desk.clock.now()),
        card=read_visit_card(desk, stage.visit_id),
        visit=next(visit for visit in visits if visit.id == stage.visit_id),
        came_back=desk.visit(stage.visit_id).came_back == 1,
        told_room=Notice.DELAY.value in told,
        asked_help=Notice.HELP.value in told,
        printed=printed,
    )


def _told(desk: FrontDesk, stage: Stage) -> set[str]:
    """Return the kinds of notice that the clerk gave since the scene began."""
    rows = desk.store.rows(
        "select data from journal where office = :office and seq > :seq and kind = :kind and clerk = :clerk",
        {"office": desk.office.id, "seq": stage.seq, "kind": Kind.NOTICE.value, "clerk": YOU},
    )
    return {str(json.loads(row["data"]).get("notice", "")) for row in rows}
