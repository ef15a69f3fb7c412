"""An office in a visitor's language: the same office, with its sentences as they were translated.

What has no translation stays in the office's own language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greeter.model.catalogue import GlossaryWord, Office, Service

    Say = Callable[[str], str]


def in_language(office: Office, language: str) -> Office:
    """Return the office as its visitors of a language read it. Asked for again, it is the same one."""
    code = language if language in office.translations else language.partition("-")[0]
    if code == office.language or code not in office.translations:
        return office
    if code not in office._spoken:
        office._spoken[code] = _translated(office, code)
    return office._spoken[code]


def translated(office: Office, language: str, sentence: str) -> str:
    """Return one sentence of the office in a language; as it is where there is no translation."""
    code = language if language in office.translations else language.partition("-")[0]
    return office.translations.get(code, {}).get(sentence) or sentence


def untranslated(office: Office, language: str) -> list[str]:
    """Return what visitors read that has no translation, each once, in the order of the file."""
    known = office.translations.get(language, {})
    return [sentence for sentence in dict.fromkeys(_read_by_visitors(office)) if sentence and not known.get(sentence)]


def _translated(office: Office, language: str) -> Office:
    known = office.translations[language]

    def say(sentence: str) -> str:
        return known.get(sentence) or sentence

    searched = office.search_words.get(language, {})
    return replace(
        office,
        name=say(office.name),
        where_to_wait=say(office.where_to_wait),
        services=tuple(_service(service, say, searched.get(service.id, ())) for service in office.services),
        counters=tuple(
            replace(counter, place=say(counter.place), area=say(counter.area)) for counter in office.counters
        ),
        directory=tuple(
            replace(entry, name=say(entry.name), knows=say(entry.knows), room=say(entry.room))
            for entry in office.directory
        ),
        glossary=tuple(_word(word, say) for word in office.glossary),
    )


def _service(service: Service, say: Say, searched: tuple[str, ...]) -> Service:
    """Return a service as it is said in a language. It is found by the office's own words, too: people mix languages."""
    return replace(
        service,
        name=say(service.name),
        hint=say(service.hint),
        description=say(service.description),
        synonyms=(*searched, service.name, *service.synonyms),
        bring=tuple(map(say, service.bring)),
        fee=say(service.fee),
        steps=tuple(replace(step, what=say(step.what), detail=say(step.detail)) for step in service.steps),
        happens=tuple(map(say, service.happens)),
        words=tuple(_word(word, say) for word in service.words),
        usually_missing=say(service.usually_missing),
        self_help=say(service.self_help),
    )


def _word(word: GlossaryWord, say: Say) -> GlossaryWord:
    return replace(word, word=say(word.word), meaning=say(word.meaning), also=(*map(say, word.also), word.word))


def _read_by_visitors(office: Office) -> Iterator[str]:
    yield from (
        office.name,
        office.where_to_wait,
        *(part for counter in office.counters for part in (counter.place, counter.area)),
    )
    for service in office.services:
        yield from (service.name, service.hint, service.description, *service.bring, service.fee, *service.happens)
        yield from (part for step in service.steps for part in (step.what, step.detail))
        yield from (service.usually_missing, service.self_help)
    for word in office.glossary:
        yield from (word.word, word.meaning, *word.also)
    for entry in office.directory:
        yield from (entry.name, entry.knows, entry.room)
