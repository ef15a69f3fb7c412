"""The access strip: the aids, at the same place on every page, and the way to a person.

To add an aid: 1. a member of `Aid`; 2. its icon and words where the strip is made; the strip lays out as many as it is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from greeter.line_breaks import Unit, units
from ui import theme
from ui.kit.aid import Aid
from ui.kit.fitted import close, holds
from ui.kit.focus_ring import OnGround
from ui.kit.icon import paint_icon
from ui.kit.lettering import SMALLER, Align, Lettering, Lines, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.kit.switch import Switch
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Iterator


DRAWING = 1.12
"""Height of an icon with the space beneath it, as a share of its side."""


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
        return math.ceil(widest) + 6 + (build.icon + 2 * build.pad if build.flat else 0)

    def lines_needed(self) -> int:
        """Return in how many lines its word stands at its width."""
        return len(self._lines().tops)

    @property
    def whole(self) -> bool:
        """Whether its word stands whole in it, at its present size."""
        build, lines = self._build, self._lines()
        drawing = 0 if build.flat else round(build.icon * DRAWING)
        return holds(lines, self._room, self.height() - drawing + _leading(build.word))

    @property
    def _room(self) -> int:
        build = self._build
        return max(self.width() - (build.icon + 2 * build.pad if build.flat else 4), 1)

    def _lines(self) -> Lines:
        if self._build.flat:
            return lay_out(self._wording, self._room, direction=self.layoutDirection())
        return lay_out(self._wording, self._room, Align.CENTER, self.layoutDirection())

    @property
    def _wording(self) -> Wording:
        """Its word, never torn: the strip sets all of its words smaller where one is too long."""
        word = self._build.word
        return Wording(self.text(), word.bold(700) if self._build.flat else word, keep_words=True)

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
        lines = self._lines()
        stack = round(build.icon * DRAWING) + self.most_lines * build.word.advance
        top = (self.height() - stack) // 2
        box = QRect((self.width() - build.icon) // 2, top, build.icon, build.icon)
        paint_icon(painter, icon, box, ink, stroke=2.4 if self.isChecked() else 2)
        area = QRectF(2, top + build.icon * DRAWING, self.width() - 4, lines.size.height())
        lines.paint(painter, area, ink)

    def _paint_flat(self, painter: QPainter, icon: str, ink: QColor) -> None:
        build = self._build
        lines, room = self._lines(), self._room
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


def _leading(lettering: Lettering) -> int:
    """Return the space between two lines: what of it lies outside of a button cuts no letter."""
    return lettering.advance - lettering.size


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

    def least_width(self, *, hand: bool) -> int:
        """Return the width of its longest word, beside the hand or without it."""
        wide = max(
            lay_out(Wording(unit.text, self._build.help_word), 0).size.width() for unit in units(self._wording.text)
        )
        return math.ceil(wide) + 4 + (self._beside + 2 * self._build.pad if hand else self._build.pad)

    @property
    def two_lines_width(self) -> int:
        """The width at which its words stand in two lines, without the hand."""
        return _two_lines(self._wording.text, self._build.help_word) + 4 + self._build.pad

    @property
    def whole(self) -> bool:
        """Whether its words stand whole in it, at its present size."""
        lines, room, _ = self._laid_out()
        return holds(lines, room, self.height() + _leading(self._build.help_word))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lamp ground, the hand and the words in two lines."""
        look = theme.of(self)
        painter = QPainter(self)
        Ground(look.color(Token.HELP), None, 0, self._build.radius).paint(painter, self.rect())
        ink = look.color(Token.ON_LAMP)
        lines, room, beside = self._laid_out()
        x = round((self.width() - beside - lines.size.width()) / 2)
        sunk = 2 if self.isDown() else 0
        if beside:
            icon = self._icon
            hand = QRect(x, (self.height() - icon) // 2 + sunk, icon, icon)
            paint_icon(painter, "hand", mirrored(self, hand), ink, stroke=2.2)
        area = QRect(x + beside, sunk, room, self.height())
        lines.paint(painter, QRectF(mirrored(self, area)), ink, Qt.AlignmentFlag.AlignVCenter)
        painter.end()

    @property
    def _icon(self) -> int:
        return round(self._build.icon * 1.15)

    @property
    def _beside(self) -> int:
        """Width of the hand and the space behind it."""
        return self._icon + round(self._build.pad * 0.8)

    @property
    def _wording(self) -> Wording:
        text = self.text().replace(" a ", " a\u00a0")  # the article stays with its word
        return Wording(text, replace(self._build.help_word, balanced=True), keep_words=True)

    def _laid_out(self) -> tuple[Lines, int, int]:
        """Return the words, the width they are laid out for, and the width beside them: 0 without the hand."""
        build, wording, direction = self._build, self._wording, self.layoutDirection()
        whole = lay_out(replace(wording, lettering=build.help_word), 0)
        most = self.width() - self._beside - 2 * build.pad
        least = self.least_width(hand=True) - self._beside - 2 * build.pad
        room = max(min(max(round(whole.size.width() * 0.75), least), most), 1)
        lines = lay_out(wording, room, Align.START, direction)
        if holds(lines, room, self.height() + _leading(build.help_word)) and least <= most:
            return lines, room, self._beside
        room = max(self.width() - build.pad, 1)  # the words matter more than the hand
        return lay_out(wording, room, Align.START, direction), room, 0


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
        """Lay the buttons out: with long words the person without the hand, at last everything in smaller letters."""
        for build in self._builds:
            for button in self._aids.values():
                button.set_build(build)
            self._person.set_build(build)
            with_hand, without = (self._person.least_width(hand=hand) for hand in (True, False))
            least = min(max(without, self._person.two_lines_width), build.help_width)
            for help_width in (max(build.help_width, with_hand), max(build.help_width, without), least):
                self._place(build, help_width)
                if self._whole:
                    return

    @property
    def _whole(self) -> bool:
        return self._person.whole and all(button.whole for button in self._aids.values())

    @property
    def _builds(self) -> Iterator[StripBuild]:
        """As it is, with closer lines, and in smaller letters."""
        build = self._build
        yield build
        for share in (1.0, *SMALLER):
            word, help_word = (
                replace(close(each), size=round(each.size * share)) for each in (build.word, build.help_word)
            )
            yield replace(build, word=word, help_word=help_word)

    def _place(self, build: StripBuild, help_width: int) -> None:
        inset = round(build.height * 0.115)
        top, high = (inset, self.height() - 2 * inset)
        if build.flat:
            top, high = round(build.height * 0.09) + 1, self.height() - 2 * round(build.height * 0.09)
        help_left = self.width() - build.margin - help_width
        self._put(self._person, QRect(help_left, top, help_width, high))
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
