"""Staff hear of it where the office's newest file can't be used; visitors do not."""

from __future__ import annotations

from greeter.catalogue.export import as_toml
from greeter.catalogue.which_office import office_in_use
from greeter.opening import open_front_desk
from tests.offices import HARBOR
from ui.commands import _say_unlisted
from ui.windows import Place, open_staff


def test_staff_are_told_which_version_stays_in_use(qtbot, url):
    with open_front_desk(url, catalogue=HARBOR) as desk:
        desk.publish(as_toml(HARBOR))
        office_in_use(url)
        with desk.store.port.atomic():
            desk.store.add("office_file", {"office": "harbor", "version": 2, "at": 0, "text": "[office]\nid = 3"})
    used = office_in_use(url)
    opened = open_staff(Place(url, used.office, trouble=used.problem), "3", "dana")
    try:
        with qtbot.waitExposed(opened.window):
            opened.window.show()
        assert opened.window.panes.banner.isVisible()
        assert "Version 2 of the office file “harbor” can't be used" in opened.window.panes.banner.words
    finally:
        opened.close()


def test_nothing_is_said_while_all_is_well(qtbot, url):
    opened = open_staff(Place(url, HARBOR), "3", "dana")
    try:
        with qtbot.waitExposed(opened.window):
            opened.window.show()
        assert not opened.window.panes.banner.isVisible()
    finally:
        opened.close()


def test_a_mistyped_counter_is_named_before_its_window_opens(office, capsys):
    _say_unlisted(office, "3")
    assert capsys.readouterr().err == ""
    _say_unlisted(office, "33")
    assert capsys.readouterr().err.startswith(
        "Counter 33 is not in the office file; it serves everything. The file has 1, 2"
    )
