"""Speech at the kiosk: what is said of what is shown, to whom, and when everything is silent.

One for each window. The presenter's state says whether speech is on (`Aid.LISTEN`); `pad.py` takes the keys, `reader.py` finds the words, and the
speaker of `ui/speech` says them. Assistive technology hears of changes on a page even while speech is off.
"""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible

from greeter.languages import language_of
from greeter.texts import texts_for
from ui.kiosk.pad import Pad
from ui.kiosk.reader import Reader
from ui.kiosk.speech_settings import Audio, SpeechSettings
from ui.kiosk.spoken import Manner, Teller
from ui.kiosk.steps import Steps
from ui.kiosk.telling_staff import TellingStaff
from ui.kit.aid import Aid
from ui.kit.announcement import announce
from ui.speech.speaker import Speaker
from ui.speech.voice import Lack, Volume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kiosk.caption import Caption
    from ui.kiosk.speech_panel import SpeechPanel
    from ui.kiosk.state import KioskState
    from ui.kiosk.window import KioskWindow
    from ui.speech.speaker import Phrase

_log = logging.getLogger("greeter.kiosk.speech")
SECONDS_TOLD = frozenset({20, 10, 5})
"""Of the idle warning, beside those that it begins with."""


class Listening(QObject):
    """Looks at each state that is shown, and lets the speaker say it."""

    def __init__(self, window: KioskWindow, settings: SpeechSettings) -> None:
        super().__init__(window)
        self._window = window
        self._presenter = window.presenter
        self._settings = settings
        self.reader = Reader(window, self.over)
        self.steps = Steps(window, self.reader)
        self.pad = Pad(self, window, settings.keypad)
        self.on = False
        self.manner = Manner.TOUCH
        self.declined = False
        """Whether the visitor turned speech off: then keys do not turn it on again."""
        self.headphones = False
        """Whether the keypad has said that headphones are in."""
        self.answered = False
        """Whether anything was said since this was last set."""
        self._staff = TellingStaff(window.presenter.background)
        self._texts = window.presenter.state.texts
        self._seconds: int | None = None
        self._intro = False
        self._unread = False
        """Whether a page has come that is not read yet: it is painted first."""

    @cached_property
    def speaker(self) -> Speaker:
        """What speaks; made when somebody first asks for it."""
        speaker = Speaker(self._settings.voice(), self)
        speaker.began.connect(self._began)
        speaker.silent.connect(self._silent)
        speaker.lacks.connect(self._give_up)
        speaker.voice.ended.connect(self._heard)
        return speaker

    @cached_property
    def caption(self) -> Caption:
        """Where the words that are said can be read."""
        from ui.kiosk.caption import Caption

        return Caption(self._window)

    @cached_property
    def panel(self) -> SpeechPanel:
        """Again, louder, softer, off."""
        from ui.kiosk.speech_panel import SpeechPanel

        panel = SpeechPanel(self._window)
        panel.again.connect(self.read_again)
        panel.louder.connect(lambda: self.set_volume(self.speaker.volume.louder()))
        panel.softer.connect(lambda: self.set_volume(self.speaker.volume.softer()))
        panel.off.connect(self.turn_off)
        panel.closed.connect(self.read_on)
        return panel

    def over(self) -> QWidget | None:
        """Return the panel that lies over the page."""
        return self._window.idle if self._window.warned else self.panel_shown

    @property
    def panel_shown(self) -> SpeechPanel | None:
        """The panel, while it is shown."""
        return self.panel if "panel" in vars(self) and self.panel.isVisible() else None

    @property
    def private(self) -> bool:
        """Whether nobody but the visitor hears."""
        audio = self._settings.audio
        return audio is Audio.HEADPHONES or (audio is Audio.SOCKET and self.headphones)

    @property
    def teller(self) -> Teller:
        """What tells the page as it is, to this visitor."""
        speaks = self.speaker.voice.speaks if self.on else lambda _: True
        return Teller(self._texts, speaks, self.manner, private=self.private)

    # What the visitor asks for

    def touched(self) -> None:
        """The screen was touched: be silent, and tell pages as to hands."""
        self.manner = Manner.TOUCH
        self.stop()

    def wanted(self) -> None:
        """ "Listen" was pressed: turn speech on, or show what can be changed about it, or say kindly that there is none."""
        if self.on:
            self.panel.open_panel(self.speaker.volume, self._texts, self._window.frame)
            self.hear([*self.teller.text(self.panel.heading), *self.teller.text(self.panel.words), *self.focused()])
        elif lack := self.lack():
            self._tell_lack(lack)
        else:
            self.turn_on()
        self._window.strip.set_on(self._presenter.state.aids)

    def turn_on(self) -> None:
        """Turn speech on: how it works is said first, then the page."""
        self.declined = False
        self._presenter.toggle_aid(Aid.LISTEN)

    def turn_off(self) -> None:
        """Turn speech off, until the visitor asks for it again."""
        self.declined = True
        said = self.teller.say(self._texts("Speech is off."))
        self._presenter.toggle_aid(Aid.LISTEN)
        self.speaker.say(said)

    def unplugged(self) -> None:
        """The headphones are out: the visitor has gone, or others would listen from now on."""
        self.headphones = False
        if self.on and self._settings.audio is Audio.SOCKET:
            self._presenter.toggle_aid(Aid.LISTEN)

    def stop(self) -> bool:
        """Be silent; return whether anything was being said. What was cut off can be taken up again."""
        if "caption" in vars(self):
            self.caption.clear()
        if "speaker" not in vars(self) or not self.speaker.speaking:
            return False
        self.speaker.stop()
        return True

    def read_again(self) -> None:
        """Read the page from its start."""
        self.hear([*self.reader.page(self.teller), *self.focused()])

    def read_on(self) -> None:
        """Go on with what was cut off; where nothing was, read the page again."""
        if self.speaker.to_say:
            self.answered = True
            self.speaker.resume()
        else:
            self.read_again()

    def set_volume(self, volume: Volume, *, resume: bool = False) -> None:
        """Speak louder or softer, and say how loud; then go on with what was cut off."""
        rest = self.speaker.to_say if resume else ()
        self.speaker.set_volume(volume)
        if self.panel_shown is not None:
            self.panel.show_volume(volume, self._texts)
        self.hear([*self.teller.say(volume_words(self._texts, volume)), *rest])

    # What is said

    def hear(self, phrases: Sequence[Phrase]) -> None:
        """Say this in place of whatever is being said, while speech is on."""
        if self.on and phrases:
            self.answered = True
            self.speaker.say(phrases)

    def focused(self) -> list[Phrase]:
        """Return what is said of where the keys stand; nothing to hands."""
        here = self.steps.here if self.manner is Manner.KEYS else None
        if here is None:
            return []
        if here.is_control:
            return self.teller.control(here.widget)
        return self.teller.say(self._texts("Press select to hear this again."))

    def look(self, state: KioskState) -> None:
        """Look at a state that is shown: say what is new of it."""
        self._texts = state.texts
        on = Aid.LISTEN in state.aids
        if on is not self.on:
            self._unread = False
            self.on = self._intro = on
            self.reader.forget()
            self.stop()
        if on and (lack := self.lack()):
            self._give_up(lack)
        elif on or QAccessible.isActive():
            self._say_what_is_new(state)

    def _say_what_is_new(self, state: KioskState) -> None:
        if self._window.warned:
            self._warn(state)
            return
        had_warned, self._seconds = self._seconds is not None, None
        place = self.reader.place
        if self.reader.arrived(state):
            turned = place is None or place.page is not state.page
            self._arrive(state, turned=turned)
        elif news := self.reader.news(self.teller, state, echo=self.on):
            self._read_painted()
            self._tell(news)
        elif had_warned:
            self._read_painted()
            self.hear([*self.teller.say(self._texts("You have more time.")), *self.focused()])

    def _arrive(self, state: KioskState, *, turned: bool) -> None:
        """Read the page, from its start; assistive technology hears of a whole page already, and of another sheet here."""
        if self.on and self.manner is Manner.KEYS and (self.steps.here is None or not turned):
            self.steps.go_to_first()
        self.reader.remember(self.teller, state)
        self._unread = self.on and turned and self.manner is Manner.TOUCH and not self._intro
        if self._unread:
            QTimer.singleShot(0, self, self._read_painted)
            return
        intro, self._intro = self._intro, False
        said = self.reader.page(self.teller)
        if self.on:
            here = self.focused()
            if self.reader.field is not None:  # it is named by the question, which is said just before
                here = [phrase for phrase in here if phrase not in said]
            self.hear([*(self._how() if intro else []), *said, *here])
        elif not turned:
            self._announce(said)

    def _read_painted(self) -> None:
        """Read the page that has come, now that it is seen; unless it was read, or left, before."""
        if self._unread:
            self._unread = False
            self.hear(self.reader.page(self.teller))

    def _how(self) -> list[Phrase]:
        """Say how it works, to hands or to keys."""
        texts = self._texts
        if self.manner is Manner.TOUCH:
            return self.teller.say(
                texts("Speech is on."),
                texts("Touch anywhere to stop the voice."),
                texts("To change the volume, touch “Listen”."),
            )
        return self.teller.say(
            texts("Speech is on."),
            texts("Press up or down to move. Press select to choose."),
            texts("Press back to go back. Press help to talk to a person."),
            texts("Any key stops the voice. To change the volume, go to “Listen”."),
        )

    def _warn(self, state: KioskState) -> None:
        """Say the idle warning when it comes, and the seconds that are left now and then."""
        idle, first = self._window.idle, self._seconds is None
        if first or (state.seconds_left in SECONDS_TOLD and state.seconds_left != self._seconds):
            texts = (idle.heading, idle.words, idle.countdown) if first else (idle.countdown,)
            said = [phrase for text in texts for phrase in self.teller.text(text)]
            if first and self.manner is Manner.TOUCH:
                said += [phrase for button in (idle.stay, idle.clear) for phrase in self.teller.name(button)]
            self._tell([*said, *(self.focused() if first else [])], over=True)
        self._seconds = state.seconds_left

    def _tell(self, said: Sequence[Phrase], *, over: bool = False) -> None:
        """Say what has come, after what is being said; or over it."""
        if not self.on:
            self._announce(said)
        elif over or not self.answered:
            self.hear(said)
        else:
            self.speaker.add(said)

    def _announce(self, said: Sequence[Phrase]) -> None:
        """Tell assistive technology."""
        words = " ".join(phrase.written for phrase in said)
        if words and QAccessible.isActive() and self._window.shown is not None:
            announce(self._window.shown, words)

    # What can't be said

    def lack(self) -> Lack | None:
        """Return why the page can't be read aloud; None where it can."""
        voice = self.speaker.voice
        if not voice.works:
            return Lack.VOICE
        return None if voice.speaks(self._texts.language) else Lack.LANGUAGE

    def _give_up(self, lack: Lack) -> None:
        """Turn speech off, and say why."""
        self.declined = True
        if self.on:
            self._presenter.toggle_aid(Aid.LISTEN)
        self._tell_lack(lack)

    def _tell_lack(self, lack: Lack) -> None:
        """Say kindly, to eyes and to assistive technology, that the page can't be read aloud; in English aloud where that is possible."""
        _log.warning("the kiosk can't speak %s: it lacks %s", self._texts.language, lack.value)
        self._staff.lacks(lack)
        self.caption.tell(lack_words(self._texts, lack))
        if self._window.shown is not None and QAccessible.isActive():
            announce(self._window.shown, lack_words(self._texts, lack))
        english = texts_for("en")
        if lack is Lack.LANGUAGE and self.speaker.voice.speaks("en"):
            said = lack_words(english, lack, language_of(self._texts.language).english_name)
            self.speaker.say(Teller(english, self.speaker.voice.speaks, self.manner, private=False).say(said))

    # What the speaker tells

    def _began(self, phrase: Phrase) -> None:
        """Show what is said; who listens is there, and not idle."""
        if self.on and self.over() is None:
            self.caption.show_words(phrase.written, self._texts, self.manner)
        if not self._window.warned:
            self._presenter.touched()

    def _heard(self) -> None:
        if self.on:  # and not merely told in English that there is no voice
            self._staff.lacks(None)

    def _silent(self) -> None:
        if "caption" in vars(self):
            self.caption.end()

    # The end

    def wipe(self) -> None:
        """Forget the visitor: what was said and was to come, how loud, and how they work. Who is there still, and not idle, is told."""
        gone = self._texts("This screen is cleared. Goodbye.") if self.on and not self._window.warned else ""
        farewell = self.teller.say(gone) if gone else []
        self.reader.forget()
        self._unread = False
        self.manner = Manner.TOUCH
        self.declined = self.answered = self._intro = False
        self._seconds = None
        self.pad.forget()
        if "panel" in vars(self):
            self.panel.hide()
        if "caption" in vars(self):
            self.caption.clear()
        if "speaker" in vars(self):
            self.speaker.forget()
            QTimer.singleShot(0, self, lambda: self.speaker.say(farewell))

    def close(self) -> None:
        """Be silent for good."""
        if "speaker" in vars(self):
            self.speaker.close()


def volume_words(texts: Texts, volume: Volume) -> str:
    """Say how loud it is."""
    return texts("Volume {n} of {count}.", n=int(volume), count=len(Volume))


def lack_words(texts: Texts, lack: Lack, language: str = "") -> str:
    """Say kindly why nothing is heard, and what else to do. language: its name, where it is not its own."""
    if lack is Lack.LANGUAGE:
        name = language or language_of(texts.language).own_name
        why = texts("This screen has no voice for {language}.", language=name)
    else:
        why = texts("This screen can’t speak just now.")
    return " ".join((why, texts("A person can read it to you."), texts("Touch “Talk to a person”.")))
