"""Looks: the contrast of every pair of colours that meets, computed from the JSON, and what a theme must hold."""

import json

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.theme import THEMES, Look, Theme, Token

T = Token

# Text or part on its ground: the ratios of the design's table, in light, dark and high contrast, rounded to one decimal.
TABLE: list[tuple[Token, Token, float, float, float]] = [
    (T.INK, T.PAPER, 14.1, 15.2, 21), (T.INK, T.SURFACE, 15.4, 13.5, 21), (T.INK, T.SUNK, 12.7, 16.1, 21), (T.INK, T.LAMP_TINT, 12.4, 12.0, 21),
    (T.INK2, T.PAPER, 6.8, 8.7, 21), (T.INK2, T.SURFACE, 7.4, 7.7, 21), (T.INK2, T.SUNK, 6.1, 9.2, 21), (T.INK2, T.ACCENT_TINT, 6.3, 6.3, 21),
    (T.ACCENT, T.PAPER, 7.7, 9.4, 15.2), (T.ACCENT, T.SURFACE, 8.4, 8.3, 15.2), (T.ACCENT, T.ACCENT_TINT, 7.1, 6.9, 15.2),
    (T.ON_ACCENT, T.ACCENT, 8.5, 9.4, 15.2),
    (T.WITHIN, T.SURFACE, 6.4, 8.2, 15.1), (T.WITHIN, T.SUNK, 5.3, 9.8, 15.1), (T.WITHIN, T.WITHIN_TINT, 5.4, 7.2, 15.1),
    (T.NEAR, T.SURFACE, 6.4, 9.1, 13.2), (T.NEAR, T.SUNK, 5.3, 10.9, 13.2), (T.NEAR, T.NEAR_TINT, 5.4, 7.9, 13.2),
    (T.OVER, T.SURFACE, 7.1, 7.7, 11.0), (T.OVER, T.SUNK, 5.9, 9.2, 11.0), (T.OVER, T.OVER_TINT, 5.8, 7.0, 11.0),
    (T.OVER, T.LAMP_TINT, 5.7, 6.8, 11.0),
    (T.ON_PLINTH, T.PLINTH, 14.1, 16.7, 21), (T.ON_LAMP, T.HELP, 8.7, 8.7, 15.2), (T.LAMP, T.PLINTH, 8.7, 10.8, 13.7),
]  # fmt: skip
PARTS: list[tuple[Token, Token, float, float, float]] = [
    (T.EDGE, T.PAPER, 3.8, 4.7, 21),
    (T.EDGE, T.SURFACE, 4.2, 4.2, 21),
    (T.EDGE, T.SUNK, 3.4, 5.0, 21),
]


def luminance(color: QColor) -> float:
    """WCAG 2 relative luminance."""
    parts = [
        channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4 for channel in color.getRgbF()[:3]
    ]
    return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("column", range(3), ids=["light", "dark", "contrast"])
@pytest.mark.parametrize("row", TABLE + PARTS, ids=[f"{row[0]} on {row[1]}" for row in TABLE + PARTS])
def test_contrast_is_what_the_design_promises(row, column):
    found = Theme.load(list(Look)[column])
    ratio = contrast(found.color(row[0]), found.color(row[1]))
    least = 7.0 if found.look is Look.CONTRAST else 3.0 if row in PARTS else 4.5
    assert ratio >= least
    assert ratio == pytest.approx(row[2 + column], abs=0.06)


@pytest.mark.parametrize("look", list(Look))
def test_dim_acts_are_still_read(look):
    found = Theme.load(look)
    assert contrast(found.color(T.ON_PLINTH_DIM), found.color(T.PLINTH)) >= 4.5


@pytest.mark.parametrize("look", list(Look))
def test_the_focus_ring_is_seen_on_each_ground(look):
    found = Theme.load(look)
    ring = T.LAMP if look is not Look.LIGHT else T.INK
    assert all(contrast(found.color(ring), found.color(ground)) >= 3 for ground in (T.PAPER, T.SURFACE, T.SUNK))


def test_each_theme_has_the_same_keys_and_no_other():
    for look in Look:
        assert set(json.loads((THEMES / f"{look}.json").read_text())) == {token.value for token in Token}


def test_there_is_a_file_for_each_look_and_no_other():
    assert {path.stem for path in THEMES.glob("*.json")} == {look.value for look in Look}


def test_high_contrast_has_black_tints_and_thicker_outlines():
    found = Theme.load(Look.CONTRAST)
    assert {found.colors[token] for token in Token if token.value.endswith("Tint")} == {"#000000"}
    assert (found.border, Theme.load(Look.LIGHT).border) == (3, 2)


def test_the_style_sheet_fills_every_place(qapp):
    for look in Look:
        theme.apply(qapp, Theme.load(look))
        assert "$" not in qapp.styleSheet()
        assert Theme.load(look).colors[T.SURFACE] in qapp.styleSheet()


def test_the_palette_follows_the_tokens(qapp):
    theme.apply(qapp, Theme.load(Look.DARK))
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor("#16191E")
    assert palette.color(QPalette.ColorRole.Highlight) == QColor("#8CC4EA")


def test_one_window_may_have_another_look(qapp, qtbot):
    theme.apply(qapp, Theme.load(Look.LIGHT))
    kiosk, staff = QWidget(), QWidget()
    inside = QWidget(kiosk)
    qtbot.addWidget(kiosk)
    qtbot.addWidget(staff)
    theme.apply(kiosk, Theme.load(Look.CONTRAST))
    assert theme.of(inside).look is Look.CONTRAST
    assert theme.of(staff).look is Look.LIGHT
