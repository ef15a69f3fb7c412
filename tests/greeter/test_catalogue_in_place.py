"""An office file changed in place: what is not changed keeps its every sign, comments, empty lines and the way lists are written."""

from __future__ import annotations

import copy
import difflib
import tomllib
from pathlib import Path

import pytest

from greeter.catalogue.editing import GONE, NEW, put_in
from greeter.catalogue.files import office_text
from greeter.catalogue.in_place import changed_in_place

SMALL = """\
# Ours.   Two spaces stay.

[office]
id = "pine"          # never changed
name='Pine Street'
languages = [ "en",
    "es" ] # two
goal = 0.80

# When we are there.
[hours]
monday = "9:00-12:00, 13:00-17:00"
closed = [ # the year's
    2026-12-25, # Christmas
    2026-12-26,
]

# The desks
[[counter]]
id = "1"

# Upstairs
[[counter]]
id = "2"
place = "Upstairs"

# What we do
[[service]]
id = "card"
letter = "C"
name = "Library card"
standard = { minutes = 10, share = 0.8 } # agreed in May

[[service.step]]
what = "Sign the card" # in ink
owner = "visitor"

# Rooms
[[service]]
id = "room"
letter = "R"
name = "A room"
standard = 5

# In Spanish
[translation.es]
"Library card" = "Tarjeta"   # not carnet

# What they type
[search.es]
card = ["sacar libros"]
"""


def changed(change, text=SMALL):
    """Return which lines go and which come by a change of the tables."""
    wanted = tomllib.loads(text)
    change(wanted)
    lines = difflib.ndiff(text.splitlines(keepends=True), changed_in_place(text, wanted).splitlines(keepends=True))
    return [line.rstrip("\n") for line in lines if line[0] in "+-"]


def put(*path, key, value):
    def change(tables):
        for step in path:
            tables = tables[step]
        tables[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (put("office", key="name", value="Pine Library"), ["- name='Pine Street'", '+ name="Pine Library"']),
        (put("service", 0, key="name", value="A card"), ['- name = "Library card"', '+ name = "A card"']),
        (put("office", key="phone", value="555"), ['+ phone = "555"']),
        (put("hours", key="friday", value="9:00-12:00"), ['+ friday = "9:00-12:00"']),
        (put("translation", "es", key="A room", value="Una sala"), ['+ "A room" = "Una sala"']),
        (put("search", "es", key="room", value=["sala"]), ['+ room = ["sala"]']),
        (
            put("service", 0, "standard", key="minutes", value=12),
            [f"{sign} standard = {{ minutes = {n}, share = 0.8 }} # agreed in May" for sign, n in (("-", 10), ("+", 12))],
        ),
        (lambda tables: tables["hours"]["closed"].pop(0), ["-     2026-12-25, # Christmas"]),
        (lambda tables: tables["counter"].append({"id": "3"}), ["+ ", "+ [[counter]]", '+ id = "3"']),
        (lambda tables: tables["service"][0]["step"].append({"what": "Go"}), ["+ ", "+ [[service.step]]", '+ what = "Go"']),
        (
            lambda tables: tables["service"].pop(),
            ["- ", "- # Rooms", "- [[service]]", '- id = "room"', '- letter = "R"', '- name = "A room"', "- standard = 5"],
        ),
    ],
)  # fmt: skip
def test_only_what_is_changed_is_written(change, lines):
    assert sorted(changed(change)) == sorted(lines)


def test_a_list_that_is_too_long_for_a_line_has_a_line_for_each_item():
    said = [f"a sentence of some length, number {n}" for n in range(5)]
    assert changed(put("service", 1, key="happens", value=said))[:2] == ["+ happens = [", f'+     "{said[0]}",']


def test_a_sample_office_keeps_every_other_byte():
    text, _ = office_text(Path("resources/catalogue/alder-creek.toml"))
    edits = {
        "service/permit": {"name": "Build or mend"},
        "service/tax": {"fee": ""},
        "glossary/Lien": {NEW: "", "meaning": "a debt on a house."},
        "counter/4": {GONE: ""},
        "translation/fr/service/records": {"Family records": "Actes"},
    }
    after = put_in(text, edits)
    kept = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in after.splitlines() if line.startswith("#")] == kept
    moved = [line for line in difflib.unified_diff(text.splitlines(), after.splitlines(), n=0) if line[0] in "+-"]
    assert len(moved) < 25, moved


def test_what_can_not_be_changed_in_place_is_written_anew_rather_than_wrong(monkeypatch):
    text = SMALL.replace("# Ours.   Two spaces stay.", "# Ours.")
    monkeypatch.setattr("greeter.catalogue.in_place.tomlkit.dumps", lambda _: text)
    wanted = copy.deepcopy(tomllib.loads(text))
    wanted["counter"][1]["place"] = "Downstairs"
    with pytest.raises(ValueError, match="does not read"):
        changed_in_place(text, wanted)
    assert tomllib.loads(put_in(text, {"counter/2": {"place": "Downstairs"}})) == wanted


def test_tables_in_an_order_that_cannot_be_followed_are_told_as_a_value_error():
    text = '[a.b]\nx = 1\n\n[a]\ny = 2\n\n[a.c]\nz = 3\n\n[[a.list]]\nid = "q"\n'
    with pytest.raises(ValueError, match="in place"):
        changed_in_place(text, {"a": {"list": [{"id": "q"}]}})
