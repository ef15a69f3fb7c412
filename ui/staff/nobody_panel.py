"""What the card shows while nobody is at the counter: who is next, and the keys that lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.staff.acts import Act, face_of
from ui.staff.counter_day import away_words, served_words
from ui.staff.directory_panel import KEY as ASK_KEY
from ui.staff.palette import KEY as PALETTE_KEY
from ui.staff.queue_column import CONTACT_KEY
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState


class NobodyPanel(QWidget):
    """A sentence about the room, and what to do."""

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes, self._office = texts, sizes, office
        px = sizes.px
        self.title = Paragraph(texts("Nobody is with you."), sizes.text(34, 800, 1.2))
        self.words = Paragraph("", sizes.text(18, 400, 1.44))
        self._away = Paragraph("", sizes.body)
        self._today = Paragraph("", sizes.body, Token.INK2)
        keys = QGridLayout()
        keys.setHorizontalSpacing(px(16))
        keys.setVerticalSpacing(px(10))
        keys.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(
            (
                (face_of(Act.CALL_NEXT).cap, texts("Call the suggested visitor")),
                (texts("Down"), texts("Read about those who wait, row by row")),
                (face_of(Act.CHECK_IN).cap, texts("Check in somebody at the desk")),
                (CONTACT_KEY.replace("+", " "), texts("Log a call, an e-mail, a letter or a web contact")),
                (ASK_KEY, texts("Find whom to ask")),
                ("Ctrl B", texts("Take a break; Ctrl M closes the counter, Ctrl L locks the window")),
                (PALETTE_KEY.replace("+", " "), texts("Find an act, a visitor, a service or a phone number")),
            )
        ):
            keys.addWidget(KeyCap(key, sizes.label_strong), row, 0, Qt.AlignmentFlag.AlignRight)
            keys.addWidget(Paragraph(what, sizes.body), row, 1, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, px(30), 0, 0)
        box.setSpacing(px(8))
        box.addWidget(self.title)
        box.addWidget(self.words)
        box.addSpacing(px(18))
        box.addLayout(keys)
        box.addSpacing(px(18))
        box.addWidget(self._away)
        box.addWidget(self._today)

    def show_state(self, state: StaffState) -> None:
        """Say who is next."""
        texts, queue = self._texts, state.queue
        following, own = queue.suggested, queue.own
        self.title.set_text(
            texts("Nobody is with you.")
            if own is None or own.is_open
            else texts("You are on a break.")
            if own.on_break
            else texts("Your counter is closed.")
        )
        told = (away_words(texts, queue), served_words(texts, queue, self._office))
        away = " ".join(each for each in told if each)
        self._away.set_text(away)
        self._away.setVisible(bool(away))
        if following is not None and following.reason:
            said = texts("{service}, “{reason}”", service=following.service_name, reason=following.reason)
        else:
            said = following.service_name if following else ""
        if following is not None:
            self.words.set_text(texts("{number} is next: {what}.", number=following.number, what=said))
        elif queue.others:
            n = len(queue.others)
            self.words.set_text(
                texts.count(n, "{n} person waits for other counters.", "{n} people wait for other counters.")
            )
        else:
            self.words.set_text(texts("Nobody waits. The room is empty."))
        share = queue.within_share
        n = queue.served_today + queue.left_late_today
        self._today.set_text(
            ""
            if share is None
            else texts(
                "Today {percent}% of {n} visitors were served within the standard.", percent=round(100 * share), n=n
            )
        )
