"""Which languages a kiosk offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.texts import texts_for

if TYPE_CHECKING:
    from greeter.model.catalogue import Office


def offered_languages(office: Office) -> tuple[str, ...]:
    """Return the office's languages that the kiosk has complete texts in, English always among them."""
    offered = [code for code in office.languages if code == "en" or texts_for(code).language == code]
    return tuple(offered if "en" in offered else ["en", *offered])
