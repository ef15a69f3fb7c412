"""The script of one Tuesday morning in the sample town hall: who came when, who was called where, and when it was over.

Numbers are what the letters count up to; calls go through `call_next`, so the order of the line must give exactly these numbers. Until 9:30 four
clerks work, then Sam goes home ill: "one clerk of four is out".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from greeter.model.visit import Channel, Familiarity, Need

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = date(2026, 11, 24)
HERO = "P014"
"""Whom the pictures follow."""
ILL = "4", "9:30:00", "Went home ill"
"""Counter, time and reason of the clerk who is out."""
TOLD_MINUTES = 9, 14, 20
"""What the hero is told, as in the pictures: P10, P50 and P90. The reason is the morning's own."""
ANSWER_SECONDS = 15
"""From the call to the desk."""

LINES = """
T001 8:01:30 2 8:01:40 8:04:40
T002 8:04:00 3 8:04:10 8:08:50
T003 8:04:10 4 8:04:20 8:11:40
E001 8:08:00 1 8:08:10 8:11:10
T004 8:11:00 2 8:11:10 8:20:20
B001 8:13:00 3 8:13:10 8:28:00
D001 8:13:10 1 8:13:20 8:17:20
T005 8:14:20 4 8:14:30 8:23:10
T006 8:17:00 2 8:20:50 8:28:00
P001 8:18:10 4 8:23:50 8:34:30
D002 8:19:40 1 8:19:50 8:24:30
B002 8:20:30 2 8:28:20 8:45:30
P002 8:25:50 3 8:28:50 8:37:10
P003 8:26:40 3 8:38:00 8:50:10
T007 8:26:50 4 8:35:10 8:46:20
P004 8:27:10 2 8:46:10 8:55:00
V001 8:27:30 1 8:27:40 8:37:00
V002 8:34:30 1 8:37:50 8:50:50
P005 8:38:20 3 8:50:50 9:07:40
B003 8:38:50 2 8:55:40 9:09:40
T008 8:40:10 4 8:46:40 8:55:30
P006 8:45:50 4 8:56:00 9:03:50
B004 8:50:20 4 9:04:10 did-not-come
V003 8:52:30 1 8:52:40 9:09:20
T009 8:58:50 - 9:05:00 left
T010 9:05:40 4 9:05:50 9:13:00
T011 9:06:50 3 9:08:30 9:13:40
P007 9:07:10 2 9:10:00 9:24:00
V004 9:07:30 1 9:09:40 9:25:40
P008 9:12:30 4 9:13:30 9:22:00
T012 9:15:20 3 9:15:30 9:20:00
T013 9:16:40 3 9:20:40 9:24:10
V005 9:17:40 1 9:26:30 9:42:20
T014 9:17:50 4 9:22:30 9:27:30
P009 9:18:10 3 9:24:40 9:33:00
T015 9:20:00 2 9:24:30 9:35:50
T016 9:23:00 3 9:33:50 9:41:10
P010 9:23:10 2 9:36:40 9:46:30
B005 9:27:10 3 9:42:00 9:58:10
P011 9:29:00 2 9:47:20 9:53:00
D003 9:35:00 1 9:43:10 9:50:50
V006 9:35:20 1 9:51:40 10:00:00
T017 9:38:00 2 9:53:50 9:58:20
P012 9:44:00 2 9:59:00 held
P013 9:48:00 3 9:59:30 10:09:10
V007 9:50:00 1 10:00:20 10:19:10
B006 9:56:30 3 10:09:30 10:15:50
T018 10:00:10 2 10:08:30 10:13:40
V008 10:01:20 1 10:19:30 there
P014 10:05:00 3 10:23:00 there
T019 10:06:10 2 10:14:00 10:19:40
D004 10:07:00 3 10:16:10 10:22:30
T020 10:08:00 2 10:20:00 10:23:50
V009 10:09:00
P015 10:11:00 2 10:25:20 there
P016 10:18:00
V010 10:20:00
P017 10:22:00
T021 10:24:00
B007 10:25:30
D005 10:27:00
E002 10:28:00
P018 10:29:00
"""
"""Number, arrival; counter and time of the call; when the service ended. `there`: still at the counter. `held`: see `HOLDS`."""

HOLDS = (
    ("10:08:00", "hold", "P012", "Calling home for the tax number"),
    ("10:24:10", "resume", "P012", "2"),
    ("10:25:00", "hold", "P012", "Fetching a site plan from the car"),
)
"""What P012 did between: time, act, number, and the reason or the counter."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What one of them told, as far as the pictures show it; the others said nothing in particular."""

    reason: str = ""
    name: str = ""
    say_name: str = ""
    language: str = "en"
    needs: tuple[Need, ...] = ()
    familiarity: Familiarity = Familiarity.UNKNOWN
    channel: Channel = Channel.COUNTER
    appointment: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Personal fields that the clerk fills in at the counter."""


VISITORS = {
    "P012": Visitor("add a room over the garage", familiarity=Familiarity.NEW),
    "P013": Visitor("new windows", name="Harold Jensen"),
    "P014": Visitor(
        "I want to build a deck behind my house", "Ms. Maria Okafor", "oh-KAH-for", needs=(Need.SEAT,), familiarity=Familiarity.NEW,
        facts={
            "say_name": "oh-KAH-for",
            "brought": "Photo ID, drawing with sizes",
            "missing": "A plot plan",
            "expects": "To build in May, before a family visit",
        },
    ),
    "P015": Visitor("put up a shed", name="Ravi Patel"),
    "P016": Visitor("a fence"),
    "T021": Visitor(familiarity=Familiarity.RETURNING),
    "P017": Visitor(language="es", name="Lucia Romero"),
    "D005": Visitor(familiarity=Familiarity.NEW),
    "P018": Visitor("fix my porch", needs=(Need.WHEELCHAIR,)),
    "V008": Visitor("death certificate", needs=(Need.QUIET,)),
    "V009": Visitor("marriage license"),
    "V010": Visitor("copy of my birth certificate", needs=(Need.QUIET,)),
    "E002": Visitor(familiarity=Familiarity.NEW),
    "B007": Visitor("food truck", name="Rosa Delgado", channel=Channel.APPOINTMENT, appointment="10:45:00"),
}  # fmt: skip
"""What is known of some of them, by number."""

NOTE = "10:27:00", "Deck is 12 by 16 ft, 20 in. high. No stairs to the lot line."
TICKED = "10:29:00", 2
"""When the clerk ticked the first steps of the deck, and how many."""


@dataclass(frozen=True, slots=True)
class Line:
    """One visitor's morning. Times are `H:MM:SS`; empty where it had not happened at half past ten."""

    number: str
    arrived: str
    counter: str = ""
    called: str = ""
    ended: str = ""
    """A time, or `left`, `did-not-come`, `there`, `held`."""


def lines() -> list[Line]:
    """Return the script, in the order of arrival."""
    return [Line(*text.split()) for text in LINES.strip().splitlines()]
