"""Which rows a role reaches: PostgreSQL's row-level security, by the offices of a login.

`(select greeter_offices(...))` is evaluated once in a statement, however many rows it reads. A rule without a condition of its own for what is
written holds for reading and writing alike; which of the two a role may do at all says `greeter.store.postgres.rights`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from greeter.store.postgres.rights import Role

_LATELY = "(select (extract(epoch from now()) * 1000)::bigint - 172800000)"
"""Two days ago, in milliseconds of the wall."""
_LAST_WEEK = "(select (extract(epoch from now()) * 1000)::bigint - 604800000)"
_LATELY_DAY = "(select to_char(now() - interval '2 days', 'YYYY-MM-DD'))"
_HERE_DAY = "to_char(timezone('UTC', now()) + (v.utc_offset + 60) * interval '1 minute', 'YYYY-MM-DD')"
"""Today where the visit is, or tomorrow in the last hour of the day: summer time may have ended since."""
_OPEN = "state in ('waiting', 'called', 'serving', 'on_hold')"
_FIRST_HEAD = "seq = 0"
_IN_TURN = "(seq, previous) = (select h.seq, h.hash from journal_head h where h.office = journal.office)"
"""A line is written by who holds the turn, and follows the line before it."""
_EVERY = "true"
_OF_ITSELF = "kind in ('printer', 'paper low', 'voice')"
_TELLS_OF_ITSELF = "data::json ->> 'notice' in ('printer', 'paper low', 'voice')"


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule: on which rows of a table a role's commands work. `check` is what a written row must be; empty: as `using`."""

    table: str
    name: str
    role: Role
    command: str
    using: str = ""
    check: str = ""

    def sql(self, group: str) -> str:
        """Return the statement that makes it for a group of the server."""
        using = f" using ({self.using})" if self.using else ""
        check = f" with check ({self.check})" if self.check else ""
        return f'create policy "{self.name}" on {self.table} for {self.command} to "{group}"{using}{check}'

    def mark(self, group: str) -> str:
        """Return what tells this rule from one that was changed: it is kept beside the rule, on the server."""
        return hashlib.sha256(self.sql(group).encode()).hexdigest()[:16]


def of(role: Role, column: str = "office") -> str:
    """Return the condition that a row's office is one where the login is this."""
    here = f"{column} = any((select greeter_offices('{role}'))::text[])"
    return f"((select greeter_everywhere()) or {here})" if role is Role.MANAGER else here


def of_visit(role: Role, table: str) -> str:
    """Return the condition that a row's visit is of an office where the login is this.

    Asked for as a value, so that the server looks each visit up and never reads all of them into memory first.
    """
    return of(role, f"(select v.office from visit v where v.id = {table}.visit)")


def of_appointment(role: Role, table: str) -> str:
    """Return the condition that a row's appointment is of an office where the login is this."""
    return of(role, f"(select a.office from appointment a where a.id = {table}.appointment)")


def _all(role: Role, *tables: str) -> list[Policy]:
    return [Policy(table, f"greeter {role}", role, "all", of(role)) for table in tables]


def _personal_of_appointments(role: Role) -> list[Policy]:
    tables = ("appointment_personal", "appointment_name")
    return [Policy(table, f"greeter {role}", role, "all", of_appointment(role, table)) for table in tables]


def _kiosk() -> list[Policy]:
    role, here = Role.KIOSK, of(Role.KIOSK)

    def rule(table: str, what: str, command: str, using: str = "", check: str = "") -> Policy:
        return Policy(table, f"greeter kiosk {what}", role, command, using, check)

    return [
        *_all(role, "kiosk", "ticket_number", "request_key"),
        *(rule(table, "reads", "select", here) for table in ("office_file", "notice", "counter", "lesson")),
        rule("notice", "tells of its printer and voice", "insert", check=f"{here} and {_OF_ITSELF}"),
        rule("notice", "ends what it told", "update", f"{here} and {_OF_ITSELF}"),
        rule("journal_head", "takes its turn", "select", here),
        rule("journal_head", "takes the turn", "update", here),
        rule("journal_head", "begins", "insert", check=f"{here} and {_FIRST_HEAD}"),
        rule("journal", "sees calls", "select", f"{here} and kind in ('call', 'recall') and at > {_LATELY}"),
        rule(
            "journal", "writes", "insert",
            check=f"{here} and {_IN_TURN} and clerk is null and (kind in ('check_in', 'print', 'survey', 'told', 'finish', 'leave', 'close_counter',"
            f" 'enrol', 'renumber', 'reinstate', 'back') or kind in ('notice', 'end_notice') and {_TELLS_OF_ITSELF})",
        ),
        rule(
            "visit", "sees who is here", "select",
            f"{here} and (ended_at is null or ended_at > {_LATELY} or business_day >= {_LATELY_DAY})",
        ),
        rule("visit", "checks in", "insert", check=f"{here} and came_from is null"),
        rule("visit", "goes on", "update", here),
        rule(
            "request", "sees who is here", "select", f"{here} and ({_OPEN} or opened_at > {_LATELY} or ended_at > {_LATELY})",
        ),
        rule("request", "checks in", "insert", check=here),
        rule(
            "request", "goes on", "update", here,
            f"{here} and (state in ('waiting', 'called') or state in ('finished', 'left') and note = 'night'"
            f" and exists (select 1 from visit v where v.id = request.visit and v.business_day < {_HERE_DAY}))",
        ),
        rule(
            "personal", "writes", "insert",
            check=f"field in ('reason', 'name', 'say_name', 'comment') and {of_visit(role, 'personal')}",
        ),
        rule("appointment", "finds", "select", f"{here} and starts_at > {_LAST_WEEK}"),
        rule(
            "appointment", "keeps", "update", f"{here} and state = 'expected'",
            f"{here} and state = 'came' and exists (select 1 from visit v where v.id = appointment.visit and v.office = appointment.office)",
        ),
        rule("appointment_name", "finds", "select", of_appointment(role, "appointment_name")),
        rule("counter", "closes at night", "update", here, f"{here} and open = 0"),
        rule("told", "sees", "select", f"{here} and at > {_LATELY}"),
        rule("told", "tells", "insert", check=here),
        rule("survey", "keeps", "insert", check=here),
    ]  # fmt: skip


def _clerk() -> list[Policy]:
    role, here = Role.CLERK, of(Role.CLERK)
    sent = f"came_from is not null and {of(role, 'greeter_sent_from(came_from)')}"

    def rule(table: str, what: str, command: str, using: str = "", check: str = "") -> Policy:
        return Policy(table, f"greeter clerk {what}", role, command, using, check)

    return [
        *_all(role, "overtaking", "request_key", "counter", "told", "notice", "kiosk", "lesson", "appointment", "person", "session", "pulse"),
        rule("legal_hold", "sees", "select", here),
        *_personal_of_appointments(role),
        *(rule(table, "works", "all", of_visit(role, table)) for table in ("personal", "step")),
        *(rule(table, "sends", "insert", check="greeter_sent(visit)") for table in ("personal", "step")),
        rule("journal", "reads", "select", here),
        rule("journal", "writes", "insert", check=f"{_IN_TURN} and ({here} or kind in ('check_in', 'leave') and greeter_sent(visit))"),
        rule("visit", "sees", "select", f"{here} or {sent}"),
        rule("visit", "checks in", "insert", check=f"{here} or {sent}"),
        rule("visit", "goes on", "update", f"{here} or {sent}", f"{here} or {sent} and ended_at is not null"),
        rule("request", "sees", "select", f"{here} or greeter_sent(visit)"),
        rule("request", "opens", "insert", check=f"{here} or state = 'waiting' and ordinal = 1 and greeter_sent(visit)"),
        rule(
            "request", "moves", "update", f"{here} or state = 'waiting' and greeter_sent(visit)",
            f"{here} or state = 'left' and greeter_sent(visit)",
        ),
        rule("request", "undoes", "delete", f"{here} and ordinal > 1 and state in ('waiting', 'serving')"),
        rule("survey", "keeps", "insert", check=here),
        rule("office_file", "reads", "select", _EVERY),
        rule("journal_head", "reads", "select", _EVERY),
        rule("journal_head", "takes the turn", "update", _EVERY),
        rule("journal_head", "begins", "insert", check=_FIRST_HEAD),
        rule("ticket_number", "gives", "all", _EVERY),
    ]  # fmt: skip


def _manager() -> list[Policy]:
    role, here = Role.MANAGER, of(Role.MANAGER)
    return [
        *_all(
            role, "office_file", "kiosk", "visit", "request", "overtaking", "ticket_number", "request_key", "counter", "told",
            "notice", "survey", "lesson", "appointment", "person", "session", "pulse", "report_delivery", "legal_hold",
        ),
        *_personal_of_appointments(role),
        Policy("journal", "greeter manager", role, "select", here),
        Policy(
            "journal", "greeter manager writes", role, "insert",
            check=f"{here} and {_IN_TURN} and kind in ('publish', 'notice', 'end_notice', 'book', 'people', 'sign_in', 'lock',"
            " 'report', 'legal_hold', 'disclose', 'read')",
        ),
        Policy("journal_head", "greeter manager", role, "select", here),
        Policy("journal_head", "greeter manager takes the turn", role, "update", here),
        Policy("journal_head", "greeter manager begins", role, "insert", check=f"{here} and {_FIRST_HEAD}"),
        Policy("personal", "greeter manager", role, "all", of_visit(role, "personal")),
        Policy("step", "greeter manager", role, "all", of_visit(role, "step")),
    ]  # fmt: skip


def _records() -> list[Policy]:
    role, here = Role.RECORDS, of(Role.RECORDS)
    return [
        *_all(role, "office_file", "visit", "request", "told", "survey", "appointment", "person", "session", "legal_hold"),
        *_personal_of_appointments(role),
        *(Policy(table, f"greeter {role}", role, "all", of_visit(role, table)) for table in ("personal", "step")),
        Policy("journal", "greeter records", role, "select", here),
        Policy(
            "journal", "greeter records writes", role, "insert",
            check=f"{here} and {_IN_TURN} and kind in ('purge', 'legal_hold', 'disclose', 'read', 'sign_in')",
        ),
        Policy("journal_head", "greeter records", role, "select", here),
        Policy("journal_head", "greeter records takes the turn", role, "update", here),
        Policy("journal_head", "greeter records begins", role, "insert", check=f"{here} and {_FIRST_HEAD}"),
    ]  # fmt: skip


def _shared() -> list[Policy]:
    return [Policy("server_clock", f"greeter {role}", role, "all", _EVERY) for role in Role]


POLICIES: tuple[Policy, ...] = (*_kiosk(), *_clerk(), *_manager(), *_records(), *_shared())
