"""Text on paper in every script: no letter vanishes, lines fit, Arabic is joined and seen in its order."""

from __future__ import annotations

import pytest

from greeter.bidi import isolated
from greeter.line_breaks import words
from greeter.print_fonts import Weight, letters
from greeter.print_text import TextLine, one_line, printable, runs, width, wrap
from greeter.scripts import Script, script_of
from tests.samples import SENTENCES

MARKS = "\u200e\u200f\u2066\u2067\u2068\u2069"


def told(line, script, weight=Weight.REGULAR):
    """Return what the runs of a line say, in the order of reading."""
    parts = []
    for run in runs(line, script, weight):
        if run.signs:
            parts.append(run.signs)
            continue
        shapes = run.glyphs if line.levels[run.start] % 2 == 0 else run.glyphs[::-1]
        parts.append("".join(glyph.text for glyph in shapes))
    return "".join(parts)


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("weight", Weight)
def test_every_sign_of_every_sample_is_painted_from_a_font_that_has_it(language, weight):
    script = script_of(language)
    for sentence in SENTENCES[language]:
        assert printable(sentence, script) == sentence
        line = one_line(sentence, script)
        assert told(line, script, weight) == sentence
        for run in runs(line, script, weight):
            known = letters(run.weight, run.script)
            painted = run.signs or "".join(glyph.sign for glyph in run.glyphs)
            assert painted
            assert all(known.get(ord(sign), 0) for sign in painted), (sentence, run)


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("room", [40, 90, 300])
def test_lines_fit_and_lose_nothing(language, room):
    script = script_of(language)
    text = " ".join(SENTENCES[language])
    lines = wrap(text, script, Weight.BOLD, 10, room)
    assert len(lines) > 1
    assert all(width(line, script, Weight.BOLD, 10) <= room for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", "one", "some words to wrap", "x" * 400, "a " * 50 + "y" * 90])
def test_words_longer_than_a_line_are_broken(text):
    lines = wrap(text, Script.LATIN, Weight.BOLD, 10, 100)
    assert all(width(line, Script.LATIN, Weight.BOLD, 10) <= 100 for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


def test_chinese_breaks_between_characters_but_not_before_a_stop():
    text = "请带上有照片的身份证件，还有图纸；费用为二十五美元。"
    for room in range(30, 140, 7):
        starts = [line.text[0] for line in wrap(text, Script.CHINESE, Weight.REGULAR, 10, room)]
        assert len(starts) > 1
        assert not set("，；。") & set(starts), room


def test_letters_that_no_font_has_leave_a_trace():
    assert printable("ক许 A-017") == "?许 A-017"
    assert printable("Nguyễn") == "Nguyễn"
    assert printable("ক P014", Script.ARABIC) == "? P014"
    assert printable("a\u0007b", Script.CHINESE) == "ab"


def test_a_number_within_arabic_is_one_run_in_the_text_font_between_its_neighbours():
    line = one_line("رقمك P014 الآن", Script.ARABIC)
    first, number, last = runs(line, Script.ARABIC, Weight.EXTRABOLD)
    assert (number.signs, number.script) == ("P014", Script.LATIN)
    assert first.x > number.x > last.x == 0
    assert {run.weight for run in (first, number, last)} == {Weight.BOLD}


def test_arabic_letters_are_joined():
    alone = sum(width(one_line(letter, Script.ARABIC), Script.ARABIC, Weight.REGULAR, 1) for letter in "بلدية")
    assert width(one_line("بلدية", Script.ARABIC), Script.ARABIC, Weight.REGULAR, 1) < 0.8 * alone
    (run,) = runs(one_line("لا", Script.ARABIC), Script.ARABIC, Weight.REGULAR)
    shapes = [glyph for glyph in run.glyphs if glyph.sign != " "]
    assert len(shapes) == 1  # one shape for two letters, each of which is told
    assert [glyph.text for glyph in run.glyphs[::-1]] == ["ل", "ا"]


def test_marks_stand_over_their_letter_and_are_told_with_it():
    (run,) = runs(one_line("سهّل", Script.ARABIC), Script.ARABIC, Weight.REGULAR)
    (mark,) = [glyph for glyph in run.glyphs if not glyph.text]
    assert mark.advance == 0
    assert mark.right > 0
    assert [glyph.text for glyph in run.glyphs[::-1] if glyph.text] == ["س", "هّ", "ل"]


def test_brackets_turn_round_and_are_told_as_they_were_written():
    line = one_line("مكتب (الطابق الثاني)", Script.ARABIC)
    brackets = [
        glyph for run in runs(line, Script.ARABIC, Weight.REGULAR) for glyph in run.glyphs if glyph.text in "()"
    ]
    assert [(glyph.text, glyph.sign) for glyph in brackets] == [("(", ")"), (")", "(")]


def test_a_phone_number_keeps_its_order_within_a_sentence():
    line = one_line(f"اتصل بالرقم {isolated('(555) 010-0100')}", Script.ARABIC)
    phone = [run for run in runs(line, Script.ARABIC, Weight.REGULAR) if run.script is Script.LATIN]
    assert "".join(run.signs for run in sorted(phone, key=lambda run: run.x)) == "(555) 010-0100"


def test_english_on_an_arabic_page_is_written_from_left_to_right():
    assert one_line("Take a seat.", Script.ARABIC) == TextLine("Take a seat.")


def test_hard_spaces_hold():
    assert words("à 5\u00a0€ 10\u202fh") == ["à", "5\u00a0€", "10\u202fh"]
    lines = wrap("Des questions\u202f?", Script.LATIN, Weight.REGULAR, 10, 60)
    assert [line.text for line in lines] == ["Des", "questions\u00a0?"]
