"""The pages of the kiosk, one a file. Each is built once, when it is first needed or while nobody waits for it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ui.kiosk.walk import Page

if TYPE_CHECKING:
    from ui.kiosk.page import KioskPage

_CLASSES: dict[Page, tuple[str, str]] = {
    Page.WELCOME: ("welcome", "WelcomePage"),
    Page.LANGUAGES: ("languages", "LanguagesPage"),
    Page.REASON: ("reason", "ReasonPage"),
    Page.BACK_FOR: ("reason", "ReasonPage"),
    Page.SAY_IT: ("say_it", "SayItPage"),
    Page.BEFORE: ("before", "BeforePage"),
    Page.FAMILIARITY: ("familiarity", "FamiliarityPage"),
    Page.NAME: ("name", "NamePage"),
    Page.NEEDS: ("needs", "NeedsPage"),
    Page.SUMMARY: ("summary", "SummaryPage"),
    Page.TICKET: ("ticket", "TicketPage"),
    Page.HELP: ("help", "HelpPage"),
    Page.APPOINTMENT: ("code", "CodePage"),
    Page.BOOKED: ("booked", "BookedPage"),
    Page.BOOKED_NAME: ("booked_name", "BookedNamePage"),
    Page.BACK: ("code", "BackPage"),
    Page.NO_REASON: ("say_it", "SayItPage"),
    Page.NOT_BOOKED: ("ways", "WaysPage"),
    Page.BOOKED_TIME: ("code", "BookedTimePage"),
    Page.BACK_TOLD: ("ways", "WaysPage"),
    Page.BACK_AGAIN: ("ways", "WaysPage"),
    Page.NOT_TODAY: ("ways", "WaysPage"),
    Page.PEOPLE: ("people", "PeoplePage"),
    Page.SOMETHING_ELSE: ("aside", "AsidePage"),
    Page.SURVEY: ("survey", "SurveyPage"),
    Page.COMMENT: ("comment", "CommentPage"),
    Page.NOT_TAKING: ("not_taking", "NotTakingPage"),
    Page.SORRY: ("sorry", "SorryPage"),
}
"""File and class of each page; the greeting paints before the other files are read."""


def page_class(page: Page) -> type[KioskPage]:
    """Return the class that shows a page."""
    file, name = _CLASSES[page]
    found: type[KioskPage] = getattr(import_module(f"ui.kiosk.pages.{file}"), name)
    return found


ORDER = tuple(_CLASSES)
"""All pages, the likeliest next ones first."""
