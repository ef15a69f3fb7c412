"""The walk alone: where each answer leads, what Back keeps, and when a visitor is taken to be gone."""

import pytest

from greeter.clock import ManualClock
from greeter.model.visit import Familiarity, Need
from ui.kiosk.idle import Idle
from ui.kiosk.pages import ORDER, page_class
from ui.kiosk.walk import MOST_NAME, MOST_REASON, Answers, Page, Walk


def walked(*pages):
    walk = Walk()
    for page in pages:
        walk = walk.to(page)
    return walk


def test_the_questions_follow_each_other():
    walk = Walk().go_on()
    seen = [walk.page]
    walk = walk.with_service("permit")
    for _ in range(4):
        seen.append(walk.page)
        walk = walk.go_on()
    assert [*seen, walk.page] == [Page.REASON, Page.BEFORE, Page.FAMILIARITY, Page.NAME, Page.NEEDS, Page.SUMMARY]


def test_nothing_is_selected_before_it_is_said():
    answers = Answers()
    assert (answers.service, answers.reason, answers.name, answers.needs) == ("", "", "", frozenset())
    assert answers.familiarity is Familiarity.UNKNOWN
    assert not Walk().asked_needs


@pytest.mark.parametrize("page", [Page.HELP, Page.TICKET, Page.SUMMARY, Page.SORRY])
def test_a_touch_of_the_page_before_changes_nothing(page):
    """Two fingers touch a person's button and a card at once: the card's press comes when its page has turned."""
    walk = walked(Page.REASON, page)
    assert walk.with_service("permit") == walk
    assert walk.go_on() == walk


def test_back_keeps_the_answers():
    walk = Walk().go_on().with_service("permit").go_on().with_familiarity(Familiarity.NEW).go_on().with_name("Maria")
    for page in (Page.FAMILIARITY, Page.BEFORE, Page.REASON, Page.WELCOME):
        walk = walk.back()
        assert walk.page is page
    assert (walk.answers.service, walk.answers.familiarity, walk.answers.name) == ("permit", Familiarity.NEW, "Maria")
    assert walk.back() is walk


def test_who_is_back_is_not_asked_whether_they_were_here():
    walk = Walk().go_on().with_familiarity(Familiarity.RETURNING).to(Page.BACK_FOR).with_service("permit")
    assert walk.page is Page.BEFORE
    assert walk.go_on().page is Page.NAME


def test_back_from_i_am_back_takes_the_answer_away():
    walk = Walk().go_on().with_familiarity(Familiarity.RETURNING).to(Page.BACK_FOR).back()
    assert (walk.page, walk.answers.familiarity) == (Page.REASON, Familiarity.UNKNOWN)


def test_changing_an_answer_leads_back_to_the_summary():
    summary = Walk().go_on().with_service("permit").skip_questions()
    assert summary.page is Page.SUMMARY
    changed = summary.change(Page.NAME).with_name("Maria").go_on()
    assert (changed.page, changed.changing, changed.answers.name) == (Page.SUMMARY, False, "Maria")
    assert changed.came_by == summary.came_by
    other = summary.change(Page.REASON).with_service("parking")
    assert (other.page, other.answers.service) == (Page.SUMMARY, "parking")


def test_back_out_of_a_change_is_the_summary_too():
    summary = Walk().go_on().with_service("permit").skip_questions()
    walk = summary.change(Page.NEEDS).back()
    assert (walk.page, walk.changing) == (Page.SUMMARY, False)
    assert walk.back().page is Page.BEFORE


def test_own_words_reach_the_change_of_a_reason():
    summary = Walk().go_on().with_service("permit").skip_questions()
    walk = summary.change(Page.REASON).to(Page.SAY_IT).with_reason("a dog").with_service("dog")
    assert (walk.page, walk.answers.reason, walk.answers.service) == (Page.SUMMARY, "a dog", "dog")


def test_identity_numbers_are_masked_once_they_are_ended():
    walk = Walk().to(Page.SAY_IT).with_reason("my number is 123-45-6789")
    assert walk.with_reason("my number is 123-45-6789 ").answers.reason == "my number is •••-••-•••• "
    assert walk.to(Page.SOMETHING_ELSE).answers.reason == "my number is •••-••-••••"
    assert walk.back().answers.reason == walk.with_service("permit").answers.reason == "my number is •••-••-••••"
    assert Walk().with_name("Maria 123456789").settled().answers.name == "Maria •••••••••"


def test_a_phone_number_is_kept_while_it_is_typed():
    walk, typed = Walk(), ""
    for letter in "call me at 530-555-0142 please":
        typed = walk.answers.reason + letter
        walk = walk.with_reason(typed)
    assert walk.settled().answers.reason == "call me at 530-555-0142 please"


def test_long_words_are_cut():
    walk = Walk().with_reason("word " * 200).with_name("x" * 200)
    assert (len(walk.answers.reason), len(walk.answers.name)) == (MOST_REASON, MOST_NAME)


def test_needs_are_taken_back_by_a_second_touch():
    walk = Walk().with_need(Need.SEAT).with_need(Need.QUIET).with_need(Need.SEAT)
    assert walk.answers.needs == {Need.QUIET}
    assert walk.asked_needs
    assert walk.without_needs().answers.needs == frozenset()


def test_a_language_without_texts_asks_for_an_interpreter():
    walk = Walk().in_language("so", "en")
    assert walk.answers.needs == {Need.INTERPRETER}
    assert walk.without_needs().answers.needs == {Need.INTERPRETER}
    english = walk.in_language("en", "en")
    assert (english.answers.needs, english.answers.wants_interpreter) == (frozenset(), False)


def test_each_walk_has_a_key_of_its_own():
    walk = Walk()
    assert walk.request_key != Walk().request_key
    assert walk.go_on().with_service("permit").request_key == walk.request_key


@pytest.mark.parametrize("page", list(Page))
def test_each_page_has_its_widget_and_can_be_left(page):
    assert page in ORDER
    assert page_class(page).__name__.endswith("Page")
    assert walked(page).back().page is Page.WELCOME


def test_a_visitor_who_is_quiet_is_asked_and_then_forgotten():
    clock = ManualClock()
    idle = Idle(clock)
    clock.advance(seconds=44)
    assert idle.seconds_left(patient=False) is None
    clock.advance(seconds=1)
    assert idle.seconds_left(patient=False) == 20
    clock.advance(seconds=6)
    assert idle.seconds_left(patient=False) == 14
    idle.touch()
    assert idle.seconds_left(patient=False) is None
    clock.advance(seconds=300)
    assert idle.seconds_left(patient=False) == 0


def test_with_larger_text_there_is_twice_the_time():
    clock = ManualClock()
    idle = Idle(clock)
    clock.advance(seconds=89)
    assert idle.seconds_left(patient=True) is None
    clock.advance(seconds=1)
    assert idle.seconds_left(patient=True) == 40


def test_a_wall_clock_that_jumps_wipes_nobody():
    from datetime import timedelta

    clock = ManualClock()
    idle = Idle(clock)
    clock.jump(timedelta(hours=5))
    assert idle.seconds_left(patient=False) is None
