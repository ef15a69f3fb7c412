"""A name as it is said to the person: with a title where one is known, or not at all where it can't be said."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SPOKEN_NAME = 40

_TITLES = {
    "mr": "Mr.", "mrs": "Mrs.", "ms": "Ms.", "mx": "Mx.", "miss": "Miss", "dr": "Dr.", "prof": "Prof.", "rev": "Rev.",
    "sra": "Sra.", "sr": "Sr.", "mme": "Mme", "m": "M.",
}  # fmt: skip
_TITLED = re.compile(r"([A-Za-z]+)\.? +(\S.*)")


def polite_name(name: str | None, title: str = "") -> str:
    """Return how to address a visitor: `Ms. Okafor` where a title is known, else the name as it was given.

    Only the first line counts. A name that can't be said (too long, or no letters) gives an empty text. A title is never guessed.
    """
    clean = _one_line(name or "")
    given_title, rest = split_title(clean)
    title = _TITLES.get(title.strip(" .").lower(), title.strip()) or given_title
    if title and rest:
        rest = f"{title} {rest.split()[-1]}"
    return _sayable(rest)


def first_name(name: str) -> str:
    """Return how colleagues call each other before a visitor: `Dana` for "Dana Reyes" and for "dana"."""
    said = _one_line(name).partition(" ")[0]
    return _sayable(said.capitalize() if said.islower() else said)


def split_title(name: str) -> tuple[str, str]:
    """Return title and name of what a visitor wrote.

    >>> split_title("ms Maria Okafor")
    ('Ms.', 'Maria Okafor')
    """
    found = _TITLED.fullmatch(name.strip())
    if found and (title := _TITLES.get(found[1].lower())) and found[1].lower() != "m":
        return title, found[2]
    return "", name.strip()


def visible(text: str) -> str:
    """Return a text without control signs, unpaired halves, and what turns its direction."""
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}
    )


def _sayable(name: str) -> str:
    return name if len(name) <= LONGEST_SPOKEN_NAME and any(sign.isalpha() for sign in name) else ""


def _one_line(text: str) -> str:
    lines = visible(text).strip().splitlines()
    return " ".join(lines[0].split()) if lines else ""
