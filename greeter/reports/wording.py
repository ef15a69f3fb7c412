"""Numbers as text: on the page with their units, in files as the same digits alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from greeter.reports.numbers import ENGLISH, money, number
from greeter.reports.quantities import Amount, Count, Quantiles, Saving, Share, Unit, Veil, round_half_up, tenths
from greeter.texts import for_texts

if TYPE_CHECKING:
    from greeter.reports.quantities import Quantity
    from greeter.texts import Texts

NOTHING = "–"
"""Stands where nothing was counted."""


class Part(NamedTuple):
    """One number of a quantity, as files hold it."""

    key: str
    unit: Unit
    text: str


def percent_text(texts: Texts, share: Share) -> str:
    """Return a share for people: `82%`, `under 7%`, `withheld`, or a dash where n is 0."""
    match share.veil:
        case Veil.WITHHELD:
            return texts("withheld")
        case Veil.FEW if share.n:
            return texts("under {percent}%", percent=share.percent)
        case Veil.ALL_BUT_FEW if share.n:
            return texts("over {percent}%", percent=share.percent)
    return texts("{percent}%", percent=share.percent) if share.n else NOTHING


def goal_text(texts: Texts, share: Share) -> str:
    """Say the goal of a share, and where it was missed: the sign beside it is told in words, too."""
    goal = round(100 * (share.goal or 0))
    if share.known and not share.met:
        return texts("Goal {percent}%, missed.", percent=goal)
    return texts("Goal {percent}%.", percent=goal)


def short_percent(share: Share) -> str:
    """Return the number of a share alone, for a cell of a map; under a veil `<7` or `>94`."""
    return {Veil.FEW: "<", Veil.ALL_BUT_FEW: ">"}.get(share.veil, "") + str(share.percent)


def of_text(texts: Texts, share: Share) -> str:
    """Return what a share counts: `125 of 152`, or `of 150+` where only about how many is told."""
    if share.veil is Veil.WITHHELD:
        return ""
    if not share.n:
        return texts("n 0")
    return (
        texts("{k} of {n}", k=thousands(share.k, texts), n=thousands(share.n, texts))
        if share.exact
        else texts("of {n}", n=n_text(share, texts))
    )


def n_text(quantity: Quantity, texts: Texts = ENGLISH) -> str:
    """Return n: `1,234`, or `1,230+` where it is rounded down."""
    if quantity.veil is Veil.WITHHELD:
        return NOTHING
    rounded = quantity.veil is not Veil.NONE
    return thousands(quantity.n, texts) + ("+" if rounded and quantity.n else "")


def thousands(whole: int, texts: Texts = ENGLISH) -> str:
    """Return a whole number with its thousands apart: `2,914`."""
    return number(str(whole), texts)


def minutes_digits(ms: int, texts: Texts = ENGLISH) -> str:
    """Return a duration's minutes for people: `9.4`."""
    return number(tenths(ms), texts)


def minutes_text(texts: Texts, ms: int) -> str:
    """Return a duration: `9.4 min`."""
    return texts("{minutes} min", minutes=minutes_digits(ms, texts))


def amount_digits(amount: Amount) -> str:
    """Return an amount's digits: `3.4`; halves are rounded up."""
    if amount.value is None:
        return ""
    scale = 10**amount.decimals
    whole = int(abs(amount.value) * scale + 0.5 + 1e-9)
    sign = "-" if amount.value < 0 and whole else ""
    return sign + (f"{whole // scale}.{whole % scale:0{amount.decimals}}" if amount.decimals else str(whole))


def amount_text(texts: Texts, amount: Amount, currency: str) -> str:
    """Return an amount for people: `$74.25`, `1.2`, `14%`, `withheld`."""
    if amount.veil is Veil.WITHHELD:
        return texts("withheld")
    if amount.value is None:
        return NOTHING
    written = amount_digits(amount)
    sign, written = "−" * written.startswith("-"), written.removeprefix("-")
    if amount.unit is Unit.MONEY:
        return sign + money(currency, written, texts)
    digits = sign + number(written, texts)
    return texts("{percent}%", percent=digits) if amount.unit is Unit.PERCENT else digits


def saved_text(texts: Texts, found: Saving) -> str:
    """Return how much is saved and between what that lies: `41 (12 to 70)`, `up to 32`."""
    if found.high is None:
        return NOTHING
    low, high = (thousands(round_half_up(one), texts) for one in (found.low, found.high))
    if found.value is None:
        return texts("up to {n}", n=high)
    return texts("{n} ({low} to {high})", n=thousands(round_half_up(found.value), texts), low=low, high=high)


def saving_text(texts: Texts, found: Saving) -> str:
    """Return a saving with its unit: `41 in time`, `up to 32 visits`, `not known`."""
    if found.veil is Veil.WITHHELD:
        return texts("withheld")
    if found.high is None:
        return texts("not known")
    n = thousands(round_half_up(found.high if found.value is None else found.value), texts)
    said = texts(_SAVED[found.unit], n=n)
    return texts("up to {n}", n=said) if found.value is None else said


def between_text(texts: Texts, found: Saving) -> str:
    """Return between what a saving lies: `12 to 70`; empty for what is only a bound, or not known."""
    if not found.known or found.value is None or found.high is None:
        return ""
    low, high = (thousands(round_half_up(one), texts) for one in (found.low, found.high))
    return texts("{low} to {high}", low=low, high=high)


_SAVED = {
    Unit.IN_TIME: for_texts("{n} in time"),
    Unit.SPARED: for_texts("{n} visits"),
    Unit.WAITING: for_texts("{n} min waiting"),
    Unit.WORK: for_texts("{n} min work"),
}


def parts(quantity: Quantity) -> tuple[Part, ...]:
    """Return the numbers of a quantity as files hold them: plain digits, the same as on the page; empty where there is nothing to tell."""
    match quantity:
        case Share():
            return _share_parts(quantity)
        case Quantiles():
            return _quantile_parts(quantity)
        case Count(unit=unit):
            return (Part("count", unit, n_plain(quantity)),)
        case Saving():
            return _saving_parts(quantity)
        case Amount():
            return Part("value", quantity.unit, _shown(quantity, amount_digits(quantity))), _n_part(quantity)


def number_of(text: str) -> int | float | None:
    """Return the number that a part's digits are; None where nothing is told. Of a bound, it is the bound.

    >>> number_of("9.0"), number_of("<7"), number_of("withheld")
    (9.0, 7, None)
    """
    digits = text.lstrip("<>").rstrip("+")
    if not digits or digits == Veil.WITHHELD.value:
        return None
    return float(digits) if "." in digits else int(digits)


def n_plain(quantity: Quantity) -> str:
    """Return n as files hold it: `1234`, `1230+` where rounded, `withheld`."""
    return n_text(quantity).replace(",", "") if quantity.veil is not Veil.WITHHELD else Veil.WITHHELD.value


def _share_parts(share: Share) -> tuple[Part, ...]:
    signs = {Veil.FEW: "<", Veil.ALL_BUT_FEW: ">"}
    percent = f"{signs.get(share.veil, '')}{share.percent}" if share.n else ""
    counted = Part("k", Unit.VISITS, str(share.k) if share.exact else "")
    return Part("percent", Unit.PERCENT, _shown(share, percent)), counted, _n_part(share)


def _quantile_parts(found: Quantiles) -> tuple[Part, ...]:
    known = found.n > 0
    longest = tenths(found.longest) if known and found.longest is not None else ""
    return (
        _n_part(found),
        Part("p50", Unit.MINUTES, _shown(found, tenths(found.p50) if known else "")),
        Part("p90", Unit.MINUTES, _shown(found, tenths(found.p90) if known else "")),
        Part("longest", Unit.MINUTES, _shown(found, longest)),
    )


def _saving_parts(found: Saving) -> tuple[Part, ...]:
    """A bound has no value of its own, only the most it can be; what is not known has nothing."""
    value, low, high = (
        "" if one is None or not found.known else str(round_half_up(one))
        for one in (found.value, found.low, found.high)
    )
    said = (("value", value), ("low", low), ("high", high))
    return *(Part(key, found.unit, _shown(found, text)) for key, text in said), _n_part(found)


def _n_part(quantity: Quantity) -> Part:
    return Part("n", Unit.NUMBER, n_plain(quantity))


def _shown(quantity: Quantity, text: str) -> str:
    return Veil.WITHHELD.value if quantity.veil is Veil.WITHHELD else text
