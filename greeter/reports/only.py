"""Which visits a report is of: all, or those of a service, a channel, a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    def known_to(self, office: Office) -> Only:
        """Return it, where the office has such a service. Raises BadInput."""
        if self.service and not office.has_service(self.service):
            known = ", ".join(service.id for service in office.services)
            raise BadInput(f"{office.name} has no service “{self.service}”.", f"It has: {known}.")
        return self


ALL = Only()
