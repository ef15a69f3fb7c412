"""What to open with: the sentence for this visitor, and what to mind while saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.front_desk.case import Field
from greeter.guidance.phrases import opening_line
from greeter.model.visit import State
from greeter.views.levels import Level
from greeter.views.visit_card import waited_minutes
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.shape import TOKENS, Shape
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes


class OpenWith(Card):
    """The lamp card: an opening line before and during service; the reason while on hold."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.LAMP_TINT, Token.LAMP, width=1, parent=parent)
        self._texts = texts
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

    def show_card(self, card: VisitCard) -> None:
        """Show what fits a visit; nothing once it has ended."""
        texts = self._texts
        self.setVisible(not card.state.ended)
        if card.state is State.ON_HOLD:
            self._show("pause", texts("On hold"), card.hold_reason)
            return
        line = opening_line(
            texts,
            local_time=card.now,
            waited_minutes=waited_minutes(card),
            target_minutes=card.target_minutes,
            name=card.fields.get(Field.NAME),
            reason=card.fields.get(Field.REASON, ""),
            service_name=card.service.name if card.service else "",
            returning=card.familiarity,
        )
        self._show(
            "message-square-text",
            texts("Open with"),
            f"“{line.say}”",
            line.acknowledge,
            Level.OVER if line.late else Level.NEAR,
        )

    def _show(self, icon: str, title: str, words: str, minded: str = "", level: Level = Level.WITHIN) -> None:
        self._icon.set_icon(icon)
        self._title.set_text(title)
        self.words.set_text(words)
        self._mind.setVisible(bool(minded))
        self.minded.set_text(minded)
        self.minded.set_color(TOKENS[level])
        self._shape.set_level(level)
