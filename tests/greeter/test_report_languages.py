"""The report in each language: nothing stays English, no letter is lost, and no text runs into another or off the page."""

from __future__ import annotations

import gettext
import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from unicodedata import bidirectional

import pytest
from babel.messages.pofile import read_po

from greeter.front_desk.case import Question
from greeter.model.spoken import in_language
from greeter.model.visit import MINUTE_MS
from greeter.print_fonts import Weight, letters
from greeter.print_text import one_line, printable, runs
from greeter.reports.charts.marks import BLOCKS
from greeter.reports.compared import Keys, compared_offices
from greeter.reports.day_keys import DayKeys
from greeter.reports.evidence import Answer, Told
from greeter.reports.lettering import set_line
from greeter.reports.measures import Measure
from greeter.reports.numbers import money, number
from greeter.reports.only import Only
from greeter.reports.pages.page import PaperPage
from greeter.reports.pdf import as_pdf
from greeter.reports.quantities import Share
from greeter.reports.said import HourOf, LanguageName, Weekday, hours_words, report_texts
from greeter.reports.sheet import Ink, Paper, Sheet, grey
from greeter.reports.span import Span
from greeter.reports.table import Column, Line, Table
from greeter.scripts import Script, fonts_for, script_of
from greeter.texts import LOCALE_FOLDER, Texts
from tests.greeter.report_days import TUESDAY, evidence, figures, left, request, visit
from tests.greeter.test_translations import LANGUAGES

MONDAY = TUESDAY - timedelta(days=1)


def many_visits():
    """Two busy weeks with a slow service at noon, visitors who leave, are sent on, come back, and speak several languages."""
    made = []
    for number_ in range(360):
        service = ("permit", "property-tax", "dog")[number_ % 3]
        day, hour = MONDAY + timedelta(days=number_ % 5 - 7 * (number_ % 2)), 9 + number_ % 7
        wait = 31.0 if hour in {11, 12} and number_ % 2 else 4.0 + number_ % 9
        first = left(service, 24.0) if number_ % 23 == 0 else request(service, wait)
        more = [request("property-tax", 6.0)] if number_ % 11 == 0 and first.started else []
        if more:
            first.moved = True
        language = ("en", "es", "vi", "zh", "ar")[number_ % 5]
        came_back = number_ % 4 == 0
        made.append(visit(number_, first, *more, hour=hour, day=day, language=language, came_back=came_back))
    return made


@pytest.fixture(scope="module")
def found():
    """Return what makes the evidence of an office."""
    visits = many_visits()
    answers = [
        Answer(one.id, question.value, 5 if place % 6 else 2, one.first.service)
        for place, one in enumerate(visits[:90])
        for question in Question
    ]
    told = [
        Told(one.day.isoformat(), one.first.service, 3 * MINUTE_MS, 9 * MINUTE_MS, 20 * MINUTE_MS, one.first.wait_ms, one.first.started)
        for one in visits
    ]  # fmt: skip
    return visits, answers, told


def made(found, desk, language):
    office = in_language(desk.office, language)
    visits, answers, told = found
    first = MONDAY - timedelta(days=7)
    return figures(
        evidence(office, visits, first, TUESDAY + timedelta(days=3), told, answers), desk,
        earlier=Share(260, 340, office.goal), lacking={one.id for one in visits if one.first.service == "dog"},
    )  # fmt: skip


class Missed(gettext.NullTranslations):
    """Notes the sentences that no catalogue has."""

    def __init__(self):
        super().__init__()
        self.sentences = set()

    def gettext(self, message):
        self.sentences.add(message)
        return message

    def ngettext(self, one, many, n):
        self.sentences.add((one, many))
        return super().ngettext(one, many, n)


def watched(code):
    """Return the texts of a language, and what they miss."""
    missed = Missed()
    translation = gettext.translation("reports", LOCALE_FOLDER, languages=[code])
    translation.add_fallback(gettext.translation("greeter", LOCALE_FOLDER, languages=[code]))
    translation.add_fallback(missed)
    return Texts(code, translation), missed


class Placed:
    """Notes where each text is written."""

    def __init__(self, monkeypatch):
        self.texts = []
        write = Sheet._write

        def noted(sheet, x, y, runs, size, align="left"):
            wide = write(sheet, x, y, runs, size, align)
            start = {"left": x, "right": x - wide, "centre": x - wide / 2}[align]
            if (x, y) != (0.0, 0.0):  # a page number is placed by its form
                self.texts.append((sheet.page, y, start, start + wide, size, "".join(run.text for run in runs)))
            return wide

        monkeypatch.setattr(Sheet, "_write", noted)

    def beyond(self, width):
        return [text for _, _, start, end, _, text in self.texts if start < 38 or end > width - 38]

    def overlapping(self):
        """Return the pairs of texts in one line that run into each other."""
        lines = {}
        for page, y, start, end, size, text in self.texts:
            if text.strip():
                lines.setdefault((page, round(y)), []).append((start, end, size, text))
        return [
            (before[3], after[3])
            for line in lines.values()
            for before, after in pairwise(sorted(line))
            if before[1] > after[0] + 0.5
        ]


def read(content, path):
    path.write_bytes(content)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_report_is_whole_in_each_language(code, found, desk, tmp_path, monkeypatch):
    placed, (texts, missed) = Placed(monkeypatch), watched(code)
    told = made(found, desk, code)
    paper = Paper.LETTER if code in {"ar", "es"} else Paper.A4
    content = as_pdf(texts, told, paper)
    own = {line.name for table in told.tables.values() for line in table.every_line}
    digits = {
        sentence for sentence in missed.sentences if isinstance(sentence, str) and not re.search(r"\w{2}", sentence)
    }
    assert missed.sentences - own - digits == set()
    assert placed.beyond(paper.size[0]) == []
    assert placed.overlapping() == []
    said = read(content, tmp_path / "report.pdf")
    assert re.search(rb"/Lang \(" + code.encode(), content)
    info = subprocess.run(["pdfinfo", tmp_path / "report.pdf"], capture_output=True, text=True, check=True).stdout
    assert told.office.name in info
    assert ("612 x 792" if paper is Paper.LETTER else "595.28 x 841.89") in info
    assert content.count(b"/Title") >= 10
    fonts = subprocess.run(["pdffonts", tmp_path / "report.pdf"], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:])
    if code == "ar":  # its lines are read in another order
        assert sum(bidirectional(sign) == "AL" for sign in said) > 10 * sum(bidirectional(sign) == "L" for sign in said)
    else:
        assert " ".join(texts("How long did people wait?").split()) in " ".join(said.replace("\xa0", " ").split())


def test_english_runs_into_nothing_either(found, desk, monkeypatch):
    placed = Placed(monkeypatch)
    as_pdf(Texts(), made(found, desk, "en"))
    assert placed.beyond(Paper.A4.size[0]) == []
    assert placed.overlapping() == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("code", ["en", *LANGUAGES])
def test_the_widest_table_has_its_names_and_stays_on_the_paper(code, paper, office, desk, monkeypatch):
    """Names stand above their numbers where there is no room for both beside each other."""
    names = ("Alder Creek Town Hall", "Pine County Building Permits", "Red Mesa Motor Vehicle Office")
    offices = [replace(office, id=name[:3], name=name) for name in names]
    busy = DayKeys(TUESDAY, 2_334, (170_000,) * 2_000, 1_800, 2_136, 36, 23, 2_270, 1_652, 392, 10_000_000, 1_791)
    keys = Keys((busy, replace(busy, within=1_700)), ((400, 511), (390, 511)))
    table = compared_offices([(one, keys) for one in offices], "Ald")
    told = figures(evidence(office, []), desk)
    placed, texts = Placed(monkeypatch), report_texts(code)
    sheet = Sheet(paper, title="", author="", subject="", language=code)
    page = PaperPage(sheet, texts, replace(told, tables={table.key: table}))
    page.table(table.key)
    page.end()
    assert placed.beyond(paper.size[0]) == []
    assert placed.overlapping() == []
    assert set(names) <= {text for *_, text in placed.texts}


@pytest.mark.parametrize(("signs", "is_cut"), [(50, False), (70, True), (110, False)])
def test_a_name_is_cut_a_little_or_not_at_all(signs, is_cut, office, desk, monkeypatch):
    """Where most of a name has no room beside its numbers, it stands above them."""
    columns = tuple(Column(key, "Within standard", Measure.WITHIN) for key in "abc")
    name = "what to bring before " * 9
    line = Line("one", name[:signs], (Share(1_534, 1_686),) * 3)
    placed = Placed(monkeypatch)
    sheet = Sheet(Paper.A4, title="", author="", subject="", language="en")
    told = replace(figures(evidence(office, []), desk), tables={"t": Table("t", "Table", "What", columns, (line,))})
    page = PaperPage(sheet, Texts(), told)
    page.table("t")
    page.end()
    (written,) = (text for *_, text in placed.texts if text.startswith("what to bring"))
    assert written.endswith("…") is is_cut
    assert is_cut or written == line.name


@pytest.mark.parametrize("code", LANGUAGES)
def test_fonts_have_every_letter_of_the_words(code):
    script = script_of(code)
    with (LOCALE_FOLDER / code / "LC_MESSAGES" / "reports.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=code) if message.id]
    said = {text for one in messages for text in (one.string if isinstance(one.string, tuple) else (one.string,))}
    assert [text for text in said if printable(text, script).count("?") != text.count("?")] == []
    assert "?" not in printable("−1,234.5 % $ × ÷ – … “a” +", script)
    signs = set("".join(said)) - set("\u00a0\u202f ")
    for weight in Weight:
        known = set().union(*(letters(weight, other) for other in fonts_for("".join(said), script)))
        assert [sign for sign in signs if ord(sign) not in known] == []
    if script is Script.ARABIC:  # what is painted without a letter is a mark: it takes no room
        lines = [one_line(text, script) for text in said]
        painted = [glyph for line in lines for run in runs(line, script, Weight.BOLD) for glyph in run.glyphs]
        assert [glyph for glyph in painted if not glyph.text and glyph.advance] == []


def test_an_arabic_page_is_mirrored(monkeypatch):
    sheet = Sheet(Paper.A4, title="t", author="a", subject="s", language="ar")
    drawn = []
    monkeypatch.setattr(sheet._canvas, "rect", lambda x, *_, **__: drawn.append(x))
    sheet.box(41.0, 100, 50, 10, Ink.INK)
    assert drawn == [pytest.approx(sheet.width - 91.0)]


@pytest.mark.parametrize(
    ("code", "shown", "cost", "hours", "nine", "monday", "days", "month"),
    [
        ("en", "2,914.5", "$74.25", "from 10 to 12", "9 am", "Monday", "November 2 to 8, 2026", "November 2026"),
        ("es", "2,914.5", "$74.25", "de 10 a.m. a 12 p.m.", "9 a.m.", "Lunes", "2–8 de noviembre de 2026", "noviembre de 2026"),
        ("fr", "2 914,5", "74,25 $", "de 10 h à 12 h", "9 h", "Lundi", "2–8 nov. 2026", "novembre 2026"),
        ("vi", "2.914,5", "74,25 $", "từ 10h đến 12h", "9h", "Thứ Hai", "2 – 8 thg 11, 2026", "tháng 11 năm 2026"),
        ("zh", "2,914.5", "$74.25", "10时至12时", "9时", "星期一", "2026年11月2日 – 8日", "2026年11月"),
        ("ar", "2,914.5", "74.25 $", "من 10 ص إلى 12 م", "9 ص", "الاثنين", "2–8 نوفمبر 2026", "نوفمبر 2026"),
    ],
)  # fmt: skip
def test_numbers_and_days_as_each_language_writes_them(code, shown, cost, hours, nine, monday, days, month):
    texts = report_texts(code)
    said = [
        number("2914.5", texts), money("$", "74.25", texts), hours_words(texts, 10, 12), texts(HourOf(9)),
        texts(Weekday(0)), Span(MONDAY.replace(day=2), MONDAY.replace(day=8)).words(texts),
        Span(MONDAY.replace(day=1), MONDAY.replace(day=30)).words(texts),
    ]  # fmt: skip
    plain = [re.sub("[\u00a0\u202f\u2009]", " ", one).replace("\u200f", "") for one in said]
    assert plain == [shown, cost, hours, nine, monday, days, month]


def test_signs_of_direction_are_not_painted():
    """An amount in Arabic begins with one, and has no other sign that is not in the text font."""
    amount = money("$", "74.25", report_texts("ar"))
    assert amount.startswith("\u200f")
    runs_ = [run for part in set_line([(amount, Weight.REGULAR)], Script.ARABIC).letters for run in part.painted]
    said = "".join(run.signs + "".join(glyph.text for glyph in run.glyphs) for run in runs_)
    assert sorted(said.replace("\u00a0", "").replace(" ", "")) == sorted("74.25$")


def test_languages_are_named_in_the_report_s_language():
    assert [report_texts(code)(LanguageName("es")) for code in ("en", "fr", "zh")] == [
        "Spanish",
        "Espagnol",
        "西班牙语",
    ]
    assert LanguageName("es") == "Spanish"


def test_some_visits_alone_are_named_in_the_report_s_language(office):
    """People read names where files have codes."""
    only, telling = Only(channel="phone", language="vi"), Only(service="dog", channel="counter", language="es")
    named = {code: only.named(report_texts(code), office).name for code in ("en", "es", "zh", "vi", "ar", "fr")}
    assert named == {
        "en": "Alder Creek Town Hall: Phone, Vietnamese",
        "es": "Alder Creek Town Hall: Teléfono, Vietnamita",
        "zh": "Alder Creek Town Hall：电话、越南语",
        "vi": "Alder Creek Town Hall: Điện thoại, Tiếng Việt",
        "ar": "Alder Creek Town Hall: هاتف، الفيتنامية",
        "fr": "Alder Creek Town Hall\u00a0: Téléphone, Vietnamien",
    }
    french = in_language(office, "fr")
    assert telling.words(report_texts("fr"), french) == f"{french.service('dog').name}, Sans rendez-vous, Espagnol"


def test_a_grey_print_tells_the_same():
    """The steps of a map grow darker, with numbers that can be read on them; late, in time and gone are dark, light and hollow."""
    steps = [grey(ink) for ink in (Ink.HEAT1, Ink.HEAT2, Ink.HEAT3, Ink.HEAT4)]
    assert all(light > 1.5 * dark for light, dark in pairwise([one + 0.05 for one in steps[1:]]))
    assert steps == sorted(steps, reverse=True)
    for ground, ink in ((Ink.HEAT1, Ink.INK), (Ink.HEAT2, Ink.INK), (Ink.HEAT3, Ink.WHITE), (Ink.HEAT4, Ink.WHITE)):
        light, dark = sorted((grey(ground), grey(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    filled = sorted(grey(block.fill) + 0.05 for block in BLOCKS.values() if block.fill)
    assert len(filled) == len(BLOCKS) - 1
    assert filled[1] / filled[0] >= 3
