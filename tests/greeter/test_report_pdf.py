"""The PDF as a reader has it: every word on it, fonts in it, bookmarks, and the same digits as the tables."""

from __future__ import annotations

import csv
import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.print_fonts import Weight
from greeter.problems import BadInput, Problem
from greeter.reports.charts.waits_chart import MOST_DOTS
from greeter.reports.figures import read_figures
from greeter.reports.formats import Format
from greeter.reports.only import Only
from greeter.reports.pdf import as_pdf
from greeter.reports.public import Audience
from greeter.reports.report import latest_day, write_report
from greeter.reports.sheet import Paper
from greeter.reports.span import Span
from greeter.reports.tabular import substitutions, tabular_font
from greeter.simulate.simulation import Simulation
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, Counter, a_day

TEXTS = Texts()


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words(pdf, *options):
    return " ".join(run("pdftotext", "-layout", *options, str(pdf), "-").split())


@pytest.fixture
def day(desk, clock):
    a_day(Counter(desk, clock))
    return desk


@pytest.fixture(scope="module")
def three_days(office, tmp_path_factory):
    """Three simulated days: the PDF, the tables, and the figures behind them."""
    clock = ManualClock(datetime(2026, 11, 2, 8, tzinfo=UTC))
    folder = tmp_path_factory.mktemp("report")
    with open_front_desk("sqlite://", clock=clock, catalogue=office, durable=False) as desk:
        for _ in Simulation(desk, clock, seed=5).play(date(2026, 11, 2), 3):
            pass
        pdf, tables = folder / "deep" / "report.pdf", folder / "tables"
        yield write_report(desk, date(2026, 11, 2), date(2026, 11, 4), {Format.PDF: pdf, Format.CSV: tables}), desk


class TestFirstPage:
    def test_says_what_a_manager_needs(self, day, tmp_path):
        write_report(day, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"})
        said = words(tmp_path / "report.pdf", "-l", "1")
        for sentence in (
            "Alder Creek Town Hall The front counter, Tuesday, November 24, 2026 One-minute read",
            "8 visits in these days. That is too few to judge by.",
            "within standard, 4 of 6. Goal 80%, missed.",
            "How long people waited, against our standard",
            "standard 15 min, n 4",
            "Nothing stands out in these days.",
            "8 arrived, 5 served, 2 left (1 before, 1 after the standard), 1 did not answer.",
            "Within standard = served in time / (served + left after).",
            "Page 1 of",
        ):
            assert sentence in said
        assert re.search(r"67%.*8\.0 min", said)
        head = day.store.rows("select seq, hash from journal_head")[0]
        line = f"Journal lines 1 to {head['seq']} of these days verified, head {head['hash'][:4]} {head['hash'][4:8]} {head['hash'][8:12]}."
        assert line in said

    def test_of_busy_days_has_the_finding_the_map_and_what_to_improve(self, three_days):
        written, _ = three_days
        said = words(written.files[Format.PDF][0], "-l", "1")
        assert said.count("We kept our promise to") == 1
        assert "When we keep it Percent within standard by hour of arrival, 4 weeks" in said.replace(
            "Three things to improve ", ""
        )
        assert len(written.figures.dots) >= MOST_DOTS  # so the chart is a histogram
        assert "left after the standard" in said

    def test_some_visits_alone_are_named_to_the_last_word(self, day, tmp_path):
        only = Only(service="permit", channel="counter", language="en")
        write_report(day, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"}, only=only, paper=Paper.LETTER)
        said = words(tmp_path / "report.pdf", "-l", "1")
        name = f"Alder Creek Town Hall: {day.office.service('permit').name}, Walked in, English"
        assert said.startswith(f"{name} The front counter, Tuesday, November 24, 2026 One-minute read")

    def test_nobody_came(self, desk, tmp_path):
        write_report(desk, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"})
        said = words(tmp_path / "report.pdf")
        assert "No visits in these days." in said
        assert "The journal has no lines of these days." in said
        assert "How is each figure computed?" in said
        assert "How long people waited" not in said

    def test_a_journal_that_was_touched_is_told(self, day, tmp_path):
        with day.store.port.atomic():
            day.store.port.run("update journal set clerk = 'eve' where seq = 9")
        write_report(day, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"})
        said = words(tmp_path / "report.pdf", "-l", "1")
        assert (
            "The journal is NOT as it was written: line 9. It was changed after it was written. Run greeter verify."
            in said
        )


class TestDocument:
    def test_fonts_are_embedded_and_it_knows_its_title_and_language(self, three_days):
        written, _ = three_days
        fonts = run("pdffonts", str(written.files[Format.PDF][0])).splitlines()[2:]
        assert fonts
        assert all("AtkinsonHyperlegible" in font and font.split()[-5] == "yes" for font in fonts)
        info = run("pdfinfo", str(written.files[Format.PDF][0]))
        assert "Alder Creek Town Hall: the front counter, November 2 to 4, 2026" in info
        assert b"/Lang" in written.files[Format.PDF][0].read_bytes()

    def test_every_question_is_a_bookmark(self, three_days):
        written, _ = three_days
        content = written.files[Format.PDF][0].read_bytes()
        assert content.count(b"/Dest") >= 10 or content.count(b"/Title") >= 10

    def test_every_page_says_how_many_there_are(self, three_days):
        written, _ = three_days
        pages = int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", str(written.files[Format.PDF][0])))[1])
        assert pages > 5
        for page in range(1, pages + 1):
            assert f"Page {page} of {pages}" in words(written.files[Format.PDF][0], "-f", str(page), "-l", str(page))

    @pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "595.28 x 841.89"), (Paper.LETTER, "612 x 792")])
    def test_paper(self, day, tmp_path, paper, size):
        write_report(day, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"}, paper=paper)
        assert size in run("pdfinfo", str(tmp_path / "report.pdf"))

    def test_letters_that_the_font_lacks_are_told_and_not_dropped(self, office, clock, tmp_path):
        services = tuple(
            replace(service, name="Việt Nam → 税") if service.id == "permit" else service for service in office.services
        )
        with open_front_desk("sqlite://", clock=clock, catalogue=replace(office, services=services)) as desk:
            Counter(desk, clock).serve("permit", 3, 4)
            write_report(desk, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"})
        assert "Việt Nam → 税" in words(tmp_path / "report.pdf")

    def test_nothing_of_a_person_is_in_it(self, desk, clock, tmp_path):
        counter = Counter(desk, clock)
        visit = counter.serve("permit", 3, 4, name="Xanthippe", reason="my zebra stable")
        desk.survey(visit, {"satisfaction": 5}, comment="quagga")
        write_report(desk, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf", Format.CSV: tmp_path / "tables"})
        everything = words(tmp_path / "report.pdf") + "".join(
            file.read_text() for file in (tmp_path / "tables").iterdir()
        )
        for word in ("Xanthippe", "zebra", "quagga", "dana"):
            assert word not in everything

    def test_columns_of_figures_stand_in_line(self):
        for weight in Weight:
            face = tabular_font(weight).face
            assert len({face.charWidths[ord(figure)] for figure in "0123456789"}) == 1
        assert substitutions(tabular_font(Weight.REGULAR).face.get_table("GSUB"), b"none") == {}


class TestTables:
    def test_hold_the_same_digits_as_the_pdf(self, three_days):
        written, _ = three_days
        said = words(written.files[Format.PDF][0])
        with (written.files[Format.CSV][0].parent / "waits_by_service.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["key"] for row in rows][-1] == "all"
        for row in rows:
            printed = [row["wait_n"], row["wait_p50_min"], row["wait_p90_min"], row["wait_longest_min"]]
            printed += [f"{row['within_percent']}%", row["within_k"], "of", row["within_n"]]
            assert " ".join(printed) in said.replace(",", ""), row["key"]

    def test_the_long_form_says_how_each_number_is_computed(self, three_days):
        written, _ = three_days
        with (written.files[Format.CSV][0].parent / "figures.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["table"] for row in rows} == set(written.figures.tables)
        assert all(row["how"].endswith(".") and row["n"] for row in rows)
        (cell,) = [
            row for row in rows
            if (row["table"], row["key"], row["figure"], row["part"]) == ("waits_by_service", "all", "within", "percent")
        ]  # fmt: skip
        assert (cell["value"], cell["unit"]) == (str(written.figures.within.percent), "%")

    def test_a_name_is_never_a_formula(self, office, clock, tmp_path):
        evil = '=HYPERLINK("http://x","y")'
        services = tuple(replace(one, name=evil) if one.id == "permit" else one for one in office.services)
        with open_front_desk("sqlite://", clock=clock, catalogue=replace(office, services=services)) as desk:
            Counter(desk, clock).serve("permit", 3, 4)
            written = write_report(desk, TUESDAY, TUESDAY, {Format.CSV: tmp_path})
        cells = [
            cell
            for file in written.files[Format.CSV]
            for row in csv.reader(file.read_text().splitlines())
            for cell in row
        ]
        assert f"'{evil}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


class TestPublic:
    def test_leaves_out_what_is_about_few(self, three_days, tmp_path):
        _, desk = three_days
        day = date(2026, 11, 3)
        inside = read_figures(desk, Span(day, day))
        write_report(
            desk,
            day,
            day,
            {Format.PDF: tmp_path / "report.pdf", Format.CSV: tmp_path / "tables"},
            audience=Audience.PUBLIC,
        )
        said = words(tmp_path / "report.pdf")
        assert "Public report" in said
        assert "to improve" not in said
        small = [line for line in inside.tables["waits_by_service"].lines if 0 < line.values[1].n < 10]
        assert small
        with (tmp_path / "tables" / "waits_by_service.csv").open(newline="") as file:
            shown = {row["key"]: row for row in csv.DictReader(file)}
        for line in small:
            assert {cell for column, cell in shown[line.key].items() if column not in {"key", "name"}} <= {
                "withheld",
                "",
            }
        exact = f"{inside.within.k} of {inside.within.n}"
        assert exact not in said


class TestCommand:
    @pytest.fixture
    def url(self, url, office, clock):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            a_day(Counter(desk, clock))
            assert latest_day(desk) == TUESDAY
        return url

    def report(self, *options):
        return CliRunner().invoke(cli, ["report", *options])

    def test_writes_what_it_says(self, url, tmp_path, monkeypatch):
        monkeypatch.setattr("greeter.clock.SystemClock.now", lambda _: datetime(2026, 11, 25, 18, tzinfo=UTC))
        pdf, tables = tmp_path / "out" / "day.pdf", tmp_path / "out" / "tables"
        said = self.report(
            "--db",
            url,
            "--from",
            "2026-11-24",
            "--to",
            "2026-11-24",
            "--pdf",
            str(pdf),
            "--csv",
            str(tables),
            "--paper",
            "letter",
        )
        assert said.exit_code == 0, said.output
        assert said.output == (
            f"Alder Creek Town Hall, 2026-11-24: 8 visits.\nWrote {pdf}\nWrote {len(list(tables.iterdir()))} tables into {tables}\n"
        )
        assert pdf.read_bytes().startswith(b"%PDF")

    def test_without_days_it_is_the_latest_day_with_visits(self, url, tmp_path, monkeypatch):
        monkeypatch.setattr("greeter.clock.SystemClock.now", lambda _: datetime(2026, 11, 27, 18, tzinfo=UTC))
        monkeypatch.chdir(tmp_path)
        said = self.report("--db", url)
        assert said.output.endswith("Wrote greeter-report-2026-11-24.pdf\n")
        assert (tmp_path / "greeter-report-2026-11-24.pdf").exists()

    def test_a_month_or_a_week_is_named_in_one_word(self, url, tmp_path, monkeypatch):
        monkeypatch.setattr("greeter.clock.SystemClock.now", lambda _: datetime(2026, 12, 27, 18, tzinfo=UTC))
        for period, days in (("2026-11", "2026-11-01 to 2026-11-30"), ("2026-W48", "2026-11-23 to 2026-11-29")):
            said = self.report("--db", url, "--period", period, "--json", str(tmp_path / "period.json"))
            assert said.output.startswith(f"Alder Creek Town Hall, {days}: 8 visits.")

    @pytest.mark.parametrize(
        ("days", "why"),
        [
            (("--from", "2026-11-24", "--to", "2026-11-20"), "is before the first"),
            (("--from", "24.11.2026"), "is no day. Write it as 2026-11-24."),
            (("--from", "2999-01-01"), "has not come yet"),
            (("--from", "1990-01-01", "--to", "2026-11-24"), "Give at most ten years."),
            (("--period", "november"), "is no month, week or day. Write it as 2026-11"),
            (("--period", "2026-13"), "is no month, week or day."),
            (("--period", "2026-11", "--to", "2026-11-24"), "The days are named twice."),
        ],
    )  # fmt: skip
    def test_bad_days(self, url, tmp_path, days, why):
        said = self.report("--db", url, *days, "--pdf", str(tmp_path / "no.pdf"))
        assert said.exit_code == 1
        assert why in said.output
        assert not (tmp_path / "no.pdf").exists()

    def test_a_file_that_can_not_be_written(self, day, tmp_path):
        (tmp_path / "taken").write_text("a file, no folder")
        with pytest.raises(Problem, match="can't be written"):
            write_report(day, TUESDAY, TUESDAY, {Format.CSV: tmp_path / "taken"})
        with pytest.raises(Problem, match="can't be written"):
            write_report(day, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "taken" / "report.pdf"})
        with pytest.raises(BadInput, match="Nothing is to be written"):
            write_report(day, TUESDAY, TUESDAY, {})
        assert [file.name for file in tmp_path.iterdir() if file.name != "home"] == ["taken"]

    def test_an_older_report_is_replaced_whole(self, day, tmp_path):
        (tmp_path / "report.pdf").write_text("old")
        write_report(day, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"})
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
        assert [file.name for file in tmp_path.iterdir() if file.name != "home"] == ["report.pdf"]


def test_a_very_long_catalogue_goes_on_over_pages(office, clock, tmp_path):
    template = office.service("dog")
    services = tuple(replace(template, id=f"s{number}", name=f"Service number {number}") for number in range(120))
    with open_front_desk(
        "sqlite://", clock=clock, catalogue=replace(office, services=services, counters=office.counters)
    ) as desk:
        for number in range(120):
            Counter(desk, clock).serve(f"s{number}", 2, 1)
        content = as_pdf(TEXTS, read_figures(desk, Span(TUESDAY, TUESDAY)))
    (tmp_path / "long.pdf").write_bytes(content)
    said = words(tmp_path / "long.pdf")
    assert all(f"Service number {number} " in said for number in range(120))


def test_a_service_that_the_catalogue_has_no_more_is_named_by_its_id(office, clock, url, tmp_path):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        for _ in range(40):
            Counter(desk, clock).serve("dog", 20, 1)
    smaller = replace(office, services=tuple(service for service in office.services if service.id != "dog"), hours={})
    with open_front_desk(url, clock=clock, catalogue=smaller) as desk:
        write_report(desk, TUESDAY, TUESDAY, {Format.PDF: tmp_path / "report.pdf"})
    said = words(tmp_path / "report.pdf")
    assert "We kept our promise to nobody. dog fell short." in said
