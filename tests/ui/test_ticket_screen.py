"""The ticket on the screen, photographed: two independent readers decode its code from a screenshot of the real widget, in every look."""

from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer
from pyzbar import pyzbar

from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.tickets.face import ticket_face
from greeter.tickets.qr import matrix
from ui import theme
from ui.kit.sizes import KioskSizes, TextSize
from ui.kit.ticket_card import TicketBuild, TicketCard, TicketFace
from ui.theme import Look, Theme

TOLD = Forecast(300_000, 660_000, 1_100_000, 3)
WEB = "https://counter.aldercreek.example"
WIDTH = 936
"""The body of a page 1080 pixels wide."""


@pytest.fixture(autouse=True)
def _look_afterwards(qapp):
    yield
    theme.apply(qapp, Theme.load(Look.LIGHT))


def face_of(desk, service="permit", **office):
    visit = desk.store.visit(desk.check_in(service=service, name="Maria Okafor", told=TOLD).visit_id)
    return ticket_face(visit, desk.store.request(visit.request), TOLD, replace(desk.office, **office), Texts())


def shown(face, sizes, qtbot):
    """Return the ticket card of a face, as large as the kiosk shows it."""
    build = TicketBuild(
        sizes.label,
        sizes.ticket,
        sizes.wait,
        sizes.label,
        sizes.label_strong,
        sizes.px(46),
        sizes.px(24),
        sizes.px(328),
    )
    card = TicketCard(build)
    qtbot.addWidget(card)
    words = (Texts()("Your number"), face.number, face.wait, face.wait_note, matrix(face.code), face.code_words)
    card.show_face(TicketFace(*words))
    card.resize(sizes.px(WIDTH), card.needed_height(sizes.px(WIDTH)))
    return card


def photographed(widget):
    """Return a picture of the widget as Pillow has it."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert widget.grab().save(buffer, "PNG")
    with Image.open(BytesIO(bytes(buffer.data().data()))) as picture:
        return picture.convert("L")


def read_by_both(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture)], [
        found.data.decode() for found in pyzbar.decode(picture)
    ]


@pytest.mark.parametrize("web", ["", WEB], ids=["plain text", "link"])
@pytest.mark.parametrize("look", list(Look))
def test_two_readers_decode_the_screenshot(qapp, qtbot, desk, look, web):
    theme.apply(qapp, Theme.load(look))
    face = face_of(desk, web_base_url=web)
    picture = photographed(shown(face, KioskSizes(), qtbot))
    assert read_by_both(picture) == ([face.code], [face.code])


@pytest.mark.parametrize(
    "sizes", [KioskSizes(text=TextSize.LARGE), KioskSizes(80), KioskSizes(160)], ids=["large", "80 dpi", "160 dpi"]
)
def test_two_readers_decode_other_sizes(qtbot, desk, sizes):
    face = face_of(desk)
    assert read_by_both(photographed(shown(face, sizes, qtbot))) == ([face.code], [face.code])


def test_the_plain_text_fits_the_stub_of_the_design(qtbot, desk, office):
    for service in office.services:
        card = shown(face_of(desk, service.id), KioskSizes(), qtbot)
        assert card.stub_width() <= 328


def test_a_photo_with_a_thumb_over_it_is_still_read(qtbot, desk):
    face = face_of(desk, web_base_url=WEB)
    card = shown(face, KioskSizes(), qtbot)
    picture = photographed(card)
    middle = (card.width() - card.stub_width() // 2, card.height() // 2)
    picture.paste(0x80, (middle[0] - 22, middle[1] - 44, middle[0] + 22, middle[1]))
    assert read_by_both(picture) == ([face.code], [face.code])


def test_the_screen_says_no_name(qtbot, desk):
    face = face_of(desk)
    card = shown(face, KioskSizes(), qtbot)
    assert "P001" in card.accessibleName()
    assert "Okafor" not in card.accessibleName() + face.code


def test_it_is_painted_once_until_it_looks_otherwise_and_nothing_is_left_of_it(qapp, qtbot, desk, monkeypatch):
    painted = []
    monkeypatch.setattr(
        "ui.kit.ticket_card.paint_code", lambda painter, code, left, top, module: painted.append(module)
    )
    card = shown(face_of(desk), KioskSizes(), qtbot)

    def photographs():
        painted.clear()
        photographed(card)
        photographed(card)
        return len(painted)

    assert photographs() == 1
    card.resize(card.width(), card.height() + 40)
    assert photographs() == 1
    theme.apply(qapp, Theme.load(Look.CONTRAST))
    assert photographs() == 1
    card.show_face(replace(card._face, wait="About 5 minutes"))
    assert photographs() == 1
    card.show_face(None)
    assert (photographs(), card._picture) == (0, None)
