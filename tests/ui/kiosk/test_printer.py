"""The kiosk and its printer: what staff are told of it, and when; and that nobody waits for it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from greeter.model.notice import Notice
from greeter.printing.printout import READY, Condition, Trouble
from greeter.problems import PrinterProblem, StoreForbids
from greeter.texts import Texts
from ui.kiosk.pages.ticket import in_short, paper_words
from ui.kiosk.paper_tickets import FINE_S, FIRST_S, LATEST_MS, TROUBLED_S
from ui.kiosk.state import Paper

OUT = Condition(Trouble.PAPER_OUT)


class Printer:
    """A printer that is as it is told to be. `held`: it does nothing until that is set."""

    def __init__(self):
        self.condition, self.printed, self.looks = READY, [], 0
        self.fails: Condition | None = None
        self.held = threading.Event()
        self.held.set()

    def print_ticket(self, face, texts):
        assert self.held.wait(10)
        found = self.fails or self.condition
        if found.trouble is not None:
            raise PrinterProblem("It does not print.", condition=found)
        self.printed.append(face.number)

    def look(self):
        self.looks += 1
        return self.condition


@pytest.fixture
def printer():
    made = Printer()
    yield made
    made.held.set()


@pytest.fixture
def hand(make_kiosk, printer):
    return make_kiosk(printer=printer)


@pytest.fixture
def told(look_up):
    """What staff read of the printer: notices with their words."""

    def ask():
        kinds = (Notice.PRINTER, Notice.PAPER_LOW)
        found = {kind: look_up(lambda desk, kind=kind: desk.told(kind)) for kind in kinds}
        return {kind: words for kind, words in found.items() if words is not None}

    return ask


def paper_of(hand):
    return hand.presenter._checking_in.paper


def rest(hand):
    """Let the printer, and what it is told of, come to an end."""
    hand.qtbot.waitUntil(lambda: not paper_of(hand).busy)
    hand.settle()


def look(hand):
    paper_of(hand).look()
    rest(hand)


def get_ticket(hand):
    hand.presenter.start()
    hand.presenter.choose_service("permit")
    hand.presenter.confirm()
    hand.qtbot.waitUntil(lambda: hand.state.walk.ticket is not None)


def printed_of(look_up, number="P001"):
    rows = look_up(lambda desk: desk.store.rows("select printed from visit where number = :n", {"n": number}))
    return rows[0]["printed"]


class TestWhatStaffAreTold:
    def test_nothing_while_all_is_well(self, hand, told):
        look(hand)
        assert told() == {}

    @pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.NO_PRINTER])
    def test_what_is_wrong_before_a_visitor_meets_it_and_that_it_is_mended(self, hand, printer, told, trouble):
        printer.condition = Condition(trouble)
        look(hand)
        assert told() == {Notice.PRINTER: trouble.value}
        printer.condition = READY
        paper_of(hand)._condition = OUT  # two of them end by paper alone; see below
        look(hand)
        assert told() == {}

    def test_that_none_was_set_up_is_no_fault(self, hand, printer, told, look_up):
        printer.condition = Condition(Trouble.NO_PRINTER)
        look(hand)
        get_ticket(hand)
        rest(hand)
        assert told() == {}
        assert (hand.state.paper, printed_of(look_up)) == (Paper.NO_PRINTER, "not asked")

    def test_it_follows_what_is_wrong(self, hand, printer, told):
        printer.condition = OUT
        look(hand)
        printer.condition = Condition(Trouble.COVER_OPEN)
        look(hand)
        assert told() == {Notice.PRINTER: "cover open"}

    def test_low_paper_until_there_is_none_and_again_a_whole_roll(self, hand, printer, told):
        printer.condition = Condition(paper_low=True)
        look(hand)
        assert told() == {Notice.PAPER_LOW: ""}
        printer.condition = OUT
        look(hand)
        assert told() == {Notice.PRINTER: "paper out"}
        printer.condition = READY
        look(hand)
        assert told() == {}

    def test_it_is_told_once_however_often_it_is_looked_at(self, hand, printer, look_up):
        printer.condition = OUT
        for _ in range(3):
            look(hand)
        kinds = look_up(lambda desk: desk.store.rows("select kind from journal where kind in ('notice', 'end_notice')"))
        assert len(kinds) == 1

    def test_it_is_told_again_where_somebody_ended_it_too_soon(self, hand, printer, told, look_up):
        printer.condition = OUT
        look(hand)
        look_up(lambda desk: desk.end_notice(Notice.PRINTER, clerk="dana"))
        look(hand)
        assert told() == {Notice.PRINTER: "paper out"}

    def test_what_the_print_system_only_remembers_is_not_told_again_before_a_ticket_fails(
        self, hand, printer, told, look_up
    ):
        printer.condition = replace(OUT, remembered=True)
        look(hand)
        look_up(lambda desk: desk.end_notice(Notice.PRINTER, clerk="dana"))
        look(hand)
        assert told() == {}
        printer.fails = OUT
        get_ticket(hand)
        rest(hand)
        assert told() == {Notice.PRINTER: "paper out"}

    def test_a_persons_own_words_stay(self, hand, printer, told, look_up):
        look_up(lambda desk: desk.give_notice(Notice.PRINTER, text="Being replaced today.", clerk="dana"))
        printer.condition = OUT
        look(hand)
        printer.condition = READY
        look(hand)
        assert told() == {Notice.PRINTER: "Being replaced today."}

    def test_what_it_told_before_it_was_switched_off_is_ended(self, hand, told, look_up):
        look_up(lambda desk: desk.give_notice(Notice.PRINTER, text="paper out"))
        look(hand)
        assert told() == {}

    def test_what_another_kiosk_tells_is_left_alone(self, hand, told, look_up):
        look(hand)
        look_up(lambda desk: desk.give_notice(Notice.PRINTER, text="paper out"))
        look(hand)
        assert told() == {Notice.PRINTER: "paper out"}

    @pytest.mark.parametrize("trouble", [Trouble.TOO_SLOW, Trouble.REFUSED])
    def test_what_only_paper_shows_ends_when_a_ticket_is_printed(self, hand, printer, told, trouble):
        printer.fails = Condition(trouble)
        get_ticket(hand)
        rest(hand)
        look(hand)
        assert told() == {Notice.PRINTER: trouble.value}
        printer.fails = None
        hand.presenter.print_again()
        rest(hand)
        assert told() == {}

    def test_a_server_that_lets_a_kiosk_tell_nothing_keeps_no_ticket(self, hand, printer, monkeypatch):
        def forbidden(*_args, **_facts):
            raise StoreForbids("This login may not do that.")

        monkeypatch.setattr("greeter.front_desk.room.RoomActs.give_notice", forbidden)
        printer.condition = OUT
        get_ticket(hand)
        rest(hand)
        assert hand.state.paper is Paper.FAILED
        assert hand.state.walk.ticket is not None


class TestWhenItLooks:
    def test_soon_after_the_greeting_then_rarely_and_often_while_something_is_wrong(self, hand, printer):
        def after(seconds):
            for second in range(1, seconds + 1):
                paper_of(hand).second(second)
                rest(hand)
            return printer.looks

        assert after(FIRST_S - 1) == 0
        assert after(2 * FINE_S) == 3
        printer.condition, printer.looks = OUT, 0
        look(hand)
        assert after(2 * FINE_S) == 1 + 1 + 2 * FINE_S // TROUBLED_S

    def test_never_while_it_prints(self, hand, printer):
        printer.held.clear()
        get_ticket(hand)
        paper_of(hand).look()
        assert printer.looks == 0
        printer.held.set()
        rest(hand)
        assert printer.looks == 1

    def test_the_kiosks_second_is_its_second(self, hand, printer):
        hand.wait(FIRST_S)
        rest(hand)
        assert printer.looks == 1


class TestTickets:
    def test_a_printed_ticket_is_kept_as_printed(self, hand, printer, look_up):
        get_ticket(hand)
        rest(hand)
        assert (hand.state.paper, printer.printed, printed_of(look_up)) == (Paper.PRINTED, ["P001"], "printed")

    def test_one_that_is_not_is_kept_as_not_printed_and_once_again_prints_one(self, hand, printer, look_up):
        printer.condition = OUT
        get_ticket(hand)
        rest(hand)
        assert (hand.state.paper, printed_of(look_up)) == (Paper.FAILED, "not printed")
        printer.condition = READY
        hand.presenter.print_again()
        rest(hand)
        assert (hand.state.paper, printer.printed, printed_of(look_up)) == (Paper.PRINTED, ["P001"], "printed")

    def test_ghost_touches_print_no_heap_of_copies(self, hand, printer):
        get_ticket(hand)
        rest(hand)
        for _ in range(5):
            hand.presenter.print_again()
            rest(hand)
        assert printer.printed == ["P001"]
        hand.clock.advance(seconds=10)
        for _ in range(5):
            hand.presenter.print_again()
            rest(hand)
        assert printer.printed == ["P001", "P001"]

    def test_the_screen_goes_on_while_the_printer_hangs(self, hand, printer):
        printer.held.clear()
        get_ticket(hand)
        assert hand.state.paper is Paper.PRINTING
        hand.clock.advance(seconds=2)
        hand.presenter.finish()
        assert hand.state.walk.ticket is None
        hand.presenter.start()
        hand.settle()

    def test_a_ticket_that_waited_too_long_behind_another_is_not_printed_for_a_stranger(self, hand, printer, look_up):
        printer.held.clear()
        get_ticket(hand)
        hand.presenter.wipe()
        hand.clock.advance(seconds=20)
        get_ticket(hand)
        hand.clock.advance(seconds=LATEST_MS // 1000 + 1)
        printer.held.set()
        rest(hand)
        assert printer.printed == ["P001"]
        assert printed_of(look_up, "P002") == "not printed"
        assert hand.state.paper is Paper.FAILED


@pytest.mark.parametrize("paper", Paper)
def test_one_sentence_says_the_same_as_two(paper):
    """Where there is little room: nobody is told that it prints once it is printed."""
    short, whole = in_short(Texts(), paper), paper_words(Texts(), paper)
    assert short[:-1] in whole
    assert len(short) < len(whole)
