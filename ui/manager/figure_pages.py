"""The two pages that show the report's figures, each made and filled when it is seen: all figures take a second to lay out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.manager.pages import PageName

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.all_figures_page import AllFiguresPage
    from ui.manager.minute_page import MinutePage
    from ui.manager.state import Report


class FigurePages:
    """In one minute, and all figures. They bring the drawing of the report along, so not before a window has painted."""

    def __init__(
        self, texts: Texts, sizes: StaffSizes, office: Office, add: Callable[[PageName, QWidget], None]
    ) -> None:
        """add: lays a page that was made."""
        self._texts, self._sizes, self._office, self._add = texts, sizes, office, add
        self.minute: MinutePage | None = None
        self.all: AllFiguresPage | None = None
        self._filled: dict[PageName, Report] = {}

    def fill(self, page: PageName, report: Report) -> None:
        """Have a page show these figures; nothing is done where it shows them already, or is none of the two."""
        if self._filled.get(page) is report:
            return
        if page is PageName.MINUTE:
            from ui.manager.reading import FIRST_PAGE, definitions

            self._minute().show_report(report, definitions(self._texts, FIRST_PAGE, report.figures.office))
        elif page is PageName.ALL:
            self._all().show_report(report)
        else:
            return
        self._filled[page] = report

    def _minute(self) -> MinutePage:
        if self.minute is None:
            from ui.manager.minute_page import MinutePage

            self.minute = MinutePage(self._texts, self._sizes, self._office)
            self._add(PageName.MINUTE, self.minute)
        return self.minute

    def _all(self) -> AllFiguresPage:
        if self.all is None:
            from ui.manager.all_figures_page import AllFiguresPage

            self.all = AllFiguresPage(self._texts, self._sizes)
            self._add(PageName.ALL, self.all)
        return self.all
