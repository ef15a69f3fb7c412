"""Names in tables that a language says in its own way. As strings they are the English names, as files hold them."""

from __future__ import annotations

from datetime import time
from functools import cache
from typing import TYPE_CHECKING

from greeter.languages import language_of
from greeter.texts import LOCALES, Said, Texts, texts_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from babel import Locale


class Filled(Said):
    """A sentence with its places filled: `Filled("standard {minutes} min", minutes="15")`."""

    __slots__ = ("sentence", "values")
    sentence: str
    values: dict[str, object]

    def __new__(cls, sentence: str, /, **values: object) -> Filled:
        """Fill the places."""
        made = super().__new__(cls, sentence.format(**values))
        made.sentence, made.values = sentence, values
        return made

    def words(self, texts: Texts) -> str:
        """Return it in a language, what fills the places, too."""
        told = {name: texts(value) if isinstance(value, Said) else value for name, value in self.values.items()}
        return texts(self.sentence, **told)


class Weekday(Said):
    """A weekday, from 0 for Monday."""

    __slots__ = ("place",)
    place: int

    def __new__(cls, index: int) -> Weekday:
        """Name it."""
        made = super().__new__(cls, Texts().weekday(index))
        made.place = index
        return made

    def words(self, texts: Texts) -> str:
        """Return its name, as it begins a line."""
        return begun(texts.weekday(self.place))


class HourOf(Said):
    """A whole hour of the day: `9 am`."""

    __slots__ = ("hour",)
    hour: int

    def __new__(cls, hour: int) -> HourOf:
        """Name it."""
        made = super().__new__(cls, hour_words(Texts(), hour))
        made.hour = hour
        return made

    def words(self, texts: Texts) -> str:
        """Return it as a language says it."""
        return hour_words(texts, self.hour)


class LanguageName(Said):
    """The name of a language by its BCP 47 code."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str) -> LanguageName:
        """Name it in English."""
        made = super().__new__(cls, language_of(code).english_name)
        made.code = code
        return made

    def words(self, texts: Texts) -> str:
        """Return how the language is called in another; in English where the CLDR does not know."""
        if texts.in_english:
            return str(self)
        return begun(locale_of(texts).languages.get(self.code.replace("-", "_"), "") or str(self))


def is_language(code: str) -> bool:
    """Whether a BCP 47 code is of a language: one that visitors may choose, or that the CLDR knows, wherever and however it is written."""
    return LanguageName(code) != code or code.partition("-")[0] in locale_of(Texts()).languages


class Listed(Said):
    """Several words as a person says them: `10 and 15`."""

    __slots__ = ("items",)
    items: tuple[str, ...]

    def __new__(cls, items: Sequence[str]) -> Listed:
        """Join them."""
        made = super().__new__(cls, " and ".join(items))
        made.items = tuple(items)
        return made

    def words(self, texts: Texts) -> str:
        """Return them joined."""
        return texts.listed([texts(one) if isinstance(one, Said) else one for one in self.items])


def report_texts(language: str) -> Texts:
    """Return the texts of reports in a language; English where there are none. They are many, and the kiosk never loads them."""
    return texts_for(language, "reports")


def begun(words: str) -> str:
    """Return words as the beginning of a line or a sentence."""
    return words[:1].upper() + words[1:]


def short_weekday(texts: Texts, index: int) -> str:
    """Return a weekday in three or four letters: `Mon`, `lun`, `T2`, `周一`."""
    if texts.in_english:
        return texts.weekday(index)[:3]
    names = locale_of(texts).days["stand-alone"]
    short = str(names["abbreviated"][index]).rstrip(".")
    return short if len(short) <= _SHORT else str(names["short"][index])


_SHORT = 4


def hour_words(texts: Texts, hour: int) -> str:
    """Return an hour as people say it: `9 am`, `12 pm`, `14 h`."""
    if texts.in_english:
        return f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"
    if "H" in _short_time(texts):
        return texts("{hour}:00", hour=hour % 24)
    from babel.dates import format_time

    locale = locale_of(texts)
    return format_time(time(hour % 24), str(locale.datetime_skeletons["h"].pattern), locale=locale)


def short_hour(texts: Texts, hour: int) -> str:
    """Return an hour as a number alone, where the one before it says how it is meant: `9`."""
    return str(hour) if not texts.in_english and "H" in _short_time(texts) else str(hour % 12 or 12)


def hours_words(texts: Texts, first: int, end: int) -> str:
    """Return some hours as people say them: `from 10 to 12`, `from 11 am to 2 pm`, `from 1 to 3 pm`."""
    if not texts.in_english:
        return texts("from {start} to {end}", start=hour_words(texts, first), end=hour_words(texts, end))
    start, stop = first % 12 or 12, end % 12 or 12
    if end <= 12:
        return texts("from {start} to {end}", start=start, end=stop)
    if first >= 12:
        return f"from {start} to {stop} pm"
    return f"from {start} am to {stop} pm"


def month_words(texts: Texts, day: date) -> str:
    """Return a month with its year: `November 2026`."""
    return f"{texts.month(day.month)} {day.year}" if texts.in_english else _skeleton(texts, "yMMMM", day)


def month_day(texts: Texts, day: date) -> str:
    """Return a day without its year: `November 2`."""
    return f"{texts.month(day.month)} {day.day}" if texts.in_english else _skeleton(texts, "MMMMd", day)


def days_words(texts: Texts, first: date, last: date) -> str:
    """Return some days of which there are several: `November 2 to 8, 2026`."""
    if not texts.in_english:
        from babel.dates import format_interval

        return format_interval(first, last, "yMMMMd", locale=locale_of(texts))
    start, end = month_day(texts, first), month_day(texts, last)
    if first.year != last.year:
        start = f"{start}, {first.year}"
    elif first.month == last.month:
        end = str(last.day)
    return f"{start} to {end}, {last.year}"


def _skeleton(texts: Texts, skeleton: str, day: date) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=locale_of(texts))


def _short_time(texts: Texts) -> str:
    return str(locale_of(texts).time_formats["short"].pattern)


def locale_of(texts: Texts) -> Locale:
    """Return what the CLDR says of the texts' language."""
    return _locale(texts.language)


@cache
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    code = language.partition("-")[0]
    try:
        return Locale.parse(LOCALES.get(code, code))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_US")
