"""Ways of writing, and how each is set: which font, how heavy, how far apart the lines.

Screen and paper ask here. English, Spanish and French share the text font; Vietnamese, Arabic and Chinese have fonts of their own in
`resources/fonts/noto`. Latin letters and figures within Arabic and Chinese come from the text font, so `P014` looks the same everywhere.

To add a script: 1. its fonts by `packaging/make_fonts.py`; 2. a member of `Script` and its row in `FACES`; 3. its languages in `_SCRIPTS`; 4. its
letters in `needed_script`; 5. a sample in `tests/samples.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from unicodedata import bidirectional

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


@dataclass(frozen=True)
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


def needed_script(sign: str) -> Script | None:
    """Return the script whose font alone has a sign; None where the text font has it, or no font of ours."""
    code = ord(sign)
    if 0x100 <= code < 0x250 or 0x300 <= code < 0x370 or 0x1E00 <= code < 0x1F00:
        return None if sign in LATIN_BEYOND else Script.VIETNAMESE
    if 0x600 <= code < 0x700 or 0x750 <= code < 0x780 or code in {0xFD3E, 0xFD3F, 0xFDFC}:
        return Script.ARABIC
    if 0x3000 <= code < 0x3040 or 0x4E00 <= code < 0xA000 or 0xFF01 <= code < 0xFF66:
        return Script.CHINESE
    return None


def fonts_for(text: str, script: Script) -> tuple[Script, ...]:
    """Return the scripts whose fonts a text in a script is set in: each sign is in the first of them that has it.

    A text may hold words of another language: an office's name, what a visitor typed, "Counter" in their own. Without a letter of its script it is
    set as Latin: English quotation marks are not as wide as Chinese ones.
    """
    if text.isascii():
        return (script,) if script is Script.VIETNAMESE else (Script.LATIN,)
    found = {needed_script(sign) for sign in text}
    latin = Script.VIETNAMESE if Script.VIETNAMESE in {script, *found} else Script.LATIN
    first = script if script in found else latin
    more = [other for other in (Script.ARABIC, Script.CHINESE) if other in found]
    return tuple(dict.fromkeys([first, latin, *more]))


def reads_right_to_left(text: str, *, page: bool) -> bool:
    """Whether a paragraph of this text runs from right to left on a page that does (`page`), or on one that does not.

    A sentence in English keeps its full stop at its end on an Arabic page, too, and one in Arabic on an English page.
    """
    if text.isascii():
        return False
    if page:
        return any(bidirectional(sign) in {"R", "AL"} for sign in text)
    first = next((kind for sign in text if (kind := bidirectional(sign)) in {"L", "R", "AL"}), "L")
    return first != "L"
