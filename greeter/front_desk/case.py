"""What is known and agreed: notes, the story, next steps, the printed ticket, the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.access.post import Doer
from greeter.front_desk.desk import Desk
from greeter.front_desk.steps import IN_VISIT, add_steps, keep_field, keep_note, step_of
from greeter.guidance.step_habits import Origin, Word
from greeter.inputs import MOST_NAME, MOST_WORDS, chosen, clean_text, listed, needed_text
from greeter.model.journal import Changes, Kind
from greeter.model.visit import Need, Printed
from greeter.problems import BadInput, NotFound
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.catalogue import NextStep
    from greeter.store.store import Turn


class Field(StrEnum):
    """Personal fields of a visit. They lie in one table apart and can be forgotten without touching a figure."""

    NAME = "name"
    SAY_NAME = "say_name"
    REASON = "reason"
    BROUGHT = "brought"
    MISSING = "missing"
    EXPECTS = "expects"
    CONTACT = "contact"
    NOTE = "note"
    COMMENT = "comment"
    SUMMARY = "summary"
    """What was summed up with the visitor, as the clerk reads it."""
    SUMMARY_SPOKEN = "summary_spoken"
    """The same in the visitor's language, while it is as it was drafted."""


class Question(StrEnum):
    """Questions of the survey, answered from 1 (disagree) to 5 (agree): the federal A-11 form's, and an overall one."""

    SATISFACTION = "satisfaction"
    TRUST = "trust"
    EASE = "ease"
    EFFECTIVENESS = "effectiveness"
    EFFICIENCY = "efficiency"
    TRANSPARENCY = "transparency"
    HUMANITY = "humanity"


def answer_key(visit: str, question: Question) -> str:
    """Return the key that tells that a visit's question was answered."""
    return f"answer {question.value} {visit}"


class Judgement(StrEnum):
    """A clerk's word on a suggestion."""

    HELPED = Word.HELPED.value
    DID_NOT = Word.DID_NOT.value


class CaseActs(Desk):
    """What clerk and visitor add to a visit while it lasts, and after."""

    def note(self, visit_id: str, text: str, *, clerk: str, counter: str | None = None) -> Changes:
        """Write a note that travels with the visitor. Raises BadInput when it is empty."""
        said, by = needed_text(text, "The note", MOST_WORDS), self.signed_by(clerk)
        at_counter = None if counter is None else self.at_own(counter)
        with self._turn() as turn:
            visit, request = self._load(visit_id)
            keep_note(self.store, turn, visit.id, said)
            return self.store.record(turn, Kind.NOTE, visit.id, counter=at_counter or request.counter, clerk=by)

    def describe(self, visit_id: str, *, clerk: str, **fields: str) -> Changes:
        """Set personal fields by name (`name`, `reason`, `missing`, ...); an empty text takes one out. Raises BadInput."""
        by = self.signed_by(clerk)
        if not fields:
            raise BadInput("Nothing was given to change.")
        clean = {chosen(Field, name, "A field"): text for name, text in fields.items()}
        if Field.NOTE in clean:
            raise BadInput("A note is added, not changed.", "Use note.")
        texts = {field: clean_text(text, f"The {field.value}", _most(field)) for field, text in clean.items()}
        with self._turn() as turn:
            visit, _ = self._load(visit_id)
            for field, text in texts.items():
                keep_field(self.store, turn, visit.id, field, text)
            return self.store.record(
                turn, Kind.DESCRIBE, visit.id, clerk=by, fields=sorted(field.value for field in texts)
            )

    def set_needs(self, visit_id: str, needs: Iterable[str], *, clerk: str) -> Changes:
        """Set what helps the visitor."""
        wanted = ",".join(sorted({chosen(Need, need, "A need").value for need in listed(needs, "Needs")}))
        by = self.signed_by(clerk)
        with self._turn() as turn:
            visit, _ = self._load(visit_id)
            self.store.change_visit(visit, replace(visit, needs=wanted))
            return self.store.record(
                turn, Kind.DESCRIBE, visit.id, clerk=by, fields=["needs"], was=visit.needs, now=wanted
            )

    def take_steps(self, visit_id: str, steps: Iterable[NextStep], *, clerk: str) -> list[str]:
        """Take suggested steps of the catalogue over into the visit, before one of them is ticked or moved. Return their ids, in the order given.

        Where the visit's request has steps already nothing is added, whatever their order is by now; one that it has not has an empty id.
        """
        by, wanted = self.signed_by(clerk), [step_of(step) for step in steps]
        with self._turn() as turn:
            _, request = self._load(visit_id)
            have = self.store.rows(
                "select id, what from step where visit = :visit and request = :request and origin = :listed",
                {"visit": visit_id, "request": request.id, "listed": Origin.CATALOGUE},
            )
            known = {row["what"]: row["id"] for row in have}
            ids = (
                [known.get(step.what, "") for step in wanted]
                if have
                else add_steps(self, turn, request, wanted, Origin.CATALOGUE)
            )
            self.store.record(turn, Kind.STEP, visit_id, clerk=by, did="take", steps=[each for each in ids if each])
            return ids

    def accept_step(self, visit_id: str, step: NextStep, *, clerk: str) -> str:
        """Take a step that was learned here over into the visit, at the end; return its id. A second time changes nothing."""
        by, wanted = self.signed_by(clerk), step_of(step)
        with self._turn() as turn:
            _, request = self._load(visit_id)
            have = self.store.rows(
                "select id from step where visit = :visit and request = :request and origin = :learned and what = :what",
                {"visit": visit_id, "request": request.id, "learned": Origin.LEARNED, "what": wanted.what},
            )
            ids = [row["id"] for row in have] or add_steps(self, turn, request, [wanted], Origin.LEARNED)
            self.store.record(turn, Kind.STEP, visit_id, clerk=by, did="accept", steps=ids)
            return ids[0]

    def add_step(self, visit_id: str, step: str | NextStep, *, clerk: str) -> str:
        """Add a next step at the end; return its id."""
        by, wanted = self.signed_by(clerk), step_of(step)
        with self._turn() as turn:
            _, request = self._load(visit_id)
            ids = add_steps(self, turn, request, [wanted])
            self.store.record(turn, Kind.STEP, visit_id, clerk=by, did="add", steps=ids)
            return ids[0]

    def tick_step(self, step_id: str, *, clerk: str, done: bool = True) -> Changes:
        """Tick a next step as done, or take the tick back."""
        by = self.signed_by(clerk)
        with self._turn() as turn:
            step = self._step(step_id)
            self.store.port.run(
                "update step set done_at = :at, done_by = :by where id = :id",
                {"id": step_id, "at": turn.at if done else None, "by": by if done else None},
            )
            return self.store.record(
                turn, Kind.STEP, step["visit"], clerk=by, did="tick" if done else "untick", steps=[step_id]
            )

    def drop_step(self, step_id: str, *, clerk: str) -> Changes:
        """Take a next step out; it does not apply to this visitor. That a suggestion did not fit is kept, to learn from; it shows nowhere."""
        by = self.signed_by(clerk)
        with self._turn() as turn:
            step = self._step(step_id)
            if step["origin"] == Origin.CLERK:
                self.store.port.run("delete from step where id = :id", {"id": step_id})
            else:
                self._keep_word(step_id, Word.DROPPED)
            return self.store.record(turn, Kind.STEP, step["visit"], clerk=by, did="drop", steps=[step_id])

    def move_step(self, step_id: str, *, to: int, clerk: str) -> Changes:
        """Move a next step to place `to`, from 1, among the visit's steps; beyond the last is the last."""
        by = self.signed_by(clerk)
        if type(to) is not int:
            raise BadInput("The place of a step is a whole number.")
        with self._turn() as turn:
            step = self._step(step_id)
            rows = self.store.rows(
                f"select id from step where visit = :visit and {IN_VISIT} order by position, id",
                {"visit": step["visit"]},
            )
            ids = [row["id"] for row in rows if row["id"] != step_id]
            ids.insert(max(0, min(to - 1, len(ids))), step_id)
            for position, one in enumerate(ids, start=1):
                self.store.port.run(
                    "update step set position = :position where id = :id", {"id": one, "position": position}
                )
            self.store.port.run("update step set moved = 1 where id = :id", {"id": step_id})
            return self.store.record(turn, Kind.STEP, step["visit"], clerk=by, did="move", steps=[step_id], to=to)

    def judge(self, visit_id: str, judgement: str, *, clerk: str) -> Changes:
        """Keep a clerk's word on whether the suggestions for this visit helped."""
        word, by = chosen(Judgement, judgement, "The judgement"), self.signed_by(clerk)
        with self._turn() as turn:
            _, request = self._load(visit_id)
            return self.store.record(turn, Kind.JUDGE, visit_id, clerk=by, word=word.value, service=request.service)

    def judge_step(self, step_id: str, judgement: str, *, clerk: str) -> Changes:
        """Keep a clerk's word on one suggested step: whether it fits such requests. One that does not is taken out of this visit, too.

        Raises BadInput for a step in a clerk's own words.
        """
        word, by = chosen(Judgement, judgement, "The judgement"), self.signed_by(clerk)
        with self._turn() as turn:
            step = self._step(step_id)
            if step["origin"] == Origin.CLERK:
                raise BadInput("This step was not suggested. Drop it where it does not fit.")
            self._keep_word(step_id, word.value)
            return self.store.record(turn, Kind.JUDGE, step["visit"], clerk=by, word=word.value, step=step_id)

    def printed(self, visit_id: str, result: str) -> Changes:
        """Keep what became of the paper ticket: `printed` or `not printed`."""
        outcome = chosen(Printed, result, "What became of the ticket")
        with self._turn(Doer.HOUSE) as turn:
            visit, _ = self._load(visit_id)
            self.store.change_visit(visit, replace(visit, printed=outcome))
            return self.store.record(turn, Kind.PRINT, visit.id, result=outcome.value)

    def survey(self, visit_id: str, answers: Mapping[str, int], *, comment: str = "") -> Changes | None:
        """Keep a visitor's answers, each 1 to 5, and a comment. Raises BadInput when there is neither.

        Each question of a visit is answered once, from whatever kiosk or phone: the first answer stays. None where nothing was new.
        """
        if not isinstance(answers, Mapping):
            raise BadInput("Answers are given by their question.")
        clean = {chosen(Question, question, "The question"): answer for question, answer in answers.items()}
        text = clean_text(comment, "The comment")
        if any(type(answer) is not int or not 1 <= answer <= 5 for answer in clean.values()):
            raise BadInput("An answer is a number from 1 to 5.")
        if not clean and not text:
            raise BadInput("Nothing was answered.")
        try:
            with self._turn() as turn:
                visit, _ = self._load(visit_id)
                said = {
                    question.value: answer for question, answer in clean.items() if self._is_new(visit.id, question)
                }
                self._keep_answers(turn, visit.id, said, text)
                return self.store.record(turn, Kind.SURVEY, visit.id, answers=said, comment=bool(text))
        except GiveUp:
            return None

    def _is_new(self, visit: str, question: Question) -> bool:
        """Whether a question was not answered before. Who answers may not read answers, so the keys of what was asked once tell it."""
        key = answer_key(visit, question)
        if self.store.visit_of_key(self.office.id, key) is not None:
            return False
        self.store.add("request_key", {"office": self.office.id, "key": key, "visit": visit})
        return True

    def _keep_answers(self, turn: Turn, visit: str, said: Mapping[str, int], comment: str) -> None:
        if not said and not comment:
            raise GiveUp
        for question, answer in said.items():
            self.store.add(
                "survey",
                {
                    "office": self.office.id, "seq": turn.seq, "visit": visit, "at": turn.at,
                    "question": question, "answer": answer,
                },
            )  # fmt: skip
        if comment:
            self.store.add(
                "personal", {"visit": visit, "field": Field.COMMENT.value, "seq": turn.seq, "value": comment}
            )

    def _step(self, step_id: str) -> Mapping[str, str]:
        found = self.store.rows(
            f"select id, visit, origin from step where id = :id and {IN_VISIT}",
            {"id": needed_text(step_id, "The step")},
        )
        if not found:
            raise NotFound("There is no such step.", "It may have been taken out a moment ago.")
        step: Mapping[str, str] = found[0]
        self.visit(step["visit"])
        return step

    def _keep_word(self, step_id: str, word: str) -> None:
        self.store.port.run("update step set judged = :word where id = :id", {"id": step_id, "word": word})


def _most(field: Field) -> int:
    return MOST_NAME if field in {Field.NAME, Field.SAY_NAME, Field.CONTACT} else MOST_WORDS
