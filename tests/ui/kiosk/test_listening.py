"""What a kiosk says: every string that is seen, what changes, to whom, how loud, and when it is silent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from greeter.model.notice import Notice
from greeter.problems import PrinterProblem, StoreProblem
from greeter.texts import Texts
from tests.ui.kiosk.ear import Ear, plain
from tests.ui.kiosk.test_appointments import by_code, rosa
from tests.ui.kiosk.test_window import PAGES_BY_TOUCH
from tests.ui.test_speech import sound
from ui.kiosk.caption import Caption
from ui.kiosk.keypad import NUMERIC, PadKey, keypad_from
from ui.kiosk.section import Section
from ui.kiosk.speech_settings import Audio, SpeechSettings
from ui.kiosk.walk import Page
from ui.kit.aid import Aid
from ui.kit.choice_card import ChoiceCard
from ui.kit.ticket_card import TicketCard
from ui.speech.espeak import EspeakVoice
from ui.speech.recording import RecordingVoice
from ui.speech.voice import Lack, Volume

SAY_IT = "Say it your way: “I want to build a deck”"


@pytest.fixture
def voice(qapp):
    return RecordingVoice()


@pytest.fixture
def make_ear(make_kiosk, voice, paper):
    """A kiosk that speaks to a recording, and a visitor who hears."""

    def make(size=(1080, 1920), **settings):
        hand = make_kiosk(size=size, printer=paper, speech=SpeechSettings(voice=lambda: voice, **settings))
        return Ear(hand, voice)

    return make


@pytest.fixture
def ear(make_ear):
    return make_ear()


def listen(ear):
    """Turn speech on by hand."""
    ear.hand.touch("Listen")
    assert Aid.LISTEN in ear.hand.state.aids


def seen(part):
    """Everything that is written on the window, or a part of it, found without the reader: by the widgets' own texts, and what they paint."""
    found = []
    for widget in part.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget.parent(), Caption):
            continue
        if isinstance(widget, Section):
            found += [widget._title, *widget._lines]
        elif isinstance(widget, TicketCard):
            face = widget._face
            found += [face.label, face.number, face.wait, face.note, face.code_words]
        elif isinstance(widget, ChoiceCard):
            found += [widget.text(), widget.hint]
        elif isinstance(widget, QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QLabel):
            found.append(widget.accessibleName() or widget.text())
        elif isinstance(widget, QLineEdit):
            found.append(widget.text())
    return [words for words in found if plain(words)]


def unheard(window, heard):
    """Return what is seen and was not heard. Signs on keys are called by their names."""
    said = f" {plain(heard)} "
    return [words for words in seen(window) if f" {plain(words)} " not in said]


def hear_everything(ear):
    """Go through all that can be reached, letters of a keyboard too, and return all that was heard."""
    heard = [ear.press(PadKey.DOWN)]
    listening = ear.hand.window.listening
    if not listening.on:
        raise AssertionError("the first key did not turn speech on")
    heard.append(ear.press(PadKey.DOWN))
    for _ in range(2 * len(listening.reader.stops())):
        field = listening.reader.field
        if field is not None and listening.steps.here.widget is field:
            heard.append(ear.press(PadKey.SELECT))
            heard += [ear.press(PadKey.DOWN) for _ in range(len(ear.hand.window.shown.keyboard.letters))]
            heard.append(ear.press(PadKey.BACK))
        heard.append(ear.press(PadKey.DOWN))
    return " ".join(heard)


SIGHTS = {**PAGES_BY_TOUCH, Page.HELP: ["Start", "Talk to a person"], Page.SURVEY: ["Tell us how it went"]}
SCREENS = {"portrait": (1080, 1920), "low": (1280, 800)}


class TestEveryString:
    @pytest.mark.parametrize("screen", list(SCREENS))
    @pytest.mark.parametrize("page", list(SIGHTS))
    def test_is_heard_by_who_goes_through_it(self, make_ear, page, screen):
        ear = make_ear()
        for words in SIGHTS[page]:
            if words != "Tell us how it went":
                ear.hand.touch(words)
            else:
                ear.hand.presenter.open_page(Page.SURVEY)
                ear.hand.settle()
        assert ear.hand.page is page
        ear.hand.resize(*SCREENS[screen])
        heard = hear_everything(ear)
        assert len(seen(ear.hand.window)) > 8
        assert unheard(ear.hand.window, heard) == []

    @pytest.mark.parametrize("language", ["ar", "zh", "vi"])
    @pytest.mark.parametrize("page", [Page.REASON, Page.SUMMARY, Page.TICKET])
    def test_is_heard_in_other_scripts_too(self, ear, page, language):
        show = ear.hand.presenter
        show.choose_language(language)
        show.start()
        if page is not Page.REASON:
            show.choose_service("permit")
            show.skip_questions()
        if page is Page.TICKET:
            show.confirm()
        ear.hand.settle()
        assert ear.hand.page is page
        heard = hear_everything(ear)
        assert unheard(ear.hand.window, heard) == []
        assert {one.language for one in ear.voice.heard} == {language}

    @pytest.mark.parametrize("screen", list(SCREENS))
    @pytest.mark.parametrize("code", ["K7P4", "XXXX"])
    def test_is_heard_of_an_appointment(self, make_ear, office, look_up, code, screen):
        look_up(lambda desk: desk.book([rosa(office)]))
        ear = make_ear()
        by_code(ear.hand, code)
        if code == "XXXX":
            assert "We didn’t find" in ear.hand.window.shown.missing.text()
            ear.hand.touch("Find it")
        assert ear.hand.page is (Page.BOOKED if code == "K7P4" else Page.NOT_BOOKED)
        ear.hand.resize(*SCREENS[screen])
        assert unheard(ear.hand.window, hear_everything(ear)) == []

    def test_is_heard_by_who_comes_back(self, ear, look_up):
        number = look_up(lambda desk: desk.check_in(service="permit").number)
        ear.hand.touch("Start")
        ear.hand.touch("I’m back")
        ear.hand.type(number)
        ear.hand.touch("Find it")
        heard = hear_everything(ear)
        assert unheard(ear.hand.window, heard) == []
        assert ", ".join(number) in heard

    @pytest.mark.parametrize("page", [Page.NOT_TAKING, Page.SORRY])
    def test_is_heard_on_the_sad_pages(self, ear, look_up, page):
        if page is Page.NOT_TAKING:
            look_up(lambda desk: desk.give_notice("pause"))
            ear.hand.presenter.read_menu()
            ear.hand.settle()
        else:
            ear.hand.presenter._store_failed(StoreProblem("The disk is full."))
        assert ear.hand.page is page
        assert unheard(ear.hand.window, hear_everything(ear)) == []

    @pytest.mark.parametrize("page", [Page.WELCOME, Page.REASON, Page.BEFORE, Page.SUMMARY, Page.TICKET])
    def test_of_a_page_is_read_to_who_touches_listen(self, ear, page):
        for words in PAGES_BY_TOUCH[page]:
            ear.hand.touch(words)
        ear.voice.forget()
        listen(ear)
        beneath = set(seen(ear.hand.window.strip)) | {"Alder Creek Town Hall", ear.hand.window.header.language.text()}
        assert [words for words in unheard(ear.hand.window, ear.heard) if words not in beneath] == []

    def test_of_the_speech_panel_is_heard(self, ear):
        ear.press(PadKey.DOWN)
        ear.choose("Listen")
        panel = ear.hand.window.listening.panel
        assert panel.isVisible()
        heard = [ear.heard, *(ear.press(PadKey.DOWN) for _ in range(12))]
        said = f" {plain(' '.join(heard))} "
        assert [words for words in seen(panel) if f" {plain(words)} " not in said] == []
        ear.press(PadKey.BACK)
        assert not panel.isVisible()


class TestChanges:
    def test_what_is_missing_is_said_each_time(self, ear):
        ear.hand.touch("Start")
        listen(ear)
        for _ in range(2):
            ear.voice.forget()
            ear.press(PadKey.UP)
            ear.choose("Continue")
            assert "Choose one to go on, or touch Something else." in ear.heard

    def test_services_that_are_found_are_said_as_they_come(self, ear):
        ear.hand.touch("Start")
        ear.hand.touch(SAY_IT)
        listen(ear)
        ear.voice.forget()
        ear.hand.type("deck")
        ear.hand.qtbot.waitUntil(lambda: "permit" in ear.hand.state.matches)
        ear.hand.settle()
        assert "Is it one of these?" in ear.heard
        assert "Build or repair." in ear.heard
        assert "None of these." in ear.heard

    def test_a_need_says_how_it_stands(self, ear):
        for words in PAGES_BY_TOUCH[Page.NEEDS]:
            ear.hand.touch(words)
        listen(ear)
        ear.voice.forget()
        ear.hand.touch("A seat while you wait")
        assert ear.heard == "A seat while you wait. Check box, checked."
        ear.voice.forget()
        ear.hand.touch("A seat while you wait")
        assert ear.heard == "A seat while you wait. Check box, not checked."

    def test_an_aid_says_how_it_stands(self, ear):
        listen(ear)
        ear.voice.forget()
        ear.hand.touch("Contrast")
        assert ear.heard == "Contrast. Switch, on."

    def test_a_printer_that_fails_is_told(self, ear, paper):
        paper.problem = PrinterProblem("The printer does not answer.")
        for words in PAGES_BY_TOUCH[Page.SUMMARY]:
            ear.hand.touch(words)
        listen(ear)
        ear.voice.forget()
        ear.hand.touch("Yes, get my ticket")
        ear.hand.qtbot.waitUntil(lambda: ear.hand.state.paper.value == "failed")
        ear.hand.settle()
        assert ear.heard.startswith("Saving your place.")
        assert "Your number K, 0, 0, 1." in ear.heard
        assert ear.heard.endswith("Our printer isn’t working. Take a photo of this.")

    def test_a_word_that_is_explained_is_said(self, ear):
        for words in PAGES_BY_TOUCH[Page.BEFORE]:
            ear.hand.touch(words)
        listen(ear)
        words = next(button.text() for button in ear.hand.window.shown.words.buttons if button.text())
        ear.voice.forget()
        ear.hand.touch(words)
        assert ear.heard.startswith(words)

    def test_another_sheet_is_read_from_its_first_choice(self, make_ear):
        ear = make_ear(size=(1280, 800))
        ear.press(PadKey.DOWN)
        ear.choose("Start")
        ear.choose("More choices")
        assert ear.heard.startswith("What brings you in today?")
        assert "10 of 12." in ear.heard

    def test_a_new_language_is_heard_at_once(self, ear, monkeypatch):
        listen(ear)
        monkeypatch.setattr("ui.kiosk.presenter.texts_for", lambda code: Texts("fr"))
        ear.voice.forget()
        ear.hand.presenter.changed.emit()
        assert {one.language for one in ear.voice.heard if one.words == "Good morning."} == {"fr"}

    def test_the_screens_own_ticking_says_nothing(self, ear):
        listen(ear)
        ear.voice.forget()
        ear.hand.wait(30)
        assert ear.heard == ""


class TestIdle:
    def test_is_warned_of_by_ear_with_twice_the_time(self, ear):
        ear.hand.touch("Start")
        listen(ear)
        ear.voice.forget()
        ear.hand.wait(89)
        assert ear.heard == ""
        ear.hand.wait(1)
        assert ear.heard.startswith("Are you still there?")
        assert "40 seconds left." in ear.heard
        assert "Yes, I need more time." in ear.heard
        ear.voice.forget()
        ear.hand.wait(34)
        assert [one.words for one in ear.voice.heard] == [f"{n} seconds left." for n in (20, 10)]
        ear.press(PadKey.BACK)
        assert ear.heard.startswith("You have more time.")
        assert not ear.hand.window.warned
        assert ear.hand.page is Page.REASON

    def test_by_keys_more_time_is_one_press_away(self, ear):
        ear.press(PadKey.DOWN)
        ear.choose("Start")
        ear.voice.forget()
        ear.hand.wait(90)
        assert ear.heard.endswith("Yes, I need more time. Button. Press select.")
        ear.press(PadKey.SELECT)
        assert "You have more time." in ear.heard
        assert ear.hand.page is Page.REASON

    def test_who_listens_is_not_idle(self, ear, voice):
        voice.holds = True
        ear.hand.touch("Start")
        listen(ear)
        for _ in range(6):
            ear.hand.wait(60)
            voice.end()
        assert not ear.hand.window.warned

    def test_who_walked_away_hears_no_farewell_and_nothing_more(self, ear, voice):
        ear.hand.touch("Start")
        listen(ear)
        ear.hand.wait(91)
        voice.forget()
        ear.hand.wait(40)
        assert ear.hand.page is Page.WELCOME
        assert [one.words for one in voice.heard] == [f"{n} seconds left." for n in (20, 10, 5)]
        assert not ear.hand.window.listening.on


class TestSilence:
    def test_any_touch_stops_it_at_once(self, ear, voice):
        voice.holds = True
        listen(ear)
        assert voice.saying is not None
        QTest.mouseClick(ear.hand.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(540, 900))
        assert voice.saying is None
        assert list(voice.stopped) == ["Speech is on."]

    @pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_F7, Qt.Key.Key_Tab, Qt.Key.Key_Down])
    def test_any_key_stops_it_at_once(self, ear, voice, key):
        voice.holds = True
        listen(ear)
        QTest.keyClick(ear.hand.window.windowHandle(), key)
        assert voice.stopped[0] == "Speech is on."

    def test_the_queue_is_empty_and_the_volume_usual_for_the_next_visitor(self, ear, voice):
        ear.hand.touch("Start")
        listen(ear)
        ear.press(PadKey.LOUDER)
        speaker = ear.hand.window.listening.speaker
        assert speaker.volume is Volume.LOUD
        voice.holds = True
        ear.press(PadKey.DOWN)
        assert speaker.to_say
        ear.hand.window.listening.wipe()
        assert (speaker.to_say, speaker.volume, voice.saying) == ((), Volume.USUAL, None)
        assert ear.hand.window.listening.caption.words.text() == ""

    def test_who_finishes_hears_that_all_is_cleared(self, ear, voice):
        for words in PAGES_BY_TOUCH[Page.TICKET]:
            ear.hand.touch(words)
        listen(ear)
        ear.hand.clock.advance(seconds=2)
        voice.forget()
        ear.hand.touch("I have it. Finish")
        assert ear.hand.page is Page.WELCOME
        assert ear.heard == "This screen is cleared. Goodbye."
        assert not ear.hand.window.listening.on

    def test_who_clears_an_idle_page_hears_that_it_is_done(self, ear):
        ear.hand.touch("Start")
        ear.press(PadKey.DOWN)
        ear.hand.wait(91)
        assert ear.has_heard("Are you still there?")
        ear.choose("I’m finished.")
        assert ear.hand.page is Page.WELCOME
        assert ear.heard == "This screen is cleared. Goodbye."

    def test_speech_that_is_turned_off_stays_off(self, make_ear):
        ear = make_ear(keypad=NUMERIC)
        ear.press(PadKey.DOWN)
        ear.press(Qt.Key.Key_Asterisk)
        assert ear.heard == ""
        handle = ear.hand.window.windowHandle()
        block = Qt.KeyboardModifier.KeypadModifier
        QTest.keyClick(handle, Qt.Key.Key_Asterisk, block)
        assert ear.heard == "Speech is off."
        assert Aid.LISTEN not in ear.hand.state.aids
        ear.press(PadKey.DOWN)
        assert ear.heard == ""
        QTest.keyClick(handle, Qt.Key.Key_Asterisk, block)
        assert ear.heard.startswith("Speech is on.")


class TestWithoutAVoice:
    def test_the_kiosk_says_so_kindly_and_works_on(self, ear, voice, caplog):
        voice.lack = Lack.VOICE
        ear.hand.touch("Listen")
        caption = ear.hand.window.listening.caption
        assert caption.isVisible()
        assert (
            caption.words.text()
            == "This screen can’t speak just now. A person can read it to you. Touch “Talk to a person”."
        )
        assert Aid.LISTEN not in ear.hand.state.aids
        assert not ear.hand.button("Listen").isChecked()
        assert "lacks voice" in caplog.text
        ear.touch("Start")
        assert not caption.isVisible()
        assert ear.hand.page is Page.REASON

    @pytest.mark.parametrize("lack", [Lack.VOICE, Lack.SOUND])
    def test_staff_are_told_until_it_is_heard_again(self, ear, voice, look_up, lack):
        def told():
            return look_up(lambda desk: desk.told(Notice.VOICE))

        voice.lack = lack
        ear.hand.touch("Listen")
        ear.hand.settle()
        assert told() == lack.value
        voice.lack = None
        ear.hand.touch("Listen")
        ear.hand.settle()
        assert told() is None

    def test_keys_work_silently(self, ear, voice):
        voice.lack = Lack.VOICE
        ear.press(PadKey.DOWN)
        ear.press(PadKey.SELECT)
        assert ear.hand.page is Page.REASON
        assert not voice.heard

    def test_a_loudspeaker_that_breaks_is_told(self, ear, voice):
        listen(ear)
        voice.lack = Lack.SOUND
        ear.hand.touch("Start")
        assert ear.hand.window.listening.caption.isVisible()
        assert Aid.LISTEN not in ear.hand.state.aids
        assert ear.hand.page is Page.REASON

    def test_a_language_without_a_voice_is_told_in_it_and_in_english(self, make_kiosk, paper, monkeypatch, look_up):
        voice = RecordingVoice({"en"})
        ear = Ear(make_kiosk(printer=paper, speech=SpeechSettings(voice=lambda: voice)), voice)
        monkeypatch.setattr("ui.kiosk.presenter.texts_for", lambda code: Texts("so"))
        ear.hand.presenter.changed.emit()
        ear.touch("Listen")
        caption = ear.hand.window.listening.caption
        assert caption.words.text().startswith("This screen has no voice for Soomaali.")
        assert ear.heard.startswith("This screen has no voice for Somali.")
        assert {one.language for one in voice.heard} == {"en"}
        assert Aid.LISTEN not in ear.hand.state.aids
        assert look_up(lambda desk: desk.told(Notice.VOICE)) == "language"


def test_a_real_voice_reads_the_page_into_a_file(make_kiosk, paper, tmp_path, qtbot):
    made = []

    def voice():
        made.append(EspeakVoice(into=tmp_path / "said.wav"))
        return made[0]

    hand = make_kiosk(printer=paper, speech=SpeechSettings(voice=voice))
    hand.touch("Listen")
    lengths = []
    for _ in range(3):
        with qtbot.waitSignal(made[0].ended):
            pass
        samples, seconds = sound(tmp_path / "said.wav")
        assert sum(abs(one) > 300 for one in samples) > len(samples) / 5
        lengths.append(seconds)
    assert hand.window.listening.speaker.speaking
    assert len(set(lengths)) == 3  # three sentences, each of its own length
    made[0].close()


class TestPrivacy:
    def to_summary(self, ear):
        hand = ear.hand
        hand.touch("Start")
        hand.presenter.open_page(Page.SAY_IT)
        hand.type("deck")
        hand.presenter.choose_service("permit")
        hand.presenter.go_on()
        hand.touch("Skip this question")
        hand.type("zebedea")
        hand.presenter.go_on()
        hand.presenter.go_on()
        hand.settle()
        assert hand.page is Page.SUMMARY

    @pytest.mark.parametrize("size", [(1080, 1920), (1280, 800)])
    def test_what_was_typed_is_not_said_aloud(self, make_ear, size):
        ear = make_ear(size=size)
        listen(ear)
        self.to_summary(ear)
        assert "Your name, as you wrote it." in ear.heard
        ear.hand.touch("Talk to a person")
        heard = ear.heard.casefold()
        for letters in ("zebedea", " z. e. b. ", "“deck”"):
            assert letters not in heard
        assert heard.count("letter") >= len("deckzebedea")

    def test_own_words_are_not_said_aloud(self, ear):
        self.to_summary(ear)
        listen(ear)
        assert "Your own words, as you wrote them." in ear.heard
        assert "Deck" not in ear.heard

    def test_own_words_on_their_way_to_a_person_are_not_said_aloud(self, ear):
        ear.hand.touch("Start")
        ear.hand.touch(SAY_IT)
        ear.hand.type("zzz qqq")
        listen(ear)
        ear.voice.forget()
        ear.hand.touch("Something else")
        assert "What you told us. Your own words, as you wrote them." in ear.heard
        assert "qqq" not in ear.heard

    def test_headphones_hear_everything(self, make_ear):
        ear = make_ear(audio=Audio.HEADPHONES)
        listen(ear)
        self.to_summary(ear)
        assert "What we may call you (optional). Zebedea." in ear.heard
        assert "Deck" in ear.heard
        assert "Z E B" in " ".join(one.words for one in ear.voice.heard if len(one.words) == 1).upper()

    def test_a_socket_says_who_listens(self, make_ear):
        keypad = keypad_from("arrows headphones-in=F15 headphones-out=F16")
        ear = make_ear(audio=Audio.SOCKET, keypad=keypad)
        self.to_summary(ear)
        ear.press(PadKey.DOWN)
        assert "Your name, as you wrote it." in ear.heard
        ear.press(Qt.Key.Key_F15)
        assert "What we may call you (optional). Zebedea." in ear.heard
        ear.press(Qt.Key.Key_F16)
        assert (ear.heard, ear.hand.window.listening.on) == ("", False)
        ear.press(Qt.Key.Key_F15)
        assert ear.heard.startswith("Speech is on.")
        assert "Zebedea" in ear.heard

    def test_hidden_figures_are_called_so(self, make_ear):
        ear = make_ear(audio=Audio.HEADPHONES)
        ear.hand.touch("Start")
        ear.hand.touch(SAY_IT)
        listen(ear)
        ear.hand.touch("123")
        ear.voice.forget()
        ear.hand.type("987123654 ")
        assert "We hid a number, to keep it private." in ear.heard
        ear.press(PadKey.DOWN)
        ear.go_to("Press select to write")
        assert ear.heard.count("hidden") == 9


class TestCaption:
    def test_what_is_heard_is_seen(self, ear, voice):
        voice.holds = True
        listen(ear)
        caption = ear.hand.window.listening.caption
        assert caption.isVisible()
        assert caption.words.text() == "Reading aloud: “Speech is on.” Touch anywhere to stop."
        voice.end()
        assert caption.words.text() == "Reading aloud: “Touch anywhere to stop the voice.” Touch anywhere to stop."
        for _ in range(60):
            voice.end()
        assert not caption.isVisible()

    @pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1280, 800)])
    @pytest.mark.parametrize("aids", [(), (Aid.LARGER_TEXT, Aid.LOW_CONTROLS)])
    def test_it_lies_on_nothing(self, make_ear, voice, size, aids):
        ear = make_ear(size=size)
        for aid in aids:
            ear.hand.presenter.toggle_aid(aid)
        shown = 0
        voice.holds = True
        listen(ear)
        caption = ear.hand.window.listening.caption
        show = ear.hand.presenter
        for go_on in (
            show.start, lambda: show.choose_service("permit"), show.go_on, show.go_on, show.skip_questions, show.confirm
        ):  # fmt: skip
            while voice.saying is not None:
                if caption.isVisible():
                    shown += 1
                    self.check(ear.hand.window, caption)
                voice.end()
            go_on()
            ear.hand.settle()
        assert ear.hand.page is Page.TICKET
        assert (shown > 5) == (size != (1280, 800) or bool(aids))  # a small screen has no room beside its usual pages

    @staticmethod
    def check(window, caption):
        box = caption.geometry()
        assert window.rect().contains(box)
        assert caption.words.height() >= caption.words.height_for(caption.words.width())
        others = [widget for widget in window.shown.children() if getattr(widget, "isVisible", lambda: False)()]
        for widget in [*others, window.nav_bar, window.strip, window.header]:
            if widget.isVisible():
                there = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
                assert not there.intersects(box), (caption.words.text(), widget)


class TestPanel:
    def test_louder_softer_again_off_by_hand(self, ear, voice):
        listen(ear)
        panel = ear.hand.window.listening.panel
        ear.hand.touch("Listen")
        assert panel.isVisible()
        assert ear.hand.button("Listen").isChecked()
        voice.forget()
        ear.hand.touch("Louder")
        ear.hand.touch("Louder")
        ear.hand.touch("Louder")
        assert [one.words for one in voice.heard] == ["Volume 4 of 5.", "Volume 5 of 5.", "Volume 5 of 5."]
        assert voice.heard[-1].volume is Volume.LOUDEST
        ear.hand.touch("Softer")
        assert panel.words.text() == "Volume 4 of 5."
        voice.forget()
        ear.hand.touch("Read it again")
        assert not panel.isVisible()
        assert ear.heard.startswith("Good morning.")
        ear.hand.touch("Listen")
        ear.hand.touch("Turn speech off")
        assert Aid.LISTEN not in ear.hand.state.aids
        assert not ear.hand.button("Listen").isChecked()
        assert ear.heard.endswith("Speech is off.")

    def test_a_touch_beside_it_closes_it_and_goes_on(self, ear, voice):
        voice.holds = True
        listen(ear)
        voice.end()
        ear.hand.touch("Listen")
        QTest.mouseClick(ear.hand.window.listening.panel, Qt.MouseButton.LeftButton, pos=QPoint(500, 100))
        assert not ear.hand.window.listening.panel.isVisible()
        assert ear.hand.page is Page.WELCOME
        assert voice.saying is not None

    @pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1280, 800)])
    @pytest.mark.parametrize("aids", [(), (Aid.LARGER_TEXT, Aid.LOW_CONTROLS)])
    def test_its_buttons_are_large_apart_and_low(self, make_ear, size, aids):
        ear = make_ear(size=size)
        for aid in aids:
            ear.hand.presenter.toggle_aid(aid)
        listen(ear)
        ear.hand.touch("Listen")
        panel = ear.hand.window.listening.panel
        buttons = panel.findChildren(QAbstractButton)
        boxes = [button.geometry() for button in buttons]
        assert len(boxes) == 5
        assert all(panel._box.contains(box) and min(box.width(), box.height()) >= 20 * 100 / 25.4 for box in boxes)
        assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])
        assert all(panel._box.contains(part.geometry()) for part in (panel.heading, panel.words))
        if aids:
            assert min(box.top() for box in boxes) >= size[1] // 2
