"""Tables of appointments: columns, encodings, dates as people write them, and rows that can't be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greeter.appointments.from_table import COLUMNS, Order
from greeter.appointments.reading import Rules, read_content
from greeter.model.visit import Need
from greeter.problems import BadInput
from tests.offices import TOWN_HALL

NOW = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
RULES = Rules(NOW)


def read(text, rules=RULES, encoding="utf-8"):
    return read_content(text.encode(encoding), TOWN_HALL, rules)


def local(*when):
    return datetime(2026, *when, tzinfo=TOWN_HALL.zone)


def test_a_row_with_everything():
    reading = read(
        "id,starts,service,name,contact,code,with,language,needs,people,note,status\n"
        'a1,2026-11-24 10:45,Build or repair,"Delgado, Rosa",rosa@example.org,K7P4,Dana,es,seat | quiet,3,"Food truck,\nby the gate",\n'
        "a2,2026-11-24 11:45,dog,,,,,,,,,cancelled\n"
    )
    assert reading.wrong == reading.told == ()
    one, other = reading.bookings
    assert (one.uid, one.starts, one.service, one.name, one.contact, one.code) == (
        "a1", local(11, 24, 10, 45), "permit", "Delgado, Rosa", "rosa@example.org", "K7P4",
    )  # fmt: skip
    assert (one.host, one.language, one.needs, one.people, one.note) == (
        "Dana", "es", (Need.SEAT, Need.QUIET), 3, "Food truck,\nby the gate",
    )  # fmt: skip
    assert (other.service, other.cancelled, one.cancelled) == ("dog", True, False)


@pytest.mark.parametrize(
    "starts",
    [
        "2026-11-24 10:45", "2026-11-24T10:45", "2026-11-24T10:45:00", "2026-11-24T18:45Z", "2026-11-24 18:45+00:00", "2026-11-24T19:45:00+01:00",
        "24.11.2026 10:45", "24.11.2026 10.45", "2026-11-24 10:45 am", "2026-11-24 10:45AM", "11/24/2026 10:45",
    ],
)  # fmt: skip
def test_times_as_people_and_programs_write_them(starts):
    (one,) = read(f"starts;service\n{starts};dog\n", Rules(NOW, order=Order.MONTH_FIRST)).bookings
    assert one.starts == local(11, 24, 10, 45)


@pytest.mark.parametrize(
    ("time", "hour"), [("2:30 pm", 14), ("12:30 am", 0), ("12:30 p.m.", 12), ("14h30", 14), ("14:30:00", 14)]
)
def test_hours(time, hour):
    (one,) = read(f"date\ttime\tservice\n2026-11-25\t{time}\tdog\n").bookings
    assert (one.starts.hour, one.starts.minute) == (hour, 30)


@pytest.mark.parametrize(("order", "day"), [(Order.MONTH_FIRST, (12, 3)), (Order.DAY_FIRST, (3, 12))])
def test_a_date_with_strokes_means_what_is_said(order, day):
    reading = read("date,time,service\n12/3/2027,10:00,dog\n", Rules(NOW, order=order))
    assert (reading.bookings[0].starts.month, reading.bookings[0].starts.day) == day


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are(encoding):
    reading = read("starts,service,name\n2026-11-24 10:45,dog,Zoë Nguyễn\n", encoding=encoding)
    assert (reading.bookings[0].name, reading.told) == ("Zoë Nguyễn", ())


def test_another_encoding_is_guessed_and_told_or_given():
    reading = read("starts,service,name\n2026-11-24 10:45,dog,Zoë\n", encoding="cp1252")
    assert reading.bookings[0].name == "Zoë"
    assert str(reading.told[0]).startswith("line 2: The file is not in UTF-8; it was read as Western (cp1252).")
    given = read("starts,service,name\n2026-11-24 10:45,dog,Zoë\n", Rules(NOW, encoding="cp437"), encoding="cp437")
    assert (given.bookings[0].name, given.told) == ("Zoë", ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",10:45,dog,,", "There is no date. Write it as 2026-11-24."),
        ("2026-11-24,,dog,,", "There is no time of day. Write it as 10:45."),
        ("2026-11-24,25:00,dog,,", "“25:00” is no time of day. Write it as 10:45."),
        ("2026-11-24,13:00 pm,dog,,", "“13:00 pm” is no time of day. Write it as 10:45."),
        ("2026-11-24,9,dog,,", "“9” is no time of day. Write it as 10:45."),
        ("2026-02-30,9:00,dog,,", "There is no day “2026-02-30”. Write it as 2026-11-24."),
        (
            "3/4/2027,9:00,dog,,",
            "“3/4/2027” may be two dates. Write it as 2026-11-24. Or say --dates month-first or day-first.",
        ),
        ("0026-11-24,9:00,dog,,", "0026-11-24 is no day for an appointment. Check the year."),
        ("soon,9:00,dog,,", "“soon” is no date. Write it as 2026-11-24."),
        ("2026-11-24,9:00,dog,0,", "“0” is no number of people. Write a figure from 1 to 9."),
        ("2026-11-24,9:00,dog,,maybe", "“maybe” is no status. Write “cancelled”, or nothing."),
        (
            "2026-11-24,9:00,dog",
            "It has 3 cells, and the first line has 5. Put quotation marks around a text that holds a comma.",
        ),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_the_others_are_read(row, said):
    reading = read(f"date,time,service,people,status\n2026-11-24,10:45,dog,,\n\n{row}\n2026-11-24,11:45,dog,,\n")
    assert [one.starts.hour for one in reading.bookings] == [10, 11]
    assert [str(one) for one in reading.wrong] == [f"line 4: {said}"]


def test_other_findings():
    reading = read(
        "starts,service,language,id\n2026-11-24 9:00,dog,Klingon,1\n2026-11-24 9:00,dog,,2\n2026-11-24 9:30,dog,,2\n"
    )
    assert [str(one) for one in reading.wrong] == [
        "line 2: “Klingon” is no language code that we know. Use one such as en, es or zh.",
        "line 4: The same appointment stands in line 3 already.",
    ]  # fmt: skip
    told = read("starts,service\n2026-11-24 9:00,pony ride\n2026-11-24 9:30,\n").told
    assert [str(one) for one in told] == [
        "line 2: “pony ride” is no service of this office: it goes to “Talk to a person”.",
        "line 3: There is no service: it goes to “Talk to a person”.",
    ]


def test_a_row_without_an_id_is_known_again_by_its_code_or_by_all_of_it():
    text = "starts,service,name,code\n2026-11-24 9:00,dog,Ana,\n2026-11-24 9:00,dog,Bo,\n2026-11-24 9:30,dog,Cy,K7\n"
    uids = [one.uid for one in read(text).bookings]
    assert uids == [one.uid for one in read(text).bookings]
    assert len(set(uids)) == 3
    assert uids[2] == "code:K7"


def test_days_that_are_over_are_left_out():
    reading = read("starts,service\n2026-11-23 9:00,dog\n2026-11-24 7:00,dog\n")
    assert ([one.starts.day for one in reading.bookings], reading.past) == ([24], 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty. Its first line names the columns: id, starts"),
        ("when,service\n", "Line 1: the column “when” is not known. Use these: id"),
        ("starts,starts\n", "Line 1: the column “starts” is there twice."),
        ("date,service\n", "Line 1: there is no column “starts”, nor “date” and “time”."),
        ('starts,service\n"2026', "Line 2: this is not CSV"),
    ],
)
def test_what_is_no_table_is_refused(text, said):
    with pytest.raises(BadInput, match=said.replace("(", r"\(")):
        read(text)


def test_a_table_is_refused_in_an_encoding_that_it_is_not_in():
    with pytest.raises(BadInput, match="There is no encoding “klingon”"):
        read("starts\n", Rules(NOW, encoding="klingon"))
    with pytest.raises(BadInput, match="Line 2: the text is not in ascii"):
        read("starts\në\n", Rules(NOW, encoding="ascii"))


CELLS = st.one_of(
    st.sampled_from(
        [
            "2026-11-24",
            "10:45",
            "dog",
            "",
            "'=1+1",
            '"',
            "cancelled",
            "9" * 30,
            "24.11.2026",
            "1/1/1",
            "\x00",
            "\u202e",
            "am",
            "-1",
        ]
    ),
    st.text(max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(COLUMNS), max_size=6), st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_no_table_is_a_bug(header, rows):
    text = "\n".join([",".join(header), *(",".join(row) for row in rows)])
    found = tried(text)
    if isinstance(found, BadInput):
        assert found.what
    else:
        assert len(found.bookings) + len(found.wrong) + found.past <= len(rows) + text.count("\n") + 1
        assert all(one.uid and one.starts.tzinfo for one in found.bookings)


def tried(text):
    """Read a table; return the refusal where it is refused in words. Anything else that is raised is a bug."""
    try:
        return read_content(text.encode("utf-8", "surrogatepass"), TOWN_HALL, RULES)
    except BadInput as problem:
        return problem
