"""Which font a language and a text are set in."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from greeter.scripts import FACES, FONTS, LATIN_BEYOND, Script, fonts_for, reads_right_to_left, script_of
from tests.samples import SENTENCES


def letters(script, weight=400):
    return TTFontFile(str(script.face.path(weight))).charToGlyph


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en", Script.LATIN), ("es", Script.LATIN), ("fr-CA", Script.LATIN), ("tlh", Script.LATIN), ("", Script.LATIN),
        ("vi", Script.VIETNAMESE), ("ar", Script.ARABIC), ("ar_EG", Script.ARABIC), ("zh", Script.CHINESE), ("zh-Hans", Script.CHINESE),
    ],
)  # fmt: skip
def test_a_languages_script(language, script):
    assert script_of(language) is script


@pytest.mark.parametrize("script", Script)
def test_every_weight_has_its_file_and_a_heavier_one_stands_for_what_is_lacking(script):
    face = script.face
    assert all(path.is_file() for path in face.paths)
    assert face.weight(400) == 400
    assert face.weight(800) >= 700
    assert face.weight(600) >= 600


@pytest.mark.parametrize("language", SENTENCES)
def test_every_letter_of_every_sample_is_in_a_font_in_every_weight(language):
    for weight in (400, 600, 700, 800):
        for sentence in SENTENCES[language]:
            fonts = [letters(script, weight) for script in fonts_for(sentence, script_of(language))]
            lacking = {sign for sign in sentence if not any(ord(sign) in font for font in fonts)}
            assert lacking == set(), sentence


def test_the_chinese_font_has_all_of_gb_2312():
    two_bytes = [bytes((row, place)) for row in range(0xB0, 0xF8) for place in range(0xA1, 0xFF)]
    characters = "".join(pair.decode("gb2312", "ignore") for pair in two_bytes)
    assert len(characters) == 6763
    for weight in (400, 700):
        assert (
            not set(map(ord, characters + "，。、；：？！“”‘’（）《》【】—…·￥％"))
            - set(letters(Script.CHINESE, weight))
            - {0xB7}
        )


@pytest.mark.parametrize("script", [Script.ARABIC, Script.CHINESE])
def test_latin_letters_and_figures_come_from_the_text_font_in_every_language(script):
    font = letters(script)
    assert not [sign for sign in map(chr, range(0x21, 0x7F)) if ord(sign) in font]
    assert fonts_for("رقمك P014" if script is Script.ARABIC else "号码P014", script) == (script, Script.LATIN)


def test_vietnamese_is_set_in_one_font_throughout():
    assert fonts_for("Số của quý vị là P014", Script.VIETNAMESE) == (Script.VIETNAMESE,)
    assert fonts_for("Nguyễn Thị Hương", Script.LATIN) == (Script.VIETNAMESE,)
    assert fonts_for("José Peña, François", Script.LATIN) == (Script.LATIN,)


def test_a_text_may_hold_words_of_other_scripts():
    assert fonts_for("窗口 · Counter", Script.LATIN) == (Script.LATIN, Script.CHINESE)
    assert fonts_for("شباك · Counter", Script.LATIN) == (Script.LATIN, Script.ARABIC)
    found = fonts_for("السيد 王小明, Nguyễn", Script.ARABIC)
    assert found == (Script.ARABIC, Script.VIETNAMESE, Script.CHINESE)


@pytest.mark.parametrize("script", [Script.ARABIC, Script.CHINESE])
def test_a_text_without_a_letter_of_its_script_is_set_as_latin(script):
    for text in ("10:05", "Alder Creek Town Hall", "We won’t rush you"):
        assert fonts_for(text, script) == (Script.LATIN,)


def test_the_letters_that_the_text_font_is_said_to_have_beyond_latin_1_are_those_it_has():
    font = letters(Script.LATIN)
    ranges = [*range(0x100, 0x250), *range(0x1E00, 0x1F00)]
    assert {chr(code) for code in ranges if code in font} == set(LATIN_BEYOND)


def test_fonts_come_with_their_licences_and_say_where_they_are_from():
    for name in ("OFL.txt", "OFL-SC.txt"):
        said = (FONTS / "noto" / name).read_text()
        assert "SIL OPEN FONT LICENSE" in said
        assert "Copyright" in said
    read_me = (FONTS / "noto" / "README.txt").read_text()
    assert "packaging/make_fonts.py" in read_me
    kept = {path.stem.partition("-")[0] for path in (FONTS / "noto").glob("*.ttf")}
    assert kept == {"NotoSans", "NotoSansArabic", "NotoSansSC"}
    assert all(f"{name}-" in read_me for name in kept)
    assert len(list((FONTS / "noto").glob("*.ttf"))) == sum(
        len(face.paths) for script, face in FACES.items() if script is not Script.LATIN
    )


@pytest.mark.parametrize(
    ("text", "page", "right_to_left"),
    [
        ("رقمك P014", True, True),
        ("P014 رقمك", True, True),
        ("Take a seat by the windows.", True, False),
        ("555-0100", True, False),
        ("Take a seat.", False, False),
        ("Café.", False, False),
        ("أريد تصريحًا.", False, True),
        ("Counter · شباك", False, False),
    ],
)
def test_a_sentence_keeps_its_own_direction_on_a_page_of_another(text, page, right_to_left):
    assert reads_right_to_left(text, page=page) is right_to_left
