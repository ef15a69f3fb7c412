"""Which keys the on-screen keyboard has, language by language: the usual rows, and accented letters on a row of their own.

To add one: 1. a `Layout` here; 2. its language in `LAYOUTS`; 3. names for its signs in `ui/key_names.py`. Rows of the tall keyboard have at
most 10 keys (11 for Arabic, each 20 mm wide); the wide one has two rows of at most 18, each 15 mm. Why: `docs/decisions/0025-keyboards.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from greeter.tones import TONES

FIGURES = ("1234567890", "-/:;()$&@#", ".,?!’“”%+=")


@dataclass(frozen=True)
class Layout:
    """The keys of a language. A combining mark stands for a key that puts it on a vowel."""

    rows: tuple[str, ...]
    """Letters on upright screens; the row of accents is the last."""
    wide: tuple[str, str]
    """The same on wide screens."""
    figures: tuple[str, ...] = FIGURES
    """The other side; as many rows as the letters have, so that no key moves."""
    wide_more: str = ""
    """Signs of the other side on wide screens, beside `FIGURES`: what has no place among the letters there."""
    own_letters: bool = field(default=False, kw_only=True)
    """Whether these are no Latin letters: then a key leads to those, and back."""

    def of(self, *, wide: bool, figures: bool) -> tuple[str, ...]:
        """Return the rows of a side, on an upright or a wide screen."""
        if not figures:
            return self.wide if wide else self.rows
        if not wide:
            return self.figures
        signs = "".join(self.figures[: len(FIGURES)]) + self.wide_more
        half = -(-len(signs) // 2)
        return (signs[:half], signs[half:])


_TONES = "".join(TONES)
ENGLISH = Layout(("qwertyuiop", "asdfghjkl’", "zxcvbnm,.-"), ("qwertyuiopasd", "fghjklzxcvbnm"))
SPANISH = Layout(
    ("qwertyuiop", "asdfghjklñ", "zxcvbnm,.-", "áéíóúü¿?¡!"),
    ("qwertyuiopasdfáéí", "ghjklñzxcvbnmóúü-"),
    (*FIGURES, "¿¡«»€ºªçàè"),
    "¿¡«»€º",
)
FRENCH = Layout(
    ("azertyuiop", "qsdfghjklm", "wxcvbn’-îï", "éèêëàâçùôû"),
    ("azertyuiopqsdéèêëà", "fghjklmwxcvbnâçîïô"),
    (*FIGURES, "«»œæüÿñö€°"),
    "ùûœæü€",
)
VIETNAMESE = Layout(
    ("qwertyuiop", "asdfghjklđ", "zxcvbnmơư-", f"ăâêô{_TONES}’"),
    ("qertyuiopasdgăâđê", f"hklxcvbnmôơư{_TONES}"),
    (*FIGURES, "*_«»€°"),
    "fjwz",
)
"""Its alphabet has no F, J, W and Z; they are needed for names. On wide screens they stand with the figures."""
ARABIC = Layout(
    ("ضصثقفغعهخحج", "شسيبلاتنمكط", "ئءؤرىةوزظدذ", "أإآ،؟.-’"),
    ("ضصثقفغعهخحجشسيبل", "اتنمكطئءرىةوزظدذ"),
    ("1234567890", "-/:؛()$&@#", ".،؟!’“”%+=", "*_«»€°"),
    "أإآؤ",
    own_letters=True,
)
"""On wide screens, where its broad letters need 17 mm, alif with hamza or madda stands with the figures: without them a word is read all the same."""
LAYOUTS = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH, "vi": VIETNAMESE, "ar": ARABIC, "zh": ENGLISH}
"""Chinese has the Latin letters: its signs are not on keys."""


def layout_of(language: str) -> Layout:
    """Return the layout of a language: the English one, where it has none."""
    return LAYOUTS.get(language, ENGLISH)
