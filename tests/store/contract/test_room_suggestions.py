"""What the room needs: each suggestion, its reason and its act, and that nothing is suggested without need."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from greeter.guidance.room import LONG_HOLD_MINUTES, suggestions_for_room
from greeter.guidance.room_people import UNGREETED_MINUTES
from greeter.guidance.silence import Silence
from greeter.guidance.suggestion import RoomAct, RoomNeed
from greeter.in_parts import whole
from greeter.model.notice import Notice
from greeter.model.visit import Printed
from greeter.printing.printout import Trouble
from greeter.printing.words import about_kiosk_printer, remedy
from greeter.queueing.forecast import Forecast, Forecaster
from greeter.queueing.what_if import Closing, Opening, WhatIf
from greeter.texts import Texts
from greeter.views.levels import Level
from greeter.views.queue_view import queue_later, read_queue
from greeter.views.room_facts import RoomFacts, read_room_facts


@pytest.fixture
def room(desk, office):
    """Return what the room needs, as counter 3 sees it."""

    def look(**facts):
        return suggestions_for_room(Texts(), read_queue(desk, "3", "dana"), office, **facts)

    return look


def test_nothing_needs_anybody_in_an_empty_or_quiet_room(desk, clock, room):
    assert room() == []
    desk.check_in(service="permit")
    clock.advance(minutes=15)
    assert room() == []


def test_somebody_asks_for_a_person(desk, clock, room):
    ticket = desk.ask_for_person(language="es", reason="No puedo leer esto")
    clock.advance(minutes=3)
    [found] = room()
    assert (found.kind, found.does, found.visit) == (RoomNeed.PERSON, RoomAct.CALL, ticket.visit_id)
    assert found.what == "H001 asks for a person."
    assert found.why == "Since 3 minutes. Speaks Spanish. “No puedo leer esto”"
    assert found.act == "Call H001"


def test_who_asks_is_shown_and_not_called_while_somebody_is_at_the_counter(desk, clock, room):
    desk.check_in(service="permit")
    desk.call_next(counter="3", clerk="dana")
    desk.ask_for_person()
    clock.advance(seconds=1)
    desk.ask_for_person()
    [found] = room()
    assert (found.act, found.does) == ("Show H001", RoomAct.LOOK)
    assert found.why == "Just now. 1 more asks, too."


def test_overdue_and_only_one_counter_can_help(desk, clock, room):
    ticket = desk.check_in(service="records")
    clock.advance(seconds=1)
    desk.check_in(service="records")
    clock.advance(minutes=22)
    [found] = room()
    assert (found.kind, found.does, found.visit) == (RoomNeed.OVERDUE, RoomAct.TELL_DELAY, ticket.visit_id)
    assert found.what == "Greet V001, and tell them why."
    assert found.why == "2 min over. Only counter 1 serves “Family records”. 1 more is over."
    assert found.says == "only counter 1 serves “Family records”"


def test_overdue_names_the_largest_share_of_its_promise_and_the_open_counters(desk, clock, room):
    desk.open_counter("2", clerk="ben")
    desk.check_in(service="permit")
    dog = desk.check_in(service="dog")
    clock.advance(minutes=16)
    [found] = room()
    assert found.visit == dog.visit_id
    assert found.why == "6 min over. 1 counter of 4 is open. 1 more is over."


def test_overdue_with_every_counter_open_says_how_many_wait(desk, clock, room):
    for counter in "1234":
        desk.open_counter(counter, clerk=f"clerk {counter}")
    desk.check_in(service="dog")
    clock.advance(minutes=12)
    assert room()[0].says == "1 person is waiting"


def test_a_part_of_a_minute_is_not_over(desk, clock, room):
    desk.check_in(service="dog")
    clock.advance(minutes=10, seconds=59)
    assert room() == []
    clock.advance(seconds=1)
    assert [found.kind for found in room()] == [RoomNeed.OVERDUE]


def test_once_told_the_delay_is_not_suggested_again_and_can_be_taken_down_when_past(desk, clock, room):
    desk.check_in(service="permit")
    clock.advance(minutes=16)
    desk.give_notice(Notice.DELAY, text=room()[0].says, clerk="dana")
    assert room() == []
    desk.call_next(counter="3", clerk="dana")
    [found] = room()
    assert (found.kind, found.does, found.notice) == (RoomNeed.DELAY_PAST, RoomAct.END_NOTICE, Notice.DELAY)
    assert found.why == "The board still says: “1 person is waiting”."


def test_a_delay_told_without_words(desk, room):
    desk.give_notice(Notice.DELAY)
    assert room()[0].why == "The board still tells of a delay."


def test_printer_and_pause_are_told_with_their_reason_and_ended_by_one_act(desk, room):
    desk.give_notice(Notice.PRINTER, text="Out of paper.")
    desk.give_notice(Notice.PAUSE)
    paused, printer = room()
    assert (paused.kind, paused.does, paused.notice) == (RoomNeed.PAUSED, RoomAct.END_NOTICE, Notice.PAUSE)
    assert paused.why == "It was paused by staff. People come to the desk."
    assert (printer.kind, printer.notice, printer.why) == (RoomNeed.PRINTER, Notice.PRINTER, "Out of paper.")
    assert printer.act == "It works again"


@pytest.mark.parametrize("trouble", Trouble)
def test_what_a_kiosk_noticed_of_its_printer_is_told_in_words_and_with_what_mends_it(desk, room, trouble):
    desk.give_notice(Notice.PRINTER, text=trouble)
    (told,) = room()
    assert told.kind is RoomNeed.PRINTER
    assert told.what == about_kiosk_printer(Texts(), trouble)
    assert told.why == f"{remedy(Texts(), trouble)} Tickets are shown on the screen instead."


@pytest.mark.parametrize(
    ("lack", "why"),
    [
        ("voice", "Its voice, espeak-ng, is not installed."),
        ("sound", "Look whether its loudspeaker or headphones are plugged in."),
        ("language", "It has no voice for a visitor’s language."),
    ],
)
def test_a_kiosk_that_cannot_be_heard_is_told(desk, room, lack, why):
    desk.give_notice(Notice.VOICE, text=lack)
    (told,) = room()
    assert (told.kind, told.does, told.notice) == (RoomNeed.VOICE, RoomAct.END_NOTICE, Notice.VOICE)
    assert (told.what, told.why) == ("The kiosk can’t read aloud.", f"{why} Read the screen to who asks for it.")


def test_low_paper_is_told_until_there_is_none(desk, room):
    desk.give_notice(Notice.PAPER_LOW)
    (told,) = room()
    assert (told.kind, told.does, told.notice) == (RoomNeed.PAPER_LOW, RoomAct.END_NOTICE, Notice.PAPER_LOW)
    assert (told.what, told.why) == ("The kiosk’s printer will soon be out of paper.", "Have a new roll ready.")
    desk.give_notice(Notice.PRINTER, text=Trouble.PAPER_OUT)
    (told,) = room()
    assert told.what == "The kiosk’s printer is out of paper."


@pytest.mark.parametrize(
    ("bare", "what"),
    [
        (1, "P001 has no paper ticket."),
        (3, "P001, P002 and P003 have no paper tickets."),
        (4, "4 visitors have no paper tickets."),
    ],
)
def test_tickets_that_were_not_printed(desk, clock, room, bare, what):
    tickets = []
    for _ in range(bare + 1):
        tickets.append(desk.check_in(service="permit"))
        clock.advance(seconds=1)
    for ticket in tickets[:bare]:
        desk.printed(ticket.visit_id, Printed.NOT_PRINTED)
    desk.printed(tickets[bare].visit_id, Printed.PRINTED)
    [found] = room()
    assert (found.kind, found.what, found.does) == (RoomNeed.NO_PAPER, what, RoomAct.LOOK)
    assert found.visit == tickets[0].visit_id


def test_a_long_hold_is_shown_with_its_reason(desk, clock, room):
    ticket = desk.check_in(service="permit")
    desk.call_next(counter="3", clerk="dana")
    desk.start(ticket.visit_id)
    desk.hold(ticket.visit_id, reason="Fetching a site plan from the car")
    clock.advance(minutes=LONG_HOLD_MINUTES - 1)
    assert room() == []
    clock.advance(minutes=1)
    [found] = room()
    assert (found.kind, found.does, found.visit) == (RoomNeed.LONG_HOLD, RoomAct.LOOK, ticket.visit_id)
    assert found.what == "P001 has been on hold for 20 min."
    assert found.why == "Fetching a site plan from the car"


def test_trouble_with_the_store_comes_first_and_nothing_can_accept_it(desk, room):
    desk.ask_for_person()
    store, person = room(store_trouble="The disk is full.")
    assert (store.kind, store.does, store.act, store.why) == (RoomNeed.STORE, RoomAct.NOTHING, "", "The disk is full.")
    assert person.kind is RoomNeed.PERSON


def test_every_suggestion_that_can_be_accepted_has_a_word_and_says_what_it_does(desk, clock, room):
    ticket = desk.check_in(service="permit")
    desk.printed(ticket.visit_id, Printed.NOT_PRINTED)
    desk.ask_for_person()
    desk.give_notice(Notice.PRINTER)
    desk.give_notice(Notice.PAUSE)
    clock.advance(minutes=30)
    found = room(store_trouble="Locked.")
    assert [one.kind for one in found] == [
        RoomNeed.STORE, RoomNeed.PERSON, RoomNeed.OVERDUE, RoomNeed.PAUSED, RoomNeed.PRINTER, RoomNeed.NO_PAPER,
    ]  # fmt: skip
    assert all(bool(one.act) is (one.does is not RoomAct.NOTHING) for one in found)
    assert all(one.what and one.why for one in found)


def heard_of(desk, *kiosks, kept=0):
    for kiosk in kiosks:
        desk.enrol_kiosk(kiosk)
        desk.kiosk_seen(kiosk, kept=kept)


def test_a_kiosk_that_is_there_needs_nothing_and_one_that_is_silent_is_told_with_its_numbers(desk, clock, room):
    heard_of(desk, "in the hall")
    clock.advance(minutes=2)
    assert room() == []
    clock.advance(seconds=1)
    [found] = room()
    assert (found.kind, found.does, found.act) == (RoomNeed.KIOSK_SILENT, RoomAct.NOTHING, "")
    assert found.what == "Kiosk A has not been heard of since 10:05."
    assert found.why == "Visitors there get tickets such as PA01. They join the line when it is back."
    heard_of(desk, "in the hall")
    assert room() == []


def test_several_silent_kiosks_are_one_suggestion_with_the_time_that_is_true_of_all(desk, clock, room):
    heard_of(desk, "in the hall")
    clock.advance(minutes=5)
    heard_of(desk, "upstairs")
    clock.advance(minutes=5)
    [found] = room()
    assert found.what == "Kiosks A and B have not been heard of since 10:10."
    assert found.why == "Visitors there get tickets such as PA01. They join the line when they are back."


def test_a_kiosk_that_is_switched_off_overnight_is_no_news(desk, clock, room):
    heard_of(desk, "in the hall")
    clock.advance(hours=24)
    assert desk.office.open_span(clock.now()) is not None
    assert room() == []
    heard_of(desk, "in the hall")
    clock.advance(hours=12)
    assert desk.office.open_span(clock.now()) is None
    assert room() == []


def test_a_kiosk_brings_what_it_kept(desk, clock, room):
    heard_of(desk, "in the hall", kept=12)
    [found] = room()
    assert (found.kind, found.does) == (RoomNeed.KIOSK_BRINGS, RoomAct.NOTHING)
    assert found.what == "Kiosk A brings 12 tickets that it kept while the network was away."
    assert found.why == "Each joins the line by when it was taken."
    heard_of(desk, "upstairs", kept=1)
    assert room()[0].what == "Kiosks A and B bring 13 tickets that they kept while the network was away."
    for kiosk in ("in the hall", "upstairs"):
        desk.kiosk_seen(kiosk, kept=0)
    assert room() == []


def test_a_kiosk_that_falls_silent_with_tickets_is_missed_the_next_day_too(desk, clock, room):
    heard_of(desk, "in the hall", kept=1)
    clock.advance(hours=24)
    [found] = room()
    assert found.what == "Kiosk A has not been heard of since Nov 24, 10:05."
    assert found.why == "1 ticket is still kept there. They join the line when it is back."


@pytest.mark.parametrize(
    ("minutes", "what"),
    [
        (0, "The server has not answered since 10:05."),
        (1, "The server has not answered since 10:05, for 1 minute."),
        (119, "The server has not answered since 10:05, for 119 minutes."),
        (120, "The server has not answered since 10:05, for 2 hours."),
        (20 * 60, "The server has not answered since Nov 24, 10:05, for 20 hours."),
    ],
)
def test_a_server_that_does_not_answer_comes_first_with_its_age_and_what_waits(desk, room, minutes, what):
    desk.ask_for_person()
    silence = Silence(desk.office.local(desk.clock.now()), timedelta(minutes=minutes, seconds=59))
    server, person = room(silence=silence, store_trouble="The server can't be reached.")
    assert (server.kind, server.does, server.act, server.what) == (RoomNeed.SERVER, RoomAct.NOTHING, "", what)
    assert server.why == (
        "You see what was true then, with the waits counted on. "
        "Calling, checking in and notes can’t be done until it is back."
    )
    assert person.kind is RoomNeed.PERSON


def test_a_server_that_does_not_answer_while_there_are_kiosks(desk, room):
    silence = Silence(desk.office.local(desk.clock.now()), timedelta())
    heard_of(desk, "in the hall")
    assert room(silence=silence)[0].why.endswith("The kiosk goes on giving tickets, such as PA01.")
    heard_of(desk, "upstairs")
    assert room(silence=silence)[0].why.endswith("The kiosks go on giving tickets, such as PA01.")


def test_a_queue_grows_older_while_nothing_is_heard(desk, clock):
    desk.check_in(service="dog")
    clock.advance(minutes=7)
    before = read_queue(desk, "3", "dana")
    later = queue_later(before, timedelta(minutes=4))
    clock.advance(minutes=4)
    now = read_queue(desk, "3", "dana")
    assert later == replace(now, mine=(replace(now.mine[0], why=before.mine[0].why),))
    assert (later.mine[0].minutes, later.mine[0].level) == (11, Level.OVER)
    assert (before.mine[0].minutes, before.mine[0].level) == (7, Level.WITHIN)


class TestCounters:
    """What is suggested of counters, and that it is suggested no more once it is done."""

    OPEN = WhatIf(opening=Opening("3", 4, 12, 6, 9, 0, 15))
    CLOSE = WhatIf(closing=Closing("4", 18, 2))

    @pytest.fixture(autouse=True)
    def _two_are_open_and_one_waits(self, desk):
        for counter in "24":
            desk.open_counter(counter, clerk=f"clerk {counter}")
        desk.check_in(service="permit")

    def test_one_to_open_with_its_effect(self, desk, room):
        [found] = room(facts=RoomFacts(self.OPEN))
        assert (found.kind, found.does, found.counter) == (RoomNeed.OPEN_COUNTER, RoomAct.OPEN, "3")
        assert found.what == "Open counter 3: 4 fewer people over 15 minutes."
        assert found.why == "9 waiting. 6 would likely wait longer than promised."
        assert found.act == "Open 3"
        desk.open_counter("3", clerk="dana")
        assert room(facts=RoomFacts(self.OPEN)) == []

    def test_nobody_waits_any_more(self, desk, room):
        desk.call_next(counter="2", clerk="ben")
        assert room(facts=RoomFacts(self.OPEN)) == []

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            ({"helped": 1}, "Open counter 3: 1 fewer person over 15 minutes."),
            ({"minutes": None}, "Open counter 3: 4 fewer people over our promise."),
            ({"minutes": None, "helped": 1}, "Open counter 3: 1 fewer person over our promise."),
            ({"helped": 0}, "Open counter 3: people wait about 12 minutes less."),
            ({"helped": 0, "sooner": 61}, "Open counter 3: people wait over an hour less."),
        ],
    )
    def test_its_effect_in_words(self, room, change, what):
        assert room(facts=RoomFacts(WhatIf(replace(self.OPEN.opening, **change))))[0].what == what

    def test_one_to_close(self, desk, room):
        [found] = room(facts=RoomFacts(self.CLOSE))
        assert (found.kind, found.does, found.counter) == (RoomNeed.CLOSE_COUNTER, RoomAct.CLOSE, "4")
        assert found.what == "Counter 4 can close: nobody would wait longer than promised."
        assert found.why == "Idle for 18 minutes. 2 counters stay open."
        assert found.act == "Close 4"
        desk.call_next(counter="4", clerk="eve")
        assert room(facts=RoomFacts(self.CLOSE)) == []

    def test_closed_meanwhile_or_the_only_one_left(self, desk, room):
        desk.close_counter("2", clerk="ben")
        assert room(facts=RoomFacts(self.CLOSE)) == []
        desk.open_counter("2", clerk="ben")
        desk.close_counter("4", clerk="eve")
        assert room(facts=RoomFacts(self.CLOSE)) == []


def facts_of(desk):
    return whole(read_room_facts(desk, whole(Forecaster(desk.store.port, desk.office).look(desk.tick()))))


def test_a_counter_to_open_is_found_in_the_store(desk, clock, room):
    """After a morning of permits at one counter, more wait for it than it can serve in time."""
    assert facts_of(desk).what_if == WhatIf()
    for _ in range(30):
        visit = desk.check_in(service="permit").visit_id
        clock.advance(minutes=1)
        desk.call(visit, counter="2", clerk="ben", reason="the only one")
        desk.start(visit)
        clock.advance(minutes=2)
        desk.finish(visit, outcome="resolved")
    for _ in range(12):
        desk.check_in(service="permit")
        clock.advance(seconds=20)
    desk.call_next(counter="2", clerk="ben")
    [found] = room(facts=facts_of(desk))
    assert (found.kind, found.counter) in {(RoomNeed.OPEN_COUNTER, "3"), (RoomNeed.OPEN_COUNTER, "4")}
    assert re.match(r"11 waiting, \d+ expected in the next hour\. \d+ would likely wait longer", found.why)


class TestPeople:
    def test_words_of_hardship_are_pointed_at_and_not_repeated(self, desk, clock, room):
        evicted = desk.check_in(service="problem", reason="We are being evicted on Friday")
        clock.advance(seconds=1)
        desk.check_in(service="problem", reason="My neighbor was threatened")
        [found] = room()
        assert (found.kind, found.does, found.visit) == (RoomNeed.DISTRESS, RoomAct.LOOK, evicted.visit_id)
        assert found.what == "Look at X001 before you call.".replace("X001", evicted.number)
        assert found.why == "Their words may tell of hardship. A quiet place may help. 1 more, too."
        assert "evict" not in f"{found.what} {found.why} {found.says}"

    def test_who_took_a_ticket_at_the_kiosk_and_was_told_nothing(self, desk, clock, room):
        first = desk.check_in(service="permit", origin="kiosk")
        desk.check_in(service="permit", origin="kiosk", told=Forecast(1, 2, 3, 0))
        desk.check_in(service="permit", origin="desk")
        clock.advance(minutes=UNGREETED_MINUTES, seconds=-1)
        assert room(facts=facts_of(desk)) == []
        clock.advance(seconds=1)
        desk.check_in(service="dog", origin="kiosk")
        [found] = room(facts=facts_of(desk))
        assert (found.kind, found.does, found.visit) == (RoomNeed.UNGREETED, RoomAct.GREETED, first.visit_id)
        assert found.what == "Say hello to P001: we know they are here."
        assert found.why == "5 minutes, and nobody has told them anything."
        clock.advance(minutes=5)
        assert room(facts=facts_of(desk))[0].why.endswith("1 more, too.")
        for visit in facts_of(desk).untold:
            desk.note(visit, "Greeted in line.", clerk="dana")
        assert room(facts=facts_of(desk)) == []

    def test_who_is_over_the_promise_is_greeted_for_that(self, desk, clock, room):
        desk.check_in(service="permit", origin="kiosk")
        clock.advance(minutes=16)
        assert [one.kind for one in room(facts=facts_of(desk))] == [RoomNeed.OVERDUE]

    def come(self, desk, clock, name="Ana Ruiz", service="dog", *, served=True):
        clock.advance(hours=26)
        ticket = desk.check_in(service=service, name=name, familiarity="returning")
        if served:
            desk.call(ticket.visit_id, counter="3", clerk="dana", reason="here now")
            desk.start(ticket.visit_id)
            desk.finish(ticket.visit_id, outcome="follow-up")
        return ticket

    def test_here_about_the_same_for_the_third_time(self, desk, clock, room):
        self.come(desk, clock)
        self.come(desk, clock, "ana ruiz")
        self.come(desk, clock, service="permit")
        self.come(desk, clock, "Ben Okafor")
        third = self.come(desk, clock, served=False)
        assert facts_of(desk).came_before == {third.visit_id: 2}
        [found] = room(facts=facts_of(desk))
        assert (found.kind, found.does, found.visit) == (RoomNeed.CAME_BACK, RoomAct.LOOK, third.visit_id)
        assert found.what == f"{third.number} is here about the same for the third time."
        assert found.why == "In 14 days, by their own word and name. Settle it today, or find who can."

    def test_the_fifth_time_is_counted_and_the_second_is_no_news(self, desk, clock, room):
        self.come(desk, clock)
        second = self.come(desk, clock)
        assert facts_of(desk).came_before == {}
        for _ in range(2):
            self.come(desk, clock)
        fifth = self.come(desk, clock, served=False)
        assert room(facts=facts_of(desk))[0].what == f"{fifth.number} is here about the same again: visit 5."
        assert second.visit_id not in facts_of(desk).came_before

    def test_many_people_share_one_word(self, desk, clock):
        for _ in range(2):
            self.come(desk, clock, "Ana")
        self.come(desk, clock, "Ana", served=False)
        assert facts_of(desk).came_before == {}


def test_what_was_read_beside_the_queue_says_nothing_while_the_server_is_silent(desk, clock, room):
    desk.check_in(service="permit", origin="kiosk")
    clock.advance(minutes=6)
    silence = Silence(desk.office.local(desk.clock.now()), timedelta())
    assert [one.kind for one in room(facts=facts_of(desk), silence=silence)] == [RoomNeed.SERVER]
