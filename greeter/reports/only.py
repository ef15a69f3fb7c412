"""Which visits a report is of: all, or those of a service, a channel, a language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from greeter.model.visit import Channel
from greeter.problems import BadInput
from greeter.reports.said import LanguageName, is_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.model.catalogue import Office
    from greeter.texts import Texts


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

    def named(self, texts: Texts, office: Office) -> Office:
        """Return the office with the visits named behind its own name: “Alder Creek Town Hall: Dog license, Spanish”. Raises BadInput."""
        self.offices([office])
        return replace(office, name=self.named_behind(texts, office.name, office))

    def offices(self, offices: Sequence[Office]) -> Sequence[Office]:
        """Return the offices in which there can be such visits: those with the service. Raises BadInput where there is none."""
        if self.channel and self.channel not in set(Channel):
            raise BadInput(f"There is no channel “{self.channel}”.", f"There are: {', '.join(Channel)}.")
        if self.language and not is_language(self.language):
            raise BadInput(f"No language has the code “{self.language}”.", "Spanish is es, Chinese zh, Vietnamese vi.")
        having = [office for office in offices if not self.service or office.has_service(self.service)]
        if having:
            return having
        known = ", ".join(dict.fromkeys(service.id for office in offices for service in office.services))
        if len(offices) == 1:
            raise BadInput(f"{offices[0].name} has no service “{self.service}”.", f"It has: {known}.")
        raise BadInput(f"None of these offices has a service “{self.service}”.", f"They have: {known}.")

    def named_behind(self, texts: Texts, name: str, office: Office) -> str:
        """Return a name with these visits behind it; alone where they are all. office: one that has the service."""
        which = self.words(texts, office)
        return texts("{office}: {which}", office=name, which=which) if which else name

    def words(self, texts: Texts, office: Office) -> str:
        """Say which visits these are, by the names of an office that has the service; empty where they are all."""
        from greeter.reports.demand import CHANNELS  # knows evidence, which knows this

        told = (
            office.service(self.service).name if self.service else "",
            texts(CHANNELS[Channel(self.channel)]) if self.channel else "",
            texts(LanguageName(self.language)) if self.language else "",
        )
        known = [one for one in told if one]
        return reduce(lambda one, more: texts("{one}, {more}", one=one, more=more), known) if known else ""


ALL = Only()
