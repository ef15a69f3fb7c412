"""Who stands behind an act: a staff window's desk asks the sign-in of every act, a kiosk's does visitors' acts alone. Over every kind of store."""

from __future__ import annotations

import pytest

from greeter.access.post import IN_LOBBY, AtCounter, InLobby
from greeter.model.notice import Notice
from greeter.problems import NotAllowed, SignedOut
from greeter.store.postgres.policies import POLICIES

PASSWORD = "quiet rivers run"
DANA_PIN, RUTH_PIN = "482913", "705316"


@pytest.fixture
def office_of_people(desk):
    """An office where Maya, Dana and Ruth sign in; Dana is at counter 3, and somebody waits."""
    desk.add_person("Maya Lind", "manager", PASSWORD)
    maya = desk.sign_in("Maya Lind", PASSWORD).session
    dana = desk.add_person("Dana Reyes", "clerk", DANA_PIN, session=maya)
    desk.add_person("Ruth Abrams", "clerk", RUTH_PIN, session=maya)
    desk.check_in(service="permit")
    return maya, dana


def at_three(desk, pin=DANA_PIN, name="Dana Reyes"):
    return AtCounter("3", desk.sign_in(name, pin, counter="3"))


def every_act(desk):
    """Return acts of each kind that a staff window does: each would work but for who stands behind it."""
    visit = desk.store.rows("select id from visit")[0]["id"]
    return (
        lambda: desk.call_next(counter="3", clerk="Dana Reyes"),
        lambda: desk.call(visit, counter="3", clerk="Dana Reyes", reason="asked"),
        lambda: desk.hold(visit, reason="a form"),
        lambda: desk.finish(visit, outcome="resolved"),
        lambda: desk.note(visit, "a note", clerk="Dana Reyes", counter="3"),
        lambda: desk.check_in(service="permit"),
        lambda: desk.open_counter("3", clerk="Dana Reyes"),
        lambda: desk.give_notice(Notice.DELAY, text="long", clerk="Dana Reyes"),
        lambda: desk.transfer(visit, office="nowhere"),
        lambda: desk.say_pulse("good"),
    )


def refused(desk, post, says, acts=every_act):
    lines = desk.store.rows("select count(*) as n from journal")[0]["n"]
    asked = acts(desk)[:-2]
    with desk.standing_at(post):
        for act in asked:
            with pytest.raises(SignedOut, match=says):
                act()
        with pytest.raises(SignedOut, match=says):
            desk.say_pulse("good")
    assert desk.store.rows("select count(*) as n from journal")[0]["n"] == lines
    assert desk.store.rows("select count(*) as n from pulse")[0]["n"] == 0


def test_acts_at_a_counter_need_the_sign_in_that_was_made_there(desk, office_of_people):
    refused(desk, AtCounter("3"), "Nobody is signed in at counter 3")
    post = at_three(desk)
    refused(desk, AtCounter("4", post.signed), "not of counter 4", acts=lambda desk: every_act(desk)[5:])
    desk.lock(counter="3", clerk="Dana Reyes", session=post.signed.session)
    refused(desk, post, "Counter 3 is locked")
    post = at_three(desk)
    with desk.standing_at(post):
        called = desk.call_next(counter="3", clerk="Dana Reyes")
    desk.sign_out(post.signed.session, counter="3")
    refused(desk, post, "has ended")
    assert called.counter == "3"


def test_a_sign_in_ends_where_another_begins_or_its_person_goes(desk, office_of_people):
    maya, dana = office_of_people
    post = at_three(desk)
    elsewhere = desk.sign_in("Dana Reyes", DANA_PIN, counter="5")
    refused(desk, post, "has ended")
    post = at_three(desk)
    assert desk.who(elsewhere.session) is None
    at_three(desk, RUTH_PIN, "Ruth Abrams")  # a colleague unlocks
    refused(desk, post, "has ended")
    post = at_three(desk)
    desk.deactivate_person(dana.id, session=maya)
    refused(desk, post, "has ended")


def test_nobody_goes_on_under_a_name_they_have_no_more(desk, office_of_people):
    maya, dana = office_of_people
    post = at_three(desk)
    desk.rename_person(dana.id, "Dana Ruiz", session=maya)
    refused(desk, post, "has ended")
    with desk.standing_at(at_three(desk, name="Dana Ruiz")):
        assert desk.call_next(counter="3", clerk="Dana Ruiz").counter == "3"
    assert desk.who(maya), "who renamed goes on"


def test_one_person_may_serve_at_a_counter_and_look_at_figures_elsewhere(desk, office_of_people):
    maya, _ = office_of_people
    post = at_three(desk, PASSWORD, "Maya Lind")
    assert desk.who(maya).name == "Maya Lind"
    again = desk.sign_in("Maya Lind", PASSWORD).session
    assert (desk.who(maya), desk.who(again).name) == (None, "Maya Lind")
    desk.lock(clerk="Maya Lind", session=again)
    with desk.standing_at(post):
        assert desk.call_next(counter="3", clerk="Maya Lind").number
    with pytest.raises(NotAllowed):
        desk.add_person("X", "clerk", "591374", session=again)


def test_acts_are_signed_with_the_name_and_counter_of_who_is_signed_in(desk, office_of_people):
    with desk.standing_at(at_three(desk)):
        with pytest.raises(NotAllowed, match="Dana Reyes is signed in here"):
            desk.call_next(counter="3", clerk="Ruth Abrams")
        with pytest.raises(NotAllowed, match="This window is of counter 3"):
            desk.call_next(counter="5", clerk="Dana Reyes")
        assert desk.call_next(counter="3", clerk="Dana Reyes").counter == "3"


def test_what_the_office_does_by_itself_goes_on_while_a_window_is_locked(desk, office_of_people):
    post = at_three(desk)
    visit = desk.store.rows("select id from visit")[0]["id"]
    with desk.standing_at(post):
        desk.open_counter("3", clerk="Dana Reyes")
        desk.lock(counter="3", clerk="Dana Reyes", session=post.signed.session)
        desk.note_reads([(visit, 0)], clerk="Dana Reyes", counter="3")
        desk.tell_who_waits()
        with pytest.raises(SignedOut):
            desk.close_counter("5", clerk="Dana Reyes")
        desk.close_counter("3", clerk="Dana Reyes")  # a window that is closed while it is locked
        desk.sign_out(post.signed.session, counter="3")
    assert desk.store.rows("select open from counter where id = '3'")[0]["open"] == 0


def test_a_window_that_goes_leaves_the_counter_open_to_who_sits_there_now(desk, office_of_people):
    left = at_three(desk)
    with desk.standing_at(left):
        desk.open_counter("3", clerk="Dana Reyes")
    with desk.standing_at(at_three(desk, RUTH_PIN, "Ruth Abrams")):
        desk.open_counter("3", clerk="Ruth Abrams")
    with desk.standing_at(left):
        assert desk.close_counter("3", clerk="Dana Reyes").seq == 0
    (seat,) = desk.store.rows("select clerk, open from counter where id = '3'")
    assert (seat["clerk"], seat["open"]) == ("Ruth Abrams", 1)


def test_an_office_without_people_works_at_a_counter_as_ever(desk):
    desk.check_in(service="permit")
    with desk.standing_at(AtCounter("3")):
        assert desk.call_next(counter="3", clerk="whoever").counter == "3"
        assert desk.add_person("Maya Lind", "manager", PASSWORD).active
        with pytest.raises(SignedOut):
            desk.call_next(counter="3", clerk="whoever")
        desk.close_counter("3", clerk="whoever")  # a window that goes
    assert desk.store.rows("select open from counter where id = '3'")[0]["open"] == 0


def test_a_kiosk_does_visitors_acts_alone(desk, clock):
    with desk.standing_at(InLobby()):
        ticket = desk.check_in(service="permit")
        desk.printed(ticket.visit_id, "printed")
        desk.give_notice(Notice.VOICE, text="sound")
        desk.end_notice(Notice.VOICE)
        clock.advance(hours=24)
        assert desk.check_in(service="permit").visit_id  # and the night before ends
        visit = desk.check_in(service="permit").visit_id
        for act in (
            lambda: desk.call_next(counter="3", clerk="Dana Reyes"),
            lambda: desk.open_counter("3", clerk="Dana Reyes"),
            lambda: desk.describe(visit, clerk="Dana Reyes", name="Somebody"),
            lambda: desk.give_notice(Notice.DELAY, text="long"),
            lambda: desk.add_service(visit, "dog"),
            lambda: desk.add_person("X", "manager", PASSWORD),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert not desk.has_people()
    desk.call(visit, counter="3", clerk="Dana Reyes", reason="asked")  # who runs the program does as ever


def test_a_servers_policies_say_the_same_of_what_is_done_in_the_lobby():
    (written,) = [rule.check for rule in POLICIES if rule.name == "greeter kiosk writes" and rule.table == "journal"]
    listed = written.split("kind in (")[1].split(")")[0]
    assert {one.strip(" '") for one in listed.split(",")} == {kind.value for kind in IN_LOBBY}
