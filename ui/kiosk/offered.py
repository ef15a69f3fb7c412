"""Which languages a kiosk offers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from greeter.model.spoken import in_language
from greeter.texts import texts_for

if TYPE_CHECKING:
    from greeter.model.catalogue import Office


def offered_languages(office: Office) -> tuple[str, ...]:
    """Return the office's languages that the kiosk has complete texts in, English always among them."""
    offered = [code for code in office.languages if code == "en" or texts_for(code).language == code]
    return tuple(offered if "en" in offered else ["en", *offered])


def read_ahead(office: Office, language: str) -> bool:
    """Read a language's words, dates and times, which takes up to a tenth of a second, before a visitor wants it. False: there is none to read."""
    if not language:
        return False
    texts, any_time = texts_for(language), datetime(2000, 1, 1, tzinfo=UTC)
    texts.clock(any_time)
    texts.long_date(any_time.date())
    in_language(office, language)
    return True
