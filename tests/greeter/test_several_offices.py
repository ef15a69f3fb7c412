"""Figures of several offices: together from all of their visits, and side by side."""

from __future__ import annotations

import csv
import subprocess
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from click.testing import CliRunner

from greeter.catalogue.export import as_toml
from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.reports import improve
from greeter.reports.figures import read_figures
from greeter.reports.findings_apart import StepFails
from greeter.reports.formats import Format
from greeter.reports.json_form import document
from greeter.reports.measures import Measure
from greeter.reports.only import ALL, Only
from greeter.reports.pages.frame import journal_words
from greeter.reports.public import Audience
from greeter.reports.quantities import Count, Quantiles, Share, Veil
from greeter.reports.report import latest_of, write_several
from greeter.reports.savings import NOT_KNOWN
from greeter.reports.several import TABLE, found_in, read_several, side_by_side
from greeter.reports.span import Span
from greeter.reports.tables import wide_form
from greeter.reports.together import Together
from greeter.reports.web.document import as_html
from greeter.texts import Texts
from tests.greeter.report_days import evidence, journal, left, request, visit
from tests.offices import ELBE, HARBOR, LAGOON, TOWN_HALL, with_services

TEXTS = Texts()
PUBLISHED = [(office, as_toml(office)) for office in (HARBOR, LAGOON, ELBE)]
DAY = date(2024, 11, 19)
"""A Tuesday that is past, whenever this runs."""
MINUTE = 60_000
WAITS = {"harbor": (0, 3, 7, 20), "lagoon": (2, 12, 16), "elbe": (1, 5)}
"""Minutes that visitors waited in each office, served with a standard of 15; see `LEFT`, too."""


@pytest.fixture
def clock():
    return ManualClock(datetime(2024, 11, 19, 18, 5, tzinfo=UTC))


@pytest.fixture
def desks(any_url, clock):
    """Three offices in one store, with a few visits each on their own Tuesday."""
    with ExitStack() as opened:
        found = {}
        for office, text in PUBLISHED:
            desk = found[office.id] = opened.enter_context(open_front_desk(any_url, clock=clock, catalogue=office))
            desk.publish(text)
        for minutes in sorted({one for waits in WAITS.values() for one in waits}):
            for office, waits in WAITS.items():
                if minutes in waits:
                    serve(found[office], clock, minutes)
        gone = found["lagoon"].check_in(service="dog").visit_id
        clock.advance(minutes=30)
        found["lagoon"].leave(gone)
        yield found


def serve(desk, clock, minutes, service="permit"):
    number = desk.check_in(service=service).visit_id
    clock.advance(minutes=minutes)
    desk.start(desk.call(number, counter="3", clerk="ana", reason="test").visit_id)
    clock.advance(minutes=1)
    desk.finish(number, outcome="resolved")


def figures(desks, span=None, audience=Audience.OFFICE, offices=(HARBOR, LAGOON, ELBE), only=ALL):
    desk = next(iter(desks.values()))
    written = desk.office.local(desk.clock.now())
    return read_several(desk.store, offices, span or Span(DAY, DAY), written, TEXTS, audience, only)


class TestTogether:
    def test_quantiles_are_of_all_visits_by_nearest_rank(self, desks):
        """By hand: 0 1 2 3 5 7 12 16 20. Half of nine is the 5th, 9 in 10 the 9th."""
        found = figures(desks)
        assert found.quantiles("waits_by_service", "wait") == Quantiles(9, 5 * MINUTE, 20 * MINUTE, 20 * MINUTE)
        table = found.tables[TABLE]
        assert table.total.values[1] == Quantiles(9, 5 * MINUTE, 20 * MINUTE, 20 * MINUTE)
        assert table.line("harbor").values[1] == Quantiles(4, 3 * MINUTE, 20 * MINUTE, 20 * MINUTE)
        assert table.line("lagoon").values[1] == Quantiles(3, 12 * MINUTE, 16 * MINUTE, 16 * MINUTE)
        assert table.line("elbe").values[1] == Quantiles(2, 1 * MINUTE, 5 * MINUTE, 5 * MINUTE)

    def test_shares_are_of_all_visits(self, desks):
        """By hand: 9 were served, 7 of them within 15 minutes; 1 left after its 10 minutes."""
        found = figures(desks)
        assert (found.within.k, found.within.n) == (7, 10)
        assert found.arrivals == 10
        table = found.tables[TABLE]
        lines = [(line.key, *line.values) for line in table.every_line]
        assert [(key, n, (within.k, within.n), (gone.k, gone.n)) for key, n, _, within, gone in lines] == [
            ("elbe", Count(2), (2, 2), (0, 2)), ("harbor", Count(4), (3, 4), (0, 4)), ("lagoon", Count(4), (2, 4), (1, 4)),
            ("all", Count(10), (7, 10), (1, 10)),
        ]  # fmt: skip

    def test_offices_stand_by_their_names(self, desks):
        assert [line.name for line in figures(desks).tables[TABLE].lines] == [
            "Elbe Branch",
            "Harbor Branch",
            "Lagoon Branch",
        ]
        assert [line.detail for line in figures(desks).tables[TABLE].lines] == ["Berlin", "New York", "Honolulu"]

    def test_each_offices_figures_are_its_own(self, desks):
        together = figures(desks)
        for desk in desks.values():
            alone = read_figures(desk, Span(DAY, DAY))
            line = together.tables[TABLE].line(desk.office.id)
            assert line.values[1] == alone.quantiles("waits_by_service", "wait")
            assert line.values[2] == alone.within

    def test_the_days_are_those_of_each_offices_zone(self, desks, clock):
        clock.move_to(datetime(2024, 11, 20, 6, 30, tzinfo=UTC))  # Wednesday in Berlin, Tuesday in the other two
        for desk in desks.values():
            serve(desk, clock, 4)
        days = [figures(desks, Span(day, day)).tables[TABLE] for day in (DAY, DAY + timedelta(1))]
        assert [[line.values[0].n for line in table.every_line] for table in days] == [[2, 5, 5, 12], [1, 0, 0, 1]]
        store = next(iter(desks.values())).store
        assert latest_of(store, [HARBOR, LAGOON, ELBE], clock.now()) == DAY + timedelta(1)
        assert latest_of(store, [HARBOR, LAGOON], clock.now()) == DAY

    def test_the_journals_are_checked_each(self, desks):
        found = figures(desks)
        assert [(one.office.id, one.journal.sound) for one in found.offices] == [
            ("harbor", True),
            ("lagoon", True),
            ("elbe", True),
        ]
        assert found.journal.lines == sum(one.journal.lines for one in found.offices)
        assert journal_words(TEXTS, found).startswith("The journals of these 3 offices verified:")
        desk = desks["lagoon"]
        with desk.store.port.atomic():
            desk.store.port.run("update journal set data = '{}' where office = 'lagoon' and seq = 3")
        found = figures(desks)
        assert not found.journal.sound
        assert journal_words(TEXTS, found).startswith("The journal of Lagoon Branch is NOT as it was written: line 3.")

    def test_nobody_came(self, desks):
        found = figures(desks, Span(DAY - timedelta(20), DAY - timedelta(20)))
        assert found.arrivals == 0
        assert [line.values[1].known for line in found.tables[TABLE].every_line] == [False] * 4


class TestPublic:
    def test_an_office_with_few_visits_is_withheld_and_not_given_away(self, desks, clock):
        for office, n in (("harbor", 20), ("elbe", 12)):
            for _ in range(n):
                serve(desks[office], clock, 1)
        table = figures(desks, audience=Audience.PUBLIC).tables[TABLE]
        assert table.line("lagoon").values[0].veil is Veil.WITHHELD
        assert table.line("elbe").values[0].veil is Veil.WITHHELD, "else all less the others would tell it"
        assert (table.line("harbor").values[0].n, table.total.values[0].n) == (20, 40)
        assert table.line("harbor").values[1].longest is None
        rows = list(wide_form(TEXTS, table))
        assert [row[2] for row in rows[1:]] == ["withheld", "20+", "withheld", "40+"]

    def test_what_to_improve_is_the_offices_own_business(self, desks):
        assert figures(desks, audience=Audience.PUBLIC).findings == ()


class TestOffice:
    """What several offices are as one."""

    def test_services_of_one_name_and_promise_are_one(self):
        together = Together(TEXTS, (HARBOR, LAGOON))
        assert [one.id for one in together.office.services] == [one.id for one in HARBOR.services]
        assert together.office.name == "Harbor Branch and Lagoon Branch"

    def test_others_keep_their_offices_name(self):
        renamed = tuple(replace(one, name="Pets") if one.id == "dog" else one for one in LAGOON.services)
        other = replace(LAGOON, services=renamed)
        together = Together(TEXTS, (HARBOR, other))
        names = {one.id: one.name for one in together.office.services if "dog" in one.id}
        assert names == {"harbor/dog": "Dog license, Harbor Branch", "lagoon/dog": "Pets, Lagoon Branch"}
        parts = [
            evidence(HARBOR, [visit(1, request("dog", 3))]),
            evidence(other, [visit(2, request("dog", 4)), visit(3, request("gone", 5))]),
        ]
        found = together.evidence(parts[0].span, parts)
        assert [one.first.service for one in found.visits] == ["harbor/dog", "lagoon/dog", "gone"]

    def test_they_open_on_the_days_on_which_any_of_them_does(self):
        weekend = replace(LAGOON, hours={0: (), 5: ((time(10), time(14)),)})
        assert sorted(Together(TEXTS, (weekend, HARBOR)).office.hours) == [0, 1, 2, 3, 4, 5]
        assert Together(TEXTS, (weekend,)).office.hours == {5: ((time(10), time(14)),)}

    def test_many_are_counted_and_not_named(self):
        assert Together(TEXTS, (HARBOR, LAGOON, ELBE, TOWN_HALL)).office.name == "4 offices"

    def test_the_goal_is_what_all_reach_where_each_reaches_its_own(self):
        strict = replace(LAGOON, goal=0.95)
        together = Together(TEXTS, (HARBOR, strict))
        together.weigh([(HARBOR, 30), (strict, 10)])
        assert together.office.goal == pytest.approx((0.8 * 30 + 0.95 * 10) / 40)
        alike = Together(TEXTS, (HARBOR, LAGOON))
        alike.weigh([(HARBOR, 30), (LAGOON, 10)])
        assert alike.office.goal == 0.8

    def test_money_is_told_where_all_reckon_alike(self, desks):
        assert any(column.key == "cost" for column in figures(desks).tables["repeats"].columns)
        dearer = replace(LAGOON, hourly_rate=90.0)
        found = figures(desks, offices=(HARBOR, dearer))
        assert [column.key for column in found.tables["repeats"].columns] == ["repeat", "minutes"]
        assert found.amount("repeats", "cost") is None
        assert "cost" not in [column.key for column in found.tables["resolved_cost"].columns]
        assert [len(line.values) for line in found.tables["repeats"].every_line] == [2] * len(
            found.tables["repeats"].every_line
        )

    def test_what_to_improve_says_in_which_office(self, desks, clock):
        for service, waited in (("permit", 25), ("dog", 1)):
            for _ in range(35):
                number = (
                    desks["harbor"].check_in(service=service, arrived=clock.now() - timedelta(minutes=waited)).visit_id
                )
                desks["harbor"].start(desks["harbor"].call(number, counter="3", clerk="ana", reason="test").visit_id)
                clock.advance(seconds=20)
                desks["harbor"].finish(number, outcome="resolved")
        found = figures(desks).findings
        assert found
        assert all(one.words(TEXTS).act.startswith("Harbor Branch: ") for one in found)
        assert all(one.subject.startswith("harbor ") for one in found)


def test_some_visits_alone(desks):
    desks["harbor"].check_in(service="dog", language="es")
    desks["lagoon"].log_contact(channel="phone", service="permit", counter="3", clerk="ana")
    without = with_services(ELBE, "permit")
    dogs = figures(desks, offices=(HARBOR, LAGOON, without), only=Only(service="dog"))
    spanish = figures(desks, only=Only(language="es"))
    assert figures(desks, only=Only(channel="phone")).arrivals == 1
    assert (dogs.arrivals, [one.office for one in dogs.offices], dogs.left_out) == (2, [HARBOR, LAGOON], (without,))
    assert b"Left out, for they don\xe2\x80\x99t have this service: Elbe Branch." in as_html(TEXTS, dogs)
    assert dogs.office.name == f"Harbor Branch and Lagoon Branch: {HARBOR.service('dog').name}"
    assert (spanish.arrivals, spanish.only) == (1, Only(language="es"))
    assert document(TEXTS, spanish)["only"] == {"service": "", "channel": "", "language": "es"}
    assert spanish.office.name == "Harbor Branch, Lagoon Branch and Elbe Branch: Spanish"
    assert [line.values[0].n for line in spanish.tables[TABLE].every_line] == [0, 1, 0, 1]


def test_what_none_of_the_offices_has_is_said():
    with pytest.raises(BadInput, match="None of these offices has a service “moon”"):
        Only(service="moon").offices([HARBOR, LAGOON])
    with pytest.raises(BadInput, match="no channel “pigeon”"):
        Only(channel="pigeon").offices([HARBOR, LAGOON])
    with pytest.raises(BadInput, match="No language has the code “pigeon”"):
        Only(language="pigeon").offices([HARBOR, LAGOON])
    assert [Only(language=code).offices([HARBOR]) for code in ("es", "zh-TW", "haw")] == [[HARBOR]] * 3


def test_the_looks_at_all_offices_are_one_family(monkeypatch):
    by_chance = StepFails("dog", "Dog", "Send the photo", 30, 50, saving=NOT_KNOWN)
    monkeypatch.setattr(improve, "_search", lambda looked_at, _: ([(by_chance, 0.02)] if looked_at.visits else [], 2))
    parts = [evidence(office, []) for office in (HARBOR, LAGOON, ELBE)]
    parts[0] = evidence(HARBOR, [visit(1, request())])
    assert improve.findings(parts[0], parts[0], journal()) == (by_chance,)
    assert found_in(parts[:1], parts[:1], [journal()])[0].subject == f"harbor {by_chance.subject}"
    assert found_in(parts, parts, [journal()] * 3) == ()


def test_who_left_is_counted_in_its_office():
    parts = [
        evidence(HARBOR, [visit(1, left()), visit(2, request(wait=3))]),
        evidence(LAGOON, [visit(3, request(wait=4))]),
    ]

    table = side_by_side(parts, 0.8)
    assert [line.values[3] for line in table.every_line] == [Share(1, 2), Share(0, 1), Share(1, 3)]
    assert all(isinstance(column.measure, Measure) for column in table.columns)


class TestWritten:
    def test_as_pdf_and_tables(self, desks, tmp_path):
        desk = desks["harbor"]
        written = write_several(
            desk.store,
            [HARBOR, LAGOON, ELBE],
            desk.clock.now(),
            DAY,
            DAY,
            {Format.PDF: tmp_path / "r.pdf", Format.CSV: tmp_path / "t"},
        )
        words = " ".join(
            subprocess.run(
                ["pdftotext", "-layout", tmp_path / "r.pdf", "-"], capture_output=True, text=True, check=True
            ).stdout.split()
        )
        assert "How was it in each office?" in words
        assert "10 visits in 3 offices." in words
        for name in ("Elbe Branch", "Harbor Branch", "Lagoon Branch", "All offices"):
            assert name in words
        assert "Each office’s day is that of its own time zone" in words
        assert all(one.journal.short_head in words for one in written.figures.offices)
        with (tmp_path / "t" / "offices.csv").open(newline="") as file:
            rows = {row["key"]: row for row in csv.DictReader(file)}
        assert rows["all"]["wait_p50_min"] == "5.0"
        assert (rows["harbor"]["arrivals_count"], rows["harbor"]["within_k"], rows["lagoon"]["left_percent"]) == (
            "4",
            "3",
            "25",
        )
        assert (tmp_path / "t" / "figures.csv").read_text().count("\noffices,") > 10

    def test_of_days_on_which_nobody_came_the_offices_still_stand_there(self, desks, tmp_path):
        desk = desks["harbor"]
        early = DAY - timedelta(30)
        write_several(desk.store, [HARBOR, LAGOON], desk.clock.now(), early, early, {Format.PDF: tmp_path / "r.pdf"})
        words = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "r.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "How was it in each office?" in words
        assert "visits in 2 offices" not in words

    def test_days_that_have_not_come_anywhere_are_refused(self, desks, tmp_path):
        desk = desks["harbor"]
        for day in (DAY + timedelta(1), DAY + timedelta(5)):
            with pytest.raises(BadInput, match="has not come yet"):
                write_several(desk.store, [HARBOR, LAGOON], desk.clock.now(), day, day, {Format.CSV: tmp_path})
        with pytest.raises(BadInput, match="Nothing is to be written"):
            write_several(desk.store, [HARBOR, LAGOON], desk.clock.now(), DAY, DAY, {})


class TestCommand:
    def run(self, *arguments):
        return CliRunner().invoke(cli, ["report", *map(str, arguments)])

    def test_some_offices_or_all(self, desks, any_url, tmp_path):
        day = ("--from", DAY, "--to", DAY, "--db", any_url)
        two = self.run("--office", "harbor", "--office", "lagoon", *day, "--csv", tmp_path / "two")
        assert two.exit_code == 0, two.output
        assert "Harbor Branch and Lagoon Branch, 2024-11-19: 8 visits." in two.output
        everybody = self.run("--all-offices", *day, "--csv", tmp_path / "all")
        assert "Elbe Branch, Harbor Branch and Lagoon Branch, 2024-11-19: 10 visits." in everybody.output
        one = self.run("--office", "elbe", *day, "--csv", tmp_path / "one")
        assert "Elbe Branch, 2024-11-19: 2 visits." in one.output
        assert not (tmp_path / "one" / "offices.csv").exists()

    def test_an_office_named_twice_is_one(self, desks, any_url, tmp_path):
        told = self.run(
            "--office", "elbe", "--office", "elbe", "--from", DAY, "--db", any_url, "--csv", tmp_path / "one"
        )
        assert "Elbe Branch, 2024-11-19" in told.output

    def test_without_days_it_is_the_latest_with_visits(self, desks, any_url, tmp_path):
        told = self.run("--all-offices", "--db", any_url, "--pdf", tmp_path / "r.pdf")
        assert "2024-11-19: 10 visits." in told.output
        assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")

    def test_an_office_without_a_published_file_is_left_out_and_said(self, desks, any_url, clock, tmp_path):
        with open_front_desk(any_url, clock=clock, catalogue=TOWN_HALL) as desk:
            desk.check_in(service="permit")
        told = self.run("--all-offices", "--db", any_url, "--csv", tmp_path)
        assert "Left out, for its file is not published: alder-creek." in told.stderr
        assert "10 visits" in told.output

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--office", "harbor", "--office", "moon"), "no office “moon”"),
            (("--all-offices", "--catalogue", "harbor.toml"), "An office file is of one office."),
            ((), "elbe, harbor, lagoon"),
        ],
    )
    def test_what_can_not_be_is_said(self, desks, any_url, arguments, said):
        told = self.run(*arguments, "--db", any_url)
        assert told.exit_code == 1
        assert said in told.output

    def test_nothing_published(self, url, clock):
        with open_front_desk(url, clock=clock, catalogue=TOWN_HALL) as desk:
            desk.check_in(service="permit")
        told = self.run("--all-offices", "--db", url)
        assert told.exit_code == 1
        assert "No office is published in this store." in told.output

    def test_a_changed_journal_is_told(self, desks, any_url, tmp_path):
        desk = desks["elbe"]
        with desk.store.port.atomic():
            desk.store.port.run("update journal set data = '{}' where office = 'elbe' and seq = 2")
        told = self.run("--all-offices", "--db", any_url, "--csv", tmp_path)
        assert "elbe: line 2 is not as it was written." in told.stderr
