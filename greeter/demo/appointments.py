"""Appointments of the demo's Tuesday, to try at the kiosk: by code, by name, early, in time, late, and on another day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from greeter.appointments.booking import Booking
from greeter.demo.morning import DAY
from greeter.model.visit import Need

if TYPE_CHECKING:
    from greeter.model.catalogue import Office

CODES = "4815", "K7P4", "2207", "6031"
"""In time, early, late by the time the demo begins, and tomorrow."""


def bookings(office: Office) -> list[Booking]:
    """Return them; the demo begins at 10:05."""

    def at(hour: int, minute: int, days: int = 0) -> datetime:
        return datetime.combine(DAY + timedelta(days=days), time(hour, minute), office.zone)

    in_time, early, late, tomorrow = CODES
    return [
        Booking("demo-1", at(10, 10), "property-tax", code=in_time, name="Daniel Hughes", host="Bo"),
        Booking("demo-2", at(11, 0), "records", code=early, name="Rosa Delgado", people=3, note="Marriage license"),
        Booking("demo-3", at(9, 40), "parking", code=late, name="Amina Yusuf", needs=(Need.SEAT,)),
        Booking("demo-4", at(9, 15, days=1), "business", code=tomorrow, name="Luis Ortega", language="es"),
    ]
