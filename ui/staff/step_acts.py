"""What a clerk does with the next steps of a visit. It knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from greeter.front_desk.case import Judgement
from greeter.front_desk.several import WentOn
from greeter.guidance.step_habits import Origin
from greeter.model.visit import has_ticket
from greeter.problems import PrinterProblem
from greeter.texts import texts_for
from greeter.views.ticket_view import read_take_away
from ui.aside import Aside
from ui.staff.reading import Reading
from ui.staff.state import Tone, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Future

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import NextStep
    from greeter.model.journal import Changes
    from greeter.texts import Texts
    from greeter.tickets.take_away import TakeAway
    from greeter.views.visit_card import StepRow

    PrintTakeAway = Callable[[TakeAway, Texts], str]
    """Takes next steps and the visitor's language, prints them, and says where they went. Runs beside the screen. Raises PrinterProblem."""


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step as the clerk sees it: its place in the list, from 0, and its words, in case the list has moved on."""

    place: int
    what: str


class StepActs(Reading):
    """Takes over, ticks, moves, drops, adds and judges steps. A suggestion becomes a step of the visit before anything is done with it.

    Signals:
        refused(str, Written, object): what a clerk wrote for a visit could not be kept; it is theirs to try again.
    """

    refused = Signal(str, object, object)

    def __init__(self, *facts: Any, print_take_away: PrintTakeAway | None = None) -> None:
        """facts: as of `Reading`."""
        super().__init__(*facts)
        self._print = print_take_away
        self._aside = Aside("printer", self)

    @property
    def is_settled(self) -> bool:
        """Whether the state shows all that was begun here, and nothing is on its way to paper."""
        return super().is_settled and not self._aside.busy

    @property
    def can_print(self) -> bool:
        """Whether next steps can be handed over on paper."""
        return self._print is not None

    def tick(self, visit_id: str, step: StepPlace, *, done: bool) -> None:
        """Tick a step as done, or take the tick back."""
        self._on_step(visit_id, step, lambda desk, step_id: desk.tick_step(step_id, clerk=self.clerk, done=done))

    def move_step(self, visit_id: str, step: StepPlace, to: int) -> None:
        """Move a step to place `to`, from 0."""
        self._on_step(visit_id, step, lambda desk, step_id: desk.move_step(step_id, to=to + 1, clerk=self.clerk))

    def drop_step(self, visit_id: str, step: StepPlace) -> None:
        """Take a step out."""
        self._on_step(visit_id, step, lambda desk, step_id: desk.drop_step(step_id, clerk=self.clerk))

    def judge_step(self, visit_id: str, step: StepPlace, *, helps: bool) -> None:
        """Keep a word on one suggestion: that it helps, and is agreed; or that it fits no such request, and is not offered here."""
        word = Judgement.HELPED if helps else Judgement.DID_NOT
        self._on_step(visit_id, step, lambda desk, step_id: desk.judge_step(step_id, word, clerk=self.clerk))

    def add_step(self, visit_id: str, what: NextStep) -> None:
        """Add a step of the clerk's own words, after those that are suggested."""

        def act(desk: FrontDesk) -> None:
            _take_suggestions(desk, visit_id, self._steps(visit_id), self.clerk)
            desk.add_step(visit_id, what, clerk=self.clerk)

        self.do(act, give_back=self._giving_back(visit_id, Written.STEP, what))

    def _giving_back(self, visit_id: str, what_for: Written, written: object) -> Callable[[], None]:
        return lambda: self.refused.emit(visit_id, what_for, written)

    def _on_step(self, visit_id: str, step: StepPlace, act: Callable[[FrontDesk, str], object]) -> None:
        rows = self._steps(visit_id)

        def run(desk: FrontDesk) -> None:
            row = _row_at(rows, step)
            if row is None:
                return
            act(desk, row.id or _taken_over(desk, visit_id, rows, row, self.clerk))

        self.do(run)

    def _steps(self, visit_id: str) -> tuple[StepRow, ...]:
        card = self.state.card if self.state else None
        return card.steps if card is not None and card.visit_id == visit_id else ()

    def sum_up(self, visit_id: str, text: str) -> None:
        """Keep a summary in the clerk's own words; the visitor has not said yes to it yet."""
        self.do(
            lambda desk: desk.describe(visit_id, clerk=self.clerk, summary=text, summary_spoken=""),
            give_back=self._giving_back(visit_id, Written.SUMMARY, text),
        )

    def agree(self, visit_id: str, text: str, spoken: str) -> None:
        """Keep the visitor's yes to a summary. Its steps are agreed with it: suggestions become steps of the visit."""
        rows = self._steps(visit_id)

        def act(desk: FrontDesk) -> None:
            _take_suggestions(desk, visit_id, rows, self.clerk)
            desk.agree(visit_id, text, theirs=spoken, clerk=self.clerk, counter=self.counter)

        self.do(act, give_back=self._giving_back(visit_id, Written.SUMMARY, text))

    def went_on(self, changes: Changes) -> None:
        """Say how a visit goes on that was finished for one service, and has another to come."""
        if not isinstance(changes, WentOn):
            return
        service = self.office.service(changes.service).name
        current = self.state.current if self.state is not None else None
        if current is not None and not has_ticket(current.number):
            words = self.texts("Go on with “{service}”.", service=service)
        elif changes.counter:
            words = self.texts("Go on with “{service}”: the visitor is with you.", service=service)
        else:
            words = self.texts(
                "Tell them: “{service}” comes next, at another counter. Their place is kept.", service=service
            )
        self.told.emit(words, Tone.DONE)

    def hand_over(self, visit_id: str) -> None:
        """Print or save the next steps for the visitor, in their language. What is handed over is agreed: suggestions become steps of the visit."""
        to_paper, rows = self._print, self._steps(visit_id)
        if to_paper is None:
            return

        def act(desk: FrontDesk) -> tuple[TakeAway, Texts]:
            _take_suggestions(desk, visit_id, rows, self.clerk)
            return read_take_away(desk, visit_id), texts_for(desk.visit(visit_id).language)

        def on_paper(page: tuple[TakeAway, Texts]) -> None:
            self._aside.run(lambda: to_paper(*page), self._on_paper)

        self.do(act, on_paper)

    def hand_over_to(self, visit_ids: Sequence[str], told: str) -> None:
        """Print a page for each of several visitors, in their languages; nothing where nothing can be printed. told: what goes on being told."""
        to_paper = self._print
        if to_paper is None:
            return

        def act(desk: FrontDesk) -> list[tuple[TakeAway, Texts]]:
            return [(read_take_away(desk, visit), texts_for(desk.visit(visit).language)) for visit in visit_ids]

        def on_paper(pages: list[tuple[TakeAway, Texts]]) -> None:
            for page in pages:
                self._aside.run(partial(to_paper, *page), lambda ended: self._on_paper(ended, told))

        self.do(act, on_paper)

    def _on_paper(self, ended: Future[str], told: str = "") -> None:
        """Tell the clerk where the paper went, or why there is none. What nobody foresaw is raised here, where it is logged."""
        failed = ended.exception()
        if isinstance(failed, PrinterProblem):
            self.told.emit(str(failed), Tone.TELL)
        else:
            self.told.emit(f"{told} {ended.result()}".strip(), Tone.DONE)


def _row_at(rows: Iterable[StepRow], step: StepPlace) -> StepRow | None:
    """Return the step at its place; where the list has moved on, the first of its words."""
    listed = list(rows)
    if step.place < len(listed) and listed[step.place].what == step.what:
        return listed[step.place]
    return next((row for row in listed if row.what == step.what), None)


def _take_suggestions(desk: FrontDesk, visit_id: str, rows: tuple[StepRow, ...], clerk: str) -> list[str]:
    """Take the catalogue's over. What was learned is taken over by its own, when a clerk does something with it."""
    suggested = [row.suggested for row in _listed(rows) if row.suggested is not None]
    return desk.take_steps(visit_id, suggested, clerk=clerk) if suggested else []


def _taken_over(desk: FrontDesk, visit_id: str, rows: tuple[StepRow, ...], wanted: StepRow, clerk: str) -> str:
    ids = _take_suggestions(desk, visit_id, rows, clerk)
    if wanted.origin is Origin.LEARNED and wanted.suggested is not None:
        return desk.accept_step(visit_id, wanted.suggested, clerk=clerk)
    return ids[_listed(rows).index(wanted)]


def _listed(rows: tuple[StepRow, ...]) -> list[StepRow]:
    return [row for row in rows if row.suggested is not None and row.origin is Origin.CATALOGUE]
