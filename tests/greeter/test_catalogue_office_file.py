"""An office file: what is refused, where, and with which words."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.catalogue.key_lines import KeyLines
from greeter.catalogue.office_file import LARGEST_FILE, load, read, read_text
from greeter.model.catalogue import Order, Owner, Standard
from greeter.problems import CatalogueProblem

GOOD = """\
[office]
id = "small"
name = "Small Office"
zone = "America/Denver"

[hours]
monday = "8:00-12:00, 13:00-16:30"
closed = [2026-12-25]

[[counter]]
id = "1"
skills = ["tax"]

[[service]]
id = "tax"
letter = "T"
name = "Property tax"
hint = "Pay, ask"
icon = "receipt"
standard = { minutes = 10, share = 0.9 }
minutes = 8
skills = ["tax"]
words = ["Parcel"]
ask = ["assessor"]
bring = ["Photo ID"]

[[service.step]]
what = "Pay the bill"
owner = "visitor"
due_days = 3

[[service.step]]
what = "Send proof"
owner = "office"

[[service]]
id = "help"
letter = "H"
name = "Talk to a person"
hint = "Anything"
icon = "hand-helping"
standard = 5
minutes = 5
listed = false

[[directory]]
id = "assessor"
name = "Martin Cho"
knows = "Values"

[[glossary]]
word = "Parcel"
meaning = "a piece of land."
"""


def problems_of(text):
    return [str(problem) for problem in read_text(text, "office.toml").problems]


def changed(old, new):
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


def line_of(text, needle):
    return text[: text.index(needle)].count("\n") + 1


def test_a_good_file_becomes_an_office(tmp_path):
    file = tmp_path / "office.toml"
    file.write_text("\ufeff" + GOOD, encoding="utf-8")
    office = load(file)
    assert office.hours == {0: ((time(8), time(12)), (time(13), time(16, 30)))}
    assert office.closed_days == {date(2026, 12, 25)}
    assert office.order is Order.PROMISE
    tax = office.service("tax")
    assert tax.standard == Standard(10, 0.9)
    assert [(step.owner, step.due_days) for step in tax.steps] == [(Owner.VISITOR, 3), (Owner.OFFICE, None)]
    assert tax.words[0].meaning == "a piece of land."
    assert office.service("help").standard == Standard(5)
    assert not office.service("help").listed
    assert office.counter("1").serves(tax)


@pytest.mark.parametrize(
    ("old", "new", "line_with", "told"),
    [
        ('letter = "T"', 'leter = "T"', "leter", "This key is not known. Did you mean “letter”?"),
        ('letter = "T"', "", '[[service]]', "letter: It is missing. Add a line that starts with letter ="),
        ('letter = "T"', 'letter = "t"', "letter", "“t” can't start a ticket number. Use one capital letter, A to Z."),
        ('letter = "T"', 'letter = "TX"', "letter", "“TX” can't start a ticket number."),
        ('letter = "T"', 'letter = "Ä"', "letter", "“Ä” can't start a ticket number."),
        ('letter = "T"', "letter = 7", "letter", "It is a whole number. It must be a text."),
        ('letter = "H"', 'letter = "T"', 'letter = "T"\nname = "Talk', "The letter “T” is taken by “Property tax”. Free letters: A B"),
        ('id = "help"', 'id = "tax"', 'id = "tax"\nletter = "H"', "“tax” is there twice."),
        ('id = "help"', 'id = "person"', "[office]", "There is no service for “Talk to a person”."),
        ('id = "tax"', 'id = "Tax Office"', 'id = "Tax', "“Tax Office” can't be an id."),
        ('icon = "receipt"', 'icon = "reciept"', "icon", "There is no icon “reciept”. Did you mean “receipt”?"),
        ('icon = "receipt"', 'icon = "../../etc/passwd"', "icon", "There is no icon “../../etc/passwd”."),
        ('skills = ["tax"]\nwords', 'skills = ["taxes"]\nwords', 'skills = ["taxes"]', "No counter has the skill “taxes”. Did you mean “tax”?"),
        ('skills = ["tax"]\n\n', 'skills = ["tax", "dogs"]\n\n', "skills", "No service needs the skill “dogs”."),
        ('words = ["Parcel"]', 'words = ["Parcels"]', "words", "The glossary does not explain “Parcels”. Did you mean “Parcel”?"),
        ('ask = ["assessor"]', 'ask = ["asessor"]', "ask =", "The directory has no “asessor”. Did you mean “assessor”?"),
        ('zone = "America/Denver"', 'zone = "America/Denvr"', "zone", "There is no time zone “America/Denvr”. Did you mean “America/Denver”?"),
        ('zone = "America/Denver"', 'zone = "America"', "zone", "There is no time zone “America”."),
        ('zone = "America/Denver"', 'zone = "/etc/passwd"', "zone", "There is no time zone"),
        ("8:00-12:00, 13:00-16:30", "8:00-12:00, 11:00-16:30", "monday", "Two spans overlap: one ends at 12:00, the next starts at 11:00."),
        ("8:00-12:00, 13:00-16:30", "17:00-9:00", "monday", "It closes at 9:00, before it opens at 17:00."),
        ("8:00-12:00, 13:00-16:30", "8 to 5", "monday", "“8 to 5” is no span of time. Write it as"),
        ("8:00-12:00, 13:00-16:30", "8:00-24:30", "monday", "has no such time of day."),
        ('monday = "8:00-12:00, 13:00-16:30"', "", "[hours]", "The office is never open."),
        ("closed = [2026-12-25]", 'closed = ["2026-12-25"]', "closed", "It is not a list of dates."),
        ("closed = [2026-12-25]", "closed = [2026-12-25T08:00:00]", "closed", "It is not a list of dates."),
        ("minutes = 8", 'minutes = "8"', "minutes = \"8\"", "It is a text. It must be a number."),
        ("minutes = 8", "minutes = true", "minutes = true", "It is true or false. It must be a number."),
        ("minutes = 8", "minutes = nan", "minutes = nan", "nan is out of range. Use a number from 0.1 to 480."),
        ("minutes = 8", "minutes = -1", "minutes = -1", "-1 is out of range."),
        ("standard = 5", "standard = 0", "standard = 0", "“0” is out of range. Use a whole number from 1 to 480."),
        ("share = 0.9", "share = 2.0", "standard", "2.0 is out of range."),
        ("due_days = 3", "due_days = 3.5", "due_days", "It is a number. It must be a whole number."),
        ('owner = "office"', 'owner = "boss"', "owner = \"boss\"", "“boss” is not known here. Use one of: clerk, office, visitor."),
        ('bring = ["Photo ID"]', 'bring = "Photo ID"', "bring", "It is a text. It must be a list."),
        ('bring = ["Photo ID"]', "bring = [1]", "bring", "It is not a text. Write it between quotation marks"),
        ('bring = ["Photo ID"]', "bring = [" + '"x", ' * 500 + "]", "bring", "It has 500 items."),
        ('name = "Property tax"', 'name = ""', 'name = ""', "It is empty. Write a text."),
        ('name = "Property tax"', f'name = "{"x" * 10_000}"', 'name = "xx', "It is 10000 characters long. Say it in at most 80."),
        ('name = "Property tax"', 'name = "Tax\\u0000"', "Tax\\u", "It holds a hidden sign (U+0000). Delete it"),
        ('name = "Property tax"', 'name = "Tax \u202egnp"', "gnp", "It holds a hidden sign (U+202E)."),
        ("Values", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen", "knows",
         "A sentence has 16 words"),
        ('[[counter]]\nid = "1"', '[[counter]]\nid = "counter one"', 'id = "counter one"', "“counter one” can't be a counter."),
        ('name = "Small Office"', 'name = "Small Office"\nlanguages = ["es"]', "languages", "The office's own language, “en”, is not among them."),
        ('name = "Small Office"', 'name = "Small Office"\nlanguage = "English!"', "language", "“English!” is no language code."),
        ('name = "Small Office"', 'name = "Small Office"\norder = "loudest"', "order", "Use one of: arrival, classes, promise."),
        ('name = "Small Office"', 'name = "Small Office"\norder = "classes"', "order", "Every service is in class 5. Give some a priority_class"),
        ("standard = 5", "standard = 5\npriority_class = 10", "priority_class", "“10” is out of range. Use a whole number from 1 to 9."),
        ("[hours]", '[web]\nbase_url = "javascript:alert(1)"\n\n[hours]', "base_url", "is no web address. Start it with https://"),
        ("[hours]", "[colors]\nwall = 1\n\n[hours]", "[colors]", "This key is not known."),
        ("[[directory]]", '[[glossary]]\nword = "parcel"\nmeaning = "twice."\n\n[[directory]]', "[[glossary]]", "“parcel” is there twice."),
    ],
)  # fmt: skip
def test_each_finding_names_file_line_and_key_and_what_to_do(old, new, line_with, told):
    text = changed(old, new)
    found = problems_of(text)
    assert any(told in problem for problem in found), found
    lines = [int(re.match(r"office\.toml, line (\d+)", problem)[1]) for problem in found]
    if "is there twice" not in told:
        assert line_of(text, line_with) in lines, found


def test_the_key_is_named_as_a_person_reads_it():
    (problem,) = read_text(changed("due_days = 3", "due_days = 999"), "office.toml").problems
    assert problem.where == f"office.toml, line {line_of(GOOD, 'due_days = 3')}, service 1, step 1, due_days"


def test_all_findings_are_told_at_once_in_the_order_of_the_file(tmp_path):
    text = (
        changed('letter = "T"', 'letter = "tt"')
        .replace("minutes = 5\n", 'minutes = "5"\n')
        .replace("Denver", "Nowhere")
    )
    found = read_text(text, "office.toml")
    assert found.office is None
    assert [problem.where.split(", ")[-1] for problem in found.problems] == ["zone", "letter", "minutes"]
    file = tmp_path / "office.toml"
    file.write_text(text)
    with pytest.raises(
        CatalogueProblem, match=r"There are 2 more findings: greeter catalogue check office\.toml"
    ) as told:
        load(file)
    assert told.value.where.startswith("office.toml, line 4")


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [
        ("[office\n", "office.toml, line 1", "This is not TOML"),
        ('[office]\nid = "a"\nid = "b"\n', "office.toml, line 3", "This is not TOML"),
        ("closed = [2026-02-30]", "office.toml, line 1", "This is not TOML"),
        ("x = " + "[" * 5000, "office.toml", "This is not TOML"),
        ("x = " + "9" * 5000, "office.toml", "This is not TOML"),
        ('name = "a\0b"', "office.toml, line 1", "This is not TOML"),
        ("", "office.toml, line 1", "There is no [office]."),
        ("office = 3", "office.toml, line 1, office", "It is a whole number."),
        ("service = [1]", "office.toml, line 1, service 1", "It is not a table."),
        ("service = {}", "office.toml, line 1, service", "It is a table. It must be a list."),
    ],
)
def test_what_is_no_office_file_at_all(text, where, told):
    found = [problem for problem in read_text(text, "office.toml").problems if told in str(problem)]
    assert any(problem.where.startswith(where) for problem in found), found


def test_files_that_cannot_be_read(tmp_path):
    missing = read(tmp_path / "gone.toml").problems[0]
    assert "There is no such file." in str(missing)
    assert str(tmp_path) in str(missing)
    assert "can't be read" in str(read(tmp_path).problems[0])
    assert "can't be read" in str(read("bad\0name.toml").problems[0])
    latin = tmp_path / "latin.toml"
    latin.write_bytes('[office]\nname = "Café"\n'.encode("latin-1"))
    assert str(read(latin).problems[0]).startswith("latin.toml, line 2: The text is not in UTF-8.")
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert "far too large" in str(read(large).problems[0])


def test_services_of_one_programme_share_a_letter():
    text = changed('letter = "H"', 'letter = "T"\nprogramme = "Front"').replace(
        'letter = "T"\nname', 'letter = "T"\nprogramme = "Front"\nname'
    )
    assert problems_of(text) == []


def test_a_counter_without_skills_serves_everything():
    text = changed('skills = ["tax"]\n\n', "\n")
    reading = read_text(text, "office.toml")
    assert reading.office.counter("1").serves(reading.office.service("tax"))


def test_no_single_counter_has_all_skills():
    text = changed('skills = ["tax"]\n\n', 'skills = ["tax"]\n\n[[counter]]\nid = "2"\nskills = ["photo"]\n\n')
    text = text.replace('skills = ["tax"]\nwords', 'skills = ["tax", "photo"]\nwords')
    assert any("No counter has all the skills of this service." in problem for problem in problems_of(text))


LONG_VALUES = """\
# a comment
z = \'\'\'one\'\'\'
a = \'\'\'
[not.a.table]
b = 1
\'\'\'
c = [
  "x", # ]
  "]",
]
[t]
"quoted key" = {x = 1}
[[s]]
d = 1
[[s]]
[[s.u]]
e = 2
"""


def test_lines_of_keys_after_long_values():
    lines = KeyLines(LONG_VALUES)
    paths = [("a",), ("c",), ("t", "quoted key"), ("s", 0, "d"), ("s", 1, "u", 0, "e")]
    assert [lines.of(path) for path in paths] == [3, 7, 12, 14, 17]
    assert lines.of(("s", 1, "missing")) == 15
    assert lines.of(("nowhere",)) == 1


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**6) | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "minutes", "step", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(["office", "hours", "service", "counter", "glossary", "directory", "web"]), _VALUES)
def test_no_value_of_any_kind_raises(key, value):
    import tomli_w

    try:
        text = tomli_w.dumps({key: value})
    except (TypeError, ValueError):
        return
    assert read_text(text, "office.toml").problems


@given(st.text(max_size=200))
def test_no_text_raises(text):
    assert read_text(text, "office.toml").office is None


def test_services_with_classes_may_be_called_by_them():
    text = changed('name = "Small Office"', 'name = "Small Office"\norder = "classes"').replace(
        "standard = 5", "standard = 5\npriority_class = 1"
    )
    office = read_text(text, "office.toml").office
    assert office.order is Order.CLASSES
    assert (office.service("help").priority_class, office.service("tax").priority_class) == (1, 5)
