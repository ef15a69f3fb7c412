"""The line for staff on every page while the store's server is away: how many tickets are kept here. Visitors need not mind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.kit.icon import Icon
from ui.kit.lettering import Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.place import mirrored
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import KioskSizes


class StaffLine(QWidget):
    """One line, in the smallest size; the icon alone where there is no room for words. Hidden while the server is there."""

    def __init__(self, sizes: KioskSizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._icon = Icon("wifi-off", sizes.px(30), Token.INK2, parent=self)
        self.words = Paragraph("", sizes.label, Token.INK2, parent=self)
        self.hide()

    def show_kept(self, kept: int, texts: Texts, sizes: KioskSizes, box: QRect) -> None:
        """Tell of so many tickets in a box of the window, as fully as its width allows: in words, or to assistive technology alone."""
        side, gap = round(sizes.label.size), sizes.px(12)
        room = box.width() - side - gap
        self.words.set_lettering(sizes.label)
        forms = kept_forms(texts, kept)
        fitting = (form for form in forms if lay_out(Wording(form, sizes.label), 0).size.width() + 2 <= room)
        said = next(fitting, "")
        self.words.set_text(said)
        self.words.setVisible(bool(said))
        self.setAccessibleName("" if said else forms[-1])
        self.setGeometry(mirrored(self._window, box))
        high = self.words.height_for(room) if said else side
        top = (box.height() - high) // 2
        self._icon.set_icon("wifi-off", side)
        self._icon.setGeometry(mirrored(self, QRect(0, top + (high - side) // 2, side, side)))
        self.words.setGeometry(mirrored(self, QRect(side + gap, top, room, high)))
        self.show()


def kept_forms(texts: Texts, kept: int) -> tuple[str, str]:
    """Say it in full, and in short."""
    if not kept:
        return texts("The network is away. Tickets are kept here."), texts("Network away")
    return (
        texts.count(
            kept, "The network is away. {n} ticket is kept here.", "The network is away. {n} tickets are kept here."
        ),
        texts.count(kept, "Network away, {n} ticket kept", "Network away, {n} tickets kept"),
    )
