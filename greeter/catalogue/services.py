"""One `[[service]]` of an office file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greeter.catalogue.table import LONGEST_NAME, closest, quoted
from greeter.model.catalogue import USUAL_CLASS, NextStep, Owner, Service, Standard
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from greeter.catalogue.table import Table
    from greeter.model.catalogue import GlossaryWord

ICONS = RESOURCES / "icons"
"""Where the icons lie, each a file `<name>.svg`."""

_ICON_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def is_icon(name: str) -> bool:
    """Whether there is an icon of this name."""
    return bool(_ICON_NAME.fullmatch(name)) and (ICONS / f"{name}.svg").is_file()


def read_service(table: Table, glossary: tuple[GlossaryWord, ...]) -> Service:
    """Return the service of a table; what has to be mended goes to the table's findings."""
    service = Service(
        id=table.id(),
        letter=_letter(table),
        name=table.name("name"),
        hint=table.name("hint"),
        icon=_icon(table),
        standard=_standard(table),
        minutes=table.number("minutes", low=0.1, high=480),
        description=table.text("description", ""),
        synonyms=table.texts("synonyms", longest=LONGEST_NAME),
        bring=table.texts("bring"),
        fee=table.text("fee", ""),
        steps=tuple(map(_step, table.tables("step"))),
        happens=table.texts("happens"),
        words=_words(table, glossary),
        skills=frozenset(table.texts("skills", longest=40)),
        usually_missing=table.text("usually_missing", ""),
        before_transfer=table.text("before_transfer", ""),
        self_help=table.text("self_help", ""),
        ask=table.texts("ask"),
        asks_people=table.flag("asks_people", default=False),
        sensitive=table.flag("sensitive", default=False),
        weight=table.number("weight", 1.0, low=0.1, high=10),
        priority_class=table.whole("priority_class", USUAL_CLASS, low=1, high=9),
        repeat_days=table.whole("repeat_days", 7, low=1, high=365),
        listed=table.flag("listed", default=True),
        programme=table.name("programme", ""),
    )
    table.finish()
    return service


def _letter(table: Table) -> str:
    letter = table.text("letter")
    if letter and not ("A" <= letter <= "Z" and len(letter) == 1):
        table.find("letter", f"{quoted(letter)} can't start a ticket number.", "Use one capital letter, A to Z.")
    return letter


def _icon(table: Table) -> str:
    icon = table.text("icon", longest=60)
    if icon and not is_icon(icon):
        known = [file.stem for file in ICONS.glob("*.svg")]
        table.find("icon", f"There is no icon {quoted(icon)}.", closest(icon, known))
    return icon


def _standard(table: Table) -> Standard:
    if not isinstance(table.raw("standard"), dict):
        return Standard(table.whole("standard", low=1, high=480))
    inner = table.table("standard")
    standard = Standard(inner.whole("minutes", low=1, high=480), inner.number("share", 0.8, low=0.01, high=1.0))
    inner.finish()
    return standard


def _step(table: Table) -> NextStep:
    due_days = table.whole("due_days", low=0, high=365) if table.has("due_days") else None
    step = NextStep(
        what=table.text("what"),
        owner=Owner(table.choice("owner", Owner, Owner.VISITOR)),
        detail=table.text("detail", ""),
        due_days=due_days,
    )
    table.finish()
    return step


def _words(table: Table, glossary: tuple[GlossaryWord, ...]) -> tuple[GlossaryWord, ...]:
    known = {entry.word: entry for entry in glossary}
    found: list[GlossaryWord] = []
    for word in table.texts("words", longest=LONGEST_NAME):
        if word in known:
            found.append(known[word])
        else:
            table.find("words", f"The glossary does not explain {quoted(word)}.", closest(word, known))
    return tuple(found)
