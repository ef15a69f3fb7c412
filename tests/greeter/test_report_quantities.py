"""The arithmetic: quantiles, intervals, rounding; and what the public may see of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.reports.measures import Measure
from greeter.reports.public import FEWEST, cells_for_public, for_public, to_hide, veiled
from greeter.reports.quantities import (
    Amount,
    Count,
    Quantiles,
    Share,
    Unit,
    Veil,
    nearest_rank,
    pinball,
    quantiles,
    tenths,
    wilson,
)
from greeter.reports.table import Column, Line, Table
from greeter.reports.waits import Cell
from greeter.reports.wording import amount_digits, of_text, parts, percent_text, short_percent
from greeter.texts import Texts

TEXTS = Texts()


class TestArithmetic:
    def test_nearest_rank(self):
        assert [nearest_rank([15, 20, 35, 40, 50], percent) for percent in (5, 30, 40, 50, 100)] == [15, 20, 20, 35, 50]
        assert nearest_rank(list(range(1, 11)), 90) == 9
        assert quantiles([]) == Quantiles(0)

    def test_wilson_interval_of_known_shares(self):
        assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
        assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, table I
        assert wilson(0, 0) == (0.0, 1.0)

    def test_pinball(self):
        assert pinball(10, 6, 0.9) == pytest.approx(3.6)
        assert pinball(6, 10, 0.9) == pytest.approx(0.4)

    @pytest.mark.parametrize(
        ("ms", "text"), [(0, "0.0"), (2_999, "0.0"), (3_000, "0.1"), (567_000, "9.5"), (3_600_000, "60.0")]
    )
    def test_minutes_are_rounded_half_up(self, ms, text):
        assert tenths(ms) == text

    def test_amounts_are_rounded_half_up(self):
        assert amount_digits(Amount(10.6875, 4, Unit.MONEY)) == "10.69"
        assert amount_digits(Amount(0.125, 8, Unit.NUMBER)) == "0.13"
        assert amount_digits(Amount(99.5, 8, Unit.PERCENT, 0)) == "100"


class TestPercent:
    @pytest.mark.parametrize(
        ("share", "percent"),
        [
            (Share(125, 152), 82),
            (Share(796, 1000, 0.8), 79),  # rounds to 80, and 80 was missed
            (Share(5499, 10_000, 0.55), 54),  # and 100 x 0.55 is more than 55 to a computer
            (Share(800, 1000, 0.8), 80),
            (Share(999, 1000), 99),
            (Share(1, 1000), 1),
            (Share(1000, 1000), 100),
            (Share(0, 1000), 0),
            (Share(845, 1000, 0.845), 85),
        ],
    )
    def test_rounding_never_flatters(self, share, percent):
        assert share.percent == percent

    def test_is_said_with_what_it_counts(self):
        assert (percent_text(TEXTS, Share(1250, 1520)), of_text(TEXTS, Share(1250, 1520))) == ("82%", "1,250 of 1,520")
        assert (percent_text(TEXTS, Share(0, 0)), of_text(TEXTS, Share(0, 0))) == ("–", "n 0")


class TestPublic:
    @pytest.mark.parametrize(
        ("share", "percent", "of"),
        [
            (Share(125, 152), "82%", "of 150+"),
            (Share(3, 158), "under 6%", "of 150+"),
            (Share(9, 158), "under 6%", "of 150+"),
            (Share(155, 158), "over 94%", "of 150+"),
            (Share(0, 158), "0%", "of 150+"),
            (Share(158, 158), "100%", "of 150+"),
            (Share(4, 9), "withheld", ""),
            (Share(1, 10), "under 91%", "of 10+"),
        ],
    )
    def test_a_share_is_told_by_a_bound_where_few_are_counted(self, share, percent, of):
        shown = veiled(share)
        assert (percent_text(TEXTS, shown), of_text(TEXTS, shown)) == (percent, of)

    @given(st.integers(10, 3000), st.integers(0, 3000))
    def test_a_bound_is_true_and_the_exact_number_is_gone(self, n, k):
        share = Share(min(k, n), n)
        shown = veiled(share)
        exact = 100 * share.k / share.n
        assert {Veil.FEW: exact < shown.k, Veil.ALL_BUT_FEW: exact > shown.k}.get(shown.veil, abs(exact - shown.k) < 1)
        assert shown.n == n // 10 * 10
        assert 0 <= shown.k <= 100

    def test_quantiles_lose_the_longest_and_counts_their_last_digit(self):
        assert veiled(Quantiles(47, 1, 2, 3)) == Quantiles(40, 1, 2, None, Veil.ROUNDED)
        assert veiled(Quantiles(9, 1, 2, 3)) == veiled(Quantiles(3, 7, 8, 9))
        assert veiled(Count(47)) == Count(40, veil=Veil.ROUNDED)
        assert veiled(Count(3)).n == 0
        assert veiled(Amount(1.5, 100, Unit.MINUTES, fewest=4)).value is None
        assert veiled(Amount(150.0, 150, Unit.VISITS)).value is None

    @given(st.lists(st.integers(0, 60), max_size=12))
    def test_a_sum_gives_nothing_away(self, counts):
        hidden = to_hide(counts)
        assert all(place in hidden for place, count in enumerate(counts) if 0 < count < FEWEST)
        if hidden:
            together = sum(counts[place] for place in hidden)
            others = [count for place, count in enumerate(counts) if place not in hidden and count]
            assert not others or (len(hidden) >= 2 and together >= FEWEST)

    def test_a_second_line_is_withheld_where_the_total_would_give_one_away(self):
        services = {"permit": 41, "tax": 35, "dog": 4, "vote": 12}
        lines = tuple(Line(key, key, (Share(n * 3 // 4, n), Quantiles(n, 1, 2, 3))) for key, n in services.items())
        total = Line("all", "all", (Share(68, 92), Quantiles(92, 1, 2, 3)))
        columns = (Column("within", "", Measure.WITHIN), Column("wait", "", Measure.WAIT))
        shown = for_public(Table("t", "", "Service", columns, lines, total))
        withheld = {line.key for line in shown.lines for value in line.values if value.veil is Veil.WITHHELD}
        assert withheld == {"dog", "vote"}
        assert [part.text for value in shown.lines[2].values for part in parts(value)] == [
            "withheld", "", "withheld", "withheld", "withheld", "withheld", "withheld",
        ]  # fmt: skip

    def test_one_small_part_of_a_whole_takes_another_with_it(self):
        counts = (100, 45, 3)
        lines = tuple(Line(str(k), "", (Share(k, 148),)) for k in counts)
        table = Table(
            "t", "", "Language", (Column("a", "", Measure.DEMAND),), lines, Line("all", "", (Share(148, 148),))
        )
        veils = [line.values[0].veil for line in for_public(table).lines]
        assert veils == [Veil.ROUNDED, Veil.WITHHELD, Veil.FEW]


def test_an_hour_of_the_public_map_tells_no_small_number():
    cells = (Cell(0, 9, 3, 9), Cell(0, 10, 38, 41), Cell(0, 11, 4, 50), Cell(0, 12, 30, 50), Cell(0, 13, 20, 20))
    shown = cells_for_public(cells, 0.8)
    assert [short_percent(cell.share(0.8)) if cell.n else "–" for cell in shown] == ["–", "–", "<19", "60", "100"]
    assert [short_percent(cell.share(0.5)) if cell.n else "–" for cell in cells_for_public(cells, 0.5)][1] == ">78"
    assert all(cell.n % FEWEST == 0 for cell in shown)
