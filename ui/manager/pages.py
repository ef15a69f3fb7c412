"""The pages of the manager's window, in the order of its list.

To add a page: 1. a member of `PageName`, its words in `title_of`, its icon in `ICONS`; 2. a widget that is a `LivePage`, in a file of its own, over a
presenter without widgets; 3. its line in `ui.manager.opening`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.texts import Texts


class PageName(StrEnum):
    """One page."""

    ROOM = "room"
    MINUTE = "minute"
    ALL = "all figures"
    TRENDS = "trends"
    CATALOGUE = "catalogue"
    COUNTERS = "counters"
    PEOPLE = "people"
    SETTINGS = "settings"
    REPORTS = "reports"


FIGURES = (PageName.MINUTE, PageName.ALL, PageName.TRENDS)
"""Pages about some days, which are chosen above them."""
ICONS = {
    PageName.ROOM: "users",
    PageName.MINUTE: "timer",
    PageName.ALL: "list-checks",
    PageName.TRENDS: "chart-line",
    PageName.CATALOGUE: "book-open",
    PageName.COUNTERS: "monitor",
    PageName.PEOPLE: "user-round",
    PageName.SETTINGS: "settings",
    PageName.REPORTS: "mail",
}


def title_of(texts: Texts, page: PageName) -> str:
    """Return what a page is called."""
    return {
        PageName.ROOM: texts("Room now"),
        PageName.MINUTE: texts("In one minute"),
        PageName.ALL: texts("All figures"),
        PageName.TRENDS: texts("Trends"),
        PageName.CATALOGUE: texts("Catalogue"),
        PageName.COUNTERS: texts("Counters"),
        PageName.PEOPLE: texts("People"),
        PageName.SETTINGS: texts("Settings"),
        PageName.REPORTS: texts("Reports"),
    }[page]
