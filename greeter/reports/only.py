"""Which visits a report is of: all, or those of a service, a channel, a language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.model.visit import Channel
from greeter.problems import BadInput

if TYPE_CHECKING:
    from greeter.model.catalogue import Office


@dataclass(frozen=True, slots=True)
class Only:
    """Visits that came for one service first, by one channel, in one language. Empty: any."""

    service: str = ""
    channel: str = ""
    language: str = ""

    def holds(self, service: str, channel: str, language: str) -> bool:
        """Whether a visit is one of them."""
        asked = ((self.service, service), (self.channel, channel), (self.language, language))
        return all(not wanted or wanted == found for wanted, found in asked)

    def named(self, office: Office) -> Office:
        """Return the office with the visits named behind its own name: “Alder Creek Town Hall: Dog license, es”. Raises BadInput."""
        if self.service and not office.has_service(self.service):
            known = ", ".join(service.id for service in office.services)
            raise BadInput(f"{office.name} has no service “{self.service}”.", f"It has: {known}.")
        if self.channel and self.channel not in set(Channel):
            raise BadInput(f"There is no channel “{self.channel}”.", f"There are: {', '.join(Channel)}.")
        told = (office.service(self.service).name if self.service else "", self.channel, self.language)
        which = ", ".join(filter(None, told))
        return replace(office, name=f"{office.name}: {which}") if which else office


ALL = Only()
