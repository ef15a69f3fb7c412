"""What the kiosk's window shows, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ui.kiosk.survey import Survey
from ui.kiosk.walk import Page

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.model.catalogue import Office, Service
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts
    from greeter.views.kiosk_menu import KioskMenu
    from ui.kiosk.walk import Answers, Walk
    from ui.kit.aid import Aid


class Paper(Enum):
    """What became of the paper ticket."""

    NO_PRINTER = "no printer"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


class Saving(Enum):
    """Whether a ticket is being saved; a second touch then changes nothing."""

    NO = "no"
    TICKET = "ticket"
    HELP = "help"


@dataclass(frozen=True)
class KioskState:
    """Everything that a page may show."""

    walk: Walk
    office: Office
    texts: Texts
    now: datetime
    """In the office's zone."""
    menu: KioskMenu | None
    """What was read of the store last; None before the first answer."""
    offered: tuple[str, ...]
    """Languages with complete texts."""
    aids: frozenset[Aid]
    saving: Saving = Saving.NO
    paper: Paper = Paper.NO_PRINTER
    matches: tuple[str, ...] = ()
    """Ids of the services that fit the visitor's words, best first."""
    matched: str = ""
    """The words that `matches` belong to."""
    sure: bool = True
    """Whether the first of the matches may be taken for what is meant."""
    survey: Survey = field(default_factory=Survey)
    """How far the survey has come."""
    seconds_left: int | None = None
    """Of the idle warning; None while there is none."""
    refusal: str = ""
    """Why no ticket could be given, where the store said so at the last moment."""
    number_hidden: bool = False
    """Whether an identity number was masked just now."""

    @property
    def page(self) -> Page:
        """The page to show."""
        return self.walk.page

    @property
    def answers(self) -> Answers:
        """What the visitor has said."""
        return self.walk.answers

    @property
    def service(self) -> Service | None:
        """What the visitor came for."""
        chosen = self.walk.answers.service
        return self.office.service(chosen) if chosen else None

    @property
    def forecast(self) -> Forecast | None:
        """The wait for the chosen service, or of who comes for their appointment; None where it can't be told."""
        if self.page is Page.BOOKED and self.walk.booking.found is not None:
            return self.walk.booking.found.forecast
        return self.menu.forecasts.get(self.answers.service) if self.menu else None

    @property
    def ahead(self) -> int | None:
        """How many people are ahead for the chosen service; None before the store has said so."""
        return self.menu.ahead.get(self.answers.service) if self.menu else None

    @property
    def kept(self) -> int | None:
        """How many tickets this kiosk keeps until the store's server is back; None while it is there."""
        return self.menu.kept if self.menu else None

    @property
    def said(self) -> set[str]:
        """What is shown of the visitor: what they typed, what they were found by, and their number."""
        booking, ticket = self.walk.booking, self.walk.ticket
        found = (booking.code, booking.name, booking.time, booking.number)
        number = "" if ticket is None else ticket.face.number
        return {*filter(None, found), self.answers.name, self.answers.reason, number, self.survey.comment}

    @property
    def sensitive(self) -> bool:
        """Whether "Leave this page" is shown."""
        return self.service is not None and self.service.sensitive and self.page not in {Page.TICKET, Page.HELP}
