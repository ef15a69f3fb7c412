"""Paper, for the windows: what people read when it came out, and when it did not."""

import pytest

from greeter.printing.folder import FolderPrinter
from greeter.printing.printout import READY, NoPrinter, Trouble
from greeter.problems import PrinterProblem
from greeter.texts import Texts
from greeter.views.ticket_view import read_take_away, read_ticket
from ui.printing import TicketPaper, print_take_away


@pytest.fixture
def visit(desk):
    return desk.check_in(service="permit").visit_id


def test_a_take_away_says_where_it_went(desk, visit, tmp_path):
    said = print_take_away(FolderPrinter(tmp_path), read_take_away(desk, visit), Texts(), Texts())
    assert said == "The next steps of P001 are printed."
    assert (tmp_path / "Next-steps-P001.pdf").read_bytes().startswith(b"%PDF")


def test_a_take_away_that_is_not_printed_is_a_problem(desk, visit):
    with pytest.raises(PrinterProblem, match=r"No printer is set up\. Ask whoever set it up\. The steps are safe"):
        print_take_away(NoPrinter(), read_take_away(desk, visit), Texts(), Texts())


def test_a_ticket_is_printed_or_it_is_a_problem(desk, visit, tmp_path):
    face = read_ticket(desk, visit)
    paper = TicketPaper(FolderPrinter(tmp_path))
    paper.print_ticket(face, Texts())
    assert (tmp_path / "Ticket-P001.pdf").exists()
    assert paper.look() == READY
    with pytest.raises(PrinterProblem, match=r"No printer is set up\.") as met:
        TicketPaper(NoPrinter()).print_ticket(face, Texts())
    assert met.value.condition.trouble is Trouble.NO_PRINTER
