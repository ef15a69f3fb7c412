"""Writing down what words turned out to be about, so that kiosks on a server find by it without reading what anybody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.access.post import open_to_all
from greeter.front_desk.desk import Desk
from greeter.guidance.lessons import Lesson, read_taught

if TYPE_CHECKING:
    from greeter.guidance.lessons import Taught


_LESSON = (
    "insert into lesson (office, language, service, word, visits, of_all) values (:office, :language, :service, :word, :visits, :of_all)"
    " on conflict (office, language, service, word) do nothing"  # another window writes the same just now
)


class TeachingActs(Desk):
    """What was learned, for those who may not read what it was learned from."""

    @open_to_all
    def taught(self, language: str) -> Taught:
        """Return what was learned in a language, for a search to find by; nobody sees it."""
        return read_taught(self.store.port, self.office, language)

    @open_to_all
    def write_lessons(self, taught: Taught) -> None:
        """Write a language's lessons anew, in place of those before; where they are the same nothing is written.

        There is no line in the journal: nothing happened to a visit. Of two programs that write at once, each lesson is one's or the other's.
        """
        of_language = {"office": self.office.id, "language": taught.language}
        written = {
            Lesson(row["service"], row["word"], row["visits"], row["of_all"])
            for row in self.store.rows(
                "select service, word, visits, of_all from lesson where office = :office and language = :language",
                of_language,
            )
        }
        if written == set(taught.lessons):
            return
        with self.store.port.atomic():
            self.store.port.run("delete from lesson where office = :office and language = :language", of_language)
            for each in taught.lessons:
                row = {"service": each.service, "word": each.word, "visits": each.visits, "of_all": each.of_all}
                self.store.port.run(_LESSON, {**of_language, **row})
