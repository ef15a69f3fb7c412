"""One report in all of its forms: the same numbers to the digit on paper, on screen, in tables, in a workbook and for programs."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise

import openpyxl
import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.problems import Problem
from greeter.reports.formats import Format, Report, write_files
from greeter.reports.public import Audience
from greeter.reports.quantities import Amount, Count, Quantiles, Saving, Share, tenths
from greeter.reports.report import write_report
from greeter.reports.wording import (
    amount_text,
    between_text,
    n_text,
    number_of,
    of_text,
    parts,
    percent_text,
    saving_text,
)
from greeter.simulate.simulation import Simulation
from greeter.texts import Texts, texts_for
from tests.greeter.report_days import TUESDAY, Counter, a_day

TEXTS = Texts()
DAY = date(2026, 11, 3)
NOT_ON_PAPER = {
    "within_after_transfer", "praise_ratio", "clerks_needed", "compared_before", "waits_by_weekday", "demand_by_weekday",
}  # fmt: skip
"""Told in a sentence, drawn as a map, or nothing on one day with none before."""
MOVES = 8
"""So many lines of the table of moves are told."""


def places(folder):
    return {form: folder / (form.value if form is Format.CSV else f"report.{form.value}") for form in Format}


@pytest.fixture(scope="module")
def simulated(office):
    clock = ManualClock(datetime(2026, 11, 3, 8, tzinfo=UTC))
    with open_front_desk("sqlite://", clock=clock, catalogue=office, durable=False) as desk:
        for _ in Simulation(desk, clock, seed=5).play(DAY, 1):
            pass
        yield desk


@pytest.fixture(scope="module", params=list(Audience), ids=lambda audience: audience.value)
def made(simulated, request, tmp_path_factory):
    """Figures, and where they were written."""
    wanted = places(tmp_path_factory.mktemp("forms"))
    return write_report(simulated, DAY, DAY, wanted, audience=request.param).figures, wanted


@pytest.fixture(scope="module")
def numbers(made):
    """Each number of the figures by its key, as the digits that files hold."""
    return {
        (table.key, line.key, column.key, part.key): part.text
        for table in made[0].tables.values()
        for line in table.every_line
        for column, value in zip(table.columns, line.values, strict=True)
        for part in parts(value)
    }


def on_page(value, currency):
    """What people read of a quantity, in order."""
    match value:
        case Share():
            return [percent_text(TEXTS, value), *[said for said in [of_text(TEXTS, value)] if said]]
        case Quantiles() if value.known:
            return [n_text(value), tenths(value.p50), tenths(value.p90)]
        case Quantiles() | Count():
            return [n_text(value) if value.veil != "withheld" else "withheld"]
        case Saving():
            return [said for said in (saving_text(TEXTS, value), between_text(TEXTS, value)) if said]
        case Amount():
            return [amount_text(TEXTS, value, currency)]


def told(figures, table):
    """For each line of a table that is told, its name and what is read of it, as one pattern."""
    for line in table.every_line[: MOVES if table.key == "moves" else None]:
        said = [word for value in line.values for word in on_page(value, figures.office.currency)]
        yield line.name, re.compile(r"(?<!\S)" + r"\s.*?".join(map(spaced, said)) + r"(?!\S)")


def spaced(words):
    """A pattern of words; how far they stand apart is a reader's guess on paper."""
    return r"\s*".join(map(re.escape, words.split()))


class Reader(HTMLParser):
    """What stands in the tables of a page: for each caption the lines, as the eye reads them."""

    def __init__(self):
        super().__init__()
        self.tables, self.tags, self._inside, self._hidden = {}, [], [], 0
        self._line = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        self._inside.append((tag, attributes.get("class") == "unseen" or tag in {"svg", "style", "title"}))
        self._hidden += self._inside[-1][1]
        if tag == "caption":
            self._line = []
        if tag == "tr" and self.tables:
            self._line = []
            list(self.tables.values())[-1].append(self._line)
        if tag in {"td", "th"} and self._line is not None:
            self._line.append("")

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        while self._inside and self._inside[-1][0] != tag:
            self._hidden -= self._inside.pop()[1]
        if self._inside:
            self._hidden -= self._inside.pop()[1]
        if tag == "caption":
            self.tables["".join(self._line)] = []

    def handle_data(self, data):
        if self._line is None or self._hidden:
            return
        if any(tag == "caption" for tag, _ in self._inside):
            self._line.append(data)
        elif self._line and any(tag in {"td", "th"} for tag, _ in self._inside):
            self._line[-1] += data


def read(file):
    reader = Reader()
    reader.feed(file.read_text("utf-8").replace("<meta ", "<br ").replace("<!DOCTYPE html>", ""))
    return reader


class TestSameNumbers:
    def test_in_the_tables(self, made, numbers):
        folder = made[1][Format.CSV]
        with (folder / "figures.csv").open(newline="", encoding="utf-8") as file:
            rows = {(row["table"], row["key"], row["figure"], row["part"]): row for row in csv.DictReader(file)}
        assert {key: row["value"] for key, row in rows.items()} == {
            key: text for key, text in numbers.items() if key[-1] != "n"
        }
        wide = {}
        for table in made[0].tables.values():
            with (folder / f"{table.key}.csv").open(newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    told = {name: cell for name, cell in row.items() if cell}
                    wide |= {
                        (
                            table.key,
                            row["key"],
                            re.sub("_(min|cost|in_time|visits|min_work|min_waiting)$", "", name),
                        ): told[name]
                        for name in told
                    }
        for (table, line, column, part), text in numbers.items():
            assert wide.get((table, line, f"{column}_{part}"), "") == text

    def test_for_programs(self, made, numbers):
        document = json.loads(made[1][Format.JSON].read_text("utf-8"))
        found = {one["key"]: one for one in document["figures"]}
        assert len(found) == len(document["figures"])
        for key, text in numbers.items():
            if key[-1] != "n":
                one = found.pop(".".join(key))
                assert (one["text"], one["value"]) == (text, number_of(text))
                assert one["value"] is None or str(one["value"]) == text.strip("<>+") or "." in text
        assert not found

    def test_in_the_workbook(self, made, numbers):
        book = openpyxl.load_workbook(made[1][Format.XLSX])
        assert book.sheetnames == ["report", *made[0].tables, "figures", "definitions"]
        for table in made[0].tables.values():
            sheet = book[table.key]
            assert sheet.freeze_panes == "B2"
            assert not table.lines or sheet.column_dimensions["A"].width > 10
            for row, line in enumerate(table.every_line, start=2):
                expected = [part.text for value in line.values for part in parts(value)]
                cells = [sheet.cell(row, place) for place in range(2, sheet.max_column)]
                if line.said:
                    assert cells.pop().value == line.said
                shown = [as_shown(cell) for cell in cells]
                assert sorted(filter(None, shown)) == sorted(filter(None, expected)), (table.key, line.key)
        long = [[as_shown(cell) for cell in row] for row in book["figures"].iter_rows(min_row=2)]
        assert {(row[0], row[2], row[4], row[5]): row[6] for row in long} == {
            key: text for key, text in numbers.items() if key[-1] != "n"
        }

    def test_on_screen(self, made):
        figures, wanted = made
        tables = read(wanted[Format.HTML]).tables
        for table in figures.tables.values():
            if table.empty or table.key in NOT_ON_PAPER:
                continue
            lines = [" ".join(" ".join(cells).split()) for cells in tables[table.title]]
            for name, pattern in told(figures, table):
                assert any(line.startswith(name) and pattern.search(line) for line in lines), (table.key, name, pattern)

    def test_on_paper(self, made):
        figures, wanted = made
        said = subprocess.run(
            ["pdftotext", "-layout", str(wanted[Format.PDF]), "-"], capture_output=True, text=True, check=True
        ).stdout
        lines = [line.strip() for line in said.splitlines()]
        for table in figures.tables.values():
            if table.empty or table.key in NOT_ON_PAPER:
                continue
            for name, pattern in told(figures, table):
                found = [
                    line[line.index(name[:12]) :] for line in lines if name[:12] in line
                ]  # two may stand side by side
                assert any(map(pattern.search, found)), (table.key, name, pattern)


def as_shown(cell):
    """What a spreadsheet shows of a cell."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    decimals = len(cell.number_format.partition(".")[2].strip('"+'))
    return f"{cell.value:.{decimals}f}" + ("+" if cell.number_format.endswith('"+"') else "")


class TestPublic:
    def test_nothing_about_few_is_in_any_form(self, made):
        figures, wanted = made
        document = json.loads(wanted[Format.JSON].read_text("utf-8"))
        few = [one for one in document["figures"] if one["unit"] != "lines" and 0 < (one["n"] or 0) < 10]
        page = wanted[Format.HTML].read_text("utf-8")
        federal = wanted[Format.CSV] / "survey_a11.csv"
        if figures.audience is Audience.OFFICE:
            assert few
            assert document["improve"]
            assert page.count("<circle") > 20
            assert federal.exists()
        else:
            assert not few
            assert not document["improve"]
            assert "to improve" not in page
            assert "The longest waited" not in page
            assert not federal.exists()


class TestWebPage:
    @pytest.fixture
    def page(self, made):
        return read(made[1][Format.HTML])

    def test_headings_follow_each_other_and_tables_say_what_they_are(self, page):
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        tags = [tag for tag, _ in page.tags]
        assert tags.count("table") == tags.count("caption") > 20
        assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")

    def test_needs_nothing_but_itself(self, made, page):
        text = made[1][Format.HTML].read_text("utf-8")
        assert not {"script", "img", "link", "iframe", "object"} & {tag for tag, _ in page.tags}
        assert "http:" not in text
        assert "https:" not in text
        assert "url(" in text
        assert set(re.findall(r"url\(.(.{5})", text)) == {"data:"}
        links = [attributes["href"] for _, attributes in page.tags if "href" in attributes]
        names = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
        assert links
        assert {link.removeprefix("#") for link in links} <= names

    def test_every_part_has_its_look(self, made, page):
        sheet = re.search("<style>(.*)</style>", made[1][Format.HTML].read_text("utf-8"), re.DOTALL)[1]
        used = {name for _, attributes in page.tags for name in attributes.get("class", "").split()}
        assert not {name for name in used if f".{name}" not in sheet}
        assert "$" not in sheet

    @pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("zh", "ltr"), ("en", "ltr")])
    def test_says_its_language_and_its_way(self, made, tmp_path, language, way):
        file = tmp_path / "report.html"
        write_files(Report(texts_for(language), made[0]), {Format.HTML: file})
        assert f'<html lang="{language}" dir="{way}">' in file.read_text("utf-8")
        assert file.stat().st_size < 2_000_000


class TestTables:
    def test_the_public_s_never_lie_beside_the_office_s_own(self, simulated, tmp_path):
        own = tmp_path / "phone-calls.csv"
        own.write_text("key,name\n")
        for audience in Audience:
            files = write_report(simulated, DAY, DAY, {Format.CSV: tmp_path}, audience=audience).files[Format.CSV]
        assert audience is Audience.PUBLIC
        assert not {"survey_a11.csv", "improve.csv"} & {file.name for file in files}
        assert set(tmp_path.iterdir()) == {own, *files}


class TestFederalForm:
    def test_counts_each_answer(self, desk, clock, tmp_path):
        for answers in ({"satisfaction": 5, "trust": 4}, {"satisfaction": 2}, {"satisfaction": 5, "trust": 5}):
            desk.survey(Counter(desk, clock).serve("dog", 2, 3), answers)
        write_report(desk, TUESDAY, TUESDAY, {Format.CSV: tmp_path})
        with (tmp_path / "survey_a11.csv").open(newline="", encoding="utf-8") as file:
            (row,) = csv.DictReader(file)
        assert row["organization_name"] == "Alder Creek Town Hall"
        assert (row["start_date"], row["end_date"]) == ("2026-11-24", "2026-11-24")
        assert (row["volume_of_customers"], row["volume_of_respondents"]) == ("3", "3")
        assert row["volume_of_customers_provided_survey_opportunity"] == ""  # nobody knows
        assert row["q1_text"].startswith("Trust")
        assert [row[f"q1_{grade}"] for grade in range(1, 6)] == ["0", "0", "0", "1", "1"]
        assert [row[f"q2_{grade}"] for grade in range(1, 6)] == ["0", "1", "0", "0", "2"]
        assert (row["q1_point_scale"], row["q2_point_scale"], row["q7_point_scale"]) == ("4.50", "4.00", "")


class TestSafety:
    def test_no_form_holds_a_formula_or_markup_of_somebody_else(self, office, clock, tmp_path):
        evil, bold = '=HYPERLINK("http://x","y")', "<b onclick=x>Dogs</b>"
        names = {"permit": evil, "dog": bold}
        services = tuple(replace(one, name=names.get(one.id, one.name)) for one in office.services)
        wanted = places(tmp_path)
        with open_front_desk("sqlite://", clock=clock, catalogue=replace(office, services=services)) as desk:
            Counter(desk, clock).serve("permit", 3, 4)
            Counter(desk, clock).serve("dog", 3, 4)
            write_report(desk, TUESDAY, TUESDAY, wanted)
        cells = [
            cell for sheet in openpyxl.load_workbook(wanted[Format.XLSX]) for row in sheet.iter_rows() for cell in row
        ]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        held = [cell for cell in cells if cell.value == evil]
        assert held
        assert all(cell.quotePrefix for cell in held)
        for file in wanted[Format.CSV].iterdir():
            for row in csv.reader(file.read_text("utf-8").splitlines()):
                assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
        page = wanted[Format.HTML].read_text("utf-8")
        assert bold not in page
        assert "&lt;b onclick=x&gt;Dogs&lt;/b&gt;" in page

    def test_without_the_extra_it_says_what_to_install(self, desk, clock, tmp_path, monkeypatch):
        a_day(Counter(desk, clock))
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(Problem, match="needs XlsxWriter"):
            write_report(desk, TUESDAY, TUESDAY, {Format.XLSX: tmp_path / "report.xlsx"})
        assert not (tmp_path / "report.xlsx").exists()


def test_the_command_writes_each_form_where_it_is_told(url, office, clock, tmp_path, monkeypatch):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        a_day(Counter(desk, clock))
    monkeypatch.setattr("greeter.clock.SystemClock.now", lambda _: datetime(2026, 11, 25, 18, tzinfo=UTC))
    wanted = places(tmp_path)
    options = [word for form, place in wanted.items() for word in (f"--{form.value}", str(place))]
    said = CliRunner().invoke(cli, ["report", "--db", url, "--to", "2026-11-24", *options])
    assert said.exit_code == 0, said.output
    assert all(place.exists() for place in wanted.values())
    assert all(str(place) in said.output for place in wanted.values())
