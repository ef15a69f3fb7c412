"""USB and serial lines: the same printer of our own, at a made-up USB and at the other end of a pseudo terminal."""

import pytest

from greeter.printing.address import printer_at
from greeter.printing.document import TicketDocument
from greeter.printing.lines import serial_line, usb_line
from greeter.printing.printout import READY, Trouble
from greeter.printing.talk import LineProblem
from greeter.printing.thermal import Device, Patience, ThermalPrinter
from greeter.texts import Texts
from greeter.tickets.roll import Roll
from greeter.views.ticket_view import read_ticket
from tests.thermal_printer import SerialPrinter
from tests.usb_printer import UsbPrinter

CALM = Patience(open_s=5, answer_s=5, paper_s=20)
QUIET = Patience(open_s=5, answer_s=0.4, paper_s=20)


@pytest.fixture
def ticket(desk):
    return TicketDocument(read_ticket(desk, desk.check_in(service="permit").visit_id), Texts())


class TestUsb:
    def driver(self, machine, patience=CALM):
        return ThermalPrinter(
            lambda within_s: usb_line(machine.vendor, machine.product, within_s, backend=machine),
            Device(Roll(machine.width)),
            patience,
        )

    @pytest.mark.parametrize("width", [80, 58])
    def test_a_ticket_comes_out_by_the_ends_that_the_printer_has(self, ticket, width):
        machine = UsbPrinter(width)
        assert self.driver(machine).print_out(ticket).printed
        (strip,) = machine.whole_tickets
        assert max(map(len, strip.rows)) == Roll(width).dots // 8

    def test_it_is_opened_once_for_many_tickets(self, ticket):
        machine = UsbPrinter()
        paper = self.driver(machine)
        assert [paper.print_out(ticket).printed, paper.look() == READY, paper.print_out(ticket).printed] == [True] * 3
        assert machine.resets == 1
        assert len(machine.whole_tickets) == 2

    def test_unplugged_and_plugged_in_again(self, ticket):
        machine = UsbPrinter()
        paper = self.driver(machine)
        assert paper.look() == READY
        machine.plugged_in = False
        assert paper.print_out(ticket).trouble is Trouble.OFF
        machine.plugged_in = True
        assert paper.print_out(ticket).printed
        assert len(machine.whole_tickets) == 1

    def test_pulled_out_in_the_middle(self, ticket):
        machine = UsbPrinter(power_off_after=700)
        paper = self.driver(machine)
        assert paper.print_out(ticket).trouble is Trouble.LOST
        assert not machine.tickets
        machine.plugged_in = True
        assert paper.print_out(ticket).printed
        assert len(machine.whole_tickets) == 2  # the torn one was cut off first

    def test_paper_out(self, ticket):
        machine = UsbPrinter(paper_out=True)
        assert self.driver(machine).print_out(ticket).trouble is Trouble.PAPER_OUT
        assert not machine.strip.rows

    def test_one_that_takes_nothing_more(self, ticket):
        machine = UsbPrinter()
        machine.full = True
        assert self.driver(machine, QUIET).print_out(ticket).trouble is Trouble.NO_ANSWER

    def test_none_is_there(self, ticket):
        machine = UsbPrinter()
        machine.plugged_in = False
        assert self.driver(machine).look().trouble is Trouble.OFF

    def test_something_that_is_no_printer(self, ticket):
        machine = UsbPrinter(is_printer=False)
        assert self.driver(machine).look().trouble is Trouble.OFF


class TestSerial:
    @pytest.fixture
    def machine(self):
        made = []

        def make(width=80, **faults):
            made.append(SerialPrinter(width, **faults))
            return made[-1]

        yield make
        for one in made:
            one.close()

    @pytest.mark.parametrize("flow", ["dtr", "xon", "rts"])
    def test_a_ticket_comes_out(self, machine, ticket, flow):
        printer = machine(58)
        paper = printer_at(f"{printer.address}&flow={flow}")
        assert paper.print_out(ticket).printed
        assert len(printer.whole_tickets) == 1
        assert paper.look() == READY
        paper._drop()

    def test_paper_out_and_mended(self, machine, ticket):
        printer = machine(paper_out=True)
        paper = printer_at(printer.address)
        assert paper.print_out(ticket).trouble is Trouble.PAPER_OUT
        printer.mend(paper_out=False)
        assert paper.print_out(ticket).printed
        assert len(printer.whole_tickets) == 1
        paper._drop()

    def test_one_that_hangs(self, machine, ticket):
        printer = machine(hangs=True)
        paper = ThermalPrinter(
            lambda within_s: serial_line(printer.device, 115200, "dtr", within_s), Device(Roll.MM_80), QUIET
        )
        assert paper.print_out(ticket).trouble is Trouble.NO_ANSWER

    def test_no_such_port(self, tmp_path):
        with pytest.raises(LineProblem) as met:
            serial_line(str(tmp_path / "none"), 115200, "dtr", 1.0)
        assert met.value.trouble is Trouble.OFF

    def test_slow_lines_have_longer(self, machine):
        printer = machine()
        line = serial_line(printer.device, 9600, "dtr", 1.0)
        assert line.bytes_per_s == 960
        line.close(drop=True)
