"""Who is in today, over every kind of store."""

from __future__ import annotations

from greeter.views.colleagues import Presence, find_colleagues, read_colleagues

PASSWORD, PIN = "quiet rivers run", "482913"


def seen(desk, own=""):
    return [(one.name, one.presence.value, one.counter, one.reason) for one in read_colleagues(desk, own)]


def test_an_office_without_people_knows_who_was_at_a_counter(desk, clock):
    desk.open_counter("3", clerk="Dana Reyes")
    desk.open_counter("1", clerk="Ruth Abrams")
    desk.open_counter("2", clerk="Sam Whitfield")
    clock.advance(minutes=30)
    desk.take_break("1", clerk="Ruth Abrams", reason="Lunch")
    clock.advance(minutes=5)
    desk.open_counter("10", clerk="Sam Whitfield")  # moves; counter 2 closes
    assert seen(desk, "Dana Reyes") == [("Sam Whitfield", "here", "10", ""), ("Ruth Abrams", "break", "1", "Lunch")]
    sam = read_colleagues(desk, "Dana Reyes")[0]
    assert (sam.entry.phone, sam.since) == ("555-0101", desk.office.local(clock.now()))
    desk.close_counter("10", clerk="Sam Whitfield")
    assert [one.presence for one in read_colleagues(desk)] == [Presence.HERE, Presence.BREAK, Presence.CLOSED]
    clock.advance(hours=24)
    assert seen(desk) == [("Dana Reyes", "here", "3", "")]  # nobody has closed it


def test_where_people_sign_in_who_left_and_who_was_not_seen_is_known_too(desk, clock):
    desk.add_person("Maya Lind", "manager", PASSWORD)
    maya = desk.sign_in("Maya Lind", PASSWORD).session
    gone = desk.add_person("Lee Ito", "clerk", PIN, session=maya)
    desk.deactivate_person(gone.id, session=maya)
    desk.add_person("Dana Reyes", "clerk", PIN, session=maya)
    dana = desk.sign_in("Dana Reyes", PIN, counter="3").session
    desk.open_counter("3", clerk="Dana Reyes")
    assert seen(desk) == [("Dana Reyes", "here", "3", ""), ("Maya Lind", "away", "", "")]
    desk.close_counter("3", clerk="Dana Reyes")
    assert seen(desk, "maya  LIND") == [("Dana Reyes", "closed", "3", "")]
    desk.sign_out(dana, counter="3")
    assert seen(desk)[0] == ("Dana Reyes", "left", "3", "")


def test_they_are_found_by_name_counter_or_what_the_directory_says(desk):
    desk.open_counter("2", clerk="Sam Whitfield")
    desk.open_counter("3", clerk="Dana Reyes")
    everybody = read_colleagues(desk)
    for words, names in (
        ("whit", ["Sam Whitfield"]),
        ("town cl", ["Sam Whitfield"]),
        ("3", ["Dana Reyes"]),
        ("zz", []),
    ):
        assert [one.name for one in find_colleagues(everybody, words)] == names, words
    assert len(find_colleagues(everybody, "")) == 2
