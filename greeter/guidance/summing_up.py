"""What a clerk says back to a visitor: what they came for, what they need, and what each of both will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.texts import Texts

MOST_STEPS = 3
"""So many steps of either side are said; the page lists all of them beneath."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a summary is drafted from."""

    service: str
    reason: str = ""
    """In the visitor's own words."""
    missing: str = ""
    yours: tuple[str, ...] = ()
    """What the visitor does next."""
    ours: tuple[str, ...] = ()
    """What the office does next."""


def summed_up(texts: Texts, basis: Basis) -> str:
    """Return the draft, a line for each thing; what is not known has none."""
    lines = [
        texts("You came for: {service}.", service=basis.service),
        texts("You said: “{reason}”.", reason=basis.reason.rstrip(".")) if basis.reason else "",
        texts("You need: {what}.", what=basis.missing.rstrip(".")) if basis.missing else "",
        texts("You will: {steps}.", steps=_joined(texts, basis.yours)) if basis.yours else "",
        texts("We will: {steps}.", steps=_joined(texts, basis.ours)) if basis.ours else "",
    ]
    return "\n".join(line for line in lines if line)


def _joined(texts: Texts, steps: tuple[str, ...]) -> str:
    """Set steps one after the other: they are sentences of their own, and “and” between them would read as one."""
    said = ""
    for step in steps[:MOST_STEPS]:
        part = step.rstrip(".")
        said = texts("{first}; {then}", first=said, then=part) if said else part
    return said
