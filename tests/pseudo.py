"""Two languages that nobody speaks: every text 40 % longer, one of them from right to left. What does not change is not translated at all.

`en-XA` doubles vowels and bears accents, `ar-XB` is written in Arabic letters: words keep their places, so a sentence breaks as it would.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace

import words
from babel.messages.catalog import Catalog

from greeter import texts
from greeter.model.spoken import untranslated

STRETCH = 1.4
ACCENTED, MIRRORED = "en-XA", "ar-XB"
PSEUDO = (ACCENTED, MIRRORED)
_PLACE = re.compile(r"({[^}]*})")
_WORD = re.compile(r"[A-Za-z’]+")
_ACCENTS = str.maketrans("aeiouycnAEIOUCN", "äéîöúýçñÄÉÎÖÚÇÑ")
_ARABIC = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz’", "ابصدهفجحيكقلمنوبقرسطعغشخثزا", strict=True))
    | {"?": "؟", ",": "،", ";": "؛"}
)


def said(text, language):
    """Return a text in a pseudo-language; places in braces stay."""
    parts = _PLACE.split(text)
    return "".join(part if _PLACE.fullmatch(part) else _said(part, language) for part in parts)


def _said(part, language):
    longer = _WORD.sub(lambda found: _stretched(found[0]), part)
    return longer.translate(_ACCENTS) if language == ACCENTED else longer.lower().translate(_ARABIC)


def _stretched(word):
    """Return a word made longer, vowels first; of one letter it stays."""
    wanted = round(len(word) * STRETCH)
    letters = list(word)
    places = [place for place, letter in enumerate(letters) if letter.lower() in "aeiouy"] or list(range(len(letters)))
    while len("".join(letters)) < wanted:
        for place in places:
            if len("".join(letters)) < wanted:
                letters[place] += word[place].lower()
    return "".join(letters)


def office_in(office, languages=PSEUDO):
    """Return an office that offers pseudo-languages, in which everything is translated."""
    made = {code: {each: said(each, code) for each in untranslated(office, code)} for code in languages}
    return replace(office, languages=("en", *languages), translations={**office.translations, **made})


@contextmanager
def pseudo_catalogues(folder):
    """Put catalogues of the pseudo-languages in the place of the real ones."""
    for code in PSEUDO:
        catalog = Catalog(locale="en", charset="utf-8")
        for message in words.messages():
            one = message if isinstance(message, str) else message[0]
            many = (said(message[0], code), said(message[1], code)) if not isinstance(message, str) else said(one, code)
            catalog.add(message, many)
        path = folder / code / "LC_MESSAGES" / "greeter.mo"
        path.parent.mkdir(parents=True)
        path.write_bytes(words.compiled(catalog))
    before, texts.LOCALE_FOLDER = texts.LOCALE_FOLDER, folder
    texts.texts_for.cache_clear()
    try:
        yield
    finally:
        texts.LOCALE_FOLDER = before
        texts.texts_for.cache_clear()
