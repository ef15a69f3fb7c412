"""The visit so far, in words: the journal's lines as a colleague would tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.model.journal import Kind
from greeter.model.visit import MINUTE_MS, Outcome
from greeter.queueing.forecast import Forecast, wait_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import StoryLine

OUTCOMES = {
    Outcome.RESOLVED: "Resolved",
    Outcome.FOLLOW_UP: "Follow-up",
    Outcome.REFERRED: "Referred",
    Outcome.NOT_POSSIBLE: "Not possible",
}
"""How an outcome is said."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line: when, and what happened."""

    at: datetime
    words: str


def visit_so_far(texts: Texts, office: Office, story: Sequence[StoryLine]) -> list[Told]:
    """Return what happened, oldest first. A call and the start that followed at the same counter are one line.

    Notes, steps and what was changed on the card stand elsewhere on it, and are left out.
    """
    lines: list[Told] = []
    for index, line in enumerate(story):
        before = story[index - 1] if index else None
        if (
            line.kind is Kind.START
            and before is not None
            and before.kind is Kind.CALL
            and before.counter == line.counter
        ):
            lines[-1] = Told(before.at, texts("Called and started at counter {n}", n=line.counter))
            continue
        say = _SAID.get(line.kind)
        if say is not None:
            lines.append(Told(line.at, say(texts, office, line)))
    return lines


def _checked_in(texts: Texts, office: Office, line: StoryLine) -> str:
    came = line.facts.get("came")
    if came:
        return texts("Sent here by {office}, where they were {number}", office=came["name"], number=came["number"])
    told, kept = line.facts.get("told"), int(line.facts.get("kept_ms", 0)) // MINUTE_MS
    booked = line.facts.get("booked")
    parts = [_booked(texts, office, line, booked)] if booked else []
    if told:
        parts.append(_told_words(texts, told))
    if kept:
        parts.append(texts("Ticket kept at the kiosk for {n} min while the network was away.", n=kept))
    return " ".join([texts("Checked in."), *parts]) if parts else texts("Checked in")


def _booked(texts: Texts, office: Office, line: StoryLine, booked: dict[str, Any]) -> str:
    """Say for which time they had an appointment, and how late they came where it does not count any more."""
    starts = office.local(from_ms(booked["at"]))
    if not booked.get("late"):
        return texts("Appointment at {time}.", time=texts.clock24(starts))
    late = int((line.at - starts).total_seconds()) // 60
    return texts("Appointment at {time}; came {n} min late, and waits in line.", time=texts.clock24(starts), n=late)


def _announced(texts: Texts, office: Office, line: StoryLine) -> str:  # noqa: ARG001
    told = line.facts.get("told") or {}
    return _told_again(texts, told) if line.facts.get("instead_of") else _told_words(texts, told)


def _told_again(texts: Texts, told: dict[str, Any]) -> str:
    forecast = Forecast(**told)
    words = _lowered(wait_words(texts, forecast))
    if forecast.reason:
        return texts("Told again “{words}”, {why}.", words=words, why=forecast.reason)
    return texts("Told again “{words}”.", words=words)


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _told_words(texts: Texts, told: dict[str, Any]) -> str:
    forecast = Forecast(**told)
    words = _lowered(wait_words(texts, forecast))
    if forecast.reason:
        return texts("Told “{words}”, {why}.", words=words, why=forecast.reason)
    return texts("Told “{words}”.", words=words)


def _at(sentence: str) -> Callable[[Texts, Office, StoryLine], str]:
    return lambda texts, office, line: texts(sentence, n=line.counter)  # noqa: ARG005


def _plain(sentence: str) -> Callable[[Texts, Office, StoryLine], str]:
    return lambda texts, office, line: texts(sentence)  # noqa: ARG005


def _held(texts: Texts, office: Office, line: StoryLine) -> str:  # noqa: ARG001
    return texts("On hold: {why}", why=line.facts.get("now", {}).get("hold_reason") or "")


def _sent_on(texts: Texts, office: Office, line: StoryLine) -> str:
    sent = line.facts.get("sent")
    if sent:
        return texts(
            "Sent to {office} by counter {n}, for “{service}”: {number} there",
            n=line.counter,
            office=sent["name"],
            service=sent["service_name"],
            number=sent["number"],
        )
    opened = line.facts.get("opened", {})
    service = opened.get("service", "")
    name = office.service(service).name if office.has_service(service) else service
    if opened.get("for_clerk"):
        return texts(
            "Sent on by counter {n} to {clerk}, for “{service}”",
            n=line.counter,
            clerk=opened["for_clerk"],
            service=name,
        )
    if opened.get("for_counter"):
        return texts(
            "Sent on by counter {n} to counter {to}, for “{service}”",
            n=line.counter,
            to=opened["for_counter"],
            service=name,
        )
    return texts("Sent on by counter {n}, for “{service}”", n=line.counter, service=name)


def _finished(texts: Texts, office: Office, line: StoryLine) -> str:
    outcome = line.facts.get("now", {}).get("outcome")
    if not outcome:
        return texts("Closed by the night")
    how = texts(OUTCOMES[Outcome(outcome)]).lower()
    following = line.facts.get("opened", {}).get("service", "")
    if following:
        name = office.service(following).name if office.has_service(following) else following
        said = "Finished at counter {n}: {outcome}. Next: “{service}”"
        return texts(said, n=line.counter, outcome=how, service=name)
    return texts("Finished at counter {n}: {outcome}", n=line.counter, outcome=how)


def _service(sentence: str) -> Callable[[Texts, Office, StoryLine], str]:
    def say(texts: Texts, office: Office, line: StoryLine) -> str:
        wanted = str(line.facts.get("service", ""))
        return texts(sentence, service=office.service(wanted).name if office.has_service(wanted) else wanted)

    return say


def _left(texts: Texts, office: Office, line: StoryLine) -> str:  # noqa: ARG001
    why, back = line.facts.get("reason"), line.facts.get("taken_back")
    if back:
        return texts("Taken back by {office}", office=back["name"])
    return texts("Left: {why}", why=why) if why else texts("Left")


def _sent_home(texts: Texts, office: Office, line: StoryLine) -> str:
    why, given = str(line.facts.get("reason", "")).rstrip("."), line.facts.get("appointment")
    if not given:
        return texts("Sent home at closing time: {why}", why=why)
    starts = office.local(from_ms(given["at"]))
    when = f"{texts.short_date(starts)}, {texts.clock24(starts)}"
    return texts("Sent home at closing time: {why}. New appointment {when}", why=why, when=when)


def _undone(texts: Texts, office: Office, line: StoryLine) -> str:  # noqa: ARG001
    return texts("{clerk} took back: {what}", clerk=line.clerk, what=str(line.facts.get("undid", "")).replace("_", " "))


_SAID: dict[Kind, Callable[[Texts, Office, StoryLine], str]] = {
    Kind.CHECK_IN: _checked_in,
    Kind.TOLD: _announced,
    Kind.CALL: _at("Called to counter {n}"),
    Kind.RECALL: _at("Called again to counter {n}"),
    Kind.START: _at("Started at counter {n}"),
    Kind.REQUEUE: _plain("Put back in line"),
    Kind.NO_SHOW: _plain("Was called and did not come"),
    Kind.REINSTATE: _plain("Came back, and is in line again"),
    Kind.HOLD: _held,
    Kind.BACK: _plain("Told the kiosk that they are back"),
    Kind.RESUME: _at("Went on at counter {n}"),
    Kind.TRANSFER: _sent_on,
    Kind.FINISH: _finished,
    Kind.LEAVE: _left,
    Kind.ADD_SERVICE: _service("Also came for “{service}”"),
    Kind.DROP_SERVICE: _service("“{service}” is off the visit"),
    Kind.SEND_HOME: _sent_home,
    Kind.UNDO: _undone,
    Kind.AGREE: _at("Said yes to the summary at counter {n}"),
    Kind.SURVEY: _plain("Answered the survey"),
}
