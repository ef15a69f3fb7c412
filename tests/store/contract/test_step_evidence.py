"""What clerks did with steps before is learned from the store: what speaks for a step, their order, what is added, what does not fit."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from greeter.guidance.step_habits import NOTHING_KNOWN, Count, Origin, Ticked
from greeter.problems import BadInput, NotFound
from greeter.views.step_evidence import LOOKED_BACK_DAYS, StepEvidence
from greeter.views.ticket_view import read_take_away
from greeter.views.visit_card import read_visit_card


def served(desk, clock, *, service="permit", ticked=(), outcome="resolved"):
    ticket = desk.check_in(service=service)
    clock.advance(minutes=1)
    desk.call(ticket.visit_id, counter="2", clerk="ben", reason="test")
    desk.start(ticket.visit_id)
    for what in ticked:
        desk.tick_step(desk.add_step(ticket.visit_id, what, clerk="ben"), clerk="ben")
    desk.add_step(ticket.visit_id, "Left open", clerk="ben")
    desk.finish(ticket.visit_id, outcome=outcome)


def test_counts_ticked_steps_of_finished_requests_of_the_service(desk, clock):
    served(desk, clock, ticked=("Give a plot plan", "Check the drawing"))
    served(desk, clock, ticked=("Give a plot plan",), outcome="follow-up")
    served(desk, clock, service="dog", ticked=("Give a plot plan",))
    assert StepEvidence().read(desk, "permit", "").ticked == {
        "give a plot plan": Ticked(1, 2),
        "check the drawing": Ticked(1, 1),
    }


def test_what_is_long_ago_does_not_count(desk, clock):
    served(desk, clock, ticked=("Give a plot plan",))
    clock.advance(hours=24 * (LOOKED_BACK_DAYS + 1))
    assert StepEvidence().read(desk, "permit", "").ticked == {}


class Clerk:
    """Serves one visitor after the other for one service, by what the staff window would offer them."""

    def __init__(self, desk, clock, service="permit"):
        self.desk, self.clock, self.service = desk, clock, service
        self.evidence = StepEvidence()

    def called(self):
        self.clock.advance(minutes=1)
        visit = self.desk.check_in(service=self.service).visit_id
        self.desk.call(visit, counter="2", clerk="ben", reason="test")
        self.desk.start(visit)
        return visit

    def offered(self, visit):
        return [row.what for row in read_visit_card(self.desk, visit, self.evidence).steps]

    def serve(self, work, times=6):
        for _ in range(times):
            visit = self.called()
            rows = read_visit_card(self.desk, visit, self.evidence).steps
            listed = [row.suggested for row in rows if row.suggested and row.origin is Origin.CATALOGUE]
            ids = self.desk.take_steps(visit, listed, clerk="ben")
            work(visit, dict(zip([step.what for step in listed], ids, strict=True)))
            self.clock.advance(minutes=4)
            self.desk.finish(visit, outcome="resolved")


@pytest.fixture
def clerk(desk, clock):
    return Clerk(desk, clock)


def listed(desk):
    return [step.what for step in desk.office.service("permit").steps]


def test_the_step_that_clerks_tick_first_moves_up(desk, clerk):
    *others, last = listed(desk)
    clerk.serve(lambda _, ids: desk.tick_step(ids[last], clerk="ben"))
    assert clerk.offered(clerk.called()) == [last, *others]


def test_the_step_that_clerks_move_up_moves_up(desk, clerk):
    *others, last = listed(desk)
    clerk.serve(lambda _, ids: desk.move_step(ids[last], to=1, clerk="ben"))
    assert clerk.offered(clerk.called()) == [last, *others]


def test_the_step_that_clerks_add_is_offered_and_accepted(desk, clerk):
    clerk.serve(lambda visit, _: desk.add_step(visit, "Call the fire office", clerk="ben"))
    visit = clerk.called()
    offered = read_visit_card(desk, visit, clerk.evidence).steps[-1]
    assert (offered.what, offered.id, offered.origin) == ("Call the fire office", "", Origin.LEARNED)
    step = desk.accept_step(visit, offered.suggested, clerk="ben")
    assert desk.accept_step(visit, offered.suggested, clerk="ben") == step
    card = read_visit_card(desk, visit, clerk.evidence)
    assert [row.id for row in card.steps if row.what == offered.what] == [step]
    assert listed(desk) == [row.what for row in card.steps if not row.id]  # the catalogue's are still only suggested


def test_what_was_learned_is_not_handed_over_by_itself(desk, clerk):
    clerk.serve(lambda visit, _: desk.add_step(visit, "Call the fire office", clerk="ben"))
    page = read_take_away(desk, clerk.called())
    assert "Call the fire office" not in [step.what for step in (*page.yours, *page.ours)]


def test_a_step_that_is_taken_out_sinks_and_is_gone_from_that_visit(desk, clerk):
    first, *others = listed(desk)
    clerk.serve(lambda _, ids: desk.drop_step(ids[first], clerk="ben"))
    visit = clerk.called()
    assert clerk.offered(visit) == [*others, first]
    ids = desk.take_steps(visit, list(desk.office.service("permit").steps), clerk="ben")
    desk.drop_step(ids[0], clerk="ben")
    assert clerk.offered(visit) == others
    with pytest.raises(NotFound):
        desk.tick_step(ids[0], clerk="ben")
    desk.move_step(ids[-1], to=1, clerk="ben")
    assert clerk.offered(visit)[0] == others[-1]


def test_a_word_on_one_suggestion_teaches_the_next(desk, clerk):
    first, *others = listed(desk)
    clerk.serve(lambda _, ids: desk.judge_step(ids[first], "did not", clerk="ben"))
    assert clerk.offered(clerk.called()) == [*others, first]
    clerk.serve(lambda _, ids: desk.judge_step(ids[first], "helped", clerk="ben"), times=15)
    assert clerk.offered(clerk.called()) == listed(desk)


def test_a_word_is_kept_in_the_journal_without_the_step_s_words(desk, clerk):
    visit = clerk.called()
    step = desk.take_steps(visit, list(desk.office.service("permit").steps), clerk="ben")[0]
    desk.judge_step(step, "helped", clerk="ben")
    rows = desk.store.rows("select data from journal where kind = 'judge'")
    assert json.loads(rows[0]["data"]) == {"word": "helped", "step": step}
    assert read_visit_card(desk, visit).steps[0].judged == "helped"


def test_a_clerk_s_own_step_is_not_judged_and_leaves_nothing_behind(desk, clerk):
    step = desk.add_step(clerk.called(), "Call Maria", clerk="ben")
    with pytest.raises(BadInput, match="was not suggested"):
        desk.judge_step(step, "helped", clerk="ben")
    desk.drop_step(step, clerk="ben")
    assert not desk.store.rows("select id from step")


def test_where_requests_go_on_to_and_what_was_missing(desk, clerk):
    def goes_on(visit, _):
        desk.describe(visit, clerk="ben", missing="The deed")
        desk.transfer(visit, service="dog", note="They need a license")
        desk.call(visit, counter="2", clerk="ben", reason="test")
        desk.start(visit)

    clerk.serve(goes_on)
    habits = clerk.evidence.read(desk, "permit", "")
    assert habits.went_on == (("dog", Count(6, 6)),)
    assert habits.missing == (("The deed", Count(6, 6)),)
    assert clerk.evidence.read(desk, "closed long ago", "") == NOTHING_KNOWN


def test_the_list_does_not_change_beneath_the_clerk_s_hands(desk, clerk):
    *_, last = listed(desk)
    visit = clerk.called()
    before = clerk.offered(visit)
    colleague = Clerk(desk, clerk.clock)
    colleague.serve(lambda _, ids: desk.tick_step(ids[last], clerk="ben"))
    assert clerk.offered(visit) == before
    assert clerk.offered(clerk.called())[0] == last


def test_a_new_list_of_the_catalogue_is_learned_anew(desk, clerk):
    *_, last = listed(desk)
    clerk.serve(lambda _, ids: desk.tick_step(ids[last], clerk="ben"))
    assert clerk.evidence.read(desk, "permit", "x").order[0] == last.casefold()
    service = desk.office.service("permit")
    shorter = replace(service, steps=service.steps[:2])
    desk.office = replace(
        desk.office, services=tuple(shorter if one is service else one for one in desk.office.services)
    )
    assert len(clerk.evidence.read(desk, "permit", "y").order) == 2
