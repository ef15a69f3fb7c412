"""Opens a front desk: the one place that puts store, office and clock together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.last_good import open_office
from greeter.clock import Clock, SystemClock
from greeter.front_desk import FrontDesk
from greeter.model.catalogue import Office
from greeter.problems import NotFound
from greeter.settings import default_store
from greeter.store.address import sqlite_path
from greeter.store.store import Port, Store

if TYPE_CHECKING:
    from os import PathLike


def open_front_desk(
    url: str | None = None,
    *,
    clock: Clock | None = None,
    catalogue: Office | str | PathLike[str] | None = None,
    office: str | None = None,
    durable: bool = True,
) -> FrontDesk:
    """Open the front desk of an office over the store at `url`, and make the store where there is none.

    url: `sqlite:///office.db` (three slashes and a path from here, four and one from the root), `sqlite://` for one in memory; default the user's
    own. catalogue: an office file or an `Office`; default the sample town hall. office: its id, checked against the catalogue's.
    durable: False gives up the promise at a loss of power, for simulations.

    Raises StoreProblem, CatalogueProblem, NotFound.
    """
    read = catalogue if isinstance(catalogue, Office) else open_office(catalogue)
    if office is not None and office != read.id:
        raise NotFound(
            f"The catalogue is of the office “{read.id}”, not of “{office}”.", "Give the other office's catalogue."
        )
    return FrontDesk(Store(open_port(url or default_store(), durable=durable)), read, clock or SystemClock())


def open_port(url: str, *, durable: bool = True) -> Port:
    """Open the database at an address. Raises StoreProblem when the address is of no known kind."""
    from greeter.store.sqlite import SqliteStore  # sqlite-utils takes 0.1 s to import: not before a window has painted

    return SqliteStore(sqlite_path(url), durable=durable)
