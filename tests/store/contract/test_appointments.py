"""Appointments in every store: taken in once however often, cancelled, found by who they are of, and kept with one ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from greeter.appointments.booking import Booking, Standing
from greeter.front_desk import FrontDesk
from greeter.model.visit import Channel, Need, State
from greeter.problems import BadInput, NotFound, OfficeClosed, Unlawful
from greeter.views.appointments import (
    Timing,
    Verdict,
    find_by_code,
    find_by_name,
    read_appointments,
)
from greeter.views.visit_card import read_visit_card

TODAY = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
"""10:05 in the town hall."""


def at(office, hour, minute, day=24):
    return datetime(2026, 11, day, hour, minute, tzinfo=office.zone)


@pytest.fixture
def rosa(office):
    return Booking(
        "u1", at(office, 10, 45), "permit", code="K7P4", name="Rosa Delgado-Núñez", contact="rosa@example.org", note="Food truck",
        host="Dana", language="es", needs=(Need.SEAT,), people=3,
    )  # fmt: skip


def only_row(desk):
    (row,) = read_appointments(desk)
    return row


def kinds(desk):
    return [row["kind"] for row in desk.store.rows("select kind from journal order by seq")]


def check_in(desk, code="K7P4", **more):
    return desk.check_in_appointment(find_by_code(desk, code).found.id, **more)


def test_the_same_file_again_changes_nothing(desk, rosa):
    assert desk.book([rosa]).added == 1
    before = only_row(desk)
    again = desk.book([rosa])
    assert (again.added, again.changed, again.cancelled, again.same, again.seq) == (0, 0, 0, 1, 0)
    assert only_row(desk) == before
    assert kinds(desk) == ["book"]


def test_a_newer_state_replaces_what_is_known_and_an_older_one_does_not(desk, office, rosa):
    desk.book([replace(rosa, sequence=3)])
    moved = replace(rosa, sequence=4, starts=at(office, 11, 15), name="Rosa Delgado", note="", code="")
    assert desk.book([moved]).changed == 1
    row = only_row(desk)
    assert (row.starts, row.name, row.note, row.code) == (at(office, 11, 15), "Rosa Delgado", "", "K7P4")
    assert desk.book([replace(rosa, sequence=3)]).same == 1
    assert only_row(desk) == row
    assert find_by_name(desk, "nunez rosa delgado").verdict is Verdict.TODAY  # more than is known is typed
    assert find_by_name(desk, "delgado nunez").verdict is Verdict.NOTHING


@pytest.mark.parametrize("held", ["contact", "days"])
def test_a_file_leaves_the_words_of_what_is_held_as_they_were(desk, office, rosa, held):
    desk.book([rosa])
    what = {"contact": {"contact": "rosa@example.org"}, "days": {"days": (rosa.starts.date(), rosa.starts.date())}}
    hold = desk.hold_back(reason="Case 17", by="Maya", **what[held])
    newer = replace(rosa, sequence=4, starts=at(office, 11, 15), name="Somebody Else", contact="", note="")
    booked = desk.book([newer])
    assert (booked.changed, booked.same, booked.held) == (1, 0, 1)
    row = only_row(desk)
    assert (row.starts, row.name, row.contact, row.note) == (newer.starts, rosa.name, rosa.contact, rosa.note)
    assert find_by_name(desk, "delgado nunez").verdict is Verdict.TODAY
    again = desk.book([newer])
    assert (again.changed, again.same, again.held, again.seq) == (0, 0, 1, 0)
    moved = replace(newer, sequence=5, starts=at(office, 11, 15, day=25))
    assert desk.book([moved]).changed == (held == "contact"), "a day that is held is not left"
    desk.release_hold(hold.id, by="Maya")
    assert desk.book([moved]).changed == 1
    assert {row["value"] for row in desk.store.rows("select value from appointment_personal")} == {"Somebody Else"}


def test_one_who_is_cancelled_in_the_file_is_not_expected(desk, rosa):
    assert desk.book([replace(rosa, cancelled=True)]).same == 1
    assert read_appointments(desk) == ()
    desk.book([rosa])
    assert desk.book([replace(rosa, cancelled=True, sequence=1)]).cancelled == 1
    assert only_row(desk).state is Standing.CANCELLED
    assert find_by_code(desk, "k7p4").verdict is Verdict.CANCELLED
    with pytest.raises(Unlawful, match="was cancelled"):
        desk.check_in_appointment(only_row(desk).id)


def test_who_is_cancelled_by_hand_stays_so_until_the_calendar_says_otherwise(desk, rosa):
    desk.book([rosa])
    desk.cancel_appointment(only_row(desk).id, clerk="dana")
    assert desk.book([rosa]).same == 1
    assert only_row(desk).state is Standing.CANCELLED
    assert desk.book([replace(rosa, sequence=1)]).changed == 1
    assert only_row(desk).state is Standing.EXPECTED
    desk.cancel_appointment(only_row(desk).id)
    with pytest.raises(Unlawful, match="cancelled already"):
        desk.cancel_appointment(only_row(desk).id)
    with pytest.raises(NotFound, match="no such appointment"):
        desk.cancel_appointment("nobody")


def test_what_a_series_has_no_more_is_cancelled(desk, office, rosa):
    weekly = [
        replace(rosa, instance=f"2026112{n}T", starts=at(office, 10, 45, 20 + n), code=f"A{n}") for n in (4, 5, 6)
    ]
    until = at(office, 9, 0, 26) + timedelta(days=30)
    desk.book(weekly, until=until)
    assert desk.book([weekly[0], weekly[2]], until=until).cancelled == 1
    states = {row["instance"]: row["state"] for row in desk.store.rows("select instance, state from appointment")}
    assert states == {"20261124T": "expected", "20261125T": "cancelled", "20261126T": "expected"}


def test_a_complete_file_cancels_the_others_up_to_its_last(desk, office, rosa):
    others = [replace(rosa, uid=f"x{hour}", code=f"X{hour}", starts=at(office, hour, 0)) for hour in (9, 11, 15)]
    desk.book([rosa, *others])
    last = replace(rosa, uid="last", code="L", starts=at(office, 14, 0))
    booked = desk.book([last], complete=True)
    assert (booked.added, booked.cancelled) == (1, 2)  # not the one that is past, nor the one after the last
    gone = {row.code for row in read_appointments(desk) if row.state is Standing.CANCELLED}
    assert gone == {"K7P4", "X11"}


def test_nothing_of_a_file_is_kept_where_one_can_not_be(desk, rosa):
    with pytest.raises(BadInput, match="no service"):
        desk.book([rosa, replace(rosa, uid="u2", service="pony")])
    assert desk.store.rows("select * from appointment") == []
    assert kinds(desk) == []


def test_codes_that_nobody_gave_are_made(desk, rosa):
    desk.book([replace(rosa, uid=f"u{n}", code="") for n in range(20)])
    codes = {row.code for row in read_appointments(desk)}
    assert len(codes) == 20
    assert all(len(code) == 6 and code.isdecimal() for code in codes)


def test_who_comes_gets_one_ticket_from_wherever(desk, office, rosa):
    desk.book([rosa])
    first = check_in(desk, origin="kiosk", needs=["quiet"])
    again = desk.check_in_appointment(only_row(desk).id, people=1)
    assert (again.number, again.visit_id, again.seq) == (first.number, first.visit_id, 0)
    visit, request = desk.visit(first.visit_id), desk.store.request(desk.visit(first.visit_id).request)
    assert (visit.channel, visit.language, visit.needs, visit.people, visit.origin) == (
        Channel.APPOINTMENT, "es", "quiet,seat", 3, "kiosk",
    )  # fmt: skip
    assert (request.lane, request.service, request.state) == ("permit@appointment", "permit", State.WAITING)
    assert request.credit_tick - request.opened_tick == 40 * 60_000
    row = only_row(desk)
    assert (row.state, row.number) == (Standing.CAME, "P001")
    answer = find_by_code(desk, "K7P4")
    assert (answer.verdict, answer.visit_id) == (Verdict.CAME, first.visit_id)
    card = read_visit_card(desk, first.visit_id)
    assert (card.fields["name"], card.fields["contact"], card.people) == ("Rosa Delgado-Núñez", "rosa@example.org", 3)
    assert [(note.text, note.booked) for note in card.notes] == [("Food truck", True)]
    assert desk.book([replace(rosa, sequence=9, starts=at(office, 12, 0))]).same == 1  # who came keeps what was


def test_another_window_that_checks_the_same_one_in_at_the_same_moment_gets_the_same_ticket(desk, rosa, monkeypatch):
    desk.book([rosa])
    row = only_row(desk)
    theirs = desk.check_in_appointment(row.id)
    looked = []

    def too_early(key):
        looked.append(key)
        return None if len(looked) == 1 else type(desk)._ticket_of(desk, key)

    monkeypatch.setattr(desk, "_ticket_of", too_early)
    ours = desk.check_in_appointment(row.id)
    assert (ours.visit_id, ours.seq) == (theirs.visit_id, 0)
    assert len(desk.store.rows("select id from visit")) == 1


@pytest.mark.parametrize(
    ("minutes", "timing", "lane", "waits"),
    [
        (-40, Timing.EARLY, "permit@appointment", -40),
        (-5, Timing.ON_TIME, "permit@appointment", -5),
        (0, Timing.ON_TIME, "permit@appointment", 0),
        (9, Timing.LATE, "permit@appointment", 9),
        (15, Timing.LATE, "permit@appointment", 15),
        (16, Timing.TOO_LATE, "permit", 0),
    ],
)
def test_early_in_time_late_and_too_late(desk, office, clock, rosa, minutes, timing, lane, waits):
    desk.book([rosa])
    clock.move_to(at(office, 10, 45) + timedelta(minutes=minutes))
    found = find_by_code(desk, "K7P4").found
    assert (found.timing, found.minutes) == (timing, abs(minutes))
    request = desk.store.request(desk.visit(check_in(desk).visit_id).request)
    assert request.lane == lane
    assert (desk.tick() - request.credit_tick) / 60_000 == waits
    assert (request.appointment_at is None) is (timing is Timing.TOO_LATE)


def test_an_office_may_never_count_anybody_as_late(desk, office, clock, rosa):
    desk.office = replace(office, late_minutes=0)
    desk.book([rosa])
    clock.advance(minutes=140)
    assert find_by_code(desk, "K7P4").found.timing is Timing.LATE
    assert desk.store.request(desk.visit(check_in(desk).visit_id).request).lane == "permit@appointment"


def test_appointments_are_called_by_their_own_time(desk, clock, office, rosa):
    desk.book([rosa])
    for _ in range(3):
        desk.check_in(service="permit")
        clock.advance(seconds=1)
    check_in(desk)
    clock.move_to(at(office, 10, 50))
    assert (
        next(row.number for row in desk.queue()) == "P001"
    )  # 45 of 15 minutes: past twice the promise nobody overtakes
    for visit in [row.visit_id for row in desk.queue()][:3]:
        desk.leave(visit)
    desk.check_in(service="permit")
    called = desk.call_next(counter="3", clerk="dana")
    assert (called.number, called.why) == ("P004", "Has an appointment at 10:45.")


def test_not_today(desk, office, clock, rosa):
    desk.book([replace(rosa, starts=at(office, 9, 0, 26)), replace(rosa, uid="u2", starts=at(office, 9, 0, 30))])
    answer = find_by_code(desk, "k7-p4")
    assert (answer.verdict, answer.found.starts) == (Verdict.OTHER_DAY, at(office, 9, 0, 26))
    with pytest.raises(Unlawful, match="on another day"):
        desk.check_in_appointment(answer.found.id)
    clock.move_to(at(office, 9, 0, 26) + timedelta(days=1))
    assert find_by_code(desk, "K7P4").found.starts == at(office, 9, 0, 30)
    clock.move_to(at(office, 9, 0, 30) + timedelta(days=2))
    assert find_by_code(desk, "K7P4").found.starts == at(office, 9, 0, 30)  # missed two days ago
    clock.advance(timedelta(days=9))
    assert find_by_code(desk, "K7P4").verdict is Verdict.NOTHING


@pytest.mark.parametrize("typed", ["K7P4", "k7p4", " k7 - p4 ", "K7P4."])
def test_a_code_is_found_as_people_write_it(desk, rosa, typed):
    desk.book([rosa])
    assert find_by_code(desk, typed).verdict is Verdict.TODAY


@pytest.mark.parametrize(
    ("scanned", "verdict"),
    [
        ("K7P4", Verdict.TODAY), ("u1", Verdict.TODAY), ("greeter:appointment:K7P4", Verdict.TODAY),
        ("https://book.example/a/K7P4", Verdict.TODAY), ("https://book.example/?lang=en&code=k7p4", Verdict.TODAY),
        ("https://book.example/", Verdict.NOTHING), ("4006381333931", Verdict.NOTHING), ("", Verdict.NOTHING),
        ("http://[", Verdict.NOTHING), ("\n\n", Verdict.NOTHING),
    ],
)  # fmt: skip
def test_what_a_scanner_reads(desk, rosa, scanned, verdict):
    desk.book([rosa])
    assert find_by_code(desk, scanned, scanned=True).verdict is verdict


@pytest.mark.parametrize(
    "typed",
    [
        "Rosa Delgado Núñez",
        "NUNEZ ROSA",
        "delgado, rosa",
        "Mrs. Rosa Delgado",
        "rosa maria delgado nunez",
        "Delgado-Nunez R. Rosa",
    ],
)
def test_a_name_is_found_without_accents_capitals_and_order(desk, rosa, typed):
    desk.book([rosa, replace(rosa, uid="u2", code="B", name="Ana Delgado")])
    answer = find_by_name(desk, typed)
    assert answer.verdict is Verdict.TODAY
    assert answer.found.by_name
    assert find_by_code(desk, "K7P4").found.id == answer.found.id


@pytest.mark.parametrize("typed", ["", "...", "Rosa Smith", "Nguyen", "R. D.", "Mrs.", "x" * 500])
def test_another_name_finds_nobody(desk, rosa, typed):
    desk.book([rosa])
    assert find_by_name(desk, typed).verdict is Verdict.NOTHING


def test_where_several_fit_the_time_is_asked_and_nobody_is_told_of_the_others(desk, office, rosa):
    desk.book([rosa, replace(rosa, uid="u2", code="B", starts=at(office, 14, 30))])
    asked = find_by_name(desk, "Rosa Delgado")
    assert (asked.verdict, asked.found, asked.visit_id) == (Verdict.ASK_TIME, None, "")
    for typed in ("2:30", "14:30", "1430", "2.30"):
        assert find_by_name(desk, "Rosa Delgado", typed).found.starts == at(office, 14, 30)
    for typed in ("2:31", "9", "", "noon", "99:99"):
        assert find_by_name(desk, "Rosa Delgado", typed).found is None
    assert find_by_code(desk, "K7P4", "10:45").verdict is Verdict.TODAY
    assert find_by_code(desk, "K7P4", "11:45").verdict is Verdict.NOTHING


def test_a_first_name_alone_is_not_enough(desk, rosa):
    desk.book([rosa])
    assert find_by_name(desk, "rosa").verdict is Verdict.ASK_TIME
    assert find_by_name(desk, "rosa", "10:45").verdict is Verdict.TODAY
    assert find_by_name(desk, "rosa", "10:40").verdict is Verdict.NOTHING
    desk.book([replace(rosa, uid="u9", code="Z", name="Sukarno")])
    assert find_by_name(desk, "Sukarno").verdict is Verdict.TODAY  # it is the whole name


def test_a_name_booked_for_other_days_by_several_people_tells_nothing(desk, office, rosa):
    desk.book(
        [replace(rosa, starts=at(office, 9, 0, 26)), replace(rosa, uid="u2", code="B", starts=at(office, 9, 0, 27))]
    )
    assert find_by_name(desk, "Rosa Delgado").verdict is Verdict.NOTHING


def test_a_kiosk_takes_appointments_while_it_gives_no_more_tickets_but_not_while_closed(desk, office, clock, rosa):
    desk.office = replace(office, full_at=1)
    desk.book([rosa, replace(rosa, uid="u2", code="B")])
    desk.check_in(service="permit")
    assert not desk.takes_visitors()
    assert desk.takes_appointments()
    assert check_in(desk, origin="kiosk").number == "P002"
    desk.give_notice("pause")
    assert not desk.takes_appointments()
    with pytest.raises(OfficeClosed, match="just now"):
        check_in(desk, "B", origin="kiosk")
    clock.move_to(at(office, 23, 0))
    with pytest.raises(OfficeClosed, match="closed now"):
        check_in(desk, "B", origin="kiosk")
    assert check_in(desk, "B").number == "P003"  # staff may


def test_a_service_that_the_office_has_no_more_is_seen_by_a_clerk(desk, office, rosa):
    desk.book([rosa])
    desk.office = replace(office, services=tuple(one for one in office.services if one.id != "permit"))
    assert find_by_code(desk, "K7P4").found.service is None
    assert check_in(desk).service == "help"


def test_a_kiosk_that_is_cut_off_can_not_look(desk, rosa):
    desk.book([rosa])
    desk.block = "A"
    assert find_by_code(desk, "K7P4").verdict is Verdict.AWAY
    assert find_by_name(desk, "Rosa Delgado").verdict is Verdict.AWAY


def test_forgetting_a_person_changes_no_appointment(desk, rosa):
    desk.book([rosa])
    ticket = check_in(desk)
    for table in ("appointment_personal", "appointment_name"):
        desk.store.port.run(f"delete from {table}")
    row = only_row(desk)
    assert (row.name, row.state, row.number) == ("", Standing.CAME, "P001")
    assert read_visit_card(desk, ticket.visit_id).fields == {}
    assert find_by_name(desk, "Rosa Delgado").verdict is Verdict.NOTHING


def test_the_journal_holds_nothing_personal_of_an_appointment(desk, rosa):
    desk.book([rosa])
    check_in(desk)
    told = " ".join(row["data"] for row in desk.store.rows("select data from journal"))
    for secret in ("Rosa", "Delgado", "rosa@example.org", "Food truck", "K7P4"):
        assert secret not in told
    assert '"booked":{"at":1795545900000' in told


def test_staff_find_todays_appointments_by_name_code_time_and_service(desk, office, rosa):
    desk.book([rosa, replace(rosa, uid="u2", code="482913", name="Ng", starts=at(office, 14, 30), service="dog"),
               replace(rosa, uid="u3", starts=at(office, 14, 30, 25))])  # fmt: skip
    rows = read_appointments(desk)
    assert [row.code for row in rows] == ["K7P4", "482913"]

    def found(words):
        return [row.code for row in rows if row.fits(words)]

    assert found("ros") == found("núñez del") == found("k7") == found("10:45") == found("build") == ["K7P4"]
    assert found("2:30") == found("14:3") == found("4829") == found("NG") == ["482913"]
    assert found("") == ["K7P4", "482913"]
    assert found("rosa dog") == []


def test_two_offices_do_not_see_each_others(desk, office, clock, rosa):
    desk.book([rosa])
    there = FrontDesk(desk.store, replace(office, id="harbor"), clock)
    assert find_by_code(there, "K7P4").verdict is Verdict.NOTHING
    assert find_by_name(there, "Rosa Delgado").verdict is Verdict.NOTHING
    assert read_appointments(there) == ()
    with pytest.raises(NotFound):
        there.check_in_appointment(only_row(desk).id)
