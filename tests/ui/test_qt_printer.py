"""Printing where there is no CUPS: Qt paints the page, here into a PDF."""

import subprocess

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from greeter.printing.document import TakeAwayDocument, TicketDocument
from greeter.printing.printout import READY, Condition, Trouble
from greeter.printing.system import SystemPrinter
from greeter.texts import Texts
from greeter.tickets.roll import Roll
from greeter.views.ticket_view import read_take_away, read_ticket
from ui.printing import system_printer
from ui.qt_printer import QtPrinter


class Info:
    """What the system says of a printer."""

    def __init__(self, *, there=True, state=QPrinter.PrinterState.Idle):
        self._there, self._state = there, state

    def isNull(self):  # noqa: N802 (Qt's name)
        return not self._there

    def state(self):
        return self._state


@pytest.fixture
def printer(qapp, monkeypatch, tmp_path):
    """Return a maker of printers that paint into `page.pdf`."""

    def make(info=None, roll=None, name="lobby"):
        monkeypatch.setattr(QPrinterInfo, "printerInfo", lambda _name: info or Info())
        monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: info or Info())

        def device(_info):
            pdf = QPrinter(QPrinter.PrinterMode.HighResolution)
            pdf.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            pdf.setOutputFileName(str(tmp_path / "page.pdf"))
            return pdf

        return QtPrinter(name, roll, device)

    return make


@pytest.fixture
def visit(desk):
    return desk.check_in(service="permit").visit_id


def facts(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return dict(line.split(":", 1) for line in said.splitlines() if ":" in line)


def size_mm(path):
    width, _, height, *_ = facts(path)["Page size"].split()
    return [float(n) / 72 * 25.4 for n in (width, height)]


@pytest.mark.parametrize("roll", [None, *Roll], ids=str)
def test_a_ticket_is_painted_on_paper_of_its_size_and_its_code_is_read(printer, desk, visit, tmp_path, roll):
    face = read_ticket(desk, visit)
    document = TicketDocument(face, Texts())
    assert printer(roll=roll).print_out(document).printed
    width, height = size_mm(tmp_path / "page.pdf")
    assert width == pytest.approx(roll or 80, abs=0.5)
    assert height == pytest.approx(document.pages(roll)[0].height / 203 * 25.4, abs=0.5)
    subprocess.run(
        ["pdftoppm", "-r", "203", "-png", "-singlefile", tmp_path / "page.pdf", tmp_path / "page"], check=True
    )
    with Image.open(tmp_path / "page.png") as picture:
        assert [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))] == [face.code]


def test_next_steps_are_an_a5_page(printer, desk, visit, tmp_path):
    assert printer().print_out(TakeAwayDocument(read_take_away(desk, visit), Texts())).printed
    assert size_mm(tmp_path / "page.pdf") == pytest.approx([148, 210], abs=0.5)
    assert facts(tmp_path / "page.pdf")["Title"].strip() == "Next steps P001"


@pytest.mark.parametrize(
    ("info", "name", "trouble"),
    [
        (Info(there=False), "lobby", Trouble.NOT_FOUND),
        (Info(there=False), "", Trouble.NO_PRINTER),
        (Info(state=QPrinter.PrinterState.Error), "lobby", Trouble.STOPPED),
    ],
)
def test_what_the_system_says_is_told(printer, desk, visit, tmp_path, info, name, trouble):
    made = printer(info, name=name)
    assert made.look() == Condition(trouble)
    assert made.print_out(TicketDocument(read_ticket(desk, visit), Texts())).trouble is trouble
    assert not (tmp_path / "page.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing(printer, desk, visit, tmp_path):
    (tmp_path / "page.pdf").mkdir()
    made = printer()
    assert made.look() == READY
    assert made.print_out(TicketDocument(read_ticket(desk, visit), Texts())).trouble is Trouble.REFUSED


def test_cups_is_asked_where_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(system_printer("lobby"), QtPrinter)
    (tmp_path / "lp").write_text("#!/bin/sh")
    (tmp_path / "lp").chmod(0o755)
    assert isinstance(system_printer("lobby"), SystemPrinter)
