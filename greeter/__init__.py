"""Greeter: the front counter that public offices deserve.

>>> from datetime import UTC, datetime
>>> from greeter import open_front_desk
>>> from greeter.clock import ManualClock
>>> with open_front_desk("sqlite://", clock=ManualClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC))) as desk:
...     ticket = desk.check_in(service="permit", reason="I want to build a deck")
...     called = desk.call_next(counter="3", clerk="dana")
>>> ticket.number, called.number
('P001', 'P001')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.opening import open_front_desk

__all__ = ["open_front_desk"]


def __getattr__(name: str) -> object:
    if name == "open_front_desk":
        from greeter.opening import open_front_desk  # a kiosk imports `greeter.clock` long before it needs a store

        return open_front_desk
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
