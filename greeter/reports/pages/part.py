"""What stands in the columns of a table: the parts of a quantity, as people read them."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import TYPE_CHECKING

from greeter.reports.quantities import Amount, Count, Quantiles, Saving, Share, Veil
from greeter.reports.wording import (
    NOTHING,
    amount_text,
    between_text,
    minutes_digits,
    n_text,
    of_text,
    percent_text,
    saving_text,
)

if TYPE_CHECKING:
    from greeter.reports.quantities import Quantity
    from greeter.texts import Texts


class Part(StrEnum):
    """A part of a quantity, or the chart beside it."""

    CHART = auto()
    N = auto()
    HALF = auto()
    NINE = auto()
    LONGEST = auto()
    PERCENT = auto()
    OF = auto()
    VALUE = auto()


def part_text(texts: Texts, part: Part, value: Quantity, currency: str) -> str:
    """Return a part of a quantity as it is read; empty where it has no such part."""
    if part is Part.N:
        return n_text(value, texts)
    if isinstance(value, Share):
        return (
            {Part.OF: of_text, Part.PERCENT: percent_text}[part](texts, value)
            if part in {Part.OF, Part.PERCENT}
            else ""
        )
    if isinstance(value, Saving):
        return between_text(texts, value) if part is Part.OF else saving_text(texts, value)
    if isinstance(value, Amount):
        if part is Part.OF:  # among shares
            return texts("n {n}", n=n_text(value, texts)) if value.known else ""
        return amount_text(texts, value, currency)
    if isinstance(value, Count):
        if part is Part.PERCENT:
            return ""  # a count among shares stands where they say of how many
        return texts("withheld") if value.veil is Veil.WITHHELD else n_text(value, texts)
    return _duration(texts, part, value)


def _duration(texts: Texts, part: Part, value: Quantiles) -> str:
    if not value.known:
        return texts("withheld") if value.veil is Veil.WITHHELD and part is Part.HALF else NOTHING
    ms = {Part.HALF: value.p50, Part.NINE: value.p90, Part.LONGEST: value.longest}.get(part)
    return NOTHING if ms is None else minutes_digits(ms, texts)
