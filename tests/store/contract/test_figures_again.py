"""The figures computed a second way, by plain SQL over the raw rows, on simulated days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from greeter.clock import ManualClock
from greeter.model.journal import Kind
from greeter.opening import open_front_desk
from greeter.records.proof import chain_and_figures
from greeter.reports.figures import read_figures
from greeter.reports.public import Audience
from greeter.reports.quantities import Share
from greeter.reports.span import Span
from greeter.simulate.simulation import Simulation
from greeter.store.move import copy_store

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 4)
_JOINED = (
    "from visit v join request r on r.visit = v.id and r.ordinal = 1 where v.business_day between :first and :last"
)


@pytest.fixture(scope="module")
def clock():
    return ManualClock(datetime(2026, 11, 2, 8, tzinfo=UTC))


@pytest.fixture(scope="module")
def played(fresh, office, clock):
    """A file in which the days have passed."""
    url = fresh("file")
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as opened:
        for _ in Simulation(opened, clock, seed=5).play(FIRST, 3):
            pass
    return url


@pytest.fixture(scope="module", params=["file", "postgresql"])
def desk(request, fresh, office, clock, played):
    """The days, where they passed, and where they were moved to."""
    url = played
    if request.param == "postgresql":
        url = fresh("postgresql", "figures")
        copy_store(played, url, prove=chain_and_figures)
    with open_front_desk(url, clock=clock, catalogue=office) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(desk):
    return read_figures(desk, Span(FIRST, LAST))


def number(desk, select, more=""):
    rows = desk.store.rows(f"select {select} as n {_JOINED} {more}", {"first": str(FIRST), "last": str(LAST)})
    return rows[0]["n"] or 0


def test_there_is_something_to_count(found):
    assert found.arrivals > 200


def test_arrivals_and_within_standard(desk, found):
    late = (
        "case when r.state = 'left' and r.started_at is null and r.wait_ms > r.target_minutes * 60000 then 1 else 0 end"
    )
    kept = "case when r.started_at is not null and r.wait_ms <= r.target_minutes * 60000 then 1 else 0 end"
    served = "case when r.started_at is not null and r.wait_ms is not null then 1 else 0 end"
    assert found.arrivals == number(desk, "count(*)")
    assert found.within == Share(number(desk, f"sum({kept})"), number(desk, f"sum({served}) + sum({late})"), 0.8)


@pytest.mark.parametrize("service", ["permit", "property-tax", "records", "dog"])
def test_quantiles_are_values_with_the_right_share_below_them(desk, found, service):
    shown = found.quantiles("waits_by_service", "wait", service)
    waits = f"and r.service = '{service}' and r.started_at is not null and r.wait_ms is not null"
    assert shown.n == number(desk, "count(*)", waits)
    assert shown.longest == number(desk, "max(r.wait_ms)", waits)
    for value, share in ((shown.p50, 0.5), (shown.p90, 0.9)):
        assert number(desk, "count(*)", f"{waits} and r.wait_ms <= {value}") >= share * shown.n
        assert number(desk, "count(*)", f"{waits} and r.wait_ms < {value}") < share * shown.n


def test_service_minutes(desk, found):
    rows = desk.store.rows(
        "select sum(serve_ms) as ms, sum(case when outcome = 'resolved' then 1 else 0 end) as resolved from request"
    )
    minutes, resolved, _ = found.tables["resolved_cost"].total.values
    assert minutes.value == pytest.approx(rows[0]["ms"] / 60_000)
    assert resolved.n == rows[0]["resolved"]


def test_the_journal_was_read_to_its_head(desk, found):
    head = desk.store.rows("select seq, hash from journal_head")[0]
    assert (found.journal.lines, found.journal.head) == (head["seq"], head["hash"])
    transfers = desk.store.rows("select count(*) as n from journal where kind = :kind", {"kind": Kind.TRANSFER})[0]["n"]
    assert sum(one.values[0].k for one in found.tables["moves"].lines) == transfers


def test_parts_add_up_to_their_total(found):
    checked = 0
    for table in found.tables.values():
        for place, whole in enumerate(table.total.values if table.total else ()):
            values = [line.values[place] for line in table.lines]
            if isinstance(whole, Share) and all(value.n == whole.n for value in values):
                assert sum(value.k for value in values) == whole.k, table.key
            else:
                assert sum(value.n for value in values) == whole.n, table.key
            checked += 1
    assert checked > 20


def test_the_public_sees_no_number_about_fewer_than_ten(desk):
    public = read_figures(desk, Span(FIRST, FIRST), Audience.PUBLIC)
    assert public.dots == ()
    for table in public.tables.values():
        for line in table.every_line:
            for value in line.values:
                assert value.n == 0 or value.n >= 10, (table.key, line.key)
