"""Who may do what with which table: the table of rights of decision 12, as the server reads it.

To give an act a right that it lacks: 1. its line here; 2. in `greeter.store.postgres.policies`, on which rows; 3. the table in
`docs/decisions/0012-database-roles.md`; 4. a test in `tests/store/test_roles.py` that tries it, and one that tries more.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Role(StrEnum):
    """What a login is in an office."""

    KIOSK = "kiosk"
    """A machine in the lobby: a kiosk or a board."""
    CLERK = "clerk"
    """A desk or the person at it: everything that happens to a visit."""
    MANAGER = "manager"
    """Reads everything of an office and writes what concerns the office as a whole."""
    RECORDS = "records"
    """The records officer: reads everything of visits, forgets words whose period is over, holds back; changes nothing else."""


_LONGEST = 63
"""Bytes of a name on the server."""
_PLAIN = "greeter"


def role_name(database: str, role: Role) -> str:
    """Return the name of a role's group on the server: `greeter_clerk` in the database `greeter`, `greeter_north_clerk` in `north`.

    Roles belong to the whole server: named by their database, two stores on one server never share them.
    """
    if database == _PLAIN:
        return f"greeter_{role}"
    name = f"greeter_{database}_{role}"
    if len(name.encode()) <= _LONGEST:
        return name
    return f"greeter_{hashlib.sha256(database.encode()).hexdigest()[:16]}_{role}"


_MOVED = (
    "counter, clerk, state, state_tick, calls, called_at, call_tick, started_at, ended_at, wait_ms, answer_ms, "
    "serve_ms, hold_ms, hold_reason, outcome, handed_to, note"
)
"""What an act changes of a request. When it was opened, and what for, is not among it."""
_HANDED_IN = "counter, clerk, state, state_tick, calls, called_at, call_tick, ended_at, wait_ms, note"
"""What a kiosk changes of one: it ends what an earlier day left open, and puts a ticket that it had kept back into line."""

_READ = ("select",)
_ADDED = ("select", "insert")
_KEPT = ("select", "insert", "update")
_ANY = ("select", "insert", "update", "delete")

RIGHTS: dict[str, dict[Role, tuple[str, ...]]] = {
    "office_file": {Role.KIOSK: _READ, Role.CLERK: _READ, Role.MANAGER: _ADDED, Role.RECORDS: _READ},
    "kiosk": {Role.KIOSK: _KEPT, Role.CLERK: _READ, Role.MANAGER: _READ},
    "journal_head": dict.fromkeys(Role, _KEPT),
    "journal": {
        Role.KIOSK: ("select (office, seq, at, kind, visit)", "insert"),
        Role.CLERK: _ADDED,
        Role.MANAGER: _ADDED,
        Role.RECORDS: _ADDED,
    },
    "visit": {
        Role.KIOSK: ("select", "insert", "update (number, token, printed, ended_at, back_tick)"),
        Role.CLERK: ("select", "insert", "update (request, needs, printed, ended_at, came_back, also)"),
        Role.MANAGER: _READ,
        Role.RECORDS: _READ,
    },
    "request": {
        Role.KIOSK: ("select", "insert", f"update ({_HANDED_IN})"),
        Role.CLERK: ("select", "insert", f"update ({_MOVED})", "delete"),
        Role.MANAGER: _READ,
        Role.RECORDS: ("select", "update (hold_reason)"),
    },
    "overtaking": {Role.CLERK: ("select", "insert", "delete"), Role.MANAGER: _READ},
    "personal": {
        Role.KIOSK: ("insert",),
        Role.CLERK: ("select", "insert", "delete"),
        Role.MANAGER: _READ,
        Role.RECORDS: ("select", "delete"),
    },
    "step": {Role.CLERK: _ANY, Role.MANAGER: _READ, Role.RECORDS: ("select", "delete")},
    "ticket_number": {Role.KIOSK: _KEPT, Role.CLERK: _KEPT, Role.MANAGER: _READ},
    "request_key": {Role.KIOSK: _ADDED, Role.CLERK: _ADDED, Role.MANAGER: _READ},
    "counter": {
        Role.KIOSK: (
            "select (office, id, open, since_at, since_tick, only_services, only_day)",
            "update (open, since_at, since_tick)",
        ),
        Role.CLERK: _KEPT,
        Role.MANAGER: _READ,
    },
    "told": {Role.KIOSK: _ADDED, Role.CLERK: _ADDED, Role.MANAGER: _READ, Role.RECORDS: _READ},
    "notice": {Role.KIOSK: ("select", "insert", "update (ended_at)"), Role.CLERK: _KEPT, Role.MANAGER: _KEPT},
    "survey": {Role.KIOSK: ("insert",), Role.CLERK: ("insert",), Role.MANAGER: _READ, Role.RECORDS: _READ},
    "appointment": {
        Role.KIOSK: ("select", "update (state, visit)"),
        Role.CLERK: _KEPT,
        Role.MANAGER: _KEPT,
        Role.RECORDS: _READ,
    },
    "appointment_personal": {
        Role.CLERK: ("select", "insert", "delete"),
        Role.MANAGER: ("select", "insert", "delete"),
        Role.RECORDS: ("select", "delete"),
    },
    "appointment_name": {
        Role.KIOSK: _READ,
        Role.CLERK: ("select", "insert", "delete"),
        Role.MANAGER: ("select", "insert", "delete"),
        Role.RECORDS: ("select", "delete"),
    },
    "person": {
        Role.CLERK: ("select", "update (wrong, wait_until)"),
        Role.MANAGER: _KEPT,
        Role.RECORDS: ("select", "update (wrong, wait_until)"),
    },
    "session": {
        Role.CLERK: ("select", "insert", "update (locked)", "delete"),
        Role.MANAGER: ("select", "insert", "update (locked)", "delete"),
        Role.RECORDS: ("select", "insert", "update (locked)", "delete"),
    },
    "pulse": {
        Role.CLERK: ("select", "insert", "update (very_good, good, all_right, hard, very_hard)"),
        Role.MANAGER: _READ,
    },
    "report_delivery": {Role.MANAGER: _KEPT},
    "legal_hold": {Role.CLERK: _READ, Role.MANAGER: _KEPT, Role.RECORDS: _KEPT},
    "lesson": {Role.KIOSK: _READ, Role.CLERK: ("select", "insert", "delete"), Role.MANAGER: _READ},
    "server_clock": dict.fromkeys(Role, ("select", "update (shift)")),
    "greeter_step": dict.fromkeys(Role, _READ),
    "greeter_access": dict.fromkeys(Role, _READ),
    "line_times": dict.fromkeys(Role, _READ),
    "told_waits": dict.fromkeys(Role, _READ),
}
"""Table or view to what each role may do with it; a role that is not named may do nothing."""

OWN_TABLES = ("greeter_step", "greeter_office", "greeter_login")
"""What a store on a server has beside the tables that every store has."""
READABLE_VIEWS = ("visits_today", "waits_by_service", "waiting_now", "journal_lines")
"""For people with psql: a manager's, and only where the server can look with the reader's own rights (PostgreSQL 15)."""
