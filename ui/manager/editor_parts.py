"""The list of a page that changes the office file, and the form of one of its parts, put into words from what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.catalogue.editing import GONE, NEW, fields_of, part_after, renamed, with_edits
from greeter.catalogue.translating import is_read, languages_of, told_apart
from greeter.guidance.folded import folded
from ui.manager.editor_state import FieldWords, PartWords, about_words, icon_of, name_of
from ui.manager.editor_words import choices_of, field_words, language_words, part_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greeter.catalogue.editing import Edits
    from greeter.catalogue.fields import Field
    from greeter.texts import Texts

LEAST_SEARCHED = 8
"""A list of fewer parts is seen at a glance: nothing is searched in it."""


def touched(edits: Edits, part: str) -> Edits:
    """Return what is written of a part, its translations with it."""
    return {one: changed for one, changed in edits.items() if told_apart(one)[1] == part}


def part_shown(
    texts: Texts, data: Mapping[str, Any], edits: Edits, part: str, published: Mapping[str, str], *, wrong: bool
) -> PartWords:
    """Say a part in the list: what it is, or what is written of it."""
    changed = edits.get(part, {})
    fields = sum(len(one) for one in touched(edits, part).values())
    about = about_words(texts, {**published, **changed}, part)
    if wrong:
        about = texts("Something to mend")
    elif GONE in changed:
        about = texts("Goes when you publish")
    elif NEW in changed:
        about = texts("New")
    elif fields:
        about = texts.count(fields, "{n} field changed", "{n} fields changed")
    name = changed.get("name") or changed.get("word") or name_of(data, part)
    return PartWords(part, part_words(texts, part, name), about, bool(fields), wrong, icon_of(data, part))


def found_among(
    parts: Iterable[PartWords], values: Mapping[str, Mapping[str, str]], words: str
) -> tuple[PartWords, ...]:
    """Return the parts in whose name or fields all of some words stand."""
    sought = folded(words).split()

    def holds(one: PartWords) -> bool:
        text = folded(" ".join((one.name, *values.get(one.part, {}).values())))
        return all(word in text for word in sought)

    return tuple(one for one in parts if holds(one))


def form_of(texts: Texts, data: Mapping[str, Any], edits: Edits, part: str) -> tuple[FieldWords, ...]:
    """Return the fields of a part; those of a translation are the sentences as they are written now."""
    language, own = told_apart(part)
    kind = own.partition("/")[0]
    changed = {own: edits.get(own, {})}
    now, called = data, part
    if language:
        now, called = with_edits({kind: data.get(kind, [])}, changed), part_after(part, renamed(changed))
    return tuple(_field_shown(texts, data, part, field) for field in fields_of(called, now))


def _field_shown(texts: Texts, data: Mapping[str, Any], part: str, field: Field) -> FieldWords:
    label, hint = field_words(texts, part, field.key)
    known = _known(data, field.key)
    if known:
        hint = f"{hint} {texts('In use: {words}.', words=', '.join(known))}"
    return FieldWords(field, label, hint, tuple(choices_of(texts, field.key)))


def _known(data: Mapping[str, Any], key: str) -> list[str]:
    """Return what may stand in a field that names things of the file by words that no list shows."""
    if key == "ask":
        return [str(one.get("id")) for one in data.get("directory", ())]
    if key == "skills":
        return sorted(
            {
                str(skill)
                for kind in ("service", "counter")
                for one in data.get(kind, ())
                for skill in one.get("skills", ())
            }
        )
    return []


def languages_shown(data: Mapping[str, Any], part: str) -> tuple[tuple[str, str], ...]:
    """Return the languages in which a part is written; none where visitors read nothing of it, or the office has but one."""
    codes = languages_of(data)
    if not codes or not is_read(part.partition("/")[0]):
        return ()
    own = str(data["office"].get("language", "en"))
    return ("", language_words(own)), *((code, language_words(code)) for code in codes)


def differing_words(texts: Texts, data: Mapping[str, Any], differing: Iterable[tuple[str, str]]) -> str:
    """Say in which fields of which parts a version differs, one a line. data: the version's tables."""
    said = []
    for part, key in differing:
        name = part_words(texts, part, name_of(data, part))
        said.append(texts("{part}: {field}", part=name, field=field_words(texts, part, key)[0]) if key else name)
    return "\n".join(said)
