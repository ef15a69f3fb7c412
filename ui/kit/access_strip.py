"""The access strip: the aids, at the same place on every page, and the way to a person.

To add an aid: 1. a member of `Aid`; 2. its icon and words where the strip is made; the strip lays out as many as it is given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit.aid import Aid
from ui.kit.aid_button import AidButton
from ui.kit.fitted import close
from ui.kit.lettering import SMALLER
from ui.kit.person_button import PersonButton
from ui.kit.place import mirrored
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.kit.strip_build import AidWords, StripBuild


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
        self._built: tuple[StripBuild, Qt.LayoutDirection] | None = None
        self._said = (aids, person)
        self._is_stale = True
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
        if (build, self.layoutDirection()) == self._built:
            return
        self._built = build, self.layoutDirection()
        self._build = build
        self.updateGeometry()
        self._arrange()

    def set_on(self, on: frozenset[Aid]) -> None:
        """Show which aids are on; where a word is another then, it gets its room."""
        said = [button.text() for button in self._aids.values()]
        for aid, button in self._aids.items():
            button.show_on(on=aid in on)
        if said != [button.text() for button in self._aids.values()]:
            self._arrange()

    def sizeHint(self) -> QSize:
        """Return the strip's height."""
        return QSize(800, self._build.height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        """Lay the buttons out."""
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the buttons out for the size that it has by now."""
        super().showEvent(event)
        if self._is_stale:
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
        """Lay the buttons out: with long words the person without the hand, at last everything in smaller letters.

        Not while it is hidden: until then it is given sizes that do not last, in which nothing fits.
        """
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
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
