"""What an office offers: its services, counters, people to ask and opening hours.

An `Office` is read from one TOML file (`greeter.catalogue.office_file`). All texts are in the office's own language;
`greeter.model.spoken` gives it in another.

To add a field to a service: 1. here; 2. in `office_file.py`, which refuses keys it does not know; 3. in the three sample offices or as an
optional key; 4. on the screen that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.model.retention import Retention
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from greeter.model.automatic import AutomaticReport, MailServer
    from greeter.model.phrases import Phrase

HELP = "help"
"""The service of "Talk to a person": every office has it; it is not among the kiosk's choices."""


USUAL_CLASS = 5
"""The priority class of a service of which the office says nothing; there is room before and behind it."""


class Owner(StrEnum):
    """Who does a next step."""

    VISITOR = "visitor"
    CLERK = "clerk"
    OFFICE = "office"


class Order(StrEnum):
    """Who is next among those who wait."""

    PROMISE = "promise"
    """Who has used the largest share of the promised wait."""
    ARRIVAL = "arrival"
    """First come, first served."""
    CLASSES = "classes"
    """The service with the lowest priority class; within a class first come, first served."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One action towards resolution: what, whose, by when."""

    what: str
    owner: Owner = Owner.VISITOR
    detail: str = ""
    """How, where or why, in a few words: "By card or check"."""
    due_days: int | None = None
    """Working days from today; 0 is today; None is no date."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What the office promises for a service: wait at most `minutes`, in at least `share` of the visits."""

    minutes: int
    share: float = 0.8


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """An official word and what it means to a citizen."""

    word: str
    meaning: str
    also: tuple[str, ...] = ()
    """Other forms of the word: "site plan" for "plot plan"."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a visitor may come for."""

    id: str
    letter: str
    """One capital letter: the first sign of its tickets."""
    name: str
    """As a citizen would say it: "Build or repair"."""
    hint: str
    """Two or three examples: "Home, deck, fence"."""
    icon: str
    """File name without ending in `resources/icons`."""
    standard: Standard
    minutes: float
    """Typical service time at the counter, in minutes."""
    description: str = ""
    synonyms: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    fee: str = ""
    steps: tuple[NextStep, ...] = ()
    """Suggested next steps, in order."""
    happens: tuple[str, ...] = ()
    """What happens at the counter, told on kiosk and ticket: "A clerk looks at your drawing with you."."""
    words: tuple[GlossaryWord, ...] = ()
    skills: frozenset[str] = frozenset()
    """What a counter needs to serve it; empty: any counter."""
    usually_missing: str = ""
    """What visitors most often lack: "A plot plan"."""
    before_transfer: str = ""
    """What a clerk should know before sending the visitor on."""
    self_help: str = ""
    """What can be done without waiting, and where: "You can pay online at ..."."""
    ask: tuple[str, ...] = ()
    """Directory ids of those who know."""
    asks_people: bool = False
    """The kiosk asks how many they are: families and groups come for it together."""
    sensitive: bool = False
    """The kiosk shows "Leave this page", which clears the screen at once."""
    weight: float = 1.0
    """Multiplies the share of the promised wait used, when the next visitor is chosen."""
    priority_class: int = USUAL_CLASS
    """Where the office calls by classes: 1 goes first, 9 last."""
    repeat_days: int = 7
    """A visit is resolved at first contact when the matter does not come back within so many days."""
    listed: bool = True
    """Whether it is among the kiosk's choices."""
    programme: str = ""
    """The group that it belongs to, where an office has many: services of one programme may share a letter."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A numbered desk. `skills` None serves everything; a service is served where its skills are a subset."""

    id: str
    skills: frozenset[str] | None = None
    place: str = ""
    area: str = ""
    """The part of the building whose board calls to it: "Upper floor"; empty: no part of its own."""

    only: frozenset[str] | None = None
    """The services that its clerk serves today, where they said so; no office file says it."""

    def serves(self, service: Service) -> bool:
        """Whether this counter can serve the service, and does today."""
        if self.only is not None and service.id not in self.only:
            return False
        return self.skills is None or service.skills <= self.skills


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """Whom to ask: a colleague or another office."""

    id: str
    name: str
    knows: str
    phone: str = ""
    room: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """One front counter location."""

    id: str
    name: str
    zone: ZoneInfo
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    hours: dict[int, tuple[tuple[time, time], ...]]
    """Opening spans by weekday (0 Monday), in the office's zone; a missing day is closed."""
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    """Languages that the office's kiosk offers, where their texts are complete."""
    cutover_hour: int = 4
    """The hour at which the business day changes."""
    carry_over: bool = False
    """Whether visitors still waiting at the change go on waiting."""
    closed_days: frozenset[date] = frozenset()
    last_ticket_minutes: int = 0
    """So many minutes before closing the kiosk gives the last ticket."""
    full_at: int = 0
    """With so many waiting the kiosk takes no more; 0: no limit."""
    late_minutes: int = 15
    """Who comes later than so many minutes after their appointment waits as those who walked in; 0: never."""
    order: Order = Order.PROMISE
    """Who is next among those who wait."""
    web_base_url: str = ""
    """Where phone pages are served; empty: tickets carry plain text."""
    website: str = ""
    phone: str = ""
    address: str = ""
    where_to_wait: str = ""
    """One sentence: "Take a seat by the windows, behind you on the right."."""
    hourly_rate: float = 45.0
    """Loaded cost of an hour of a clerk's time, in `currency`."""
    currency: str = "$"
    goal: float = 0.8
    """The share within standard that the report is held against."""
    directory: tuple[DirectoryEntry, ...] = ()
    glossary: tuple[GlossaryWord, ...] = ()
    usual_clerks: int = 0
    """How many clerks usually serve; 0: as many as there are counters."""
    sensitive_words: tuple[str, ...] = ()
    """Words that tell of hardship here, beside those that `greeter.guidance.distress` knows: "wildfire", "shut off"."""
    retention: Retention = field(default_factory=Retention)
    """How long it keeps what it knows of visitors."""
    phrases: tuple[Phrase, ...] = ()
    """The office's own words for what clerks say; where it has none, ours are used."""
    mail: MailServer | None = None
    """By which reports are mailed."""
    automatic_reports: tuple[AutomaticReport, ...] = ()
    """Reports that are written by themselves."""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language: the office's own sentences, and how they are said there (`greeter.model.spoken`)."""
    search_words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By language and service: what visitors of that language may type, in place of the service's `synonyms`."""
    _spoken: dict[str, Office] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The office in other languages, as `greeter.model.spoken` was asked for them."""
    _by_id: dict[str, Service] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {service.id: service for service in self.services})

    def service(self, service_id: str) -> Service:
        """Return a service by its id. Raises BadInput when the office has none such."""
        found = self._by_id.get(service_id)
        if found is None:
            raise BadInput(f"This office has no service “{service_id}”.", "Choose one from the list of services.")
        return found

    def has_service(self, service_id: str) -> bool:
        """Whether the office offers the service."""
        return service_id in self._by_id

    def counter(self, counter_id: str) -> Counter:
        """Return a counter by its number. One that the file does not list serves everything."""
        return next((counter for counter in self.counters if counter.id == counter_id), Counter(counter_id))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that counters belong to, in the order of the file."""
        return tuple(dict.fromkeys(counter.area for counter in self.counters if counter.area))

    def local(self, when: datetime) -> datetime:
        """Return a time in the office's zone."""
        return when.astimezone(self.zone)

    def business_day(self, when: datetime) -> date:
        """Return the business day of a time: the local date, changing at the cut-over hour."""
        local = self.local(when)
        return local.date() - timedelta(days=1) if local.hour < self.cutover_hour else local.date()

    def day_begins(self, day: date) -> datetime:
        """Return the moment at which a business day begins, in the office's zone."""
        return datetime.combine(day, time(self.cutover_hour), self.zone)

    def is_day_over(self, when: datetime) -> bool:
        """Whether the office opens no more on the business day of a time; so on a day without hours, too."""
        day = self.business_day(when)
        spans = () if day in self.closed_days else self.hours.get(day.weekday(), ())
        return all(self.local(when) >= datetime.combine(day, closes, self.zone) for _, closes in spans)

    def open_span(self, when: datetime) -> tuple[datetime, datetime] | None:
        """Return start and end of the opening span that holds `when`, in local time, or None while closed."""
        local = self.local(when)
        if local.date() in self.closed_days:
            return None
        for opens, closes in self.hours.get(local.weekday(), ()):
            if opens <= local.time() < closes:
                day = local.date()
                return datetime.combine(day, opens, self.zone), datetime.combine(day, closes, self.zone)
        return None

    def next_opening(self, when: datetime) -> datetime | None:
        """Return when the office opens next, in local time; None when it does not within 60 days."""
        local = self.local(when)
        for ahead in range(60):
            day = local.date() + timedelta(days=ahead)
            if day in self.closed_days:
                continue
            for opens, _ in self.hours.get(day.weekday(), ()):
                start = datetime.combine(day, opens, self.zone)
                if start > local:
                    return start
        return None
