"""Which drafts are still wanted after a crash, over every kind of store; and that each counter has its own."""

from __future__ import annotations

from greeter.drafts import drafts_of_counter
from greeter.views.drafts import still_wanted


def test_what_was_kept_after_all_and_what_is_of_nobody_is_not_wanted(desk):
    here = desk.check_in(service="permit").visit_id
    there = desk.check_in(service="dog").visit_id
    desk.note(here, "Bring  the deed", clerk="dana")
    desk.describe(here, clerk="dana", summary="You want a deck")
    drafts = {
        here: {"note": "Bring the\ndeed", "summary": "You want a deck", "hold": "You want a deck"},
        there: {"note": "Bring the deed", "summary": "You want a dog"},
        "of nobody": {"note": "Gone"},
    }
    assert still_wanted(desk, drafts) == {here: {"hold": "You want a deck"}, there: drafts[there]}
    assert still_wanted(desk, {here: {"note": "Bring the deed"}}) == {}


def test_each_counter_store_and_office_has_drafts_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr("greeter.drafts.data_folder", lambda: tmp_path)
    places = [
        ("sqlite:///a", "north", "3"),
        ("sqlite:///a", "north", "4"),
        ("sqlite:///a", "south", "3"),
        ("sqlite:///b", "north", "3"),
    ]
    for number, place in enumerate(places):
        drafts_of_counter(*place).keep("visit", {"note": str(number)})
    assert [drafts_of_counter(*place).all()["visit"]["note"] for place in places] == ["0", "1", "2", "3"]
    secret = drafts_of_counter("postgresql://ana:secret@host/store", "north", "3")
    secret.keep("visit", {"note": "x"})
    assert drafts_of_counter("postgresql://ana:other@host/store", "north", "3").all() == secret.all()
    assert not [path for path in tmp_path.rglob("*") if "north" in path.name or "secret" in path.name]
