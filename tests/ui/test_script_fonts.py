"""Fonts by the language shown: every letter from a font of ours, weights, line heights; the ticket's number the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF

from greeter.scripts import FACES, Script, script_of
from tests.samples import SENTENCES
from ui import theme
from ui.board.sizes import BoardSizes
from ui.kit.fonts import FAMILY, text_font
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.kit.sizes import KioskSizes, TextSize

FAMILIES = {face.family for face in FACES.values()}
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def _look(qapp):
    theme.apply(qapp, theme.Theme.load(theme.Look.LIGHT))


def glyphs(lines):
    """Return what is painted: a family and its glyphs, run by run. Glyph 0 is the empty box of a missing letter."""
    return [(run.rawFont().familyName(), run.glyphIndexes()) for run in lines.layout.glyphRuns()]


def used(lines):
    return {family for family, _ in glyphs(lines)}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("weight", [400, 600, 700, 800])
def test_every_letter_is_painted_from_a_font_of_ours(language, weight):
    lettering = Lettering(40, weight, script=script_of(language))
    for sentence in SENTENCES[language]:
        painted = glyphs(lay_out(Wording(sentence, lettering), 0))
        assert painted
        assert {family.removesuffix(" SemiBold").removesuffix(" ExtraBold") for family, _ in painted} <= FAMILIES
        assert not [family for family, indexes in painted if 0 in indexes], sentence


@pytest.mark.parametrize(
    ("script", "wanted", "had"),
    [
        (Script.VIETNAMESE, 600, 600), (Script.VIETNAMESE, 800, 800),
        (Script.ARABIC, 400, 400), (Script.ARABIC, 600, 600), (Script.ARABIC, 800, 700),
        (Script.CHINESE, 400, 400), (Script.CHINESE, 600, 700), (Script.CHINESE, 800, 700),
    ],
)  # fmt: skip
def test_weights_are_those_that_a_script_has(script, wanted, had):
    info = QFontInfo(text_font(40, wanted, script=script))
    assert (info.family(), info.weight()) == (script.face.family, had)


def test_lines_of_marks_stand_further_apart_and_joined_letters_are_not_spaced():
    heading = Lettering(100, 800, 1.08, spacing=-0.012)
    advances = {script: replace(heading, script=script).advance for script in Script}
    assert advances == {Script.LATIN: 108, Script.VIETNAMESE: 125, Script.ARABIC: 125, Script.CHINESE: 125}
    body = Lettering(100, 400, 1.4)
    advances = {script: replace(body, script=script).advance for script in Script}
    assert advances == {Script.LATIN: 140, Script.VIETNAMESE: 140, Script.ARABIC: 150, Script.CHINESE: 140}
    spacings = {script: replace(heading, script=script).font().letterSpacing() for script in Script}
    assert spacings[Script.LATIN] == spacings[Script.VIETNAMESE] == pytest.approx(-1.2, abs=0.02)
    assert spacings[Script.ARABIC] == spacings[Script.CHINESE] == 0


def test_vietnamese_capitals_are_as_high_as_the_text_fonts():
    latin, vietnamese = (QFontMetricsF(text_font(1000, script=script)) for script in (Script.LATIN, Script.VIETNAMESE))
    assert vietnamese.capHeight() == pytest.approx(latin.capHeight(), rel=0.01)


@pytest.mark.parametrize("script", Script)
def test_the_tickets_number_is_in_the_text_font_in_every_language(script):
    for number in (
        KioskSizes(script=script).ticket,
        KioskSizes(100, TextSize.LARGE, script).ticket,
        BoardSizes(1920, 1080, script).called,
        BoardSizes(1920, 1080, script).earlier,
        BoardSizes(1920, 1080, script).counter,
    ):
        assert used(lay_out(Wording("P014", number), 0)) == {FAMILY}


@pytest.mark.parametrize("script", Script)
def test_every_other_lettering_of_kiosk_and_board_is_in_the_languages_script(script):
    kiosk, board = KioskSizes(script=script), BoardSizes(1920, 1080, script)
    for name in (
        "greeting", "question", "wait", "subtitle", "lead", "section", "button", "choice", "body", "strong", "label", "label_strong",
    ):  # fmt: skip
        assert getattr(kiosk, name).script is script, name
    for name in ("counter_label", "welcome", "row", "row_strong", "heading", "small"):
        assert getattr(board, name).script is script, name


@pytest.mark.parametrize(("script", "text"), [(Script.ARABIC, "رقمك P014"), (Script.CHINESE, "您的号码是P014。")])
def test_a_number_within_a_sentence_is_in_the_text_font_too(script, text):
    lines = lay_out(Wording(text, Lettering(40, script=script)), 0)
    assert used(lines) == {script.face.family, FAMILY}
    (latin,) = [run for run in lines.layout.glyphRuns() if run.rawFont().familyName() == FAMILY]
    assert len(latin.glyphIndexes()) == 4


def test_words_of_another_language_have_their_own_font_in_an_english_text():
    lettering = Lettering(40, 400)
    assert used(lay_out(Wording("窗口 · Counter", lettering), 0)) == {Script.CHINESE.face.family, FAMILY}
    assert used(lay_out(Wording("Nguyễn Thị Hương", lettering), 0)) == {Script.VIETNAMESE.face.family}
    assert used(lay_out(Wording("José", lettering), 0)) == {FAMILY}


def test_a_narrow_hard_space_is_a_hard_space_of_the_text_font():
    assert used(lay_out(Wording("10\u202fh\u202f05", Lettering(40)), 0)) == {FAMILY}


def test_english_words_on_a_chinese_page_have_their_own_quotation_marks():
    lines = lay_out(Wording("We won’t rush you", Lettering(40, script=Script.CHINESE)), 0)
    assert used(lines) == {FAMILY}


def baselines(lines):
    """Return how far below the top of the text each line's letters stand."""
    return [lines.tops[n] + lines.layout.lineAt(n).ascent() for n in range(lines.layout.lineCount())]


@pytest.mark.parametrize(("script", "text"), [(Script.ARABIC, "مكتب البلدية"), (Script.CHINESE, "请到三号窗口")])
def test_lines_are_evenly_apart_whatever_fonts_are_in_them(script, text):
    lettering = Lettering(40, line=1.5, script=script)
    lines = lay_out(Wording(f"{text}\u2028Alder Creek 14\u2028{text}", lettering), 900)
    first, second, third = baselines(lines)
    assert second - first == pytest.approx(third - second, abs=0.6)
    assert third - first == pytest.approx(2 * lettering.advance, abs=0.6)


def test_a_sentence_in_english_keeps_its_full_stop_at_its_end_on_an_arabic_page():
    lettering = Lettering(40, script=Script.ARABIC)
    english = lay_out(Wording("Take a seat.", lettering), 900, Align.START, RIGHT_TO_LEFT)
    line = english.layout.lineAt(0)
    assert line.cursorToX(12)[0] > line.cursorToX(0)[0]
    assert line.naturalTextRect().right() == pytest.approx(900, abs=2)
    arabic = lay_out(Wording("تفضل بالجلوس.", lettering), 900, Align.START, RIGHT_TO_LEFT).layout.lineAt(0)
    assert arabic.cursorToX(13)[0] < arabic.cursorToX(0)[0]


def test_chinese_breaks_between_characters_but_never_before_a_stop():
    lettering = Lettering(40, script=Script.CHINESE)
    text = "请带上有照片的身份证件，还有图纸；费用为二十五美元。"
    for width in range(120, 640, 40):
        lines = lay_out(Wording(text, lettering, keep_words=True), width)
        starts = [text[lines.layout.lineAt(n).textStart()] for n in range(lines.layout.lineCount())]
        assert len(starts) > 1
        assert not set("，；。") & set(starts), width


PROBE = """
from PySide6.QtGui import QFontDatabase, QGuiApplication
from ui.kit.fonts import load_fonts, text_font, name_font
from greeter.scripts import Script
app = QGuiApplication([])
load_fonts()
name_font("中文", 40)
def ours():
    return sorted(script.name for script in Script if script.face.family in QFontDatabase.families())
print(ours())
text_font(40, script=Script.CHINESE)
print(ours())
"""


def test_a_scripts_font_is_loaded_when_it_is_first_used():
    said = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["['LATIN']", "['CHINESE', 'LATIN']"]


def test_the_families_are_not_taken_from_the_system():
    text_font(40, script=Script.ARABIC)
    assert "of Greeter" in Script.ARABIC.face.family
    assert {"Regular", "SemiBold", "Bold"} == set(QFontDatabase.styles(Script.ARABIC.face.family))
