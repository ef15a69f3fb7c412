"""Numbers as a language writes them: `2,914.5` in English, `2 914,5` in French. Files hold plain digits instead."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from greeter.reports.said import locale_of
from greeter.texts import Texts

if TYPE_CHECKING:
    from babel.numbers import NumberPattern

ENGLISH = Texts()


class Signs(NamedTuple):
    """The signs of a language's numbers. money: what stands before and after an amount, with `¤` for the currency."""

    thousands: str
    point: str
    money: tuple[str, str]


def number(digits: str, texts: Texts = ENGLISH) -> str:
    """Return plain digits such as `2914.5` with the language's signs."""
    sign = "-" * digits.startswith("-")
    whole, point, rest = digits.removeprefix("-").partition(".")
    if texts.in_english:
        return f"{sign}{int(whole):,}{point}{rest}"
    signs = signs_of(texts)
    return sign + f"{int(whole):,}".replace(",", signs.thousands) + (signs.point + rest if point else "")


def money(currency: str, digits: str, texts: Texts = ENGLISH) -> str:
    """Return money of plain digits: `$74.25`, or `74.25 kr` for a currency that is no single sign."""
    shown = number(digits, texts)
    if texts.in_english:
        return f"{currency}{shown}" if len(currency) == 1 else f"{shown} {currency}"
    before, after = signs_of(texts).money
    return before.replace("¤", currency) + shown + after.replace("¤", currency)


def signs_of(texts: Texts) -> Signs:
    """Return the signs of another language than English, with Western figures."""
    return _signs(texts.language, texts)


@cache
def _signs(_language: str, texts: Texts) -> Signs:
    locale = locale_of(texts)
    symbols = locale.number_symbols["latn"]
    pattern: NumberPattern = locale.currency_formats["standard"]
    before, after = (str(part[0]) for part in (pattern.prefix, pattern.suffix))
    return Signs(str(symbols["group"]), str(symbols["decimal"]), (before, after))
