"""What went well in a scene, and what to try next time: one rule for each aim, from what the store and the talk hold.

A rule returns None where there is nothing to judge: who was never served can't have been asked twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.model.visit import Outcome
from greeter.practice.scene import Aim, Ending, Manner
from greeter.practice.visitor import Said, mentions_all
from greeter.reports.wording import minutes_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from greeter.practice.scene import Scene
    from greeter.practice.seen import Seen
    from greeter.texts import Texts

SOON = timedelta(minutes=1)
"""From the call to the desk, and from there to the first words: more is a long silence."""
_FIRST_WORDS = frozenset({Manner.PHRASE, Manner.ACKNOWLEDGES})


@dataclass(frozen=True, slots=True)
class Finding:
    """One aim, judged. figure: what it rests on; empty where the words say it."""

    aim: Aim
    went_well: bool
    words: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """A scene as it was played, for the rules."""

    texts: Texts
    scene: Scene
    begins: datetime
    seen: Seen
    heard: tuple[Said, ...]
    """What the clerk said, in order."""

    def said(self, *manners: Manner) -> tuple[Said, ...]:
        """Return what the clerk said in one of these manners."""
        return tuple(said for said in self.heard if said.manner in manners)


_Judged = tuple[bool, str, str] | None
"""Whether it went well, the words, the figure."""


def judge(played: Played) -> tuple[Finding, ...]:
    """Judge each aim of the scene, in its order. A scene's own tip stands in the place of ours where something is to be tried."""
    found = []
    for aim in played.scene.aims:
        judged = RULES[aim](played)
        if judged is not None:
            went_well, words, figure = judged
            tip = "" if went_well else played.scene.tips.get(aim, "")
            found.append(Finding(aim, went_well, tip or words, figure))
    return tuple(found)


def _call(played: Played) -> _Judged:
    texts, called = played.texts, played.seen.called_at
    if called is None:
        words = texts("Nobody called them. Press F2 as soon as you are free.")
        return False, words, texts("{minutes} min in your room", minutes=_minutes(played.seen.now - played.begins))
    took = called - played.begins
    figure = texts("{time} after you began", time=minutes_text(texts, _ms(took)))
    if took <= timedelta(minutes=played.scene.expected.call_within):
        return True, texts("You called them soon."), figure
    return False, texts("Call sooner. Those who wait see a free clerk."), figure


def _greet(played: Played) -> _Judged:
    texts, seen = played.texts, played.seen
    began = seen.started_at
    if began is None:
        return None
    figure = texts("Call to desk {time}", time=minutes_text(texts, seen.request.answer_ms))
    if not played.heard:
        return False, texts("Say hello first. They sat down, and heard nothing."), figure
    first = played.heard[0].at - began
    figure = texts("{figure}, first words after {time}", figure=figure, time=minutes_text(texts, _ms(first)))
    if timedelta(milliseconds=seen.request.answer_ms) > SOON:
        return False, texts("Press F4 when they are at your counter: the wait ends there."), figure
    if first > SOON:
        return False, texts("Speak to them as soon as they sit. Look things up afterwards."), figure
    return True, texts("They were greeted at once."), figure


def _acknowledge(played: Played) -> _Judged:
    texts = played.texts
    if played.seen.started_at is None:
        return None
    if rushed := played.said(Manner.RUSHES):
        return False, texts("They did not feel heard after “{words}”.", words=rushed[0].line.says), ""
    if played.heard and played.heard[0].manner in _FIRST_WORDS:
        return True, texts("You began with them, and not with the matter."), ""
    if played.said(*_FIRST_WORDS):
        return False, texts("You did say it, but later. Say it first."), ""
    return False, texts("Begin with how it is for them. The phrase on the card does that."), ""


def _ask_once(played: Played) -> _Judged:
    texts, seen = played.texts, played.seen
    if seen.started_at is None:
        return None
    again = played.said(Manner.ASKS_AGAIN)
    figure = texts("Asked twice: {n}", n=len(again) + seen.check_ins - 1)
    if again:
        words = texts("They had told that already: “{words}” Read the card first.", words=again[0].line.says)
        return False, words, figure
    if seen.check_ins > 1:
        return False, texts("They were checked in twice. A transfer keeps their place and their words."), figure
    return True, texts("Nothing was asked twice."), figure


def _plain(played: Played) -> _Judged:
    texts = played.texts
    if not played.heard:
        return None
    if official := played.said(Manner.OFFICIAL):
        words = texts("Say it as a neighbor would, not “{words}”", words=official[0].line.says)
        return False, words, ""
    return True, texts("You spoke in plain words."), ""


def _honest(played: Played) -> _Judged:
    texts = played.texts
    if not played.heard:
        return None
    if promised := played.said(Manner.PROMISES):
        words = texts("Nobody can promise “{words}” Say what you know.", words=promised[0].line.says)
        return False, words, ""
    return True, texts("You promised nothing that can’t be kept."), ""


def _note(played: Played) -> _Judged:
    texts, notes = played.texts, played.seen.notes
    if played.seen.started_at is None:
        return None
    if notes:
        words = texts("Your note travels with them.")
        return True, words, texts.count(notes, "{n} note", "{n} notes")
    return False, texts("Write a note (N): whoever serves them next begins where you ended."), ""


def _summary(played: Played) -> _Judged:
    texts, seen = played.texts, played.seen
    if seen.started_at is None:
        return None
    if seen.agreed_once and not seen.agreed:
        return False, texts("Something was changed after they agreed. Read it out once more, then U."), ""
    if not seen.agreed:
        return False, texts("Sum up what you heard (Shift E), read it out, and let them agree (U)."), ""
    if not mentions_all(played.scene, seen):
        wanted = ", ".join(group[0] for group in played.scene.expected.mentions)
        return False, texts("The summary left out what matters to them: {words}.", words=wanted), ""
    return True, texts("You summed it up, and they agreed."), ""


def _steps(played: Played) -> _Judged:
    texts, seen = played.texts, played.seen
    if seen.started_at is None:
        return None
    figure = texts(
        "{k} of {n} steps are done or have a day",
        k=sum(step.done_at is not None for step in seen.steps) + len(seen.dated),
        n=len(seen.steps),
    )
    if seen.dated or (seen.steps and all(step.done_at for step in seen.steps)):
        return True, texts("They know who does what, and by when."), figure
    if seen.steps:
        return False, texts("Give the next step a day and an owner (A). Without a day it is a hope."), figure
    return False, texts("Agree on a next step (A), with a day and an owner."), ""


def _paper(played: Played) -> _Judged:
    texts = played.texts
    if played.seen.started_at is None:
        return None
    if played.seen.printed:
        return True, texts("They have their next steps in their hand."), ""
    return False, texts("Hand the next steps over on paper (P): few remember them at home."), ""


def _right_end(played: Played) -> _Judged:
    texts, seen, wanted = played.texts, played.seen, played.scene.expected
    if seen.started_at is None:
        return None
    if not seen.is_over:
        return False, texts("The visit did not come to an end."), ""
    if wanted.ending is Ending.TRANSFER:
        if seen.moved_to == wanted.service:
            return True, texts("You sent them to the right place."), ""
        return False, texts("They needed “{service}”, too (F6).", service=wanted.service), ""
    if seen.is_moved:
        return False, texts("This could be done here. Being sent on was one wait too many."), ""
    return _outcome(played)


def _outcome(played: Played) -> _Judged:
    texts, seen, wanted = played.texts, played.seen, played.scene.expected
    if seen.outcome is None:
        return False, texts("They went without being served."), ""
    if wanted.outcomes and seen.outcome not in wanted.outcomes:
        if seen.outcome is Outcome.RESOLVED:
            return False, texts("Something is still open. The outcome is a follow-up then."), ""
        return False, texts("The outcome was another one. Choose what is true for them."), ""
    return True, texts("The outcome says how it truly is."), ""


def _came_back(played: Played) -> _Judged:
    texts = played.texts
    if played.seen.started_at is None or played.seen.is_moved:
        return None
    if played.seen.came_back:
        return True, texts("You marked that the matter came back. The office can learn from it."), ""
    return False, texts("Mark at the end (F8, then 5) that the same matter came back."), ""


def _follow_up(played: Played) -> _Judged:
    texts, owed = played.texts, len(played.seen.owed)
    if played.seen.started_at is None:
        return None
    if owed:
        return (
            True,
            texts("The office owes something now, and has a day for it."),
            texts.count(owed, "{n} follow-up", "{n} follow-ups"),
        )
    return False, texts("Make it yours: a step whose owner is the office, with a day, or a call back."), ""


def _help(played: Played) -> _Judged:
    texts = played.texts
    if played.seen.started_at is None:
        return None
    if played.seen.asked_help:
        return True, texts("You called a colleague in time."), ""
    return False, texts("Call a colleague (F1): nobody has to do this alone."), ""


def _tell_room(played: Played) -> _Judged:
    texts = played.texts
    if played.seen.told_room:
        return True, texts("Everybody in the room knows why it takes longer."), ""
    return False, texts("Tell the room why it takes longer (Ctrl D)."), ""


RULES: Mapping[Aim, Callable[[Played], _Judged]] = {
    Aim.CALL: _call,
    Aim.GREET: _greet,
    Aim.ACKNOWLEDGE: _acknowledge,
    Aim.ASK_ONCE: _ask_once,
    Aim.PLAIN: _plain,
    Aim.HONEST: _honest,
    Aim.NOTE: _note,
    Aim.SUMMARY: _summary,
    Aim.STEPS: _steps,
    Aim.PAPER: _paper,
    Aim.RIGHT_END: _right_end,
    Aim.CAME_BACK: _came_back,
    Aim.FOLLOW_UP: _follow_up,
    Aim.HELP: _help,
    Aim.TELL_ROOM: _tell_room,
}
"""The rule of each aim."""


def _ms(duration: timedelta) -> int:
    return max(duration // timedelta(milliseconds=1), 0)


def _minutes(duration: timedelta) -> int:
    return max(duration // timedelta(minutes=1), 0)
