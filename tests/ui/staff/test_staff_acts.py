"""Acts, their keys and faces; and the small wordings of the staff window."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from greeter.model.journal import Kind
from greeter.model.visit import MOVES, Familiarity, Need, Outcome, State
from greeter.problems import BadInput
from greeter.texts import Texts
from greeter.views.queue_view import read_queue
from greeter.views.visit_card import read_visit_card
from tests.kept_tickets import keep_and_hand_in
from ui.kit.icon import has_icon
from ui.staff import (
    announcing,
    directory_panel,
    know_panel,
    more_services,
    notes_panel,
    palette,
    pulse_ask,
    queue_column,
    room_strip,
    steps_list,
    summary_panel,
    telling,
)
from ui.staff.acts import ON_CARD, Act, face_of, fitting, reason_against
from ui.staff.arrival import arrival
from ui.staff.facts import card_facts, need_fact, row_fact, wait_sentence
from ui.staff.panes import STEPS_KEY
from ui.staff.state import StaffState
from ui.staff.story import OUTCOMES, visit_so_far

TEXTS = Texts()
DONE_BY = {
    Kind.CALL: {Act.CALL_NEXT, Act.CALL_THIS},
    Kind.RECALL: {Act.CALL_AGAIN},
    Kind.START: {Act.START},
    Kind.REQUEUE: {Act.BACK_IN_LINE},
    Kind.NO_SHOW: {Act.NO_SHOW},
    Kind.REINSTATE: {Act.BRING_BACK},
    Kind.HOLD: {Act.HOLD},
    Kind.RESUME: {Act.RESUME},
    Kind.TRANSFER: {Act.TRANSFER},
    Kind.FINISH: {Act.FINISH},
    Kind.LEAVE: {Act.LEFT},
    Kind.SEND_HOME: {Act.SEND_HOME},
}


def state_of(desk, looked_at=None, *, undo=None):
    queue = read_queue(desk, "3", "dana")
    visit = looked_at or (queue.current.visit_id if queue.current else None)
    return StaffState(queue, read_visit_card(desk, visit) if visit else None, undo)


class TestActs:
    def test_every_move_of_a_request_has_an_act(self):
        assert set(DONE_BY) == set(MOVES)
        assert set().union(*DONE_BY.values()) | {Act.UNDO, Act.CHECK_IN} == set(Act)

    def test_every_act_has_a_key_of_its_own_and_so_has_everything_else(self):
        keys = [face_of(act).key for act in Act]
        keys += [
            notes_panel.KEY,
            know_panel.KEY,
            directory_panel.KEY,
            palette.KEY,
            queue_column.SEARCH_KEY,
            *(telling.DELAY_KEY, telling.NOTE_KEY, telling.HELP_KEY, announcing.KEY, pulse_ask.KEY),
            *(summary_panel.EDIT_KEY, summary_panel.AGREE_KEY, queue_column.CONTACT_KEY, more_services.KEY),
            STEPS_KEY,
            steps_list.ADD_KEY,
            steps_list.PAPER_KEY,
        ]
        keys += room_strip.KEYS.values()
        assert len(keys) == len(set(keys))

    def test_every_act_has_a_drawing_and_a_word(self):
        assert all(has_icon(face_of(act).icon) and face_of(act).word for act in Act)

    def test_every_state_says_which_acts_its_card_has(self):
        assert set(ON_CARD) == set(State)

    def test_every_outcome_has_words(self):
        assert set(OUTCOMES) == set(Outcome)

    def test_what_fits_follows_where_the_visitor_is(self, desk):
        assert fitting(state_of(desk)) is Act.CHECK_IN
        ticket = desk.check_in(service="permit")
        assert fitting(state_of(desk)) is Act.CALL_NEXT
        desk.call_next(counter="3", clerk="dana")
        assert fitting(state_of(desk)) is Act.START
        desk.start(ticket.visit_id)
        assert fitting(state_of(desk)) is Act.FINISH

    def test_who_waits_for_other_counters_only_is_not_called_from_here(self, desk):
        desk.check_in(service="records")
        assert reason_against(TEXTS, Act.CALL_NEXT, state_of(desk)) == "Nobody waits for this counter."

    def test_a_called_visitor_may_be_announced_four_times_and_no_more(self, desk, clock):
        ticket = desk.check_in(service="permit")
        desk.call_next(counter="3", clerk="dana")
        for _ in range(3):
            assert reason_against(TEXTS, Act.CALL_AGAIN, state_of(desk)) == ""
            clock.advance(seconds=31)
            desk.recall(ticket.visit_id)
        assert "was announced 4 times" in reason_against(TEXTS, Act.CALL_AGAIN, state_of(desk))

    @pytest.mark.parametrize("act", [Act.HOLD, Act.TRANSFER, Act.FINISH])
    def test_serving_comes_before_what_ends_it(self, desk, act):
        assert reason_against(TEXTS, act, state_of(desk)) == "Nobody is with you. Call the next visitor first."
        ticket = desk.check_in(service="permit")
        desk.call_next(counter="3", clerk="dana")
        assert reason_against(TEXTS, act, state_of(desk)) == "P001 is called and not yet with you. Start first."
        desk.start(ticket.visit_id)
        assert reason_against(TEXTS, act, state_of(desk)) == ""

    @pytest.mark.parametrize("act", [Act.CALL_THIS, Act.RESUME, Act.BRING_BACK, Act.LEFT])
    def test_acts_on_the_shown_visit_say_where_it_is(self, desk, act):
        ticket = desk.check_in(service="permit")
        desk.call(ticket.visit_id, counter="2", clerk="sam", reason="test")
        desk.start(ticket.visit_id)
        assert reason_against(TEXTS, act, state_of(desk, ticket.visit_id)) == "P001 is being served."

    def test_undo_needs_something_to_undo(self, desk):
        assert reason_against(TEXTS, Act.UNDO, state_of(desk)) != ""
        assert reason_against(TEXTS, Act.UNDO, state_of(desk, undo=("start", "x"))) == ""


class TestFacts:
    @pytest.mark.parametrize(
        ("minutes", "target", "words"),
        [
            (7, 10, "7 of 10 min"),
            (8, 10, "8 of 10 min, near"),
            (15, 15, "15 of 15 min, near"),
            (22, 20, "22 of 20 min, 2 over"),
        ],
    )
    def test_a_wait_against_its_standard(self, minutes, target, words):
        assert wait_sentence(TEXTS, minutes, target) == words

    def test_every_need_has_a_drawing_and_words(self):
        assert all(has_icon(need_fact(TEXTS, need).icon) and need_fact(TEXTS, need).words for need in Need)

    def test_the_first_fact_of_a_row_is_what_must_be_known_first(self, desk):
        def first(elsewhere=False, **facts):
            ticket = desk.check_in(**{"service": "records"} | facts)
            view = read_queue(desk, "3", "dana")
            row = next(row for row in (*view.mine, *view.others) if row.visit_id == ticket.visit_id)
            fact = row_fact(TEXTS, row, elsewhere=elsewhere)
            return fact.words if fact else ""

        assert first(needs=["wheelchair", "quiet"], language="es") == "Quiet place"
        assert first(language="es", reason="Hola") == "In Spanish"
        assert first(appointment_at=desk.clock.now() + timedelta(minutes=25)) == "Appointment 10:30"
        assert first(elsewhere=True, reason="My birth record") == "Counter 1 only"
        assert first(reason="My birth record", familiarity="new") == "“My birth record”"
        assert first(familiarity=Familiarity.RETURNING) == "Returning visitor"
        assert first() == ""

    def test_the_pills_of_a_card(self, desk):
        ticket = desk.check_in(service="permit", needs=["seat"], language="vi", familiarity="new")
        desk.printed(ticket.visit_id, "not printed")
        words = [fact.words for fact in card_facts(TEXTS, read_visit_card(desk, ticket.visit_id))]
        assert words == ["Build or repair", "Needs a seat", "In Vietnamese", "First visit", "No paper ticket"]


class TestStory:
    def test_a_visit_with_everything_in_it(self, desk, clock, office):
        ticket = desk.check_in(service="permit")
        for act in (
            lambda: desk.call_next(counter="3", clerk="dana"),
            lambda: desk.requeue(ticket.visit_id),
            lambda: desk.call_next(counter="3", clerk="dana"),
            lambda: desk.recall(ticket.visit_id),
            lambda: desk.no_show(ticket.visit_id),
            lambda: desk.reinstate(ticket.visit_id, clerk="dana"),
            lambda: desk.call_next(counter="3", clerk="dana"),
            lambda: desk.start(ticket.visit_id),
            lambda: desk.hold(ticket.visit_id, reason="Fetching a plan"),
            lambda: desk.resume(ticket.visit_id),
            lambda: desk.note(ticket.visit_id, "A note", clerk="dana"),
            lambda: desk.transfer(ticket.visit_id, service="records", counter="1"),
            lambda: desk.undo(clerk="dana"),
            lambda: desk.transfer(ticket.visit_id, service="property-tax"),
            lambda: desk.call_next(counter="2", clerk="sam"),
            lambda: desk.start(ticket.visit_id),
            lambda: desk.transfer(ticket.visit_id, clerk="dana"),
            lambda: desk.leave(ticket.visit_id, reason="Bus"),
        ):
            clock.advance(minutes=1)
            act()
        told = visit_so_far(TEXTS, office, read_visit_card(desk, ticket.visit_id).story)
        assert [line.words for line in told] == [
            "Checked in",
            "Called to counter 3",
            "Put back in line",
            "Called to counter 3",
            "Called again to counter 3",
            "Was called and did not come",
            "Came back, and is in line again",
            "Called and started at counter 3",
            "On hold: Fetching a plan",
            "Went on at counter 3",
            "Sent on by counter 3 to counter 1, for “Family records”",
            "dana took back: transfer",
            "Sent on by counter 3, for “Property tax”",
            "Called and started at counter 2",
            "Sent on by counter 2 to dana, for “Property tax”",
            "Left: Bus",
        ]
        assert told[0].at.strftime("%H:%M") == "10:05"

    def test_a_ticket_that_a_kiosk_kept_says_for_how_long(self, desk, clock, office, tmp_path):
        for minutes, said in (
            (8, "Checked in. Ticket kept at the kiosk for 8 min while the network was away."),
            (0, "Checked in"),
        ):
            changes = keep_and_hand_in(
                desk, tmp_path / f"{minutes}", lambda n=minutes: clock.advance(minutes=n, seconds=59), service="permit"
            )
            [line] = visit_so_far(TEXTS, office, read_visit_card(desk, changes.visit).story)
            assert line.words == said

    def test_a_finished_visit_and_one_that_the_night_closed(self, desk, clock, office):
        visits = [desk.check_in(service="permit").visit_id for _ in range(2)]
        for visit in visits:
            desk.call(visit, counter="3", clerk="dana", reason="test")
            desk.start(visit)
        desk.finish(visits[0], outcome="follow-up")
        clock.advance(hours=24)
        desk.close_nights()
        ends = [visit_so_far(TEXTS, office, read_visit_card(desk, visit).story)[-1].words for visit in visits]
        assert ends == ["Finished at counter 3: follow-up", "Closed by the night"]


class TestArrival:
    NOW = datetime.fromisoformat("2026-11-24T10:31:20-08:00")

    @pytest.mark.parametrize(
        ("text", "clock"),
        [
            ("10:05", "10:05"),
            ("1005", "10:05"),
            (" 9.50 ", "09:50"),
            ("15 min", "10:16"),
            ("20m", "10:11"),
            ("5 minutes ago", "10:26"),
        ],
    )
    def test_when_they_came(self, text, clock):
        assert arrival(text, self.NOW).strftime("%H:%M") == clock

    def test_nothing_is_now_and_a_time_to_come_was_yesterday(self):
        assert arrival("  ", self.NOW) is None
        assert arrival("23:50", self.NOW).day == 23

    @pytest.mark.parametrize("text", ["soon", "25:00", "10:75", "10", "1:2:3"])
    def test_what_is_no_time_is_told_kindly(self, text):
        with pytest.raises(BadInput, match=r"is no time of day\. Write when they came as 10:05"):
            arrival(text, self.NOW)
