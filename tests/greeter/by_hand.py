"""Counting by plain SQL in the raw rows of a store, for the tests that compute each figure another way."""

from __future__ import annotations


class ByHand:
    """Counts in the raw rows of a span. `f` is the first request of a visit, `r` any, `z` the last."""

    def __init__(self, desk, span, more=""):
        self.desk, self.more = desk, more
        self.values = {"first": str(span.first), "last": str(span.last)}

    def rows(self, select, joined="", where="1 = 1", end=""):
        return self.desk.store.rows(
            f"select {select} from visit v join request f on f.visit = v.id and f.ordinal = 1 {joined}"
            f" where v.business_day between :first and :last and {where} {self.more} {end}",
            self.values,
        )

    def count(self, where="1 = 1", joined=""):
        return self.rows("count(*) as n", joined, where)[0]["n"]

    def sum(self, what, where="1 = 1", joined=""):
        return self.rows(f"coalesce(sum({what}), 0) as n", joined, where)[0]["n"]

    def list(self, what, where="1 = 1", joined=""):
        return sorted(row["n"] for row in self.rows(f"{what} as n", joined, where))


ALL = "join request r on r.visit = v.id"
LAST_ONE = "join request z on z.visit = v.id and z.ordinal = (select max(ordinal) from request m where m.visit = v.id)"
MOVED_ON = "exists (select 1 from request m where m.visit = v.id and m.ordinal > 1)"
LEVELS = (("low", 0.1), ("middle", 0.5), ("high", 0.9))
WAITED = "f.started_at is not null and f.wait_ms is not null"
LEFT = "f.state = 'left' and f.started_at is null and coalesce(f.note, '') <> 'sent home'"
LATE = "f.state = 'left' and f.started_at is null and (coalesce(f.note, '') in ('night', 'sent home') or f.wait_ms > f.target_minutes * 60000)"


def ranked(found, values):
    """Compare quantiles with those of a sorted list: the smallest value that so many do not exceed."""
    assert found.n == len(values)
    if values:
        for shown, share in ((found.p50, 50), (found.p90, 90)):
            assert shown == next(
                one for one in values if 100 * sum(other <= one for other in values) >= share * len(values)
            )
        assert found.longest == max(values)
