"""The presenter: counters stay in step over one file, waits grow by themselves, trouble is told and gets over."""

from __future__ import annotations

import pytest

from greeter.guidance.suggestion import RoomNeed
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.problems import StoreProblem
from greeter.reach import StoreReach
from greeter.texts import Texts
from ui.background import Background
from ui.feed import Feed
from ui.staff.acts import Act
from ui.staff.asked import Asked
from ui.staff.presenter import StaffPresenter
from ui.staff.state import Tone
from ui.staff.step_acts import StepPlace


@pytest.fixture
def presenters(qapp, office, clock, url, qtbot):
    """Return a maker of presenters over one file, and keep what each told."""
    made = []

    def make(counter, clerk, open_desk=None):
        background = Background(
            StoreReach(open_desk or (lambda: open_front_desk(url, clock=clock, catalogue=office, durable=False)))
        )
        feed = Feed(url, "alder-creek")
        presenter = StaffPresenter(background, feed, office, counter, clerk, Texts())
        presenter.begin()
        qtbot.waitUntil(lambda: presenter.is_settled or open_desk is not None)
        made.append((presenter, feed, background))
        return presenter

    yield make
    for presenter, feed, background in made:
        presenter.end()
        feed.close()
        background.close()


@pytest.fixture
def told(qtbot):
    """Return what a presenter says from now on."""

    def listen(presenter):
        said = []
        presenter.told.connect(lambda words, tone: said.append((words, tone)))
        return said

    return listen


def test_two_counters_and_a_kiosk_stay_in_step(presenters, office, clock, url, qtbot):
    ana, ben = presenters("3", "ana"), presenters("4", "ben")
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as kiosk:
        ticket = kiosk.check_in(service="permit", reason="a fence", origin="kiosk")
    qtbot.waitUntil(lambda: all(p.state.queue.waiting == 1 for p in (ana, ben)))
    ana.perform(Act.CALL_NEXT)
    qtbot.waitUntil(lambda: ana.state.current is not None and ben.state.queue.waiting == 0)
    assert [row.number for row in ben.state.queue.at_counters] == [ticket.number]
    assert ben.state.clerks == ("ana",)


def test_both_call_at_once_and_one_is_told(presenters, told, office, clock, url, qtbot):
    ana, ben = presenters("3", "ana"), presenters("4", "ben")
    said = told(ana) + told(ben)
    ana.check_in(Asked("permit"))
    qtbot.waitUntil(lambda: all(p.state.queue.waiting == 1 for p in (ana, ben)))
    heard_ana, heard_ben = told(ana), told(ben)
    ana.perform(Act.CALL_NEXT)
    ben.perform(Act.CALL_NEXT)
    qtbot.waitUntil(lambda: ana.is_settled and ben.is_settled)
    with_somebody = [p.counter for p in (ana, ben) if p.state.current is not None]
    assert len(with_somebody) == 1
    assert heard_ana + heard_ben == [("A colleague was faster: nobody waits for this counter any more.", Tone.TELL)]
    assert said == []


def test_an_act_on_a_visit_that_a_colleague_has_taken_says_what_happened(presenters, told, qtbot):
    ana, ben = presenters("3", "ana"), presenters("4", "ben")
    ana.check_in(Asked("permit"))
    qtbot.waitUntil(lambda: ben.state.queue.waiting == 1)
    visit = ben.state.queue.suggested.visit_id
    ana.perform(Act.CALL_NEXT)
    qtbot.waitUntil(lambda: ana.is_settled)
    said = told(ben)
    ben.call_this(visit, "asked by name")
    qtbot.waitUntil(lambda: bool(said) and ben.is_settled)
    assert said == [("P001 was called by counter 3 a moment ago.", Tone.TELL)]


def test_waits_grow_without_anybody_doing_anything(presenters, clock, qtbot):
    ana = presenters("3", "ana")
    ana.check_in(Asked("permit"))
    qtbot.waitUntil(lambda: ana.is_settled)
    clock.advance(minutes=7)
    ana._timer.timeout.emit()
    qtbot.waitUntil(lambda: ana.state.queue.mine[0].minutes == 7)
    assert ana._timer.interval() <= 10_000
    assert ana._timer.isActive()


def test_a_visit_that_is_looked_at_goes_back_to_the_counters_own_when_it_comes_there(presenters, qtbot):
    ana = presenters("3", "ana")
    ana.check_in(Asked("permit"))
    qtbot.waitUntil(lambda: ana.is_settled)
    visit = ana.state.queue.suggested.visit_id
    ana.look_at(visit)
    qtbot.waitUntil(lambda: ana.state.card is not None)
    assert ana.state.looking
    ana.perform(Act.CALL_NEXT)
    qtbot.waitUntil(lambda: ana.is_settled)
    assert (ana.state.card.visit_id, ana.state.looking) == (visit, False)


def test_looking_at_what_is_not_there_shows_the_counters_own(presenters, qtbot):
    ana = presenters("3", "ana")
    ana.look_at("no such visit")
    qtbot.waitUntil(lambda: ana.is_settled)
    assert ana.state.card is None


def test_acts_in_a_hurry_run_in_their_order(presenters, qtbot):
    ana = presenters("3", "ana")
    ana.check_in(Asked("permit"))
    ana.perform(Act.CALL_NEXT)
    ana.perform(Act.START)
    ana.when_fresh(lambda: ana.finish(ana.state.current.visit_id, "resolved"))
    qtbot.waitUntil(lambda: ana.is_settled)
    assert ana.state.current is None
    assert ana.state.queue.served_today == 1
    assert ana.state.undo is not None


def test_a_step_that_has_moved_is_found_by_its_words(presenters, qtbot):
    ana = presenters("3", "ana")
    ana.check_in(Asked("permit"))
    ana.perform(Act.CALL_NEXT)
    qtbot.waitUntil(lambda: ana.is_settled and ana.state.card is not None)
    visit = ana.state.card.visit_id
    ana.tick(visit, StepPlace(0, "Zoning review"), done=True)
    ana.tick(visit, StepPlace(99, "no such step"), done=True)
    qtbot.waitUntil(lambda: ana.is_settled)
    assert [row.what for row in ana.state.card.steps if row.done_at] == ["Zoning review"]


def test_trouble_with_the_store_is_told_shown_for_the_room_and_got_over(presenters, told, office, clock, url, qtbot):
    broken = [True]

    def open_desk():
        if broken[0]:
            raise StoreProblem("The disk is full.", "Free some space.")
        return open_front_desk(url, clock=clock, catalogue=office, durable=False)

    broken[0] = False
    ana = presenters("3", "ana", open_desk)
    qtbot.waitUntil(lambda: ana.is_settled)
    said = told(ana)
    broken[0] = True

    def fail(desk):
        raise StoreProblem("The disk is full.", "Free some space.")

    ana.do(fail)
    qtbot.waitUntil(lambda: [one.kind for one in ana.state.room] == [RoomNeed.STORE])
    assert ("The disk is full. Free some space.", Tone.TROUBLE) in said
    assert ana.state.room[0].why == "The disk is full. Free some space."
    broken[0] = False
    ana.look_again()
    qtbot.waitUntil(lambda: ana.state.room == () and ana.is_settled)
    ana.check_in(Asked("permit"))
    qtbot.waitUntil(lambda: ana.state.queue.waiting == 1)


def test_a_bug_is_told_without_its_insides_and_the_counter_goes_on(presenters, told, qtbot, caplog):
    ana = presenters("3", "ana")
    said = told(ana)

    def bug(desk):
        raise ZeroDivisionError("division by zero")

    ana.do(bug)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [("That did not work. It has been written down for those who look after Greeter.", Tone.TROUBLE)]
    ana.check_in(Asked("permit"))
    qtbot.waitUntil(lambda: ana.is_settled and ana.state.queue.waiting == 1)


def test_the_forecast_that_is_told_at_the_desk_is_kept_with_the_visit(presenters, told, office, clock, url, qtbot):
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        desk.open_counter("3", clerk="ana")
        for _ in range(30):
            visit = desk.check_in(service="dog").visit_id
            desk.call(visit, counter="3", clerk="ana", reason="test")
            desk.start(visit)
            clock.advance(minutes=4)
            desk.finish(visit, outcome="resolved")
    ana = presenters("3", "ana")
    said = told(ana)
    ana.check_in(Asked("dog"))
    qtbot.waitUntil(lambda: bool(said) and ana.is_settled)
    assert said[0][0].startswith("D031 is checked in: Dog license. Tell them: Less than 5 minutes.")
    ana.look_at(ana.state.queue.suggested.visit_id)
    qtbot.waitUntil(lambda: ana.state.card is not None)
    assert "told" in ana.state.card.story[0].facts
    assert ana.state.card.state is State.WAITING


def test_after_its_end_nothing_more_is_asked_of_the_store(presenters, qtbot, monkeypatch):
    ana, ben = presenters("3", "ana"), presenters("4", "ben")
    ana.check_in(Asked("permit"))
    ana.look_again()
    asked = []
    monkeypatch.setattr(ana._background, "run", lambda *wanted: asked.append(wanted))
    ana.end()
    assert len(asked) == 1  # the counter is closed
    ben.check_in(Asked("dog"))
    qtbot.waitUntil(lambda: ben.is_settled and ben.state.queue.waiting == 2)
    ana.perform(Act.CALL_NEXT)
    ana.look_again()
    ana.note("any visit", "too late")
    assert len(asked) == 1
