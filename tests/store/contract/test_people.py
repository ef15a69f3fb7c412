"""People: who works here, signing in, and what not everybody may do. Over every kind of store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from greeter.catalogue.export import as_toml
from greeter.model.notice import Notice
from greeter.model.person import MAY, Right, StaffRole
from greeter.problems import BadInput, NotAllowed, NotFound, SignInRefused

PASSWORD = "quiet rivers run"
PIN, OTHER_PIN = "482913", "705316"


@pytest.fixture
def maya(desk):
    """The session of the first manager."""
    desk.add_person("Maya Lind", "manager", PASSWORD)
    return desk.sign_in("Maya Lind", PASSWORD, counter="3").session


def lines(desk, kind):
    return desk.store.rows("select clerk, counter, data from journal where kind = :kind order by seq", {"kind": kind})


def test_there_is_no_default_account_and_the_first_is_the_manager(desk):
    assert not desk.has_people()
    assert desk.people() == ()
    with pytest.raises(SignInRefused):
        desk.sign_in("admin", "admin")
    with pytest.raises(BadInput, match="first person is the manager"):
        desk.add_person("Dana Reyes", "clerk", PIN)
    assert desk.add_person("Maya Lind", "manager", PASSWORD).role is StaffRole.MANAGER
    with pytest.raises(NotAllowed, match="Only a manager may change who works here"):
        desk.add_person("A second one", "manager", PASSWORD)


def test_a_manager_adds_renames_and_lets_go(desk, maya):
    dana = desk.add_person("Dana Reyes", "clerk", PIN, session=maya)
    assert [(one.name, one.role) for one in desk.people()] == [
        ("Dana Reyes", StaffRole.CLERK), ("Maya Lind", StaffRole.MANAGER),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="known here already"):
        desk.add_person("dana  REYES", "clerk", PIN, session=maya)
    desk.rename_person(dana.id, "Dana Cole", session=maya)
    assert desk.sign_in("dana cole", PIN).person.name == "Dana Cole"
    hers = desk.sign_in("Dana Cole", PIN).session
    desk.deactivate_person(dana.id, session=maya)
    assert desk.who(hers) is None
    with pytest.raises(SignInRefused):
        desk.sign_in("Dana Cole", PIN)
    desk.reset_secret(dana.id, OTHER_PIN, session=maya)
    assert desk.sign_in("Dana Cole", OTHER_PIN).person.active
    with pytest.raises(NotFound):
        desk.rename_person("nobody", "Somebody", session=maya)


def test_the_last_manager_stays(desk, maya):
    (person,) = desk.people()
    for refused in (
        lambda: desk.deactivate_person(person.id, session=maya),
        lambda: desk.reset_secret(person.id, PIN, role="clerk", session=maya),
    ):
        with pytest.raises(BadInput, match="last manager"):
            refused()


def test_roles_are_checked_beneath_the_screen(desk, maya):
    desk.add_person("Dana Reyes", "clerk", PIN, session=maya)
    desk.add_person("Lee Ito", "lead", OTHER_PIN, session=maya)
    dana, lee = desk.sign_in("Dana Reyes", PIN), desk.sign_in("Lee Ito", OTHER_PIN)
    text = as_toml(replace(desk.office, translations={}))
    for session in ("", "made up", dana.session, lee.session):
        for act in (
            lambda session=session: desk.add_person("X", "clerk", PIN, session=session),
            lambda session=session: desk.rename_person(dana.person.id, "X", session=session),
            lambda session=session: desk.deactivate_person(dana.person.id, session=session),
            lambda session=session: desk.reset_secret(dana.person.id, OTHER_PIN, session=session),
            lambda session=session: desk.publish(text, session=session),
        ):
            with pytest.raises(NotAllowed):
                act()
    with pytest.raises(NotAllowed, match="Only a lead or manager may"):
        desk.unlock_person(lee.person.id, session=dana.session)
    desk.unlock_person(dana.person.id, session=lee.session)
    assert desk.publish(text, session=maya).version == 1
    assert {right for right in Right if StaffRole.CLERK in MAY[right]} == set()


def test_wrong_pins_wait_longer_each_time_and_then_lock(desk, clock, maya):
    dana = desk.add_person("Dana Reyes", "clerk", PIN, session=maya)

    def wrong():
        with pytest.raises(SignInRefused) as met:
            desk.sign_in("Dana Reyes", OTHER_PIN)
        return met.value.remedy

    assert [wrong() for _ in range(4)] == ["Try once more."] * 4
    for wait in (30, 60, 120, 240, 480):
        assert "Try again in" in wrong()
        clock.advance(seconds=wait - 1)
        with pytest.raises(SignInRefused):
            desk.sign_in("Dana Reyes", PIN)  # the right one, too soon
        clock.advance(seconds=1)
    assert wrong() == "Try again in 15 minutes. A lead or manager can unlock it sooner."
    with pytest.raises(SignInRefused, match="too many"):
        desk.sign_in("Dana Reyes", PIN)
    desk.unlock_person(dana.id, session=maya)
    assert desk.sign_in("Dana Reyes", PIN).person == dana
    assert wrong() == "Try once more."


def test_the_journal_tells_who_signed_in_and_holds_no_secret(slow_secrets, desk, maya):
    desk.add_person("Dana Reyes", "clerk", PIN, session=maya)
    with pytest.raises(SignInRefused):
        desk.sign_in("Dana Reyes", OTHER_PIN, counter="2")
    session = desk.sign_in("Dana Reyes", PIN, counter="2").session
    desk.lock(counter="2", clerk="Dana Reyes", idle=True)
    desk.sign_out(session, counter="2")
    desk.sign_out(session, counter="2")
    signed = lines(desk, "sign_in")
    assert [row["clerk"] for row in signed] == ["Maya Lind", None, "Dana Reyes", "Dana Reyes"]
    assert [row["counter"] for row in signed] == ["3", "2", "2", "2"]
    assert len(lines(desk, "lock")) == 1
    everything = str([list(dict(row).values()) for row in desk.store.rows("select * from journal")])
    kept = str([list(dict(row).values()) for row in desk.store.rows("select * from person")])
    for secret in (PASSWORD, PIN, OTHER_PIN, session, maya):
        assert secret not in everything
        assert secret not in kept
    assert "$argon2id$v=19$m=47104,t=1,p=1$" in kept


@pytest.mark.parametrize(
    ("role", "secret", "says"),
    [
        ("clerk", "12345", "6 to 12 digits"),
        ("clerk", "secret", "6 to 12 digits"),
        ("lead", "123456", "too easy"),
        ("clerk", "111111", "too easy"),
        ("clerk", "121212", "too easy"),
        ("manager", "482913", "10 signs"),
        ("manager", "aaaaaaaaaaaa", "too easy"),
        ("owner", PASSWORD, "clerk, lead, manager"),
    ],
)
def test_what_is_no_pin_and_no_password(desk, maya, role, secret, says):
    with pytest.raises(BadInput, match=says) as met:
        desk.add_person("Dana Reyes", role, secret, session=maya)
    assert secret not in str(met.value)


def test_a_lead_or_manager_announces_and_a_clerk_does_not(desk, clock, maya):
    desk.add_person("Lee Ito", "lead", OTHER_PIN, session=maya)
    desk.add_person("Dana Reyes", "clerk", PIN, session=maya)
    lee = desk.sign_in("Lee Ito", OTHER_PIN).session
    dana = desk.sign_in("Dana Reyes", PIN).session
    for session in (dana, ""):
        with pytest.raises(NotAllowed, match="Only a lead or manager may tell everybody"):
            desk.give_notice(Notice.ANNOUNCEMENT, text="We close at noon", clerk="Dana Reyes", session=session)
    assert not desk.is_told(Notice.ANNOUNCEMENT)
    night = clock.now() + timedelta(minutes=90)
    desk.give_notice(Notice.ANNOUNCEMENT, text="We close at noon", until=night, session=lee)
    assert desk.told(Notice.ANNOUNCEMENT) == "We close at noon"
    with pytest.raises(NotAllowed):
        desk.end_notice(Notice.ANNOUNCEMENT, clerk="Dana Reyes", session=dana)
    desk.give_notice(Notice.DELAY, text="a colleague is out", clerk="Dana Reyes", session=dana)
    clock.advance(minutes=91)
    assert not desk.is_told(Notice.ANNOUNCEMENT)
    desk.end_notice(Notice.ANNOUNCEMENT, session=maya)
    told = [line for line in lines(desk, "notice") + lines(desk, "end_notice") if "announcement" in line["data"]]
    assert [line["clerk"] for line in told] == ["Lee Ito", "Maya Lind"]
