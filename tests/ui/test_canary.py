"""PySide6 6.12.0 loses a reference to None at each call that returns nothing, on Python 3.11 (docs/decisions/0002)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel


def test_setting_a_text_does_not_cost_a_reference_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for index in range(500):
        label.setText(str(index))
    assert sys.getrefcount(None) > before - 100
