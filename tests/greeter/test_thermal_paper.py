"""What a receipt printer printed, decoded back from its bytes, and read as a person and a phone would: in each language, at each width."""

import re
import subprocess
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageChops
from pyzbar import pyzbar

from greeter.model.catalogue import NextStep, Owner
from greeter.printing.bitmap import Bitmap, bitmap_of
from greeter.printing.document import TakeAwayDocument, TicketDocument
from greeter.printing.escpos import raster_bands, without_live_commands
from greeter.printing.proof import ProofDocument
from greeter.printing.thermal import Device, ThermalPrinter
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.tickets.face import ticket_face
from greeter.tickets.image import picture
from greeter.tickets.roll import DPI, Roll, mm
from greeter.tickets.sheet import Box, Column, Sheet, Type, Words
from greeter.tickets.sheet_pdf import pdf
from greeter.tickets.take_away_slip import take_away_slip
from greeter.tickets.ticket_sheet import ticket_sheet
from greeter.views.ticket_view import read_take_away
from tests.samples import SENTENCES, sample_texts
from tests.thermal_printer import Printer

LANGUAGES = tuple(SENTENCES)
"""Those that a ticket may be in."""
OWN_WORDS = {
    "en": ("Alder Creek Town Hall", "Photo ID", "A clerk looks at your drawing with you."),
    "es": ("Ayuntamiento de Alder Creek", "Identificación con fotografía", "Un empleado mira el plano con usted."),
    "fr": ("Mairie d’Alder Creek", "Pièce d’identité", "Un agent regarde votre plan avec vous."),
    "vi": ("Tòa thị chính Alder Creek", "Giấy tờ tùy thân có ảnh", "Nhân viên xem bản vẽ cùng quý vị."),
    "ar": ("بلدية ألدر كريك", "بطاقة هوية تحمل صورة", "ينظر موظف في رسمك معك خلال 15 دقيقة."),
    "zh": ("奥德溪市政厅", "带照片的身份证件", "工作人员会和您一起看图纸。"),
}
"""Of the office itself: its name, what to bring, what happens."""
TOLD = Forecast(300_000, 660_000, 1_100_000, 3)
WEB = "https://counter.aldercreek.example"
SAME = 0.94
"""Share of the dots in which two painters of one page agree, at least: each rounds the edges of letters in its own way; Chinese has most."""


class Wire:
    """A line to a printer, without anything between."""

    stays_open, bytes_per_s = False, 1e9

    def __init__(self, machine):
        self._machine, self._answers = machine, bytearray()

    def send(self, data, within_s):
        self._machine.take(data, self._answers.extend)

    def hear(self, within_s):
        said = bytes(self._answers)
        self._answers.clear()
        return said

    def close(self, *, drop):
        self._answers.clear()


def printed(document, roll):
    """Return the picture that comes out of a printer."""
    machine = Printer(int(roll))
    assert ThermalPrinter(lambda _s: Wire(machine), Device(roll)).print_out(document).printed
    assert not machine.unknown
    (strip,) = machine.tickets
    return strip.picture(machine.dots)


def read_by_both(image):
    """Return what two independent readers find: zxing and zbar. Paper has white beside its printed width."""
    paper = Image.new("L", (image.width + 64, image.height), 255)
    paper.paste(image.convert("L"), (32, 0))
    found = zxingcpp.read_barcodes(paper)
    return [each.text for each in found], [each.data.decode() for each in pyzbar.decode(paper)]


def plain(codes):
    """Return texts without the letters that zbar guesses: it takes one accented letter among plain ones for a Chinese sign."""
    return [re.sub(r"[^\x00-\x7f]+", "*", code) for code in codes]


def face_of(desk, language="en", service="permit", **office):
    name, bring, happens = OWN_WORDS[language]
    visit = desk.store.visit(desk.check_in(service=service, told=TOLD, language=language).visit_id)
    here = replace(desk.office, **{"name": name, **office})
    made = ticket_face(visit, desk.store.request(visit.request), TOLD, here, sample_texts(language))
    return replace(made, bring=(bring,), happens=(happens,))


@pytest.fixture
def steps(desk):
    """A visitor's next steps, with something done, something to do, and whom to ask."""
    visit = desk.check_in(service="permit").visit_id
    desk.call_next(counter="3", clerk="ana")
    desk.start(visit)
    ids = desk.take_steps(visit, desk.office.service("permit").steps, clerk="ana")
    desk.tick_step(ids[0], clerk="ana")
    desk.add_step(visit, NextStep("Bring the signed form", Owner.VISITOR, "To counter 3, or by mail", 5), clerk="ana")
    return read_take_away(desk, visit)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("roll", Roll, ids=str)
class TestTickets:
    def test_what_comes_out_is_the_ticket_dot_for_dot(self, desk, roll, language):
        face, texts = face_of(desk, language), sample_texts(language)
        out = printed(TicketDocument(face, texts), roll)
        page = picture(ticket_sheet(face, texts, roll), 1).convert("L")
        wanted = page.crop((roll.margin, 0, roll.margin + roll.dots, page.height)).point([0] * 150 + [255] * 106)
        wrong = ImageChops.difference(out.convert("L"), wanted).histogram()[255]
        assert (out.size, wrong) == (wanted.size, 0)

    def test_nothing_is_left_out_at_the_edges(self, desk, roll, language):
        page = picture(ticket_sheet(face_of(desk, language), sample_texts(language), roll), 1).convert("L")
        for edge in ((0, 0, roll.margin, page.height), (roll.margin + roll.dots, 0, page.width, page.height)):
            assert sum(page.crop(edge).histogram()[:150]) == 0

    @pytest.mark.parametrize("web", ["", WEB], ids=["plain text", "link"])
    def test_two_readers_read_its_code(self, desk, roll, language, web):
        face = face_of(desk, language, web_base_url=web)
        by_zxing, by_zbar = read_by_both(printed(TicketDocument(face, sample_texts(language)), roll))
        assert by_zxing == [face.code]
        assert plain(by_zbar) == plain([face.code])

    def test_another_painter_paints_the_same(self, desk, tmp_path, roll, language):
        face, texts = face_of(desk, language), sample_texts(language)
        out = printed(TicketDocument(face, texts), roll)
        other = rastered(pdf([ticket_sheet(face, texts, roll)]), tmp_path, roll)
        height = min(out.height, other.height)
        area = (0, 0, roll.dots, height)
        differ = ImageChops.difference(out.convert("L").crop(area), other.crop(area)).histogram()[255]
        assert 1 - differ / (roll.dots * height) >= SAME


def rastered(content, tmp_path, roll):
    """Return a PDF's page as black and white dots, painted by poppler, without the roll's margins."""
    (tmp_path / "page.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", str(tmp_path / "page.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    with Image.open(tmp_path / "page.pgm") as grey:
        return grey.crop((roll.margin, 0, roll.margin + roll.dots, grey.height)).point([0] * 150 + [255] * 106)


@pytest.mark.parametrize("roll", Roll, ids=str)
class TestNextSteps:
    @pytest.mark.parametrize("web", ["", WEB], ids=["plain text", "link"])
    def test_their_code_is_read(self, steps, roll, web):
        page = replace(steps, office=replace(steps.office, web_base_url=web))
        by_zxing, by_zbar = read_by_both(printed(TakeAwayDocument(page, Texts()), roll))
        assert by_zxing == by_zbar
        (said,) = by_zxing
        assert said == f"{WEB}/v/{page.token}" if web else "Pay the $85 permit fee (Today)" in said

    def test_they_say_what_the_page_says(self, steps, roll):
        said = [mark.text for mark in take_away_slip(steps, Texts(), roll).marks if isinstance(mark, Words)]
        running = " ".join(said)
        for words in (
            "Your next steps", "What you do 1 Pay the $85 permit fee Today By card or check",
            "2 Bring the signed form By Wednesday, December 2 To counter 3, or by mail", "What we do", "Zoning review",
            "Already done Check the drawing has sizes", "Whom to ask", "Questions? Call 555-0100",
        ):  # fmt: skip
            assert words in running

    def test_all_of_it_lies_on_the_paper(self, steps, roll):
        page = picture(take_away_slip(steps, Texts(), roll), 1).convert("L")
        for edge in ((0, 0, roll.margin, page.height), (roll.margin + roll.dots, 0, page.width, page.height)):
            assert sum(page.crop(edge).histogram()[:150]) == 0

    def test_nothing_to_do_is_said_too(self, steps, roll):
        idle = replace(steps, yours=(), ours=(), done=(), ask=())
        said = [mark.text for mark in take_away_slip(idle, Texts(), roll).marks if isinstance(mark, Words)]
        assert "You have nothing more to do." in " ".join(said)
        assert "Whom to ask" not in said

    def test_on_a_page_they_are_the_page(self, steps, roll):
        assert TakeAwayDocument(steps, Texts()).pages(None)[0].width != roll.width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("roll", Roll, ids=str)
def test_sentences_of_each_language_leave_letters_and_no_boxes(language, roll):
    """A letter that no font has would be the same mark everywhere: different words must look different."""
    images = []
    for word in {word for sentence in SENTENCES[language] for word in sentence.split() if word.isalpha()}:
        column = Column(roll.margin, roll.dots, mm(2))
        column.words(word[:4], Type(60))
        images.append(bitmap_of(Sheet(roll.width, mm(14), DPI, tuple(column.marks), "", language), roll).dots)
    assert len(set(images)) >= len(
        {word[:4] for sentence in SENTENCES[language] for word in sentence.split() if word.isalpha()}
    )
    assert all(0.001 < sum(byte.bit_count() for byte in dots) / (8 * len(dots)) < 0.5 for dots in images)


class TestBytes:
    def bitmap(self, *rows):
        return Bitmap(len(rows[0]) * 8, len(rows), b"".join(rows))

    def test_what_is_white_on_the_right_is_not_sent(self):
        (band,) = raster_bands(self.bitmap(b"\x00\xff\x00\x00", b"\x01\x00\x00\x00"))
        assert band == b"\x1dv0\x00\x02\x00\x02\x00" + b"\x00\xff" + b"\x01\x00"

    def test_white_rows_are_sent_for_their_height(self):
        (band,) = raster_bands(self.bitmap(b"\x00\x00", b"\x00\x00"))
        assert band == b"\x1dv0\x00\x01\x00\x02\x00\x00\x00"

    def test_rows_are_sent_a_band_at_a_time(self):
        bands = list(raster_bands(self.bitmap(*[b"\x80"] * 100), rows=48))
        assert [int.from_bytes(band[6:8], "little") for band in bands] == [48, 48, 4]

    @pytest.mark.parametrize("live", [b"\x10\x04\x01", b"\x10\x05\x02", b"\x10\x14\x08"])
    def test_no_image_holds_what_a_printer_would_obey_at_once(self, live):
        image = Bitmap(24, 2, without_live_commands(live + b"\x00\x00\x10"))
        sent = b"".join(raster_bands(image))
        assert live[:2] not in sent
        assert image.row(0)[1:] == live[1:]
        assert image.row(0)[0] == 0x30

    def test_nor_does_one_whose_rows_meet_anew(self):
        image = self.bitmap(b"\x10\x00", b"\x04\x00")
        assert list(raster_bands(image)) == [b"\x1dv0\x00\x02\x00\x02\x00\x10\x00\x04\x00"]


@pytest.mark.parametrize("roll", Roll, ids=str)
def test_the_proof_fills_the_width_and_its_code_is_read(roll):
    proof = ProofDocument("A printer", "Tuesday", Texts())
    out = printed(proof, roll)
    assert read_by_both(out) == (["The printer works."], ["The printer works."])
    (bar,) = [mark for mark in proof.pages(roll)[0].marks if isinstance(mark, Box) and mark.height == mm(5)]
    middle = round(bar.y) + mm(2)
    assert out.convert("L").crop((0, middle, roll.dots, middle + 1)).histogram()[0] == roll.dots
