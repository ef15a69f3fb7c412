"""How the reports that are written by themselves stand: for `greeter reports` and the manager's window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.automatic.due import next_due, read_orders
from greeter.clock import from_ms
from greeter.model.delivery import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.automatic import AutomaticReport
    from greeter.model.delivery import Delivered, Wanted
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class Standing:
    """How one report stands with one recipient. Times are office-local.

    again: what may be sent again by a person's word (`FrontDesk.deliver_again`).
    """

    wanted: Wanted
    state: Delivery
    since: datetime
    tries: int
    words: str
    """What the mail server said last, or why it did not go out."""

    @property
    def again(self) -> bool:
        """Whether it waits for a person: only their word sends it again."""
        return self.state in {Delivery.UNKNOWN, Delivery.REFUSED}


@dataclass(frozen=True, slots=True)
class Line:
    """A report and one recipient: when the next is due, what was sent last, and what has not arrived. Times are office-local."""

    report: AutomaticReport
    recipient: str
    next_due: datetime
    last: Standing | None
    unsent: tuple[Standing, ...]
    waiting: tuple[str, ...]
    """Periods that are due and that nobody has taken yet."""


@dataclass(frozen=True, slots=True)
class AutomaticState:
    """All of an office's automatic reports."""

    lines: tuple[Line, ...]

    @property
    def asks(self) -> tuple[Standing, ...]:
        """What waits for a person's word: nobody knows whether it arrived, or it was refused."""
        return tuple(one for line in self.lines for one in line.unsent if one.again)

    @property
    def tried_again(self) -> tuple[Standing, ...]:
        """What failed and is tried again by itself."""
        return tuple(one for line in self.lines for one in line.unsent if one.state is Delivery.FAILED)

    @property
    def waiting(self) -> int:
        """How many are due and not taken by anybody."""
        return sum(len(line.waiting) for line in self.lines)


def read_automatic(desk: FrontDesk) -> AutomaticState:
    """Read how the automatic reports of an office stand. Raises StoreForbids where the login may not see it."""
    office, tick, now = desk.office, desk.tick(), desk.clock.now()
    still_open = {row.wanted: _standing(desk, row, tick) for row in desk.open_deliveries()}
    orders = read_orders(desk)
    lines = []
    for report in office.automatic_reports:
        for recipient in report.recipients:
            last = desk.last_delivery(report.every, recipient)
            mine = [order.wanted for order in orders if order.wanted.recipient == recipient and order.report is report]
            lines.append(
                Line(
                    report=report,
                    recipient=recipient,
                    next_due=next_due(office, report, now),
                    last=None if last is None else _standing(desk, last, tick),
                    unsent=tuple(still_open[one] for one in mine if one in still_open),
                    waiting=tuple(one.period for one in mine if one not in still_open),
                )
            )
    return AutomaticState(tuple(lines))


def manager_words(texts: Texts, state: AutomaticState) -> str:
    """Say in a sentence or two what a manager should know of the automatic reports; empty where all is well."""
    unknown = sum(one.state is Delivery.UNKNOWN for one in state.asks)
    refused = len(state.asks) - unknown
    said = []
    if unknown:
        said.append(
            texts.count(
                unknown,
                "{n} report was mailed, and nobody knows whether it arrived.",
                "{n} reports were mailed, and nobody knows whether they arrived.",
            )
        )
    if refused:
        said.append(
            texts.count(
                refused, "{n} report was refused by the mail server.", "{n} reports were refused by the mail server."
            )
        )
    if state.tried_again:
        said.append(
            texts.count(
                len(state.tried_again),
                "{n} report did not go out yet; it is tried again.",
                "{n} reports did not go out yet; they are tried again.",
            )
        )
    return " ".join(said)


def _standing(desk: FrontDesk, row: Delivered, tick: int) -> Standing:
    since = desk.office.local(from_ms(row.since_at))
    return Standing(row.wanted, row.seen_at(tick), since, row.tries, row.answer)
