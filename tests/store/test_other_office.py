"""A visitor is sent to another office of the store: one act, one transaction, one visit on each side."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from greeter.catalogue.export import as_toml
from greeter.catalogue.neighbours import Neighbours
from greeter.front_desk.case import Field
from greeter.front_desk.other_office import Sent
from greeter.model.catalogue import Counter
from greeter.model.journal import Kind
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.problems import BadInput, CatalogueProblem, NotFound, OfficeClosed, StoreAway, Unlawful
from greeter.records.integrity import verify
from greeter.reports.figures import read_figures
from greeter.reports.span import Span
from greeter.views.kiosk_menu import read_kiosk_menu
from greeter.views.queue_view import read_queue
from greeter.views.visit_card import read_visit_card
from tests.offices import ELBE, HARBOR, LAGOON, TOWN_HALL, with_services

FOUR_SERVICES = replace(
    with_services(HARBOR, "permit", "dog", "vote", "help"),
    counters=tuple(Counter(number) for number in "1234"),
)
"""The harbor branch: fewer services, in New York. It is 13:05 there."""
PUBLISHED = (FOUR_SERVICES, LAGOON, ELBE)
TEXTS = tuple(map(as_toml, PUBLISHED))


@pytest.fixture
def opened(any_url, clock):
    """Open front desks over one store; the harbor branch and the lagoon are published."""
    with ExitStack() as stack:

        def open_desk(office):
            return stack.enter_context(open_front_desk(any_url, clock=clock, catalogue=office))

        for office, text in zip(PUBLISHED, TEXTS, strict=True):
            open_desk(office).publish(text)
        yield open_desk


@pytest.fixture
def here(opened):
    return opened(TOWN_HALL)


@pytest.fixture
def harbor(opened):
    return opened(FOUR_SERVICES)


@pytest.fixture
def lagoon(opened):
    return opened(LAGOON)


@pytest.fixture
def maria(here, clock):
    """A visitor with all there is to know of one, being served at counter 3 after ten minutes of waiting."""
    visit = here.check_in(
        service="permit", name="Ms. Maria Okafor", say_name="oh-KAH-for", reason="a deck behind my house", language="es",
        needs=["seat"], familiarity="returning",
    ).visit_id  # fmt: skip
    here.describe(visit, clerk="dana", brought="Photo ID", missing="A plot plan", expects="To build in May")
    clock.advance(minutes=10)
    here.call_next(counter="3", clerk="dana")
    here.start(visit)
    clock.advance(minutes=5)
    here.note(visit, "Deck is 12 by 16 ft.", clerk="dana", counter="3")
    clock.advance(minutes=1)
    here.note(visit, "Ask about the fence, too.", clerk="sam", counter="2")
    steps = here.take_steps(visit, here.office.service("permit").steps, clerk="dana")
    here.tick_step(steps[0], clerk="dana")
    here.add_step(visit, "Call the surveyor", clerk="dana")
    return visit


def request_of(desk, visit):
    return desk.store.request(desk.store.visit(visit).request)


def count(desk, table):
    return desk.store.rows(f"select count(*) as n from {table}")[0]["n"]


class TestSent:
    def test_the_visit_ends_here_and_goes_on_there_under_a_number_of_its_own(self, here, harbor, maria, clock):
        harbor.check_in(service="permit")
        sent = here.transfer(maria, office="harbor", service="permit", note="Knows her lot number.")
        assert isinstance(sent, Sent)
        assert (sent.kind, sent.visit, sent.office, sent.office_name, sent.number) == (
            Kind.TRANSFER, maria, "harbor", "Harbor Branch", "P002",
        )  # fmt: skip
        ended = request_of(here, maria)
        assert (ended.state, ended.outcome, ended.serve_ms) == (State.FINISHED, None, 6 * 60_000)
        assert here.store.visit(maria).ended_at is not None
        there = harbor.store.visit(sent.there)
        assert (there.office, there.number, there.came_from, there.ended_at) == ("harbor", "P002", maria, None)
        assert (there.business_day, there.utc_offset) == ("2026-11-24", -300)
        assert (there.language, there.needs, there.familiarity) == ("es", "seat", "returning")
        assert there.token != here.store.visit(maria).token
        request = request_of(harbor, sent.there)
        assert ended.handed_to == request.id
        assert (request.state, request.service, request.ordinal, request.appointment_at) == (
            State.WAITING,
            "permit",
            1,
            None,
        )
        assert request.opened_at == there.arrived_at == clock.read().wall
        assert all(verify(here.store, office).sound for office in ("alder-creek", "harbor"))

    def test_all_that_is_known_travels_along(self, here, harbor, maria):
        sent = here.transfer(maria, office="harbor", note="Knows her lot number.")
        before, card = read_visit_card(here, maria), read_visit_card(harbor, sent.there)
        assert card.fields == before.fields
        assert card.fields[Field.SAY_NAME] == "oh-KAH-for"
        assert card.fields[Field.MISSING] == "A plot plan"
        came = card.came_from
        assert (came.office, came.number, came.counter, came.clerk) == ("Alder Creek Town Hall", "P001", "3", "dana")
        assert [(note.text, note.clerk, note.counter, note.office) for note in card.notes] == [
            ("Deck is 12 by 16 ft.", "dana", "3", "Alder Creek Town Hall"),
            ("Ask about the fence, too.", "sam", "2", "Alder Creek Town Hall"),
            ("Knows her lot number.", "dana", "3", "Alder Creek Town Hall"),
        ]
        assert f"{card.notes[0].at:%H:%M}" == "13:20", "in the zone of whoever reads it"
        assert [(step.what, step.done_by) for step in card.steps] == [
            (step.what, step.done_by) for step in before.steps
        ]
        assert card.steps[0].done_by == "dana"
        assert card.steps[-1].what == "Call the surveyor"
        assert all(step.id for step in card.steps), "what travels along is not suggested once more"
        assert read_visit_card(here, maria).came_from is None

    def test_a_clerk_there_writes_on(self, here, harbor, maria):
        there = here.transfer(maria, office="harbor").there
        harbor.note(there, "Fence is fine.", clerk="lou", counter="1")
        harbor.describe(there, clerk="lou", missing="")
        steps = read_visit_card(harbor, there).steps
        harbor.tick_step(steps[1].id, clerk="lou")
        card = read_visit_card(harbor, there)
        assert [(note.text, note.office) for note in card.notes][-1] == ("Fence is fine.", "")
        assert Field.MISSING not in card.fields
        assert card.steps[1].done_by == "lou"

    def test_through_a_third_office_the_first_notes_are_still_signed(self, here, harbor, lagoon, maria):
        second = here.transfer(maria, office="harbor").there
        harbor.note(second, "Fence is fine.", clerk="lou", counter="1")
        harbor.call(second, counter="1", clerk="lou", reason="test")
        harbor.start(second)
        third = harbor.transfer(second, office="lagoon", note="They have the maps.").there
        card = read_visit_card(lagoon, third)
        assert (card.came_from.office, card.came_from.number) == ("Harbor Branch", "P001")
        assert [(note.text, note.clerk, note.office) for note in card.notes] == [
            ("Deck is 12 by 16 ft.", "dana", "Alder Creek Town Hall"),
            ("Ask about the fence, too.", "sam", "Alder Creek Town Hall"),
            ("Fence is fine.", "lou", "Harbor Branch"),
            ("They have the maps.", "lou", "Harbor Branch"),
        ]

    def test_staff_there_see_who_sent_them(self, here, harbor, maria):
        harbor.check_in(service="dog")
        there = here.transfer(maria, office="harbor").there
        rows = {row.number: row for row in read_queue(harbor).mine}
        assert rows["D001"].came_from is None
        assert rows["P001"].visit_id == there
        assert rows["P001"].came_from.office == "Alder Creek Town Hall"
        assert rows["P001"].reason == "a deck behind my house"

    def test_the_journals_say_where_to_and_where_from_and_nothing_personal(self, here, harbor, maria):
        sent = here.transfer(maria, office="harbor", note="Knows her lot number.")
        left = here.store.rows("select * from journal where office = 'alder-creek' order by seq desc limit 1")[0]
        data = json.loads(left["data"])
        assert (left["kind"], left["visit"], left["clerk"]) == ("transfer", maria, "dana")
        assert (data["sent"]["office"], data["sent"]["number"]) == ("harbor", sent.number)
        came = harbor.store.rows("select * from journal where office = 'harbor' order by seq desc limit 1")[0]
        assert (came["kind"], came["visit"], came["clerk"]) == ("check_in", sent.there, None)
        assert json.loads(came["data"])["came"]["number"] == "P001"
        for line in (left, came):
            for secret in ("Okafor", "deck", "plot plan", "surveyor", "lot number"):
                assert secret not in line["data"]

    def test_another_service_may_be_chosen_there(self, here, harbor, maria):
        sent = here.transfer(maria, office="harbor", service="vote")
        assert sent.number == "E001"
        assert request_of(harbor, sent.there).target_minutes == harbor.office.service("vote").standard.minutes


class TestWaiting:
    def test_without_a_time_they_are_in_line_at_once_behind_those_who_wait(self, here, harbor, maria, clock):
        first = harbor.check_in(service="permit").visit_id
        clock.advance(minutes=2)
        there = here.transfer(maria, office="harbor").there
        request = request_of(harbor, there)
        assert request.credit_tick == request.opened_tick, "the wait that was answered here does not count again there"
        assert harbor.call_next(counter="3", clerk="lou").visit_id == first
        clock.advance(minutes=4)
        assert harbor.call_next(counter="4", clerk="kim").visit_id == there
        harbor.start(there)
        assert request_of(harbor, there).wait_ms == 4 * 60_000

    def test_with_a_time_they_are_expected_and_not_called_before(self, here, harbor, maria, clock):
        at = clock.now() + timedelta(minutes=40)
        there = here.transfer(maria, office="harbor", at=at).there
        view = read_queue(harbor, "3", "lou")
        assert view.mine == ()
        assert view.waiting == 0
        (row,) = view.expected
        assert (row.visit_id, row.minutes, row.appointment) == (there, 0, at.astimezone(HARBOR.zone))
        assert row.came_from.number == "P001"
        assert harbor.call_next(counter="3", clerk="lou") is None
        assert read_visit_card(harbor, there).waited == timedelta()
        assert read_kiosk_menu(harbor).ahead["permit"] == 0
        clock.advance(minutes=41)
        assert [row.visit_id for row in read_queue(harbor, "3", "lou").mine] == [there]
        assert read_kiosk_menu(harbor).ahead["permit"] == 1
        harbor.call_next(counter="3", clerk="lou")
        clock.advance(minutes=1)
        harbor.start(there)
        assert request_of(harbor, there).wait_ms == 2 * 60_000

    def test_who_comes_early_may_be_called_and_has_not_waited(self, here, harbor, maria, clock):
        there = here.transfer(maria, office="harbor", at=clock.now() + timedelta(minutes=40)).there
        clock.advance(minutes=10)
        harbor.call(there, counter="3", clerk="lou", reason="is here already")
        clock.advance(minutes=1)
        harbor.start(there)
        assert request_of(harbor, there).wait_ms == 0

    def test_who_never_comes_is_ended_by_the_night_there(self, here, harbor, maria, clock):
        there = here.transfer(maria, office="harbor", at=clock.now() + timedelta(minutes=40)).there
        clock.advance(hours=20)
        assert harbor.close_nights() == 1
        assert request_of(harbor, there).state is State.LEFT
        assert request_of(harbor, there).wait_ms > 0


class TestRefused:
    @pytest.mark.parametrize(
        ("kind", "words", "asked"),
        [
            (NotFound, "holds no office “moon”", {"office": "moon"}),
            (BadInput, "is this office", {"office": "alder-creek"}),
            (BadInput, "The office", {"office": " "}),
            (BadInput, "Harbor Branch does not offer “Property tax”", {"office": "harbor", "service": "property-tax"}),
            (BadInput, "does not offer “yoga”", {"office": "harbor", "service": "yoga"}),
            (BadInput, "chosen in the other office", {"office": "harbor", "counter": "3"}),
            (BadInput, "chosen in the other office", {"office": "harbor", "clerk": "lou"}),
            (BadInput, "no zone", {"office": "harbor", "at": datetime(2026, 11, 24, 14, 0)}),  # noqa: DTZ001 (that is the point)
            (BadInput, "no zone", {"office": "harbor", "at": "14:00"}),
            (BadInput, "is past", {"office": "harbor", "at": datetime(2026, 11, 24, 18, 10, tzinfo=UTC)}),
            (BadInput, "today only", {"office": "harbor", "at": datetime(2026, 11, 25, 13, 0, tzinfo=UTC)}),
            (OfficeClosed, "Harbor Branch is closed at 17:30", {"office": "harbor", "at": datetime(2026, 11, 24, 22, 30, tzinfo=UTC)}),
            (OfficeClosed, "Elbe Branch takes no more visitors now. It opens on Wednesday at 08:00", {"office": "elbe"}),
            (BadInput, "another office alone", {"service": "dog", "at": datetime(2026, 11, 24, 20, 0, tzinfo=UTC)}),
        ],
    )  # fmt: skip
    def test_what_can_not_be_is_said_and_nothing_changes(self, here, harbor, maria, kind, words, asked):
        before = {table: count(here, table) for table in ("visit", "request", "journal", "personal", "ticket_number")}
        with pytest.raises(kind, match=words):
            here.transfer(maria, **asked)
        assert {table: count(here, table) for table in before} == before
        assert request_of(here, maria).state is State.SERVING
        assert harbor.queue() == ()

    def test_shortly_before_they_close_a_time_must_be_chosen(self, here, maria, clock):
        clock.move_to(datetime(2026, 11, 24, 21, 25, tzinfo=UTC))  # 16:25 there; the last ticket is at 16:20
        with pytest.raises(OfficeClosed, match="takes no more visitors now"):
            here.transfer(maria, office="harbor")

    def test_only_a_visitor_who_is_being_served_is_sent(self, here):
        waits = here.check_in(service="permit").visit_id
        with pytest.raises(Unlawful, match="has not been called"):
            here.transfer(waits, office="harbor")
        assert count(here, "visit") == 1

    def test_an_office_that_is_not_published_is_not_known(self, here, opened, maria):
        opened(replace(LAGOON, id="pier")).check_in(service="permit")
        with pytest.raises(NotFound, match="no office “pier”") as met:
            here.transfer(maria, office="pier")
        assert met.value.remedy == "It holds: elbe, harbor, lagoon."


class TestRepeated:
    def test_pressed_again_it_is_the_same_visit(self, here, harbor, maria):
        first = here.transfer(maria, office="harbor")
        again = here.transfer(maria, office="harbor")
        assert (again.number, again.there, again.office_name, again.seq) == (
            first.number,
            first.there,
            "Harbor Branch",
            0,
        )
        assert len(harbor.queue()) == 1
        with pytest.raises(Unlawful, match=r"P001 was sent to Harbor Branch already\. Their number there is P001\."):
            here.transfer(maria, office="lagoon")

    def test_an_answer_that_was_lost_is_found_again(self, here, harbor, maria, monkeypatch):
        port, lost = here.store.port, [True]
        atomic = port.atomic

        @contextmanager
        def cut_off(*offices):
            with atomic(*offices):
                yield
            if lost.pop():
                raise StoreAway("The store's server can't be reached.")

        monkeypatch.setattr(port, "atomic", cut_off)
        with pytest.raises(StoreAway):
            here.transfer(maria, office="harbor")
        monkeypatch.setattr(port, "atomic", atomic)
        assert here.transfer(maria, office="harbor").number == "P001"
        assert [row.number for row in harbor.queue()] == ["P001"]

    def test_within_one_office_a_finished_visit_is_not_sent_again(self, here, maria):
        here.finish(maria, outcome="resolved")
        with pytest.raises(Unlawful, match="was finished"):
            here.transfer(maria, office="harbor")

    def test_nothing_of_it_is_kept_when_it_fails_in_the_middle(self, here, harbor, maria, monkeypatch):
        add = here.store.add

        def breaks(table, row):
            if table == "step":
                raise StoreAway("The store's server can't be reached.")
            add(table, row)

        monkeypatch.setattr(here.store, "add", breaks)
        with pytest.raises(StoreAway):
            here.transfer(maria, office="harbor")
        assert request_of(here, maria).state is State.SERVING
        assert harbor.queue() == ()
        assert harbor.check_in(service="permit").number == "P001"
        assert all(verify(here.store, office).sound for office in ("alder-creek", "harbor"))


class TestUndone:
    def test_both_sides_are_taken_back_and_the_number_is_not_used_again(self, here, harbor, maria, clock):
        sent = here.transfer(maria, office="harbor", note="Knows her lot number.")
        clock.advance(seconds=90)
        assert here.can_undo(clerk="dana") == ("transfer", maria)
        here.undo(clerk="dana")
        assert request_of(here, maria).state is State.SERVING
        assert here.store.visit(maria).ended_at is None
        assert [note.text for note in read_visit_card(here, maria).notes][-1] == "Ask about the fence, too."
        there = request_of(harbor, sent.there)
        assert (there.state, there.note) == (State.LEFT, "taken back")
        assert harbor.store.visit(sent.there).ended_at is not None
        assert harbor.queue() == ()
        assert harbor.check_in(service="permit").number == "P002"
        assert all(verify(here.store, office).sound for office in ("alder-creek", "harbor"))
        again = here.transfer(maria, office="harbor")
        assert (again.number, again.there == sent.there) == ("P003", False)

    def test_not_once_they_are_called_there(self, here, harbor, maria):
        sent = here.transfer(maria, office="harbor")
        harbor.call_next(counter="3", clerk="lou")
        assert here.can_undo(clerk="dana") is None
        with pytest.raises(Unlawful, match="Harbor Branch has gone on with P001 since"):
            here.undo(clerk="dana")
        assert request_of(here, maria).state is State.FINISHED
        assert request_of(harbor, sent.there).state is State.CALLED

    def test_not_after_two_minutes(self, here, maria, clock):
        here.transfer(maria, office="harbor")
        clock.advance(seconds=121)
        with pytest.raises(Unlawful, match="more than two minutes old"):
            here.undo(clerk="dana")

    def test_staff_there_can_not_undo_what_was_done_here(self, here, harbor, maria):
        here.transfer(maria, office="harbor")
        with pytest.raises(Unlawful, match="nothing of yours"):
            harbor.undo(clerk="dana")


class TestFigures:
    def test_a_visit_counts_once_in_each_office_and_waits_there_from_there(self, here, harbor, maria, clock):
        day = clock.now().date()
        there = here.transfer(maria, office="harbor").there
        clock.advance(minutes=7)
        harbor.call_next(counter="3", clerk="lou")
        harbor.start(there)
        clock.advance(minutes=5)
        harbor.finish(there, outcome="resolved")
        left, came = (read_figures(desk, Span(day, day)) for desk in (here, harbor))
        assert (left.arrivals, came.arrivals) == (1, 1)
        assert left.quantiles("waits_by_service", "wait").p50 == 10 * 60_000
        assert came.quantiles("waits_by_service", "wait").p50 == 7 * 60_000

    def test_who_was_sent_on_is_told_apart(self, here, harbor, maria, clock):
        day = clock.now().date()
        before = read_figures(here, Span(day, day))
        assert before.tables["departures"].line("sent_on") is None
        here.transfer(maria, office="harbor")
        figures = read_figures(here, Span(day, day))
        assert figures.share("departures", "visits", "sent_on").k == 1
        assert figures.share("transfers", "moved").k == 1
        assert figures.share("data_quality", "found", "no_outcome").n == 0, "the outcome is the other office's to say"
        assert figures.share("outcomes", "visits").n == 0

    def test_who_was_taken_back_was_never_there(self, here, harbor, maria, clock):
        day = clock.now().date()
        here.transfer(maria, office="harbor")
        clock.advance(seconds=30)
        here.undo(clerk="dana")
        figures = read_figures(harbor, Span(day, day))
        assert (figures.arrivals, figures.share("left_when", "visits").n) == (0, 0)
        assert read_figures(here, Span(day, day)).share("transfers", "moved").k == 0


def test_two_offices_that_send_to_each_other_never_wait_for_ever(opened, any_url):
    """Each sends five visitors to the other at the same time, over connections of their own."""
    offices = (FOUR_SERVICES, LAGOON)
    opened(LAGOON)
    numbers, problems = [], []

    def send(mine, other):
        try:
            with open_front_desk(any_url, catalogue=replace(mine, hours=OPEN)) as desk:
                for _ in range(5):
                    visit = desk.check_in(service="permit").visit_id
                    desk.call(visit, counter="3", clerk=mine.id, reason="test")
                    desk.start(visit)
                    numbers.append(desk.transfer(visit, office=other.id).number)
        except BaseException as problem:  # noqa: BLE001 (it is told below)
            problems.append(problem)

    for office in offices:
        opened(office).publish(as_toml(replace(office, hours=OPEN, closed_days=frozenset())))
    threads = [threading.Thread(target=send, args=pair) for pair in (offices, offices[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    assert problems == []
    assert len(numbers) == 10
    desk = opened(FOUR_SERVICES)
    assert count(desk, "visit") == 20
    assert all(verify(desk.store, office.id).sound for office in offices)


OPEN = {day: ((datetime.min.time(), datetime.max.time().replace(microsecond=0)),) for day in range(7)}
"""Hours that make no difference at any time of the day."""


class TestNeighbours:
    def test_their_names_are_known_without_checking_their_files(self, here):
        assert [(one.id, one.name) for one in here.neighbours.named()] == [
            ("elbe", "Elbe Branch"), ("harbor", "Harbor Branch"), ("lagoon", "Lagoon Branch"),
        ]  # fmt: skip

    def test_a_name_that_stands_elsewhere_is_found(self, here, opened):
        text = as_toml(LAGOON)
        opened(LAGOON).publish("# " + "a long word. " * 400 + "\n" + text)
        opened(replace(ELBE, name="Elbe [West]")).publish(as_toml(replace(ELBE, name="Elbe [West]")))
        assert [one.name for one in here.neighbours.named()] == ["Elbe [West]", "Harbor Branch", "Lagoon Branch"]

    def test_a_file_that_can_not_be_used_has_its_id_for_a_name_or_an_earlier_file(self, here):
        with here.store.port.atomic():
            here.store.add(
                "office_file", {"office": "pier", "version": 1, "at": 0, "text": "[office]\nname = 3\n[hours]\n"}
            )
            here.store.add(
                "office_file", {"office": "harbor", "version": 2, "at": 0, "text": "[office]\nname = \n[hours]\n"}
            )
        assert {one.id: one.name for one in here.neighbours.named()} == {
            "elbe": "Elbe Branch", "harbor": "Harbor Branch", "lagoon": "Lagoon Branch", "pier": "pier",
        }  # fmt: skip
        assert here.neighbours.office("harbor").name == "Harbor Branch"
        with pytest.raises(CatalogueProblem):
            here.neighbours.office("pier")

    def test_each_version_is_read_once(self, here, monkeypatch):
        office = here.neighbours.office("harbor")
        assert here.neighbours.office("harbor") is office

    def test_a_store_without_files_has_none(self, desk):
        assert Neighbours(desk.store.rows).named() == ()
        with pytest.raises(NotFound) as met:
            Neighbours(desk.store.rows).office("harbor")
        assert "publish" in met.value.remedy
