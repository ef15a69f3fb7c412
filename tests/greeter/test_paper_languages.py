"""Ticket and next steps on paper in every language: the number and the words are found in the PDF, fonts are in it, Arabic faces the other way."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from greeter.print_fonts import Weight, font
from greeter.print_text import width, wrap
from greeter.queueing.forecast import Forecast
from greeter.reports.tabular import tabular_font
from greeter.scripts import Script
from greeter.texts import Texts
from greeter.tickets.face import ticket_face
from greeter.tickets.image import picture, png
from greeter.tickets.roll import Roll
from greeter.tickets.sheet import Box, Code, Column, Line, Polygon, Sheet, Type, Words, check_mark
from greeter.tickets.sheet_pdf import pdf
from greeter.tickets.take_away import TakeAway, TakeAwayStep, take_away_pdf, take_away_sheets
from greeter.tickets.take_away_slip import take_away_slip
from greeter.tickets.thermal_pdf import ticket_pdf
from greeter.tickets.ticket_sheet import ticket_sheet
from tests.samples import SENTENCES, sample_texts

TOLD = Forecast(300_000, 660_000, 1_100_000, 3)
OWN_WORDS = {
    "en": ("Alder Creek Town Hall", "Photo ID", "A clerk looks at your drawing with you."),
    "es": ("Ayuntamiento de Alder Creek", "Identificación con fotografía", "Un empleado mira el plano con usted."),
    "fr": ("Mairie d’Alder Creek", "Pièce d’identité", "Un agent regarde votre plan avec vous : c’est gratuit."),
    "vi": ("Tòa thị chính Alder Creek", "Giấy tờ tùy thân có ảnh", "Nhân viên xem bản vẽ cùng quý vị."),
    "ar": ("بلدية ألدر كريك", "بطاقة هوية تحمل صورة (أصلية)", "ينظر موظف في رسمك معك خلال 15 دقيقة."),
    "zh": ("奥德溪市政厅", "带照片的身份证件", "工作人员会和您一起看图纸。"),
}
"""Of the office itself: its name, what to bring, what happens."""


@pytest.fixture
def face(desk):
    visit = desk.store.visit(desk.check_in(service="permit", told=TOLD).visit_id)

    def make(language):
        office, bring, happens = OWN_WORDS[language]
        texts = sample_texts(language)
        made = ticket_face(visit, desk.store.request(visit.request), TOLD, desk.office, texts)
        return replace(made, office=office, bring=(bring,), happens=(happens,)), texts

    return make


@pytest.fixture
def page(office):
    def make(language):
        name, bring, happens = OWN_WORDS[language]
        steps = (TakeAwayStep(happens, date(2026, 12, 2), bring), TakeAwayStep(bring, None))
        ours = (TakeAwayStep(happens, None, bring),)
        made = TakeAway(
            "P014",
            replace(office, name=name),
            bring,
            date(2026, 11, 24),
            "t",
            steps,
            ours,
            (bring,),
            office.directory[:2],
        )
        return made, sample_texts(language)

    return make


def plain(text):
    """Return letters, figures and signs alone: readers differ in spaces, marks for directions, and where they put a vowel's mark."""
    kept = (
        sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in {"Cf", "Mn", "Cc", "Zs"}
    )
    return "".join(kept)


def said(content, tmp_path):
    (tmp_path / "said.pdf").write_bytes(content)
    run = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "said.pdf", "-"], capture_output=True, text=True, check=True
    )
    return run.stdout


def fonts(content, tmp_path):
    """Return the PDF's fonts, and whether each is embedded and can be read as text."""
    (tmp_path / "fonts.pdf").write_bytes(content)
    run = subprocess.run(["pdffonts", tmp_path / "fonts.pdf"], capture_output=True, text=True, check=True)
    rows = [line.split() for line in run.stdout.splitlines()[2:]]
    return {row[0].partition("+")[2]: tuple(row[-5:-2]) for row in rows}


def words_of(sheet):
    return [mark for mark in sheet.marks if isinstance(mark, Words)]


def own_words(language):
    """Return words of the office that stand in one run, so that any reader has them in one piece."""
    return [plain(word) for text in OWN_WORDS[language] for word in text.split() if plain(word).isalpha()]


@pytest.mark.parametrize("language", SENTENCES)
class TestInEveryLanguage:
    def test_the_tickets_number_and_words_are_found_in_its_pdf(self, face, language, tmp_path):
        made, texts = face(language)
        text = plain(said(ticket_pdf(made, texts), tmp_path))
        assert made.number in text
        for words in (texts("Your number"), texts("What happens next"), texts("What to have ready")):
            for word in words.split():
                assert plain(word) in text
        assert own_words(language)
        assert [word for word in own_words(language) if word not in text] == []

    def test_the_next_steps_are_found_in_theirs(self, page, language, tmp_path):
        made, texts = page(language)
        text = plain(said(take_away_pdf(made, texts), tmp_path))
        assert made.number in text
        assert [word for word in own_words(language) if word not in text] == []
        assert made.office.phone in text

    def test_all_fonts_are_in_the_file(self, face, page, language, tmp_path):
        for content in (ticket_pdf(*face(language)), take_away_pdf(*page(language))):
            found = fonts(content, tmp_path)
            assert found
            assert set(found.values()) == {("yes", "yes", "yes")}
            assert all(name.startswith(("Atkinson", "Greeter-Noto")) for name in found)

    def test_the_same_ticket_gives_the_same_bytes(self, face, language):
        made, texts = face(language)
        assert ticket_pdf(made, texts) == ticket_pdf(made, texts)

    @pytest.mark.parametrize("roll", Roll)
    def test_nothing_is_outside_of_what_a_printer_prints(self, face, page, language, roll):
        for sheet in (ticket_sheet(*face(language), roll), take_away_slip(*page(language), roll)):
            assert words_of(sheet)
            for words in words_of(sheet):
                assert words.x >= roll.margin - words.type.size * 0.06, words.text
                assert words.x + words.width <= sheet.width - roll.margin + words.type.size * 0.06, words.text

    def test_the_picture_has_the_code_and_the_words(self, face, language):
        made, texts = face(language)
        sheet = ticket_sheet(made, texts)
        with Image.open(BytesIO(png(sheet))) as painted:
            assert [found.text for found in zxingcpp.read_barcodes(painted.convert("L"))] == [made.code]
        grey = picture(sheet, 1).convert("L")
        for words in words_of(sheet):
            size = words.type.size
            box = (words.x, words.y - 0.6 * size, words.x + words.width, words.y)
            assert grey.crop(tuple(round(side) for side in box)).getextrema()[0] < 100, words.text


class TestArabicFacesTheOtherWay:
    def test_every_part_of_the_ticket_stands_at_the_other_side(self, face):
        made, _ = face("en")
        here = ticket_sheet(made, Texts())
        there = here.facing(Script.ARABIC)
        assert len(there.marks) == len(here.marks)
        for one, other in zip(here.marks, there.marks, strict=True):
            assert edges(other) == pytest.approx([here.width - edge for edge in reversed(edges(one))])

    def test_words_end_at_the_right_and_the_mark_of_the_office_is_there(self, face):
        made, texts = face("ar")
        sheet = ticket_sheet(made, texts)
        margin = Roll.MM_80.margin
        (number,) = [words for words in words_of(sheet) if words.text == made.number]
        (label,) = [words for words in words_of(sheet) if words.text == "رقمك"]
        assert label.x + label.width == pytest.approx(number.x + number.width, abs=number.type.size * 0.06)
        headings = [words for words in words_of(sheet) if words.text == texts("What happens next")]
        assert [words.x + words.width for words in headings] == [pytest.approx(sheet.width - margin)]
        boxes = [mark for mark in sheet.marks if isinstance(mark, Box) and mark.height == mark.width]
        assert all(box.x > sheet.width / 2 for box in boxes)
        arch = next(mark for mark in sheet.marks if isinstance(mark, Polygon))
        assert min(x for x, _ in arch.points) > sheet.width / 2

    def test_the_code_of_the_take_away_is_at_the_left_and_its_steps_at_the_right(self, page):
        (arabic,) = take_away_sheets(*page("ar"))
        (english,) = take_away_sheets(*page("en"))
        places = [next(mark.x for mark in sheet.marks if isinstance(mark, Code)) for sheet in (arabic, english)]
        assert places[0] < arabic.width / 2 < places[1]
        numbers = [next(w.x for w in words_of(sheet) if w.text == "1") for sheet in (arabic, english)]
        assert numbers[0] > arabic.width / 2 > numbers[1]

    def test_a_check_mark_is_not_turned_round(self):
        check = check_mark(10, 10, 8)
        sheet = Sheet(100, 50, 72, (check,), "", "ar")
        (turned,) = sheet.facing(Script.ARABIC).marks
        assert [x - 72 for x, _ in turned.points] == pytest.approx([x for x, _ in check.points])

    def test_lines_stand_further_apart_and_numbers_stay_in_the_text_font(self, face):
        made, texts = face("ar")
        sheet = ticket_sheet(made, texts)
        (number,) = [words for words in words_of(sheet) if words.text == made.number]
        assert number.type.script is Script.LATIN
        body = next(words for words in words_of(sheet) if words.text.startswith("ينظر"))
        assert body.type.advance == pytest.approx(1.5 * body.type.size)


def edges(mark):
    """Return left and right end of a mark."""
    if isinstance(mark, Line):
        return [mark.x1, mark.x2]
    if isinstance(mark, Polygon):
        return [min(x for x, _ in mark.points), max(x for x, _ in mark.points)]
    wide = mark.module * len(mark.modules) if isinstance(mark, Code) else mark.width
    return [mark.x, mark.x + wide]


@pytest.mark.parametrize("first", [font, tabular_font], ids=["tickets", "reports"])
def test_fonts_of_tickets_and_of_reports_stand_beside_each_other(first):
    code = f"""
from greeter.print_fonts import Weight, font
from greeter.reports.tabular import tabular_font
from reportlab.pdfbase.pdfmetrics import getFont
made = [{first.__name__}(Weight.BOLD), font(Weight.BOLD), tabular_font(Weight.BOLD)]
assert all(getFont(one.fontName) is one for one in made), made
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_who_reads_a_pdf_finds_whole_words_with_their_marks_and_joined_letters(tmp_path):
    sentences = ("تحدّث إلى شخص لاحقًا", "الثلاثاء، لا أحتاج إلى شيء", "مُحمَّد (مجانًا)")
    column = Column(20, 500, 20, script=Script.ARABIC)
    for sentence in sentences:
        column.words(sentence, Type(20, Weight.BOLD, 1.5))
    sheet = Sheet(540, 200, 72, tuple(column.marks), "", "ar").facing(Script.ARABIC)
    text = plain(said(pdf([sheet]), tmp_path))
    assert [sentence for sentence in sentences if plain(sentence) not in text] == []


def test_a_mark_for_directions_alone_takes_no_room():
    marked = wrap("اتصل على \u200e555-0100.", Script.ARABIC, Weight.BOLD, 12, 400)
    bare = wrap("اتصل على 555-0100.", Script.ARABIC, Weight.BOLD, 12, 400)
    assert [width(line, Script.ARABIC, Weight.BOLD, 12) for line in marked] == pytest.approx(
        [width(line, Script.ARABIC, Weight.BOLD, 12) for line in bare]
    )
