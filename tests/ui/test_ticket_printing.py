"""Printing tickets: what is said when paper came out, and in each way that it did not."""

import os

import pytest

from greeter.model.visit import Printed
from greeter.problems import PrinterProblem
from greeter.texts import Texts
from greeter.views.ticket_view import read_ticket
from ui.printing import (
    PAGE_PRINTER,
    TICKET_PRINTER,
    Document,
    FolderPrinter,
    NoPrinter,
    Printout,
    SystemPrinter,
    TicketPaper,
    WhyNot,
    not_printed,
    page_printer,
    print_take_away,
    ticket_document,
    ticket_printer,
)

TICKET = Document("Ticket P014", b"%PDF-1.4 a ticket", "Custom.80x212mm")
DONE = "desk-7     root   41984   Sun Nov 22 18:24:35 2026\n\tStatus: \n\tAlerts: processing-to-stop-point\n\tqueued for desk\n"


@pytest.fixture
def cups(tmp_path, monkeypatch):
    """Stand-ins for the programs of CUPS, each a shell script that keeps what it was asked; `cups(name, script)` sets one."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def put(name, script):
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/asked"\n{script}\n')
        program.chmod(0o755)

    def asked():
        return (tmp_path / "asked").read_text().splitlines() if (tmp_path / "asked").exists() else []

    put("lpstat", _lpstat(tmp_path))
    put("lp", f'cat > "{tmp_path}/given"; echo "request id is desk-7 (0 file(s))"')
    put("cancel", "exit 0")
    (tmp_path / "default").write_text("system default destination: desk\n")
    (tmp_path / "devices").write_text("device for desk: usb://thermal\n")
    (tmp_path / "state").write_text("printer desk is idle.  enabled since Sun Nov 22\n")
    (tmp_path / "completed").write_text(DONE)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    put.asked, put.folder = asked, tmp_path
    return put


def _lpstat(folder):
    return f"""case "$1" in
  -d) cat "{folder}/default";;
  -v) cat "{folder}/devices";;
  -p) cat "{folder}/state";;
  -l) cat "{folder}/completed";;
esac"""


def printed_by(printer):
    return printer.print_out(TICKET)


class TestSystemPrinter:
    def test_a_job_that_is_done_is_printed(self, cups):
        assert printed_by(SystemPrinter()).printed
        assert (cups.folder / "given").read_bytes() == TICKET.content
        assert "lp -d desk -t Ticket P014 -o media=Custom.80x212mm -" in cups.asked()

    def test_a_named_printer_is_used_without_asking_for_the_default(self, cups):
        (cups.folder / "completed").write_text(DONE)
        printed_by(SystemPrinter("lobby"))
        assert "lpstat -d" not in cups.asked()
        assert cups.asked()[0] == "lpstat -p lobby"

    def test_the_only_printer_serves_where_none_is_the_default(self, cups):
        (cups.folder / "default").write_text("no system default destination\n")
        assert printed_by(SystemPrinter()).printed
        (cups.folder / "devices").write_text("device for desk: usb://a\ndevice for hall: usb://b\n")
        assert printed_by(SystemPrinter()).why_not is WhyNot.NO_PRINTER

    def test_no_printer_at_all(self, cups):
        (cups.folder / "default").write_text("no system default destination\n")
        (cups.folder / "devices").write_text("")
        assert printed_by(SystemPrinter()) == not_printed(WhyNot.NO_PRINTER)
        assert not any(line.startswith("lp ") for line in cups.asked())

    def test_a_printer_that_is_gone(self, cups):
        cups("lpstat", 'echo "lpstat: Invalid destination name" >&2; exit 1')
        printout = printed_by(SystemPrinter("lobby"))
        assert (printout.why_not, printout.detail) == (WhyNot.NO_PRINTER, "lpstat: Invalid destination name")

    def test_a_printer_that_has_stopped_gets_no_job(self, cups):
        (cups.folder / "state").write_text("printer desk disabled since Sun Nov 22 -\n\tOut of paper\n")
        printout = printed_by(SystemPrinter())
        assert (printout.why_not, printout.detail) == (WhyNot.STOPPED, "Out of paper")
        assert not any(line.startswith("lp ") for line in cups.asked())

    def test_a_job_that_is_refused(self, cups):
        cups("lp", 'cat > /dev/null; echo "lp: Error - the printer is not accepting jobs." >&2; exit 1')
        assert printed_by(SystemPrinter()).why_not is WhyNot.REFUSED

    @pytest.mark.parametrize("reason", ["job-canceled-by-user", "aborted-by-system"])
    def test_a_job_that_was_taken_back_or_failed(self, cups, reason):
        (cups.folder / "completed").write_text(DONE.replace("processing-to-stop-point", reason))
        printout = printed_by(SystemPrinter())
        assert (printout.result, printout.why_not) == (Printed.NOT_PRINTED, WhyNot.REFUSED)
        assert reason in printout.detail

    def test_a_job_that_is_never_done_is_taken_back(self, cups):
        (cups.folder / "completed").write_text(DONE.replace("desk-7", "desk-70"))
        printout = printed_by(SystemPrinter(paper_s=0.0))
        assert printout.why_not is WhyNot.TOO_SLOW
        assert cups.asked()[-1] == "cancel desk-7"

    def test_a_print_system_that_hangs_is_left(self, cups):
        cups("lpstat", "exec sleep 60")
        assert printed_by(SystemPrinter("desk", answer_s=0.2)) == not_printed(WhyNot.TOO_SLOW)

    def test_no_print_system(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert printed_by(SystemPrinter("desk")).why_not is WhyNot.NO_PRINTER
        assert isinstance(ticket_printer(), NoPrinter)
        assert isinstance(page_printer(), NoPrinter)

    def test_the_installer_names_the_printers(self, cups, monkeypatch):
        monkeypatch.setenv(TICKET_PRINTER, "lobby")
        monkeypatch.setenv(PAGE_PRINTER, "laser")
        printed_by(ticket_printer())
        printed_by(page_printer())
        assert [line for line in cups.asked() if line.startswith("lpstat -p")] == ["lpstat -p lobby", "lpstat -p laser"]


class TestFolderPrinter:
    def test_lays_documents_into_the_folder(self, tmp_path):
        assert printed_by(FolderPrinter(tmp_path / "out")).printed
        assert (tmp_path / "out" / "Ticket-P014.pdf").read_bytes() == TICKET.content

    def test_a_title_never_leaves_the_folder(self, tmp_path):
        FolderPrinter(tmp_path / "out").print_out(Document("../../etc/x", b""))
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["etc-x.pdf"]

    def test_a_folder_that_cant_be_made(self, tmp_path):
        (tmp_path / "out").write_text("in the way")
        assert printed_by(FolderPrinter(tmp_path / "out")).why_not is WhyNot.REFUSED


class TestWords:
    def test_staff_read_what_happened(self):
        said = {why: not_printed(why).in_words(Texts()) for why in WhyNot}
        assert said[WhyNot.NO_PRINTER] == "No printer is set up."
        assert len(set(said.values())) == len(WhyNot)
        assert not_printed(WhyNot.STOPPED, "Out of\npaper").in_words(Texts()).endswith("(Out of paper)")
        assert Printout(Printed.PRINTED).in_words(Texts()) == "Printed."

    def test_a_take_away_says_where_it_went(self, tmp_path):
        said = print_take_away(FolderPrinter(tmp_path), "P014", b"%PDF", Texts())
        assert said == "The next steps of P014 are printed."
        assert (tmp_path / "Next-steps-P014.pdf").exists()

    def test_a_take_away_that_is_not_printed_is_a_problem(self):
        with pytest.raises(PrinterProblem, match=r"No printer is set up\. The steps are safe"):
            print_take_away(NoPrinter(), "P014", b"%PDF", Texts())

    def test_a_ticket_is_printed_or_it_is_a_problem(self, desk, tmp_path):
        face = read_ticket(desk, desk.check_in(service="permit").visit_id)
        TicketPaper(FolderPrinter(tmp_path)).print_ticket(face, Texts())
        assert (tmp_path / "Ticket-P001.pdf").exists()
        with pytest.raises(PrinterProblem, match=r"No printer is set up\."):
            TicketPaper(NoPrinter()).print_ticket(face, Texts())

    def test_a_ticket_says_how_long_its_paper_is(self, desk):
        document = ticket_document(read_ticket(desk, desk.check_in(service="permit").visit_id), Texts())
        assert document.title == "Ticket P001"
        assert document.media.startswith("Custom.80x2")
        assert document.media.endswith("mm")
