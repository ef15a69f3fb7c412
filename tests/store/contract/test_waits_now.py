"""The waits of now, as everybody may know them, on every store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from greeter.front_desk.room import Notice
from greeter.in_parts import whole
from greeter.open_figures.waits_now import VALID, WaitsFile, people, read_waits_now, unknown_waits
from greeter.problems import Problem
from greeter.settings import RESOURCES
from tests.greeter.report_days import Counter

SCHEMA = json.loads((RESOURCES / "schemas" / "waits-now-1.json").read_text(encoding="utf-8"))
KINDS = {"object": dict, "string": str, "integer": int, "boolean": bool, "array": list, "null": type(None)}


def holds(value, schema):
    """Check a value against the part of JSON Schema that ours uses."""
    if "$ref" in schema:
        return holds(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "const" in schema or "enum" in schema:
        assert value in schema.get("enum", [schema.get("const")])
        return None
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert type(value) in {KINDS[kind] for kind in kinds}, (value, schema)
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties")
        assert set(schema.get("required", ())) <= set(value) <= (set(known) if more is False else set(value))
        for key, inner in value.items():
            holds(inner, known.get(key, more))
    for item in value if isinstance(value, list) else ():
        holds(item, schema["items"])
    return None


def told(desk, service="permit"):
    facts = whole(read_waits_now(desk))
    holds(facts, SCHEMA)
    return next(one for one in facts["services"] if one["id"] == service)


def test_it_tells_ranges_of_people_and_the_wait_as_the_board_does(desk, clock):
    counter = Counter(desk, clock)
    for _ in range(31):
        counter.serve("permit", 2, 5)
    assert told(desk)["people_waiting"] == {"least": 0, "most": 4}
    for number in range(1, 7):
        desk.check_in(service="permit", name="Ada Lindgren", reason="my deck")
        assert told(desk)["people_waiting"]["least"] == number // 5 * 5
    facts = whole(read_waits_now(desk))
    permit = told(desk)
    low, high = desk.forecaster.newcomers(desk.tick())["permit"].shown
    assert permit["wait"]["least_minutes"] == min(low, 60)
    assert permit["wait"]["most_minutes"] == (high if high <= 60 else None)
    assert set(permit["wait"]["words"]) == set(permit["name"]) == set(desk.office.languages)
    assert permit["standard_minutes"] == 15
    text = json.dumps(facts)
    assert not any(word in text for word in ("Ada", "deck", "dana", "P0"))


def test_how_long_it_holds_and_what_is_not_told(desk, clock):
    clock.advance(seconds=17)
    facts = whole(read_waits_now(desk))
    as_of, until = (datetime.fromisoformat(facts[key]) for key in ("as_of", "valid_until"))
    assert as_of.second == 0, "to the second, it would be known who came"
    assert as_of <= clock.now() < until == as_of + VALID
    assert facts["state"] == "open"
    assert as_of.utcoffset() == timedelta(hours=-8)
    assert told(desk)["wait"] | {"words": None} == {"least_minutes": None, "most_minutes": None, "words": None}
    assert told(desk)["wait"]["words"]["en"] == "We can’t give a time yet"
    assert "help" not in {one["id"] for one in facts["services"]}, "not among the kiosk's choices"
    first, *others = desk.office.services
    desk.office = replace(desk.office, services=(replace(first, sensitive=True), *others))
    assert first.id not in {one["id"] for one in whole(read_waits_now(desk))["services"]}


def test_closed_and_paused(desk, clock):
    assert whole(read_waits_now(desk))["gives_tickets"]
    desk.give_notice(Notice.PAUSE)
    assert not whole(read_waits_now(desk))["gives_tickets"]
    clock.move_to(datetime(2026, 11, 25, 3, tzinfo=UTC))
    facts = whole(read_waits_now(desk))
    holds(facts, SCHEMA)
    assert (facts["state"], facts["services"]) == ("closed", [])
    assert facts["opens"] == "2026-11-25T08:00:00-08:00"


@pytest.mark.parametrize(
    ("count", "least", "most"), [(0, 0, 4), (4, 0, 4), (5, 5, 9), (49, 45, 49), (50, 50, None), (900, 50, None)]
)
def test_people_in_fives(count, least, most):
    assert people(count) == {"least": least, "most": most}


def test_a_program_that_ends_takes_back_only_its_own_word(office, clock, tmp_path):
    path = tmp_path / "waits.json"
    first, second = WaitsFile(path), WaitsFile(path)
    first.write({"state": "open"})
    second.write({"state": "open", "by": "another"})
    first.withdraw(office, clock.now())
    assert json.loads(path.read_text())["state"] == "open"
    second.withdraw(office, clock.now())
    facts = json.loads(path.read_text())
    assert facts == unknown_waits(office, clock.now())
    holds(facts, SCHEMA)
    assert [file.name for file in tmp_path.iterdir()] == ["waits.json"]
    with pytest.raises(Problem, match="can't be written"):
        WaitsFile(tmp_path / "none" / "waits.json").write({})
