"""A service as the kiosk shows it, made of the kiosk's own card: live, while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.choice_card import CardBuild, ChoiceCard
from ui.kit.paragraph import Paragraph
from ui.kit.sizes import KioskSizes
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.editor_state import Preview

DPI = 66.0
"""A kiosk's card, 454 x 144 at 100 dots an inch, is 300 wide here."""
WIDTH = 332


class KioskPreview(Card):
    """The choice, and what stands on the page "Before you wait"."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.SUNK, None, parent=parent)
        px = sizes.px
        kiosk = KioskSizes(DPI * sizes.scale)
        build = CardBuild(
            name=kiosk.choice, hint=kiosk.label, square=kiosk.px(72), icon=kiosk.px(40), pad=kiosk.px(24), gap=kiosk.px(22),
            radius=kiosk.radius, check=kiosk.px(52), chosen_border=3,
        )  # fmt: skip
        self.setFixedWidth(px(WIDTH))
        self.card = ChoiceCard(build)
        self.card.setFixedSize(kiosk.px(454), kiosk.px(144))
        self.card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.before = Paragraph("", kiosk.choice)
        self.lines = [Paragraph("", sizes.body) for _ in range(5)]
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(14), px(16), px(16))
        box.setSpacing(px(10))
        box.addWidget(Paragraph(texts("As the kiosk shows it"), sizes.label_strong, Token.INK2))
        box.addWidget(self.card)
        box.addWidget(self.before)
        for line in self.lines:
            box.addWidget(line)
        self.hide()  # until there is a service to show

    def show_service(self, service: Preview | None) -> None:
        """Show a service as it is written."""
        self.setVisible(service is not None)
        if service is None:
            return
        direction = Qt.LayoutDirection
        self.setLayoutDirection(direction.RightToLeft if service.right_to_left else direction.LeftToRight)
        self.before.set_text(service.title)
        self.card.show_choice(service.name, service.hint, service.icon)
        for place, line in enumerate(self.lines):
            shown = place < len(service.before)
            line.setVisible(shown)
            if shown:
                heading, words = service.before[place]
                line.set_text(words, heading)
