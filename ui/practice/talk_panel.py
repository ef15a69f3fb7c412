"""The visitor's side: what they say and do, and what one may say to them. It stands beside the staff window, and covers none of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.practice.scene_file import MOST_CHOICES
from greeter.practice.visitor import Who
from ui.kit.announcement import announce
from ui.kit.button import Build, Button, Kind
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll
from ui.kit.surface import Card, Rule
from ui.practice.card_button import SayButton
from ui.staff.section import empty
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.practice.visitor import Said
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.practice.presenter import Talk

END_KEYS = "Alt+Return", "Alt+Enter"
MOST_SHOWN = 40
"""What was said before is out of sight, and out of mind."""


class TalkPanel(QWidget):
    """One scene's conversation.

    Signals:
        said(int): say the choice at this place.
        ended(): see how it went.
        moved(): what it shows lies elsewhere now.
    """

    said = Signal(int)
    ended = Signal()
    moved = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._count = 0
        self.choices: tuple[str, ...] = ()
        """What may be said now, in order."""
        self.buttons: list[SayButton] = []
        self.setProperty("ground", "sunk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = Paragraph("", sizes.text(20, 700, 1.25))
        self.aim = Paragraph("", sizes.list, Token.INK2)
        self.asks = Paragraph("", sizes.strong)
        self.end = Button(texts("See how it went"), Kind.SECONDARY, Build.staff(sizes, height=44), key="Alt Enter")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._to_end)
        self._lay_out()
        self.end.clicked.connect(self.ended)
        for place in range(MOST_CHOICES):
            self._bind(f"Alt+{place + 1}", place)
        for key in END_KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(self.ended)

    @property
    def said_words(self) -> str:
        """All words that stand in the conversation, in order."""
        page = self.area.widget()
        return " ".join(part.text() for part in page.findChildren(Paragraph)) if page is not None else ""

    def show_talk(self, talk: Talk) -> None:
        """Show what was said, and what may be said now."""
        self.name.set_text(talk.scene.name)
        self.aim.set_text(talk.scene.aim)
        new = talk.said[self._count :]
        for said in new:
            self._add(said, talk.who)
        self._count = len(talk.said)
        self._ask(talk)
        self.end.set_kind(Kind.PRIMARY if talk.is_over else Kind.SECONDARY)
        if new:
            self._announce(new, talk.who)
            self._later.start()

    def _announce(self, new: tuple[Said, ...], who: str) -> None:
        """Tell assistive technology what the visitor says."""
        lines = [said.line for said in new if said.who is Who.VISITOR]
        words = " ".join(part for line in lines for part in (line.does, line.says) if part)
        if words:
            announce(self, f"{who}: {words}")

    def _add(self, said: Said, who: str) -> None:
        sizes, px = self._sizes, self._sizes.px
        theirs = said.who is Who.VISITOR
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0 if theirs else px(28), 0, px(16) if theirs else 0, 0)
        box.setSpacing(px(5))
        if theirs and said.line.does:
            box.addWidget(Paragraph(said.line.does, sizes.list, Token.INK2))
        if said.line.says:
            box.addWidget(self._bubble(said, who if theirs else self._texts("You")))
        self._talk.addWidget(part)
        while self._talk.count() > MOST_SHOWN:
            oldest = self._talk.takeAt(0)
            widget = None if oldest is None else oldest.widget()
            if widget is not None:
                widget.deleteLater()

    def _bubble(self, said: Said, who: str) -> Card:
        sizes, px = self._sizes, self._sizes.px
        theirs = said.who is Who.VISITOR
        card = (
            Card(px(11), Token.SURFACE, Token.LINE, width=1)
            if theirs
            else Card(px(11), Token.ACCENT_TINT, Token.ACCENT, width=1)
        )
        box = QVBoxLayout(card)
        box.setContentsMargins(px(13), px(8), px(13), px(10))
        box.setSpacing(px(1))
        box.addWidget(Paragraph(who, sizes.label, Token.INK2))
        box.addWidget(Paragraph(f"“{said.line.says.strip('“”')}”", sizes.strong if theirs else sizes.body))
        return card

    def _ask(self, talk: Talk) -> None:
        if talk.choices != self.choices:
            self.choices = talk.choices
            empty(self._say)
            self.buttons = []
            for place, words in enumerate(talk.choices):
                button = SayButton(self._sizes, words, f"Alt {place + 1}")
                button.clicked.connect(lambda _=False, at=place: self.said.emit(at))
                self._say.addWidget(button)
                self.buttons.append(button)
            for one, after in pairwise([*self.buttons, self.end]):
                QWidget.setTabOrder(one, after)
            self._later.start()
        self.asks.set_text(talk.asks or talk.hint)

    def _bind(self, key: str, place: int) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.said.emit(place))

    def _to_end(self) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.moved.emit()

    def _lay_out(self) -> None:
        px, sizes = self._sizes.px, self._sizes
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Icon("graduation-cap", px(19), Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(Paragraph(self._texts("The visitor’s side"), sizes.heading, Token.INK2), 1)
        page = QWidget()
        self._talk = QVBoxLayout()
        self._talk.setSpacing(px(12))
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, px(12), 0, px(12))
        whole.addLayout(self._talk)
        whole.addStretch(1)
        self.area = PanelScroll(sizes, page, px(18))
        self.area.moved.connect(self.moved)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._later.start())
        top = QVBoxLayout()
        top.setContentsMargins(px(18), px(16), px(18), px(12))
        top.setSpacing(px(4))
        top.addLayout(head)
        top.addWidget(self.name)
        top.addWidget(self.aim)
        self._say = QVBoxLayout()
        self._say.setSpacing(px(8))
        foot = QVBoxLayout()
        foot.setContentsMargins(px(18), px(12), px(18), px(14))
        foot.setSpacing(px(9))
        foot.addWidget(self.asks)
        foot.addLayout(self._say)
        foot.addWidget(self.end)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(Rule(max(px(1), 1)))
        box.addWidget(self.area, 1)
        box.addWidget(Rule(max(px(1), 1)))
        box.addLayout(foot)
