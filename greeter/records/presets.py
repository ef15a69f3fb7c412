"""The retention table of an office: a preset of a jurisdiction, with the office's own periods in the place of its.

To add a preset: a file in `resources/retention`, named by what an office file calls it. Cite only what you have read, and say whom to ask.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from greeter.model.retention import KEEP, Action, DataClass, Period, Rule, Trigger, period_of
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.model.retention import Retention

FOLDER = RESOURCES / "retention"
DEFAULT = "general"
"""Shown where an office has chosen none; nothing goes by itself then."""
HELPS = "To help the visitor in this visit"


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of data: what it is, what for, from when its period counts. fixed: how long it is kept where no setting changes that."""

    says: str
    purpose: str
    trigger: Trigger = Trigger.END_OF_VISIT
    action: Action = Action.FORGET
    fixed: str = ""
    citation: str = ""


KINDS: dict[DataClass, Kind] = {
    DataClass.WORDS: Kind("What visitors said: reason, what they brought, miss and expect", HELPS),
    DataClass.NAME: Kind("Names, and how they are said", "To call and greet"),
    DataClass.CONTACT: Kind("Phone numbers and addresses", "To call back, and to tell of a turn"),
    DataClass.SUMMARY: Kind("Summaries that visitors agreed to, and take home", "To have one account of what was agreed"),
    DataClass.NOTES: Kind("Notes of staff, and why somebody was on hold", HELPS),
    DataClass.COMMENT: Kind("Words in answers to the survey", "To make the service better"),
    DataClass.STEPS: Kind("Next steps in the words of a clerk", "To know what was agreed and owed"),
    DataClass.APPOINTMENTS: Kind(
        "Name, contact and note of appointments", "To find an appointment at the kiosk", Trigger.APPOINTMENT
    ),
    DataClass.DRAFTS: Kind(
        "What was begun and not kept, on a counter’s machine", "To outlive a crash", Trigger.LAST_KEY, Action.ITSELF,
        "7 days", "docs/decisions/0027-drafts.md",
    ),
    DataClass.KEPT_TICKETS: Kind(
        "Tickets that a kiosk keeps while the server is away", "To lose no visitor", Trigger.HANDED_IN, Action.ITSELF,
        "0 days", "docs/decisions/0011-kept-tickets.md",
    ),
    DataClass.COPIES: Kind(
        "Copies of the store, with all that it held", "To restore a damaged store", Trigger.COPY, Action.ITSELF,
        "15 days", "docs/decisions/0009-copies-and-restore.md",
    ),
    DataClass.FACTS: Kind(
        "When and for what visits came, waits, needs, language, answers 1 to 5", "The figures", Trigger.NOTHING, Action.KEEP
    ),
    DataClass.JOURNAL: Kind(
        "The journal: acts of staff, sign-ins, who read what", "To prove the records", Trigger.NOTHING, Action.KEEP
    ),
    DataClass.PEOPLE: Kind(
        "Names of those who work or worked here; no PIN once they are let go", "To know who signed what",
        Trigger.NOTHING, Action.KEEP,
    ),
}  # fmt: skip
"""Every class, in the order of the table."""
SETTABLE = tuple(data for data, kind in KINDS.items() if kind.action is Action.FORGET)
"""Classes whose period an office may set."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A jurisdiction's periods, and its codes for what is withheld in a disclosure. check: whom to ask before relying on it."""

    id: str
    name: str
    place: str
    citation: str
    check: str
    periods: dict[DataClass, Period]
    reasons: dict[str, str]
    third_party: str
    staff: str


@dataclass(frozen=True, slots=True)
class RetentionTable:
    """What an office keeps, how long, and by which rule. chosen: whether its office file names the preset."""

    preset: Preset
    rules: tuple[Rule, ...]
    chosen: bool

    def rule(self, data: DataClass) -> Rule:
        """Return the line of a class."""
        return next(rule for rule in self.rules if rule.data is data)

    @property
    def forgetting(self) -> tuple[Rule, ...]:
        """The lines of what is forgotten some day."""
        return tuple(rule for rule in self.rules if rule.action is Action.FORGET and rule.period is not None)


def preset_names() -> tuple[str, ...]:
    """Return the names of all presets, the default first."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return (DEFAULT, *(name for name in names if name != DEFAULT))


@cache
def read_preset(name: str) -> Preset:
    """Return a preset by its name. Raises KeyError where there is none."""
    if name not in preset_names():
        raise KeyError(name)
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    periods = {DataClass(key): period for key, text in data["periods"].items() if (period := period_of(text))}
    withheld = data["withheld"]
    return Preset(
        name, data["name"], data["place"], data["citation"], data["check"], periods, data["reasons"],
        withheld["third-party"], withheld["staff"],
    )  # fmt: skip


def table_of(office: Office) -> RetentionTable:
    """Return the retention table of an office."""
    said = office.retention
    preset = read_preset(said.preset or DEFAULT)
    return RetentionTable(preset, tuple(_rule(data, preset, said) for data in KINDS), bool(said.preset))


def _rule(data: DataClass, preset: Preset, said: Retention) -> Rule:
    kind, own = KINDS[data], dict(said.periods).get(data)
    if kind.action is not Action.FORGET:
        period = _fixed(kind.fixed)
        return Rule(data, kind.says, kind.purpose, kind.trigger, kind.action, period, kind.citation)
    period = preset.periods[data] if own is None else None if own == KEEP else period_of(own)
    citation = preset.citation if own is None else "The office’s own period, in its office file"
    return Rule(
        data, kind.says, kind.purpose, kind.trigger, kind.action, period, citation, own=own is not None
    )  # fmt: skip


def _fixed(text: str) -> Period | None:
    return Period(0, "day") if text == "0 days" else period_of(text)
