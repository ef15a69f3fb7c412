"""What a part looks like, kept as a picture: a part that turns up again as it was is put on the screen in one go.

Outlines with round corners, drawings and above all large letters take long to paint: Qt draws letters of more than 64 pixels as shapes, a heading
in some 2 ms, its picture in 0.02. Only a window that asks for it (`keep_faces`) has its parts kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

BYTES_A_PIXEL = 4
FACES_BYTES = 40_000_000
"""Some 200 parts of a kiosk: those of one walk and more."""


class Faces:
    """The pictures that were used last, up to so many bytes."""

    def __init__(self, most: int = 0) -> None:
        self.most = most
        """Bytes; 0 keeps none."""
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        self._new: set[tuple[object, ...]] = set()
        """Those that were painted since `forget`: no other can show what has been said since."""
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, key: tuple[object, ...]) -> QPixmap | None:
        """Return the picture of a key, now the last one used; None where there is none."""
        face = self._kept.pop(key, None)
        if face is not None:
            self._kept[key] = face
        return face

    def keep(self, key: tuple[object, ...], face: QPixmap) -> None:
        """Keep a picture, and drop those that were not used for longest."""
        self._kept[key] = face
        self._new.add(key)
        self._bytes += _size(face)
        while self._bytes > self.most:
            self._drop(next(iter(self._kept)))

    def forget(self, said: Iterable[str]) -> None:
        """Drop each picture that shows a word of these. Short words stand in many texts, so what was painted before they were said stays."""
        words = {word for text in said for word in text.split()}
        for key in [key for key in self._new if any(word in str(key[0]) for word in words)]:
            self._drop(key)
        self._new.clear()

    def _drop(self, key: tuple[object, ...]) -> None:
        self._bytes -= _size(self._kept.pop(key))
        self._new.discard(key)


_FACES = Faces()


def keep_faces(most: int) -> None:
    """Keep pictures of parts from now on, up to so many bytes, unless more are kept already."""
    _FACES.most = max(_FACES.most, most)


def forget_faces(said: Iterable[str]) -> None:
    """Forget every picture with a word of these: what a visitor has said is gone with them."""
    _FACES.forget(said)


def paint_face(widget: QWidget, words: str, looks: tuple[object, ...], paint: Callable[[QPainter], None]) -> None:
    """Paint a part by `paint`, or from the picture of the last time.

    words: everything written on it. looks: everything else that it looks like depends on, besides its class, size, direction and theme.
    """
    if not _FACES.most:
        painter = QPainter(widget)
        paint(painter)
        painter.end()
        return
    look, ratio = theme.of(widget).look, widget.devicePixelRatioF()
    size = widget.size()
    key = (words, looks, size.width(), size.height(), type(widget), widget.layoutDirection(), look, ratio)
    face = _FACES.of(key)
    if face is None:
        face = picture_of(widget, ratio, paint)
        _FACES.keep(key, face)
    painter = QPainter(widget)
    painter.drawPixmap(0, 0, face)
    painter.end()


def picture_of(widget: QWidget, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    """Return what `paint` makes of a part, at so many pixels of the screen a pixel."""
    face = QPixmap(widget.size() * ratio)
    face.setDevicePixelRatio(ratio)
    face.fill(Qt.GlobalColor.transparent)
    painter = QPainter(face)
    paint(painter)
    painter.end()
    return face


def _size(face: QPixmap) -> int:
    return face.width() * face.height() * BYTES_A_PIXEL
