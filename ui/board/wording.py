"""Puts the board's figures into words, in the office's language; a call's counter in the visitor's, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.guidance.greeting import greeting
from greeter.guidance.silence import since_words
from greeter.model.catalogue import Order
from greeter.queueing.forecast import reason_words, wait_words
from greeter.texts import texts_for
from greeter.views.levels import Level
from ui.board.homeward import home_pages
from ui.board.state import BETWEEN, Sentence, ShownCall, ShownWait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from greeter.guidance.silence import Silence
    from greeter.texts import Texts
    from greeter.views.board_view import BoardCall, BoardNews, BoardView, BoardWait
    from ui.board.state import BoardState

SOON = timedelta(minutes=60)
"""Closing time is told so long before."""
MOST_NEWS = 3
"""Waits told anew in one sentence."""


def call_words(texts: Texts, call: BoardCall) -> ShownCall:
    """Return a call; "Counter" stands in the visitor's language first, then in the office's where that is another word."""
    own, office = texts_for(call.language)("Counter"), texts("Counter")
    return ShownCall(
        call.number, own if own == office else f"{own}{BETWEEN}{office}", call.counter, call.seq, call.answered
    )


def heading_words(texts: Texts, called: ShownCall | None) -> str:
    """Return what stands above the call."""
    if called is None:
        return ""
    return texts("Last called") if called.answered else texts("Now calling")


def welcome_words(texts: Texts, now: datetime, view: BoardView) -> Sentence:
    """Return what stands in place of a call before the first one of the day; while the office is closed, when it opens."""
    if view.closes is None:
        return Sentence(texts("We are closed now."), _opens(texts, view))
    if view.paused:
        return Sentence(greeting(texts, now), texts("Come to a counter. The kiosk gives no tickets now."))
    return Sentence(greeting(texts, now), texts("Take a ticket at the kiosk. We show your number here, with a chime."))


def day_words(texts: Texts, now: datetime) -> str:
    """Return greeting and day: `Good morning. Tuesday, November 24`."""
    return texts("{greeting} {day}", greeting=greeting(texts, now), day=texts.day(now))


def hours_words(texts: Texts, view: BoardView) -> str:
    """Return how long the office is open, or when it opens: `Open until 16:30`."""
    if view.closes is None:
        return texts("Closed now")
    return texts("Open until {time}", time=texts.clock24(view.closes))


def next_words(texts: Texts) -> str:
    """Return what stands before those who are likely called next."""
    return texts("Next in line")


def told_pages(texts: Texts, view: BoardView, now: datetime) -> list[Sentence]:
    """Return what is told to everybody, one at a time: staff's own words first, then closing time, a pause, and waits told anew."""
    pages = []
    if view.announcement.strip():
        pages.append(Sentence(texts("For everybody:"), texts.ended(view.announcement.strip())))
    pages += home_pages(texts, view.sent_home)
    pages += _hours_pages(texts, view, now)
    if view.paused and view.closes is not None:
        pages.append(
            Sentence(texts("The kiosk gives no tickets now."), texts("Come to a counter. We take you in there."))
        )
    return pages + [sentence for page in news_pages(view) for sentence in _news(texts, page)]


def _hours_pages(texts: Texts, view: BoardView, now: datetime) -> list[Sentence]:
    if view.closes is None:
        if view.serves_all and any(wait.ahead for wait in view.waits):
            return [Sentence(texts("We have closed."), texts("Everybody who waits is still served."))]
        return [Sentence(texts("We are closed now."), _opens(texts, view))] if view.calls else []
    if view.serves_all:
        lead = texts("We close at {time}.", time=texts.clock24(view.closes))
        return [Sentence(lead, texts("Everybody who waits is served. The kiosk gives no more tickets today."))]
    if view.closes - now > SOON:
        return []
    lead = texts("We close at {time}.", time=texts.clock24(view.closes))
    if view.last_ticket is None:
        return [Sentence(lead, texts("We serve everybody who has a ticket by then, or say what else helps."))]
    if now < view.last_ticket:
        tickets = texts("The kiosk gives tickets until {time}.", time=texts.clock24(view.last_ticket))
    else:
        tickets = texts("The kiosk gives no more tickets today.")
    return [Sentence(lead, tickets)]


def _opens(texts: Texts, view: BoardView) -> str:
    if view.opens is None:
        return texts("Ask us when we open again.")
    return texts("We open again: {day}, {time}.", day=texts.day(view.opens), time=texts.clock24(view.opens))


def waits_words(texts: Texts, view: BoardView) -> tuple[str, tuple[ShownWait, ...]]:
    """Return the heading of the waits, and a row for each."""
    known = any(wait.forecast is not None for wait in view.waits)
    heading = texts("If you arrive now, your wait is about") if known else texts("If you arrive now")
    return heading, tuple(_wait(texts, wait) for wait in view.waits)


def sentence_words(texts: Texts, view: BoardView, order: Order, told: Sentence | None = None) -> tuple[Sentence, ...]:
    """Return why some waits are longer, where they are, and what the order means; before them what is `told` to everybody."""
    if order is Order.ARRIVAL:
        how = texts("first come, first served, at each counter that can help you.")
    elif order is Order.CLASSES:
        how = texts("some services go first. Within each, first come, first served.")
    else:
        how = texts("by how much of the promised time is used. Numbers may not come in order.")
    order_line = Sentence(texts("How we call:"), how)
    if view.closes is None:
        return (told,) if told else ()
    if view.reason:
        why = Sentence(texts("Why some waits are longer:"), texts.ended(reason_words(texts, view.reason.strip())))
        return (told, why) if told else (why, order_line)
    if told:
        return told, order_line
    return order_line, Sentence(texts("Can’t wait?"), texts("Tell us at a counter. We’ll look for another way."))


def news_pages(view: BoardView) -> list[tuple[BoardNews, ...]]:
    """Return the waits that were told anew as pages for the foot, which take turns: the later ones first, for they hope in vain."""
    later = [one for one in view.news if one.later]
    sooner = [one for one in view.news if not one.later]
    return [
        tuple(group[start : start + MOST_NEWS])
        for group in (later, sooner)
        for start in range(0, len(group), MOST_NEWS)
    ]


def _news(texts: Texts, page: Sequence[BoardNews]) -> tuple[Sentence, ...]:
    """Return whose wait was announced again, as one sentence."""
    if not page:
        return ()
    when = texts("{when}.", when=texts.listed([_when(texts, one) for one in page]))
    lead = texts("Later than we said, we’re sorry:") if page[0].later else texts("Sooner than we said:")
    return (Sentence(lead, when),)


def _when(texts: Texts, one: BoardNews) -> str:
    begins = texts.clock24(one.begins)
    if one.ends is None:
        return texts("{number} after {begins}", number=one.number, begins=begins)
    return texts("{number} {begins} to {ends}", number=one.number, begins=begins, ends=texts.clock24(one.ends))


def trouble_words(texts: Texts) -> tuple[Sentence, ...]:
    """Return what the board says when it can't read the store."""
    return (
        Sentence(
            texts("This board has stopped."), texts("We still call you. Listen for your number, or ask at a counter.")
        ),
    )


def as_of(texts: Texts, state: BoardState, silence: Silence) -> BoardState:
    """Return a board that says of when it is: the server does not answer, and what is called or how long it takes is not known to be so now."""
    time = since_words(texts, silence)
    listen = texts("We still call you. Listen for your number, or ask at a counter.")
    no_news = Sentence(texts("No news since {time}.", time=time), listen)
    return replace(
        state,
        heading=texts("Last called, as of {time}", time=time) if state.called is not None else "",
        waits_heading=texts("Waits as of {time}", time=time),
        waits=tuple(replace(wait, note="", level=None) for wait in state.waits),
        sentences=state.sentences if state.trouble else (no_news,),
    )


def _wait(texts: Texts, wait: BoardWait) -> ShownWait:
    name = wait.name or texts("Everything else")
    promise = texts("Promise: {n} min", n=wait.promise_minutes)
    if wait.forecast is None:
        ahead = texts.count(wait.ahead, "{n} person ahead", "{n} people ahead") if wait.ahead else texts("Nobody ahead")
        return ShownWait(name, promise, ahead, texts("No time known yet"), None)
    notes = {
        Level.WITHIN: texts("On time"),
        Level.NEAR: texts("May be late"),
        Level.OVER: texts("Late. We’re sorry"),
    }
    return ShownWait(name, promise, wait_words(texts, wait.forecast, short=True), notes[wait.level], wait.level)
