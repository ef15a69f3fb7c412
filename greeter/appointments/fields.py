"""Single fields of an appointment, cleaned; what is no value of its kind is left out or refused in words."""

from __future__ import annotations

import re

from greeter.appointments.booking import MOST_PEOPLE
from greeter.guidance.folded import words_of
from greeter.inputs import clean_text
from greeter.languages import languages
from greeter.model.visit import Need
from greeter.problems import BadInput

_BETWEEN = re.compile(r"[,;|]")
_OTHER_WORDS = {
    "loop": Need.HEARING_LOOP, "hearing": Need.HEARING_LOOP, "interpretation": Need.INTERPRETER, "time": Need.MORE_TIME,
    "chair": Need.SEAT,
}  # fmt: skip


def shortened(text: str, most: int) -> str:
    """Return clean text, cut at `most` signs: a calendar may hold whole letters."""
    return clean_text(text[: 4 * most], "It", 4 * most)[:most].strip()


def people_of(text: str) -> int | None:
    """Return how many people come; None where nothing is said. Raises BadInput."""
    said = text.strip()
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and 1 <= int(said[:4]) <= MOST_PEOPLE):
        raise BadInput(f"“{said[:20]}” is no number of people.", f"Write a figure from 1 to {MOST_PEOPLE}.")
    return int(said)


def language_code(text: str) -> str:
    """Return the code of a language that we know: "es-MX" is "es"; an empty text for none, or for one that is not listed."""
    said = text.strip().lower().replace("_", "-")
    known = {language.code for language in languages()}
    return next((code for code in (said, said.partition("-")[0]) if code in known), "")


def needs_of(text: str) -> tuple[Need, ...]:
    """Return the needs that are named, by their ids: "seat, hearing-loop". Raises BadInput for a word that is none."""
    found = []
    for part in _BETWEEN.split(text):
        words = "-".join(words_of(part))
        if not words:
            continue
        need = _OTHER_WORDS.get(words) or next((one for one in Need if one.value == words), None)
        if need is None:
            known = ", ".join(Need)
            raise BadInput(f"“{part.strip()[:30]}” is no need that we know.", f"Use these: {known}.")
        found.append(need)
    return tuple(dict.fromkeys(found))
