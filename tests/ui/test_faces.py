"""Parts of a kiosk are put on the screen from pictures of the last time, and look as they would without them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest

from ui.kit import face
from ui.kit.button import Build, Button, Kind
from ui.kit.face import Faces
from ui.kit.paragraph import Paragraph
from ui.kit.sizes import KioskSizes

BUILD = Build.kiosk(KioskSizes())


@pytest.fixture
def faces(monkeypatch):
    """Pictures are kept, for this test."""
    kept = Faces(4_000_000)
    monkeypatch.setattr(face, "_FACES", kept)
    return kept


def grabbed(widget):
    return widget.grab().toImage()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Start", Kind.PRIMARY, BUILD, icon_after="arrow-right"),
        lambda: Paragraph("Hi", KioskSizes().question),
    ],
)
def test_a_picture_looks_like_what_is_painted(qtbot, monkeypatch, faces, make):
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(400, 120)
    kept = [grabbed(widget) for _ in range(2)]
    assert len(faces) == 1
    monkeypatch.setattr(face, "_FACES", Faces())
    painted = grabbed(widget)
    for x in range(0, 400, 3):
        for y in range(0, 120, 3):
            colors = [image.pixelColor(x, y).getRgb() for image in (*kept, painted)]
            assert max(max(each) - min(each) for each in zip(*colors, strict=True)) <= 2, (x, y)


def test_another_word_or_kind_is_another_picture(qtbot, faces):
    button = Button("Start", Kind.PRIMARY, BUILD)
    qtbot.addWidget(button)
    button.resize(300, 104)
    seen = [grabbed(button)]
    button.set_words("Stop")
    seen.append(grabbed(button))
    button.set_kind(Kind.SECONDARY)
    seen.append(grabbed(button))
    button.setDown(True)
    seen.append(grabbed(button))
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.set_icons("arrow-left")
    seen.append(grabbed(button))
    assert all(one != other for place, one in enumerate(seen) for other in seen[:place])
    assert len(faces) == len(seen)


def test_what_was_said_is_forgotten(qtbot, faces):
    said, other = Paragraph("Minh Tran"), Paragraph("Welcome")
    for widget in (said, other):
        qtbot.addWidget(widget)
        grabbed(widget)
    faces.forget({"Tran"})
    assert len(faces) == 1


def test_what_was_painted_for_the_visitor_before_stays(qtbot, faces):
    common, own = Paragraph("What brings you in today?"), Paragraph("I want a deck")
    for widget in (common, own):
        qtbot.addWidget(widget)
    grabbed(common)
    faces.forget(set())
    grabbed(common)
    grabbed(own)
    faces.forget({"I want a deck"})
    assert len(faces) == 1


def test_the_ones_not_used_for_longest_go(qtbot):
    faces = Faces(3 * 4 * 100)
    for name in "abc":
        faces.keep((name,), QPixmap(10, 10))
    assert faces.of(("a",)) is not None
    faces.keep(("d",), QPixmap(10, 10))
    assert [name for name in "abcd" if faces.of((name,)) is not None] == ["a", "c", "d"]


def test_a_button_that_is_let_go_is_painted_after_its_act(qtbot):
    button = Button("Start", Kind.PRIMARY, BUILD)
    qtbot.addWidget(button)
    painted, order = button.paintEvent, []
    button.paintEvent = lambda event: (order.append("painted"), painted(event))
    button.clicked.connect(lambda: order.append("act"))
    with qtbot.waitExposed(button):
        button.show()
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    order.clear()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert order == ["act"]
    qtbot.waitUntil(lambda: order == ["act", "painted"])
    assert button.updatesEnabled()
