"""The three sample offices: complete, plain, and the town hall of the story."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from greeter.catalogue.office_file import load
from greeter.catalogue.plain_advice import advice, reading_grade
from greeter.catalogue.plain_language import HIGHEST_GRADE, grade
from greeter.guidance.next_steps import due_date
from greeter.model.catalogue import HELP, Owner
from greeter.settings import RESOURCES

FILES = sorted((RESOURCES / "catalogue").glob("*.toml"))


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.stem)
def sample(request):
    return load(request.param)


def test_there_are_three():
    assert [file.stem for file in FILES] == ["alder-creek", "building-permits", "motor-vehicles"]


def test_every_service_says_all_that_a_visitor_and_a_clerk_need(sample):
    for service in sample.services:
        if service.id == HELP:
            continue
        assert len(set(service.synonyms)) >= 10, service.id
        for said in ("description", "bring", "fee", "happens", "words", "usually_missing", "before_transfer", "ask"):
            assert getattr(service, said), f"{service.id} has no {said}"
        assert len(service.steps) >= 3, service.id
        assert {step.owner for step in service.steps} > {Owner.CLERK}, service.id
        assert any(step.due_days is not None for step in service.steps), service.id


def test_synonyms_belong_to_one_service(sample):
    everything = [synonym.casefold() for service in sample.services for synonym in service.synonyms]
    assert len(everything) == len(set(everything))


def test_the_kiosk_has_8_to_12_choices_with_short_names(sample):
    listed = [service for service in sample.services if service.listed]
    assert 8 <= len(listed) <= 12
    assert all(len(service.name) <= 24 and len(service.hint) <= 26 for service in listed)
    assert not sample.service(HELP).listed


def test_texts_are_plain(sample):
    assert list(advice(sample)) == []
    assert reading_grade(sample) <= HIGHEST_GRADE
    for service in sample.services:
        prose = " ".join(
            [service.description, service.fee, service.before_transfer, service.self_help, *service.happens]
        )
        assert grade(prose) <= HIGHEST_GRADE, service.id


def test_who_to_ask_can_be_reached(sample):
    assert all(entry.phone.startswith("555-01") for entry in sample.directory)
    asked = {person for service in sample.services for person in service.ask}
    assert asked == {entry.id for entry in sample.directory} & asked
    assert len({entry.phone for entry in sample.directory}) == len(sample.directory)


def test_some_service_is_sensitive_and_most_are_not(sample):
    sensitive = [service for service in sample.services if service.sensitive]
    assert 1 <= len(sensitive) < len(sample.services) / 2


def test_the_town_hall_of_the_story(office):
    letters = {service.id: service.letter for service in office.services}
    assert letters == {
        "permit": "P", "property-tax": "T", "records": "V", "business": "B", "parking": "K", "water": "W", "trash": "R",
        "vote": "E", "dog": "D", "problem": "S", "help": "H",
    }  # fmt: skip
    promises = {service.id: service.standard.minutes for service in office.services}
    assert (
        promises
        | {"permit": 15, "property-tax": 10, "records": 20, "business": 15, "parking": 10, "vote": 10, "dog": 10}
        == promises
    )
    records = office.service("records")
    assert [counter.id for counter in office.counters if counter.serves(records)] == ["1"]
    third = office.counter("3")
    assert [service.id for service in office.services if third.serves(service) and service.listed] == [
        "permit", "property-tax", "business", "parking", "dog", "problem",
    ]  # fmt: skip
    assert [(word.word, word.meaning) for word in office.service("permit").words[:2]] == [
        ("Plot plan", "a map of the lot, with the house and the deck drawn in."),
        ("Setback", "how far from the lot line you must build. Here 10 ft."),
    ]


def test_the_town_hall_is_open_until_half_past_four_and_closed_on_thanksgiving(office):
    opens, closes = office.open_span(datetime(2026, 11, 24, 18, 5, tzinfo=UTC))
    assert (opens.hour, closes.hour, closes.minute) == (8, 16, 30)
    assert due_date(office, date(2026, 11, 24), 5) == date(2026, 12, 2)
