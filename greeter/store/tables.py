"""The tables of a store, each after those that it refers to.

To add one: 1. its `create table` in a step of `greeter.store.migrations`; 2. its line here, with what tells whose office a row is;
3. who may do what with it, in `rights.py` and `policies.py` of `greeter.store.postgres`. A test compares this list with both stores.
"""

from __future__ import annotations

OFFICE = "office = :office"
BY_APPOINTMENT = "appointment in (select id from appointment where office = :office)"
BY_VISIT = "visit in (select id from visit where office = :office)"

OF_OFFICES: dict[str, str] = {
    "office_file": OFFICE,
    "kiosk": OFFICE,
    "journal_head": OFFICE,
    "journal": OFFICE,
    "visit": OFFICE,
    "request": OFFICE,
    "overtaking": OFFICE,
    "personal": BY_VISIT,
    "step": BY_VISIT,
    "ticket_number": OFFICE,
    "request_key": OFFICE,
    "counter": OFFICE,
    "told": OFFICE,
    "notice": OFFICE,
    "survey": OFFICE,
    "lesson": OFFICE,
    "appointment": OFFICE,
    "appointment_personal": BY_APPOINTMENT,
    "appointment_name": BY_APPOINTMENT,
    "person": OFFICE,
    "session": OFFICE,
    "pulse": OFFICE,
    "report_delivery": OFFICE,
    "legal_hold": OFFICE,
}
"""Tables that hold what offices did: name to the condition that picks one office's rows."""
SHARED = ("server_clock",)
"""Tables of the store itself."""
TABLES = (*OF_OFFICES, *SHARED)
