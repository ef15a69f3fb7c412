"""The access strip: the aids, at the same place on every page, and the way to a person.

To add an aid: 1. a member of `Aid`; 2. its icon and words where the strip is made; the strip lays out as many as it is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from greeter.line_breaks import Unit, units
from ui import theme
from ui.kit.aid import Aid
from ui.kit.focus_ring import OnGround
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.kit.switch import Switch
from ui.theme import Look, Token


@dataclass(frozen=True)
class AidWords:
    """An aid's icon, and its word when it is off and when it is on."""

    icon: str
    off: str
    on: str


@dataclass(frozen=True)
class StripBuild:
    """The strip's measures in pixels."""

    height: int
    margin: int
    gap: int
    pad: int
    word: Lettering
    help_word: Lettering
    icon: int
    radius: int
    help_width: int
    flat: bool = False
    """Icons beside the words instead of above: a strip of 128 px."""


class AidButton(Switch):
    """Turns one aid on and off. On is shown reversed, with a check."""

    def __init__(self, words: AidWords, build: StripBuild, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._build = build
        self.most_lines = 1
        """Lines of the longest word in the strip, so that all icons stand at one height."""
        self.setCheckable(True)
        self.setProperty("on", OnGround.PLINTH.value)
        self.toggled.connect(self._say)
        self._say()

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    def set_words(self, words: AidWords) -> None:
        """Say it in another language."""
        self._words = words
        self._say()

    def set_build(self, build: StripBuild) -> None:
        """Give it other measures."""
        self._build = build
        self._say()

    def wanted_width(self, *, as_it_is: bool = False) -> int:
        """Return the width that its words ask for, in at most two lines: on and off, or only as it is now."""
        build = self._build
        words = build.word.bold(700) if build.flat else build.word
        texts = (self.text(),) if as_it_is else (self._words.off, self._words.on)
        text_width = max(_two_lines(text, words) for text in texts) + 4
        if build.flat:
            return text_width + build.icon + 3 * build.pad // 2 + build.pad
        return text_width + build.pad

    def least_width(self) -> int:
        """Return the width of its longest word."""
        build = self._build
        words = build.word.bold(700) if build.flat else build.word
        widest = max(lay_out(Wording(unit.text, words), 0).size.width() for unit in units(self.text()))
        return math.ceil(widest) + 6 + (build.icon + build.pad if build.flat else 0)

    def lines_needed(self) -> int:
        """Return in how many lines its word stands at its width."""
        return len(lay_out(Wording(self.text(), self._build.word), max(self.width() - 4, 1), Align.CENTER).tops)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the icon and the word; reversed when on."""
        look = theme.of(self)
        painter = QPainter(self)
        on = self.isChecked()
        fill = look.color(Token.ON_PLINTH if on else Token.PLINTH)
        ink = look.color(Token.PLINTH if on else Token.ON_PLINTH)
        bordered = look.look is Look.CONTRAST and not on
        if on or self.isDown() or bordered:
            if self.isDown() and not on:
                fill = look.color(Token.INK2) if look.look is Look.LIGHT else fill
            Ground(fill, ink if bordered else None, 3, self._build.radius).paint(painter, self.rect())
        icon = "check" if on else self._words.icon
        if self._build.flat:
            self._paint_flat(painter, icon, ink)
        else:
            self._paint_stacked(painter, icon, ink)
        painter.end()

    def _paint_stacked(self, painter: QPainter, icon: str, ink: QColor) -> None:
        build = self._build
        lines = lay_out(Wording(self.text(), build.word), self.width() - 4, Align.CENTER, self.layoutDirection(), 3)
        stack = round(build.icon * 1.12) + self.most_lines * build.word.advance
        top = (self.height() - stack) // 2
        box = QRect((self.width() - build.icon) // 2, top, build.icon, build.icon)
        paint_icon(painter, icon, box, ink, stroke=2.4 if self.isChecked() else 2)
        area = QRectF(2, top + build.icon * 1.12, self.width() - 4, lines.size.height())
        lines.paint(painter, area, ink)

    def _paint_flat(self, painter: QPainter, icon: str, ink: QColor) -> None:
        build = self._build
        words = build.word.bold(700)
        room = self.width() - build.icon - 2 * build.pad
        lines = lay_out(Wording(self.text(), words), room, Align.START, self.layoutDirection(), 3)
        used = build.icon + build.pad // 2 + lines.size.width()
        x = max(round((self.width() - used) / 2), 2)
        box = QRect(x, (self.height() - build.icon) // 2, build.icon, build.icon)
        paint_icon(painter, icon, mirrored(self, box), ink, stroke=2.4)
        area = QRect(x + build.icon + build.pad // 2, 0, room, self.height())
        lines.paint(painter, QRectF(mirrored(self, area)), ink, Qt.AlignmentFlag.AlignVCenter)

    def _say(self) -> None:
        self.setText(self._words.on if self.isChecked() and self._build.flat else self._words.off)
        self.setAccessibleName(self.text())
        self.update()


def _two_lines(text: str, lettering: Lettering) -> int:
    """Return the least width in pixels at which a text stands in two lines."""
    parts = units(text)

    def wide(line: list[Unit]) -> float:
        words = "".join(f" {unit.text}" if unit.spaced and place else unit.text for place, unit in enumerate(line))
        return lay_out(Wording(words, lettering), 0).size.width() if words else 0.0

    return math.ceil(min(max(wide(parts[:cut]), wide(parts[cut:])) for cut in range(len(parts))))


class PersonButton(QPushButton):
    """ "Talk to a person": the largest of the strip and the only lamp ground."""

    def __init__(self, text: str, build: StripBuild, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._build = build
        self.setAccessibleName(text)
        self.setProperty("on", OnGround.PLINTH.value)

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    def set_words(self, text: str) -> None:
        """Say it in another language."""
        self.setText(text)
        self.setAccessibleName(text)

    def set_build(self, build: StripBuild) -> None:
        """Give it other measures."""
        self._build = build
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lamp ground, the hand and the words in two lines."""
        build = self._build
        look = theme.of(self)
        painter = QPainter(self)
        Ground(look.color(Token.HELP), None, 0, build.radius).paint(painter, self.rect())
        ink = look.color(Token.ON_LAMP)
        icon = round(build.icon * 1.15)
        text = self.text().replace(" a ", " a\u00a0")  # the article stays with its word
        whole = lay_out(Wording(text, build.help_word), 0)
        room = min(round(whole.size.width() * 0.75), self.width() - icon - 2 * build.pad)
        wording = Wording(text, replace(build.help_word, balanced=True))
        lines = lay_out(wording, max(room, 1), Align.START, self.layoutDirection())
        beside = icon + round(build.pad * 0.8)
        if lines.size.height() > self.height():  # the words matter more than the hand
            room, icon, beside = self.width() - build.pad, 0, 0
            lines = lay_out(wording, room, Align.START, self.layoutDirection())
        x = round((self.width() - beside - lines.size.width()) / 2)
        sunk = 2 if self.isDown() else 0
        hand = QRect(x, (self.height() - icon) // 2 + sunk, icon, icon)
        if icon:
            paint_icon(painter, "hand", mirrored(self, hand), ink, stroke=2.2)
        area = QRect(x + beside, sunk, room, self.height())
        lines.paint(painter, QRectF(mirrored(self, area)), ink, Qt.AlignmentFlag.AlignVCenter)
        painter.end()


class AccessStrip(QWidget):
    """The strip itself. It lays its aids out in the order given, from the start of the reading direction, and the person last.

    Signals:
        aid_toggled: an aid was turned on or off by the visitor.
        person_wanted: "Talk to a person" was touched.
    """

    aid_toggled = Signal(Aid, bool)
    person_wanted = Signal()

    def __init__(
        self, aids: dict[Aid, AidWords], person: str, build: StripBuild, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._build = build
        self._said = (aids, person)
        self._aids = {aid: AidButton(words, build, parent=self) for aid, words in aids.items()}
        self._person = PersonButton(person, build, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for aid, button in self._aids.items():
            button.clicked.connect(lambda on, aid=aid: self.aid_toggled.emit(aid, on))
        self._person.clicked.connect(self.person_wanted)

    @property
    def person(self) -> PersonButton:
        """The button "Talk to a person"."""
        return self._person

    def aid(self, aid: Aid) -> AidButton:
        """Return an aid's button."""
        return self._aids[aid]

    @property
    def aids(self) -> tuple[Aid, ...]:
        """The aids it shows."""
        return tuple(self._aids)

    def set_words(self, aids: dict[Aid, AidWords], person: str) -> None:
        """Say everything in another language."""
        if (aids, person) == self._said:
            return
        self._said = (aids, person)
        for aid, words in aids.items():
            self._aids[aid].set_words(words)
        self._person.set_words(person)
        self._arrange()

    def set_build(self, build: StripBuild) -> None:
        """Give it other measures."""
        self._build = build
        for aid in self._aids.values():
            aid.set_build(build)
        self._person.set_build(build)
        self.updateGeometry()
        self._arrange()

    def set_on(self, on: frozenset[Aid]) -> None:
        """Show which aids are on."""
        for aid, button in self._aids.items():
            button.show_on(on=aid in on)

    def sizeHint(self) -> QSize:
        """Return the strip's height."""
        return QSize(800, self._build.height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        """Lay the buttons out."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the plinth; in high contrast with a line above."""
        look = theme.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color(Token.PLINTH))
        if look.look is Look.CONTRAST:
            painter.fillRect(QRect(0, 0, self.width(), 3), look.color(Token.LINE))
        painter.end()

    def _arrange(self) -> None:
        build = self._build
        inset = round(build.height * 0.115)
        top, high = (inset, self.height() - 2 * inset)
        if build.flat:
            top, high = round(build.height * 0.09) + 1, self.height() - 2 * round(build.height * 0.09)
        help_left = self.width() - build.margin - build.help_width
        self._put(self._person, QRect(help_left, top, build.help_width, high))
        buttons = list(self._aids.values())
        room = help_left - build.margin - build.gap * len(buttons)
        wanted = [button.wanted_width() for button in buttons]
        if sum(wanted) > room:  # a small screen: then a button that is turned on may change its width
            wanted = [button.wanted_width(as_it_is=True) for button in buttons]
        if sum(wanted) > room:  # long words: in as many lines as it takes
            wanted = [button.least_width() for button in buttons]
            wanted = [width * room // max(sum(wanted), room) for width in wanted]
        spare = max(room - sum(wanted), 0) // max(len(buttons), 1)
        x = build.margin
        rise = round(build.height * 0.06)
        box_top, box_high = (top, high) if build.flat else (rise, self.height() - 2 * rise)
        for button, width in zip(buttons, wanted, strict=True):
            self._put(button, QRect(x, box_top, width + spare, box_high))
            x += width + spare + build.gap
        most = max((button.lines_needed() for button in buttons), default=1)
        for button in buttons:
            button.most_lines = most

    def _put(self, button: QWidget, box: QRect) -> None:
        button.setGeometry(mirrored(self, box))
