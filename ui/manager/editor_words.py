"""What the fields of an office file are called in the manager's window, and what is said beneath them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.editing import HOURS_PART, OFFICE_PART
from greeter.catalogue.translating import SEARCHED, told_apart
from greeter.languages import language_of
from greeter.model.catalogue import Order

if TYPE_CHECKING:
    from greeter.texts import Texts


def field_words(texts: Texts, part: str, key: str) -> tuple[str, str]:
    """Return the label of a field, and a word on it; empty where it needs none."""
    language, own = told_apart(part)
    if language:
        return (texts("What visitors may type or say for it"), texts("One a line.")) if key == SEARCHED else (key, "")
    kind = own.partition("/")[0]
    if kind in _FIELDS:
        return _FIELDS[kind](texts)[key]
    return _hours(texts, key)


def choices_of(texts: Texts, key: str) -> list[tuple[str, str]]:
    """Return what may be chosen in a field, the usual first, and its words; nothing where it is written freely."""
    if key != "order":
        return []
    return [
        (Order.PROMISE.value, texts("Who has used most of our promise")),
        (Order.ARRIVAL.value, texts("Who came first")),
        (Order.CLASSES.value, texts("By the priority of the service")),
    ]


def _service(texts: Texts) -> dict[str, tuple[str, str]]:
    one_a_line = texts("One a line.")
    return {
        "name": (texts("Name, as a visitor would say it"), ""),
        "hint": (texts("Two or three examples"), texts("Visitors read it beneath the name.")),
        "description": (texts("What it is for"), ""),
        "standard": (texts("Our promise: wait at most so many minutes"), ""),
        "bring": (texts("What to bring"), one_a_line),
        "fee": (texts("What it costs"), ""),
        "step": (
            texts("Next steps, in order"),
            texts("One a line. Begin with “Clerk:” or “Office:” where it is not the visitor’s."),
        ),
        "synonyms": (texts("What visitors may type or say for it"), one_a_line),
        "happens": (texts("What happens at the counter"), one_a_line),
        "usually_missing": (texts("What visitors most often lack"), texts("For clerks.")),
        "before_transfer": (texts("What to know before sending them on"), texts("For clerks.")),
        "self_help": (texts("What can be done without waiting, and where"), ""),
        "skills": (texts("Skills that a counter needs for it"), texts("One a line. Empty: every counter serves it.")),
        "ask": (texts("Who knows more"), texts("One a line. Clerks find them beside the service.")),
        "words": (texts("Official words that visitors meet here"), texts("One a line, as under “Words explained”.")),
        "minutes": (texts("Minutes that it usually takes at the counter"), ""),
        "letter": (texts("First letter of its tickets"), texts("Each service has its own.")),
        "programme": (texts("Group that it belongs to"), texts("Services of a group may share a letter.")),
        "icon": (texts("Icon"), texts("A name of Lucide’s, such as house.")),
    }


def _counter(texts: Texts) -> dict[str, tuple[str, str]]:
    return {
        "place": (texts("Where it is"), texts("Visitors read it when they are called.")),
        "area": (texts("Part of the building whose board calls to it"), texts("Empty: no part of its own.")),
        "skills": (texts("Skills"), texts("One a line. Services that need others are not called here.")),
    }


def _directory(texts: Texts) -> dict[str, tuple[str, str]]:
    return {
        "name": (texts("Name"), texts("A person, a desk or another office.")),
        "knows": (texts("What they know about"), texts("Clerks find them by these words.")),
        "phone": (texts("Phone"), ""),
        "room": (texts("Room"), ""),
        "email": (texts("E-mail"), ""),
    }


def _glossary(texts: Texts) -> dict[str, tuple[str, str]]:
    return {
        "word": (texts("Word"), texts("Services that name it follow.")),
        "meaning": (texts("What it means, in plain words"), texts("It goes on after the word.")),
        "also": (texts("Other forms of the word"), texts("One a line. Capitals and plurals are found by themselves.")),
    }


def _office(texts: Texts) -> dict[str, tuple[str, str]]:
    one_a_line = texts("One a line.")
    return {
        "name": (texts("Name of the office"), ""),
        "address": (texts("Address"), ""),
        "phone": (texts("Phone"), ""),
        "website": (texts("Website"), ""),
        "where_to_wait": (texts("Where to wait"), texts("One sentence, on the ticket.")),
        "order": (texts("Who is next"), ""),
        "usual_clerks": (texts("How many clerks usually serve"), ""),
        "last_ticket_minutes": (texts("Last ticket so many minutes before closing"), ""),
        "full_at": (texts("No more tickets with so many waiting"), texts("Empty: no limit.")),
        "late_minutes": (texts("An appointment is late after so many minutes"), texts("Empty: 15.")),
        "languages": (
            texts("Languages of the kiosk"),
            texts("One code a line, such as es. A language is offered where its texts are complete."),
        ),
        "sensitive_words": (texts("Words that tell of hardship here"), one_a_line),
    }


def _hours(texts: Texts, key: str) -> tuple[str, str]:
    if key == "closed":
        return texts("Closed on"), texts("One day a line, such as 2026-12-25.")
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hint = texts("Such as 8:00-12:00, 13:00-16:30. Empty: closed.") if key == days[0] else ""
    return texts.weekday(days.index(key)), hint


_FIELDS = {
    "service": _service, "counter": _counter, "directory": _directory, "glossary": _glossary, OFFICE_PART: _office,
}  # fmt: skip


def part_words(texts: Texts, part: str, name: str) -> str:
    """Return what a part is called, where it stands by itself: `name` is that of its service, or the number of its counter."""
    language, own = told_apart(part)
    if language:
        return texts("{part} in {language}", part=part_words(texts, own, name), language=language_words(language))
    kind = part.partition("/")[0]
    if kind == "counter":
        return texts("Counter {counter}", counter=name)
    return {OFFICE_PART: texts("The office"), HOURS_PART: texts("Opening hours")}.get(kind, name)


def language_words(code: str) -> str:
    """Return what a language is called."""
    return language_of(code).english_name


def kind_words(texts: Texts, kind: str) -> str:
    """Return what the parts of a kind are called together."""
    return {
        "service": texts("Services"),
        "glossary": texts("Words explained"),
        "directory": texts("Whom to ask"),
    }.get(kind, "")


def new_words(texts: Texts, kind: str) -> str:
    """Return the label of the field that a new part is named in."""
    return {
        "counter": texts("Number of a new counter"),
        "service": texts("Name of a new service"),
        "glossary": texts("A new word"),
        "directory": texts("Name of somebody new"),
    }.get(kind, "")
