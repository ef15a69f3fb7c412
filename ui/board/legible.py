"""From how far letters on the board are read: their height in millimetres on the real screen, held against the distance.

A capital of 1/200 of the distance stands at 17 minutes of arc; ISO 9241-303 asks for 16 at least and recommends 20 to 22. The table of the ADA
standards for signs (703.5.5) asks for more than twice that at 8 m, 80 mm; the number that is called has it from 43 inches on.
"""

from __future__ import annotations

from math import atan, degrees
from typing import TYPE_CHECKING

from ui.kit.sizes import CAPITAL

if TYPE_CHECKING:
    from ui.kit.lettering import Lettering

SHARE = 200
"""A capital is read from so many times its height."""
LEAST_ARC = 16.0
"""Minutes of arc, ISO 9241-303."""
MM_AN_INCH = 25.4


def capital_mm(lettering: Lettering, dpi: float) -> float:
    """Return the height of a capital in millimetres on a screen of so many dots an inch."""
    return lettering.size * CAPITAL * MM_AN_INCH / dpi


def farthest(lettering: Lettering, dpi: float) -> float:
    """Return from how many millimetres it is read."""
    return capital_mm(lettering, dpi) * SHARE


def arc_minutes(lettering: Lettering, dpi: float, distance: float) -> float:
    """Return the angle at which a capital stands at a distance in millimetres, in minutes of arc."""
    return degrees(2 * atan(capital_mm(lettering, dpi) / distance / 2)) * 60


def nearest_screen_mm(lettering: Lettering, height: int, distance: float) -> float:
    """Return how high a screen of `height` pixels must be, in millimetres, for a lettering to be read from a distance in millimetres."""
    return distance / SHARE / (lettering.size * CAPITAL) * height
