"""A purge over a store in a file, proven by every byte of every file; and the commands that do it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from greeter.appointments.booking import Booking
from greeter.catalogue.office_file import load, read_text
from greeter.cli import cli
from greeter.clock import ManualClock, to_ms
from greeter.drafts import drafts_of_counter
from greeter.model.retention import DataClass, Period, Retention, period_of
from greeter.opening import open_front_desk
from greeter.problems import BadInput, NotAllowed
from greeter.records.backup import make_copy
from greeter.records.contacts import contact_of, meets_any
from greeter.records.copies import Copies
from greeter.records.integrity import verify
from greeter.records.presets import DEFAULT, SETTABLE, preset_names, read_preset
from greeter.records.purge import purge
from greeter.records.purge_proof import prove
from greeter.records.traces import PIECE, search
from greeter.settings import DEFAULT_OFFICE, data_folder
from greeter.store.address import sqlite_path
from greeter.store.sqlite import SqliteStore

LONG_AGO = datetime(2020, 11, 24, 18, 5, tzinfo=UTC)
"""A Tuesday, at 10:05 in the town hall."""
SIGN = "Xyzzywort"
PASSWORD = "quiet rivers run"
SEEDED = (
    "name",
    "say",
    "reason",
    "brought",
    "missing",
    "expects",
    "contact",
    "note",
    "held",
    "summary",
    "comment",
    "step",
    "booked",
    "asked",
)


def word(what):
    return f"{SIGN} {what} é “{what}”"


@pytest.fixture
def file(tmp_path):
    """The town hall's file, with the periods of a federal office."""
    path = tmp_path / "hall.toml"
    path.write_text(f'{DEFAULT_OFFICE.read_text()}\n[retention]\npreset = "us-federal"\n')
    return path


def fill(url, file, visits=40):
    """Live a day long ago in which each class of data has words that stand nowhere else; the rest of the day is other people's."""
    clock = ManualClock(LONG_AGO)
    with open_front_desk(url, clock=clock, catalogue=file) as desk:
        for number in range(visits):
            desk.check_in(service="dog", reason=f"other {number} " + "words " * 40, name=f"{SIGN} other {number}")
        starts = clock.now()
        desk.book(
            [Booking("u1", starts, "dog", code="K7", name=word("booked"), contact="555 010 1111", note=word("asked"))]
        )
        visit = desk.check_in(service="permit", reason=word("reason"), name=word("name"), say_name=word("say")).visit_id
        for field in ("brought", "missing", "expects", "contact"):
            desk.describe(visit, clerk="dana", **{field: word(field)})
        desk.note(visit, word("note"), clerk="dana")
        desk.add_step(visit, word("step"), clerk="dana")
        desk.call(visit, reason="next", counter="3", clerk="dana")
        desk.start(visit)
        desk.agree(visit, word("summary"), clerk="dana")
        desk.finish(visit, outcome="resolved")
        desk.survey(visit, {"ease": 3}, comment=word("comment"))
        clock.advance(hours=24)
        desk.close_nights()
    return visit


def holding(folder, sign=SIGN):
    """Return the names of the files below a folder that hold a sign, however it is written."""
    signs = {sign.encode(), json.dumps(sign)[1:-1].encode()}
    return sorted(
        path.name
        for path in Path(folder).rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in signs)
    )


def run(*arguments, **more):
    return CliRunner().invoke(cli, [str(one) for one in arguments], **more)


def test_after_a_purge_no_byte_of_any_file_holds_what_went(url, file, tmp_path):
    visit = fill(url, file)
    store = Path(sqlite_path(url))
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("update request set hold_reason = ? where visit = ?", (word("held"), visit))
        connection.commit()
    with open_front_desk(url, catalogue=file) as desk:
        words = {row["value"] for row in desk.store.rows("select value from personal")}
    assert {word(what) for what in SEEDED} - words == {word(what) for what in ("held", "step", "booked", "asked")}
    old = make_copy(Copies(store), to_ms(datetime.now(UTC)) - 3_600_000)
    assert holding(tmp_path) == [store.name, old.file.name]
    before = run("verify", "--db", url)
    asked = run("retention", "due", "--db", url, "--catalogue", file)
    assert "words                41 due  (1 year)" in asked.output
    done = run("retention", "purge", "--yes", "--db", url, "--catalogue", file)
    assert done.exit_code == 0, done.output
    assert "No trace is left outside of copies." in done.output
    assert f"{old.file}, until " in done.output
    assert holding(tmp_path) == [old.file.name]
    later = run("retention", "due", "--db", url, "--catalogue", file)
    assert "These copies are older than the last purge" in later.output
    assert str(old.file) in later.output
    assert "all as they were written" in before.output
    assert "all as they were written" in run("verify", "--db", url).output
    assert run("retention", "purge", "--yes", "--db", url, "--catalogue", file).output == "Nothing is due.\n"


def test_copies_that_hold_it_are_replaced_by_a_new_one_where_that_is_asked(url, file, tmp_path):
    fill(url, file, visits=3)
    store = Path(sqlite_path(url))
    make_copy(Copies(store), to_ms(datetime.now(UTC)) - 3_600_000)
    done = run("retention", "purge", "--yes", "--copies", "--db", url, "--catalogue", file)
    assert done.exit_code == 0, done.output
    assert done.output.count("Removed: ") == 1
    assert "No trace is left." in done.output
    assert holding(tmp_path) == []
    (fresh,) = Copies(store).good()
    assert run("restore", "--drill", "--db", url).exit_code == 0
    assert fresh.manifest.visits["alder-creek"] == 4


def test_copies_of_other_stores_and_files_set_aside_are_never_removed(url, file, tmp_path, monkeypatch):
    fill(url, file, visits=1)
    store, shared = Path(sqlite_path(url)), tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setenv("GREETER_COPIES", str(shared))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("greeter.records.copies.platform.node", lambda: "another-machine")
        theirs = make_copy(Copies(store), to_ms(datetime.now(UTC)) - 7_200_000).file
    ours = make_copy(Copies(store), to_ms(datetime.now(UTC)) - 3_600_000).file
    aside = Path(f"{store}.before-migration")
    aside.write_bytes(store.read_bytes())
    done = run("retention", "purge", "--yes", "--copies", "--db", url, "--catalogue", file)
    assert f"Removed: {ours}" in done.output
    assert done.output.count("Removed: ") == 1
    assert done.output.count("see whose it is, and remove or mend it by hand") == 2
    assert done.exit_code == 1
    assert holding(tmp_path) == sorted((theirs.name, aside.name))
    assert theirs.with_suffix(".json").is_file()


def test_a_trace_beside_the_store_is_told_and_fails(url, file):
    fill(url, file, visits=1)
    drafts_of_counter(url, "alder-creek", "3").keep("x", {"note": word("note")})
    log = data_folder() / "logs" / "greeter.log"
    log.parent.mkdir(parents=True)
    log.write_text(json.dumps({"said": word("reason")}))
    done = run("retention", "purge", "--yes", "--db", url, "--catalogue", file)
    assert done.exit_code == 1
    assert f"1 are in {log}: remove or mend it by hand." in done.output
    assert done.output.count("remove or mend it by hand") == 2


def test_free_pages_are_written_anew_where_the_search_finds_something_in_them(url, file):
    fill(url, file, visits=1)
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        connection.execute("pragma secure_delete=off")
        connection.execute("delete from personal where value = ?", (word("note"),))
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")
    assert holding(Path(sqlite_path(url)).parent, word("note")[:20]), "deleted, and still in a free part of a page"
    with open_front_desk(url, catalogue=file) as desk:
        purged = purge(desk, by="me")
    purged.texts.add(word("note"))
    assert prove(url, purged).none
    assert holding(Path(sqlite_path(url)).parent) == []


def test_a_text_that_another_row_still_holds_is_no_trace(url, file):
    visit = fill(url, file, visits=1)
    with open_front_desk(url, catalogue=file) as desk:
        again = desk.check_in(service="permit", name=word("name")).visit_id
        desk.hold_back(reason="Case 17", by="me", contact=word("contact"))
        desk.release_hold(desk.store.rows("select id from legal_hold")[0]["id"], by="me")
    done = run("retention", "purge", "--yes", "--db", url, "--catalogue", file)
    assert done.exit_code == 0, done.output
    assert "1 stand in rows of “personal” that are not due, and stay there." in done.output
    assert "No trace is left." in done.output
    assert again != visit


def test_the_commands_hold_release_and_show(url, file):
    fill(url, file, visits=1)
    more = ("--db", url, "--catalogue", file)
    held = run("retention", "hold", "--ticket", "P001", "--day", "2020-11-24", "--reason", "Case 17", *more)
    assert held.exit_code == 0, held.output
    hold = held.output.split()[5]
    again = run("retention", "hold", "--ticket", "P001", "--day", "2020-11-24", "--reason", " case  17", *more)
    assert again.exit_code == 1
    assert "This hold stands already: " in again.output
    assert hold[:8] in again.output
    assert "It covers 1 visits and 0 appointments now." in held.output
    unknown = ("retention", "hold", "--contact", "555 010 0000", "--reason", "Case 18", *more)
    assert "This would hold nothing back" in run(*unknown).output
    assert "It covers 0 visits" in run(*unknown, "--in-advance").output
    shown = run("retention", "due", *more).output
    assert "1 due, 1 held back" in shown
    assert f"{hold}  P001 of 2020-11-24" in shown
    assert run("retention", "release", hold, *more).output == "Released.\n"
    assert "There is no such hold" in run("retention", "release", hold, *more).output
    assert "Give --from and --to" in run("retention", "hold", "--from", "2020-11-24", "--reason", "x", *more).output
    table = run("retention", "show", *more).output
    assert "General Records Schedule 6.5, item 010" in table
    assert "Check with your records officer" in table
    assert "What is due goes by itself, once a day." in table
    assert "names no preset: nothing goes by itself" in run("retention", "show", "--db", url).output
    presets = run("retention", "show", "--presets").output
    assert presets.count("Check with your") + presets.count("takes a resolution") >= len(preset_names())
    read = run("retention", "reads", "--ticket", "P001", "--day", "2020-11-24", *more).output
    assert "served: finish" in read
    assert run("retention", "reads", "--clerk", "sam", *more).output == "Nobody did.\n"
    assert "not clear what to show" in run("retention", "reads", *more).output


def test_every_preset_has_a_period_a_citation_and_somebody_to_ask():
    assert preset_names()[0] == DEFAULT
    assert len(preset_names()) == 6
    for name in preset_names():
        preset = read_preset(name)
        assert set(preset.periods) == set(SETTABLE)
        assert preset.check.startswith(("Check with", "Destroying a city record takes"))
        assert {preset.third_party, preset.staff} <= set(preset.reasons)
        assert preset.citation
        assert preset.place
    with pytest.raises(KeyError):
        read_preset("../catalogue/alder-creek")


def test_an_office_chooses_and_what_is_wrong_is_told_with_line_and_key(file, tmp_path):
    text = file.read_text()
    lines = text.count("\n")
    assert load(file).retention == Retention("us-federal")
    own = read_text(f'{text}[retention.periods]\nwords = "30 Days"\ncontact = "keep"\n', "hall.toml").office
    assert own.retention.periods == ((DataClass.WORDS, "30 days"), (DataClass.CONTACT, "keep"))
    wrong = text.replace('"us-federal"', '"us-federl"') + (
        'purge = "daily"\n[retention.periods]\nnotes = "soon"\njournal = "1 year"\nnoes = "1 year"\n'
    )
    told = [str(problem) for problem in read_text(wrong, "hall.toml").problems]
    assert told == [
        f"hall.toml, line {lines}, retention, preset: “us-federl” is no preset. Did you mean “us-federal”?",
        f"hall.toml, line {lines + 1}, retention, purge: “daily” is not known here. Use one of: by hand, nightly.",
        f'hall.toml, line {lines + 3}, retention, periods, notes: “soon” is no period. Write it as "90 days", "6 months", "2 years", or "keep".',
        f"hall.toml, line {lines + 4}, retention, periods, journal: Its period can’t be set. Delete the line: see greeter retention show.",
        f"hall.toml, line {lines + 5}, retention, periods, noes: This key is not known. Did you mean “notes”?",
    ]
    missing = read_text(text.replace('preset = "us-federal"', 'purge = "nightly"'), "hall.toml").problems
    assert "It names no preset" in str(missing[0])


def test_periods_and_contacts_are_read_as_people_write_them():
    assert [period_of(text) for text in ("1 day", "6 Months", "2 years")] == [
        Period(1, "day"), Period(6, "month"), Period(2, "year"),
    ]  # fmt: skip
    assert [period_of(text) for text in ("", "0 days", "1 week", "101 years", "-1 days", "1.5 years")] == [None] * 6
    assert Period(1, "year").before(datetime(2028, 2, 29, tzinfo=UTC).date()).isoformat() == "2027-02-28"


def test_contacts_are_compared_as_people_write_them():
    for one, two in (
        ("Zoë@Example.org ", "write to <zoë@example.org>"), ("12", "12"), ("+49 30 1234567", "030 1234567"),
        ("0049 30 123 45 67", "+49 (0)30/1234567"),
        ("555-010-2345 ext 12", "+1 (555) 010-2345"), ("5550102345x7", "010-2345, or 555 010 2345"), ("٥٥٥ ٠١٠ ٢٣٤٥", "555 010 2345"),
        ("8 495 123-45-67", "+7 495 1234567"), ("555 010 1111 / 555 010 2345", "555 010 2345 (her son)"), ("a@b.org, 555 010 2345", "5550102345"),
    ):  # fmt: skip
        assert meets_any(one, [contact_of(two)]), (one, two)
    for one, two in (
        ("555 010 2345", "555 010 2346"),
        ("12", "5550102312"),
        ("345 2345", "2345"),
        ("a@b.org", "b@b.org"),
    ):
        assert not meets_any(one, [contact_of(two)]), (one, two)


def test_many_texts_are_looked_for_as_far_as_there_is_time(tmp_path, monkeypatch):
    store = tmp_path / "s.db"
    store.write_bytes(b"\0" * 1_000 + b"the begin of a text that is longer than a piece of it" + b"\0" * 1_000)
    texts = [f"a text {number}" for number in range(400)] + [
        "the begin of a text that is longer than a piece of it, and on",
        "ab",
    ]
    with monkeypatch.context() as little:
        little.setattr("greeter.records.traces.MOST_BYTES", 200_000)
        hits = search(store, texts, gone=500)
    assert (len(hits.looked_for), hits.of, hits.short) == (max(50, 200_000 // store.stat().st_size), 500, 1)
    assert PIECE < 50
    assert search(store, texts, gone=500).own == {store.resolve(): {texts[-2]}}


def test_a_port_writes_its_file_anew(url):
    store = SqliteStore(sqlite_path(url))
    size = Path(sqlite_path(url)).stat().st_size
    store.write_anew()
    assert Path(sqlite_path(url)).stat().st_size <= size
    store.close()


def test_whose_contact_is_held_is_shown_to_who_may_see_it(url, file):
    fill(url, file, visits=1)
    more = ("--db", url, "--catalogue", file)
    with open_front_desk(url, catalogue=file) as desk:
        desk.hold_back(reason="Case 17", by="me", contact=word("contact"))
        desk.add_person("Maya Lind", "manager", PASSWORD)
        maya = desk.sign_in("Maya Lind", PASSWORD).session
        desk.add_person("Dana Reyes", "clerk", "482913", session=maya)
    refused = run("retention", "due", "--as", "Dana Reyes", *more, input="482913\n")
    assert refused.exit_code == 1
    assert "Case 17" not in refused.output
    assert "Case 17" in run("retention", "due", "--as", "Maya Lind", *more, input=f"{PASSWORD}\n").output


def test_only_who_may_holds_forgets_and_gives_out(desk, office, clock):
    desk.office = replace(office, retention=Retention("california-city"))
    visit = desk.check_in(service="permit", name=word("name")).visit_id
    desk.note(visit, word("note"), clerk="dana")
    desk.leave(visit)
    desk.add_person("Maya Lind", "manager", PASSWORD)
    maya = desk.sign_in("Maya Lind", PASSWORD).session
    desk.add_person("Dana Reyes", "lead", "482913", session=maya)
    desk.add_person("Rui Costa", "records-officer", PASSWORD, session=maya)
    desk.add_person("Ada Okoro", "auditor", PASSWORD, session=maya)
    with pytest.raises(BadInput, match="An auditor’s password has 10 signs"):
        desk.add_person("Short", "auditor", "482913", session=maya)
    dana, rui, ada = (
        desk.sign_in(name, secret).session
        for name, secret in (("Dana Reyes", "482913"), ("Rui Costa", PASSWORD), ("Ada Okoro", PASSWORD))
    )
    clock.advance(hours=24 * 800)
    acts = (
        lambda session: desk.hold_back(reason="x", by="me", visit=visit, session=session),
        lambda session: desk.forget(DataClass.NOTES, [visit], session=session),
        lambda session: desk.note_disclosure(of="person", visits=[visit], withheld={}, by="me", session=session),
    )
    for act in acts:
        for session in ("", dana, ada):
            with pytest.raises(NotAllowed, match="Only a manager or records officer"):
                act(session)
    assert desk.forget(DataClass.NAME, [visit], session=rui).ids == 1
    assert desk.hold_back(reason="x", by="me", visit=visit, session=rui).set_by == "Rui Costa"
    with pytest.raises(NotAllowed, match="serves nobody at a counter"):
        desk.sign_in("Ada Okoro", PASSWORD, counter="3")
    with pytest.raises(NotAllowed):
        desk.add_person("X", "clerk", "482913", session=rui)
    (ada_id,) = [person.id for person in desk.people() if person.name == "Ada Okoro"]
    desk.deactivate_person(ada_id, session=maya)
    assert desk.store.rows("select secret from person where id = :id", {"id": ada_id})[0]["secret"] == ""
    assert verify(desk.store, desk.office.id).sound
