"""Whether a store has the form that this program needs, found out without changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.problems import NotFound, StoreProblem
from greeter.store.migrate import STEPS, migrations, refuse_newer

if TYPE_CHECKING:
    from sqlite_utils import Database


def refuse_unready(db: Database) -> None:
    """Raise a Problem where a file is not of this program's form. Nothing is written."""
    applied = [step.name for step in migrations().applied(db)]
    refuse_other_form(applied, "open it once with this program, which takes a copy first: greeter verify --db URL")


def refuse_other_form(applied: list[str], remedy: str) -> None:
    """Raise StoreProblem where a store's steps are older or newer than this program's, NotFound where there are none; `remedy` mends the older."""
    refuse_newer([name for name in applied if name not in STEPS])
    if not applied:
        raise NotFound("There is no Greeter store at this address.", "Check the address of the source.")
    missing = [name for name in STEPS if name not in applied]
    if missing:
        raise StoreProblem(f"This store has an older form: {missing[0]} is missing.", f"To bring it to form, {remedy}")
