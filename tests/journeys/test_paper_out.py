"""A visitor comes while the kiosk's printer is out of paper: they keep their number, staff know, and once there is paper they get one ticket."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from greeter.clock import ManualClock
from greeter.model.visit import Printed
from greeter.opening import open_front_desk
from greeter.printing.address import printer_at
from greeter.printing.bitmap import bitmap_of
from greeter.printing.document import TicketDocument
from greeter.texts import Texts
from greeter.tickets.roll import Roll
from greeter.views.ticket_view import read_ticket
from tests.thermal_printer import NetworkPrinter
from ui import theme
from ui.kiosk.turning import Motion
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, Mount
from ui.printing import TicketPaper
from ui.windows import Place, open_kiosk, open_staff

NINE = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


@pytest.fixture(params=[80, 58])
def machine(request):
    made = NetworkPrinter(request.param, paper_out=True)
    yield made
    made.close()


@pytest.fixture
def place(url, office):
    return Place(url, office, ManualClock(NINE))


@pytest.fixture
def kiosk(qapp, qtbot, place, machine):
    theme.apply(qapp, theme.Theme.load(theme.Look.LIGHT))
    settings = KioskSettings(dpi=100, mount=Mount.DESK, motion=Motion.NONE)
    opened = open_kiosk(place, settings, TicketPaper(printer_at(machine.address)))
    opened.window.resize(1080, 1920)
    with qtbot.waitExposed(opened.window):
        opened.window.show()
    opened.window.presenter._timer.stop()
    qtbot.waitUntil(lambda: opened.window.presenter.state.menu is not None)
    yield opened
    opened.close()
    opened.window.deleteLater()


@pytest.fixture
def staff(qtbot, place):
    opened = open_staff(place, "3", "Dana Reyes")
    with qtbot.waitExposed(opened.window):
        opened.window.show()
    qtbot.waitUntil(lambda: opened.window.presenter.is_settled)
    yield opened
    opened.close()
    opened.window.deleteLater()


def touch(opened, words):
    buttons = [b for b in opened.window.findChildren(QAbstractButton) if b.isVisible()]
    (button,) = [b for b in buttons if words in {b.text(), b.accessibleName()}]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def room_says(opened):
    """What the staff window tells of the room."""
    return [one.what for one in opened.window.panes.strip.room.suggestions]


def test_paper_out_then_a_new_roll(qtbot, place, machine, kiosk, staff):
    presenter = kiosk.window.presenter
    presenter.second()
    for _ in range(2):
        presenter.second()
    qtbot.waitUntil(lambda: "The kiosk’s printer is out of paper." in room_says(staff))

    touch(kiosk, "Start")
    presenter.choose_service("permit")
    presenter.confirm()
    qtbot.waitUntil(lambda: presenter.state.paper.value == "failed")
    page = kiosk.window.shown
    assert presenter.state.page is Page.TICKET
    assert page.printing.text() == "Our printer isn’t working. Take a photo of this."
    assert page.printing.isVisible()
    assert page.card.isVisible()
    assert not machine.tickets

    with open_front_desk(place.url, clock=place.clock, catalogue=place.office) as desk:
        (visit,) = desk.store.rows("select id from visit")
        qtbot.waitUntil(lambda: desk.visit(visit["id"]).printed is Printed.NOT_PRINTED)
        face = read_ticket(desk, visit["id"])
    qtbot.waitUntil(lambda: "P001 has no paper ticket." in room_says(staff))
    assert staff.window.panes.top.printer.words.text() == "Printer doesn’t print"

    machine.mend(paper_out=False)
    for _ in range(5):
        presenter.second()
    qtbot.waitUntil(lambda: staff.window.panes.top.printer.words.text() == "Printer ready")
    assert not machine.whole_tickets, "nothing comes out that nobody asks for"

    touch(kiosk, "Print again")
    qtbot.waitUntil(lambda: presenter.state.paper.value == "printed")
    assert page.printing.text() == "Your ticket is printed. It comes out below."
    (strip,) = machine.whole_tickets
    roll = Roll(machine.width)
    wanted = bitmap_of(TicketDocument(face, Texts()).pages(roll)[0], roll)
    assert [row.ljust(wanted.bytes_a_row, b"\x00") for row in strip.rows] == [
        wanted.row(y) for y in range(wanted.height)
    ]
    qtbot.waitUntil(lambda: not room_says(staff))
