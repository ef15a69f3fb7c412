"""One visitor's survey, as far as it has come. No Qt and no store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.views.unrated import Unrated

GOOD = 4
"""From this answer on a visit went well."""


class Step(Enum):
    """Where a visitor is in the survey."""

    NUMBER = "number"
    SATISFACTION = "satisfaction"
    TRUST = "trust"
    DRIVER = "driver"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Survey:
    """One visitor's survey, as far as it has come."""

    step: Step = Step.NUMBER
    unrated: tuple[Unrated, ...] = ()
    """Whose number may be chosen; the last to go first."""
    visit_id: str = ""
    satisfaction: int = 0
    comment: str = ""
    """What they write of it, with identity numbers masked; kept once they send it."""
    commented: bool = False
    """Whether they have sent it."""

    @property
    def may_comment(self) -> bool:
        """Whether they may say more, in their own words."""
        return bool(self.visit_id) and not self.commented

    @property
    def went_well(self) -> bool:
        """Whether the visit went well, by their word."""
        return self.satisfaction >= GOOD
