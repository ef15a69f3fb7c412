"""The `[phrases]` of an office file: the office's own words for what clerks say, each checked with its places."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from greeter.catalogue.plain_language import sentences
from greeter.catalogue.table import quoted
from greeter.model.phrases import PLACES, Occasion, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greeter.catalogue.table import Table

MOST_WAYS = 8
"""Ways to say the same."""
MOST_SENTENCES = 3
LONGEST_PHRASE = 200
"""Characters."""


def read_phrases(table: Table, language: str, languages: Iterable[str]) -> tuple[Phrase, ...]:
    """Return the phrases of an office's table; what has to be mended goes to its findings.

    language: the office's own, of the phrases at the top. A table within, such as `[phrases.es]`, is for another of its languages.
    """
    found = list(_phrases(table, ""))
    for code in languages:
        if code != language and table.has(code):
            inner = table.table(code)
            found += _phrases(inner, code)
            inner.finish()
    table.finish()
    return tuple(found)


def as_table(phrases: Iterable[Phrase]) -> dict[str, Any]:
    """Return phrases as the table of an office file: one way to say it as a text, several as a list; other languages last."""
    table: dict[str, Any] = {}
    for phrase in sorted(phrases, key=lambda each: each.language):
        inner = table.setdefault(phrase.language, {}) if phrase.language else table
        inner[phrase.occasion.value] = phrase.says[0] if len(phrase.says) == 1 else list(phrase.says)
    return table


def _phrases(table: Table, language: str) -> Iterator[Phrase]:
    for occasion in Occasion:
        key = occasion.value
        says = tuple(way for way in _ways(table, key) if _is_sound(table, occasion, way))
        if says:
            yield Phrase(occasion, says, language)


def _ways(table: Table, key: str) -> tuple[str, ...]:
    value = table.raw(key)
    if value is None:
        return ()
    if isinstance(value, list):
        if not value:
            table.find(key, "It is an empty list.", "Write at least one way to say it, or delete the line.")
        if len(value) > MOST_WAYS:
            table.find(key, f"It has {len(value)} ways to say it.", f"Keep the {MOST_WAYS} best.")
        return table.texts(key, longest=LONGEST_PHRASE)
    text = table.text(key, longest=LONGEST_PHRASE)
    return (text,) if text else ()


def _is_sound(table: Table, occasion: Occasion, way: str) -> bool:
    """Whether a phrase can be said; else a finding tells why not."""
    if "\n" in way:
        table.find(occasion.value, "It has more than one line.", "Write it on one line.")
        return False
    if (count := len(sentences(way))) > MOST_SENTENCES:
        table.find(occasion.value, f"It has {count} sentences.", f"Say it in at most {MOST_SENTENCES}.")
        return False
    return _places_fit(table, occasion, way)


def _places_fit(table: Table, occasion: Occasion, way: str) -> bool:
    allowed = PLACES.get(occasion, ())
    remedy = "Places here: " + " ".join(f"{{{place}}}" for place in allowed) if allowed else "There are no places here."
    try:
        named = [(name, form, turn) for _, name, form, turn in Formatter().parse(way) if name is not None]
    except ValueError:
        table.find(
            occasion.value,
            f"A brace has no partner: {quoted(way)}.",
            f"{remedy.rstrip('.')}. For a brace itself write two.",
        )
        return False
    for name, form, turn in named:
        if name not in allowed or form or turn:
            shown = "{" + name + (f"!{turn}" if turn else "") + (f":{form}" if form else "") + "}"
            table.find(occasion.value, f"The place {quoted(shown)} is not known here.", f"{remedy.rstrip('.')}.")
            return False
    return True
