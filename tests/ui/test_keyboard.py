"""The keys of each language: what they type, how large they are, and how they are called."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.texts import texts_for
from greeter.tones import TONES, toned
from ui.key_names import key_names
from ui.keyboard import Keyboard, Lines, WordKey
from ui.kiosk.frame import Frame, Reach
from ui.kit.sizes import KioskSizes
from ui.layouts import LAYOUTS

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "es": "abcdefghijklmnopqrstuvwxyzñáéíóúü",
    "fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüœæ",
    "vi": "abcdefghijklmnopqrstuvwxyzăâđêôơư" + "".join(TONES),
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة",
    "zh": "abcdefghijklmnopqrstuvwxyz",
}
RISING, FALLING, ASKING, TUMBLING, HEAVY = TONES


@pytest.fixture(scope="module")
def keyboard(qapp):
    made = Keyboard(KioskSizes())
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize("lines", list(Lines))
@pytest.mark.parametrize("language", list(LAYOUTS))
def test_every_letter_and_sign_has_one_key(language, lines):
    layout, wide = LAYOUTS[language], lines is Lines.WIDE
    letters, figures = ("".join(layout.of(wide=wide, figures=side)) for side in (False, True))
    assert set(ALPHABETS[language]) <= set(letters + figures)
    assert set("0123456789-’") <= set(letters + figures)
    for side in (letters, figures):
        assert len(side) == len(set(side)) <= Keyboard.most_keys
    assert all(len(row) <= (18 if wide else 11) for row in layout.of(wide=wide, figures=False))
    assert len(layout.of(wide=wide, figures=True)) == len(layout.of(wide=wide, figures=False))


@pytest.mark.parametrize("language", list(LAYOUTS))
def test_keys_are_large_enough_lie_low_and_fit_their_faces(keyboard, language):
    for size, reach, rows in (
        ((1080, 1920), Reach.NORMAL, 1),
        ((1080, 1920), Reach.LOW, 2),
        ((1280, 800), Reach.LOW, 1),
    ):
        frame = Frame(*size, KioskSizes(), reach, nav_rows=rows)
        keyboard.resize_to(frame.sizes, Lines.TALL if frame.portrait else Lines.WIDE)
        keyboard.set_words(texts_for(language), language)
        box = frame.keyboard(keyboard.rows, keyboard.columns)
        assert not frame.low or box.top() >= frame.height // 2
        keyboard.resize(box.size())
        least = frame.sizes.mm(20 if frame.portrait else 15)
        for side in (False, True):
            for key in keyboard.letters:
                assert min(key.width(), key.height()) >= least - 1, (key.text(), key.size())
                assert key.sizeHint().width() <= key.width(), (key.text(), key.width())
                assert keyboard.rect().contains(key.geometry())
            QTest.mouseClick(keyboard.word_key(WordKey.BOARD), Qt.MouseButton.LeftButton)
            assert side or not keyboard.key("a")


def test_no_two_keys_of_a_side_are_called_alike(keyboard):
    for language in LAYOUTS:
        keyboard.resize_to(KioskSizes(), Lines.TALL)
        keyboard.set_words(texts_for(language), language)
        names = [key.accessibleName() for key in keyboard.letters]
        assert len(names) == len(set(names))
        assert not any(name in TONES or not name.strip() for name in names)
    assert key_names(texts_for("vi"))[HEAVY] == "dấu nặng"


def test_the_keypad_meets_letters_by_the_alphabet(keyboard):
    keyboard.resize_to(KioskSizes(), Lines.TALL)
    keyboard.set_words(texts_for("es"), "es")
    met = "".join(key.text() for key in keyboard.letters if len(key.text()) == 1)
    assert met.startswith("AÁBCDEÉFGHIÍJKLMNÑOÓPQRSTUÚÜVWXYZ")
    keyboard.set_words(texts_for("vi"), "vi")
    assert "YZáàảãạ" in "".join(key.text() for key in keyboard.letters)


def test_rows_run_from_the_left_in_arabic_too_and_a_key_leads_to_latin_letters(keyboard):
    keyboard.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    keyboard.resize_to(KioskSizes(), Lines.TALL)
    keyboard.set_words(texts_for("ar"), "ar")
    keyboard.resize(952, 492)
    assert keyboard.key("ض").x() < keyboard.key("ج").x()
    latin = keyboard.word_key(WordKey.LATIN)
    assert latin.x() < keyboard.word_key(WordKey.BOARD).x()
    assert latin.text() == "ABC"
    latin.click()
    assert keyboard.key("q").x() < keyboard.key("p").x()
    keyboard.word_key(WordKey.BOARD).click()
    keyboard.word_key(WordKey.BOARD).click()
    assert keyboard.key("q")
    keyboard.reset()
    assert keyboard.key("ض")
    keyboard.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    keyboard.set_words(texts_for("fr"), "fr")
    assert latin.isHidden()
    assert keyboard.key("a").x() < keyboard.key("z").x() < keyboard.key("p").x()


@pytest.mark.parametrize(
    ("typed", "tone", "shown"),
    [
        ("ba", RISING, "bá"), ("Ho", ASKING, "Hỏ"), ("hoang", FALLING, "hoàng"), ("dương", FALLING, "dường"), ("Nguyên", TUMBLING, "Nguyễn"),
        ("qua", FALLING, "quà"), ("gia", FALLING, "già"), ("gi", FALLING, "gì"), ("viêt", HEAVY, "việt"), ("khuya", RISING, "khuýa"),
        ("mua", FALLING, "mùa"), ("bá", RISING, "ba"), ("bà", RISING, "bá"), ("Đô thi", HEAVY, "Đô thị"), ("v", ASKING, "vả"), ("", RISING, "á"),
    ],
)  # fmt: skip
def test_a_tone_lands_on_the_right_vowel(typed, tone, shown):
    assert toned(typed, tone) == unicodedata.normalize("NFC", shown)
