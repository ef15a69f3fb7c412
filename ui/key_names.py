"""How a key of the on-screen keyboard is called, by the voice and to assistive technology. Signs have names, and letters that sound like others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.tones import TONES

if TYPE_CHECKING:
    from greeter.texts import Texts


def key_name(texts: Texts, sign: str) -> str:
    """Return the name of what a key types: most letters and figures are called by themselves."""
    return sign if sign.isascii() and sign.isalnum() else key_names(texts).get(sign.lower(), sign)


def key_names(texts: Texts) -> dict[str, str]:
    """Return the names of all that are not called by themselves."""
    return {**_signs(texts), **_letters(texts)}


def _signs(texts: Texts) -> dict[str, str]:
    return {
        "’": texts("apostrophe"), ",": texts("comma"), ".": texts("period"), "-": texts("hyphen"), "/": texts("slash"),
        ":": texts("colon"), ";": texts("semicolon"), "(": texts("left parenthesis"), ")": texts("right parenthesis"),
        "$": texts("dollar"), "&": texts("and sign"), "@": texts("at sign"), "#": texts("number sign"),
        "?": texts("question mark"), "!": texts("exclamation mark"), "“": texts("left quote"), "”": texts("right quote"),
        "%": texts("percent"), "+": texts("plus"), "=": texts("equals"), "*": texts("star"), "_": texts("underscore"),
        "،": texts("comma"), "؛": texts("semicolon"), "؟": texts("question mark"), "¿": texts("opening question mark"),
        "¡": texts("opening exclamation mark"), "«": texts("left quote"), "»": texts("right quote"), "€": texts("euro"),
        "°": texts("degrees"), "º": texts("small raised o"), "ª": texts("small raised a"),
    }  # fmt: skip


def _letters(texts: Texts) -> dict[str, str]:
    """Of Vietnamese, mostly: its voice says ă and â as two sounds of which others are made; people name them by their marks."""
    rising, falling, asking, tumbling, heavy = TONES
    return {
        "ă": texts("a with a bowl above"), "â": texts("a with a roof above"), "ê": texts("e with a roof above"),
        "ô": texts("o with a roof above"), "ơ": texts("o with a horn"), "ư": texts("u with a horn"), "đ": texts("d with a bar"),
        rising: texts("rising tone"), falling: texts("falling tone"), asking: texts("asking tone"),
        tumbling: texts("tumbling tone"), heavy: texts("heavy tone"),
    }  # fmt: skip
