"""How a scene went: the findings, and the visit's figures, computed by the very functions of the manager's report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.practice.aims import Finding, Played, judge
from greeter.practice.seen import look
from greeter.reports import honesty, resolution, times, waits
from greeter.reports.evidence import Evidence
from greeter.reports.quantities import Amount, Count, Quantiles, Share
from greeter.reports.reading import read_told
from greeter.reports.span import Span
from greeter.reports.wording import NOTHING, minutes_text, of_text, thousands

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.practice.scene import Scene
    from greeter.practice.seen import Seen
    from greeter.practice.stage import Stage
    from greeter.practice.visitor import Visitor
    from greeter.reports.evidence import Told
    from greeter.reports.quantities import Quantity
    from greeter.reports.table import Table
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the visit. note: what it is held against, or why it is so."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """What is told at the end of a scene."""

    scene: Scene
    headline: str
    well: tuple[Finding, ...]
    next_time: tuple[Finding, ...]
    figures: tuple[FigureLine, ...]


def close(desk: FrontDesk, stage: Stage, visitor: Visitor, texts: Texts, *, printed: bool = False) -> Closing:
    """Look at the scene as it is now, and sum up how it went. Reads only."""
    seen = look(desk, stage, printed=printed)
    found = judge(Played(texts, stage.scene, stage.begins, seen, tuple(visitor.heard)))
    well = tuple(one for one in found if one.went_well)
    next_time = tuple(one for one in found if not one.went_well)
    figures = figures_of(desk, stage, seen, texts)
    return Closing(stage.scene, _headline(texts, well, next_time), well, next_time, figures)


def figures_of(desk: FrontDesk, stage: Stage, seen: Seen, texts: Texts) -> tuple[FigureLine, ...]:
    """Return the figures of this one visit, as the report computes them of many."""
    span = Span(seen.visit.day, seen.visit.day)
    evidence = Evidence(desk.office, span, (seen.visit,))
    told = Evidence(
        desk.office, span, (), tuple(one for one in read_told(desk.store, desk.office, span) if _theirs(one, stage))
    )
    return (
        *_waits(texts, evidence, stage),
        *_times(texts, evidence),
        *_told(texts, told, stage),
        *_moves(texts, evidence, seen),
        *_outcome(texts, evidence),
    )


def _waits(texts: Texts, evidence: Evidence, stage: Stage) -> list[FigureLine]:
    table = waits.waits_by_service(evidence)
    wait, within = _of_all(table, "wait"), _of_all(table, "within")
    promised = evidence.office.service(stage.scene.service).standard.minutes
    before = stage.scene.person.waited
    note = texts("{n} min promised, {before} min of it before you began", n=promised, before=before)
    lines = [FigureLine(texts("Wait"), _time(texts, wait), note)]
    if isinstance(within, Share) and within.n:
        lines.append(
            FigureLine(
                texts("Within standard"),
                of_text(texts, within),
                texts("It was over before you began") if before > promised else "",
            )
        )
    return lines


def _times(texts: Texts, evidence: Evidence) -> list[FigureLine]:
    table = times.times_by_service(evidence)
    named = (
        ("call_to_desk", texts("Call to desk")),
        ("service", texts("Service time")),
        ("hold", texts("Hold time")),
    )
    return [
        FigureLine(name, _time(texts, found))
        for key, name in named
        if isinstance(found := _of_all(table, key), Quantiles) and found.n
    ]


def _told(texts: Texts, evidence: Evidence, stage: Stage) -> list[FigureLine]:
    """Return whether the wait stayed under what they were told, where they were told one."""
    if stage.scene.person.told is None:
        return []
    under = _of_line(honesty.forecasts(evidence), stage.scene.service, "under")
    if not isinstance(under, Share) or not under.n:
        return []
    low, high = stage.scene.person.told
    note = texts("They were told {low} to {high} min", low=low, high=high)
    return [FigureLine(texts("Under the upper number"), of_text(texts, under), note)]


def _theirs(told: Told, stage: Stage) -> bool:
    """Whether it is what the visitor of the scene was told when they came."""
    said = stage.scene.person.told
    return said is not None and told.service == stage.scene.service and told.low_ms == said[0] * MINUTE_MS


def _moves(texts: Texts, evidence: Evidence, seen: Seen) -> list[FigureLine]:
    table = honesty.transfers(evidence, seen.check_ins - 1)
    mean, twice = _of_all(table, "mean"), _of_all(table, "asked_twice")
    moved = int(mean.value or 0) if isinstance(mean, Amount) else 0
    asked = twice.n if isinstance(twice, Count) else 0
    return [
        FigureLine(texts("Sent on"), thousands(moved)),
        FigureLine(texts("Asked twice"), thousands(asked), texts("By check-ins, as the report counts it")),
    ]


def _outcome(texts: Texts, evidence: Evidence) -> list[FigureLine]:
    table = resolution.outcomes(evidence)
    found = [line.name for line in table.lines if isinstance(line.values[0], Share) and line.values[0].k]
    return [FigureLine(texts("Outcome"), found[0])] if found else []


def _of_all(table: Table, column: str) -> Quantity | None:
    return _of_line(table, "all", column)


def _of_line(table: Table, line: str, column: str) -> Quantity | None:
    place = [one.key for one in table.columns].index(column)
    return next((one.values[place] for one in table.every_line if one.key == line), None)


def _time(texts: Texts, found: Quantity | None) -> str:
    return minutes_text(texts, found.p50) if isinstance(found, Quantiles) and found.n else NOTHING


def _headline(texts: Texts, well: tuple[Finding, ...], next_time: tuple[Finding, ...]) -> str:
    if not next_time:
        return texts("All of it went well. They leave knowing what happens next.")
    if not well:
        return texts("A hard one. Play it again: it is what practice is for.")
    good, n = len(well), len(next_time)
    if good >= n:
        return texts.count(
            n, "Much went well. {n} thing is worth another try.", "Much went well. {n} things are worth another try."
        )
    return texts.count(
        good, "{n} thing went well. Try the rest once more.", "{n} things went well. Try the rest once more."
    )
