"""Agreeing with a visitor on what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.front_desk.case import Field
from greeter.front_desk.desk import Desk
from greeter.front_desk.steps import keep_field
from greeter.inputs import MOST_WORDS, clean_text, needed_text
from greeter.model.journal import Kind

if TYPE_CHECKING:
    from greeter.model.journal import Changes


class AgreeingActs(Desk):
    """What a clerk summed up, and the visitor's yes to it."""

    def agree(
        self, visit_id: str, summary: str, *, theirs: str = "", clerk: str, counter: str | None = None
    ) -> Changes:
        """Keep a summary to which the visitor said yes. theirs: the same in their language, where it was not written by hand.

        The words lie with what is personal; the journal tells only that there was a yes. Raises BadInput for an empty summary.
        """
        said, by = needed_text(summary, "The summary", MOST_WORDS), self.signed_by(clerk)
        spoken = clean_text(theirs, "The summary")
        at_counter = None if counter is None else self.at_own(counter)
        with self._turn() as turn:
            visit, request = self._load(visit_id)
            for field, text in ((Field.SUMMARY, said), (Field.SUMMARY_SPOKEN, spoken)):
                keep_field(self.store, turn, visit.id, field, text)
            return self.store.record(turn, Kind.AGREE, visit.id, counter=at_counter or request.counter, clerk=by)
