"""Opens a front desk: the one place that puts store, office and clock together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from greeter.catalogue.which_office import office_for
from greeter.front_desk import FrontDesk
from greeter.model.catalogue import Office
from greeter.problems import NotFound
from greeter.settings import default_store
from greeter.store.address import MEMORY, Engine, driver_missing, engine_of, sqlite_path
from greeter.store.store import Port, Store

if TYPE_CHECKING:
    from os import PathLike

    from greeter.clock import Clock


def open_front_desk(
    url: str | None = None,
    *,
    clock: Clock | None = None,
    catalogue: Office | str | PathLike[str] | None = None,
    office: str | None = None,
    durable: bool = True,
    patience_s: float | None = None,
) -> FrontDesk:
    """Open the front desk of an office over the store at `url`, and make the store where there is none.

    url: `sqlite:///office.db` (three slashes and a path from here, four and one from the root), `sqlite://` for one in memory; default the user's
    own. catalogue: an office file or an `Office`; office: an office's id; `greeter.catalogue.which_office` says which of them counts, and what does
    where neither is given.
    durable: False gives up the promise at a loss of power, for simulations. patience_s: seconds after which a silent server counts as away.

    Raises StoreProblem, CatalogueProblem, NotFound, BadInput.
    """
    read = catalogue if isinstance(catalogue, Office) else office_for(url, catalogue, office)
    if office is not None and office != read.id:
        raise NotFound(
            f"The catalogue is of the office “{read.id}”, not of “{office}”.", "Give the other office's catalogue."
        )
    port = open_port(url or default_store(), durable=durable, patience_s=patience_s)
    return FrontDesk(Store(port), read, clock or port.clock())


def open_port(url: str, *, durable: bool = True, patience_s: float | None = None) -> Port:
    """Open the database at an address. patience_s: seconds after which a server that does not answer counts as away.

    Raises StoreProblem when the address is of no known kind, or the database can't be opened; StoreDamaged where a file shows damage at once.
    """
    if engine_of(url) is Engine.POSTGRESQL:
        return _postgres(url, durable=durable, patience_s=patience_s)
    from greeter.store.sqlite import SqliteStore  # sqlite-utils takes 0.1 s to import: not before a window has painted

    path = sqlite_path(url)
    if path == MEMORY:
        return SqliteStore(path, durable=durable)
    from greeter.records.damage import Guard

    guard = Guard(Path(path))
    guard.look()
    return SqliteStore(path, durable=durable, tell_damage=guard.tell)


def _postgres(url: str, *, durable: bool, patience_s: float | None) -> Port:
    try:
        from greeter.store.postgres.port import PostgresStore  # its driver is an extra
    except ImportError as missing:
        raise driver_missing(missing) from missing
    more = {} if patience_s is None else {"patience_s": patience_s}
    return PostgresStore(url, durable=durable, **more)
