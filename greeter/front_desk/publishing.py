"""Publishing an office's file in the store, so that every machine works by the same one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from greeter.catalogue.office_file import read_text
from greeter.front_desk.people import PeopleActs
from greeter.model.journal import Kind
from greeter.model.person import Right
from greeter.problems import BadInput, Unlawful
from greeter.store.store import GiveUp


@dataclass(frozen=True, slots=True)
class Published:
    """What became of an office file: its version in the store, and the journal's line; `seq` 0 where that version had this very text before."""

    office: str
    version: int
    seq: int


class PublishingActs(PeopleActs):
    """What concerns the office as a whole."""

    def publish(self, text: str, *, onto: int | None = None, session: str = "") -> Published:
        """Put an office file into the store as this office's next version; a text that is in use already is no new version.

        onto: the version that the text was made from, 0 for none; None: it takes the place of whichever is the newest. session: a manager's sign-in,
        where the office has people. Raises CatalogueProblem where the text has something to mend, BadInput where it is another office's, NotAllowed,
        Unlawful where somebody has published since `onto`.
        """
        reading = read_text(text, f"{self.office.id}.toml")
        if reading.office is None:
            raise reading.problems[0]
        if reading.office.id != self.office.id:
            raise BadInput(
                f"This file is of the office “{reading.office.id}”, not of “{self.office.id}”.", "Publish it there."
            )
        known = 0
        try:
            with self._turn() as turn:
                by = self.allow(Right.PUBLISH, session)
                known, last = self._newest_file()
                if last == text:
                    raise GiveUp
                if onto not in {None, known}:
                    raise Unlawful(f"Version {known} was published meanwhile.", "Look at it, then publish again.")
                version = known + 1
                self.store.add(
                    "office_file", {"office": self.office.id, "version": version, "at": turn.at, "text": text}
                )
                line = self.store.record(
                    turn,
                    Kind.PUBLISH,
                    clerk=None if by is None else by.name,
                    version=version,
                    sha256=sha256(text.encode()).hexdigest(),
                )
        except GiveUp:
            return Published(self.office.id, known, 0)
        return Published(self.office.id, version, line.seq)

    def _newest_file(self) -> tuple[int, str]:
        rows = self.store.rows(
            "select version, text from office_file where office = :office order by version desc limit 1",
            {"office": self.office.id},
        )
        return (rows[0]["version"], rows[0]["text"]) if rows else (0, "")
