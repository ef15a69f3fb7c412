"""The office file changed field by field: put in, checked whole, told beside the field, and nothing else moved."""

from __future__ import annotations

import pytest

from greeter.catalogue.editing import (
    GONE,
    NEW,
    begun,
    checked,
    differences,
    fields_of,
    new_part,
    parts_of,
    put_in,
    tables_of,
    with_edits,
    written,
)
from greeter.catalogue.export import as_toml
from greeter.catalogue.translating import SEARCHED
from greeter.model.catalogue import NextStep, Owner
from greeter.problems import NotAllowed, NotFound
from greeter.views.office_versions import read_published, read_version

PERMIT = "service/permit"


@pytest.fixture(scope="module")
def text(office):
    return as_toml(office)


def test_what_is_written_again_as_it_was_changes_nothing(text, office):
    data = tables_of(text)
    edits = {part: written(data, part) for part in parts_of(data)}
    assert tables_of(put_in(text, edits)) == data
    assert all(set(written(data, part)) == {field.key for field in fields_of(part, data)} for part in parts_of(data))


def test_every_kind_of_field_reaches_the_office(text):
    edits = {
        PERMIT: {
            "name": "Build or  mend",
            "standard": "12",
            "bring": "Photo ID\n\n A plan ",
            "synonyms": "",
            "step": "Clerk: Check the drawing has sizes\nPay the fee\noffice: Look at the land",
        },
        "counter/4": {"skills": ""},
        "office": {"order": "arrival", "full_at": "40"},
        "hours": {"saturday": "9:00-12:00", "closed": "2026-12-25"},
    }
    office = checked(text, edits, "alder-creek.toml").office
    permit = office.service("permit")
    assert (permit.name, permit.standard.minutes, permit.bring) == ("Build or mend", 12, ("Photo ID", "A plan"))
    assert permit.synonyms == ()
    first, second, third = permit.steps
    assert first == NextStep("Check the drawing has sizes", Owner.CLERK, first.detail, first.due_days)
    assert (second.what, second.owner, third.owner) == ("Pay the fee", Owner.VISITOR, Owner.OFFICE)
    assert office.counter("4").skills == frozenset()
    assert (office.order, office.full_at) == ("arrival", 40)
    assert 5 in office.hours
    assert [day.isoformat() for day in office.closed_days] == ["2026-12-25"]


def test_a_step_that_stays_keeps_what_no_field_shows(text, office):
    before = office.service("permit").steps
    kept = [step for step in before if step.detail or step.due_days is not None]
    assert kept
    lines = written(tables_of(text), PERMIT)["step"].splitlines()
    after = checked(text, {PERMIT: {"step": "\n".join(reversed(lines))}}, "a.toml").office.service("permit").steps
    assert after == before[::-1]


def test_what_is_wrong_is_told_beside_its_field_in_words_for_a_form(text):
    edits = {
        PERMIT: {"name": "", "standard": "soon"},
        "hours": {"monday": "9-5", "closed": "Christmas"},
        "office": {"full_at": "many"},
    }
    found = checked(text, edits, "alder-creek.toml")
    assert found.office is None
    assert found.problems[PERMIT, "name"] == "It is missing."
    assert found.problems[PERMIT, "standard"] == "It must be a number."
    assert found.problems["hours", "monday"].startswith("“9-5” is no span of time.")
    assert found.problems["hours", "closed"].endswith("Write each day as 2026-11-26, one a line.")
    assert found.problems["office", "full_at"] == "It must be a number."
    assert found.others == ()


def test_what_belongs_to_no_field_is_told_all_the_same(text):
    found = checked(text, {"counter/1": {"skills": ""}, "office": {"languages": "en"}}, "alder-creek.toml")
    assert found.problems["service/records", "skills"].startswith("No counter has the skill “records”.")
    assert found.others[0].startswith("translation, ar: The office does not offer “ar”.")


def test_differences_name_part_and_field(text):
    other = put_in(text, {PERMIT: {"fee": "$90"}, "hours": {"sunday": "9:00-10:00"}})
    assert differences(text, other) == [("hours", "sunday"), (PERMIT, "fee")]
    cut = text.replace('id = "dog"', 'id = "cat"')
    assert {("service/dog", ""), ("service/cat", "")} <= set(differences(text, cut))


def test_a_counter_and_a_service_are_added_and_others_taken_away(text):
    edits = {
        "counter/5": {NEW: "", "place": "Upstairs"},
        "service/passport": {NEW: "", "name": "Passport", "hint": "New, renew"},
        "service/dog": {GONE: ""},
        "counter/2": {GONE: ""},
    }
    found = checked(text, edits, "alder-creek.toml")
    assert (found.problems, found.others) == ({}, ())
    assert [counter.id for counter in found.office.counters] == ["1", "3", "4", "5"]
    assert not found.office.has_service("dog")
    passport = found.office.service("passport")
    assert (passport.letter, passport.standard.minutes, passport.minutes) == ("A", 15, 10)
    assert begun(tables_of(text), "service/passport")["icon"] == "file-text"
    bare = checked(text, {"service/passport": {NEW: ""}}, "alder-creek.toml")
    assert set(bare.problems) == {("service/passport", "name"), ("service/passport", "hint")}


class TestTranslations:
    PART = "translation/es/service/permit"

    def test_a_sentence_is_translated_and_another_put_back_to_the_offices_own(self, text):
        edits = {
            self.PART: {"Build or repair": "Construir", "Home, deck, fence": "", SEARCHED: "hacer una casa\npermiso"}
        }
        office = checked(text, edits, "alder-creek.toml").office
        assert office.translations["es"]["Build or repair"] == "Construir"
        assert "Home, deck, fence" not in office.translations["es"]
        assert office.search_words["es"]["permit"] == ("hacer una casa", "permiso")
        assert differences(text, put_in(text, edits)) == [(self.PART, "")]

    def test_the_sentence_that_is_written_now_is_the_one_that_is_translated(self, text):
        edits = {self.PART: {"Build or mend": "Construir o arreglar"}, PERMIT: {"name": "Build or mend"}}
        office = checked(text, edits, "alder-creek.toml").office
        assert office.translations["es"]["Build or mend"] == "Construir o arreglar"

    def test_what_is_wrong_in_a_translation_is_told_beside_its_sentence(self, text):
        edits = {self.PART: {"Build or repair": "una " * 25, SEARCHED: "x" * 90}}
        found = checked(text, edits, "alder-creek.toml")
        assert found.others == ()
        assert {key for _, key in found.problems} == {"Build or repair", SEARCHED}
        assert {part for part, _ in found.problems} == {self.PART}


def test_words_and_whom_to_ask_are_written_and_found_wrong_like_all_else(text):
    edits = {
        "glossary/Setback": {"meaning": "how far you must build from the line.", "also": "set back\nset-back line"},
        "glossary/Lien": {NEW: "", "meaning": "a debt on a house."},
        "directory/zoning-desk": {"phone": "555-0111"},
        "directory/mayor": {NEW: "", "name": "The mayor", "knows": ""},
        "service/permit": {"ask": "nobody", "words": "Lien"},
    }
    found = checked(text, edits, "alder-creek.toml")
    assert set(found.problems) == {("directory/mayor", "knows"), ("service/permit", "ask")}
    edits["directory/mayor"]["knows"] = "The town"
    edits["service/permit"]["ask"] = "mayor"
    office = checked(text, edits, "alder-creek.toml").office
    assert office.service("permit").words[0].meaning == "a debt on a house."
    assert next(one.phone for one in office.directory if one.id == "zoning-desk") == "555-0111"


class TestRenaming:
    def test_a_word_is_renamed_with_all_that_names_it(self, text):
        edits = {
            "translation/es/glossary/Setback": {"Lot line": "línea del lote"},
            "glossary/Setback": {"word": " Lot  line "},
            "service/permit": {"words": "Setback\nPlot plan"},
        }
        office = checked(text, edits, "alder-creek.toml").office
        assert {one.word for one in office.service("permit").words} == {"Lot line", "Plot plan"}
        assert "Setback" not in {one.word for one in office.glossary}
        assert office.translations["es"]["Lot line"] == "línea del lote"
        before, after = (
            one.splitlines() for one in (text, put_in(text, {"glossary/Setback": edits["glossary/Setback"]}))
        )
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert ('word = "Setback"', 'word = "Lot line"') in changed
        assert all(old.replace("Setback", "Lot line") == new for old, new in changed), "nothing else is written anew"

    def test_two_words_change_their_names(self, text):
        data = with_edits(
            tables_of(text), {"glossary/Setback": {"word": "Zoning"}, "glossary/Zoning": {"word": "Setback"}}
        )
        was = {one["word"]: one["meaning"] for one in tables_of(text)["glossary"]}
        now = {one["word"]: one["meaning"] for one in data["glossary"]}
        assert (now["Zoning"], now["Setback"]) == (was["Setback"], was["Zoning"])

    @pytest.mark.parametrize("name", ["", "zoning"])
    def test_a_name_that_is_none_or_another_s_is_told_beside_it(self, text, name):
        found = checked(text, {"glossary/Setback": {"word": name}}, "alder-creek.toml")
        assert [place for place in found.problems if place[0].startswith("glossary/")] == [("glossary/Setback", "word")]


@pytest.mark.parametrize(
    ("kind", "name", "part"),
    [
        ("counter", " 5 ", "counter/5"), ("counter", " ", ""), ("service", "Passports, visas", "service/passports-visas"),
        ("service", "Été 2026", "service/ete-2026"), ("service", "24 hours", "service/hours"), ("service", "签证", ""),
    ],
)  # fmt: skip
def test_a_new_part_is_called_by_its_number_or_name(kind, name, part):
    assert new_part(kind, name) == part


class TestVersions:
    def test_before_anything_is_published_it_is_the_file_the_office_works_by(self, desk, text):
        found = read_published(desk)
        assert (found.version, found.text, found.versions) == (0, text, ())

    def test_each_version_says_when_and_by_whom(self, desk, clock, text):
        desk.publish(text)
        desk.add_person("Maya Lind", "manager", "quiet rivers run")
        session = desk.sign_in("Maya Lind", "quiet rivers run").session
        clock.advance(minutes=5)
        desk.publish(put_in(text, {PERMIT: {"fee": "$90"}}), session=session)
        found = read_published(desk, session=session)
        assert [(one.number, f"{one.at:%H:%M}", one.by) for one in found.versions] == [
            (2, "10:10", "Maya Lind"),
            (1, "10:05", ""),
        ]
        assert "$90" in found.text
        assert read_version(desk, 1, session=session) == text
        with pytest.raises(NotFound):
            read_version(desk, 3, session=session)
        for read in (lambda: read_published(desk), lambda: read_version(desk, 1)):
            with pytest.raises(NotAllowed):
                read()
