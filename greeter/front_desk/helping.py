"""Colleagues among each other: a counter that asks for help until somebody takes it, and a note for all."""

from __future__ import annotations

from greeter.front_desk.desk import Desk, counter_name
from greeter.inputs import needed_text
from greeter.model.journal import Changes, Kind
from greeter.model.notice import Notice
from greeter.problems import Unlawful

MOST_SIGNS = 200


class HelpingActs(Desk):
    """What staff tell each other. Visitors never see it: neither kiosk nor board reads these kinds."""

    def call_for_help(self, counter: str, *, clerk: str) -> Changes:
        """Ask everybody for help at a counter. Asking again while nobody has come changes nothing that is shown."""
        at_counter, by = counter_name(counter), self.signed_by(clerk)
        with self._turn() as turn:
            self._end_help(turn.at, at_counter)
            row = {"kind": Notice.HELP.value, "text": at_counter, "at": turn.at}
            self.store.add("notice", {"office": self.office.id, "seq": turn.seq, **row})
            return self.store.record(turn, Kind.NOTICE, counter=at_counter, clerk=by, notice=Notice.HELP.value)

    def end_help(self, counter: str, *, clerk: str) -> Changes:
        """Note that a clerk has taken a counter's call for help, or that it needs none any more.

        Raises Unlawful where a colleague was faster: of two who press at once, one goes.
        """
        at_counter, by = counter_name(counter), self.signed_by(clerk)
        with self._turn() as turn:
            if not self._end_help(turn.at, at_counter):
                raise Unlawful(f"A colleague has taken the call of counter {at_counter} already.")
            return self.store.record(turn, Kind.END_NOTICE, counter=at_counter, clerk=by, notice=Notice.HELP.value)

    def note_for_all(self, text: str, *, clerk: str) -> Changes:
        """Tell all staff something, in the place of the note before; the journal keeps that, and not the words. Raises BadInput when empty."""
        said, by = needed_text(text, "The note", MOST_SIGNS), self.signed_by(clerk)
        with self._turn() as turn:
            self._forget_note(turn.at)
            row = {"kind": Notice.STAFF.value, "text": f"{by}: {said}", "at": turn.at}
            self.store.add("notice", {"office": self.office.id, "seq": turn.seq, **row})
            return self.store.record(turn, Kind.NOTICE, clerk=by, notice=Notice.STAFF.value)

    def end_note_for_all(self, *, clerk: str) -> Changes:
        """Take the note for all down, and forget its words."""
        by = self.signed_by(clerk)
        with self._turn() as turn:
            self._forget_note(turn.at)
            return self.store.record(turn, Kind.END_NOTICE, clerk=by, notice=Notice.STAFF.value)

    def _end_help(self, at: int, counter: str) -> bool:
        here = {"office": self.office.id, "kind": Notice.HELP.value, "counter": counter}
        asked = self.store.rows(
            "select seq from notice where office = :office and kind = :kind and text = :counter and ended_at is null",
            here,
        )
        self.store.port.run(
            "update notice set ended_at = :at where office = :office and kind = :kind and text = :counter and ended_at is null",
            {"at": at, **here},
        )
        return bool(asked)

    def _forget_note(self, at: int) -> None:
        self.store.port.run(
            "update notice set ended_at = :at, text = '' where office = :office and kind = :kind and ended_at is null",
            {"at": at, "office": self.office.id, "kind": Notice.STAFF.value},
        )
