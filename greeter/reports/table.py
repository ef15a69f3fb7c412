"""A table of figures: what page, screen and file all take their numbers from, so that they agree to the digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.reports.measures import Measure
    from greeter.reports.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for files, its heading for people, and what it means."""

    key: str
    title: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is about, and a quantity for each column."""

    key: str
    name: str
    values: tuple[Quantity, ...]
    detail: str = ""
    """A word more about the line: “standard 15 min”."""
    measure: Measure | None = None
    """What it means, where that is not what its column says."""
    said: str = ""
    """What there is to say of it in a sentence or two."""


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one subject. `by` says what the lines are: a service, an hour.

    The lines of a table with a `total` are its parts: they add up to it, and where one is withheld from the public, so is another.
    """

    key: str
    title: str
    by: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line | None = None

    def line(self, key: str) -> Line | None:
        """Return the line of a key, or None."""
        return next((line for line in self.lines if line.key == key), None)

    @property
    def every_line(self) -> tuple[Line, ...]:
        """The lines, the total last."""
        return self.lines if self.total is None else (*self.lines, self.total)

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.lines and self.total is None
