"""The other offices of a store: what they are called, and their files, for sending visitors on and for figures of several."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from greeter.catalogue.office_file import read_text
from greeter.problems import CatalogueProblem, NotFound
from greeter.store.office_files import OfficeFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from greeter.model.catalogue import Office

_OPENING = 4_000
"""Characters in which the table [office] stands as a rule; where it does not, the whole file is read."""
_TABLE = re.compile(r"^\[office\][^\n]*\n(.*?)^\[", re.MULTILINE | re.DOTALL)


class Neighbour(NamedTuple):
    """An office of the store, by its id, and what it is called."""

    id: str
    name: str


class Neighbours:
    """The offices that are published in a store. Each file is read once for each of its versions."""

    def __init__(self, rows: Callable[[str, Mapping[str, Any]], list[Any]]) -> None:
        self._files = OfficeFiles(rows)
        self._read: dict[tuple[str, int], Office] = {}

    def named(self) -> tuple[Neighbour, ...]:
        """Return all offices with their names, in the order of the names. Their files are not checked: hundreds take a moment only."""
        openings = self._files.openings(_OPENING)
        found = [
            Neighbour(office, _name(opening) or self._name_in_file(office)) for office, opening in openings.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def office(self, office_id: str) -> Office:
        """Return an office as its newest file that can be used here says. Raises NotFound, CatalogueProblem."""
        first: CatalogueProblem | None = None
        for one in self._files.versions(office_id):
            try:
                return self._office(office_id, one.version)
            except CatalogueProblem as problem:
                first = first or problem
        if first is not None:
            raise first
        raise NotFound(f"This store holds no office “{office_id}”.", self._known())

    def _office(self, office_id: str, version: int) -> Office:
        known = self._read.get((office_id, version))
        if known is None:
            reading = read_text(self._files.text(office_id, version) or "", f"{office_id}, version {version}")
            if reading.office is None:
                raise reading.problems[0]
            known = self._read[office_id, version] = reading.office
        return known

    def _name_in_file(self, office_id: str) -> str:
        try:
            return self.office(office_id).name
        except CatalogueProblem:
            return office_id

    def _known(self) -> str:
        published = list(self._files.newest())
        return (
            f"It holds: {', '.join(published)}." if published else "Publish its file: greeter catalogue publish FILE."
        )


def _name(opening: str) -> str:
    """Return the name that the table [office] gives, or an empty text where it does not stand whole in these characters."""
    found = _TABLE.search(opening)
    try:
        name = tomllib.loads(found[1]).get("name", "") if found else ""
    except tomllib.TOMLDecodeError:
        return ""
    return name if isinstance(name, str) else ""
