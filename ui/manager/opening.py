"""Makes the pages that read for themselves, each when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.manager.pages import PageName

if TYPE_CHECKING:
    from greeter.drafts import Drafts
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.kit.sizes import StaffSizes
    from ui.manager.live_page import LivePage


def opened(
    page: PageName, background: Background, feed: Feed, texts: Texts, sizes: StaffSizes, drafts: Drafts | None
) -> LivePage:
    """Return a page over a presenter of its own. Raises KeyError for a page that shows what the window read."""
    if page is PageName.ROOM:
        from ui.manager.room_page import RoomPage
        from ui.manager.room_presenter import RoomPresenter

        return RoomPage(RoomPresenter(background, feed, texts), texts, sizes)
    if page is PageName.TRENDS:
        from ui.manager.trends_page import TrendsPage
        from ui.manager.trends_presenter import TrendsPresenter

        return TrendsPage(TrendsPresenter(background, texts), texts, sizes)
    if page is PageName.PEOPLE:
        from ui.manager.people_page import PeoplePage
        from ui.manager.people_presenter import PeoplePresenter

        return PeoplePage(PeoplePresenter(background, texts), texts, sizes)
    if page is PageName.REPORTS:
        from ui.manager.reports_page import ReportsPage
        from ui.manager.reports_presenter import ReportsPresenter

        return ReportsPage(ReportsPresenter(background, texts), texts, sizes)
    from ui.manager.editor_page import EditorPage
    from ui.manager.editor_presenter import EditorPresenter
    from ui.manager.editor_state import Section

    section = {
        PageName.CATALOGUE: Section.CATALOGUE, PageName.COUNTERS: Section.COUNTERS, PageName.SETTINGS: Section.SETTINGS,
    }[page]  # fmt: skip
    return EditorPage(EditorPresenter(background, texts, section, drafts), section, texts, sizes)
