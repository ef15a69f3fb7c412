"""Calendars: single events, series, time zones, what was moved and cancelled; and junk, which is told in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greeter.appointments.reading import Rules, read_content
from greeter.model.visit import Need
from greeter.problems import BadInput
from tests.offices import TOWN_HALL

NOW = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
"""10:05 in the town hall."""
RULES = Rules(NOW)


def calendar(*events, head="", rules=RULES):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//office//EN", *filter(None, head.split("\n"))]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().split("\n"), "END:VEVENT"]
    return read_content("\r\n".join([*lines, "END:VCALENDAR", ""]).encode(), TOWN_HALL, rules)


def local(*when):
    return datetime(2026, *when, tzinfo=TOWN_HALL.zone)


def starts(reading):
    return [one.starts.astimezone(TOWN_HALL.zone).strftime("%m-%d %H:%M") for one in reading.bookings]


ONE = "UID:1\nDTSTART;TZID=America/Los_Angeles:20261124T104500\nSUMMARY:Build or repair"


def test_an_event_with_everything():
    reading = calendar(
        ONE + "\nSEQUENCE:7\nORGANIZER;CN=Desk:mailto:desk@office.example\nATTENDEE;CN=Desk:mailto:Desk@office.example"
        "\nATTENDEE;ROLE=CHAIR;CN=Boss:mailto:boss@x.example\nATTENDEE;CUTYPE=ROOM;CN=Room 2:mailto:room@x.example"
        '\nATTENDEE;CN="Rosa Delgado";LANGUAGE=es-MX:mailto:rosa@example.org\nDESCRIPTION:Food truck\\nCode: K7P4\\nby the gate'
        "\nX-GREETER-WITH:Dana\nX-GREETER-NEEDS:seat, hearing loop\nX-GREETER-PEOPLE:3"
    )  # fmt: skip
    (one,) = reading.bookings
    assert reading.wrong == reading.told == ()
    assert (one.uid, one.instance, one.sequence, one.starts, one.service) == (
        "1",
        "",
        7,
        local(11, 24, 10, 45),
        "permit",
    )
    assert (one.name, one.contact, one.language, one.code, one.host) == (
        "Rosa Delgado", "rosa@example.org", "es", "K7P4", "Dana",
    )  # fmt: skip
    assert (one.needs, one.people, one.note) == (
        (Need.SEAT, Need.HEARING_LOOP),
        3,
        "Food truck\nCode: K7P4\nby the gate",
    )


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("SUMMARY:Build or repair – Maria Lopez", "permit"), ("SUMMARY:Maria Lopez: dog license", "dog"),
        ("SUMMARY:Maria\nCATEGORIES:foo,Parking", "parking"), ("SUMMARY:Maria\nX-GREETER-SERVICE:water", "water"),
        ("SUMMARY:PERMIT", "permit"), ("SUMMARY:Maria (Family records)", "records"),
    ],
)  # fmt: skip
def test_the_service_is_found_by_id_name_or_synonym(said, service):
    reading = calendar(f"UID:1\nDTSTART:20261124T190000Z\n{said}")
    assert ([one.service for one in reading.bookings], reading.told) == ([service], ())


def test_a_synonym_is_a_service_too():
    words = next(one.synonyms[0] for one in TOWN_HALL.services if one.id == "dog" and one.synonyms)
    assert calendar(f"UID:1\nDTSTART:20261124T190000Z\nSUMMARY:{words.upper()}").bookings[0].service == "dog"


def test_what_names_no_service_goes_to_a_default_and_that_is_told():
    reading = calendar("UID:1\nDTSTART:20261124T190000Z\nSUMMARY:Haircut")
    assert [one.service for one in reading.bookings] == ["help"]
    assert [str(one) for one in reading.told] == [
        "line 4: “Haircut” names no service of this office: it goes to “Talk to a person”."
    ]
    other = calendar("UID:1\nDTSTART:20261124T190000Z\nSUMMARY:Haircut", rules=Rules(NOW, service="dog"))
    assert [one.service for one in other.bookings] == ["dog"]


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        ("DTSTART:20261124T184500Z", "11-24 10:45"), ("DTSTART:20261124T104500", "11-24 10:45"),
        ("DTSTART;TZID=Europe/Berlin:20261124T194500", "11-24 10:45"),
        ("DTSTART;TZID=W. Europe Standard Time:20261124T194500", "11-24 10:45"),
    ],
)  # fmt: skip
def test_times_of_any_zone(time, shown):
    assert starts(calendar(f"UID:1\n{time}\nSUMMARY:dog")) == [shown]


def test_a_zone_that_the_calendar_brings_along():
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Somewhere\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0300\nTZOFFSETTO:-0300\nEND:STANDARD\n"
        "END:VTIMEZONE"
    )
    reading = calendar("UID:1\nDTSTART;TZID=Somewhere:20261124T154500\nSUMMARY:dog", head=zone)
    assert starts(reading) == ["11-24 10:45"]


def test_a_series_keeps_its_hour_when_summer_time_begins():
    weekly = "UID:1\nDTSTART;TZID=America/Los_Angeles:20270303T104500\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:dog"
    reading = calendar(weekly, rules=Rules(datetime(2027, 3, 1, 18, tzinfo=UTC)))
    assert starts(reading) == ["03-03 10:45", "03-10 10:45", "03-17 10:45"]
    assert [one.starts.utcoffset() for one in reading.bookings] == [
        timedelta(hours=-8),
        timedelta(hours=-8),
        timedelta(hours=-7),
    ]
    assert [one.instance for one in reading.bookings] == ["20270303T184500Z", "20270310T184500Z", "20270317T174500Z"]


def test_what_was_taken_out_of_a_series_added_to_it_and_moved():
    series = (
        "UID:1\nDTSTART;TZID=America/Los_Angeles:20261124T104500\nRRULE:FREQ=DAILY;UNTIL=20261130T000000Z\n"
        "EXDATE;TZID=America/Los_Angeles:20261125T104500\nRDATE;TZID=America/Los_Angeles:20261212T090000\nSUMMARY:dog"
    )
    moved = "UID:1\nRECURRENCE-ID;TZID=America/Los_Angeles:20261126T104500\nDTSTART;TZID=America/Los_Angeles:20261126T150000\nSUMMARY:dog"
    gone = "UID:1\nRECURRENCE-ID;TZID=America/Los_Angeles:20261127T104500\nDTSTART;TZID=America/Los_Angeles:20261127T104500\nSTATUS:CANCELLED"
    reading = calendar(series, moved, gone)
    assert sorted(starts(reading)) == [
        "11-24 10:45", "11-26 15:00", "11-27 10:45", "11-28 10:45", "11-29 10:45", "12-12 09:00",
    ]  # fmt: skip
    assert [one.instance for one in reading.bookings if one.cancelled] == ["20261127T184500Z"]
    assert next(one.instance for one in reading.bookings if one.starts.hour == 15) == "20261126T184500Z"


def test_a_series_without_an_end_is_followed_as_far_as_asked():
    daily = "UID:1\nDTSTART:20200101T104500\nRRULE:FREQ=DAILY\nSUMMARY:dog"
    assert len(calendar(daily, rules=Rules(NOW, days=10)).bookings) == 10
    assert calendar(daily, rules=Rules(NOW, days=10)).until == NOW + timedelta(days=10)


def test_of_several_states_the_newest_counts():
    reading = calendar(
        ONE + "\nSEQUENCE:2", ONE.replace("1045", "1115") + "\nSEQUENCE:3", ONE.replace("1045", "0900") + "\nSEQUENCE:1"
    )
    assert [(one.sequence, one.starts) for one in reading.bookings] == [(3, local(11, 24, 11, 15))]


@pytest.mark.parametrize(("head", "status"), [("METHOD:CANCEL", ""), ("", "\nSTATUS:CANCELLED")])
def test_cancelled(head, status):
    assert [one.cancelled for one in calendar(ONE + status, head=head).bookings] == [True]


def test_what_is_past_or_has_no_time_is_left_out():
    reading = calendar(
        ONE.replace("20261124", "20261123"),
        "UID:2\nDTSTART;VALUE=DATE:20261125\nSUMMARY:Holiday",
        ONE.replace("1045", "0700").replace("UID:1", "UID:3"),
    )
    assert (starts(reading), reading.past) == (["11-24 07:00"], 1)
    assert [str(one) for one in reading.told] == ["line 9: “Holiday” is for the whole day and has no time."]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("DTSTART:20261124T190000Z", "The event has no UID, so it could not be found again."),
        ("UID:1", "There is no DTSTART."),
        ("UID:1\nDTSTART:tomorrow", "DTSTART is no time: “tomorrow”."),
        ("UID:1\nDTSTART;TZID=Nowhere/Else:20261124T190000", "The time zone “Nowhere/Else” is not known."),
        ("UID:1\nDTSTART:00010101T000000Z", "DTSTART is in the year 1."),
        (
            "UID:1\nDTSTART:20261124T190000Z\nRRULE:FREQ=SECONDLY",
            "A series “secondly” is none of appointments. Take it out",
        ),
        ("UID:1\nDTSTART:20261124T190000Z\nRRULE:FREQ=SOMETIMES", "The rule of the series can’t be followed"),
        ("UID:1\nDTSTART:20261124T190000Z\nRRULE:FREQ=DAILY;BYDAY=XX", "The rule of the series can’t be followed"),
        ("UID:1\nDTSTART:20261124T190000Z\nRRULE:FREQ=DAILY\nEXDATE:never", "EXDATE can’t be read."),
        ("UID:1\nDTSTART:20261124T190000Z\nX-GREETER-PEOPLE:many", "“many” is no number of people. Write a figure"),
        (
            "UID:1\nDTSTART:20261124T190000Z\nX-GREETER-NEEDS:a pony",
            "“a pony” is no need that we know. Use these: seat",
        ),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line_and_the_others_are_read(event, said):
    reading = calendar("UID:9\nDTSTART:20261124T190000Z\nSUMMARY:dog", event)
    assert [one.uid for one in reading.bookings] == ["9"]
    (wrong,) = reading.wrong
    assert str(wrong).startswith(f"line 9: {said}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:\xff\r\n", "Line 3: the text is not in UTF-8."),
        (b"BEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\nEND:X\r\n", "This is no iCalendar file"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "There is no calendar in this file."),
    ],
)
def test_what_is_no_calendar_is_refused(content, said):
    with pytest.raises(BadInput, match=said):
        read_content(content, TOWN_HALL, RULES)


PARTS = st.sampled_from(
    ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "UID:1", "UID:",
     "DTSTART:20261124T104500", "DTSTART;TZID=:x", "DTSTART;VALUE=DATE:20261124", "DTSTART;VALUE=PERIOD:20261124T104500Z/PT1H",
     "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;COUNT=x",
     "RRULE:", "RRULE:FREQ=YEARLY;BYMONTH=13", "RDATE;VALUE=PERIOD:20261125T104500Z/PT1H", "EXDATE:20261124", "RECURRENCE-ID:x", "SEQUENCE:-1",
     "SEQUENCE:99999999999", "SUMMARY:dog", "ATTENDEE:", "ATTENDEE;CN=:mailto:", "CATEGORIES:", "STATUS:", "DURATION:x", " folded", ":", ";",
     "X;Y=Z:",
     "DESCRIPTION:Code: \\n",
     "TZID:x", "DTSTART:20261124T104500\nDTSTART:20261125T104500"]
)  # fmt: skip


def tried(content):
    """Read a file; return the refusal where it is refused in words. Anything else that is raised is a bug."""
    try:
        return read_content(content, TOWN_HALL, RULES)
    except BadInput as problem:
        return problem


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=30)), max_size=14))
def test_no_junk_is_a_bug(lines):
    content = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    found = tried(content.encode("utf-8", "surrogatepass"))
    if isinstance(found, BadInput):
        assert found.what
    else:
        assert all(TOWN_HALL.has_service(one.service) and one.uid and one.starts.tzinfo for one in found.bookings)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"BEGIN:VCALENDAR\r\n", b"starts,service\n", b"\xff\xfe"]))
def test_no_bytes_are_a_bug(content, head):
    found = tried(head + content)
    assert found.what if isinstance(found, BadInput) else found.bookings == ()
