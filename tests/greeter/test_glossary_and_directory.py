"""Official words explained, and whom to ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greeter.guidance.directory import find, for_service
from greeter.guidance.glossary import marks_in, spans_in, words_for_visitors, words_in, words_of_notes
from greeter.model.catalogue import GlossaryWord


def names(entries):
    return [entry.word for entry in entries]


def test_the_service_s_own_words_come_first(office):
    permit = office.service("permit")
    assert names(words_in("", permit, office)) == ["Plot plan", "Setback", "Zoning"]
    assert names(words_in("an appeal, then a hearing and a setback", permit, office)) == [
        "Plot plan",
        "Setback",
        "Zoning",
        "Appeal",
        "Hearing",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You need a PLOT PLAN.", ["Plot plan"]),
        ("two plot-plans", ["Plot plan"]),
        ("a site  plan", ["Plot plan"]),
        ("the hearing, the citation, the hearing", ["Hearing", "Citation"]),
        ("Meters", ["Meter"]),
        ("parameter metered", []),
        ("a plot of land, a plan", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_words_that_occur(office, text, found):
    assert names(words_in(text, None, office)) == found


def test_where_words_stand_for_a_page_that_explains_them(office):
    text = "A zoning review and a site plan"
    assert [(text[start:end], entry.word) for start, end, entry in spans_in(text, office)] == [
        ("zoning review", "Zoning"), ("site plan", "Plot plan"),
    ]  # fmt: skip


def with_words(office, *words):
    return replace(office, glossary=tuple(GlossaryWord(*word) for word in words))


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("Tax", "all TAXES", "TAXES"),
        ("Taxes", "one tax", "tax"),
        ("Party", "two parties", "parties"),
        ("Size", "the sizes", "sizes"),
        ("Inch", "12 inches", "inches"),
        ("Bus", "buses", "buses"),
        ("Plan", "planes", ""),
        ("Lease", "leases’ end", "leases"),
        ("Permit", "the permit’s date", "permit"),
        ("Pas", "pa", ""),
        ("Glass", "glas", ""),
        ("Impôt", "l’impot foncier", "impot"),
        ("Straße", "in der STRASSE", "STRASSE"),
        ("Next of kin", "next-of-kin", "next-of-kin"),
        ("Shut-off notice", "a shut off\n notice", "shut off\n notice"),
        ("Lot line", "the lot. Line up", ""),
        ("Lot line", "lot, line", ""),
        ("Lot line", "lot", ""),
        ("Meter", "meter_id my_meter", ""),
        ("Meter", "2meter meter2 parameters", ""),
        ("R-1/R-2", "zone r-1/r-2.", "r-1/r-2"),
        ("许可证", "我要申请许可证吗", "许可证"),
        ("permit", "申请permit吗", "permit"),
        ("...", "nothing...", ""),
        ("Plan", "𝒳😀 plan", "plan"),
    ],
)
def test_forms_of_a_word(office, word, text, found):
    spans = spans_in(text, with_words(office, (word, "x.")))
    assert [text[start:end] for start, end, _ in spans] == ([found] if found else [])


def test_the_longest_word_wins_and_spans_do_not_overlap(office):
    several = with_words(
        office, ("Plan", "a."), ("Plot plan check", "b."), ("Plot plan", "c."), ("Check list", "d.", ("list",))
    )
    text = "plot plan check list, plot plan, plan list"
    assert [(text[start:end], entry.word) for start, end, entry in spans_in(text, several)] == [
        ("plot plan check", "Plot plan check"), ("list", "Check list"), ("plot plan", "Plot plan"), ("plan", "Plan"), ("list", "Check list"),
    ]  # fmt: skip
    assert marks_in("a plan", several) == ((2, 6),)


def test_a_long_note_is_read_once_however_many_words_there_are(office):
    many = with_words(office, *((f"word{n} plan", "x.", (f"other{n}",)) for n in range(400)))
    note = "word7 plan, see other399 and a wordy plan. " * 46
    assert names(words_in(note, None, many)) == ["word7 plan", "word399 plan"]
    assert len(spans_in(note, many)) > 80


def test_each_word_of_the_notes_is_explained_once(office):
    notes = ["A meter and a setback.", "no words", "Meters, an appeal; an appeal."]
    told = [entry for entry in office.glossary if entry.word == "Setback"]
    assert [names(words) for words in words_of_notes(notes, told, office)] == [["Meter"], [], ["Appeal"]]


def test_visitors_find_each_word_as_it_stands_on_their_page(office):
    words = words_for_visitors(office.service("permit"), office)
    assert [word for word, _ in words] == ["Plot plan", "Setback", "Zoning", "Tax number"]
    assert words[-1][1].word == "Parcel number"
    assert words_for_visitors(office.service("help"), office) == []
    twice = replace(office.service("help"), description="Appeals, an appeal.", happens=("A hearing.",))
    assert [word for word, _ in words_for_visitors(twice, office)] == ["Appeals", "Hearing"]


def test_who_knows_about_a_service(office):
    assert [entry.id for entry in for_service(office, office.service("permit"))] == [
        "zoning-desk",
        "building-inspector",
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("water", "water-desk"), ("WATER night", "water-yard"), ("nair", "zoning-desk"), ("room 204", "zoning-desk"),
        ("burst pip", "water-yard"), ("clerk@", "town-clerk"),
    ],
)  # fmt: skip
def test_finding_someone(office, words, first):
    assert find(office, words)[0].id == first


def test_names_go_before_what_people_know(office):
    found = [entry.id for entry in find(office, "zoning")]
    assert found[0] == "zoning-desk"
    assert find(office, "parking")[0].id == "parking-desk"


def test_no_words_give_everyone_and_strange_ones_nobody(office):
    assert find(office, "  ") == list(office.directory)
    assert find(office, "qqqq") == []
    assert find(office, "\0" * 5 + "(" * 10_000) == list(office.directory)
    assert find(office, "nobody at all knows this " * 1000) == []
