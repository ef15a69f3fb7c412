"""Gathers everything that the palette finds from one staff window, and opens the palette with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.staff import (
    closing,
    directory_panel,
    keys_panel,
    know_panel,
    notes_panel,
    room_strip,
    steps_list,
    summary_panel,
    telling,
)
from ui.staff.acts import Act, face_of
from ui.staff.commands import Command, cap, of_acts, of_card, of_directory, of_people, of_services
from ui.staff.keys_panel import KeyLine
from ui.staff.palette import KEY as PALETTE_KEY
from ui.staff.palette import Palette
from ui.staff.panes import STEPS_KEY
from ui.staff.queue_column import CONTACT_KEY, FOLLOW_UPS_KEY, SEARCH_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.model.catalogue import Service
    from greeter.texts import Texts
    from greeter.views.people_today import PersonToday
    from ui.background import Background
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState
    from ui.staff.window import StaffWindow

MOST_MEANT = 5
KEYS_KEY = keys_panel.KEY


class Everything(QObject):
    """Finds acts, visitors, services and people for a window."""

    def __init__(self, window: StaffWindow, background: Background, texts: Texts, sizes: StaffSizes) -> None:
        super().__init__(window)
        self._window, self._background, self._texts = window, background, texts
        self._people: tuple[PersonToday, ...] = ()
        self.more: Callable[[StaffState | None], list[Command]] = lambda _: []
        """Further acts, of parts that come later."""
        self.last: Callable[[], list[Command]] = list
        """What is seldom meant: found after everything else."""
        self.palette = Palette(window, texts, sizes, home=window.panes.queue.list)
        window.presenter.shown.connect(self._shown)

    def open(self) -> None:
        """Open the palette; names are read for as long as it is."""
        self.palette.open(self._commands(), self._meant)
        self._read_people()

    def show_keys(self) -> None:
        """Show every key of this window on one page."""
        texts, state = self._texts, self._window.presenter.state
        acts = [KeyLine(face_of(act).cap, texts(face_of(act).word)) for act in Act]
        acts += [KeyLine(key, name) for name, key, *_ in self._on_card()]
        anytime = [
            KeyLine(cap(PALETTE_KEY), texts("Find anything")),
            KeyLine("Esc", texts("Go back, keep what was begun")),
            KeyLine("Space", texts("Tick the next step")),
            KeyLine("Ctrl Enter", texts("Checking in: one more thing, too")),
            *(KeyLine(one.key, one.name) for one in (*self._anytime(), *self.more(state)) if one.key),
        ]
        known = {line.key for line in (*acts, *anytime)}
        room = [KeyLine(one.key, one.name) for one in self._room(state) if one.key not in known]
        groups = [(texts("For a visitor"), acts), (texts("At any time"), anytime), (texts("For the room, now"), room)]
        self._window.panes.open_keys([(heading, lines) for heading, lines in groups if lines])

    def _know_people(self, people: tuple[PersonToday, ...]) -> None:
        if self.palette.isVisible():
            self._people = people
            self.palette.offer(self._commands(), self._meant)
            self._people = ()

    def _shown(self, _: StaffState) -> None:
        """Tell anew what can be done, while it is looked at."""
        if self.palette.isVisible():
            self._read_people()

    def _read_people(self) -> None:
        from greeter.views.people_today import read_people_today  # for who looks somebody up

        if not self._window.presenter.truth.is_silent:
            self._background.run(read_people_today, self._know_people, lambda _: None)

    def _commands(self) -> list[Command]:
        window, texts, office = self._window, self._texts, self._window.presenter.office
        state = window.presenter.state
        acts = of_acts(texts, state, window.perform)
        cards = of_card(texts, state, self._on_card())
        lawful = [one for one in (*acts, *cards) if not one.why_not]
        unlawful = [one for one in (*acts, *cards) if one.why_not]
        return [
            *lawful,
            *self._anytime(),
            *self.more(state),
            *self._room(state),
            *unlawful,
            *of_people(texts, state, self._people, window.presenter.look_at),
            *of_services(texts, [one for one in office.services if one.listed], self._begin),
            *of_directory(texts, office.directory, window.panes.steps.directory.copy),
            *self.last(),
        ]

    def _on_card(self) -> list[tuple[str, str, str, str, Callable[[], None]]]:
        panes, texts = self._window.panes, self._texts
        found = [
            (texts("Write a note"), notes_panel.KEY, "pencil", "remark comment", panes.write_note),
            (texts("Edit what we know"), know_panel.KEY, "square-pen", "name contact needs summary", panes.edit),
            (texts("Go to the next steps"), STEPS_KEY, "list-checks", "tick", panes.go_to_steps),
            (texts("Sum up what was said"), cap(summary_panel.EDIT_KEY), "pencil", "summary agree", panes.sum_up),
            (texts("They agree to the summary"), summary_panel.AGREE_KEY, "check", "yes", panes.agree),
            (texts("Add a step"), steps_list.ADD_KEY, "plus", "next owe", panes.add_step),
        ]
        if self._window.presenter.can_print:
            paper = panes.steps.steps.paper.click
            found.append((texts("Hand over on paper"), steps_list.PAPER_KEY, "printer", "print take away", paper))
        return found

    def _anytime(self) -> list[Command]:
        open_directory = self._window.panes.open_directory
        words = "directory colleague phone office"
        window, strip = self._window, self._window.panes.strip
        delay = "Tell the lobby of no delay any more" if window.presenter.tells_delay else "Tell the lobby of a delay"
        return [
            Command(self._texts("Show all keys"), KEYS_KEY, "keyboard", self.show_keys, "shortcuts help list"),
            Command(self._texts("Find whom to ask"), directory_panel.KEY, "book-open", open_directory, words),
            Command(
                self._texts("Search the queue"), cap(SEARCH_KEY), "search", window.panes.queue.open_search, "find filter"
            ),
            Command(
                self._texts(delay), cap(telling.DELAY_KEY), "hourglass", window.tell_delay, "announce late wait reason"
            ),
            Command(
                self._texts("Write a note for all colleagues"), cap(telling.NOTE_KEY), "message-square-text",
                partial(window.ask_all, strip.note), "staff notice tell everybody",
            ),
            Command(
                self._texts("Ask colleagues for help"), cap(telling.HELP_KEY), "siren",
                window.presenter.ask_for_help, "alarm assist emergency",
            ),
            Command(
                self._texts("Show follow-ups"), cap(FOLLOW_UPS_KEY), "list-checks", window.after.open_follow_ups,
                "owed late reminder call back promise due",
            ),
            Command(
                self._texts("Decide who is served at closing time"), cap(closing.KEY), "moon", window.closing.open,
                "send home serve all late appointment tickets end of day",
            ),
            Command(
                self._texts("Log a contact"), cap(CONTACT_KEY), "phone", window.after.ask_channel,
                "phone e-mail letter web log call",
            ),
        ]  # fmt: skip

    def _room(self, state: StaffState | None) -> list[Command]:
        room = state.room if state is not None else ()
        accept = self._window.presenter.accept
        return [
            Command(
                f"{one.act}: {one.what}", cap(room_strip.KEYS[one.kind]), "users", partial(accept, one), "room", one.why
            )
            for one in room
            if one.act and one.kind in room_strip.KEYS
        ]  # fmt: skip

    def _meant(self, typed: str) -> Sequence[Command]:
        """Return services by what the words mean, as the kiosk finds them."""
        return of_services(self._texts, self._window.presenter.find_services(typed, MOST_MEANT), self._begin)

    def _begin(self, service: Service) -> None:
        self._window.perform(Act.CHECK_IN)
        self._window.panes.check_in.service.begin("", service)
