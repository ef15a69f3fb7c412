"""What is looked at in a manager's window: which offices, and which of their visits."""

from __future__ import annotations

from dataclasses import dataclass

from greeter.reports.only import ALL as EVERY_VISIT
from greeter.reports.only import Only
from greeter.reports.together import ALL


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a manager looks at: offices by their ids, and which of their visits. No office is the desk's own, `ALL` is every one of the store."""

    offices: tuple[str, ...] = ()
    only: Only = EVERY_VISIT

    @property
    def together(self) -> bool:
        """Whether it is several offices as one."""
        return len(self.offices) > 1 or ALL in self.offices


OWN = Wanted()
