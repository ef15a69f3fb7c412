"""Words said aloud: the voice, the speaker's queue, and words made clear to the ear."""

from __future__ import annotations

import array
import itertools
import sys
import wave
from pathlib import Path

import pytest

from ui.speech.clear import by_script, phrases, sentences, spelled
from ui.speech.espeak import AMPLITUDE, LIKED, EspeakVoice, voices_in
from ui.speech.recording import RecordingVoice
from ui.speech.speaker import Phrase, Speaker
from ui.speech.voice import Lack, Voice, Volume

LANGUAGES = {
    "en": "Good morning. Your number is P, 0, 1, 4.",
    "es": "Buenos días. Su número es P, 0, 1, 4.",
    "fr": "Bonjour. Votre numéro est P, 0, 1, 4.",
    "ar": "صباح الخير. رقمك هو P, 0, 1, 4.",
    "vi": "Chào buổi sáng. Số của bạn là P, 0, 1, 4.",
    "zh": "早上好。您的号码是 P, 0, 1, 4。",
}


@pytest.fixture
def make_voice():
    """Makes voices of espeak-ng, and lets none of them speak on after the test."""
    made = []

    def make(**more):
        made.append(EspeakVoice(**more))
        return made[-1]

    yield make
    for voice in made:
        voice.close()


def sound(path):
    """Return a file's samples and its length in seconds."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        samples = array.array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return samples, len(samples) / file.getframerate()


def loudness(path):
    """Return the root of the mean square of a file's samples."""
    samples, _ = sound(path)
    return (sum(one * one for one in samples) / len(samples)) ** 0.5


class TestEspeak:
    @pytest.mark.parametrize("language", list(LANGUAGES))
    def test_every_language_makes_sound(self, make_voice, qtbot, tmp_path, language):
        voice = make_voice(into=tmp_path / "said.wav")
        with qtbot.waitSignal(voice.ended):
            voice.say(LANGUAGES[language], language, Volume.USUAL)
        samples, seconds = sound(tmp_path / "said.wav")
        assert 1.5 < seconds < 12
        assert max(samples) > 3000
        assert sum(abs(one) > 300 for one in samples) > len(samples) / 5  # speech, and not a click in silence

    def test_louder_is_louder(self, make_voice, qtbot, tmp_path):
        heard = []
        for volume in Volume:
            voice = make_voice(into=tmp_path / "said.wav")
            with qtbot.waitSignal(voice.ended):
                voice.say("Good morning.", "en", volume)
            heard.append(loudness(tmp_path / "said.wav"))
        assert all(louder > 1.4 * softer for softer, louder in itertools.pairwise(heard))

    def test_words_stay_out_of_the_list_of_processes(self, make_voice, tmp_path):
        voice = make_voice(into=tmp_path / "said.wav")
        voice.say("Zebedea Quillfeather", "en", Volume.USUAL)
        assert "Zebedea" not in " ".join(voice._process.arguments())

    def test_what_is_stopped_is_killed_and_does_not_end(self, make_voice, qtbot, tmp_path):
        voice = make_voice(into=tmp_path / "said.wav")
        ended, lacks = [], []
        voice.ended.connect(lambda: ended.append("ended"))
        voice.lacks.connect(lacks.append)
        voice.say("One sentence after the other. " * 2000, "en", Volume.USUAL)
        process = voice._process
        qtbot.waitUntil(lambda: process.state() is process.ProcessState.Running)
        pid = process.processId()
        voice.stop()
        qtbot.waitUntil(lambda: not Path(f"/proc/{pid}").exists())
        assert (ended, lacks) == ([], [])

    def test_what_is_said_last_counts(self, make_voice, qtbot, tmp_path):
        voice = make_voice(into=tmp_path / "said.wav")
        ended = []
        voice.ended.connect(lambda: ended.append("ended"))
        for _ in range(5):
            voice.say("Good morning.", "en", Volume.USUAL)
        qtbot.waitUntil(lambda: bool(ended))
        assert ended == ["ended"]

    def test_an_unknown_language_is_told(self, make_voice, qtbot, tmp_path):
        voice = make_voice(into=tmp_path / "said.wav")
        qtbot.waitUntil(lambda: bool(voice._voices))
        assert not voice.speaks("tlh")
        with qtbot.waitSignal(voice.lacks) as told:
            voice.say("nuqneH", "tlh", Volume.USUAL)
        assert told.args == [Lack.LANGUAGE]

    def test_an_unknown_language_is_told_before_the_voices_are_listed_too(self, make_voice, qtbot, tmp_path):
        voice = make_voice(into=tmp_path / "said.wav")
        assert voice._voices == frozenset()
        with qtbot.waitSignal(voice.lacks) as told:
            voice.say("nuqneH", "tlh", Volume.USUAL)
        assert told.args == [Lack.LANGUAGE]

    def test_every_language_that_it_lists_is_spoken_by_its_code(self, make_voice, qtbot):
        voice = make_voice()
        qtbot.waitUntil(lambda: bool(voice._voices))
        assert all(voice.speaks(language) for language in LANGUAGES)
        assert {LIKED[language] for language in ("en", "es", "zh")} <= voice._voices
        assert not voice.speaks("")

    def test_a_machine_without_the_program_says_so(self, make_voice, qtbot):
        voice = make_voice(program="espeak-that-is-not-there")
        assert not voice.works
        assert not voice.speaks("en")
        with qtbot.waitSignal(voice.lacks) as told:
            voice.say("Good morning.", "en", Volume.USUAL)
        assert told.args == [Lack.VOICE]

    def test_a_machine_without_sound_says_so(self, make_voice, qtbot, tmp_path, monkeypatch):
        monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "nothing.conf"))
        (tmp_path / "nothing.conf").write_text("# no sound card\n")
        voice = make_voice()
        with qtbot.waitSignal(voice.lacks) as told:
            voice.say("Good morning.", "en", Volume.USUAL)
        assert told.args == [Lack.SOUND]

    def test_its_own_spelling_of_sounds_is_not_obeyed(self, make_voice, qtbot, tmp_path):
        lengths = []
        for words in ("h@l'oU", "[[h@l'oU h@l'oU h@l'oU h@l'oU]]"):
            voice = make_voice(into=tmp_path / "said.wav")
            with qtbot.waitSignal(voice.ended):
                voice.say(words, "en", Volume.USUAL)
            lengths.append(sound(tmp_path / "said.wav")[1])
        assert lengths[1] > 2 * lengths[0]  # spelled out like any other signs, and not said as four short greetings

    def test_each_volume_has_its_amplitude(self):
        assert list(AMPLITUDE) == list(Volume)
        assert max(AMPLITUDE.values()) <= 200

    def test_the_list_of_voices_is_read(self):
        listing = "Pty Language       Age/Gender VoiceName  File Other\n 5  en-us  --/M  English_(America) gmw/en-US (en 3)\n 5  vi\n"
        assert voices_in(listing) == {"en-us", "vi"}


def test_a_machine_that_cannot_speak(qtbot):
    voice = Voice()
    assert (voice.works, voice.speaks("en")) == (False, False)
    with qtbot.waitSignal(voice.lacks) as told:
        voice.say("Good morning.", "en", Volume.USUAL)
    assert told.args == [Lack.VOICE]


def say(*words):
    return [Phrase(word, "en") for word in words]


class TestSpeaker:
    @pytest.fixture
    def voice(self, qapp):
        return RecordingVoice(holds=True)

    @pytest.fixture
    def speaker(self, voice):
        return Speaker(voice)

    @staticmethod
    def heard(voice):
        return [one.words for one in voice.heard]

    def test_phrases_are_said_in_turn(self, speaker, voice):
        silent = []
        speaker.silent.connect(lambda: silent.append(True))
        speaker.say(say("one", "two"))
        assert self.heard(voice) == ["one"]
        voice.end()
        assert self.heard(voice) == ["one", "two"]
        assert speaker.speaking
        voice.end()
        assert not speaker.speaking
        assert silent == [True]

    def test_a_voice_that_ends_at_once_says_all(self, qapp):
        voice = RecordingVoice()
        speaker = Speaker(voice)
        speaker.say(say(*map(str, range(3000))))
        assert len(voice.heard) == 3000
        assert not speaker.speaking

    def test_what_is_said_anew_cuts_off(self, speaker, voice):
        speaker.say(say("one", "two"))
        speaker.say(say("three"))
        assert self.heard(voice) == ["one", "three"]
        assert list(voice.stopped) == ["one"]
        voice.end()
        assert self.heard(voice) == ["one", "three"]

    def test_what_is_added_waits(self, speaker, voice):
        speaker.add(say("one"))
        speaker.add(say("two"))
        assert self.heard(voice) == ["one"]
        voice.end()
        assert self.heard(voice) == ["one", "two"]

    def test_pause_and_go_on_with_the_same_phrase(self, speaker, voice):
        speaker.say(say("one", "two", "three"))
        voice.end()
        speaker.stop()
        assert list(voice.stopped) == ["two"]
        voice.ended.emit()  # of a process that was about to end
        assert self.heard(voice) == ["one", "two"]
        speaker.resume()
        assert self.heard(voice) == ["one", "two", "two"]
        voice.end()
        assert self.heard(voice)[-1] == "three"

    def test_repeat_from_the_start(self, speaker, voice):
        speaker.say(say("one", "two"))
        voice.end()
        voice.end()
        speaker.repeat()
        assert self.heard(voice) == ["one", "two", "one"]

    def test_louder_takes_the_phrase_up_again_and_forgetting_is_as_usual(self, speaker, voice):
        speaker.say(say("one", "two"))
        speaker.set_volume(speaker.volume.louder())
        assert [(one.words, one.volume) for one in voice.heard] == [("one", Volume.USUAL), ("one", Volume.LOUD)]
        speaker.forget()
        assert (speaker.volume, speaker.to_say, speaker.speaking) == (Volume.USUAL, (), False)
        speaker.resume()
        assert len(voice.heard) == 2

    def test_volume_ends_somewhere(self):
        assert Volume.LOUDEST.louder() is Volume.LOUDEST
        assert Volume.QUIETEST.softer() is Volume.QUIETEST

    def test_a_language_without_a_voice_is_told_and_the_rest_dropped(self, qapp):
        speaker, lacks = Speaker(RecordingVoice({"en"})), []
        speaker.lacks.connect(lacks.append)
        speaker.say([Phrase("one", "en"), Phrase("deux", "fr"), Phrase("three", "en")])
        assert self.heard(speaker.voice) == ["one"]
        assert lacks == [Lack.LANGUAGE]
        assert not speaker.speaking

    def test_a_voice_that_breaks_is_told_once(self, speaker, voice):
        lacks = []
        speaker.lacks.connect(lacks.append)
        voice.lack = Lack.SOUND
        speaker.say(say("one", "two"))
        assert lacks == [Lack.SOUND]
        assert (self.heard(voice), speaker.speaking) == ([], False)

    def test_who_listens_may_stop_it_as_it_begins(self, speaker, voice):
        speaker.began.connect(lambda _: speaker.stop())
        speaker.say(say("one"))
        assert self.heard(voice) == []


class TestClear:
    @pytest.mark.parametrize(
        ("written", "heard"),
        [
            ("Your number P014.", "Your number P, 0, 1, 4."),
            ("You keep your place: PA01.", "You keep your place: P, A, 0, 1."),
            ("About 10 to 20 minutes", "About 10 to 20 minutes"),
            ("We open at 8:00 am", "We open at 8:00 am"),
        ],
    )
    def test_a_number_is_spelled(self, written, heard):
        assert spelled(written) == heard

    def test_sentences_are_parted_and_signs_alone_are_none(self):
        assert sentences("“Hello.” Why? 中文。好 · ") == ["“Hello.", "Why?", "中文。", "好 ·"]
        assert sentences(" · ") == []

    def test_names_in_their_own_script_are_said_in_a_language_written_so(self):
        assert by_script("Español · 中文 · العربية", "en") == [
            ("Español · ", "en"),
            ("中文 · ", "zh"),
            ("العربية", "ar"),
        ]
        assert [(one.words, one.language) for one in phrases("العربية · English", "ar")] == [("العربية, English", "ar")]

    def test_a_script_that_no_voice_reads_is_left_out(self):
        said = phrases("Choose 中文.", "en", speaks=lambda language: language == "en")
        assert [(one.words, one.language) for one in said] == [("Choose", "en")]

    def test_what_is_written_is_kept_beside_what_is_said(self):
        (said,) = phrases("“Your number”: P014", "en")
        assert (said.words, said.written) == ("Your number: P, 0, 1, 4", "“Your number”: P014")
