"""What a ticket says: its face, and how a visit is found."""

from dataclasses import replace

import pytest

from greeter.model.catalogue import NextStep, Owner
from greeter.problems import NotFound
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.tickets.code_text import MOST_BYTES
from greeter.tickets.face import ticket_face
from greeter.tickets.take_away import by_when
from greeter.views.ticket_view import find_visit, read_take_away, read_ticket

TEN_TO_TWENTY = Forecast(300_000, 660_000, 1_100_000, 3, "one clerk of four is out")


class TestFace:
    def test_says_number_place_wait_and_what_to_have_ready(self, desk):
        ticket = desk.check_in(service="permit", told=TEN_TO_TWENTY)
        face = read_ticket(desk, ticket.visit_id)
        assert (face.number, face.office, face.service) == ("P001", "Alder Creek Town Hall", "Build or repair")
        assert face.wait == "About 10 to 20 minutes"
        assert face.wait_note == "We’ll tell you if that changes, and why."
        assert face.where[0] == "Take a seat by the windows, behind you on the right."
        assert "Photo ID" in face.bring
        assert face.happens[0] == "A clerk looks at your drawing with you."
        assert face.arrived == "Tuesday, November 24, 10:05 am"
        assert face.phone == "555-0100"

    def test_the_last_wait_told_stands_on_it(self, desk):
        ticket = desk.check_in(service="permit", told=TEN_TO_TWENTY)
        desk.tell(ticket.visit_id, Forecast(1_200_000, 1_560_000, 2_080_000, 5))
        assert read_ticket(desk, ticket.visit_id).wait == "About 25 to 35 minutes"

    def test_promises_no_time_where_none_was_told(self, desk):
        face = read_ticket(desk, desk.check_in(service="dog").visit_id)
        assert face.wait == "We can’t give a time yet"
        assert face.wait_note == "We’ll call you as soon as we can."

    def test_no_name_and_no_reason_anywhere(self, desk):
        ticket = desk.check_in(service="permit", name="Maria Okafor", say_name="oh-KAH-for", reason="My secret deck")
        said = repr(read_ticket(desk, ticket.visit_id))
        for word in ("Okafor", "Maria", "KAH", "secret"):
            assert word not in said

    def test_code_is_a_link_with_the_token_where_there_is_a_web_page(self, desk, office):
        ticket = desk.check_in(service="permit")
        visit = desk.store.visit(ticket.visit_id)
        with_web = replace(office, web_base_url="https://counter.example/")
        face = ticket_face(visit, desk.store.request(visit.request), None, with_web, Texts())
        assert face.code == f"https://counter.example/v/{ticket.token}"
        assert face.code_words == "Follow your place on your phone"

    def test_code_is_the_ticket_itself_where_there_is_none(self, desk):
        face = read_ticket(desk, desk.check_in(service="permit").visit_id)
        lines = face.code.splitlines()
        assert lines[0] == "P001"
        assert lines[1] == "Alder Creek Town Hall, Nov 24, 10:05 am"
        assert lines[2].startswith("Bring: Photo ID; ")
        assert lines[3].startswith("Next: A clerk looks at your drawing with you.")
        assert lines[4] == "Phone: 555-0100"
        assert face.code_words == "Keep this ticket on your phone"

    def test_every_service_of_the_town_hall_has_a_ticket(self, desk, office):
        for service in office.services:
            face = read_ticket(desk, desk.check_in(service=service.id).visit_id)
            assert face.number == f"{service.letter}001"
            assert len(face.code.encode()) <= MOST_BYTES

    def test_a_service_that_the_office_no_longer_has(self, desk, office):
        visit = desk.store.visit(desk.check_in(service="dog").visit_id)
        request = desk.store.request(visit.request)
        fewer = replace(office, services=tuple(one for one in office.services if one.id != "dog"), where_to_wait="")
        face = ticket_face(visit, request, None, fewer, Texts())
        assert (face.number, face.bring, face.happens) == ("D001", (), ())
        assert face.where == ("A chime sounds, and the board shows your number and counter.",)


class TestFinding:
    def test_by_number_of_today_in_any_case_and_by_id(self, desk):
        ticket = desk.check_in(service="permit")
        for words in ("P001", "p001", " p001 ", ticket.visit_id, ticket.visit_id.upper()):
            assert find_visit(desk, words) == ticket.visit_id

    def test_yesterdays_number_is_not_todays(self, desk, clock):
        yesterday = desk.check_in(service="permit").visit_id
        clock.advance(hours=24)
        with pytest.raises(NotFound, match="no ticket “P001” today"):
            find_visit(desk, "P001")
        assert find_visit(desk, yesterday) == yesterday
        today = desk.check_in(service="permit").visit_id
        assert find_visit(desk, "P001") == today

    @pytest.mark.parametrize("words", ["", "P999", "'; drop table visit; --", "x" * 10_000])
    def test_nothing_found_is_said(self, desk, words):
        with pytest.raises(NotFound):
            find_visit(desk, words)


class TestTakeAway:
    def test_steps_stand_by_whose_they_are(self, desk, office):
        ticket = desk.check_in(service="permit")
        desk.call_next(counter="3", clerk="ana")
        desk.start(ticket.visit_id)
        ids = desk.take_steps(ticket.visit_id, office.service("permit").steps, clerk="ana")
        desk.tick_step(ids[0], clerk="ana")
        desk.add_step(ticket.visit_id, NextStep("Bring the form", Owner.VISITOR, "To counter 3", 5), clerk="ana")
        page = read_take_away(desk, ticket.visit_id)
        assert [step.what for step in page.yours] == ["Pay the $85 permit fee", "Bring the form"]
        assert [step.what for step in page.ours] == [
            "Give a plot plan from the map",
            "Zoning review",
            "Call when it’s approved",
        ]
        assert page.done == ("Check the drawing has sizes",)
        assert page.yours[1].due is not None
        assert page.yours[1].due.isoformat() == "2026-12-02"  # Thanksgiving and a weekend lie between
        assert [entry.id for entry in page.ask] == ["zoning-desk", "building-inspector"]

    def test_suggested_steps_have_their_day_too(self, desk):
        page = read_take_away(desk, desk.check_in(service="permit").visit_id)
        pay = page.yours[0]
        assert (pay.what, pay.due) == ("Pay the $85 permit fee", page.day)

    def test_by_when_in_words(self, desk):
        page = read_take_away(desk, desk.check_in(service="permit").visit_id)
        review = next(step for step in page.ours if step.what == "Zoning review")
        assert by_when(Texts(), page.yours[0].due, page.day) == "Today"
        assert by_when(Texts(), review.due, page.day) == "By Wednesday, December 2"
        assert by_when(Texts(), None, page.day) == ""
