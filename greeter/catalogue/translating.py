"""What a part of an office file says in another language, as a form: a field for each of its sentences, and what visitors may type.

The part "translation/es/service/permit" is what the service says in Spanish. Its fields are named by the office's own sentences, as in
`[translation.es]`; a sentence that stands in several parts is a field of each, and translated once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from greeter.catalogue.fields import Field, Form, as_text, as_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRANSLATION = "translation"
SEARCHED = "?"
"""In the place of a sentence: what visitors type who speak that language."""
_SAID = {
    "service": ("name", "hint", "description", "bring", "fee", "happens", "step", "usually_missing", "self_help"),
    "counter": ("place", "area"),
    "office": ("name", "where_to_wait"),
    "directory": ("name", "knows", "room"),
    "glossary": ("word", "meaning", "also"),
}
"""What visitors read of each kind of part (`greeter.model.spoken` says it to them)."""
_A_LINE = 40
"""Signs; a longer sentence is written in a field of several lines."""


def translation_of(part: str, language: str) -> str:
    """Return the part that is another part's translation."""
    return f"{TRANSLATION}/{language}/{part}"


def told_apart(part: str) -> tuple[str, str]:
    """Return the language of a part and the part that it translates; a part of the office's own language has none."""
    if not part.startswith(f"{TRANSLATION}/"):
        return "", part
    _, language, own = part.split("/", 2)
    return language, own


def languages_of(data: Mapping[str, Any]) -> list[str]:
    """Return the languages that an office translates into."""
    office = data.get("office", {})
    return [code for code in office.get("languages", ()) if code != office.get("language", "en")]


def is_read(kind: str) -> bool:
    """Whether visitors read anything of a kind of parts."""
    return kind in _SAID


def sentences_of(kind: str, table: Mapping[str, Any]) -> list[str]:
    """Return what visitors read of a part, each sentence once, in the order of its form."""
    return list(dict.fromkeys(sentence for key in _SAID.get(kind, ()) for sentence in _said(table.get(key))))


def fields_of_translation(kind: str, table: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return a field for each sentence of a part; a service has one for the words of its search, too."""
    said = [Field(one, Form.LINE if len(one) <= _A_LINE else Form.TEXT) for one in sentences_of(kind, table)]
    return (*said, Field(SEARCHED, Form.LINES)) if kind == "service" else tuple(said)


def said_in(data: Mapping[str, Any], part: str, field: Field) -> str:
    """Return what stands in a field of a translation."""
    language, own = told_apart(part)
    if field.key == SEARCHED:
        return as_text(field, data.get("search", {}).get(language, {}).get(own.partition("/")[2]))
    return str(data.get(TRANSLATION, {}).get(language, {}).get(field.key, ""))


def say_in(data: dict[str, Any], part: str, field: Field, text: str) -> None:
    """Put into a file's tables how a sentence is said in another language; empty takes it out."""
    language, own = told_apart(part)
    searched = field.key == SEARCHED
    kind, key = ("search", own.partition("/")[2]) if searched else (TRANSLATION, field.key)
    value = as_value(field, text, None)
    if value:
        data.setdefault(kind, {}).setdefault(language, {})[key] = value
    else:
        data.get(kind, {}).get(language, {}).pop(key, None)


def place_of_finding(where: str) -> tuple[str, str, str] | None:
    """Return language, field, and for the words of a search the service, of a finding: `office.toml, line 9, translation, es, Build or repair`."""
    found = re.search(r", line \d+, (translation|search), ([^,]+), (.+)$", where, re.DOTALL)
    if found is None:
        return None
    if found[1] == TRANSLATION:
        return found[2], found[3], ""
    return found[2], SEARCHED, re.sub(r" \d+$", "", found[3])


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, dict):
        yield from (value[key] for key in ("what", "detail") if value.get(key))
    elif isinstance(value, list):
        for one in value:
            yield from _said(one)
