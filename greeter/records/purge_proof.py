"""The proof of a purge: searched, said, and, by wish, older copies replaced by a new one."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from greeter.clock import SystemClock, from_ms, to_ms
from greeter.opening import open_port
from greeter.problems import StoreProblem
from greeter.records.alone import Alone
from greeter.records.copies import file_of
from greeter.records.restore import BUSY
from greeter.records.schedule import KEEP, CopySchedule
from greeter.records.traces import SHORTEST, Traces, copies_before, search, settle
from greeter.settings import default_store
from greeter.store.address import Engine, engine_of

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.records.purge import Purged

_ON_A_SERVER = (
    "The server’s own files, its log, its standbys and its dumps were not searched: old versions of rows go with its vacuum,"
    " log and dumps by the rules of whoever runs it. Ask them until when."
)


def prove(url: str | None, purged: Purged) -> Traces:
    """Look for what went. Where free pages of the store's file still hold any, the file is written anew and searched once more.

    The store must be closed here: its files are read. Raises StoreProblem.
    """
    address = url or default_store()
    traces, rest = _look(address, purged, write_anew=True)
    if rest:
        traces, _ = _look(address, purged, write_anew=False)
    return traces


def clean_copies(url: str | None, traces: Traces) -> list[Path]:
    """Make a new copy, and remove the store's own copies in which traces were found; return which went. What is not known to be one stays.

    Where none can be made, none goes: raises StoreProblem.
    """
    store = file_of(url or default_store())
    if store is None or not traces.copies:
        return []
    with Alone(store) as alone:
        if not alone.granted:
            raise StoreProblem(*BUSY)
        fresh = CopySchedule(store, every_minutes=1).run()
    removed = []
    for path in [path for path in traces.copies if path != fresh.file]:
        with suppress(OSError):
            path.with_suffix(".json").unlink(missing_ok=True)  # first: a copy without it does not count
            path.unlink()
            removed.append(path)
            traces.copies.pop(path)
    return removed


def told(url: str | None, traces: Traces, removed: list[Path]) -> list[str]:
    """Return what the search found, in sentences."""
    lines = [_what_was_looked_for(traces)]
    if engine_of(url or default_store()) is Engine.POSTGRESQL:
        lines.append(_ON_A_SERVER)
    for table, many in sorted(traces.elsewhere.items()):
        lines.append(f"{many:,} stand in rows of “{table}” that are not due, and stay there.")
    lines += [f"Removed: {path}" for path in removed]
    if traces.none:
        lines.append("No trace is left outside of copies." if traces.copies else "No trace is left.")
    if traces.store:
        lines.append(
            f"{traces.store:,} are still in the store’s own files: somebody reads it just now. Purge again when all windows are closed."
        )
    lines += [
        f"{many:,} are in {path}: {_whose(url, path)}remove or mend it by hand."
        for path, many in sorted(traces.others.items())
    ]
    if traces.copies:
        lines.append("These copies hold what was forgotten, and are let go by themselves:")
        lines += [f"  {path}{_until(url, path)}" for path in sorted(traces.copies)]
        lines.append("Remove them now: greeter retention purge --copies, or by hand once a newer copy is there.")
    return lines


def _what_was_looked_for(traces: Traces) -> str:
    """Return how many texts went, and which of them were looked for where: the same words of two visitors are one text to look for."""
    where = (
        f"in {traces.searched} files, {traces.size / 1e6:,.1f} MB: store and log, copies, drafts, logs, crash cards, kept tickets."
        if traces.searched
        else "in all tables."
    )
    words = (
        f"{traces.of:,} texts went, each something that was written of a visitor; {traces.different:,} of them differ."
    )
    if traces.short:
        words += (
            f" {traces.short:,} have under {SHORTEST} bytes, and stand in any file by chance: they were not looked for."
        )
    part = traces.looked_for + traces.short < traces.different
    return f"{words} Looked for {'a sample, ' if part else ''}{traces.looked_for:,} texts, {where}"


def copies_left(url: str | None) -> list[str]:
    """Return which copies are older than the last purge, and until when each is kept; nothing where there is none."""
    address = url or default_store()
    store = file_of(address)
    if store is None:
        return [] if engine_of(address) is not Engine.POSTGRESQL else [_ON_A_SERVER]
    port = open_port(address)
    try:
        last = port.rows("select max(at) as at from journal where kind = 'purge'")[0]["at"]
    finally:
        port.close()
    older = [] if last is None else copies_before(store, last)
    if not older:
        return []
    lines = [
        f"These copies are older than the last purge of {from_ms(last).astimezone():%Y-%m-%d %H:%M}, and may hold what went:"
    ]
    return [*lines, *(f"  {copy.file}{_until(address, copy.file)}" for copy, _ in older)]


def _look(address: str, purged: Purged, *, write_anew: bool) -> tuple[Traces, bool]:
    hits = search(file_of(address), purged.texts, purged.gone)
    port = open_port(address)
    try:
        traces = settle(port, hits)
        if write_anew and traces.store:
            port.write_anew()
        return traces, bool(traces.store)
    finally:
        port.close()


def _whose(url: str | None, path: Path) -> str:
    """Return what to do before a file is removed that bears the store's name and is no good copy of it: it may be another store's."""
    store = file_of(url or default_store())
    return "see whose it is, and " if store is not None and path.name.startswith(store.name) else ""


def _until(url: str | None, path: Path) -> str:
    """Return until when a copy is kept; nothing for a file that no rule lets go."""
    store = file_of(url or default_store())
    now = to_ms(SystemClock().now())
    for copy, until in [] if store is None else copies_before(store, now + 1):
        if copy.file == path:
            newest = os.environ.get(KEEP)
            return (
                f", until {newest} newer ones are there"
                if newest
                else f", until {from_ms(until).astimezone():%Y-%m-%d} at the latest"
            )
    return ", until somebody removes it"
