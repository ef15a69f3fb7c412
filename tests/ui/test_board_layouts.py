"""What a board shows by the office's wish: one area, who is next, calls alone; announcements and hours; from right to left; and from how far."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from greeter.announce_command import announce as announce_command
from greeter.front_desk.room import Notice
from greeter.model.catalogue import Order
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.texts import texts_for
from greeter.views.board_area import Area, next_up
from greeter.views.board_view import read_board
from tests.ui.server import News
from tests.ui.test_board import Lobby as LiveLobby
from tests.ui.test_board import arrive, call
from tests.ui.test_board_window import HOURS, Given, called
from ui.board.chime import Silence
from ui.board.layout import Layout
from ui.board.legible import LEAST_ARC, arc_minutes, farthest, nearest_screen_mm
from ui.board.presenter import Lobby, Pace
from ui.board.sizes import BoardSizes
from ui.board.window import BoardWindow
from ui.commands import BOARDS


@pytest.fixture
def split(office):
    """The office with its first counter on another floor."""
    first, *others = office.counters
    return replace(office, counters=(replace(first, area="Upper floor"), *others))


@pytest.fixture
def board(qtbot, desk):
    def make(layout=Layout.WHOLE, language="en", size=(1920, 1080), **changes):
        given, news = Given(), News()
        given.lobby = Lobby(replace(read_board(desk), head_seq=1_000, **changes), Order.PROMISE)
        pace = Pace(alone=HOURS, turn=HOURS, refresh=HOURS)
        texts = texts_for(language)
        window = BoardWindow(given, news, desk.office, texts, chime=Silence(), pace=pace, layout=layout)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        news.changed.emit()
        return window

    return make


class TestArea:
    def test_its_board_calls_to_its_own_counters_only(self, desk, split):
        desk.office = split
        first, second = arrive(desk, 2)
        call(desk, first, split.counters[0].id)
        call(desk, second, split.counters[1].id)
        assert [one.number for one in read_board(desk, "Upper floor").calls] == ["P001"]
        assert [one.number for one in read_board(desk).calls] == ["P002", "P001"]

    def test_its_waits_are_of_what_its_counters_serve(self, desk, split):
        only = split.services[0]
        first, *others = split.counters
        desk.office = replace(
            split,
            services=tuple(replace(one, skills=frozenset({one.id})) for one in split.services),
            counters=(replace(first, skills=frozenset({only.id})), *others),
        )
        assert [wait.service for wait in read_board(desk, "Upper floor").waits] == [only.id]

    def test_an_area_that_no_counter_has_is_told_with_those_there_are(self, split):
        with pytest.raises(BadInput, match="no area “Cellar”") as met:
            Area(split, "Cellar")
        assert "Upper floor" in met.value.remedy


class TestNext:
    def test_the_longest_waits_by_promise_come_first_and_four_are_enough(self, desk, clock):
        for _ in range(2):
            arrive(desk, 1)
            clock.advance(minutes=5)
        arrive(desk, 2, "records")
        arrive(desk, 3)
        numbers = next_up(desk, Area(desk.office))
        assert numbers[:2] == ("P001", "P002")
        assert len(numbers) == 4

    def test_they_stand_on_the_board_where_the_office_wants_them(self, board):
        window = board(Layout.NEXT, calls=(called(1),), next_up=("P015", "T021"))
        assert window.next_up.isVisible()
        assert window.next_up.accessibleName() == "Next in line: P015, T021"
        assert not board(calls=(called(1),), next_up=("P015",)).next_up.isVisible()


class TestToldToEverybody:
    def test_what_staff_announce_stands_first(self, qapp, desk):
        desk.give_notice(Notice.ANNOUNCEMENT, text="The elevator is out of order")
        lobby = LiveLobby(desk)
        first = lobby.now.sentences[0]
        assert (first.lead, first.text) == ("For everybody:", "The elevator is out of order.")
        desk.end_notice(Notice.ANNOUNCEMENT)
        lobby.changed()
        assert lobby.now.sentences[0].lead == "How we call:"
        lobby.presenter.close()

    def test_an_announcement_is_made_and_ended_from_the_command_line(self, url):
        def announce(*words):
            return CliRunner().invoke(announce_command, [*words, "--db", url])

        assert announce("The elevator is out of order").output == "The board tells it now.\n"
        with open_front_desk(url) as desk:
            assert read_board(desk).announcement == "The elevator is out of order"
        assert announce("--end").output == "The announcement has ended.\n"
        with open_front_desk(url) as desk:
            assert read_board(desk).announcement == ""
        assert isinstance(announce().exception, BadInput)

    def test_hours_closing_soon_and_closed(self, qapp, desk, clock):
        lobby = LiveLobby(desk)
        assert lobby.now.hours == "Open until 16:30"
        clock.advance(minutes=340)
        lobby.changed()
        assert lobby.now.sentences[0].lead == "We close at 16:30."
        clock.advance(minutes=60)
        lobby.changed()
        assert lobby.now.hours == "Closed now"
        assert lobby.now.welcome.lead == "We are closed now."
        assert lobby.now.welcome.text.startswith("We open again: Wednesday, November 25,")
        assert lobby.now.waits == ()
        lobby.presenter.close()

    def test_a_paused_kiosk_is_told(self, qapp, desk):
        desk.give_notice(Notice.PAUSE)
        lobby = LiveLobby(desk)
        assert lobby.now.sentences[0].lead == "The kiosk gives no tickets now."
        assert "Come to a counter." in lobby.now.welcome.text
        lobby.presenter.close()


def test_the_command_offers_every_layout():
    assert tuple(Layout) == BOARDS


class TestPlaces:
    def test_an_arabic_board_is_the_mirror_of_an_english_one(self, board):
        seven = tuple(called(n) for n in range(1, 8))
        english, arabic = board(calls=seven), board(language="ar", calls=seven)
        for part in ("call_card", "waits", "heading", "waits_heading"):
            one, other = getattr(english, part).geometry(), getattr(arabic, part).geometry()
            assert (one.left(), one.width()) == (english.width() - other.right() - 1, other.width())
        assert english.earlier[0].geometry().left() == english.width() - arabic.earlier[0].geometry().right() - 1

    def test_calls_alone_are_larger(self, board):
        window = board(Layout.CALLS, calls=(called(1), called(2)))
        assert not window.waits.isVisible()
        assert window.call_card.width() > window.width() * 0.85
        assert window._sizes.earlier.size > BoardSizes(1920, 1080).earlier.size

    @pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
    def test_twelve_stand_in_a_list_and_nothing_overlaps(self, board, size):
        window = board(size=size, calls=tuple(called(n) for n in range(1, 14)))
        cards = [card for card in window.earlier if card.isVisible()]
        assert len(cards) == 12
        assert not window.waits.isVisible()
        places = [window.call_card.geometry(), window.foot.geometry(), *(card.geometry() for card in cards)]
        assert not [1 for n, one in enumerate(places) for other in places[n + 1 :] if one.intersects(other)]


class TestReadAtEightMetres:
    """Capitals in mm on a real screen, held against the distance."""

    @pytest.mark.parametrize(("inches", "size"), [(43, (1920, 1080)), (43, (3840, 2160)), (43, (1080, 1920))])
    def test_number_and_counter_of_a_call_are_read_from_eight_metres(self, inches, size):
        dpi = (size[0] ** 2 + size[1] ** 2) ** 0.5 / inches
        sizes = BoardSizes(*size)
        assert farthest(sizes.called, dpi) >= 8_000
        assert farthest(sizes.counter, dpi) >= 8_000
        assert arc_minutes(sizes.called, dpi, 8_000) >= 2 * LEAST_ARC

    def test_how_large_a_screen_must_be_for_the_earlier_calls_too(self):
        assert nearest_screen_mm(BoardSizes(1920, 1080).earlier, 1080, 8_000) == pytest.approx(739, rel=0.02)
        assert nearest_screen_mm(BoardSizes(1920, 1080, calls_only=True).earlier, 1080, 8_000) < 529, "43 inch"
