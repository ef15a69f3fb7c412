"""Which office a program works for: one rule for every command and window.

1. The office file that was given. 2. Else the office that was named, as it is published in the store. 3. Else the only one that is published there.
4. Where several are published, whoever starts the program must name one. 5. Where none is, the sample town hall.

What was read from a store is kept on this machine, so that a kiosk starts while the server is away.
"""

from __future__ import annotations

import logging
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greeter.catalogue.last_good import load_or_last_good, open_copy, text_or_last_good
from greeter.problems import BadInput, CatalogueProblem, NotFound, Problem, StoreProblem
from greeter.settings import DEFAULT_OFFICE, data_folder, default_store
from greeter.store.address import Engine, engine_of, shown, sqlite_path
from greeter.store.office_files import published_in

if TYPE_CHECKING:
    from os import PathLike

    from greeter.model.catalogue import Office
    from greeter.store.office_files import OfficeFiles

_log = logging.getLogger("greeter.catalogue")


class InUse(NamedTuple):
    """The office a program works for. `problem`: what keeps its newest file from being used; staff should hear of it."""

    office: Office
    problem: Problem | None = None


def office_for(url: str | None, file: str | PathLike[str] | None = None, name: str | None = None) -> Office:
    """Return the office that a program works for; what is to be mended in its file goes to the log.

    url: the store's address, the user's own where none is given. file: an office file. name: an office's id.
    Raises CatalogueProblem, NotFound, BadInput, StoreProblem.
    """
    return office_in_use(url, file, name).office


def office_in_use(url: str | None, file: str | PathLike[str] | None = None, name: str | None = None) -> InUse:
    """Return the office that a program works for, and what is to be mended in its file. Arguments and errors as `office_for`."""
    used = _of_file(Path(file), name) if file is not None else _of_store(url or default_store(), name)
    if used.problem is not None:
        _log.warning("the last good office file stays in use: %s", used.problem)
    return used


def _of_file(file: Path, name: str | None) -> InUse:
    used = InUse(*load_or_last_good(file, data_folder() / "catalogue"))
    if name is not None and used.office.id != name:
        raise NotFound(
            f"The catalogue is of the office “{used.office.id}”, not of “{name}”.", "Give the other office's catalogue."
        )
    return used


def _of_store(url: str, name: str | None) -> InUse:
    kept = _kept_in(url)
    try:
        with published_in(url) as files:
            newest = files.newest()
            if not newest:
                return _sample(name)
            chosen = _chosen(list(newest), name)
            return _published(files, chosen, newest[chosen], kept)
    except StoreProblem as problem:
        return _without_store(url, name, kept, problem)


def _chosen(published: list[str], name: str | None) -> str:
    """Return the office that is meant among those published. Raises NotFound, BadInput."""
    if name is None and len(published) == 1:
        return published[0]
    listed = ", ".join(published)
    if name is None:
        raise BadInput(f"This store holds several offices: {listed}.", "Say which with --office.")
    if name not in published:
        raise NotFound(f"This store holds no office “{name}”.", f"It holds: {listed}.")
    return name


def _published(files: OfficeFiles, office: str, version: int, kept: Path) -> InUse:
    """Return an office as published; where this program can't use the newest file, the last good one."""
    copy = kept / f"{office}.toml"
    text = files.text(office, version) or ""
    try:
        used = InUse(*text_or_last_good(text, _named(office, version), copy))
    except CatalogueProblem as problem:
        return InUse(_earlier(files, office, version, copy, problem), _stays(office, version, problem))
    return used if used.problem is None else InUse(used.office, _stays(office, version, used.problem))


def _earlier(files: OfficeFiles, office: str, version: int, copy: Path, problem: CatalogueProblem) -> Office:
    """Return the newest earlier version that can be used; it becomes the copy. Raises `problem` where there is none."""
    for earlier in files.versions(office):
        text = files.text(office, earlier.version) if earlier.version < version else None
        if text is not None:
            with suppress(CatalogueProblem):
                return text_or_last_good(text, _named(office, earlier.version), copy)[0]
    raise problem


def _named(office: str, version: int) -> str:
    return f"{office}, version {version}"


def _stays(office: str, version: int, problem: Problem) -> Problem:
    return Problem(
        f"Version {version} of the office file “{office}” can't be used by this program; an earlier one stays in use. {problem.what}",
        "Start the newest Greeter here, or publish the file again once it is mended.",
    )


def _sample(name: str | None) -> InUse:
    """Return the sample town hall, where nothing is published. Raises NotFound where another office was named."""
    used = InUse(*load_or_last_good(DEFAULT_OFFICE, data_folder() / "catalogue"))
    if name is not None and name != used.office.id:
        raise NotFound(
            f"This store holds no office “{name}”.",
            "Publish its file first: greeter catalogue publish FILE, or give it with --catalogue.",
        )
    return used


def _without_store(url: str, name: str | None, kept: Path, problem: StoreProblem) -> InUse:
    """Return the office that was last read from a store that can't be read now.

    Raises `problem` where that is not known: what the store holds by now nobody has seen, so nothing is said of it, and no visitor meets the sample.
    """
    copies = {copy.stem: copy for copy in sorted(kept.glob("*.toml"))}
    if name in copies or (copies and name is None):
        found = open_copy(copies[_chosen(list(copies), name)])
        if found is not None:
            _log.warning("the office file kept on this machine is in use: %s", problem)
            return InUse(found)
    elif not copies and engine_of(url) is Engine.SQLITE:  # a damaged file is told of by the first act
        return _sample(name)
    raise problem


def _kept_in(url: str) -> Path:
    """Return where on this machine the office files of a store are kept."""
    address = str(Path(sqlite_path(url)).absolute()) if engine_of(url) is Engine.SQLITE else shown(url)
    return data_folder() / "catalogue" / f"store-{zlib.crc32(os.fsencode(address)):08x}"
