"""Ways of writing, and how each is set: which font, how heavy, how far apart the lines.

Screen and paper ask here. English, Spanish and French share the text font; Vietnamese, Arabic and Chinese have fonts of their own in
`resources/fonts/noto`. Latin letters and figures within Arabic and Chinese come from the text font, so `P014` looks the same everywhere.

To add a script: 1. its fonts by `packaging/make_fonts.py`; 2. a member of `Script` and its row in `FACES`; 3. its languages in `_SCRIPTS`; 4. where
other texts may hold its letters, a line in `fonts_for`; 5. a sample in `tests/samples.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

FONTS = RESOURCES / "fonts"
HEADING = 1.2
"""Lines of headings are closer than this share of the size."""


class Script(Enum):
    """A way of writing that has a font of its own."""

    LATIN = "latin"
    VIETNAMESE = "vietnamese"
    """Latin letters too, but the text font lacks some: the whole language is set in another font, never single letters."""
    ARABIC = "arabic"
    CHINESE = "chinese"
    """Simplified."""

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return self is Script.ARABIC

    @property
    def face(self) -> Face:
        """How it is set."""
        return FACES[self]


@dataclass(frozen=True, slots=True)
class Face:
    """How a script is set. Shares are of the font's size."""

    family: str
    """The family's name for Qt; paper goes by the file."""
    file: str
    """The fonts' files in `resources/fonts`, with a place for the style."""
    styles: tuple[tuple[int, str], ...]
    """The weights there are, and their names."""
    least_line: float = 0.0
    """Lines are at least so far apart: marks above and below need room."""
    least_heading: float = 0.0
    """The same for headings, which are set closer."""
    spaced: bool = True
    """Whether letters may stand closer or further apart: joined letters may not."""
    scale: float = 1.0
    """The font is set so much smaller, so that its capitals are as high as the text font's."""
    descent: float = 0.316
    """How far letters reach under their line."""
    middle: float = 0.334
    """How far above its foot a line has its middle: half a capital."""

    def weight(self, wanted: int) -> int:
        """Return the weight to use for one of 400, 600, 700 and 800: the next heavier one there is, else the heaviest."""
        return next((weight for weight, _ in self.styles if weight >= wanted), self.styles[-1][0])

    def path(self, weight: int) -> Path:
        """Return the file of a weight."""
        return FONTS / self.file.format(style=dict(self.styles)[self.weight(weight)])

    def line(self, wanted: float, *, close: bool = False) -> float:
        """Return how far apart lines are set: as wanted, where marks have room. Headings, and few words in little room, are set `close`."""
        return max(wanted, self.least_heading if close or wanted < HEADING else self.least_line)

    @property
    def paths(self) -> tuple[Path, ...]:
        """All its files."""
        return tuple(self.path(weight) for weight, _ in self.styles)


_REGULAR, _SEMIBOLD, _BOLD, _EXTRABOLD = (400, "Regular"), (600, "SemiBold"), (700, "Bold"), (800, "ExtraBold")
FACES = {
    Script.LATIN: Face(
        "Atkinson Hyperlegible Next",
        "AtkinsonHyperlegibleNext-{style}.ttf",
        (_REGULAR, _SEMIBOLD, _BOLD, _EXTRABOLD),
    ),
    Script.VIETNAMESE: Face(
        "Noto Sans of Greeter",
        "noto/NotoSans-{style}.ttf",
        (_REGULAR, _SEMIBOLD, _BOLD, _EXTRABOLD),
        least_line=1.25,
        least_heading=1.25,
        scale=0.668 / 0.714,
        descent=0.274,
    ),
    Script.ARABIC: Face(
        "Noto Sans Arabic of Greeter",
        "noto/NotoSansArabic-{style}.ttf",
        (_REGULAR, _SEMIBOLD, _BOLD),
        least_line=1.5,
        least_heading=1.25,
        spaced=False,
        descent=0.45,
    ),
    Script.CHINESE: Face(
        "Noto Sans SC of Greeter",
        "noto/NotoSansSC-{style}.ttf",
        (_REGULAR, _BOLD),
        least_line=1.3,
        least_heading=1.25,
        spaced=False,
        descent=0.14,
        middle=0.37,
    ),
}
_SCRIPTS = {
    "vi": Script.VIETNAMESE,
    "zh": Script.CHINESE,
    **dict.fromkeys(("ar", "ckb", "fa", "prs", "ps", "ug", "ur"), Script.ARABIC),
}


def script_of(language: str) -> Script:
    """Return the script of a language by its BCP 47 code; what is not known is taken to be written in Latin letters."""
    return _SCRIPTS.get(language.replace("_", "-").split("-", 1)[0].lower(), Script.LATIN)


LATIN_BEYOND = (
    "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĲĳĶķĹĺĻļĽľŁłŃńŅņŇňŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽžƒȘșȚțȷẀẁẂẃẄẅẞỲỳ"
)
"""Letters beyond Latin-1 that the text font has. A test holds this against the font."""
_LACKING = re.compile(f"(?![{LATIN_BEYOND}])[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_LETTERS = {
    Script.ARABIC: re.compile("[\u0600-\u06ff\u0750-\u077f\ufd3e\ufd3f\ufdfc]"),
    Script.CHINESE: re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff65]"),
}


def fonts_for(text: str, script: Script) -> tuple[Script, ...]:
    """Return the scripts whose fonts a text in a script is set in: each sign is in the first of them that has it.

    A text may hold words of another language: an office's name, what a visitor typed, "Counter" in their own. Without a letter of its script it is
    set as Latin: English quotation marks are not as wide as Chinese ones.
    """
    if text.isascii():
        return (script,) if script is Script.VIETNAMESE else (Script.LATIN,)
    found = [other for other, letters in _LETTERS.items() if letters.search(text)]
    latin = Script.LATIN
    if script is Script.VIETNAMESE or _LACKING.search(text):
        latin = Script.VIETNAMESE
    first = script if script in found else latin
    return tuple(dict.fromkeys([first, latin, *found]))
