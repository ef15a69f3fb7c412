"""The manager's page of reports that write themselves: what went out, what did not, and sending it again."""

from __future__ import annotations

from greeter.automatic.due import read_orders
from greeter.clock import ManualClock
from greeter.model.automatic import Every
from greeter.model.delivery import Delivery
from greeter.opening import open_front_desk
from greeter.texts import Texts
from tests.greeter.automatic.reporting import MAYA, SAM, TUESDAY_7_00, began, mailed, office_with
from tests.ui.server import News
from tests.ui.test_manager_sign_in import Inline
from ui.kit.fonts import load_fonts
from ui.manager.pages import PageName
from ui.manager.window import ManagerWindow


def test_a_manager_sees_what_did_not_arrive_and_sends_it_again(url, qapp):
    load_fonts()
    office = office_with(mailed(MAYA), mailed(SAM, every=Every.MONTH, audience="public"))
    with open_front_desk(began(url), clock=ManualClock(TUESDAY_7_00), catalogue=office, durable=False) as desk:
        for order in read_orders(desk):
            taken = desk.take_delivery([order.wanted])
            desk.begin_sending(taken)
            if order.wanted.recipient == MAYA:
                desk.perhaps_delivered(taken, "The mail server did not answer in time, or ended the connection.")
            else:
                desk.delivered(taken, "250 OK")
        window = ManagerWindow(Inline(desk), News(), office, Texts())
        window.show()
        window.pages.links[PageName.REPORTS].click()
        page = window.live[PageName.REPORTS]
        assert page.headline.text() == "2 reports write themselves."
        assert page.detail.text() == "1 report was mailed, and nobody knows whether it arrived."
        maya, sam = page.reports.rows
        assert (maya.what.text(), maya.how.text()) == (f"Each day to {MAYA}", "JSON")
        assert maya.coming.text() == "The next comes on Tuesday, November 24, 2026 at 07:30."
        assert (sam.how.text(), sam.unsent.isVisible()) == ("JSON, for the public", False)
        assert sam.sent.text() == "Sent last: October 2026, on Tuesday, November 24, 2026 at 07:00."
        (row,) = maya.unsent.rows
        assert row.words.text().startswith("Friday, November 20, 2026: mailed on Tuesday")
        row.again.click()
        assert window.banner.words == "It goes out again within a few minutes."
        assert [one.state for one in desk.open_deliveries()] == [Delivery.DUE]
        assert (row.words.text(), row.again.isVisible()) == ("Friday, November 20, 2026: on its way.", False)
        window.close()
        window.deleteLater()
