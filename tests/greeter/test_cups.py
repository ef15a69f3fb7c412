"""Printing through a real CUPS: what became of each job is what CUPS says of it."""

import pytest

from greeter.printing.document import TicketDocument
from greeter.printing.printout import READY, Trouble
from greeter.printing.system import SystemPrinter
from greeter.texts import Texts
from greeter.tickets.sheet_pdf import pdf
from greeter.views.ticket_view import read_ticket
from tests.cups_server import CupsServer


@pytest.fixture(scope="module")
def server():
    made = CupsServer()
    yield made
    made.close()


@pytest.fixture
def cups(server, monkeypatch):
    """The server, with nothing wrong and its printer enabled; what was printed before is left out."""
    monkeypatch.setenv("CUPS_SERVER", server.address)
    server.fault = ""
    server.ask("cupsenable", "desk")
    for file in (server.here / "printed").iterdir():
        file.unlink()
    return server


@pytest.fixture
def ticket(desk):
    return TicketDocument(read_ticket(desk, desk.check_in(service="permit").visit_id), Texts())


def left(cups):
    """What jobs wait."""
    return cups.ask("lpstat", "-W", "not-completed", "-o", "desk")


def test_a_ticket_is_printed_once_and_cups_says_so(cups, ticket):
    assert SystemPrinter("desk").print_out(ticket).printed
    assert cups.printed == [pdf(ticket.pages(None))]
    assert not left(cups)


def test_the_only_printer_is_found(cups, ticket):
    assert SystemPrinter().print_out(ticket).printed
    assert SystemPrinter().look() == READY


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("out", Trouble.PAPER_OUT), ("hang", Trouble.TOO_SLOW), ("stop", Trouble.STOPPED), ("fail", Trouble.REFUSED)],
)
def test_a_ticket_that_is_not_printed_leaves_no_job_behind(cups, ticket, fault, trouble):
    cups.fault = fault
    printout = SystemPrinter("desk", paper_s=1.0).print_out(ticket)
    assert printout.trouble is trouble
    assert not left(cups)
    cups.fault = ""
    cups.ask("cupsenable", "desk")
    assert not cups.printed
    assert SystemPrinter("desk").print_out(ticket).printed
    assert len(cups.printed) == 1


def test_a_printer_that_was_stopped_gets_no_job(cups, ticket):
    cups.ask("cupsdisable", "-r", "A new drum comes today", "desk")
    printout = SystemPrinter("desk").print_out(ticket)
    assert (printout.trouble, printout.detail) == (Trouble.STOPPED, "A new drum comes today")
    assert not left(cups)


def test_a_printer_that_is_not_there(cups, ticket):
    assert SystemPrinter("nowhere").print_out(ticket).trouble is Trouble.NOT_FOUND
