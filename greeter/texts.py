"""Words for people, in their language.

English sentences are the keys. A language is a gettext catalogue in `resources/locale/<code>/LC_MESSAGES/greeter.po`; English needs none.

To add a language: 1. write its `greeter.po`; 2. add its code to an office's `languages`; 3. run the tests, which reject missing sentences
and other placeholders.
"""

from __future__ import annotations

import gettext
from functools import cache
from typing import TYPE_CHECKING

from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from datetime import date, datetime

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language in RIGHT_TO_LEFT

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return the sentence in this language with its places filled."""
        text = self._translation.gettext(sentence)
        return text.format(**values) if values else text

    def count(self, n: int, one: str, many: str, /, **values: object) -> str:
        """Return the sentence for `n` things; `{n}` is filled with the number."""
        return self._translation.ngettext(one, many, n).format(n=n, **values)

    def clock(self, when: datetime) -> str:
        """Return a time for visitors: `10:05 am`."""
        half = self("am") if when.hour < 12 else self("pm")
        return self("{hour}:{minute} {half}", hour=when.hour % 12 or 12, minute=f"{when.minute:02}", half=half)

    def clock24(self, when: datetime) -> str:
        """Return a time for staff and the board: `10:05`."""
        return f"{when.hour:02}:{when.minute:02}"

    def day(self, when: date) -> str:
        """Return a date in full: `Tuesday, November 24`."""
        weekday = self.weekday(when.weekday())
        return self("{weekday}, {month} {day}", weekday=weekday, month=self.month(when.month), day=when.day)

    def weekday(self, index: int) -> str:
        """Return the name of a weekday, from 0 for Monday."""
        return self(_WEEKDAYS[index])

    def month(self, number: int) -> str:
        """Return the name of a month, from 1 for January."""
        return self(_MONTHS[number - 1])

    def long_date(self, when: date) -> str:
        """Return a date with its year: `Tuesday, November 24, 2026`."""
        return self("{date}, {year}", date=self.day(when), year=when.year)

    def short_date(self, when: date) -> str:
        """Return a short date: `Dec 2`."""
        return self("{month} {day}", month=self.month(when.month)[:3], day=when.day)

    def listed(self, items: list[str]) -> str:
        """Return items joined as a person says them: `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return self("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


@cache
def texts_for(language: str) -> Texts:
    """Return the texts of a language, or the English ones where there is no catalogue for it."""
    try:
        found = gettext.translation("greeter", RESOURCES / "locale", languages=[language])
    except OSError:
        return Texts()
    return Texts(language, found)
