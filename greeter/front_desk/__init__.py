"""The front desk: one method per act, named by the verb a receptionist would say.

An act takes the turn, loads, asks the model, saves, writes its line in the journal and returns what changed. It raises a `Problem` that a person can
read, or it worked.

To add an act: 1. its `Kind` (and its row in `MOVES`, where it moves a request); 2. a method in the file of its kind: `check_in.py` (arriving),
`appointments.py` (booked, and kept), `kept.py` (arriving while the server was away), `coming_back.py` (with the ticket), `contacts.py` (by phone or
letter), `line.py` (moving a request), `closing.py` (closing time), `several.py` (more than one service), `announcing.py` (what is told of a wait),
`case.py` (what is known), `agreeing.py` (the summary and the visitor's yes), `follow_ups.py` (what we owe), `room.py`, `counter_day.py` (counters
and the lobby), `helping.py` (colleagues), `handing_over.py` (another clerk sits down), `publishing.py` (the office's file), `keeping.py` (what is
held, forgotten and given out), `people.py` (who works here), `pulse.py` (how a day was), `deliveries.py` (reports on their way), `teaching.py`
(what words turned out to be about). `signing_in.py` is who is signed in, and
`greeter.access.post` asks it of every act and reading at a counter: a new act takes `_turn()`, and reads its clerk by `signed_by`, its counter by
`at_own`; what reads goes through `Desk.store`, which asks by itself;
3. a test with good and bad input.
"""

from __future__ import annotations

from greeter.front_desk.agreeing import AgreeingActs
from greeter.front_desk.announcing import AnnouncingActs
from greeter.front_desk.appointments import AppointmentActs
from greeter.front_desk.case import CaseActs
from greeter.front_desk.check_in import Ticket
from greeter.front_desk.closing import ClosingActs
from greeter.front_desk.coming_back import ComingBackActs
from greeter.front_desk.contacts import ContactActs
from greeter.front_desk.counter_day import CounterDayActs
from greeter.front_desk.deliveries import DeliveryActs
from greeter.front_desk.follow_ups import FollowUpActs
from greeter.front_desk.handing_over import HandOverActs
from greeter.front_desk.helping import HelpingActs
from greeter.front_desk.keeping import KeepingActs
from greeter.front_desk.kept import KeptActs
from greeter.front_desk.line import Called
from greeter.front_desk.publishing import PublishingActs
from greeter.front_desk.pulse import PulseActs
from greeter.front_desk.teaching import TeachingActs
from greeter.front_desk.undo import UndoActs
from greeter.views.queue_view import QueueRow, read_queue

__all__ = ["Called", "FrontDesk", "Ticket"]


class FrontDesk(
    ClosingActs,
    AppointmentActs,
    KeptActs,
    ComingBackActs,
    ContactActs,
    HandOverActs,
    AnnouncingActs,
    CaseActs,
    AgreeingActs,
    FollowUpActs,
    HelpingActs,
    PublishingActs,
    KeepingActs,
    PulseActs,
    DeliveryActs,
    CounterDayActs,
    TeachingActs,
    UndoActs,
):
    """Everything that can be done at an office's front counter."""

    def queue(self) -> tuple[QueueRow, ...]:
        """Return all who wait, in the order in which they would be called, then all who are called, served or on hold."""
        view = read_queue(self)
        return view.mine + view.at_counters + view.on_hold
