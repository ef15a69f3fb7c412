"""The visitor's steps that do nothing but lead on: each changes the walk and goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from greeter.model.visit import Familiarity, Need
    from ui.kiosk.walk import Page, Walk


class WalkSteps(QObject):
    """What the presenter does with a touch that needs no store. `_go` takes another walk and shows it."""

    _walk: Walk

    def _go(self, walk: Walk) -> None:
        self._walk = walk

    def back(self) -> None:
        """Go to the page before."""
        self._go(self._walk.back())

    def go_on(self) -> None:
        """Continue, as far as the page's question is answered."""
        self._go(self._walk.go_on())

    def say(self, missing: str) -> None:
        """Say kindly what is missing."""
        self._go(self._walk.say(missing))

    def open_page(self, page: Page) -> None:
        """Go to a page that lies beside the way: languages, own words, appointment, something else."""
        self._go(self._walk.to(page))

    def change(self, page: Page) -> None:
        """Change one answer of the summary."""
        self._go(self._walk.change(page))

    def add_more(self) -> None:
        """Name one more service."""
        self._go(self._walk.add_more())

    def skip_questions(self) -> None:
        """Go to the summary at once."""
        self._go(self._walk.skip_questions())

    def type_name(self, name: str) -> None:
        """Take in what we may call them."""
        self._go(self._walk.with_name(name))

    def answer_familiarity(self, familiarity: Familiarity) -> None:
        """Keep whether they were here before, and go on."""
        self._go(self._walk.with_familiarity(familiarity).go_on())

    def toggle_need(self, need: Need) -> None:
        """Add a need, or take it away."""
        self._go(self._walk.with_need(need))

    def answer_people(self, people: int) -> None:
        """Keep how many they are, and go on."""
        self._go(self._walk.with_people(people))

    def no_needs(self) -> None:
        """Keep that nothing is needed, and go on."""
        self._go(self._walk.without_needs().go_on())
