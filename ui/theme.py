"""Looks: colours by token, from a JSON file to palette, style sheet and painted parts.

A theme is applied to the application, and may be applied to one window alone, so that a visitor's high contrast does not change the clerk's
window beside it. Painted parts ask `of(widget)` while they paint, so a new theme needs no further word.

To add a theme: 1. its JSON in `resources/themes` with the keys of `Token`; 2. a member of `Look`. `tests/ui/test_theme.py` computes its contrast.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from string import Template
from weakref import WeakKeyDictionary

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from greeter.settings import RESOURCES
from ui.kit.fonts import load_fonts, text_font

THEMES = RESOURCES / "themes"


class Look(StrEnum):
    """The themes there are; each is a file in `resources/themes`."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Token(StrEnum):
    """What a colour is for. The same keys stand in each theme's JSON."""

    __hash__ = str.__hash__  # colours are looked up thousands of times a frame, and an Enum hashes in Python

    PAPER = "paper"
    """The page."""
    SURFACE = "surface"
    """Cards, buttons, fields."""
    SUNK = "sunk"
    """The queue column, Continue before an answer, empty tracks."""
    LINE = "line"
    """Rules between things; decoration, never the only edge of a control."""
    EDGE = "edge"
    """The outline of a control."""
    INK = "ink"
    INK2 = "ink2"
    """Second text."""
    ACCENT = "accent"
    """The one action, and what is chosen."""
    ACCENT_DEEP = "accentDeep"
    """The lower edge of a primary button."""
    ACCENT_TINT = "accentTint"
    """The ground of what is chosen."""
    ON_ACCENT = "onAccent"
    LAMP = "lamp"
    """A person; keyboard focus."""
    LAMP_TINT = "lampTint"
    """What to say or tell."""
    ON_LAMP = "onLamp"
    HELP = "help"
    """The ground of "Talk to a person"; its text is `ON_LAMP`."""
    WITHIN = "within"
    """Inside the standard; with a circle."""
    WITHIN_TINT = "withinTint"
    NEAR = "near"
    """From 80 % of the target; with a diamond."""
    NEAR_TINT = "nearTint"
    OVER = "over"
    """Past the target; with a triangle."""
    OVER_TINT = "overTint"
    PLINTH = "plinth"
    """Access strip, top bar and action bar."""
    ON_PLINTH = "onPlinth"
    ON_PLINTH_DIM = "onPlinthDim"
    """An act that is not lawful now."""
    SCRIM = "scrim"
    """Hides a page, at 86 %."""


@dataclass(frozen=True)
class Theme:
    """The colours of one look."""

    look: Look
    colors: dict[Token, str]

    @classmethod
    @cache
    def load(cls, look: Look) -> Theme:
        """Read a theme. Raises KeyError where its file lacks a token."""
        found = json.loads((THEMES / f"{look}.json").read_text(encoding="utf-8"))
        return cls(look, {token: found[token.value] for token in Token})

    def color(self, token: Token) -> QColor:
        """Return the colour of a token, the caller's own."""
        return QColor(self._made[token])

    @cached_property
    def _made(self) -> dict[Token, QColor]:
        return {token: QColor(color) for token, color in self.colors.items()}

    @property
    def border(self) -> int:
        """Width of a control's outline at the kiosk in px at 100 dpi: 2, and 3 in high contrast, where outlines say what tints said."""
        return 3 if self.look is Look.CONTRAST else 2

    def __hash__(self) -> int:
        return hash(self.look)


_given: list[Theme] = []
"""The application's theme, once it has one."""
_windows: WeakKeyDictionary[QWidget, Theme] = WeakKeyDictionary()
"""Windows with a theme of their own."""


def apply(target: QApplication | QWidget, theme: Theme) -> None:
    """Give the application, or one window, a theme: palette, style sheet, and the colours that painted parts ask for.

    A window that is given the application's own theme goes along with the application again.
    """
    if isinstance(target, QApplication):
        load_fonts()
        target.setFont(text_font(15))
        _given[:] = [theme]
    elif _given == [theme]:
        if _windows.pop(target, None) is not None:
            target.setPalette(QPalette())
            target.setStyleSheet("")
        return
    else:
        _windows[target] = theme
    target.setPalette(_palette(theme))
    target.setStyleSheet(_style_sheet(theme))


def of(widget: QWidget) -> Theme:
    """Return the theme of a widget: its window's, else the application's, else the light one."""
    own = _windows.get(widget.window()) if _windows else None
    return own or (_given[0] if _given else Theme.load(Look.LIGHT))


@cache
def _style_sheet(theme: Theme) -> str:
    places = {token.value: color for token, color in theme.colors.items()} | {"border": str(theme.border)}
    return Template((THEMES / "app.qss").read_text(encoding="utf-8")).substitute(places)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for token, roles in {
        Token.PAPER: (role.Window,),
        Token.SURFACE: (role.Base, role.Button, role.ToolTipBase),
        Token.SUNK: (role.AlternateBase,),
        Token.INK: (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        Token.INK2: (role.PlaceholderText,),
        Token.ACCENT: (role.Highlight, role.Accent, role.Link),
        Token.ON_ACCENT: (role.HighlightedText,),
        Token.LINE: (role.Mid,),
        Token.EDGE: (role.Dark,),
    }.items():
        for each in roles:
            palette.setColor(each, theme.color(token))
    return palette
