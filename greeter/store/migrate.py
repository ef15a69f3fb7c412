"""Brings a store to the form that this program needs, and takes a copy first.

To add a step: see `greeter.store.migrations`.
"""

from __future__ import annotations

from contextlib import contextmanager
from sqlite3 import complete_statement
from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from greeter.problems import StoreProblem
from greeter.store.migrations import (
    m0001_first,
    m0002_network,
    m0003_service_times,
    m0004_lessons,
    m0005_step_judged,
    m0006_forecast,
    m0007_appointments,
    m0008_people,
    m0009_follow_ups,
    m0010_notices,
    m0011_pulse,
    m0012_services,
    m0013_deliveries,
    m0014_legal_hold,
    m0015_session,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

STEPS: dict[str, str] = {
    "0001_first": m0001_first.TABLES + m0001_first.VIEWS,
    "0002_network": m0002_network.TABLES,
    "0003_service_times": m0003_service_times.VIEWS,
    "0004_lessons": m0004_lessons.TABLES,
    "0005_step_judged": m0005_step_judged.TABLES,
    "0006_forecast": m0006_forecast.TABLES + m0006_forecast.VIEWS,
    "0007_appointments": m0007_appointments.TABLES,
    "0008_people": m0008_people.TABLES,
    "0009_follow_ups": m0009_follow_ups.TABLES + m0009_follow_ups.VIEWS,
    "0010_notices": m0010_notices.TABLES,
    "0011_pulse": m0011_pulse.TABLES,
    "0012_services": m0012_services.TABLES,
    "0013_deliveries": m0013_deliveries.TABLES,
    "0014_legal_hold": m0014_legal_hold.TABLES,
    "0015_session": m0015_session.TABLES,
}


def migrations() -> Migrations:
    """Return the steps as a set that remembers in the store which of them were applied."""
    steps = Migrations("greeter")
    for name, script in STEPS.items():
        steps(name=name)(_runs(script))
    return steps


def migrate(db: Database, take_copy: Callable[[], None]) -> list[str]:
    """Apply the steps that are missing, all or none, and return their names; `take_copy` is called first where the store holds anything.

    Nobody else writes meanwhile: of two programs that are started at once, one migrates. Raises StoreProblem when a newer program has written to the
    store.
    """
    steps = migrations()
    if not _missing(steps, db):
        return []
    with _alone(db):
        missing = _missing(steps, db)
        if missing and steps.applied(db):
            take_copy()
        steps.apply(db)
    return missing


def _missing(steps: Migrations, db: Database) -> list[str]:
    refuse_newer([step.name for step in steps.applied(db) if step.name not in STEPS])
    return [step.name for step in steps.pending(db)]


@contextmanager
def _alone(db: Database) -> Iterator[None]:
    db.conn.execute("begin immediate")
    try:
        yield
        db.conn.execute("commit")
    except BaseException:
        db.conn.rollback()
        raise


def refuse_newer(unknown: list[str]) -> None:
    """Raise StoreProblem where a store has steps that this program does not know."""
    if unknown:
        raise StoreProblem(
            f"A newer Greeter has written to this store ({unknown[-1]}).",
            "Start the newer program, or restore an older copy.",
        )


def _runs(script: str) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        for statement in _statements(script):
            db.conn.execute(statement)

    return run


def _statements(script: str) -> Iterator[str]:
    """Each statement ends with its line; to look for an end after every character, as the library does, takes most of a new store's time."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if complete_statement(begun):
            yield begun
            begun = ""
    if begun.strip():
        yield begun
