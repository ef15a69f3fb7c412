"""What to open with: the sentences for this visitor, and what to mind while saying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.guidance.phrases import MOST_MINDED
from greeter.model.phrases import Occasion
from greeter.model.visit import State
from greeter.views.levels import Level
from greeter.views.opening import open_with
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.shape import TOKENS, Shape
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.guidance.phrases import Mind, OpeningLine
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes


class OpenWith(Card):
    """The lamp card: an opening line before and during service; the reason while on hold."""

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.LAMP_TINT, Token.LAMP, width=1, parent=parent)
        self._texts, self._office = texts, office
        px = sizes.px
        self._icon = Icon("message-square-text", px(19))
        self._title = Paragraph("", sizes.heading)
        self.words = Paragraph("", sizes.opening)
        self._shape = Shape(Level.OVER, px(13))
        self.minded = Paragraph("", sizes.text(15.5, 600, 1.3), Token.OVER)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self._mind = QWidget()
        mind = QHBoxLayout(self._mind)
        mind.setContentsMargins(0, px(4), 0, 0)
        mind.setSpacing(px(8))
        mind.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        mind.addWidget(self.minded, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(19), px(13), px(19), px(13))
        box.setSpacing(px(4))
        box.addLayout(head)
        box.addWidget(self.words)
        box.addWidget(self._mind)
        self.also = [MindLine(sizes) for _ in range(MOST_MINDED)]
        for part in self.also:
            box.addWidget(part)

    def show_card(self, card: VisitCard) -> None:
        """Show what fits a visit; nothing once it has ended."""
        texts = self._texts
        self.setVisible(not card.state.ended)
        if card.state is State.ON_HOLD:
            self._show("pause", texts("On hold"), card.hold_reason)
            return
        line = open_with(texts, self._office, card)
        self._show("message-square-text", texts("Open with"), f"“{line.say}”", line)

    def _show(self, icon: str, title: str, words: str, line: OpeningLine | None = None) -> None:
        self._icon.set_icon(icon)
        self._title.set_text(title)
        self.words.set_text(words)
        level = Level.OVER if line and line.late else Level.NEAR
        self._mind.setVisible(bool(line and line.acknowledge))
        self.minded.set_text(line.acknowledge if line else "")
        self.minded.set_color(TOKENS[level])
        self._shape.set_level(level)
        for place, part in enumerate(self.also):
            part.show_mind(line.mind[place] if line and place < len(line.mind) else None)


class MindLine(QWidget):
    """One more thing to mind: an icon and a sentence."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self._icon = Icon("info", px(17))
        self.words = Paragraph("", sizes.text(15.5, 400, 1.3))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(2), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self.hide()

    def show_mind(self, mind: Mind | None) -> None:
        """Show what to mind, or nothing."""
        self.setVisible(mind is not None)
        if mind is not None:
            self._icon.set_icon(_ICONS.get(mind.occasion, "info"))
        self.words.set_text(mind.words if mind else "")


_ICONS = {
    Occasion.MIND_DISTRESS: "hand-heart",
    Occasion.MIND_CAME_AGAIN: "history",
    Occasion.MIND_INTERPRETER: "languages",
    Occasion.MIND_INTERPRETER_WHICH: "languages",
    Occasion.MIND_LANGUAGE: "languages",
    Occasion.MIND_LANGUAGE_HELLO: "languages",
    Occasion.MIND_HEARING_LOOP: "ear",
    Occasion.MIND_QUIET: "volume-x",
    Occasion.MIND_WHEELCHAIR: "accessibility",
    Occasion.MIND_MORE_TIME: "hourglass",
}
