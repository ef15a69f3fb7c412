"""What clerks corrected is learned from: which visits count, what is written of them, and that nobody's words stay behind."""

from __future__ import annotations

from greeter.guidance.learned_words import Example
from greeter.guidance.lessons import FEWEST_VISITS, MOST_OF_A_SERVICE, Lesson, Taught, lessons_of, read_taught
from greeter.guidance.reasons import ReasonSearch
from greeter.model.catalogue import HELP


def served(desk, clock, *, service, reason="", finished_as="", **facts):
    """A visitor comes for a service, and is finished under another where the clerk corrects it."""
    ticket = desk.check_in(service=service, reason=reason, **facts)
    desk.call(ticket.visit_id, counter="3", clerk="Dana", reason="to test")
    desk.start(ticket.visit_id, counter="3", clerk="Dana")
    if finished_as:
        desk.transfer(ticket.visit_id, service=finished_as, note="this is theirs", clerk="Dana")
        desk.call(ticket.visit_id, counter="3", clerk="Dana", reason="to test")
        desk.start(ticket.visit_id, counter="3", clerk="Dana")
    clock.advance(minutes=2)
    desk.finish(ticket.visit_id, outcome="resolved")
    return ticket.visit_id


def test_examples_are_what_was_said_and_where_it_ended(desk, clock, office):
    served(desk, clock, service="permit", reason="My chicken coop", finished_as="dog")
    served(desk, clock, service="permit", reason="A deck")
    served(desk, clock, service="permit")
    served(desk, clock, service="vote", reason="Quiero votar", language="es")
    desk.check_in(service="permit", reason="Still waits")
    taught = read_taught(desk.store.port, office, "en")
    assert sorted((each.words, each.service) for each in taught.examples) == [
        ("A deck", "permit"),
        ("My chicken coop", "dog"),
    ]
    assert [each.words for each in read_taught(desk.store.port, office, "es").examples] == ["Quiero votar"]


def test_talking_to_a_person_teaches_nothing(desk, clock, office):
    served(desk, clock, service=HELP, reason="Something about my bees")
    assert read_taught(desk.store.port, office, "en").examples == ()


def test_lessons_are_written_anew_and_hold_no_sentence(desk, clock, office):
    for n in range(FEWEST_VISITS):
        served(desk, clock, service="permit", reason=f"chicken coop {n} please", finished_as="dog")
    visits = [
        served(desk, clock, service="dog", reason="hamster tunnels", name="Ida Coop") for _ in range(FEWEST_VISITS)
    ]
    desk.write_lessons(read_taught(desk.store.port, office, "en"))
    rows = desk.store.rows(
        "select service, word, visits, of_all from lesson where office = 'alder-creek' order by word"
    )
    assert [(row["service"], row["word"], row["visits"], row["of_all"]) for row in rows] == [
        ("dog", "chicken", 3, 3),  # "coop" is what one of the visitors is called
        ("dog", "hamster", 3, 3),
        ("dog", "tunnels", 3, 3),
    ]
    desk.describe(visits[0], reason="", clerk="Dana")
    desk.write_lessons(read_taught(desk.store.port, office, "en"))
    rows = desk.store.rows("select word from lesson where office = 'alder-creek' order by word")
    assert [row["word"] for row in rows] == ["chicken"]


def test_the_search_finds_what_it_was_taught(desk, clock, office):
    before = ReasonSearch(office)
    assert [match.service_id for match in before.find("bee hive")] == []
    for _ in range(FEWEST_VISITS):
        served(desk, clock, service="permit", reason="bee hive", finished_as="dog")
    after = ReasonSearch(office, taught=read_taught(desk.store.port, office, "en"))
    assert [match.service_id for match in after.find("my hives")][:1] == ["dog"]


def test_what_leans_to_no_service_is_no_lesson():
    examples = [Example("old chicken", service) for service in ("dog", "permit", "trash") for _ in range(3)]
    taught = Taught("en", lessons=tuple(lessons_of([*examples, *[Example("coop", "dog")] * 3])))
    assert taught.worths() == {"dog": [("coop", 0.8)]}


def test_words_of_few_visits_small_words_and_numbers_are_left_out():
    examples = [*[Example("the ox 42 b2", "dog")] * 3, *[Example("chicken", "dog")] * 2, *[Example("狗", "dog")] * 3]
    assert lessons_of(examples) == [Lesson("dog", "狗", 3, 3)]


def test_a_busy_service_does_not_outweigh_the_others(desk, clock, office, monkeypatch):
    monkeypatch.setattr("greeter.guidance.lessons.MOST_OF_A_SERVICE", 2)
    assert MOST_OF_A_SERVICE > 2
    for n in range(3):
        served(desk, clock, service="dog", reason=f"dog {n}")
        clock.advance(minutes=1)
    assert [each.words for each in read_taught(desk.store.port, office, "en").examples] == ["dog 2", "dog 1"]
