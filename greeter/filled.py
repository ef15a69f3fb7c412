"""What only shows once the places of a sentence are filled: a stop after "a.m.", and words that agree with a time."""

from __future__ import annotations

import re

_TWO_STOPS = re.compile(r"(?<![.\s])\.\.(?!\.)")
_ONE_O_CLOCK = re.compile(r"\blas (?=0?1[:.]\d\d)", re.IGNORECASE)


def mended(sentence: str, language: str) -> str:
    """Return a filled sentence as it is written in its language.

    >>> mended("Su cita es a las 1:15 p.m..", "es")
    'Su cita es a la 1:15 p.m.'
    """
    said = _TWO_STOPS.sub(".", sentence) if ".." in sentence else sentence
    if language.partition("-")[0] == "es" and "las " in said:
        return _ONE_O_CLOCK.sub(lambda found: found[0][:2] + " ", said)
    return said
