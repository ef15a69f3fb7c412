"""The network is away: the kiosk gives tickets of its own, tells no time that nobody knows, and says to staff how many it keeps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel

from greeter.access.post import InLobby
from greeter.opening import open_front_desk
from greeter.outbox.keeps_going import kiosk_reach
from greeter.texts import Texts
from tests.postgres_server import PostgresServer
from tests.ui.kiosk.conftest import Hand, Paper
from tests.ui.kiosk.cut_off import CutOff
from tests.ui.kiosk.test_layout import AIDS, SCREENS, check, look_at_every_page
from ui import theme
from ui.background import Background
from ui.feed import Feed
from ui.kiosk import presenter as kiosk_presenter
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.staff_line import kept_forms
from ui.kiosk.turning import Motion
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, KioskWindow, Mount
from ui.kit.aid import Aid

NO_CALL = "Our network is away. Staff see your number when it is back, with the time you came."
NO_TIME = "We can’t give a time yet"


@pytest.fixture
def make_cut_off(office, clock, qapp, qtbot, url, tmp_path):
    """Return a maker of kiosks whose server can be taken away."""
    theme.apply(qapp, theme.Theme.load(theme.Look.LIGHT))
    made = []

    def make(*, enrolled=True, reach=None, feed=None, printer=None):
        way = reach or CutOff(url, office, clock, tmp_path / "outbox.db", enrolled=enrolled)
        news = feed or Feed(url, office.id)
        background = Background(way, post=InLobby())
        presenter = KioskPresenter(background, office, clock, feed=news, printer=printer)
        window = KioskWindow(presenter, KioskSettings(dpi=100, mount=Mount.DESK, motion=Motion.NONE))
        window.resize(1080, 1920)
        with qtbot.waitExposed(window):
            window.show()
        hand = Hand(window, presenter, background, clock, qtbot)
        hand.way, hand.feed = way, news
        if isinstance(way, CutOff):
            way.server.feed = news
        made.append(hand)
        qtbot.waitUntil(lambda: presenter.state.menu is not None, timeout=20_000)
        presenter._timer.stop()
        return hand

    yield make
    for hand in made:
        hand.window.close()
        hand.feed.close()
        hand.background.close()
        hand.window.deleteLater()


@pytest.fixture
def hand(make_cut_off):
    return make_cut_off()


def goes(hand):
    hand.way.server.goes()
    hand.settle()


def line(hand):
    """What the line for staff says; empty where it is not shown."""
    part = vars(hand.window).get("staff_line")
    return (part.words.text() or part.accessibleName()) if part is not None and part.isVisible() else ""


def line_becomes(hand, words):
    """Wait until the line for staff says this; it is read anew behind the act that made it so."""
    hand.qtbot.waitUntil(lambda: line(hand) == words, timeout=20_000)


def said(hand):
    """Everything that can be read now."""
    return "\n".join(label.text() for label in hand.window.findChildren(QLabel) if label.isVisible())


def take_ticket(hand):
    hand.presenter.start()
    hand.presenter.choose_service("permit")
    hand.settle()
    hand.presenter.skip_questions()
    hand.settle()
    hand.presenter.confirm()
    hand.settle()


class TestATicket:
    def test_it_has_a_number_of_the_kiosks_own_and_no_time(self, hand):
        goes(hand)
        hand.touch("Start")
        hand.presenter.choose_service("permit")
        hand.settle()
        assert hand.page is Page.BEFORE
        assert "The wait now" not in hand.words()
        hand.presenter.skip_questions()
        hand.settle()
        assert NO_TIME in said(hand)
        assert "ahead of you" not in said(hand)
        hand.touch("Yes, get my ticket")
        ticket = hand.state.walk.ticket
        assert (hand.page, ticket.face.number, ticket.kept) == (Page.TICKET, "PA01", True)
        assert (ticket.face.wait, ticket.face.wait_note) == (NO_TIME, NO_CALL)
        assert hand.window.shown.heading.text() == "Your place is kept."
        assert ticket.face.where == (hand.presenter._office.where_to_wait,)
        for promise in ("ahead", "in line", "chime", "We’ll call you"):
            assert promise not in f"{said(hand)} {hand.window.shown.card.accessibleName()}"

    def test_a_time_that_was_shown_before_is_not_told_with_a_ticket_that_is_kept(self, hand, look_up):
        for _ in range(30):
            look_up(_served)
        hand.presenter.read_menu()
        hand.settle()
        hand.presenter.start()
        hand.presenter.choose_service("dog")
        hand.presenter.skip_questions()
        hand.settle()
        assert "Less than 5 minutes" in said(hand)
        hand.way.server.away = True
        hand.presenter.confirm()
        hand.settle()
        assert (hand.state.walk.ticket.face.number, hand.state.walk.ticket.face.wait) == ("DA01", NO_TIME)
        hand.qtbot.waitUntil(lambda: hand.state.kept == 1)

    def test_the_summary_takes_its_time_back_when_the_network_goes(self, hand, look_up):
        for _ in range(30):
            look_up(_served)
        hand.presenter.read_menu()
        hand.settle()
        hand.presenter.start()
        hand.presenter.choose_service("dog")
        hand.presenter.skip_questions()
        hand.settle()
        assert "Less than 5 minutes" in said(hand)
        goes(hand)
        assert NO_TIME in said(hand)
        assert hand.page is Page.SUMMARY

    def test_on_low_screens_the_next_sheet_says_what_is_known(self, hand):
        hand.resize(1280, 800)
        goes(hand)
        take_ticket(hand)
        assert NO_CALL in hand.window.shown.sections[0]._lines
        hand.touch("What to do next")
        assert hand.window.shown.sections[0].isVisible()

    def test_it_is_printed_as_ever(self, make_cut_off):
        paper = Paper()
        hand = make_cut_off(printer=paper)
        goes(hand)
        take_ticket(hand)
        hand.qtbot.waitUntil(lambda: paper.printed == ["PA01"])

    def test_it_joins_the_line_when_the_server_is_back_and_the_next_is_of_the_server(self, hand, look_up):
        goes(hand)
        take_ticket(hand)
        hand.wait(120)
        hand.way.porter.bring()
        hand.way.server.comes_back()
        hand.settle()
        assert line(hand) == ""
        rows = look_up(lambda desk: desk.store.rows("select number from visit"))
        assert [row["number"] for row in rows] == ["PA01"]
        hand.presenter.wipe()
        hand.settle()
        take_ticket(hand)
        assert (hand.state.walk.ticket.face.number, hand.state.walk.ticket.kept) == ("P001", False)


def _served(desk):
    visit = desk.check_in(service="dog").visit_id
    desk.call(visit, counter="3", clerk="ana", reason="test")
    desk.start(visit)
    desk.clock.advance(minutes=2)
    desk.finish(visit, outcome="resolved")


class TestTalkToAPerson:
    def test_nobody_could_be_told_and_nothing_else_is_said(self, hand):
        goes(hand)
        hand.touch("Talk to a person")
        page = hand.window.shown
        assert (hand.page, hand.state.walk.help_ticket.face.number) == (Page.HELP, "HA01")
        assert page.heading.text() == "Please come to the desk."
        assert page.lede.text() == "Sorry, this screen can’t call our staff just now. Tell them this number: HA01."
        assert page.accessibleName() == f"{page.heading.text()} {page.lede.text()}"
        face = page.card._face
        assert (face.wait, face.note) == ("Tell them this number", "Take a photo of this, or keep the number in mind.")
        assert "We told our staff" not in hand.words()
        assert "We call this number" not in hand.words()

    def test_its_paper_is_taken_to_the_desk(self, make_cut_off):
        paper = Paper()
        hand = make_cut_off(printer=paper)
        goes(hand)
        hand.touch("Talk to a person")
        hand.qtbot.waitUntil(lambda: hand.window.shown.card._face.note == "Your ticket is printed. It comes out below.")
        assert paper.printed == ["HA01"]
        assert hand.window.shown.card._face.wait == "Show this ticket there"
        assert hand.state.walk.help_ticket.face.where == ("Please come to the desk.",)

    def test_while_staff_are_told_it_needs_no_paper(self, make_cut_off):
        paper = Paper()
        hand = make_cut_off(printer=paper)
        hand.touch("Talk to a person")
        hand.presenter.wipe()
        hand.settle()
        take_ticket(hand)
        hand.qtbot.waitUntil(lambda: paper.printed == ["P001"])

    def test_who_has_a_ticket_already_keeps_the_place(self, hand):
        goes(hand)
        take_ticket(hand)
        hand.touch("Talk to a person")
        assert hand.window.shown.lede.text() == (
            "Sorry, this screen can’t call our staff just now. Tell them this number: HA01. You keep your place: PA01."
        )
        hand.resize(1280, 800)
        assert hand.window.shown.lede.text() == "Tell them this number: HA01. You keep your place: PA01."

    def test_who_was_told_of_before_stays_told_of(self, hand):
        hand.touch("Talk to a person")
        assert hand.window.shown.heading.text() == "We told our staff."
        goes(hand)
        assert hand.window.shown.heading.text() == "We told our staff."
        assert line(hand) == "The network is away. Tickets are kept here."

    def test_while_it_is_saved_no_call_is_promised(self, hand):
        goes(hand)
        hand.presenter.talk_to_person()
        assert hand.window.strip.person.text() == "Saving your place"
        hand.settle()
        assert hand.window.strip.person.text() == "Talk to a person"

    @pytest.mark.parametrize("aids", list(AIDS))
    @pytest.mark.parametrize("cut", [True, False])
    def test_a_code_is_whole_or_left_out(self, hand, aids, cut):
        if cut:
            goes(hand)
        hand.resize(1280, 800)
        for aid in AIDS[aids]:
            hand.presenter.toggle_aid(aid)
        hand.presenter.talk_to_person()
        hand.settle()
        card = hand.window.shown.card
        assert card.code_height <= card.height()
        assert card._face.number == ("HA01" if cut else "H001")
        assert bool(card.code_height) is (aids == "")


class TestTheLineForStaff:
    def test_it_counts_comes_and_goes(self, hand):
        assert line(hand) == ""
        goes(hand)
        assert line(hand) == "The network is away. Tickets are kept here."
        for kept in ("1 ticket is", "2 tickets are"):
            take_ticket(hand)
            line_becomes(hand, f"The network is away. {kept} kept here.")
            hand.wait(15)
            hand.presenter.finish()
            hand.settle()
        hand.way.porter.bring()
        hand.way.server.comes_back()
        hand.settle()
        assert line(hand) == ""
        assert hand.window.header._office.isVisible()

    def test_it_goes_by_itself_where_the_last_ticket_is_handed_in_later(self, hand):
        goes(hand)
        take_ticket(hand)
        hand.way.server.comes_back()
        line_becomes(hand, "The network is away. 1 ticket is kept here.")
        hand.way.porter.bring()
        hand.wait(3)
        line_becomes(hand, "")
        assert hand.page is Page.TICKET

    def test_it_stands_on_every_page(self, hand):
        goes(hand)
        for page in Page:
            if page in {Page.TICKET, Page.HELP}:
                continue
            hand.presenter._walk = hand.state.walk.to(page)
            hand.presenter.changed.emit()
            assert line(hand) == "The network is away. Tickets are kept here.", page

    def test_it_is_the_smallest_size_and_in_the_second_text_colour(self, hand):
        goes(hand)
        words, sizes = hand.window.staff_line.words, hand.window.frame.sizes
        assert words._lettering == sizes.label
        assert words._color is theme.Token.INK2
        hand.presenter.toggle_aid(Aid.LARGER_TEXT)
        assert words._lettering.size == hand.window.frame.sizes.label.size > sizes.label.size

    def test_on_low_screens_the_office_keeps_its_name_and_only_the_icon_shows(self, hand):
        hand.resize(1280, 800)
        goes(hand)
        hand.background.run(lambda desk: [desk.check_in(service="dog", request_key=f"k{n}") for n in range(3)])
        hand.presenter.read_menu()
        hand.settle()
        part, header = hand.window.staff_line, hand.window.header
        assert part.accessibleName() == "Network away, 3 tickets kept"
        assert not part.words.isVisible()
        assert part._icon.isVisible()
        assert header._office.isVisible()
        assert header._office.text() == hand.presenter._office.name

    @pytest.mark.parametrize("aids", list(AIDS))
    @pytest.mark.parametrize("screen", list(SCREENS))
    def test_every_page_on_every_screen_has_room_for_it(self, hand, screen, aids):
        goes(hand)
        hand.background.run(lambda desk: [desk.check_in(service="dog", request_key=f"k{n}") for n in range(99)])
        hand.presenter.read_menu()
        hand.settle()
        assert hand.state.kept == 99
        look_at_every_page(hand, screen, aids, "permit")

    @pytest.mark.parametrize("aids", list(AIDS))
    @pytest.mark.parametrize("screen", list(SCREENS))
    def test_beside_leave_this_page_it_is_shortened(self, hand, screen, aids, office, monkeypatch):
        from dataclasses import replace

        private = replace(office, services=tuple(replace(one, sensitive=True) for one in office.services))
        monkeypatch.setattr(hand.presenter, "_office", private)
        goes(hand)
        hand.resize(*SCREENS[screen])
        for aid in AIDS[aids]:
            hand.presenter.toggle_aid(aid)
        hand.presenter.start()
        hand.presenter.choose_service("records")
        hand.settle()
        assert "Leave this page" in [button.text() for button in hand.buttons()]
        check(hand)

    def test_from_right_to_left_it_is_mirrored(self, hand, monkeypatch):
        goes(hand)
        monkeypatch.setattr(kiosk_presenter, "texts_for", lambda _: Texts("ar"))
        hand.presenter.changed.emit()
        part = hand.window.staff_line
        assert part.geometry().right() == hand.window.width() - 1 - hand.window.frame.staff_line.left()
        words = QRect(part.words.mapTo(hand.window, QPoint(0, 0)), part.words.size())
        icon = QRect(part._icon.mapTo(hand.window, QPoint(0, 0)), part._icon.size())
        assert words.right() < icon.left()

    def test_its_forms_grow_shorter(self):
        for kept in (0, 1, 12):
            forms = kept_forms(Texts(), kept)
            assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)
            assert all(str(kept) in form for form in forms if kept)


class TestAKioskThatHasNeverBeenThere:
    def test_it_sends_people_to_the_desk_until_the_server_is_there(self, make_cut_off):
        hand = make_cut_off(enrolled=False)
        goes(hand)
        assert hand.page is Page.SORRY
        assert line(hand) == ""
        hand.way.porter.is_away = False
        hand.way.server.comes_back()
        hand.settle()
        assert hand.page is Page.WELCOME


@pytest.fixture(scope="module")
def server():
    made = PostgresServer(durable=True)  # what was kept before it is stopped must be there after
    yield made
    made.close()


def test_a_server_that_is_stopped_and_started(make_cut_off, server, office, clock, qtbot):
    """A real server and the real carrier: the ticket is kept, counted, and in the line once the server is back."""
    url = server.database("kiosk")
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        assert desk.store.rows("select id from visit") == []
    hand = make_cut_off(reach=kiosk_reach(url, office, clock), feed=Feed(url, office.id))

    def mark():
        with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
            return [row["mark"] for row in desk.store.rows("select mark from kiosk")]

    qtbot.waitUntil(lambda: mark() == ["A"], timeout=20_000)
    server.stop("immediate")
    qtbot.waitUntil(lambda: line(hand) != "", timeout=20_000)
    take_ticket(hand)
    assert hand.state.walk.ticket.face.number == "PA01"
    line_becomes(hand, "The network is away. 1 ticket is kept here.")
    server.start()

    def told():
        hand.wait(3)
        return line(hand)

    qtbot.waitUntil(lambda: told() == "", timeout=20_000)
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        assert [row["number"] for row in desk.store.rows("select number from visit")] == ["PA01"]
        assert desk.store.rows("select kept from kiosk")[0]["kept"] == 0
