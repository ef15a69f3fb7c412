"""What a clerk may say first: a greeting, thanks or an apology for the wait, and the reason in the visitor's own words.

To add a phrase: 1. its sentence here, through `texts`; 2. its case in `tests/greeter/test_phrases.py`; 3. the sentence in each language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.greeting import greeting
from greeter.guidance.own_words import quoted, turned
from greeter.model.visit import Familiarity

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.texts import Texts

THANKS_FROM = 2
"""Minutes of wait from which a visitor is thanked for waiting."""
NEAR_SHARE = 0.8
FAR_SHARE = 2.0
FAR_FROM = 20
"""The apology says how long it was from so many times the promised wait, and so many minutes."""
LONGEST_SPOKEN_NAME = 40

_TITLES = {
    "mr": "Mr.", "mrs": "Mrs.", "ms": "Ms.", "mx": "Mx.", "miss": "Miss", "dr": "Dr.", "prof": "Prof.", "rev": "Rev.",
    "sra": "Sra.", "sr": "Sr.", "mme": "Mme", "m": "M.",
}  # fmt: skip
_TITLED = re.compile(r"([A-Za-z]+)\.? +(\S.*)")


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """What to say to this visitor first, and what to mind while saying it."""

    say: str
    """“Good morning, Ms. Okafor. Thank you for waiting. ...”, without the quotation marks."""
    acknowledge: str
    """“Waited 18 of 15 min, 3 over. Acknowledge it first.”; empty while nothing needs to be acknowledged."""
    late: bool
    """Whether the promise was missed, in the whole minutes that people are shown."""


def polite_name(name: str | None, title: str = "") -> str:
    """Return how to address a visitor: `Ms. Okafor` where a title is known, else the name as it was given.

    Only the first line counts. A name that can't be said (too long, or no letters) gives an empty text. A title is never guessed.
    """
    clean = _one_line(name or "")
    given_title, rest = split_title(clean)
    title = _TITLES.get(title.strip(" .").lower(), title.strip()) or given_title
    if title and rest:
        rest = f"{title} {rest.split()[-1]}"
    return rest if len(rest) <= LONGEST_SPOKEN_NAME and any(sign.isalpha() for sign in rest) else ""


def split_title(name: str) -> tuple[str, str]:
    """Return title and name of what a visitor wrote.

    >>> split_title("ms Maria Okafor")
    ('Ms.', 'Maria Okafor')
    """
    found = _TITLED.fullmatch(name.strip())
    if found and (title := _TITLES.get(found[1].lower())) and found[1].lower() != "m":
        return title, found[2]
    return "", name.strip()


def opening_line(
    texts: Texts,
    *,
    local_time: datetime,
    waited_minutes: float,
    target_minutes: float,
    name: str | None = None,
    title: str = "",
    reason: str = "",
    service_name: str = "",
    returning: Familiarity = Familiarity.UNKNOWN,
) -> OpeningLine:
    """Return what to say first to a visitor who has just been called.

    `reason` is in the visitor's words and may be empty, as may `service_name`, what they chose. Waits are in minutes.
    """
    waited, promised = int(waited_minutes), int(target_minutes)
    sentences = [_greeting_by_name(texts, local_time, polite_name(name, title))]
    if returning is Familiarity.RETURNING:
        sentences.append(texts("Welcome back."))
    sentences += _about_the_wait(texts, waited, promised)
    sentences.append(said_back(texts, reason, service_name))
    return OpeningLine(" ".join(sentences), _acknowledge(texts, waited, promised), waited > promised)


def said_back(texts: Texts, reason: str, service_name: str = "") -> str:
    """Return the reason as a question to the visitor: turned where that is safe, else quoted; or an open question."""
    said = quoted(_visible(reason))
    if not any(sign.isalnum() for sign in said):
        if service_name:
            return texts("You chose “{service}”, right?", service=service_name)
        return texts("How can I help you today?")
    repeated = turned(_visible(reason)) if texts.language == "en" else None
    if repeated:
        return texts("{you_would_like}, right?", you_would_like=repeated)
    return texts("You said: “{words}”. Did I get that right?", words=said)


def _greeting_by_name(texts: Texts, local_time: datetime, name: str) -> str:
    if not name:
        return greeting(texts, local_time)
    return texts("{greeting}, {name}.", greeting=greeting(texts, local_time).rstrip(".。"), name=name)


def _about_the_wait(texts: Texts, waited: int, promised: int) -> list[str]:
    if waited < THANKS_FROM:
        return []
    sentences = [texts("Thank you for waiting.")]
    if waited >= max(FAR_FROM, FAR_SHARE * promised):
        sentences.append(texts("I’m very sorry: {n} minutes is far too long.", n=waited))
    elif waited > promised:
        sentences.append(texts("I’m sorry it was longer than we promise."))
    return sentences


def _acknowledge(texts: Texts, waited: int, promised: int) -> str:
    if waited > promised:
        return texts(
            "Waited {n} of {target} min, {over} over. Acknowledge it first.",
            n=waited,
            target=promised,
            over=waited - promised,
        )
    if waited >= max(THANKS_FROM, NEAR_SHARE * promised):
        return texts("Waited {n} of {target} min, near. Thank them first.", n=waited, target=promised)
    return ""


def _one_line(text: str) -> str:
    lines = _visible(text).strip().splitlines()
    return " ".join(lines[0].split()) if lines else ""


def _visible(text: str) -> str:
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}
    )
