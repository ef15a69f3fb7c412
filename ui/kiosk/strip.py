"""The access strip of the kiosk: its aids in words, and its measures on a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.kit.aid import Aid
from ui.kit.strip_build import AidWords, StripBuild

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kiosk.frame import Frame


def aid_words(texts: Texts) -> dict[Aid, AidWords]:
    """Return the aids, in their order. A kiosk that can't speak says so when "Listen" is touched."""
    return {
        Aid.LISTEN: AidWords("volume-2", texts("Listen"), texts("Listen")),
        Aid.LARGER_TEXT: AidWords("a-large-small", texts("Larger text"), texts("Large text")),
        Aid.CONTRAST: AidWords("contrast", texts("Contrast"), texts("Contrast")),
        Aid.LOW_CONTROLS: AidWords("arrow-down-to-line", texts("Lower the controls"), texts("Low controls")),
    }


def strip_build(frame: Frame) -> StripBuild:
    """Return the strip's measures in a frame."""
    sizes = frame.sizes
    flat = not frame.portrait
    word, choice = (replace(lettering, close=True) for lettering in (sizes.label_strong, sizes.choice))
    tight = frame.short or (frame.portrait and sizes.large)
    return StripBuild(
        height=frame.strip.height(),
        margin=sizes.px(24) if tight else frame.margin,
        gap=sizes.px(10 if flat else 12),
        pad=sizes.px((10 if flat else 14) if tight and sizes.large else 16 if frame.short else 24),
        word=word,
        help_word=(word if flat and not sizes.large else choice).bold(800),
        icon=sizes.px(40 if flat else 48),
        radius=sizes.px(14),
        help_width=sizes.px(288 if tight else 316),
        flat=flat,
    )
