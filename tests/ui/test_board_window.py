"""The lobby board's real window: sizes from look.md on any screen, nothing clipped, in each look, and in step with the counter."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor

from greeter.clock import SystemClock
from greeter.model.catalogue import Order
from greeter.opening import open_front_desk
from greeter.scripts import script_of
from greeter.texts import Texts
from greeter.views.board_view import BoardCall, read_board
from tests.samples import sample_texts
from tests.ui.server import Bugs, News
from ui.app import reach
from ui.board.chime import Silence
from ui.board.fitting import fitted, shrunk
from ui.board.presenter import Lobby, Pace
from ui.board.sizes import BoardSizes
from ui.board.window import BoardWindow
from ui.kit.fonts import FAMILY, load_fonts
from ui.kit.lettering import Lettering, Wording, lay_out
from ui.theme import Look, Theme, Token

HOURS = 10**7
SCREENS = [(1920, 1080), (1280, 720), (3840, 2160), (1080, 1920), (1024, 768), (2560, 1080), (800, 1280)]
LONG = "The Honourable Office of the Town Clerk and Registrar of Alder Creek and its Surroundings"


class Given(Bugs):
    """A background that answers with what the test gives."""

    def __init__(self):
        super().__init__()
        self.lobby = None

    def run(self, act, done=None, problem=None):
        if self.lobby is not None:
            done(self.lobby)


def called(n, answered=False):
    return BoardCall(f"P{n:03}", str(n), 100 - n, "en", answered=answered)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    """What is measured here is set in the program's own font."""
    load_fonts()


@pytest.fixture
def board(qtbot, desk):
    """Make a board that shows a view: `board(size, calls=..., ...)`."""

    def make(size=(1920, 1080), look=Look.LIGHT, **changes):
        given, news = Given(), News()
        view = replace(read_board(desk), head_seq=1_000, **changes)
        given.lobby = Lobby(view, Order.PROMISE)
        window = BoardWindow(
            given, news, desk.office, Texts(), chime=Silence(), pace=Pace(HOURS, HOURS, HOURS), look=look
        )
        qtbot.addWidget(window)
        window.news, window.given = news, given
        window.resize(*size)
        window.show()
        news.changed.emit()
        window.call_card._fade.stop()
        return window

    return make


def parts(window):
    every = (
        window.header,
        window.heading,
        window.call_card,
        window.waits_heading,
        window.waits,
        window.next_up,
        window.foot,
    )
    return [part for part in (*every, *window.earlier) if part.isVisible()]


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("calls", [0, 1, 4, 7, 13])
def test_everything_stands_within_the_screen_and_nothing_overlaps(board, size, calls):
    on_their_way = tuple(called(n) for n in range(1, calls + 1))
    window = board(size, calls=on_their_way, office_name=LONG, reason="the computers are slow " * 12)
    shown = parts(window)
    assert sum(card.isVisible() for card in window.earlier) == max(calls - 1, 0)
    for part in shown:
        assert window.rect().contains(part.geometry())
        assert part.height() > 0
    for place, one in enumerate(shown):
        for other in shown[place + 1 :]:
            assert not one.geometry().intersects(other.geometry())


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (3840, 2160)], ids=lambda size: f"{size[1]}")
def test_sizes_are_the_shares_of_the_height_that_the_design_wants(size):
    sizes = BoardSizes(*size)
    for lettering, percent in (
        (sizes.called, 27), (sizes.counter, 21), (sizes.earlier, 8.1), (sizes.row, 3.5), (sizes.row_strong, 3.5),
        (sizes.small, 2.8), (sizes.heading, 3.5),
    ):  # fmt: skip
        assert lettering.size == pytest.approx(size[1] * percent / 100, abs=0.51)
    assert not sizes.called.tabular
    assert sizes.row.tabular


def test_an_upright_screen_has_the_sizes_of_the_same_screen_lying():
    assert BoardSizes(1080, 1920).row.size == BoardSizes(1920, 1080).row.size
    assert BoardSizes(1080, 1920).called.size >= BoardSizes(1920, 1080).called.size


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_number_of_five_signs_and_a_long_counter_fit_the_card(board, size):
    long = BoardCall("P1014", "Window 12 B", 50, "en", answered=False)
    window = board(size, calls=(long, called(2)))
    card = window.call_card
    picture = card.grab().toImage()
    ground = Theme.load(Look.LIGHT).color(Token.ACCENT)
    inset = round(card.width() / 60)
    edge = QRect(card.rect().adjusted(inset, inset, -inset, -inset))
    for x in range(edge.left(), edge.right(), 5):
        assert picture.pixelColor(x, edge.top()) == picture.pixelColor(x, edge.bottom()) == ground
    for y in range(edge.top(), edge.bottom(), 5):
        assert picture.pixelColor(edge.left(), y) == picture.pixelColor(edge.right(), y) == ground


@pytest.mark.parametrize("look", list(Look))
def test_the_call_is_painted_in_the_looks_accent(board, look):
    window = board(calls=(called(1),), look=look)
    colors = Theme.load(look)
    picture = window.call_card.grab().toImage()
    found = {picture.pixelColor(x, picture.height() // 2).name() for x in range(0, picture.width(), 2)}
    assert colors.color(Token.ACCENT).name() in found
    assert colors.color(Token.ON_ACCENT).name() in found


def test_who_is_on_their_way_stands_out_from_who_has_come(board):
    window = board(calls=(called(1), called(2), called(3, answered=True)))
    accent = Theme.load(Look.LIGHT).color(Token.ACCENT)

    def edge(card):
        return card.grab().toImage().pixelColor(1, card.height() // 2)

    assert edge(window.earlier[0]) == accent
    assert edge(window.earlier[1]) != accent


def test_assistive_technology_reads_the_whole_board(board):
    window = board(calls=(called(1), called(2)), reason="one clerk of four is out")
    assert window.call_card.accessibleName() == "P001, Counter 1"
    assert window.earlier[0].accessibleName() == "P002, Counter 2"
    assert window.heading.text() == "Now calling"
    assert (
        window.header.accessibleName()
        == "Alder Creek Town Hall. Open until 16:30. Good morning. Tuesday, November 24. 10:05"
    )
    assert "Build or repair: Nobody ahead. Promise: 15 min" in window.waits.accessibleName()
    assert window.foot.accessibleName().startswith(
        "Why some waits are longer: one clerk of four is out. How we call: by"
    )


def test_the_board_is_only_looked_at(board):
    window = board()
    assert window.cursor().shape() is Qt.CursorShape.BlankCursor
    assert not [child for child in window.findChildren(QObject) if child.inherits("QAbstractButton")]


def test_a_new_call_fades_in_and_is_there_at_the_end(board, qtbot):
    window = board(calls=(called(2, answered=True),))
    window.given.lobby = Lobby(replace(window.given.lobby.view, calls=(replace(called(1), seq=2_000),)), Order.PROMISE)
    window.news.changed.emit()
    fade = window.call_card._fade
    assert fade.duration() == 200
    qtbot.waitUntil(lambda: fade.state() is fade.State.Stopped)
    picture = window.call_card.grab().toImage()
    middle = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    assert QColor("white").name() in middle


def test_a_long_notice_makes_the_foot_grow_and_never_covers_the_calls(board):
    plain = board(reason="")
    short = plain.foot.height()
    window = board(calls=(called(1),), reason="we are sorry " * 23)
    assert window.foot.height() > short
    assert window.foot.height() < window.height() * 0.25


def test_words_shrink_before_they_are_cut(qapp):
    large, small = Lettering(40, 700), Lettering(30, 700)
    assert fitted("Build", 400, large, small).size.height() == large.advance
    assert fitted("Build or repair everything", 400, large, small).size.height() == small.advance
    assert len(fitted("Build or repair everything and more", 400, large, small).tops) == 2
    assert lay_out(Wording("x" * 50, shrunk("x" * 50, large, 300)), 0).size.width() <= 300
    assert shrunk("", large, 100) == large


def test_the_board_follows_the_counter_of_another_process(qtbot, url, office):
    with open_front_desk(url, catalogue=office) as counter:
        visit = counter.check_in(service="permit").visit_id
        reached = reach(url, office, SystemClock())
        pace = Pace(0, HOURS, HOURS)
        window = BoardWindow(reached.background, reached.feed, office, Texts(), chime=Silence(), pace=pace)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        qtbot.waitUntil(lambda: window.header.accessibleName().startswith("Alder Creek"))
        counter.call(visit, counter="3", clerk="ana", reason="test")
        qtbot.waitUntil(lambda: window.call_card.accessibleName() == "P001, Counter 3")
        window.close()
        reached.close()
    assert not window.presenter._refresh.isActive()


def glyph_families(lines):
    return {run.rawFont().familyName() for run in lines.layout.glyphRuns()}


@pytest.mark.parametrize("language", ["vi", "ar", "zh"])
def test_the_board_is_in_the_script_of_its_language_and_numbers_are_not(qtbot, desk, language):
    given, news = Given(), News()
    given.lobby = Lobby(replace(read_board(desk), calls=(called(14),)), Order.PROMISE)
    texts = sample_texts(language)
    window = BoardWindow(given, news, desk.office, texts, chime=Silence(), pace=Pace(HOURS, HOURS, HOURS))
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    news.changed.emit()
    sizes, family = window._sizes, script_of(language).face.family
    assert family in glyph_families(lay_out(Wording(texts("Counter"), sizes.counter_label), 0))
    assert glyph_families(lay_out(Wording("P014", sizes.called), 0)) == {FAMILY}


def test_a_call_names_the_counter_in_the_visitors_own_script_on_an_english_board():
    lines = lay_out(Wording("窗口 · Counter", BoardSizes(1920, 1080).counter_label), 0)
    assert glyph_families(lines) == {script_of("zh").face.family, FAMILY}
    assert not [run for run in lines.layout.glyphRuns() if 0 in run.glyphIndexes()]
