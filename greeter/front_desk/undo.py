"""Taking back a clerk's own last act, within two minutes. The journal keeps both."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from greeter.front_desk.desk import Desk, clerk_name
from greeter.model.journal import Changes, Kind
from greeter.model.visit import MOVES, UNDO_MS, Outcome, ServiceRequest, State
from greeter.problems import Unlawful

if TYPE_CHECKING:
    from greeter.store.store import Turn

TAKEN_BACK = "taken back"
"""The note of a request that ended because the visitor had been sent by mistake."""
_MOVING = ", ".join(f"'{kind.value}'" for kind in (*MOVES, Kind.UNDO))
_LOOKED_BACK = 500
"""A clerk's last act lies within so many lines of the journal, or it is older than two minutes."""


class UndoActs(Desk):
    """Undo, for the acts that move a request."""

    def undo(self, *, clerk: str) -> Changes:
        """Take back the last act of this clerk that moved a request, when it is under two minutes old and nothing followed.

        Raises Unlawful that says why it can't be taken back.
        """
        by = self.signed_by(clerk)
        sent = _sent(self._last_line(by))
        offices = [self.office.id, *([sent["office"]] if sent else [])]
        with self._turns(offices) as turns:
            turn, line = turns[self.office.id], self._last_line(by)
            if line is None:
                raise Unlawful("There is nothing of yours to take back.")
            if _sent(line) != sent:
                raise Unlawful("Something else was done meanwhile.", "Look at the visit, then try again.")
            data: dict[str, Any] = json.loads(line["data"])
            visit = self.store.visit(line["visit"])
            if turn.tick - line["tick"] > UNDO_MS:
                raise Unlawful(
                    f"The last act on {visit.number} is more than two minutes old.",
                    "Go on from where the visit is now.",
                )
            if self._something_followed(line):
                raise Unlawful(f"A colleague has gone on with {visit.number} since.", "Ask them, or go on from there.")
            if sent:
                self._take_back(turns[sent["office"]], sent)
            changes = self._restore(turn, line, data, by)
        for other in self._of_batch(line, data, by):
            with self._turn() as turn:
                if not self._something_followed(other):
                    changes = self._restore(turn, other, json.loads(other["data"]), by)
        return changes

    def _restore(self, turn: Turn, line: Any, data: dict[str, Any], by: str) -> Changes:
        """Put visit and request back to where they were before a line of the journal."""
        visit, before = self.store.visit(line["visit"]), self.store.request(data["request"])
        after = _restored(before, data["was"])
        self._take_out(line, data)
        restored = {"request": after.id, "ended_at": None, **data.get("visit_was", {})}
        self.store.change_visit(visit, replace(visit, **restored))
        return self._save(turn, Kind.UNDO, before, after, by=by, undone=line["seq"], undid=line["kind"])

    def _of_batch(self, line: Any, data: dict[str, Any], by: str) -> list[Any]:
        """Return the other lines of what was one decision: visitors who were sent home together; the latest first."""
        if "batch" not in data:
            return []
        rows = self.store.rows(
            "select * from journal where office = :office and clerk = :clerk and kind = :kind and tick > :since and seq < :seq"
            " order by seq desc",
            {
                "office": self.office.id, "clerk": by, "kind": line["kind"], "seq": line["seq"],
                "since": line["tick"] - UNDO_MS,
            },
        )  # fmt: skip
        return [row for row in rows if json.loads(row["data"]).get("batch") == data["batch"]]

    def _take_out(self, line: Any, data: dict[str, Any]) -> None:
        """Take out again what the undone act had added: a request, its note, steps, an appointment, the marks of who was overtaken."""
        if "opened" in data:
            self.store.drop_request(data["opened"]["id"])
        if line["kind"] == Kind.TRANSFER.value:
            self.store.port.run(
                "delete from personal where visit = :visit and field = 'note' and seq = :seq",
                {"visit": line["visit"], "seq": line["seq"]},
            )
        for step in data.get("steps", ()):
            self.store.port.run("delete from step where id = :id", {"id": step})
        if data.get("appointment"):
            self.store.port.run(
                "update appointment set state = 'cancelled' where office = :office and uid = :uid and instance = :instance"
                " and state = 'expected'",
                {"office": self.office.id, **{key: data["appointment"][key] for key in ("uid", "instance")}},
            )
        self.store.port.run(
            "delete from overtaking where office = :office and seq = :seq",
            {"office": self.office.id, "seq": line["seq"]},
        )

    def _take_back(self, turn: Turn, sent: dict[str, Any]) -> None:
        """End a visit in the other office, to which it was sent by mistake; its number is not used again. Raises Unlawful where it has gone on."""
        visit, before = self.store.visit(sent["visit"]), self.store.request(sent["request"])
        if before.state is not State.WAITING or visit.ended_at is not None:
            raise Unlawful(f"{sent['name']} has gone on with {visit.number} since.", "Ask them, or go on from there.")
        after = before.moved(
            Kind.LEAVE,
            number=visit.number,
            tick=turn.tick,
            ended_at=turn.at,
            wait_ms=before.waited(turn.tick),
            note=TAKEN_BACK,
        )
        self._save(
            turn, Kind.LEAVE, before, after, by="", taken_back={"office": self.office.id, "name": self.office.name}
        )
        self.store.change_visit(visit, replace(visit, ended_at=turn.at))

    def can_undo(self, *, clerk: str) -> tuple[str, str] | None:
        """Return kind and visit id of the act that `undo` would take back, or None."""
        line = self._last_line(clerk_name(clerk))
        if line is None or self.tick() - line["tick"] > UNDO_MS or self._something_followed(line):
            return None
        sent = _sent(line)
        if sent and self.store.request(sent["request"]).state is not State.WAITING:
            return None
        return line["kind"], line["visit"]

    def _last_line(self, clerk: str) -> Any | None:
        """Return the clerk's last line that moved a request; None where that was undone already, or is long ago."""
        rows = self.store.rows(
            "select * from journal where office = :office and clerk = :clerk and tick > :since"
            f" and seq > (select seq from journal_head where office = :office) - {_LOOKED_BACK} and kind in ({_MOVING})"
            " order by seq desc limit 1",
            {"office": self.office.id, "clerk": clerk, "since": self.tick() - 10 * UNDO_MS},
        )
        return rows[0] if rows and rows[0]["kind"] != Kind.UNDO.value else None

    def _something_followed(self, line: Any) -> bool:
        handed_on = "opened" in json.loads(
            line["data"]
        )  # steps and waits told since belong to the request that undo takes out
        kinds = f"{_MOVING}, '{Kind.STEP.value}', '{Kind.TOLD.value}'" if handed_on else _MOVING
        rows = self.store.rows(
            f"select 1 from journal where visit = :visit and office = :office and seq > :seq and kind in ({kinds}) limit 1",
            {"visit": line["visit"], "office": self.office.id, "seq": line["seq"]},
        )
        return bool(rows)


def _sent(line: Any | None) -> dict[str, Any] | None:
    """Return where a line sent a visitor, or None where it did not send them to another office."""
    found: dict[str, Any] | None = None if line is None else json.loads(line["data"]).get("sent")
    return found


def _restored(request: ServiceRequest, was: dict[str, Any]) -> ServiceRequest:
    known = {column.name for column in fields(ServiceRequest)}
    values = {name: value for name, value in was.items() if name in known}
    if "state" in values:
        values["state"] = State(values["state"])
    if values.get("outcome"):
        values["outcome"] = Outcome(values["outcome"])
    return replace(request, **values)
