"""How pieces of a report are put on pages: nothing is lost, nothing that belongs together is parted, and pages are filled."""

from __future__ import annotations

import random

from greeter.reports.pages.flow import BROKEN, NEVER, Piece, broken

ROOM = 700.0


def nothing(y, *, grown, first):
    """Draw nothing."""


def piece(high, **more):
    return Piece(high, nothing, **more)


def question(rows, row=17.0):
    """A heading, a sentence, and a table whose rows can grow."""
    return [
        piece(36, above=42),
        piece(15, cost=NEVER),
        piece(50, cost=NEVER),
        *(
            piece(row, grows=4.5, cost=NEVER if place < 3 or rows - place < 3 else BROKEN, head_high=25)
            for place in range(rows)
        ),
    ]


def used(pieces, page):
    kept = pieces[page.first : page.end]
    grown = sum(one.high + page.share * one.grows for one in kept)
    return grown + kept[0].head_high + sum(one.above + page.share * one.spreads for one in kept[1:])


def test_every_piece_stands_once_in_order_and_within_its_page():
    dice = random.Random(2)
    for _ in range(20):
        pieces = [one for _ in range(12) for one in question(dice.randint(1, 60))]
        pages = broken(pieces, ROOM)
        assert [pages[0].first, *(page.end for page in pages)] == [*(page.first for page in pages), len(pieces)]
        assert all(used(pieces, page) <= ROOM + 1e-6 for page in pages)
        assert all(pieces[page.first].cost != NEVER for page in pages[1:])


def test_a_table_is_not_broken_where_it_need_not_be():
    pieces = [*question(25), *question(6), *question(6)]
    starts = [page.first for page in broken(pieces, ROOM)]
    assert starts == [0, 28]


def test_a_page_is_not_left_half_empty_so_that_a_table_stays_whole():
    pieces = [*question(8), *question(34), *question(30)]
    pages = broken(pieces, ROOM)
    assert all(used(pieces, page) > 0.6 * ROOM for page in pages[:-1])


def test_a_page_that_is_nearly_full_is_filled_and_the_last_is_not_stretched():
    pages = broken([*question(30), *question(20)], ROOM)
    assert 0 < pages[0].share <= 1
    assert used([*question(30), *question(20)], pages[0]) > 0.98 * ROOM
    assert pages[-1].share == 0


def test_a_last_page_is_never_a_line_or_two():
    pieces = [piece(20, grows=4) for _ in range(37)]
    pages = broken(pieces, ROOM)
    assert len(pages) == 2
    assert used(pieces, pages[1]) > 0.3 * ROOM


def test_what_is_higher_than_a_page_has_one_for_itself():
    pieces = [piece(300), piece(900), piece(300)]
    assert [(page.first, page.end) for page in broken(pieces, ROOM)] == [(0, 1), (1, 2), (2, 3)]


def test_nothing_needs_no_page():
    assert broken([], ROOM) == []
