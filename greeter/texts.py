"""Words for people, in their language.

English sentences are the keys. A language is a gettext catalogue in `resources/locale/<code>/LC_MESSAGES/greeter.po`; English needs none.
Dates, times and lists are written as the Unicode CLDR says (Babel); English ones as the house writes them, so that a kiosk in English starts
without Babel.

To add a language: 1. `python3 packaging/words.py <code>` begins its `greeter.po`; translate it, and run it again; 2. its line in LOCALES, where
the CLDR knows it under another name; 3. its code in an office's `languages`, and the office's sentences (docs/catalogue.md); 4. its script in
`ui/kit/fonts.py`; 5. run the tests, which reject missing sentences and other placeholders.
"""

from __future__ import annotations

import gettext
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from greeter.filled import mended
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from datetime import date, datetime

    from babel import Locale

    from greeter.problems import Problem

LOCALE_FOLDER = RESOURCES / "locale"
LOCALES = {"es": "es_US", "zh": "zh_Hans"}
"""Language to its name in the CLDR, where that is another one: Spanish as it is written in the Americas, Chinese in simplified letters."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Small numbers as English says them."""
_ENDED = (".", "!", "?", "…", "。", "！", "？", "؟")


class Said(str):
    """A text that a language says in its own way: a name with a number in it, a weekday. As a string it is the English text."""

    __slots__ = ()

    def words(self, texts: Texts) -> str:
        """Return it in a language; as the sentence that it is, where it has no other way."""
        return texts(str(self))


def for_texts(sentence: str) -> str:
    """Mark a sentence that is told later, through `Texts`, so that the translators get it."""
    return sentence


class Texts:
    """The sentences of one language. Kiosk, staff and board may each hold another one.

    >>> texts = Texts()
    >>> texts("About {low} to {high} minutes", low=10, high=20)
    'About 10 to 20 minutes'
    >>> texts.count(1, "{n} person is ahead of you.", "{n} people are ahead of you.")
    '1 person is ahead of you.'
    """

    def __init__(self, language: str = "en", translation: gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._translation = translation or gettext.NullTranslations()
        self._known: Locale | None = None

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language.partition("-")[0] in RIGHT_TO_LEFT

    @property
    def in_english(self) -> bool:
        """Whether these are the English sentences themselves."""
        return self.language == "en"

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return the sentence in this language with its places filled."""
        if isinstance(sentence, Said):
            return sentence.words(self)
        text = self._translation.gettext(sentence) if sentence else ""
        return mended(text.format(**values), self.language) if values else text

    def count(self, n: int, one: str, many: str, /, **values: object) -> str:
        """Return the sentence for `n` things; `{n}` is filled with the number."""
        return mended(self._translation.ngettext(one, many, n).format(n=n, **values), self.language)

    def problem(self, problem: Problem) -> str:
        """Return what a Problem says, and what to do; in English where it holds values, for it is not known as a sentence then."""
        return " ".join(self(part) for part in (problem.what, problem.remedy) if part)

    def ended(self, words: str) -> str:
        """Return words as a sentence's end: with its full stop, unless they have one."""
        return words if not words or words.endswith(_ENDED) else self("{words}.", words=words)

    def within(self, words: str) -> str:
        """Return a sentence's beginning for the middle of another: "about 10 minutes"."""
        return words[:1].lower() + words[1:]

    def number(self, n: int) -> str:
        """Return a small number as it stands in a sentence: "one" to "ten" in English, digits elsewhere, where words would have to agree."""
        return NUMBERS[n] if self.in_english and 0 <= n < len(NUMBERS) else str(n)

    def clock(self, when: datetime) -> str:
        """Return a time for visitors: `10:05 am`."""
        if not self.in_english:
            from babel.dates import format_time

            return format_time(when.timetz().replace(tzinfo=None), "short", locale=self._locale)
        half = "am" if when.hour < 12 else "pm"
        return f"{when.hour % 12 or 12}:{when.minute:02} {half}"

    def clock24(self, when: datetime) -> str:
        """Return a time for staff and the board: `10:05`."""
        return f"{when.hour:02}:{when.minute:02}"

    def day(self, when: date) -> str:
        """Return a date in full: `Tuesday, November 24`."""
        if not self.in_english:
            return self._date(self._locale.datetime_skeletons["MMMMEd"].pattern.replace("E", "EEEE"), when)
        return f"{_WEEKDAYS[when.weekday()]}, {_MONTHS[when.month - 1]} {when.day}"

    def weekday(self, index: int) -> str:
        """Return the name of a weekday, from 0 for Monday."""
        return _WEEKDAYS[index] if self.in_english else str(self._locale.days["stand-alone"]["wide"][index])

    def month(self, number: int) -> str:
        """Return the name of a month, from 1 for January."""
        return _MONTHS[number - 1] if self.in_english else str(self._locale.months["stand-alone"]["wide"][number])

    def long_date(self, when: date) -> str:
        """Return a date with its year: `Tuesday, November 24, 2026`."""
        return f"{self.day(when)}, {when.year}" if self.in_english else self._date("full", when)

    def short_date(self, when: date) -> str:
        """Return a short date: `Dec 2`."""
        return (
            f"{_MONTHS[when.month - 1][:3]} {when.day}"
            if self.in_english
            else self._date(self._locale.datetime_skeletons["MMMd"].pattern, when)
        )

    def listed(self, items: list[str]) -> str:
        """Return items joined as a person says them: `a, b and c`."""
        if not self.in_english:
            from babel.lists import format_list

            return format_list(items, locale=self._locale)
        return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} and {items[-1]}"

    def _date(self, form: str, when: date) -> str:
        from babel.dates import format_date

        return format_date(when, form, locale=self._locale)

    @property
    def _locale(self) -> Locale:
        """What the CLDR says of this language; Babel and its data are loaded for other languages than English alone."""
        if self._known is None:
            from babel import Locale, UnknownLocaleError

            code = self.language.partition("-")[0]
            try:
                self._known = Locale.parse(LOCALES.get(code, code))
            except (UnknownLocaleError, ValueError):
                self._known = Locale.parse("en_US")
        return self._known


@cache
def texts_for(language: str, domain: str = "greeter") -> Texts:
    """Return the texts of a language, or the English ones where there is no catalogue for it.

    domain: what they are read for. What another domain than the kiosk's lacks is looked up in the kiosk's.
    """
    for code in dict.fromkeys((language, language.partition("-")[0])):
        if code == "en":
            break
        with suppress(OSError):
            found = gettext.translation(domain, LOCALE_FOLDER, languages=[code])
            if domain != "greeter":
                found.add_fallback(gettext.translation("greeter", LOCALE_FOLDER, languages=[code]))
            return Texts(code, found)
    return Texts()
