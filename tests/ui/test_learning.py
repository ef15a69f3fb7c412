"""The search learns away from the screen's thread, takes its place when it is ready, and is there at once before."""

from __future__ import annotations

import threading

import pytest

from greeter.guidance.learned_words import Example
from greeter.guidance.lessons import Taught
from greeter.opening import open_front_desk
from greeter.reach import StoreReach
from ui import learning
from ui.background import Background
from ui.learning import Learning


@pytest.fixture
def background(url, office, clock, qtbot):
    made = Background(StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office)))
    yield made
    made.close()


@pytest.fixture
def taught(url, office, clock):
    """Bees were brought to the dog desk."""
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        for _ in range(3):
            visit = desk.check_in(service="permit", reason="bee hives").visit_id
            desk.call(visit, counter="3", clerk="Dana", reason="to test")
            desk.start(visit)
            desk.transfer(visit, service="dog", note="theirs", clerk="Dana")
            desk.call(visit, counter="3", clerk="Dana", reason="to test")
            desk.start(visit)
            desk.finish(visit, outcome="resolved")


def best(search, words):
    return [match.service_id for match in search.find(words)][:1]


def test_it_counts_at_once_and_has_learned_later(qtbot, background, office, taught):
    made = Learning(background, office)
    assert best(made.search("en"), "puppy") == ["dog"]
    assert best(made.search("en"), "hives") == []
    with qtbot.waitSignal(made.learned, timeout=30_000) as told:
        made.begin("en")
    assert told.args == ["en"]
    assert best(made.search("en"), "hives") == ["dog"]
    assert best(made.search("es"), "hives") == []


def test_it_learns_in_a_thread_of_its_own(qtbot, background, office, taught, monkeypatch):
    ran = []
    made = Learning(background, office)
    monkeypatch.setattr(made, "_made", lambda language, taught: ran.append(threading.current_thread().name))
    with qtbot.waitSignal(made.learned, timeout=30_000):
        made.begin("en")
    assert ran == ["learning"]


def test_it_learns_anew_only_after_a_while(qtbot, background, office, taught, monkeypatch):
    now, read = [0.0], []
    monkeypatch.setattr(learning.time, "monotonic", lambda: now[0])
    made = Learning(background, office)
    monkeypatch.setattr(made, "_read", lambda desk, language: read.append(language) or Taught(language))
    made.begin("en")
    made.begin("en")
    now[0] = learning.ANEW_S
    made.begin("en")
    done = []
    background.run(lambda _: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert read == ["en", "en"]


def test_what_was_forgotten_is_forgotten_by_the_search(qtbot, background, office):
    made = Learning(background, office)
    with qtbot.waitSignal(made.learned, timeout=30_000):
        made._taught(Taught("en", (Example("hives", "dog"),)))
    with qtbot.waitSignal(made.learned, timeout=30_000):
        made._taught(Taught("en"))
    assert best(made.search("en"), "hives") == []


def test_nothing_taught_starts_nothing(background, office):
    made = Learning(background, office)
    made._taught(Taught("en"))
    assert made._searches == {}


def test_a_clerks_program_writes_lessons_of_every_language(qtbot, background, office, taught, url, clock):
    made = Learning(background, office, writes=True)
    with qtbot.waitSignal(made.learned, timeout=30_000):
        made.begin("en")
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        words = {row["word"] for row in desk.store.rows("select word from lesson")}
    assert words == {"bee", "hives"}


def test_a_kiosk_finds_only_what_it_lists(background, office):
    listed = Learning(background, office, listed_only=True)
    assert best(listed.search("en"), "I need help") != ["help"]
    assert best(Learning(background, office).search("en"), "I need help") == ["help"]
