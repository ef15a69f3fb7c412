"""The keypad: a whole check-in by ear alone, and what each key does."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from greeter.model.spoken import in_language
from greeter.model.visit import Familiarity
from greeter.problems import Problem
from greeter.texts import texts_for
from tests.ui.kiosk.ear import Ear
from tests.ui.kiosk.test_window import only_visit
from ui.kiosk.keypad import ARROWS, NUMERIC, PadKey, keypad_from
from ui.kiosk.offered import offered_languages
from ui.kiosk.reading_order import in_reading_order
from ui.kiosk.speech_settings import Audio, SpeechSettings
from ui.kiosk.walk import Page
from ui.speech.recording import RecordingVoice
from ui.speech.voice import Lack, Volume

MOST_PRESSES = 25
COMMON = ("permit", "property-tax", "records", "business", "parking", "water", "trash", "vote", "dog", "problem")
LANGUAGES = ("en", "es", "fr", "ar", "vi", "zh")
"""To have a check-in heard in another language: its code here, once its texts are there."""


@pytest.fixture
def voice(qapp):
    return RecordingVoice()


@pytest.fixture
def make_ear(make_kiosk, voice, paper):
    def make(**settings):
        return Ear(make_kiosk(printer=paper, speech=SpeechSettings(voice=lambda: voice, **settings)), voice)

    return make


@pytest.fixture
def ear(make_ear):
    return make_ear()


class TestWholeCheckIn:
    """Nothing is looked at: what to press is known from what was heard."""

    @pytest.mark.parametrize(
        ("language", "service"),
        [*product(["en"], COMMON), *product(LANGUAGES[1:], ("permit", "problem"))],  # the first of them, and the last
    )
    def test_a_common_service(self, ear, office, look_up, paper, language, service):
        texts, said = texts_for(language), in_language(office, language)
        assert language in offered_languages(office)
        ear.press(PadKey.DOWN)
        if language != office.language:
            ear.choose_language(language)
        assert ear.has_heard(texts("Good morning."))
        ear.choose(texts("Start"))
        assert ear.has_heard(texts("What brings you in today?"))
        ear.choose(said.service(service).name)
        assert ear.has_heard(texts("What to have ready"))
        assert all(ear.has_heard(thing) for thing in said.service(service).bring)
        ear.choose(texts("Skip the questions, get my ticket"), PadKey.UP)
        assert ear.has_heard(texts("Did we get that right?"))
        assert ear.has_heard(said.service(service).name)
        ear.choose(texts("Yes, get my ticket"))
        assert ear.presses < MOST_PRESSES
        ear.hand.qtbot.waitUntil(lambda: bool(paper.printed))
        ear.hand.settle()
        visit, request, _ = look_up(only_visit)
        assert (request.service, visit.language, visit.origin) == (service, language, "kiosk")
        assert ear.has_heard(texts("You’re in line."))
        assert ", ".join(visit.number) in ear.heard
        for words in (texts("Where to go"), said.where_to_wait, texts("Your ticket is printed. It comes out below.")):
            assert ear.has_heard(words)
        assert {one.language for one in ear.voice.heard} == {language}

    def test_with_every_question_answered_and_a_name_left_out(self, ear, look_up):
        ear.press(PadKey.DOWN)
        ear.choose("Start")
        ear.choose("Build or repair")
        ear.choose("Continue")
        assert "Have you been here about this before?" in ear.heard
        ear.choose("No, this is the first time")
        assert ear.heard.count("What may we call you?") == 1, "the field has the question's name"
        ear.choose("Skip")
        ear.choose("A seat while you wait")
        assert ear.heard == "A seat while you wait. Check box, checked."
        ear.choose("Continue")
        for words in ("You came to. Build or repair.", "No, this is the first time.", "A seat while you wait."):
            assert words in ear.heard
        ear.choose("Yes, get my ticket")
        assert ear.presses < MOST_PRESSES
        assert "Your number P, 0, 0, 1." in ear.heard
        visit, request, said = look_up(only_visit)
        assert (visit.familiarity, visit.needs, request.service, said) == (Familiarity.NEW, "seat", "permit", {})

    def test_with_a_name_letter_by_letter(self, make_ear, look_up):
        ear = make_ear(audio=Audio.HEADPHONES)
        ear.hand.presenter.start()
        ear.hand.presenter.choose_service("permit")
        ear.hand.presenter.go_on()
        ear.hand.presenter.go_on()
        ear.press(PadKey.DOWN)
        assert ear.heard.endswith("Text field, empty. Press select to write.")
        ear.press(PadKey.SELECT)
        for letter in "ADA":
            ear.go_to(letter, PadKey.UP if letter == "A" else PadKey.DOWN)
            ear.press(PadKey.SELECT)
        ear.go_to("Delete")
        ear.press(PadKey.SELECT)
        assert ear.heard.startswith("Deleted.")
        ear.press(PadKey.BACK)
        assert ear.heard == "What may we call you? Text field, with Ad. Press select to write."
        ear.choose("Done")
        ear.choose("Skip this question")
        assert "What we may call you (optional). Ad." in ear.heard
        ear.choose("Yes, get my ticket")
        assert look_up(only_visit)[2] == {"name": "Ad"}

    def test_others_near_are_thought_of_before_a_name_is_written(self, ear):
        ear.hand.presenter.start()
        ear.hand.presenter.choose_service("permit")
        ear.hand.presenter.go_on()
        ear.hand.presenter.go_on()
        ear.press(PadKey.DOWN)
        ear.press(PadKey.SELECT)
        assert ear.heard.startswith("Others near you may hear the letters.")
        ear.press(PadKey.SELECT)
        assert ear.heard == "Letter"
        assert ear.hand.state.answers.name == "A"
        ear.press(PadKey.BACK)
        assert "Text field, filled in." in ear.heard

    def test_own_words_find_a_service(self, ear, look_up):
        ear.press(PadKey.DOWN)
        ear.choose("Start")
        ear.choose("Say it your way: I want to build a deck", PadKey.UP)
        ear.choose("Why did you come", PadKey.UP) if "Text field" not in ear.heard else ear.press(PadKey.SELECT)
        heard = ""
        for letter in "DECK":
            ear.go_to(letter, PadKey.UP if letter in "EC" else PadKey.DOWN)
            heard += ear.press(PadKey.SELECT)
        ear.hand.qtbot.waitUntil(lambda: "permit" in ear.hand.state.matches)
        ear.hand.settle()
        assert "Is it one of these?" in heard + ear.heard
        assert "Build or repair." in heard + ear.heard
        ear.press(PadKey.BACK)
        ear.choose("Build or repair")
        assert "Before you wait." in ear.heard

    def test_the_ticket_is_heard_again_and_the_visit_ended(self, ear):
        ear.hand.presenter.start()
        ear.hand.presenter.choose_service("permit")
        ear.hand.presenter.skip_questions()
        ear.press(PadKey.DOWN)
        ear.choose("Yes, get my ticket")
        assert ear.press(PadKey.SELECT).startswith("Your number P, 0, 0, 1.")
        assert ear.press(PadKey.BACK).startswith("You can’t go back from here.")
        ear.hand.clock.advance(seconds=2)
        ear.press(PadKey.DOWN)
        ear.choose("I have it")
        assert ear.hand.page is Page.WELCOME
        assert ear.heard == "This screen is cleared. Goodbye."


class TestKeys:
    def test_the_first_key_tells_how_it_works_and_does_nothing_else(self, ear):
        for key in (PadKey.SELECT, PadKey.BACK, PadKey.UP, PadKey.LOUDER):
            heard = ear.press(key)
            assert heard.startswith("Speech is on. Press up or down to move. Press select to choose.")
            assert heard.endswith("Start. Button. Press select.")
            assert ear.hand.page is Page.WELCOME
            ear.hand.presenter.wipe()
            ear.hand.settle()

    def test_help_calls_a_person_at_the_first_press(self, ear):
        heard = ear.press(PadKey.HELP)
        assert ear.hand.page is Page.HELP
        assert "We told our staff." in heard
        assert "Your number H, 0, 0, 1." in heard

    def test_up_and_down_go_round(self, ear):
        ear.press(PadKey.DOWN)
        count = len(ear.hand.window.listening.reader.stops())
        heard = [ear.press(PadKey.DOWN) for _ in range(count)]
        assert heard[-1] == "Start. Button. Press select."
        assert sum(words.startswith("From the start:") for words in heard) == 1
        back = [ear.press(PadKey.UP) for _ in range(count)]
        assert sum(words.startswith("From the end:") for words in back) == 1
        assert back[-1] == heard[-1]

    def test_back_leads_back_and_says_where_there_is_no_way(self, ear):
        ear.press(PadKey.DOWN)
        assert ear.press(PadKey.BACK).startswith("You can’t go back from here.")
        ear.choose("Start")
        ear.press(PadKey.BACK)
        assert ear.hand.page is Page.WELCOME
        assert ear.heard.startswith("Good morning.")

    def test_select_on_a_text_reads_it_again(self, ear):
        ear.press(PadKey.DOWN)
        heard = ear.press(PadKey.UP)
        while "Welcome to" not in heard:
            heard = ear.press(PadKey.UP)
        assert ear.press(PadKey.SELECT) == heard

    def test_a_key_that_is_held_presses_once_and_moves_on(self, ear):
        ear.press(PadKey.DOWN)
        window = ear.hand.window
        place = window.focusWidget()

        def held(key):
            return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=True)

        assert window.listening.pad.takes(held(Qt.Key.Key_Return))
        assert ear.hand.page is Page.WELCOME
        assert window.listening.pad.takes(held(Qt.Key.Key_Down))
        assert window.focusWidget() is not place

    def test_volume_is_said_and_what_was_cut_off_goes_on(self, ear, voice):
        ear.press(PadKey.DOWN)
        voice.holds = True
        ear.press(PadKey.DOWN)
        assert ear.heard == "Listen."
        ear.press(PadKey.LOUDER)
        assert [(one.words, one.volume) for one in voice.heard] == [("Volume 4 of 5.", Volume.LOUD)]
        voice.end()
        assert voice.heard[-1].words == "Listen."

    def test_pause_and_go_on(self, ear, voice):
        voice.holds = True
        ear.press(PadKey.DOWN)
        voice.end()
        said = voice.saying.words
        ear.press(PadKey.PAUSE)
        assert (ear.heard, voice.saying) == ("", None)
        ear.press(PadKey.PAUSE)
        assert ear.heard == said

    def test_the_ring_shows_where_the_keys_stand(self, ear):
        ear.press(PadKey.DOWN)
        for _ in range(4):
            ear.press(PadKey.DOWN)
            assert ear.hand.window.ring.followed is ear.hand.window.focusWidget()

    def test_after_a_touch_the_next_key_shows_where_one_is(self, ear):
        ear.press(PadKey.DOWN)
        ear.touch("Start")
        ear.press(PadKey.DOWN)
        assert ear.heard.startswith("Build or repair.")

    def test_without_speech_the_keys_work_for_eyes(self, ear, voice, look_up):
        voice.lack = Lack.VOICE
        for key in (PadKey.DOWN, PadKey.SELECT, PadKey.SELECT, PadKey.UP, PadKey.UP, PadKey.SELECT, PadKey.SELECT):
            ear.press(key)
        assert ear.hand.page is Page.TICKET
        assert look_up(only_visit)[1].service == "permit"
        assert not voice.heard

    def test_an_ordinary_keyboard_writes(self, ear):
        ear.hand.presenter.start()
        ear.hand.presenter.choose_service("permit")
        ear.hand.presenter.go_on()
        ear.hand.presenter.go_on()
        window = ear.hand.window.windowHandle()
        QTest.keyClick(window, Qt.Key.Key_A)
        QTest.keyClick(window, Qt.Key.Key_B)
        QTest.keyClick(window, Qt.Key.Key_Backspace)
        assert ear.hand.state.answers.name == "a"
        QTest.keyClick(window, Qt.Key.Key_Return)
        assert ear.hand.page is Page.NEEDS
        assert not ear.hand.window.listening.on


class TestLayouts:
    @staticmethod
    def press(keypad, key, *modifiers):
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        return keypad.key_of(QKeyEvent(QEvent.Type.KeyPress, key, held))

    @pytest.mark.parametrize(
        ("key", "meant"),
        [
            (Qt.Key.Key_8, PadKey.UP), (Qt.Key.Key_2, PadKey.DOWN), (Qt.Key.Key_5, PadKey.SELECT), (Qt.Key.Key_4, PadKey.BACK),
            (Qt.Key.Key_6, PadKey.HELP), (Qt.Key.Key_Plus, PadKey.LOUDER), (Qt.Key.Key_Minus, PadKey.SOFTER),
            (Qt.Key.Key_0, PadKey.REPEAT), (Qt.Key.Key_Asterisk, PadKey.SPEECH), (Qt.Key.Key_Clear, PadKey.SELECT),
            (Qt.Key.Key_Left, PadKey.BACK), (Qt.Key.Key_Right, PadKey.HELP), (Qt.Key.Key_Insert, PadKey.REPEAT),
        ],
    )  # fmt: skip
    def test_the_block_of_numbers(self, key, meant):
        assert self.press(NUMERIC, key, Qt.KeyboardModifier.KeypadModifier) is meant
        assert self.press(NUMERIC, key) is None
        assert self.press(ARROWS, key, Qt.KeyboardModifier.KeypadModifier) is None

    def test_keys_that_are_held_with_others_are_no_keypad(self):
        assert self.press(ARROWS, Qt.Key.Key_Return) is PadKey.SELECT
        assert self.press(ARROWS, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier) is None
        assert self.press(ARROWS, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier) is None

    def test_single_keys_are_set_beside_a_layout(self):
        keypad = keypad_from("arrows help=F2 up=Num+8 headphones-in=F15")
        assert self.press(keypad, Qt.Key.Key_F2) is PadKey.HELP
        assert self.press(keypad, Qt.Key.Key_F1) is None
        assert self.press(keypad, Qt.Key.Key_8, Qt.KeyboardModifier.KeypadModifier) is PadKey.UP
        assert self.press(keypad, Qt.Key.Key_Up) is None
        assert self.press(keypad, Qt.Key.Key_F15) is PadKey.HEADPHONES_IN
        assert self.press(keypad, Qt.Key.Key_Down) is PadKey.DOWN
        assert keypad_from("") == keypad_from("arrows")
        assert keypad_from("numeric").keys == NUMERIC.keys

    @pytest.mark.parametrize("words", ["stairs", "arrows jump=F2", "arrows help=F99x", "arrows help"])
    def test_what_is_not_understood_is_told_with_what_may_be_written(self, words):
        with pytest.raises(Problem) as told:
            keypad_from(words)
        assert words.split(" ")[-1].split("=")[0] in str(told.value)
        assert "Layouts:" in str(told.value) or "help=F2" in str(told.value)

    def test_a_whole_walk_by_numbers(self, make_ear):
        ear = make_ear(keypad=NUMERIC)
        window = ear.hand.window.windowHandle()

        def press(key):
            ear.voice.forget()
            QTest.keyClick(window, key, Qt.KeyboardModifier.KeypadModifier)
            ear.hand.settle()

        press(Qt.Key.Key_2)
        press(Qt.Key.Key_5)
        assert ear.heard.startswith("What brings you in today?")
        press(Qt.Key.Key_0)
        assert ear.heard.startswith("What brings you in today?")
        press(Qt.Key.Key_2)
        assert ear.heard.startswith("Property tax.")
        press(Qt.Key.Key_4)
        assert ear.hand.page is Page.WELCOME
        press(Qt.Key.Key_6)
        assert ear.hand.page is Page.HELP


class TestReadingOrder:
    """Boxes are (left, top, width, height)."""

    @staticmethod
    def order(boxes, *, right_to_left=False):
        from PySide6.QtCore import QRect

        return "".join(in_reading_order([(QRect(*box), name) for name, box in boxes], right_to_left=right_to_left))

    def test_rows_then_columns(self):
        grid = [("d", (110, 60, 90, 50)), ("a", (0, 0, 90, 50)), ("c", (0, 60, 90, 50)), ("b", (110, 0, 90, 50))]
        assert self.order(grid) == "abcd"
        assert self.order(grid, right_to_left=True) == "badc"

    def test_columns_without_a_common_line_are_read_one_after_the_other(self):
        columns = [
            ("a", (0, 0, 90, 50)), ("b", (0, 60, 90, 90)), ("c", (110, 0, 90, 80)), ("d", (110, 90, 90, 60)),
        ]  # fmt: skip
        assert self.order(columns) == "abcd"
        assert self.order(columns, right_to_left=True) == "cdab"

    def test_what_lies_within_another_follows_it(self):
        assert self.order([("b", (20, 20, 30, 30)), ("a", (0, 0, 100, 100)), ("c", (60, 20, 30, 30))]) == "abc"


def test_tab_follows_the_reading_order_and_comes_to_the_ticket(ear, look_up):
    hand = ear.hand
    hand.presenter.start()
    hand.presenter.choose_service("permit")
    hand.presenter.skip_questions()
    window = hand.window
    order = window.listening.reader.tab_stops()
    names = [widget.accessibleName() for widget in order]
    assert names.index("Change: You came to") < names.index("Back") < names.index("Yes, get my ticket")
    assert names[-5:] == ["Listen", "Larger text", "Contrast", "Lower the controls", "Talk to a person"]
    seen = []
    for _ in order:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    at = order.index(seen[0])
    assert seen == [*order[at:], *order[:at]]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is seen[-2]
    hand.presenter.confirm()
    hand.settle()
    assert window.focusWidget() is window.shown.card
    assert window.shown.card in window.listening.reader.tab_stops()
