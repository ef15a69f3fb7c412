"""Nobody reads without a sign-in: every reading of a front desk, found by looking for all of them, is open to all or refused."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

import greeter.views
from greeter.access.post import OPEN_TO_ALL, AtCounter, InLobby
from greeter.appointments.booking import Booking
from greeter.automatic.round import something_is_due
from greeter.catalogue.export import as_toml
from greeter.front_desk import FrontDesk
from greeter.front_desk.case import Field
from greeter.in_parts import whole
from greeter.model.automatic import Every
from greeter.model.catalogue import NextStep
from greeter.model.delivery import Delivered, Delivery, Wanted
from greeter.model.person import Right
from greeter.model.retention import DataClass
from greeter.model.visit import Familiarity
from greeter.open_figures.waits_now import read_waits_now
from greeter.opening import open_front_desk
from greeter.problems import NotAllowed, SignedOut
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.views.board_view import read_board
from greeter.views.queue_view import read_queue
from greeter.views.visit_card import read_visit_card

ROOT = Path(greeter.views.__file__).parents[1]
DANA_PIN, PASSWORD = "482913", "quiet rivers run"
LATER = date(2026, 12, 24)
WANTED = Wanted(Every.DAY, "a@example.org", "2026-11-24")

OPEN = {
    "greeter.automatic.round.something_is_due": "whether a report is to be sent",
    "greeter.front_desk.announcing.AnnouncingActs._to_tell_again": "waits are told again whoever is there",
    "greeter.front_desk.appointments.AppointmentActs._has_ticket": "asked by a kiosk, of an appointment that was found",
    "greeter.front_desk.appointments.AppointmentActs.appointment": "time, service and code, for whoever has found it",
    "greeter.front_desk.appointments.AppointmentActs.takes_appointments": "a kiosk's page",
    "greeter.front_desk.check_in.CheckInActs._ticket_of": "for whoever holds the key of a check-in",
    "greeter.front_desk.check_in.CheckInActs.close_nights": "the night ends by itself",
    "greeter.front_desk.check_in.CheckInActs.takes_visitors": "a kiosk's page",
    "greeter.front_desk.check_in.CheckInActs.waiting_count": "everybody in the lobby sees it",
    "greeter.front_desk.kept.KeptActs.kiosk_seen": "a kiosk of itself",
    "greeter.front_desk.kept.KeptActs.mark_of_kiosk": "a kiosk of itself",
    "greeter.front_desk.room.RoomActs.told": "what the lobby is told",
    "greeter.front_desk.teaching.TeachingActs.taught": "for a search to find by; nobody sees it",
    "greeter.front_desk.teaching.TeachingActs.write_lessons": "words without sentences",
    "greeter.open_figures.waits_now._waiting": "the file for everybody",
    "greeter.views.appointments.find_by_code": "for whoever has the code",
    "greeter.views.appointments.find_by_name": "for whoever says name and time",
    "greeter.views.appointments.wait_for": "for whoever has found the appointment",
    "greeter.views.board_area.next_up": "the board",
    "greeter.views.board_view.read_board": "the board",
    "greeter.views.closing.read_sent_home": "the board, numbers alone",
    "greeter.views.coming_back.find_ticket": "for whoever holds the ticket",
    "greeter.views.coming_back.read_back": "for whoever holds the ticket",
    "greeter.views.coming_back.visit_of_ticket": "for whoever holds the ticket",
    "greeter.views.kiosk_menu.read_kiosk_menu": "a kiosk's page",
    "greeter.views.unrated.read_unrated": "a kiosk's page, numbers alone",
}
"""What may be read at every post, and why. To add one: `@open_to_all`, and a line here."""

TELLS_NOTHING = {
    "admit", "allow", "at_own", "close", "following", "forecaster", "has_people", "is_late", "is_told", "last_act", "neighbours",
    "reading_freely", "seat", "signed_by", "signed_in", "standing_at", "store", "tick", "today", "who",
}  # fmt: skip
"""What gives nothing of a visit: the wall itself, the clock, who is signed in by a session that is known, the offices' files, and foretold waits."""
OF_THE_HOUSE = {
    "close_counter", "lock", "note_reads", "printed", "sign_in", "sign_out", "tell_again", "tell_who_waits", "telling_who_waits",
}  # fmt: skip
"""The office's own acts (`Doer.HOUSE`), which go on while a window is locked."""


def names_of_views():
    """Yield every public function of the views that is asked of a desk, by module and name."""
    for found in pkgutil.iter_modules(greeter.views.__path__):
        module = importlib.import_module(f"greeter.views.{found.name}")
        for name, view in inspect.getmembers(module, inspect.isfunction):
            own = view.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(view).parameters), "") == "desk":
                yield f"{module.__name__}.{name}", view


def names_of_acts():
    """Yield everything public of a front desk."""
    for name, act in inspect.getmembers_static(FrontDesk):
        if not name.startswith("_"):
            yield name, act


@pytest.fixture
def desk(office, clock):
    """An office where Dana has signed in at counter 3 and serves Ada Okafor."""
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as opened:
        opened.add_person("Maya Lind", "manager", PASSWORD)
        maya = opened.sign_in("Maya Lind", PASSWORD).session
        opened.add_person("Dana Reyes", "clerk", DANA_PIN, session=maya)
        visit = opened.check_in(service="permit", name="Ada Okafor", reason="I want to build a deck").visit_id
        opened.call(visit, counter="3", clerk="Dana Reyes", reason="asked")
        opened.start(visit)
        opened.book([Booking("1", clock.now() + timedelta(minutes=30), "permit", name="Lee Ito")])
        yield opened


@pytest.fixture
def post(desk):
    return AtCounter("3", desk.sign_in("Dana Reyes", DANA_PIN, counter="3"))


def asked(desk, call):
    """Return what a reading or act needs to be asked: something lawful for each name that has no value of its own."""
    visit = replace(desk.visit(desk.queue()[0].visit_id), familiarity=Familiarity.RETURNING)
    visit = replace(visit, goes_on=visit.id)
    kept = SimpleNamespace(visit=visit, request=desk.store.request(visit.request), key="key")
    booked = desk.store.rows("select id from appointment")[0]["id"]
    known = {
        "visit_id": visit.id, "visit": visit, "visit_ids": visit.id, "counter": "3", "clerk": "Dana Reyes", "session": "", "by": "Dana Reyes",
        "reason": "asked", "text": "a note", "words": "P001", "service": "permit", "service_id": "permit", "name": "Ada Okafor", "role": "clerk",
        "secret": DANA_PIN, "channel": "phone", "outcome": "resolved", "needs": (), "steps": (NextStep("Bring it"),), "step": NextStep("Bring it"),
        "step_id": "1", "hold_id": "1", "person_id": "1", "appointment_id": booked, "to": 1, "version": 1, "due": LATER, "again": LATER,
        "phone": "555 0100", "judgement": "helped", "summary": "A deck", "notice": "delay", "services": ("permit",), "answers": {"ease": 5},
        "answer": "good", "forecast": Forecast(0, 0, 0, 0), "instead_of": 1, "request_key": "key", "right": Right.FIGURES, "texts": Texts(),
        "waits": {}, "drafts": {visit.id: {"note": "Half a note"}}, "goes_on": None, "contact": "555 0100", "code": "K7M2",
        "look": whole(desk.forecaster.look(desk.tick())), "card": replace(read_visit_card(desk, visit.id), sent_home=True), "kiosk": "kiosk",
        "kept": kept, "bookings": (), "data": DataClass.WORDS, "ids": (visit.id,),
        "every": Every.DAY, "recipient": "a@example.org", "upto": "2026-11-24", "of": "P001", "visits": (visit.id,), "withheld": {},
        "wanted": WANTED, "taken": Delivered(WANTED, Delivery.CLAIMED, "claim", 0, 0, 1, 0, ""), "why": "away", "for_good": False, "restored": 0,
    }  # fmt: skip
    known |= {
        FrontDesk.take_delivery: {"wanted": (WANTED,)},
        FrontDesk.hand_follow_up: {"to": None},
        FrontDesk.publish: {"text": as_toml(desk.office)},
    }.get(call, {})
    wanted = list(inspect.signature(call).parameters.values())[1:]
    plain = [one for one in wanted if one.default is one.empty and one.kind is not one.VAR_KEYWORD]
    by_place = [known[one.name] for one in plain if one.kind is not one.KEYWORD_ONLY]
    besides = {
        FrontDesk.transfer: {"service": "dog"},
        FrontDesk.describe: {"name": "Ada"},
        FrontDesk.hold_back: {"visit": visit.id},
    }.get(call, {})
    return by_place, besides | {one.name: known[one.name] for one in plain if one.kind is one.KEYWORD_ONLY}


def read(desk, call, given):
    """Read something to its end; a reading in parts, too."""
    by_place, named = given
    came = call(desk, *by_place, **named)
    return whole(came) if inspect.isgenerator(came) else came


def every_reading_and_act():
    """Return everything that is asked of a desk and is neither open to all nor the house's own, by name."""
    acts = {name: act for name, act in names_of_acts() if name not in TELLS_NOTHING | OF_THE_HOUSE}
    open_acts = {name.rpartition(".")[2] for name in OPEN}
    return {
        name: call
        for name, call in {**acts, **dict(names_of_views())}.items()
        if name not in OPEN and name not in open_acts
    }


def let_through(desk, at, calls):
    """Return the names of those that a post does not refuse, and what came of each instead."""
    came = {}
    for name, call in calls.items():
        given = asked(desk, call)
        with desk.standing_at(at):
            try:
                came[name] = read(desk, call, given)
            except NotAllowed:
                continue
            except Exception as other:  # noqa: BLE001 (whatever else it was, it was not the wall)
                came[name] = other
    return came


def test_nothing_is_read_or_done_without_a_sign_in(desk, post):
    calls = every_reading_and_act()
    assert len(calls) > 100
    desk.lock(counter="3", clerk="Dana Reyes", session=post.signed.session)
    lines = desk.last_act()
    for at in (AtCounter("3"), AtCounter("3", post.signed)):
        assert let_through(desk, at, calls) == {}
    assert desk.last_act() == lines


def test_the_lobby_reads_what_is_open_to_all_alone(desk):
    own = ("queue", "people", "can_undo", "visit", "open_deliveries", "last_delivery")
    calls = {name: call for name, call in every_reading_and_act().items() if "views." in name or name in own}
    assert len(calls) > 25
    assert let_through(desk, InLobby(), calls) == {}


def test_all_that_is_open_to_all_is_listed_here_with_its_reason():
    written = {
        found for path in ROOT.glob("**/*.py") for found in re.findall(r"@open_to_all\n *def (\w+)", path.read_text())
    }
    assert written == {name.rpartition(".")[2] for name in OPEN}
    assert dict(names_of_views())  # each module is loaded, whichever test comes first
    assert OPEN.keys() == OPEN_TO_ALL


class TestTheWall:
    def test_who_is_signed_in_reads_and_who_has_locked_or_gone_does_not(self, desk, post):
        visit = desk.queue()[0].visit_id
        with desk.standing_at(post):
            assert read_visit_card(desk, visit).fields[Field.NAME] == "Ada Okafor"
        desk.lock(counter="3", clerk="Dana Reyes", session=post.signed.session)
        with desk.standing_at(post), pytest.raises(SignedOut, match="locked"):
            read_visit_card(desk, visit)
        again = AtCounter("3", desk.sign_in("Dana Reyes", DANA_PIN, counter="3"))
        with desk.standing_at(post), pytest.raises(SignedOut, match="has ended"):
            read_visit_card(desk, visit)
        with desk.standing_at(again):
            assert read_queue(desk, "3").current.visit_id == visit

    def test_whose_role_serves_nobody_any_more_reads_no_case(self, desk, post):
        desk.store.port.run("update person set role = 'auditor' where id = :id", {"id": post.signed.person.id})
        with desk.standing_at(post):
            with pytest.raises(SignedOut, match="serves nobody"):
                read_queue(desk, "3")
            with pytest.raises(SignedOut, match="serves nobody"):
                desk.call_next(counter="3", clerk="Dana Reyes")

    def test_what_is_open_to_all_leaves_the_wall_closed_behind_it(self, desk):
        with desk.standing_at(AtCounter("3")):
            assert read_board(desk).calls
            with pytest.raises(SignedOut):
                desk.queue()
            with pytest.raises(ZeroDivisionError):
                _fails(desk)
            with pytest.raises(SignedOut):
                desk.queue()

    def test_who_is_there_is_looked_up_once_for_all_that_is_read(self, desk, post, monkeypatch):
        looked = []
        admit = AtCounter.admit
        monkeypatch.setattr(AtCounter, "admit", lambda at, of: looked.append(1) or admit(at, of))
        with desk.standing_at(post):
            read_visit_card(desk, desk.queue()[0].visit_id)
        assert looked == [1]

    def test_what_everybody_may_know_is_read_while_a_window_is_locked(self, desk, post):
        desk.lock(counter="3", clerk="Dana Reyes", session=post.signed.session)
        with desk.standing_at(post):
            assert whole(read_waits_now(desk))["services"]
            assert whole(desk.forecaster.look(desk.tick())).likely == {}
            assert desk.tell_who_waits() == []
            assert not something_is_due(desk)
            assert desk.taught("en").examples == ()

    def test_who_runs_the_program_reads_as_ever(self, desk):
        assert read_queue(desk, "3").current.number == "P001"


def _fails(desk):
    with desk.reading_freely():
        return 1 / len(desk.store.rows("select 1 from visit where 1 = 0"))
