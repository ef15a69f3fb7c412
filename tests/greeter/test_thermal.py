"""Printing on a receipt printer, held against a printer of our own: every fault ends with the truth told, and no ticket is lost or printed twice."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from greeter.printing.bitmap import bitmap_of
from greeter.printing.document import TicketDocument
from greeter.printing.escpos import CUT
from greeter.printing.lines import network_line
from greeter.printing.printout import READY, Condition, Trouble
from greeter.printing.talk import LineProblem
from greeter.printing.thermal import Answers, Cut, Device, Patience, ThermalPrinter
from greeter.texts import Texts
from greeter.tickets.roll import DPI, Roll
from greeter.tickets.sheet import Box, Sheet
from greeter.views.ticket_view import read_ticket
from tests.thermal_printer import NetworkPrinter

QUIET = Patience(open_s=5, answer_s=0.4, paper_s=20)
"""For printers that are silent: the test waits for an answer as long."""
BRIEF = Patience(open_s=5, answer_s=0.2, paper_s=0.6)
"""For printers that answer and never say that they have printed."""
CALM = Patience(open_s=5, answer_s=5, paper_s=20)
"""For printers that answer: nobody waits."""


@pytest.fixture
def machine():
    made = []

    def make(width=80, **faults):
        made.append(NetworkPrinter(width, **faults))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def ticket(desk):
    """A ticket to print."""
    return TicketDocument(read_ticket(desk, desk.check_in(service="permit").visit_id), Texts())


def driver(machine, patience=CALM, **device):
    return ThermalPrinter(
        lambda within_s: network_line("127.0.0.1", machine.port, within_s),
        Device(Roll(machine.width), **device),
        patience,
    )


def meant(document, width=80):
    """Return the rows of dots that a document should leave on paper."""
    (page,) = document.pages(Roll(width))
    image = bitmap_of(page, Roll(width))
    return [image.row(y) for y in range(image.height)]


def rows_of(strip):
    return [row.ljust(max(map(len, strip.rows)), b"\x00") for row in strip.rows]


def is_on(strip, document, width=80):
    """Whether a strip is this document, dot for dot."""
    wide = Roll(width).dots // 8
    return [row.ljust(wide, b"\x00") for row in strip.rows] == meant(document, width)


class TestAPrinterThatWorks:
    @pytest.mark.parametrize("width", [80, 58])
    def test_a_ticket_comes_out_dot_for_dot_and_is_cut(self, machine, ticket, width):
        printer = machine(width)
        assert driver(printer).print_out(ticket).printed
        (strip,) = printer.tickets
        assert is_on(strip, ticket, width)
        assert not printer.strip.rows
        assert not printer.unknown

    def test_it_is_asked_before_and_hears_all_its_answers(self, machine, ticket):
        printer = machine()
        driver(printer).print_out(ticket)
        assert printer.asked[:2] == [1, 4]

    def test_two_tickets_are_two_strips(self, machine, ticket):
        printer = machine()
        paper = driver(printer)
        assert [paper.print_out(ticket).printed, paper.print_out(ticket).printed] == [True, True]
        assert len(printer.tickets) == 2
        assert all(is_on(strip, ticket) for strip in printer.tickets)

    def test_the_line_is_left_free_for_others(self, machine, ticket):
        printer = machine()
        first, second = driver(printer), driver(printer)
        assert first.print_out(ticket).printed
        assert second.look() == READY
        assert printer.connections == 2

    def test_low_paper_is_told_and_the_ticket_is_printed(self, machine, ticket):
        printer = machine(near_end=True)
        printout = driver(printer).print_out(ticket)
        assert (printout.printed, printout.condition) == (True, Condition(paper_low=True))
        assert driver(printer).look() == Condition(paper_low=True)

    def test_answers_may_take_their_time(self, machine, ticket):
        assert driver(machine(slow_s=0.02)).print_out(ticket).printed

    def test_a_state_told_unasked_is_no_answer(self, machine, ticket):
        printer = machine(tells_unasked=True)
        assert driver(printer).print_out(ticket).printed
        assert len(printer.whole_tickets) == 1

    def test_without_a_cutter_the_end_is_fed_out(self, machine, ticket):
        printer = machine()
        assert driver(printer, cut=Cut.NO).print_out(ticket).printed
        assert not printer.tickets
        assert printer.strip.rows[-180:] == [b""] * 180


FAULTS = {
    "paper out": ({"paper_out": True}, Trouble.PAPER_OUT),
    "cover open": ({"cover_open": True}, Trouble.COVER_OPEN),
    "cover open and no paper": ({"cover_open": True, "paper_out": True}, Trouble.COVER_OPEN),
    "offline": ({"offline": True}, Trouble.OFFLINE),
    "cutter stuck": ({"cutter_stuck": True, "cutter_jammed": True}, Trouble.FAULT),
    "broken": ({"broken": True}, Trouble.FAULT),
    "hangs": ({"hangs": True}, Trouble.NO_ANSWER),
    "accepts nothing": ({"accepts_nothing": True}, Trouble.NO_ANSWER),
    "closes at once": ({"refuses": True}, Trouble.OFF),
    "says garbage": ({"garbage": b"HTTP/1.0 400 Bad Request\r\n\r\n"}, Trouble.STRANGE),
    "says nought": ({"garbage": b"\x00" * 40}, Trouble.NO_ANSWER),
}


class TestAPrinterThatCant:
    @pytest.mark.parametrize(("faults", "trouble"), FAULTS.values(), ids=FAULTS)
    def test_it_gets_nothing_and_the_reason_is_known(self, machine, ticket, faults, trouble):
        printer = machine(**faults)
        assert driver(printer, QUIET).print_out(ticket).trouble is trouble
        printer.mend(**{name: type(value)() for name, value in faults.items()})
        assert driver(printer, QUIET).look().trouble is None
        assert not printer.tickets
        assert not printer.strip.rows

    @pytest.mark.parametrize(("faults", "trouble"), FAULTS.values(), ids=FAULTS)
    def test_a_look_finds_the_same(self, machine, faults, trouble):
        assert driver(machine(**faults), QUIET).look().trouble is trouble

    @pytest.mark.parametrize(("faults", "trouble"), FAULTS.values(), ids=FAULTS)
    def test_once_mended_the_next_ticket_is_printed_once(self, machine, ticket, faults, trouble):
        printer = machine(**faults)
        paper = driver(printer, QUIET)
        paper.print_out(ticket)
        printer.mend(**{name: type(value)() for name, value in faults.items()})
        assert paper.print_out(ticket).printed
        (strip,) = printer.whole_tickets
        assert is_on(strip, ticket)

    def test_no_printer_at_the_address(self, machine, ticket):
        gone = machine()
        gone.close()
        printout = driver(gone, QUIET).print_out(ticket)
        assert printout.trouble is Trouble.OFF
        assert "refused" in printout.detail

    def test_a_cutter_that_was_freed_goes_on_by_itself(self, machine, ticket):
        printer = machine(cutter_stuck=True)
        assert driver(printer).print_out(ticket).printed


MIDDLE = {
    "paper runs out": ({"paper_left": 700}, Trouble.PAPER_OUT),
    "hangs": ({"silent_after": 700}, Trouble.NO_ANSWER),
    "cable pulled": ({"closes_after": 700}, Trouble.LOST),
    "switched off": ({"power_off_after": 700}, Trouble.LOST),
    "paper runs out in the last rows": ({"paper_left": -3}, Trouble.PAPER_OUT),
}


class TestAPrinterThatFailsInTheMiddle:
    def broken_off(self, machine, ticket, faults):
        rows = len(meant(ticket))
        return machine(**{name: value if value > 0 else rows + value for name, value in faults.items()})

    @pytest.mark.parametrize(("faults", "trouble"), MIDDLE.values(), ids=MIDDLE)
    def test_the_ticket_counts_as_not_printed(self, machine, ticket, faults, trouble):
        printer = self.broken_off(machine, ticket, faults)
        assert driver(printer, QUIET).print_out(ticket).trouble is trouble
        assert not printer.tickets

    @pytest.mark.parametrize(("faults", "trouble"), MIDDLE.values(), ids=MIDDLE)
    def test_mended_it_prints_no_ticket_by_itself_and_a_whole_one_when_asked(self, machine, ticket, faults, trouble):
        printer = self.broken_off(machine, ticket, faults)
        paper = driver(printer, QUIET)
        paper.print_out(ticket)
        printer.mend(paper_out=False, hangs=False)
        assert not printer.whole_tickets
        assert paper.print_out(ticket).printed
        torn, whole = printer.whole_tickets
        assert is_on(whole, ticket)
        assert len(torn.rows) < len(whole.rows)

    def test_what_it_had_not_printed_is_taken_back(self, machine, ticket):
        printer = machine(paper_left=700)
        driver(printer, QUIET).print_out(ticket)
        assert printer.cleared == 1
        assert not printer.buffer
        printer.mend(paper_out=False)
        assert len(printer.strip.rows) == 700

    def test_one_that_forgets_nothing_has_few_rows_more(self, machine, ticket):
        printer = machine(paper_left=700, clears=False)
        driver(printer, QUIET).print_out(ticket)
        printer.mend(paper_out=False)
        assert 700 < len(printer.strip.rows) < 700 + 4 * 48 < len(meant(ticket))

    def test_one_that_takes_no_more_gets_nothing_later(self, machine, ticket):
        printer = machine()
        paper = driver(printer, QUIET)
        reach = paper._reach

        def reached():
            found = reach()
            printer.mend(accepts_nothing=True)
            return found

        paper._reach = reached
        assert paper.print_out(ticket).trouble in {Trouble.NO_ANSWER, Trouble.TOO_SLOW}
        printer.mend(accepts_nothing=False)
        assert paper.look() == READY
        assert not printer.whole_tickets


class TestPrintersThatTellLess:
    def test_one_that_does_not_say_how_far_it_is_counts_as_too_slow_where_it_should(self, machine, ticket):
        printer = machine(confirms=False)
        assert driver(printer, BRIEF).print_out(ticket).trouble is Trouble.TOO_SLOW
        assert not printer.tickets

    def test_whether_it_says_so_can_be_found_out(self, machine):
        assert driver(machine()).confirms()
        assert not driver(machine(confirms=False), QUIET).confirms()
        assert not driver(machine(hangs=True), QUIET).confirms()

    @pytest.mark.parametrize("answers", [Answers.BASIC, Answers.NONE])
    def test_set_so_the_ticket_is_printed(self, machine, ticket, answers, monkeypatch):
        monkeypatch.setattr("greeter.printing.thermal.ROWS_PER_S", 100_000)
        printer = machine(confirms=False)
        paper = driver(printer, answers=answers)
        assert paper.print_out(ticket).printed
        paper = driver(printer)  # served when the first has been printed
        assert paper.look() == READY
        (strip,) = printer.tickets
        assert is_on(strip, ticket)

    def test_basic_still_finds_out_that_paper_ran_out(self, machine, ticket, monkeypatch):
        monkeypatch.setattr("greeter.printing.thermal.ROWS_PER_S", 100_000)
        printer = machine(confirms=False, paper_left=700)
        assert driver(printer, answers=Answers.BASIC).print_out(ticket).trouble is Trouble.PAPER_OUT
        assert not printer.tickets

    def test_one_that_is_not_listened_to_still_gets_it_all(self, machine, ticket):
        printer = machine(greeting=b"\x10\x00\x00\x0f")
        assert driver(printer, answers=Answers.NONE).print_out(ticket).printed
        assert driver(printer).look() == READY  # served when the first has been printed
        (strip,) = printer.tickets
        assert is_on(strip, ticket)

    def test_none_asks_nothing(self, machine, ticket):
        printer = machine(hangs=True)
        paper = driver(printer, answers=Answers.NONE)
        assert paper.look() == READY
        assert paper.print_out(ticket).printed
        assert not printer.asked


class Slip:
    """A small page."""

    title = "Ticket P014"

    def pages(self, roll):
        return [Sheet(roll.width, 200, DPI, (Box(100, 20, 200, 150, fill="#000000"),), self.title, "en")]


class Babbling:
    """A line on which anything is said, in pieces, and that may break; `sent` is what went out."""

    stays_open, bytes_per_s = True, 1e9

    def __init__(self, says, breaks_at):
        self.says, self.breaks_at = list(says), breaks_at
        self.sent, self.turns, self.closed = b"", 0, False

    def _turn(self):
        self.turns += 1
        if self.turns > self.breaks_at:
            raise LineProblem(Trouble.LOST)

    def send(self, data, within_s):
        self._turn()
        self.sent += data

    def hear(self, within_s):
        self._turn()
        return self.says.pop(0) if self.says else b""

    def close(self, *, drop):
        self.closed = True


GOOD = [b"", b"\x12", b"\x12", *[b"\x00"] * 6]
"""What a printer that works says to a small page."""
LIKELY = st.sampled_from(
    [b"\x12", b"\x1a", b"\x16", b"\x32", b"\x72", b"\x1e", b"\x00", b"\x03", b"\x10\x00\x00\x0f", b"\x37\x25\x00", b""]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(says=st.lists(LIKELY | st.binary(max_size=6), max_size=14), breaks_at=st.integers(0, 40))
@example(says=GOOD, breaks_at=1000)
def test_whatever_it_says_the_truth_is_told_and_one_page_is_sent_at_most(monkeypatch, says, breaks_at):
    monkeypatch.setattr("greeter.printing.talk.CLEAR_S", 0.0)
    opened = []

    def open_line(within_s):
        opened.append(Babbling(says, breaks_at))
        return opened[-1]

    printout = ThermalPrinter(open_line, Device(Roll.MM_80), QUIET).print_out(Slip())
    (line,) = opened
    assert printout.printed is (printout.trouble is None)
    assert line.sent.count(CUT) in ({1} if printout.printed else {0, 1})
    if says == GOOD and breaks_at == 1000:
        assert printout.printed
    if not printout.printed:
        assert line.closed or printout.trouble in {
            Trouble.PAPER_OUT,
            Trouble.COVER_OPEN,
            Trouble.FAULT,
            Trouble.OFFLINE,
        }
