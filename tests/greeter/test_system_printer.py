"""Printing through the system's print system, held against stand-ins for its programs; `test_cups.py` asks a real one."""

import os
from dataclasses import dataclass

import pytest

from greeter.printing.folder import FolderPrinter
from greeter.printing.printout import READY, Condition, NoPrinter, Trouble, not_printed
from greeter.printing.system import SystemPrinter
from greeter.tickets.roll import DPI, Roll, mm
from greeter.tickets.sheet import Sheet
from greeter.tickets.sheet_pdf import pdf


@dataclass(frozen=True)
class Page:
    """A document of one blank page."""

    title: str = "Ticket P014"
    dpi: int = DPI

    def pages(self, roll):
        wide = roll or Roll.MM_80
        return [Sheet(wide.width, mm(212), self.dpi, (), self.title, "en")]


TICKET = Page()
CONTENT = pdf(TICKET.pages(None))
DONE = "desk-7     root   41984   Sun Nov 22 18:24:35 2026\n\tStatus: \n\tAlerts: processing-to-stop-point\n\tqueued for desk\n"
IDLE = "printer desk is idle.  enabled since Sun Nov 22\n\tDescription: \n\tAlerts: {}\n"


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
    (tmp_path / "state").write_text(IDLE.format("none"))
    (tmp_path / "completed").write_text(DONE)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no-such-socket"))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    put.asked, put.folder = asked, tmp_path
    return put


def _lpstat(folder):
    return f"""case "$*" in
  -d) cat "{folder}/default";;
  -v) cat "{folder}/devices";;
  "-l -p"*) cat "{folder}/state";;
  *completed*) cat "{folder}/completed";;
esac"""


def printed_by(printer):
    return printer.print_out(TICKET)


class TestSystemPrinter:
    def test_a_job_that_is_done_is_printed(self, cups):
        assert printed_by(SystemPrinter()).printed
        assert (cups.folder / "given").read_bytes() == CONTENT
        assert "lp -d desk -t Ticket P014 -o media=Custom.80x212mm -" in cups.asked()

    def test_a_named_printer_is_used_without_asking_for_the_default(self, cups):
        (cups.folder / "completed").write_text(DONE)
        printed_by(SystemPrinter("lobby"))
        assert "lpstat -d" not in cups.asked()
        assert cups.asked()[0] == "lpstat -l -p lobby"

    def test_the_only_printer_serves_where_none_is_the_default(self, cups):
        (cups.folder / "default").write_text("no system default destination\n")
        assert printed_by(SystemPrinter()).printed
        (cups.folder / "devices").write_text("device for desk: usb://a\ndevice for hall: usb://b\n")
        assert printed_by(SystemPrinter()).trouble is Trouble.NO_PRINTER

    def test_no_printer_at_all(self, cups):
        (cups.folder / "default").write_text("no system default destination\n")
        (cups.folder / "devices").write_text("")
        assert printed_by(SystemPrinter()) == not_printed(Trouble.NO_PRINTER)
        assert not any(line.startswith("lp ") for line in cups.asked())

    def test_a_printer_that_is_gone(self, cups):
        cups("lpstat", 'echo "lpstat: Invalid destination name" >&2; exit 1')
        printout = printed_by(SystemPrinter("lobby"))
        assert (printout.trouble, printout.detail) == (Trouble.NOT_FOUND, "lpstat: Invalid destination name")

    def test_a_printer_that_has_stopped_gets_no_job(self, cups):
        (cups.folder / "state").write_text("printer desk disabled since Sun Nov 22 -\n\tOut of paper\n")
        printout = printed_by(SystemPrinter())
        assert (printout.trouble, printout.detail) == (Trouble.STOPPED, "Out of paper")
        assert not any(line.startswith("lp ") for line in cups.asked())

    def test_a_job_that_is_refused(self, cups):
        cups("lp", 'cat > /dev/null; echo "lp: Error - the printer is not accepting jobs." >&2; exit 1')
        assert printed_by(SystemPrinter()).trouble is Trouble.REFUSED

    @pytest.mark.parametrize("reason", ["job-canceled-by-user", "aborted-by-system"])
    def test_a_job_that_was_taken_back_or_failed(self, cups, reason):
        (cups.folder / "completed").write_text(DONE.replace("processing-to-stop-point", reason))
        printout = printed_by(SystemPrinter())
        assert (printout.printed, printout.trouble) == (False, Trouble.REFUSED)
        assert reason in printout.detail

    def test_a_job_that_is_never_done_is_taken_back(self, cups):
        (cups.folder / "completed").write_text(DONE.replace("desk-7", "desk-70"))
        printout = printed_by(SystemPrinter(paper_s=0.0))
        assert printout.trouble is Trouble.TOO_SLOW
        assert "cancel desk-7" in cups.asked()

    def test_one_that_is_done_at_the_last_moment_is_printed(self, cups):
        assert printed_by(SystemPrinter(paper_s=0.0)).printed

    def test_a_job_is_taken_back_where_nobody_says_what_became_of_it(self, cups):
        (cups.folder / "completed").write_text("")
        cups(
            "lpstat",
            f'[ "$2" = "-W" ] && [ ! -e "{cups.folder}/once" ] && touch "{cups.folder}/once" && exec sleep 60\n'
            + _lpstat(cups.folder),
        )
        assert printed_by(SystemPrinter("desk", answer_s=1.0)).trouble is Trouble.TOO_SLOW
        assert "cancel desk-7" in cups.asked()

    def test_a_print_system_that_hangs_is_left(self, cups):
        cups("lpstat", "exec sleep 60")
        assert printed_by(SystemPrinter("desk", answer_s=0.2)) == not_printed(Trouble.NO_ANSWER)
        assert SystemPrinter("desk", answer_s=0.2).look() == Condition(Trouble.NO_ANSWER)

    def test_no_print_system(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert printed_by(SystemPrinter("desk")).trouble is Trouble.NOT_FOUND
        assert SystemPrinter("desk").look().trouble is Trouble.NOT_FOUND
        assert printed_by(SystemPrinter()) == not_printed(Trouble.NO_PRINTER)
        assert SystemPrinter().look() == Condition(Trouble.NO_PRINTER)

    @pytest.mark.parametrize(
        ("alerts", "trouble"),
        [
            ("media-empty-error", Trouble.PAPER_OUT),
            ("media-needed-report", Trouble.PAPER_OUT),
            ("cover-open", Trouble.COVER_OPEN),
            ("door-open-error", Trouble.COVER_OPEN),
            ("media-jam-error", Trouble.FAULT),
            ("offline-report", Trouble.OFF),
        ],
    )
    def test_what_the_print_system_knows_of_the_printer_is_told(self, cups, alerts, trouble):
        (cups.folder / "state").write_text(IDLE.format(alerts))
        assert SystemPrinter().look() == Condition(trouble, detail=alerts, remembered=True)
        (cups.folder / "completed").write_text("")
        assert printed_by(SystemPrinter(paper_s=0.0)).trouble is trouble
        assert "cancel desk-7" in cups.asked()

    def test_what_it_knew_of_an_earlier_job_keeps_no_job_back(self, cups):
        (cups.folder / "state").write_text(IDLE.format("media-empty-error"))
        assert printed_by(SystemPrinter()).printed

    def test_low_paper_is_no_trouble(self, cups):
        (cups.folder / "state").write_text(IDLE.format("media-low-warning"))
        assert SystemPrinter().look() == Condition(paper_low=True)
        assert printed_by(SystemPrinter()).printed

    def test_a_narrow_roll_is_asked_for(self, cups):
        printed_by(SystemPrinter(roll=Roll.MM_58))
        assert "lp -d desk -t Ticket P014 -o media=Custom.58x212mm -" in cups.asked()

    def test_a_page_that_is_no_roll_goes_on_the_printers_own_paper(self, cups):
        SystemPrinter().print_out(Page(dpi=72))
        assert "lp -d desk -t Ticket P014 -" in cups.asked()


class TestFolderPrinter:
    def test_lays_documents_into_the_folder(self, tmp_path):
        assert printed_by(FolderPrinter(tmp_path / "out")).printed
        assert (tmp_path / "out" / "Ticket-P014.pdf").read_bytes() == CONTENT
        assert FolderPrinter(tmp_path / "out").look() == READY

    def test_a_title_never_leaves_the_folder(self, tmp_path):
        FolderPrinter(tmp_path / "out").print_out(Page("../../etc/x"))
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["etc-x.pdf"]

    def test_a_folder_that_cant_be_made(self, tmp_path):
        (tmp_path / "out").write_text("in the way")
        assert printed_by(FolderPrinter(tmp_path / "out")).trouble is Trouble.REFUSED


def test_no_printer_prints_nothing():
    assert printed_by(NoPrinter()).trouble is Trouble.NO_PRINTER
    assert NoPrinter().look() == Condition(Trouble.NO_PRINTER)
