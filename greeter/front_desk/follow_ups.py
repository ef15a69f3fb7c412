"""What the office owes after a visit: steps that stay in a list of their own until somebody closes them, and call-backs.

A reason or a matter in somebody's words lies with what is personal of the visit, and is forgotten with it; the journal holds none of it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from greeter.front_desk.case import Field
from greeter.front_desk.desk import Desk, clerk_name
from greeter.front_desk.steps import IN_VISIT, keep_field, keep_note
from greeter.guidance.step_habits import Origin
from greeter.inputs import MOST_NAME, clean_text, needed_text
from greeter.model.catalogue import Owner
from greeter.model.follow_up import Between, Form
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.problems import BadInput, NotFound, Unlawful

if TYPE_CHECKING:
    from greeter.store.store import Turn

FURTHEST_DAYS = 400
"""What is put off longer is no follow-up any more."""
MOST_REASON = 300


class FollowUpActs(Desk):
    """Closing, handing over and putting off what the office owes; asking for a call back."""

    def close_follow_up(self, step_id: str, *, clerk: str) -> Changes:
        """Close a follow-up: it is done. Raises Unlawful where a colleague was faster."""
        by = self.signed_by(clerk)
        with self._turn() as turn:
            step = self._owed(step_id)
            self._change_step(step_id, done_at=turn.at, done_by=by)
            return self._line(turn, step, by, "close", tries=step["tries"] or 0)

    def reopen_follow_up(self, step_id: str, *, clerk: str) -> Changes:
        """Take the closing of a follow-up back. The journal keeps both."""
        by = self.signed_by(clerk)
        with self._turn() as turn:
            step = self._follow_up(step_id)
            if step["done_at"] is None:
                raise Unlawful("This follow-up is open already.")
            self._change_step(step_id, done_at=None, done_by=None)
            return self._line(turn, step, by, "reopen")

    def hand_follow_up(self, step_id: str, *, to: str | None, clerk: str) -> Changes:
        """Hand a follow-up to a colleague; to nobody in particular where `to` is None."""
        by = self.signed_by(clerk)
        goes_to = None if to is None else clerk_name(to)
        with self._turn() as turn:
            step = self._owed(step_id)
            self._change_step(step_id, for_clerk=goes_to)
            return self._line(turn, step, by, "hand over", was=step["for_clerk"], to=goes_to)

    def move_follow_up(
        self, step_id: str, *, due: date, reason: str, clerk: str, between: Between | None = None
    ) -> Changes:
        """Move the date of a follow-up, with the reason, which is kept as a note of the visit. between: for a call-back, when on that day."""
        by, why = self.signed_by(clerk), needed_text(reason, "The reason", MOST_REASON)
        day = self._due_day(due)
        with self._turn() as turn:
            step = self._owed(step_id)
            keep_note(self.store, turn, step["visit"], why)
            self._change_step(step_id, due=day, **_times(between))
            return self._line(turn, step, by, "put off", was=step["due"], due=day)

    def ask_call_back(
        self,
        visit_id: str,
        *,
        phone: str,
        matter: str = "",
        due: date,
        between: Between | None = None,
        for_clerk: str | None = None,
        clerk: str,
    ) -> str:
        """Owe somebody a call: where, about what, on which day and between which times. Return the follow-up's id.

        phone, matter: kept with what is personal of the visit. Raises BadInput.
        """
        by, number = self.signed_by(clerk), needed_text(phone, "The phone number", MOST_NAME)
        about, day = clean_text(matter, "The matter"), self._due_day(due)
        theirs = None if for_clerk is None else clerk_name(for_clerk)
        with self._turn() as turn:
            visit, request = self._load(visit_id)
            keep_field(self.store, turn, visit.id, Field.CONTACT, number)
            keep_note(self.store, turn, visit.id, about)
            last = self.store.rows(
                "select coalesce(max(position), 0) as last from step where visit = :visit", {"visit": visit.id}
            )
            step = {
                "id": new_id(turn.at), "visit": visit.id, "request": request.id, "position": last[0]["last"] + 1,
                "what": "Call back", "owner": Owner.OFFICE.value, "detail": "", "due": day, "origin": Origin.CLERK.value,
                "for_clerk": theirs, "form": Form.CALL_BACK.value, "tries": 0, **_times(between),
            }  # fmt: skip
            self.store.add("step", step)
            self._line(turn, step, by, "call back", due=day, **_times(between))
            return str(step["id"])

    def not_reached(self, step_id: str, *, again: date, between: Between | None = None, clerk: str) -> Changes:
        """Note that somebody called and reached nobody, and when to try again. Raises BadInput for what is no call-back."""
        by, day = self.signed_by(clerk), self._due_day(again)
        with self._turn() as turn:
            step = self._owed(step_id)
            if step["form"] != Form.CALL_BACK:
                raise BadInput("This is no call-back.", "Move its date instead.")
            tries = (step["tries"] or 0) + 1
            self._change_step(step_id, due=day, tries=tries, **_times(between))
            return self._line(turn, step, by, "not reached", tries=tries, was=step["due"], due=day)

    def _due_day(self, due: date) -> str:
        if type(due) is not date:
            raise BadInput("The day it is due is missing.", "Write a day, such as tomorrow or Friday.")
        today = date.fromisoformat(self.today())
        if not 0 <= (due - today).days <= FURTHEST_DAYS:
            raise BadInput("It can be due from today on, up to a year ahead.", "Choose another day.")
        return due.isoformat()

    def _follow_up(self, step_id: str) -> Any:
        rows = self.store.rows(
            f"select * from step where id = :id and {IN_VISIT} and owner <> :visitor",
            {"id": needed_text(step_id, "The follow-up"), "visitor": Owner.VISITOR.value},
        )
        if not rows:
            raise NotFound("There is no such follow-up.", "It may have been taken out a moment ago.")
        self.visit(rows[0]["visit"])
        return rows[0]

    def _owed(self, step_id: str) -> Any:
        step = self._follow_up(step_id)
        if step["done_at"] is not None:
            raise Unlawful(f"{step['done_by'] or 'A colleague'} closed this already.")
        return step

    def _change_step(self, step_id: str, **columns: Any) -> None:
        places = ", ".join(f"{name} = :{name}" for name in columns)
        self.store.port.run(f"update step set {places} where id = :id", {**columns, "id": step_id})

    def _line(self, turn: Turn, step: Any, by: str, did: str, **facts: Any) -> Changes:
        return self.store.record(turn, Kind.STEP, step["visit"], clerk=by, did=did, steps=[step["id"]], **facts)


def _times(between: Between | None) -> dict[str, int | None]:
    return {
        "from_minute": None if between is None else between.begins,
        "to_minute": None if between is None else between.ends,
    }
