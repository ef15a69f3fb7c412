"""Everything that a key of the staff window does, by name: the palette finds it, tells its key, and why it can't be done now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from greeter.model.visit import State
from ui.staff.acts import Act, face_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from greeter.model.catalogue import DirectoryEntry, Service
    from greeter.texts import Texts
    from greeter.views.people_today import PersonToday
    from ui.staff.state import StaffState


@dataclass(frozen=True)
class Command:
    """One thing that can be done, and how it is found."""

    name: str
    key: str
    """As its cap says it: `Ctrl Z`."""
    icon: str
    does: Callable[[], None]
    also: str = ""
    """Other words that people look for it by."""
    detail: str = ""
    """What stands beside the name."""
    why_not: str = ""
    """Why it can't be done now, and what to do instead; empty where it can."""

    def sentence(self, texts: Texts) -> str:
        """Return it as assistive technology says it: what, by which key, and why not now."""
        key = texts("key {key}", key=self.key) if self.key else ""
        return ". ".join(part.rstrip(".") for part in (self.name, key, self.why_not or self.detail) if part)


def cap(key: str) -> str:
    """Return what a key's cap says."""
    return key.replace("+", " ")


_ALSO = {
    Act.CALL_NEXT: "following visitor ring bell summon",
    Act.CALL_AGAIN: "recall repeat announce",
    Act.START: "begin serve service",
    Act.HOLD: "pause wait fetch",
    Act.TRANSFER: "send on forward other counter office colleague",
    Act.BACK_IN_LINE: "requeue return queue",
    Act.FINISH: "end done close resolved complete",
    Act.CHECK_IN: "new visitor ticket arrive phone e-mail appointment",
    Act.NO_SHOW: "did not come absent missing",
    Act.LEFT: "gone away leave cancel",
    Act.SEND_HOME: "closing time closed too late tomorrow appointment",
    Act.UNDO: "take back mistake revert",
    Act.CALL_THIS: "out of order before the others",
    Act.RESUME: "continue resume on hold",
    Act.BRING_BACK: "came back reinstate no-show",
}


def of_acts(texts: Texts, state: StaffState | None, perform: Callable[[Act], None]) -> list[Command]:
    """Return the acts on visits and the queue: what fits now first, then what can be done, then what can't, with why."""
    commands = []
    for act in Act:
        face = face_of(act)
        why = texts("Opening the counter.") if state is None else state.reason_against(texts, act)
        main = state is not None and act is state.main
        commands.append(
            (
                (bool(why), not main),
                Command(texts(face.word), face.cap, face.icon, partial(perform, act), also=_ALSO[act], why_not=why),
            )
        )
    commands.sort(key=lambda each: each[0])
    return [command for _, command in commands]


def of_people(
    texts: Texts, state: StaffState | None, people: Iterable[PersonToday], look_at: Callable[[str], None]
) -> list[Command]:
    """Return the visitors of today, and everybody in the queue, each leading to their card."""
    commands, seen = [], set()
    for one in people:
        seen.add(one.visit_id)
        where = texts(_WHERE[one.state])
        name = f"{one.number} {one.name}".strip()
        commands.append(
            Command(
                name, "", "circle-user-round", partial(look_at, one.visit_id), also=one.service,
                detail=f"{one.service}, {where}",
            )
        )  # fmt: skip
    queue = state.queue if state is not None else None
    rows = () if queue is None else (*queue.at_counters, *queue.mine, *queue.others, *queue.on_hold, *queue.expected)
    commands += [
        Command(
            row.number, "", "circle-user-round", partial(look_at, row.visit_id), also=row.service_name,
            detail=f"{row.service_name}, {texts(_WHERE[row.state])}",
        )
        for row in rows
        if row.visit_id not in seen
    ]  # fmt: skip
    return commands


_WHERE = {
    State.WAITING: "waiting",
    State.CALLED: "called",
    State.SERVING: "being served",
    State.ON_HOLD: "on hold",
    State.FINISHED: "finished",
    State.NO_SHOW: "did not come",
    State.LEFT: "left",
}


def of_services(texts: Texts, services: Iterable[Service], begin: Callable[[Service], None]) -> list[Command]:
    """Return the services, each leading to checking somebody in for it."""
    hint = texts("Check somebody in for this")
    return [
        Command(
            one.name, "", one.icon, partial(begin, one), also=f"{one.hint} {' '.join(one.synonyms)}",
            detail=one.hint or hint,
        )
        for one in services
    ]  # fmt: skip


def of_directory(
    texts: Texts, entries: Iterable[DirectoryEntry], copy: Callable[[DirectoryEntry], None]
) -> list[Command]:
    """Return whom to ask; doing it copies the phone number."""
    return [
        Command(
            one.name, "", "phone", partial(copy, one), also=f"{one.knows} {one.phone} {one.room} {one.email}",
            detail=", ".join(part for part in (one.phone, one.room, one.knows) if part),
            why_not="" if one.phone else texts("No phone number is known."),
        )
        for one in entries
    ]  # fmt: skip


def of_card(
    texts: Texts, state: StaffState | None, acts: list[tuple[str, str, str, str, Callable[[], None]]]
) -> list[Command]:
    """Return what is done on the visitor's card; acts: name, key, icon, other words, and what it does."""
    shown = state is not None and state.card is not None
    why = "" if shown else texts("Nobody is shown. Choose someone in the queue first.")
    return [Command(name, key, icon, does, also=also, why_not=why) for name, key, icon, also, does in acts]
