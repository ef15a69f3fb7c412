"""Makes written words clear to the ear: sentences, codes letter by letter, and stretches of another script in a language that is written so."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ui.speech.speaker import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = re.compile(r"\b[A-Z]{1,3}\d{2,}\b")
"""A ticket's number, or another code of letters and figures."""
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\")]*\s+|(?<=[。！？])[”’」]*\s*|\n+")
_SIGNS = str.maketrans({"·": ",", "•": ",", "\xa0": " ", **dict.fromkeys("“”«»\u00ad\u200b", "")})
"""Signs that a voice would name or stumble over."""
SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "ru",
    "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "DEVANAGARI": "hi", "BENGALI": "bn", "GURMUKHI": "pa",
    "GUJARATI": "gu", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "THAI": "th",
    "LAO": "lo", "MYANMAR": "my", "KHMER": "km", "ETHIOPIC": "am",
}  # fmt: skip
"""The first word of a letter's name in Unicode, and a language that is written with such letters."""
OWN_SCRIPT = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "he": "HEBREW", "zh": "CJK", "yue": "CJK", "ja": "CJK", "ko": "HANGUL",
    "ru": "CYRILLIC", "uk": "CYRILLIC", "el": "GREEK", "hy": "ARMENIAN", "am": "ETHIOPIC", "hi": "DEVANAGARI",
}  # fmt: skip
"""The script of a language that is not written in Latin letters. Its voice reads Latin letters among them well enough."""


def spelled(words: str) -> str:
    """Return words with each code letter by letter and figure by figure.

    >>> spelled("Your number is P014.")
    'Your number is P, 0, 1, 4.'
    """
    return _CODE.sub(lambda found: ", ".join(found[0]), words)


def sentences(words: str) -> list[str]:
    """Return the sentences of a text, each with its end.

    >>> sentences("Good morning. Welcome to Alder Creek!")
    ['Good morning.', 'Welcome to Alder Creek!']
    """
    return [one.strip() for one in _SENTENCE.split(words) if one and any(sign.isalnum() for sign in one)]


def phrases(words: str, language: str, speaks: Callable[[str], bool] = lambda _: True) -> list[Phrase]:
    """Return what is to be said for a text: a phrase each sentence, and one each stretch in another script.

    speaks: whether there is a voice for a language; a stretch in a script that no voice reads is left out.
    """
    said = []
    for sentence in sentences(words):
        stretches = by_script(sentence, language)
        for stretch, spoken in stretches:
            if spoken != language and not speaks(spoken):
                continue
            clear = re.sub(r"\s+([,.!?])", r"\1", re.sub(r"\s+", " ", spelled(stretch).translate(_SIGNS))).strip(" ,")
            if any(sign.isalnum() for sign in clear):
                said.append(Phrase(clear, spoken, sentence if len(stretches) == 1 else stretch.strip()))
    return said


def by_script(words: str, language: str) -> list[tuple[str, str]]:
    """Return the stretches of a text with the language to say each in.

    >>> by_script("Español · 中文", "en")
    [('Español · ', 'en'), ('中文', 'zh')]
    """
    own = OWN_SCRIPT.get(language, "LATIN")
    if (
        own == "LATIN"
        and words
        and all(sign < "\u0250" or "\u1e00" <= sign < "\u1f00" or "\u2000" <= sign < "\u2070" for sign in words)
    ):
        return [(words, language)]  # Latin letters, those of Vietnamese, and marks: most sentences, and soon known
    stretches: list[tuple[str, str]] = []
    for sign in words:
        script = _script(sign)
        if script is None and stretches:
            spoken = stretches[-1][1]  # a space, a figure or a dot belongs to what stands before it
        elif script in (None, own, "LATIN") or (script in SCRIPTS and SCRIPTS[script] == SCRIPTS.get(own)):
            spoken = language
        else:
            spoken = SCRIPTS.get(script or "", language)
        if stretches and stretches[-1][1] == spoken:
            stretches[-1] = (stretches[-1][0] + sign, spoken)
        else:
            stretches.append((sign, spoken))
    return stretches


def _script(sign: str) -> str | None:
    """Return the script of a letter, by its name in Unicode; None for what is no letter."""
    if not sign.isalpha():
        return None
    return unicodedata.name(sign, "").split(" ")[0].split("-")[0]
