"""What the room needs just now: short suggestions for every staff window, each with its reason and one act that accepts it.

To add a suggestion: 1. a member of `RoomNeed` in `suggestion.py`, in the order of urgency; 2. its function in `_FOUND_BY`, or in `_FOUND_BY_FACTS`
where it needs more than the queue; 3. its key and icon in `ui/staff/room_strip.py`; 4. where its act is new, a member of `RoomAct` and what
`ui/staff/presenter.py` does then; 5. its case in `tests/store/contract/test_room_suggestions.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.room_closing import closing
from greeter.guidance.room_counters import close_counter, open_counter
from greeter.guidance.room_people import came_back, distress, is_back, owed, ungreeted
from greeter.guidance.room_staff import help_wanted, note_for_all
from greeter.guidance.room_waits import longer
from greeter.guidance.silence import silence_words
from greeter.guidance.suggestion import RoomAct, RoomNeed, RoomSuggestion
from greeter.languages import language_of
from greeter.model.catalogue import HELP
from greeter.model.notice import Notice
from greeter.model.visit import Printed
from greeter.printing.printout import Trouble
from greeter.printing.words import about_kiosk_printer, remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.guidance.silence import Silence
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow, QueueView
    from greeter.views.room_facts import RoomFacts

LONG_HOLD_MINUTES = 20
"""A hold that lasts so long may be forgotten."""
MOST_NAMED = 3
"""So many numbers are named in a suggestion; of more, how many they are."""


def suggestions_for_room(
    texts: Texts,
    view: QueueView,
    office: Office,
    *,
    store_trouble: str = "",
    silence: Silence | None = None,
    facts: RoomFacts | None = None,
) -> list[RoomSuggestion]:
    """Return what the room needs, most urgent first; an empty list where nothing does.

    store_trouble: what is wrong with the store, in words; empty while it works. silence: since when its server has not answered; None while it
    does. facts: what was read beside the queue; None: nothing of it is known yet. Pure: the same view always gives the same answer.
    """
    found = []
    if silence is not None:
        found.append(_server(texts, view, office, silence))
    elif store_trouble:
        found.append(_store(texts, store_trouble))
    for look in _FOUND_BY:
        suggestion = look(texts, view, office)
        if suggestion is not None:
            found.append(suggestion)
    if facts is not None and silence is None:
        found += [one for look in _FOUND_BY_FACTS if (one := look(texts, view, facts)) is not None]
    return sorted(found, key=lambda one: _URGENCY[one.kind])


def _store(texts: Texts, trouble: str) -> RoomSuggestion:
    return RoomSuggestion(
        RoomNeed.STORE, texts("Nothing can be saved just now. The kiosk sends people to you."), trouble
    )


def _server(texts: Texts, view: QueueView, office: Office, silence: Silence) -> RoomSuggestion:
    why = [
        texts("You see what was true then, with the waits counted on."),
        texts("Calling, checking in and notes can’t be done until it is back."),
    ]
    marks = [kiosk.mark for kiosk in view.kiosks]
    if marks:
        why.append(
            texts.count(
                len(marks),
                "The kiosk goes on giving tickets, such as {number}.",
                "The kiosks go on giving tickets, such as {number}.",
                number=_own_number(office, marks[0]),
            )
        )
    return RoomSuggestion(RoomNeed.SERVER, silence_words(texts, silence), " ".join(why))


def _own_number(office: Office, mark: str) -> str:
    """Return the first number that a kiosk gives while it is cut off: "PA01"."""
    letter = next((service.letter for service in office.services if service.listed), "")
    return f"{letter}{mark}01"


def _person(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    asking = [row for row in _waiting(view) if row.service == HELP]
    if not asking:
        return None
    first = max(asking, key=lambda row: row.waited)
    parts = [
        texts.count(first.minutes, "Since {n} minute.", "Since {n} minutes.") if first.minutes else texts("Just now.")
    ]
    if first.language != texts.language:
        parts.append(texts("Speaks {language}.", language=language_of(first.language).english_name))
    if first.reason:
        parts.append(f"“{first.reason}”")
    if len(asking) > 1:
        parts.append(texts.count(len(asking) - 1, "{n} more asks, too.", "{n} more ask, too."))
    free = view.current is None
    return RoomSuggestion(
        RoomNeed.PERSON,
        texts("{number} asks for a person.", number=first.number),
        " ".join(parts),
        texts("Call {number}", number=first.number) if free else texts("Show {number}", number=first.number),
        RoomAct.CALL if free else RoomAct.LOOK,
        first.visit_id,
    )


def _overdue(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:
    over = _over(view)
    if not over or Notice.DELAY in view.notices:
        return None
    worst = max(over, key=lambda row: row.waited.total_seconds() / row.target_minutes)
    said = _reason(texts, worst, view, office)
    parts = [texts("{n} min over.", n=worst.minutes - worst.target_minutes), f"{said[:1].upper()}{said[1:]}."]
    if len(over) > 1:
        parts.append(texts.count(len(over) - 1, "{n} more is over.", "{n} more are over."))
    return RoomSuggestion(
        RoomNeed.OVERDUE,
        texts("Greet {number}, and tell them why.", number=worst.number),
        " ".join(parts),
        texts("Tell them"),
        RoomAct.TELL_DELAY,
        worst.visit_id,
        said,
    )


def _reason(texts: Texts, row: QueueRow, view: QueueView, office: Office) -> str:
    """Say why this one waits so long, in a few words that may follow a comma."""
    if row.only_counter:
        return texts("only counter {counter} serves “{service}”", counter=row.only_counter, service=row.service_name)
    usual, here = office.usual_clerks or len(office.counters), len(view.open_counters)
    if 0 < here < usual:
        return texts.count(here, "{n} counter of {all} is open", "{n} counters of {all} are open", all=usual)
    return texts.count(view.waiting, "{n} person is waiting", "{n} people are waiting")


def _kiosk_silent(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:
    silent = [kiosk for kiosk in view.kiosks if kiosk.silent]
    if not silent:
        return None
    last, n = max(silent, key=lambda kiosk: kiosk.seen_at), len(silent)
    time = texts.clock24(last.seen_at)
    if last.seen_at.date() != view.now.date():
        time = texts("{date}, {time}", date=texts.short_date(last.seen_at), time=time)
    marks = texts.listed([kiosk.mark for kiosk in silent])
    owed = sum(kiosk.kept for kiosk in silent)
    parts = [
        texts.count(owed, "{n} ticket is still kept there.", "{n} tickets are still kept there.")
        if owed
        else texts("Visitors there get tickets such as {number}.", number=_own_number(office, silent[0].mark)),
        texts.count(n, "They join the line when it is back.", "They join the line when they are back."),
    ]
    what = texts.count(
        n,
        "Kiosk {marks} has not been heard of since {time}.",
        "Kiosks {marks} have not been heard of since {time}.",
        marks=marks,
        time=time,
    )
    return RoomSuggestion(RoomNeed.KIOSK_SILENT, what, " ".join(parts))


def _kiosk_brings(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    bringing = [kiosk for kiosk in view.kiosks if kiosk.kept and not kiosk.silent]
    if not bringing:
        return None
    kept = sum(kiosk.kept for kiosk in bringing)
    tickets = texts.count(kept, "{n} ticket", "{n} tickets")
    what = texts.count(
        len(bringing),
        "Kiosk {marks} brings {tickets} that it kept while the network was away.",
        "Kiosks {marks} bring {tickets} that they kept while the network was away.",
        marks=texts.listed([kiosk.mark for kiosk in bringing]),
        tickets=tickets,
    )
    return RoomSuggestion(RoomNeed.KIOSK_BRINGS, what, texts("Each joins the line by when it was taken."))


def _paused(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    if Notice.PAUSE not in view.notices:
        return None
    why = view.notices[Notice.PAUSE] or texts("It was paused by staff. People come to the desk.")
    return RoomSuggestion(
        RoomNeed.PAUSED,
        texts("The kiosk gives no tickets."),
        why,
        texts("Open it again"),
        RoomAct.END_NOTICE,
        notice=Notice.PAUSE,
    )


def _printer(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    if Notice.PRINTER not in view.notices:
        return None
    told = view.notices[Notice.PRINTER]
    what, why = texts("The printer does not print."), told or texts("Tickets are shown on the screen instead.")
    if told in set(Trouble):
        what = about_kiosk_printer(texts, Trouble(told))
        why = f"{remedy(texts, Trouble(told))} {texts('Tickets are shown on the screen instead.')}"
    return RoomSuggestion(
        RoomNeed.PRINTER,
        what,
        why,
        texts("It works again"),
        RoomAct.END_NOTICE,
        notice=Notice.PRINTER,
    )


def _paper_low(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    if Notice.PAPER_LOW not in view.notices or Notice.PRINTER in view.notices:
        return None
    return RoomSuggestion(
        RoomNeed.PAPER_LOW,
        texts("The kiosk’s printer will soon be out of paper."),
        texts("Have a new roll ready."),
        texts("A new roll is in"),
        RoomAct.END_NOTICE,
        notice=Notice.PAPER_LOW,
    )


def _voice(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    if Notice.VOICE not in view.notices:
        return None
    lacks = {
        "voice": texts("Its voice, espeak-ng, is not installed."),
        "sound": texts("Look whether its loudspeaker or headphones are plugged in."),
        "language": texts("It has no voice for a visitor’s language."),
    }
    why = lacks.get(view.notices[Notice.VOICE], "")
    return RoomSuggestion(
        RoomNeed.VOICE,
        texts("The kiosk can’t read aloud."),
        f"{why} {texts('Read the screen to who asks for it.')}".strip(),
        texts("It speaks again"),
        RoomAct.END_NOTICE,
        notice=Notice.VOICE,
    )


def _no_paper(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    bare = [row for row in _waiting(view) if row.printed == Printed.NOT_PRINTED]
    if not bare:
        return None
    first = bare[0]
    named = texts.listed([row.number for row in bare[:MOST_NAMED]])
    what = (
        texts("{numbers} has no paper ticket.", numbers=named)
        if len(bare) == 1
        else texts("{numbers} have no paper tickets.", numbers=named)
        if len(bare) <= MOST_NAMED
        else texts("{n} visitors have no paper tickets.", n=len(bare))
    )
    return RoomSuggestion(
        RoomNeed.NO_PAPER,
        what,
        texts("They saw their number on the screen. Look out for them when you call."),
        texts("Show {number}", number=first.number),
        RoomAct.LOOK,
        first.visit_id,
    )


def _long_hold(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    long = [row for row in view.on_hold if row.minutes >= LONG_HOLD_MINUTES]
    if not long:
        return None
    longest = max(long, key=lambda row: row.waited)
    return RoomSuggestion(
        RoomNeed.LONG_HOLD,
        texts("{number} has been on hold for {n} min.", number=longest.number, n=longest.minutes),
        longest.hold_reason,
        texts("Show {number}", number=longest.number),
        RoomAct.LOOK,
        longest.visit_id,
    )


def _delay_past(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    if Notice.DELAY not in view.notices or _over(view):
        return None
    told = view.notices[Notice.DELAY]
    return RoomSuggestion(
        RoomNeed.DELAY_PAST,
        texts("Nobody waits longer than promised any more."),
        texts("The board still says: “{words}”.", words=told) if told else texts("The board still tells of a delay."),
        texts("Take it down"),
        RoomAct.END_NOTICE,
        notice=Notice.DELAY,
    )


_FOUND_BY: tuple[Callable[[Texts, QueueView, Office], RoomSuggestion | None], ...] = (
    help_wanted, _person, is_back, _overdue, distress, _kiosk_silent, _kiosk_brings, _paused, _printer, _no_paper, _paper_low, _voice,
    _long_hold, _delay_past, note_for_all,
)  # fmt: skip


_FOUND_BY_FACTS: tuple[Callable[[Texts, QueueView, RoomFacts], RoomSuggestion | None], ...] = (
    closing, longer, open_counter, came_back, ungreeted, owed, close_counter,
)  # fmt: skip
_URGENCY = {kind: place for place, kind in enumerate(RoomNeed)}


def _waiting(view: QueueView) -> tuple[QueueRow, ...]:
    return view.mine + view.others


def _over(view: QueueView) -> list[QueueRow]:
    """Return those past their standard by a whole minute; who asked for a person has a suggestion of their own."""
    return [row for row in _waiting(view) if row.minutes > row.target_minutes and row.service != HELP]
