"""What is given out about one person, or a span of days; what is withheld, and the files of it."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from greeter.appointments.booking import Booking
from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.model.visit import Need
from greeter.opening import open_front_desk
from greeter.problems import NotFound
from greeter.records.asked import visits_of_code, visits_of_contact
from greeter.settings import DEFAULT_OFFICE
from tests.conftest import TUESDAY_10_05

DAY = ("--day", "2026-11-24")
ID = ("--identity", "Photo ID at the counter")


@pytest.fixture(scope="module")
def lived(tmp_path_factory, form):
    """The address of a store with Ada Lovelace's visit, in which staff wrote of others, and somebody else's."""
    path = tmp_path_factory.mktemp("lived") / "office.db"
    path.write_bytes(form.read_bytes())
    url = f"sqlite:///{path}"
    clock = ManualClock(TUESDAY_10_05)
    with open_front_desk(url, clock=clock, catalogue=DEFAULT_OFFICE) as desk:
        desk.book([Booking("u1", clock.now(), "dog", code="K7", needs=(Need.INTERPRETER,), name="Grace  Hopper")])
        booked = desk.store.rows("select id from appointment")[0]["id"]
        desk.check_in_appointment(booked, reason="Another matter")
        visit = desk.check_in(service="permit", reason="<b>A deck</b> & stairs", name="Ada Lovelace").visit_id
        desk.describe(visit, clerk="Dana Reyes", contact="555 010 2345")
        desk.note(
            visit,
            "Neighbour grace hopper objects, says Ada Lovelace. Ask Dana Reyes. Code word falcon, FALCON.",
            clerk="Dana Reyes",
        )
        desk.add_step(visit, "Call Grace Hopper-Smith", clerk="Dana Reyes")
        desk.call(visit, reason="next", counter="3", clerk="Dana Reyes")
        desk.start(visit)
        desk.finish(visit, outcome="resolved")
        desk.survey(visit, {"ease": 4}, comment="=1+1")
        desk.note_reads([(visit, 1_795_543_500_000)], clerk="Sam Ito", counter="4")
        again = desk.check_in(service="permit", name="Ada Lovelace").visit_id
        desk.describe(again, clerk="Dana Reyes", contact="+1 555-010-2345")
        clock.advance(hours=24)
        for name in ("Alan Turing", "alan  turing", "Joan Clarke"):
            shared = desk.check_in(service="parking", name=name).visit_id
            desk.describe(shared, clerk="Dana Reyes", contact="555 010 9999")
    return url


def give(url, target, *arguments):
    return CliRunner().invoke(
        cli, ["disclose", str(target), "--db", url, "--catalogue", str(DEFAULT_OFFICE), *map(str, arguments)]
    )


class Text(HTMLParser):
    """Reads the text of a page, and counts its tags."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_a_person_gets_all_that_is_held_without_the_names_of_others(lived, tmp_path):
    target = tmp_path / "ada"
    done = give(lived, target, "--ticket", "P001", *DAY, *ID, "--withhold", "falcon=legal advice")
    assert done.exit_code == 0, done.output
    data = json.loads((target / "disclosure.json").read_text())
    (visit,) = data["visits"]
    words = {one["what"]: one["text"] for one in visit["words"]}
    assert words["name"] == "Ada Lovelace"
    assert words["reason"] == "<b>A deck</b> & stairs"
    assert words["note"] == (
        "Neighbour [withheld: third party] objects, says Ada Lovelace. Ask Dana Reyes."
        " Code word [withheld: legal advice], [withheld: legal advice]."
    )
    assert visit["steps"][0]["what"] == "Call Grace Hopper-Smith", (
        "another name is another person's; nobody here has it"
    )
    assert visit["answers"] == {"ease": 4}
    assert [(one["who"], one["where"]) for one in visit["read_by"]] == [("Sam Ito", "counter 4")]
    assert [one["what"] for one in visit["journal"]][-1] == "survey"
    assert [one["reason"] for one in visit["journal"] if one["what"] == "call"] == ["next"]
    assert data["asked"]["identity"] == "Photo ID at the counter"
    everything = "".join(path.read_text() for path in target.iterdir())
    assert "hopper objects" not in everything.lower()
    assert "falcon" not in everything.lower()
    assert "Another matter" not in everything
    rows = list(csv.DictReader((target / "withheld.csv").read_text().splitlines()))
    assert [(row["where"], row["code"], row["signs"]) for row in rows] == [
        ("P001 of 2026-11-24, note", "legal advice", "6"), ("P001 of 2026-11-24, note", "legal advice", "6"),
        ("P001 of 2026-11-24, note", "third party", "12"),
    ]  # fmt: skip
    sums = dict(reversed(line.split("  ")) for line in (target / "SHA256SUMS").read_text().splitlines())
    assert sums == {
        name: hashlib.sha256((target / name).read_bytes()).hexdigest()
        for name in ("disclosure.html", "disclosure.json", "withheld.csv")
    }
    assert all(digest in done.output for digest in sums.values())
    assert (target / "disclosure.json").stat().st_mode & 0o077 == 0


def test_the_page_is_read_by_a_person_and_loads_nothing(lived, tmp_path):
    give(lived, tmp_path / "ada", "--contact", "(555) 010-2345", *ID)
    page = (tmp_path / "ada" / "disclosure.html").read_text()
    shown = Text(page)
    assert "<b>A deck</b> & stairs" in shown.text
    tags = [tag for tag, _ in shown.tags]
    assert (tags.count("h1"), tags.count("h2"), tags.count("main")) == (1, 3, 1)
    assert not {"script", "link", "img"} & set(tags)
    assert all(attrs.get("scope") == "col" for tag, attrs in shown.tags if tag == "th")
    assert dict(shown.tags)["html"] == {"lang": "en"}
    assert "Visit P002 of 2026-11-24" in shown.text, "the other visit with the same contact"
    assert "third party" in shown.text


def test_who_shares_a_number_is_not_given_out_with_the_others(lived, tmp_path):
    stopped = give(lived, tmp_path / "shared", "--contact", "555 010 9999", *ID)
    assert stopped.exit_code == 1
    assert "2 names stand on what has this contact: " in stopped.output
    assert stopped.output.count(" of 2026-11-25") == 3
    assert "Turing" not in stopped.output
    assert not (tmp_path / "shared").exists()
    assert give(lived, tmp_path / "shared", "--contact", "555 010 9999", *ID, "--everybody").exit_code == 0
    assert len(json.loads((tmp_path / "shared" / "disclosure.json").read_text())["visits"]) == 3


def test_staff_and_whole_fields_are_withheld_where_that_is_asked(lived, tmp_path):
    target = tmp_path / "ada.zip"
    done = give(
        lived, target, "--ticket", "P001", *DAY, *ID, "--withhold-all", "staff=staff", "--withhold-all", "steps=safety"
    )
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(target) as packed:
        everything = "".join(packed.read(name).decode() for name in packed.namelist())
        visit = json.loads(packed.read("disclosure.json"))["visits"][0]
    assert "Dana Reyes" not in everything
    assert "Sam Ito" not in everything
    assert visit["steps"][0]["what"] == "[withheld: safety]"
    assert visit["services"][0]["clerk"] == "[withheld: staff]"


def test_what_an_officer_names_is_withheld_of_staff_too_and_said_where_it_stands_nowhere(lived, tmp_path):
    target = tmp_path / "ada"
    done = give(
        lived, target, "--ticket", "P001", *DAY, *ID, "--withhold", "Dana Reyes=staff", "--withhold", "flacon=staff"
    )
    assert done.exit_code == 1
    assert "“flacon” stands nowhere in it" in done.output
    assert "Dana Reyes" not in "".join(file.read_text() for file in target.iterdir())


def test_a_span_is_given_out_without_anybodys_words(lived, tmp_path):
    target = tmp_path / "day"
    assert give(lived, target, "--from", "2026-11-24", "--to", "2026-11-24").exit_code == 0
    everything = "".join(path.read_text() for path in target.iterdir())
    for words in ("Ada", "Lovelace", "Grace", "deck", "555", "falcon", "=1+1"):
        assert words not in everything
    data = json.loads((target / "disclosure.json").read_text())
    visits, (appointment,) = data["visits"], data["appointments"]
    assert [visit["ticket"] for visit in visits] == ["D001", "P001", "P002"]
    assert [one["needs"] for one in (appointment, *visits)] == ["[withheld: third party]"] * 2 + ["", ""]
    page = (target / "disclosure.html").read_text()
    assert ", without visitors’ names</h1>" in page
    assert "Dana Reyes" in page, "staff act in the open, where that is not asked"
    assert visits[1]["services"][0]["outcome"] == "resolved"


def test_it_is_journalled_without_words_and_what_is_unclear_is_refused(lived, tmp_path):
    give(lived, tmp_path / "a", "--ticket", "P001", *DAY, *ID, "--as", "Maya Lind")
    with open_front_desk(lived, catalogue=DEFAULT_OFFICE) as desk:
        for nothing in (visits_of_contact, visits_of_code):
            with pytest.raises(NotFound):
                nothing(desk, "nobody@example.org")
        line = desk.store.rows("select clerk, data from journal where kind = 'disclose' order by seq desc limit 1")[0]
    assert line["clerk"] == "Maya Lind"
    data = json.loads(line["data"])
    assert len(data.pop("ids")) == 1
    assert data == {"of": "person", "visits": 1, "withheld": {"third party": 1}}
    for arguments, said in (
        (("--ticket", "P001", "--code", "K7"), "not clear what to give out"),
        (("--from", "2026-11-24"), "A span has two ends"),
        (("--ticket", "P001", *DAY), "Nobody has said who asks"),
        (("--ticket", "P001", *DAY, *ID, "--withhold", "falcon=because"), "names no code"),
        (("--ticket", "P001", *DAY, *ID, "--withhold-all", "journal=safety"), "can’t be withheld as a whole"),
    ):
        refused = give(lived, tmp_path / "b", *arguments)
        assert said in refused.output
        assert refused.exit_code == 1
        assert not (tmp_path / "b").exists()
    assert "is there already" in give(lived, tmp_path / "a", "--ticket", "P001", *DAY, *ID).output
    assert "legal advice" in give(lived, tmp_path / "b", "--codes").output
