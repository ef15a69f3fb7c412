"""What is on the screen, in the order in which it is read: from the top, and along the lines in the direction of reading.

Any page is understood without being told about: texts are labels, or widgets with an accessible name; controls are buttons and fields. Where
the places do not tell the order (columns that are read one after the other), a page says it with `in_order`.

A widget may say, in attributes of its own:
- `told_with`: the control that its text belongs to and is told with, as the answer beside a button "Change";
- `aloud`: what is said in its place where others may listen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.keyboard import Keyboard
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_T = TypeVar("_T")
TOUCHING = 6
"""Boxes that overlap by so many pixels lie one after the other all the same: letters hang over their line."""


@dataclass(frozen=True)
class Stop:
    """A place that the keypad comes to: a control, or a text to hear again."""

    widget: QWidget
    """What has the focus there."""
    texts: tuple[QWidget, ...]
    """What is read there, beside the control."""

    @property
    def is_control(self) -> bool:
        """Whether something can be done here."""
        return is_control(self.widget)


def is_control(widget: QWidget) -> bool:
    """Whether a widget is pressed or written into."""
    return isinstance(widget, (QAbstractButton, QLineEdit))


def text_of(widget: QWidget) -> str:
    """Return what a widget that is read says: its accessible name, else its text."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QLabel) else ""


def leaves(container: QWidget, *, letters: bool = False) -> list[QWidget]:
    """Return the texts and controls that are seen in a container, in reading order.

    letters: also the keys of the on-screen keyboard, which are no stops of the keypad.
    """
    placed: list[tuple[QRect, list[QWidget]]] = []
    for child in container.children():
        if not isinstance(child, QWidget) or not child.isVisible() or child.size().isEmpty():
            continue
        if is_control(child) or text_of(child):
            found = [child]
        elif isinstance(child, Keyboard) and not letters:
            found = child.ways
        else:
            found = leaves(child, letters=letters)
        if found:
            placed.append((QRect(child.mapTo(container.window(), QPoint(0, 0)), child.size()), found))
    right_to_left = container.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return [leaf for group in in_reading_order(placed, right_to_left=right_to_left) for leaf in group]


def in_reading_order(placed: Sequence[tuple[QRect, _T]], *, right_to_left: bool) -> list[_T]:
    """Return things by their places: cut into rows where a line can be drawn between them, then into columns, and so on."""
    if len(placed) < 2:
        return [thing for _, thing in placed]
    for along in (_rows, _columns):
        groups = along(placed)
        if len(groups) > 1:
            if along is _columns and right_to_left:
                groups.reverse()
            return [thing for group in groups for thing in in_reading_order(group, right_to_left=right_to_left)]
    sign = -1 if right_to_left else 1
    return [thing for box, thing in sorted(placed, key=lambda one: (one[0].top(), sign * one[0].center().x()))]


def _rows(placed: Sequence[tuple[QRect, _T]]) -> list[list[tuple[QRect, _T]]]:
    return _cut(sorted(placed, key=lambda one: one[0].top()), lambda box: (box.top(), box.bottom()))


def _columns(placed: Sequence[tuple[QRect, _T]]) -> list[list[tuple[QRect, _T]]]:
    return _cut(sorted(placed, key=lambda one: one[0].left()), lambda box: (box.left(), box.right()))


def _cut(placed: Sequence[tuple[QRect, _T]], span: Callable[[QRect], tuple[int, int]]) -> list[list[tuple[QRect, _T]]]:
    """Cut things sorted by where they begin into groups, wherever nothing reaches across."""
    groups: list[list[tuple[QRect, _T]]] = []
    reached = 0
    for one in placed:
        start, end = span(one[0])
        if not groups or start > reached - TOUCHING:
            groups.append([one])
            reached = end
        else:
            groups[-1].append(one)
            reached = max(reached, end)
    return groups


def ordered(found: Sequence[QWidget], said: Sequence[QWidget]) -> list[QWidget]:
    """Return what was found, with those that are named in `said` in that order, at the places that they have together."""
    order = [widget for widget in said if widget in found]
    following = iter(order)
    return [next(following) if widget in order else widget for widget in found]


def stops(found: Sequence[QWidget]) -> list[Stop]:
    """Return the places that the keypad comes to. Paragraphs that follow each other are one place, and so are texts that share a frame."""
    told: dict[QWidget, list[QWidget]] = {}
    for widget in found:
        control = getattr(widget, "told_with", None)
        if control is not None and control in found:
            told.setdefault(control, []).append(widget)
    places: list[tuple[QWidget, list[QWidget]]] = []
    joins = False
    for widget in found:
        if is_control(widget):
            places.append((widget, told.get(widget, [])))
            joins = False
        elif widget not in {one for group in told.values() for one in group}:
            if joins and _belongs(places[-1][1][-1], widget):
                places[-1][1].append(widget)
            else:
                places.append((_place_of(widget), [widget]))
                joins = True
    return [Stop(widget, tuple(texts)) for widget, texts in places]


def _belongs(before: QWidget, text: QWidget) -> bool:
    framed = _place_of(text) is not text
    if framed or _place_of(before) is not before:
        return _place_of(text) is _place_of(before)
    return isinstance(before, Paragraph) and isinstance(text, Paragraph) and before.parent() is text.parent()


def _place_of(text: QWidget) -> QWidget:
    """Return what has the focus for a text: the card that it stands in, where it stands in one."""
    card = text.parent()
    return card if isinstance(card, Card) else text
