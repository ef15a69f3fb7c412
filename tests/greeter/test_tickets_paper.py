"""The ticket and the take-away on paper, read as a phone and a person would: the code by two readers, the words from the PDF."""

import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image
from pyzbar import pyzbar

from greeter.cli import cli
from greeter.model.catalogue import NextStep, Owner
from greeter.opening import open_front_desk
from greeter.print_fonts import Weight, printable, width
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.tickets.face import ticket_face
from greeter.tickets.image import png
from greeter.tickets.roll import DPI
from greeter.tickets.sheet import Box, Code, Line, Words
from greeter.tickets.take_away import BOTTOM, take_away_pdf, take_away_sheets
from greeter.tickets.thermal_pdf import ticket_pdf
from greeter.tickets.ticket_sheet import ticket_sheet
from greeter.views.ticket_view import read_take_away, read_ticket

TOLD = Forecast(300_000, 660_000, 1_100_000, 3)
WEB = "https://counter.aldercreek.example"


def read_by_both(picture):
    """Return what two independent readers find in a picture: zxing and zbar."""
    grey = picture.convert("L")
    return [found.text for found in zxingcpp.read_barcodes(grey)], [
        found.data.decode() for found in pyzbar.decode(grey)
    ]


def rastered(content, tmp_path, dpi):
    """Return the first page of a PDF as a printer of `dpi` dots would print it."""
    (tmp_path / "page.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", str(tmp_path / "page.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    with Image.open(tmp_path / "page.png") as picture:
        return picture.copy()


def pdf_text(content, tmp_path):
    (tmp_path / "text.pdf").write_bytes(content)
    said = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "text.pdf", "-"], capture_output=True, text=True, check=True
    )
    return said.stdout


def pdf_info(content, tmp_path):
    (tmp_path / "info.pdf").write_bytes(content)
    said = subprocess.run(["pdfinfo", tmp_path / "info.pdf"], capture_output=True, text=True, check=True)
    return dict(line.split(":", 1) for line in said.stdout.splitlines() if ":" in line)


def face_of(desk, service="permit", **office):
    visit = desk.store.visit(desk.check_in(service=service, name="Maria Okafor", told=TOLD).visit_id)
    return ticket_face(visit, desk.store.request(visit.request), TOLD, replace(desk.office, **office), Texts())


def kept_face(desk, service="permit", **office):
    visit = desk.store.visit(desk.check_in(service=service).visit_id)
    request = desk.store.request(visit.request)
    return ticket_face(visit, request, None, replace(desk.office, **office), Texts(), kept=True)


class TestATicketThatIsKept:
    def test_its_paper_promises_no_call(self, desk, tmp_path):
        said = " ".join(pdf_text(ticket_pdf(kept_face(desk), Texts()), tmp_path).split())
        assert "Your place is kept. We can’t give a time yet Our network is away. Staff see your number when" in said
        assert desk.office.where_to_wait in said
        assert "chime" not in said
        assert "call you" not in said

    def test_where_to_go_is_left_out_where_the_office_says_nothing(self, desk, tmp_path):
        said = pdf_text(ticket_pdf(kept_face(desk, where_to_wait=""), Texts()), tmp_path)
        assert "Where to go" not in said

    def test_who_asked_for_a_person_goes_to_the_desk(self, desk):
        assert kept_face(desk, "help").where == ("Please come to the desk.",)


class TestTicketPdf:
    @pytest.mark.parametrize("web", ["", WEB], ids=["plain text", "link"])
    @pytest.mark.parametrize("dpi", [203, 300])
    def test_two_readers_decode_the_code(self, desk, tmp_path, web, dpi):
        face = face_of(desk, web_base_url=web)
        paper = rastered(ticket_pdf(face, Texts()), tmp_path, dpi)
        assert read_by_both(paper) == ([face.code], [face.code])

    def test_two_readers_decode_a_black_and_white_print(self, desk, tmp_path):
        face = face_of(desk)
        paper = rastered(ticket_pdf(face, Texts()), tmp_path, DPI).convert("1", dither=Image.Dither.NONE)
        assert read_by_both(paper) == ([face.code], [face.code])

    def test_is_80_mm_wide_and_as_long_as_needed(self, desk, tmp_path):
        lengths = []
        for service in ("permit", "help"):
            page_size = pdf_info(ticket_pdf(face_of(desk, service), Texts()), tmp_path)["Page size"].split()
            assert float(page_size[0]) / 72 * 25.4 == pytest.approx(80, abs=0.2)
            lengths.append(float(page_size[2]))
        assert lengths[0] > lengths[1]

    def test_says_it_all_in_words_that_can_be_read_out_and_no_name(self, desk, tmp_path):
        said = " ".join(pdf_text(ticket_pdf(face_of(desk), Texts()), tmp_path).split())
        for words in (
            "Alder Creek Town Hall",
            "Your number",
            "P001",
            "About 10 to 20 minutes",
            "Where to go Take a seat by the windows",
            "What to have ready Photo ID",
            "1 A clerk looks at your drawing with you.",
            "Questions? Call 555-0100",
            "Tuesday, November 24, 10:05 am",
        ):
            assert words in said
        assert "Okafor" not in said

    def test_the_same_ticket_gives_the_same_bytes(self, desk):
        face = face_of(desk)
        assert ticket_pdf(face, Texts()) == ticket_pdf(face, Texts())


class TestTicketSheet:
    @pytest.mark.parametrize("web", ["", WEB, WEB + "/" + "x" * 120])
    def test_modules_are_whole_dots_four_or_more_within_the_printed_width(self, desk, web):
        page = ticket_sheet(face_of(desk, web_base_url=web), Texts())
        (code,) = [mark for mark in page.marks if isinstance(mark, Code)]
        assert code.module >= 4
        assert all(float(length).is_integer() for length in (code.module, code.x, code.y))
        quiet = 4 * code.module
        assert code.x - quiet >= 0
        assert code.x + len(code.modules) * code.module + quiet <= page.width

    def test_nothing_lies_in_the_quiet_zone(self, desk):
        page = ticket_sheet(face_of(desk), Texts())
        (code,) = [mark for mark in page.marks if isinstance(mark, Code)]
        top, bottom = code.y - 4 * code.module, code.y + (len(code.modules) + 4) * code.module
        words = [mark for mark in page.marks if isinstance(mark, Words)]
        assert words
        assert not [mark.text for mark in words if top < mark.y < bottom]
        assert not [mark for mark in page.marks if isinstance(mark, Line) and top < mark.y1 < bottom]

    def test_everything_lies_within_the_printed_72_mm(self, desk):
        crowded = {
            "name": "The Honourable Office of the Town Clerk and Registrar of Alder Creek and Surroundings",
            "where_to_wait": "Wait" + "a" * 300,
            "phone": "5" * 60,
        }
        page = ticket_sheet(face_of(desk, **crowded), Texts())
        edge = (80 - 72) / 2 / 25.4 * DPI - 1
        for mark in page.marks:
            if isinstance(mark, Words):
                right = mark.x + width(mark.text, mark.type.weight, mark.type.size)
                assert edge - mark.type.size * 0.06 <= mark.x
                assert right <= page.width - edge + 1
            if isinstance(mark, Box):
                assert mark.x >= edge - 5
                assert mark.x + mark.width <= page.width - edge + 1
        assert max(mark.y for mark in page.marks if isinstance(mark, Words)) < page.height

    def test_a_number_of_five_signs_fits_on_one_line(self, desk):
        face = replace(face_of(desk), number="P1000")
        page = ticket_sheet(face, Texts())
        (number,) = [mark for mark in page.marks if isinstance(mark, Words) and mark.text == "P1000"]
        assert number.x + width("P1000", Weight.EXTRABOLD, number.type.size) <= page.width


class TestTicketPicture:
    @pytest.mark.parametrize("web", ["", WEB], ids=["plain text", "link"])
    @pytest.mark.parametrize("scale", [1, 2])
    def test_two_readers_decode_it(self, desk, web, scale):
        face = face_of(desk, web_base_url=web)
        with Image.open(BytesIO(png(ticket_sheet(face, Texts()), scale))) as picture:
            assert read_by_both(picture) == ([face.code], [face.code])

    def test_an_accent_in_the_office_name_is_read_as_it_was_written(self, desk):
        face = face_of(desk, name="Mairie de Saint-Étienne, accueil à l’hôtel de ville")
        with Image.open(BytesIO(png(ticket_sheet(face, Texts()), 1))) as picture:
            by_zxing, _ = read_by_both(picture)
        assert by_zxing == [face.code]
        assert "Saint-Étienne, accueil à l'hôtel de ville" in face.code

    def test_is_as_large_as_the_paper(self, desk):
        page = ticket_sheet(face_of(desk), Texts())
        with Image.open(BytesIO(png(page, 1))) as picture:
            assert picture.size == (page.width, page.height)
            dark = sum(picture.convert("L").histogram()[:128])
        assert 0.05 < dark / (page.width * page.height) < 0.5


class TestTakeAwayPdf:
    @pytest.fixture
    def visit_id(self, desk):
        ticket = desk.check_in(service="permit", name="Maria Okafor")
        desk.call_next(counter="3", clerk="ana")
        desk.start(ticket.visit_id)
        return ticket.visit_id

    def test_says_the_steps_by_when_where_and_whom_to_ask(self, desk, visit_id, tmp_path):
        desk.add_step(
            visit_id, NextStep("Bring the signed form", Owner.VISITOR, "To counter 3, or by mail", 5), clerk="ana"
        )
        content = take_away_pdf(read_take_away(desk, visit_id), Texts())
        said = " ".join(pdf_text(content, tmp_path).split())
        for words in (
            "Your next steps",
            "Build or repair. Ticket P001, Tuesday, November 24, 2026.",
            "What you do 1 Bring the signed form By Wednesday, December 2 To counter 3, or by mail",
            "Pay the $85 permit fee Today By card or check",
            "Zoning review",
            "Whom to ask",
            "Anything else: 555-0100",
        ):
            assert words in said
        assert "Okafor" not in said
        assert pdf_info(content, tmp_path)["Pages"].strip() == "1"
        assert [float(n) / 72 * 25.4 for n in pdf_info(content, tmp_path)["Page size"].split()[:3:2]] == pytest.approx(
            [148, 210], abs=0.1
        )

    @pytest.mark.parametrize("web", ["", WEB], ids=["plain text", "link"])
    def test_two_readers_decode_its_code(self, desk, visit_id, tmp_path, web):
        page = read_take_away(desk, visit_id)
        page = replace(page, office=replace(page.office, web_base_url=web))
        by_zxing, by_zbar = read_by_both(rastered(take_away_pdf(page, Texts()), tmp_path, 203))
        assert by_zxing == by_zbar
        if web:
            assert by_zxing == [f"{WEB}/v/{page.token}"]
        else:
            assert "Your next steps: Pay the $85 permit fee (Today)" in by_zxing[0]

    def test_many_long_steps_take_more_pages_and_none_is_torn(self, desk, visit_id):
        for n in range(25):
            desk.add_step(
                visit_id, NextStep(f"Step {n}: " + "bring the signed form back " * 8, Owner.VISITOR), clerk="ana"
            )
        pages = take_away_sheets(read_take_away(desk, visit_id), Texts())
        assert len(pages) > 2
        words = [mark for page in pages for mark in page.marks if isinstance(mark, Words)]
        for n in range(25):
            assert any(mark.text.startswith(f"Step {n}:") for mark in words)
        for page in pages:
            assert all(mark.y <= BOTTOM or "page" in mark.text for mark in page.marks if isinstance(mark, Words))

    def test_says_what_was_done_at_the_counter(self, desk, visit_id, tmp_path):
        ids = desk.take_steps(visit_id, desk.office.service("permit").steps, clerk="ana")
        desk.tick_step(ids[0], clerk="ana")
        said = " ".join(pdf_text(take_away_pdf(read_take_away(desk, visit_id), Texts()), tmp_path).split())
        assert "Already done Check the drawing has sizes" in said

    def test_nothing_to_do_is_said_too(self, desk, tmp_path):
        page = replace(read_take_away(desk, desk.check_in(service="help").visit_id), yours=(), ours=(), ask=())
        said = pdf_text(take_away_pdf(page, Texts()), tmp_path)
        assert "You have nothing more to do." in said
        assert "What we do" not in said


class TestPrintFonts:
    def test_a_letter_that_the_font_lacks_leaves_a_trace(self):
        assert printable("Ω许 A-017") == "?? A-017"

    def test_an_accent_that_the_font_lacks_is_left_off(self):
        assert printable("Nguyễn à l’hôtel") == "Nguyen à l’hôtel"

    def test_control_signs_are_dropped(self):
        assert printable("a\u202eb\x00c\nd") == "abc d"


class TestCommand:
    @pytest.fixture
    def store(self, url):
        with open_front_desk(url) as desk:
            ticket = desk.check_in(service="permit", told=TOLD)
        return url, ticket

    def test_writes_pdf_picture_and_take_away(self, store, tmp_path):
        url, _ = store
        files = {"pdf": tmp_path / "out.pdf", "png": tmp_path / "out.png", "take-away": tmp_path / "home.pdf"}
        options = [part for option, file in files.items() for part in (f"--{option}", str(file))]
        result = CliRunner().invoke(cli, ["ticket", "p001", "--db", url, *options])
        assert result.exit_code == 0, result.output
        assert files["pdf"].read_bytes().startswith(b"%PDF-")
        assert files["take-away"].read_bytes().startswith(b"%PDF-")
        with Image.open(files["png"]) as picture:
            by_zxing, by_zbar = read_by_both(picture)
        assert by_zxing == by_zbar
        assert by_zxing[0].startswith("P001\nAlder Creek Town Hall")

    def test_prints_what_the_kiosk_could_not(self, store, tmp_path):
        url, ticket = store
        with open_front_desk(url) as desk:
            desk.printed(ticket.visit_id, "not printed")
        (tmp_path / "in the way").write_text("")
        refused = CliRunner().invoke(cli, ["ticket", "P001", "--db", url, "--printer", f"folder:{tmp_path}/in the way"])
        assert (refused.exit_code, "The printer did not take it." in refused.output) == (1, True)
        result = CliRunner().invoke(cli, ["ticket", "P001", "--db", url, "--printer", f"folder:{tmp_path}"])
        assert result.output == "Printed P001\n"
        assert (tmp_path / "Ticket-P001.pdf").exists()
        with open_front_desk(url) as desk:
            assert desk.visit(ticket.visit_id).printed == "printed"

    def test_says_the_ticket_where_no_file_is_asked_for(self, store):
        url, ticket = store
        result = CliRunner().invoke(cli, ["ticket", ticket.visit_id, "--db", url])
        assert result.exit_code == 0
        assert "P001  Build or repair\nAbout 10 to 20 minutes\n" in result.output
        assert "[ ] Photo ID" in result.output

    def test_an_unknown_number_is_a_plain_sentence(self, store):
        result = CliRunner().invoke(cli, ["ticket", "Z999", "--db", store[0]])
        assert result.exit_code == 1
        assert "There is no ticket “Z999” today." in result.output
        assert "Traceback" not in result.output

    def test_a_file_that_cant_be_written_is_a_plain_sentence(self, store, tmp_path):
        result = CliRunner().invoke(
            cli, ["ticket", "P001", "--db", store[0], "--pdf", str(tmp_path / "no" / "where.pdf")]
        )
        assert result.exit_code == 1
        assert "can't be written: no such file or directory." in result.output


def test_the_ticket_of_a_visit_read_again_is_the_same(desk):
    visit_id = desk.check_in(service="water", told=TOLD).visit_id
    assert read_ticket(desk, visit_id) == read_ticket(desk, visit_id)
