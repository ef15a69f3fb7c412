"""Appointments at the kiosk: by code, name or scan; early, in time, late; not today; and nothing that is a dead end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.access.post import InLobby
from greeter.appointments.booking import Booking
from greeter.model.visit import Channel
from greeter.opening import open_front_desk
from greeter.reach import StoreReach
from tests.ui.kiosk.conftest import Hand
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check_sheets
from ui.background import Background
from ui.kiosk.booking import Way
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.scanner import Scanner
from ui.kiosk.turning import Motion
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, KioskWindow, Mount


def at(office, hour, minute, day=24):
    return datetime(2026, 11, day, hour, minute, tzinfo=office.zone)


def rosa(office, **changes):
    """10:45 for a permit; it is 10:05."""
    booking = Booking("u1", at(office, 10, 45), "permit", code="K7P4", name="Rosa Delgado", host="Dana", people=3)
    return replace(booking, **changes)


@pytest.fixture
def booked(look_up, office):
    """Take appointments in: Rosa's, with changes, and others."""

    def book(*others, **changes):
        look_up(lambda desk: desk.book([rosa(office, **changes), *others]))

    return book


def visits(desk):
    rows = desk.store.rows(
        "select v.*, r.lane, r.state, r.service from visit v join request r on r.id = v.request order by v.id"
    )
    return [dict(row) for row in rows]


def by_code(hand, code="K7P4"):
    hand.touch("Start")
    hand.touch("I have an appointment")
    hand.type(code)
    hand.touch("Find it")


def by_name(hand, name):
    hand.touch("Start")
    hand.touch("I have an appointment")
    hand.touch("I have no code")
    hand.type(name)
    hand.touch("Find it")


def test_by_code_with_three_touches_beside_the_code(hand, booked, look_up, paper):
    booked()
    by_code(hand, "k7p4")
    page = hand.window.shown
    assert hand.page is Page.BOOKED
    assert page.heading.text() == "Your appointment is at 10:45 am."
    assert page.lede.text() == "You are 40 minutes early. Take a seat, or come back by 10:35 am."
    told = " ".join(section.accessibleName() for section in page.sections)
    assert "Build or repair. With Dana. For 3 people" in told
    assert "Photo ID" in told
    hand.touch("Yes, I am here")
    assert hand.page is Page.TICKET
    assert hand.state.walk.ticket.face.number == "P001"
    assert hand.state.walk.ticket.face.wait_note == "Your appointment is at 10:45 am."
    (visit,) = look_up(visits)
    assert (visit["lane"], visit["channel"], visit["people"], visit["origin"]) == (
        "permit@appointment", Channel.APPOINTMENT, 3, "kiosk",
    )  # fmt: skip
    hand.qtbot.waitUntil(lambda: paper.printed == ["P001"])


def test_who_is_early_may_come_back_and_nothing_is_kept(hand, booked, look_up):
    booked()
    by_code(hand)
    hand.touch("I’ll come back")
    assert hand.page is Page.WELCOME
    assert look_up(visits) == []
    hand.clock.advance(minutes=40)
    by_code(hand)
    assert hand.window.shown.lede.text() == "You are on time. Thank you."
    assert "I’ll come back" not in {button.text() for button in hand.buttons()}


@pytest.mark.parametrize(
    ("minutes", "words", "lane"),
    [
        (31, "You are on time. Thank you.", "permit@appointment"),
        (49, "You are 9 minutes late. That is fine, we kept your time.", "permit@appointment"),
        (
            65,
            "You are 25 minutes late. We still see you today. After 15 minutes you wait in line like others who come in now.",
            "permit",
        ),
        (
            40 + 200,
            "You are about 3 hours late. We still see you today. After 15 minutes you wait in line like others who come in now.",
            "permit",
        ),
    ],
)
def test_in_time_and_late(hand, booked, look_up, minutes, words, lane):
    booked()
    hand.clock.advance(minutes=minutes)
    by_code(hand)
    assert hand.window.shown.lede.text() == words
    hand.touch("Yes, I am here")
    assert look_up(visits)[0]["lane"] == lane


def test_the_told_wait_is_that_of_the_appointment_and_it_is_kept(hand, booked, look_up):
    def morning(desk):
        for _ in range(34):
            desk.check_in(service="parking")
            called = desk.call_next(counter="2", clerk="bo")
            desk.start(called.visit_id)
            hand.clock.advance(minutes=1)
            desk.finish(called.visit_id, outcome="resolved", next_steps=())

    look_up(morning)
    booked(starts=hand.clock.now() + timedelta(minutes=30))
    by_code(hand)
    found = hand.state.walk.booking.found
    assert found.forecast is not None
    assert hand.state.forecast == found.forecast
    assert hand.window.shown.sections[1].accessibleName().startswith("Your wait from now. ")
    hand.touch("Yes, I am here")
    assert (
        look_up(lambda desk: desk.store.rows("select middle_ms from told"))[0]["middle_ms"] == found.forecast.middle_ms
    )


def test_checked_in_already_shows_the_same_ticket(hand, booked, look_up):
    booked()
    by_code(hand)
    hand.touch("Yes, I am here")
    hand.clock.advance(seconds=12)
    hand.touch("I have it. Finish")
    by_code(hand)
    assert hand.page is Page.TICKET
    assert hand.window.shown.heading.text() == "You’re still in line."
    assert hand.state.walk.ticket.face.number == "P001"
    assert len(look_up(visits)) == 1


def test_two_kiosks_and_a_desk_give_one_ticket(hand, make_second, booked, look_up):
    booked()
    other = make_second()
    by_code(hand)
    by_code(other)
    hand.touch("Yes, I am here")
    desks = look_up(lambda desk: desk.check_in_appointment(hand.state.walk.booking.found.id))
    other.touch("Yes, I am here")
    assert hand.state.walk.ticket.visit_id == other.state.walk.ticket.visit_id == desks.visit_id
    assert len(look_up(visits)) == 1


@pytest.fixture
def make_second(kiosk_url, office, clock, qtbot, qapp):
    """Another kiosk over the same store."""
    backgrounds = []

    def make():
        background = Background(
            StoreReach(lambda: open_front_desk(kiosk_url, clock=clock, catalogue=office)), post=InLobby()
        )
        backgrounds.append(background)
        return kiosk_of(background, office, clock, qtbot)

    yield make
    for background in backgrounds:
        background.close()


def kiosk_of(background, office, clock, qtbot, *, scanner=False):
    presenter = KioskPresenter(background, office, clock)
    window = KioskWindow(presenter, KioskSettings(dpi=100, mount=Mount.DESK, motion=Motion.NONE))
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: presenter.state.menu is not None)
    presenter._timer.stop()
    if scanner:
        Scanner(window, clock).watch()
    return Hand(window, presenter, background, clock, qtbot)


def test_by_name_without_capitals_and_order(hand, booked, look_up):
    booked()
    by_name(hand, "delgado rosa")
    assert hand.page is Page.BOOKED
    hand.touch("Yes, I am here")
    (visit,) = look_up(visits)
    assert visit["number"] == "P001"
    names = look_up(lambda desk: desk.store.rows("select value from personal"))
    assert names == []  # what was typed to find it is not kept; the name it was booked under is


def test_a_name_alone_names_no_sensitive_service(hand, booked, office):
    sensitive = next(service for service in office.services if service.sensitive)
    booked(service=sensitive.id)
    by_name(hand, "rosa delgado")
    told = " ".join(section.accessibleName() for section in hand.window.shown.sections)
    assert sensitive.name not in told
    assert told.startswith("As you booked it. With Dana. For 3 people")
    hand.touch("Leave this page")
    by_code(hand)
    assert sensitive.name in hand.window.shown.sections[0].accessibleName()


def test_where_several_fit_the_time_is_asked_and_none_is_listed(hand, booked, office):
    booked(rosa(office, uid="u2", code="B", starts=at(office, 14, 30)))
    by_name(hand, "rosa delgado")
    assert hand.page is Page.BOOKED_TIME
    shown = [button.text() for button in hand.buttons()] + [
        hand.window.shown.heading.text(),
        hand.window.shown.lede.text(),
    ]
    assert not any("10:45" in words or "2:30" in words for words in shown)
    hand.touch("Find it")
    assert hand.window.shown.missing.text() == "Type the time of your appointment, such as 10:45."
    hand.type("2:31")
    hand.touch("Find it")
    assert hand.window.shown.missing.text() == "This time doesn’t fit. Check it once more."
    hand.touch("Delete")
    hand.type("0")
    hand.touch("Find it")
    assert hand.window.shown.heading.text() == "Your appointment is at 2:30 pm."


def test_two_tries_then_other_ways_and_nothing_is_lost(hand, booked, look_up):
    booked()
    by_code(hand, "X1")
    assert hand.page is Page.APPOINTMENT
    assert hand.window.shown.missing.text() == "We didn’t find this code. Check it, or use your name."
    assert hand.window.shown.field.text() == "X1"
    hand.touch("Find it")
    assert hand.page is Page.NOT_BOOKED
    assert hand.window.shown.heading.text() == "We didn’t find it. That can happen."
    assert [choice.name for choice in hand.window.shown.grid.shown] == [
        "Use my name",
        "Get in line without it",
        "See a clerk",
    ]
    hand.touch("Get in line without it")
    assert hand.page is Page.REASON
    hand.touch("Parking")
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert [visit["lane"] for visit in look_up(visits)] == ["parking"]


def test_a_person_looks_for_it(hand, look_up):
    by_code(hand, "X1")
    hand.touch("Find it")
    QTest.mouseClick(hand.window.shown.grid.card_of("person"), Qt.MouseButton.LeftButton)
    hand.settle()
    assert hand.page is Page.HELP
    said = look_up(lambda desk: desk.store.rows("select value from personal"))
    assert [row["value"] for row in said] == ["I have an appointment"]


def test_who_goes_back_while_it_is_looked_up_is_not_fetched_from_there(hand, booked):
    booked()
    hand.touch("Start")
    hand.touch("I have an appointment")
    hand.type("k7p4")
    for words in ("Find it", "Back"):  # at once, before anything is found
        QTest.mouseClick(hand.button(words), Qt.MouseButton.LeftButton)
    assert hand.page is Page.REASON
    hand.settle()
    assert hand.page is Page.REASON
    hand.touch("I have an appointment")
    hand.touch("Find it")
    assert hand.page is Page.BOOKED


def test_who_asks_for_a_person_while_it_is_looked_up_can_look_again(hand, booked):
    booked()
    hand.touch("Start")
    hand.touch("I have an appointment")
    hand.type("k7p4")
    hand.presenter.booked.look(Way.CODE)
    hand.presenter.talk_to_person()
    hand.settle()
    assert hand.page is Page.HELP
    hand.touch("Back")
    hand.touch("Find it")
    assert hand.page is Page.BOOKED


def test_without_a_code_nothing_is_looked_for(hand):
    hand.touch("Start")
    hand.touch("I have an appointment")
    hand.touch("Find it")
    assert hand.window.shown.missing.text() == "Type your code first, or use your name."
    hand.touch("I have no code")
    hand.touch("Find it")
    assert hand.window.shown.missing.text() == "Type your name first, or use your code."


@pytest.mark.parametrize(
    ("day", "heading", "choices"),
    [
        (
            26,
            "Your appointment is on Thursday, November 26, at 10:45 am.",
            ["I’ll come back then", "Get in line without it", "See a clerk"],
        ),
        (
            23,
            "Your appointment was on Monday, November 23, at 10:45 am.",
            ["Get in line without it", "See a clerk"],
        ),
    ],
)
def test_not_today_says_which_day_and_what_can_be_done(hand, booked, look_up, office, day, heading, choices):
    booked(starts=at(office, 10, 45, day))
    by_code(hand)
    assert hand.page is Page.NOT_BOOKED
    assert hand.window.shown.heading.text() == heading
    assert [choice.name for choice in hand.window.shown.grid.shown] == choices
    hand.touch("Get in line without it")
    assert hand.page is Page.BEFORE
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert look_up(visits)[0]["lane"] == "permit"


def test_i_will_come_back_then_ends_the_walk(hand, booked, office, look_up):
    booked(starts=at(office, 10, 45, 26))
    by_code(hand)
    hand.touch("I’ll come back then")
    assert hand.page is Page.WELCOME
    assert look_up(visits) == []


def test_one_that_was_cancelled(hand, booked, look_up):
    booked()
    look_up(lambda desk: desk.cancel_appointment(desk.store.rows("select id from appointment")[0]["id"]))
    by_code(hand)
    assert hand.window.shown.heading.text() == "Your appointment was cancelled."
    assert "Get in line without it" in {button.text() for button in hand.buttons()}


def test_one_that_is_cancelled_at_the_last_moment_is_told(hand, booked, look_up):
    booked()
    by_code(hand)
    look_up(lambda desk: desk.cancel_appointment(desk.store.rows("select id from appointment")[0]["id"]))
    hand.touch("Yes, I am here")
    assert hand.page is Page.BOOKED
    assert "was cancelled" in hand.window.shown.missing.text()
    assert look_up(visits) == []


def test_an_appointment_is_left_behind_by_who_chooses_something_else(hand, booked, look_up):
    booked()
    by_code(hand)
    hand.touch("Back")
    hand.touch("Back")
    hand.touch("Dog license")
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert [(visit["service"], visit["channel"]) for visit in look_up(visits)] == [("dog", "counter")]


def test_another_language_keeps_the_appointment(hand, booked, look_up):
    booked()
    by_code(hand)
    hand.touch("English")
    for _ in range(20):
        if any(button.text() == "Soomaali" for button in hand.buttons()):
            break
        hand.touch("More languages")
    hand.touch("Soomaali")
    hand.touch("Continue")
    assert hand.page is Page.BOOKED
    hand.touch("Yes, I am here")
    (visit,) = look_up(visits)
    assert (visit["language"], visit["needs"]) == ("so", "interpreter")


def test_full_or_after_the_last_ticket_who_has_an_appointment_is_taken_in(make_kiosk, office, booked, look_up):
    booked()
    full = replace(office, full_at=1)
    look_up(lambda desk: desk.check_in(service="dog"))
    hand = make_kiosk(at=full)
    hand.background.run(lambda desk: setattr(desk, "office", full))
    hand.presenter.read_menu()
    hand.settle()
    assert hand.page is Page.NOT_TAKING
    hand.touch("I have an appointment")
    hand.type("K7P4")
    hand.touch("Find it")
    hand.touch("Yes, I am here")
    assert hand.page is Page.TICKET
    assert {visit["number"] for visit in look_up(visits)} == {"D001", "P001"}


def test_everything_typed_is_gone_after_the_visitor(hand, booked):
    booked()
    by_name(hand, "Rosa Delgado")
    hand.presenter.leave()
    hand.settle()
    assert "Delgado" not in hand.words()
    assert all(field.text() == "" for field in hand.fields())


@pytest.fixture
def scanning(background, office, clock, qtbot, qapp):
    """A kiosk with a scanner, and a way to hold a code to it."""
    hand = kiosk_of(background, office, clock, qtbot, scanner=True)
    handle = hand.window.windowHandle()

    def scan(text):
        for line in text.split("\n"):
            for sign in line:
                QTest.keyClick(handle, sign)
            QTest.keyClick(handle, Qt.Key.Key_Return)
        hand.qtbot.waitUntil(lambda: not hand.window.findChild(Scanner)._quiet.isActive())
        hand.settle()

    hand.scan = scan
    return hand


@pytest.mark.parametrize("where", [[], ["Start"], ["Start", "I have an appointment"], ["Start", "Parking", "Continue"]])
def test_a_code_held_to_the_scanner_is_enough_wherever_they_are(scanning, booked, where):
    booked()
    for words in where:
        scanning.touch(words)
    scanning.scan("K7P4")
    assert scanning.page is Page.BOOKED
    assert scanning.window.shown.heading.text() == "Your appointment is at 10:45 am."


def test_a_scan_presses_nothing_and_leaves_nothing_in_the_fields(scanning, booked):
    booked()
    scanning.touch("Start")
    scanning.touch("Say it your way: “I want to build a deck”")
    scanning.scan("https://book.example/a b?code=K7P4")
    assert scanning.page is Page.BOOKED
    assert scanning.state.answers.reason == ""


def test_what_a_scanner_reads_and_nobody_knows_is_told_kindly(scanning, booked):
    booked()
    scanning.scan("4006381333931")
    assert scanning.page is Page.APPOINTMENT
    assert scanning.window.shown.missing.text() == "We don’t know what you showed us. You can type it here."
    assert scanning.state.walk.booking.tries == 0
    assert "scanner" in scanning.window.shown.lede.text()


def test_fingers_are_no_scanner(scanning, booked):
    booked()
    handle = scanning.window.windowHandle()
    scanning.touch("Start")
    scanning.touch("I have an appointment")
    for sign in "k7p4":
        scanning.clock.advance(seconds=0.2)
        QTest.keyClick(handle, sign)
    assert scanning.window.shown.field.text() == "k7p4"
    scanning.clock.advance(seconds=1)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    scanning.settle()
    assert scanning.page is Page.BOOKED


def test_a_ticket_on_the_screen_is_not_taken_away_by_a_scan(scanning, booked):
    booked()
    scanning.scan("K7P4")
    scanning.touch("Yes, I am here")
    scanning.scan("K7P4")
    assert scanning.page is Page.TICKET


@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_page_of_it_on_every_screen(hand, booked, look_up, office, screen, aids):
    sensitive = next(service for service in office.services if service.sensitive)
    booked(
        rosa(office, uid="u2", code="B2", starts=at(office, 10, 45, 26)), rosa(office, uid="u3", code="C3", service=sensitive.id),
        rosa(office, uid="u4", code="D4", starts=at(office, 9, 0)),
    )  # fmt: skip
    hand.resize(*SCREENS[screen])
    for aid in AIDS[aids]:
        hand.presenter.toggle_aid(aid)
    show = hand.presenter

    def look(way, text):
        show.booked.type_in(way, text)
        show.booked.look(way)
        hand.settle()
        check_sheets(hand)

    show.start()
    show.open_page(Page.APPOINTMENT)
    look(Way.CODE, "NONE")
    for code, page in (
        ("K7P4", Page.BOOKED),
        ("C3", Page.BOOKED),
        ("D4", Page.BOOKED),
        ("B2", Page.NOT_BOOKED),
        ("NO", Page.NOT_BOOKED),
    ):
        show.open_page(Page.APPOINTMENT)
        look(Way.CODE, code)
        assert hand.page is page
    show.open_page(Page.BOOKED_NAME)
    look(Way.NAME, "Nobody Atall")
    look(Way.NAME, "Rosa Delgado")
    assert hand.page is Page.BOOKED_TIME
    check_sheets(hand)


def test_the_cut_off_kiosk_says_so_and_takes_them_in_another_way(hand, booked, look_up):
    booked()

    def cut_off(desk):
        desk.block = "A"

    hand.background.run(cut_off)
    by_code(hand)
    assert hand.page is Page.NOT_BOOKED
    assert hand.window.shown.heading.text() == "We can’t look it up just now."
    assert [choice.name for choice in hand.window.shown.grid.shown] == ["See a clerk", "Get in line without it"]
