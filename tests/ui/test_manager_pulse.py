"""How staff say their weeks were, in the manager's window: the trend of weeks that are over, and for nobody else."""

from __future__ import annotations

from datetime import date, timedelta

from greeter.reports.public import Audience
from greeter.reports.span import Span
from greeter.texts import Texts
from greeter.views.pulse import PulseWeek
from ui.kit.sizes import StaffSizes
from ui.manager.pulse_panel import PulsePanel
from ui.manager.reading import read_report

MONDAY = date(2026, 9, 7)


def weeks(*tenths):
    return tuple(
        PulseWeek(MONDAY + timedelta(days=7 * place), good, 15 if good else 0) for place, good in enumerate(tenths)
    )


def test_the_latest_week_stands_first_and_too_few_say_nothing(qtbot):
    panel = PulsePanel(Texts(), StaffSizes())
    qtbot.addWidget(panel)
    panel.show_weeks(weeks(5, 4, 5, 4, 7, None, 6, 8, 7))
    assert panel.sentence.text() == "Lately about 7 of 10 days were good ones, before that about 4."
    shown = [(row.week.text(), row.bar.filled, row.said.text()) for row in panel.rows if not row.isHidden()]
    assert len(shown) == 9
    assert shown[0] == ("Week of Nov 2", 7, "About 7 of 10 days were good, by 15 answers or more")
    assert shown[3] == ("Week of Oct 12", None, "Too few answers to show")
    panel.show_weeks(())
    assert panel.sentence.text() == "No week is there to show yet."
    panel.show_weeks(None)
    assert panel.isHidden()


def test_the_public_does_not_read_it(desk):
    day = desk.office.business_day(desk.clock.now())
    assert read_report(desk, Span(day, day), Audience.OFFICE, Texts()).pulse == ()
    assert read_report(desk, Span(day, day), Audience.PUBLIC, Texts()).pulse is None
