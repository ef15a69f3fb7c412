"""The words of the first page, for paper and screen alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from greeter.reports.charts.heat_map import FEWEST as FEWEST_IN_CELL
from greeter.reports.compared import BEFORE
from greeter.reports.headline import FEWEST
from greeter.reports.pages.compared_page import changed_words
from greeter.reports.public import Audience
from greeter.reports.quantities import Amount
from greeter.reports.wording import goal_text, minutes_text, n_text, of_text, percent_text, thousands

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.reports.quantities import Share
    from greeter.texts import Texts


class Told(NamedTuple):
    """A figure of the first page: the number, what it is, and a word more."""

    number: str
    what: str
    detail: str


def at_end(texts: Texts, figures: Figures) -> str:
    """Say what the first page is."""
    return texts("Public report") if figures.audience is Audience.PUBLIC else texts("One-minute read")


def sums_words(texts: Texts, figures: Figures) -> str:
    """Return the sums of the page: arrived, served, left, did not answer, still waiting."""
    ends = {line.key: figures.share("ends", "visits", line.key) for line in figures.tables["ends"].every_line}
    if not all(share.exact for share in ends.values()):
        return texts("{n} arrived. Numbers about fewer than 10 visits are left out.", n=n_text(ends["all"], texts))
    left = ends["left_before"].k + ends["left_after"].k
    said = [
        texts("{n} arrived", n=thousands(ends["all"].k, texts)),
        texts("{n} served", n=thousands(ends["served"].k, texts)),
        texts("{n} left", n=thousands(left, texts)),
        texts("{n} did not answer", n=thousands(ends["no_show"].k, texts)),
    ]
    unwaited = ends["served"].k - figures.quantiles("waits_by_service", "wait").n
    if unwaited > 0:
        said[1] += " " + texts("({n} by phone or mail)", n=thousands(unwaited, texts))
    if left:
        parts = (thousands(ends["left_before"].k, texts), thousands(ends["left_after"].k, texts))
        said[2] += " " + texts("({before} before, {after} after the standard)", before=parts[0], after=parts[1])
    if ends["sent_home"].k:
        said.append(texts("{n} sent home", n=thousands(ends["sent_home"].k, texts)))
    if ends["waiting"].k:
        said.append(texts("{n} still waiting", n=thousands(ends["waiting"].k, texts)))
    return texts.ended(texts(", ").join(said))


def within_told(texts: Texts, figures: Figures) -> Told:
    """Return the share within standard: of how many, its goal, and what it was before."""
    within = figures.within
    said = [texts("{of}.", of=of_text(texts, within))]
    if within.goal is not None:
        said.append(goal_text(texts, within))
    if figures.earlier.known and figures.earlier.n >= FEWEST:
        before = figures.span.earlier_words(texts)
        said.append(texts("{when} {percent}.", when=before, percent=percent_text(texts, figures.earlier)))
    return Told(percent_text(texts, within), texts("within standard"), " ".join(said))


def small_told(texts: Texts, figures: Figures) -> tuple[Told, ...]:
    """Return the three figures beside it: half of the waits, whether forecasts held, whether anybody was asked twice."""
    wait = figures.quantiles("waits_by_service", "wait")
    upper, moved = figures.share("forecasts", "under"), figures.share("transfers", "moved")
    over = texts("1 in 10: over {minutes}", minutes=minutes_text(texts, wait.p90)) if wait.known else ""
    n = n_text(upper, texts)
    held = (
        Told(percent_text(texts, upper), texts("of {n} forecasts held", n=n), texts("under the upper end"))
        if upper.n >= FEWEST
        else Told("–", texts("{n} forecasts", n=n), texts("too few to judge"))
    )
    twice = thousands(figures.tables["transfers"].lines[0].values[3].n, texts)
    return (
        Told(minutes_text(texts, wait.p50) if wait.known else "–", texts("half waited less"), over),
        held,
        Told(twice, texts("asked twice"), _moved(texts, moved)),
    )


def _moved(texts: Texts, moved: Share) -> str:
    if moved.exact:
        return texts.count(moved.k, "{n} sent on", "{n} sent on")
    return texts("{share} sent on", share=percent_text(texts, moved))


def heat_told(texts: Texts, figures: Figures) -> str:
    """Say how the map of the week is read, or that there is too little for one."""
    if not any(cell.n >= FEWEST_IN_CELL for cell in figures.heat):
        return texts("Too few visits yet to tell the hours apart: each needs 10 in four weeks.")
    n = sum(cell.n for cell in figures.heat)
    weeks = round(figures.window.days / 7)
    words = [
        texts("Percent within standard by hour of arrival, {weeks} weeks", weeks=weeks),
        "" if figures.audience is Audience.PUBLIC else texts(", n {n}", n=thousands(n, texts)),
        texts(". Flag: under {goal}.", goal=round(100 * figures.office.goal)),
    ]
    if any(cell.n < FEWEST_IN_CELL for cell in figures.heat):
        words.append(" " + texts("Dash: fewer than 10 visits."))
    return "".join(words)


def improve_heading(texts: Texts, count: int) -> str:
    """Return the heading over so many things to improve."""
    if count == 0:
        return texts("What to improve")
    if count == 1:
        return texts("One thing to improve")
    return texts("Two things to improve") if count == 2 else texts("Three things to improve")


def nothing_to_improve(texts: Texts) -> str:
    """Say that nothing stands out."""
    return texts("Nothing stands out in these days. Nothing is said from fewer than 30 visits.")


def public_told(texts: Texts) -> Told:
    """Say how a public report is read."""
    said = texts(
        "Whatever is about fewer than 10 visits is left out, and whatever would give it away. Counts are rounded down to ten."
        " “Over 94%” means: the share is higher, but those who make the difference are too few to be told."
    )
    return Told("", texts("How to read this"), said)


def nobody_told(texts: Texts) -> str:
    """Say what to check where nobody came."""
    return texts(
        "Nobody checked in at the kiosk, at the desk or on the phone. If that is a surprise: is this the right store, and are these the right days?"
    )


def what_changed(texts: Texts, figures: Figures) -> str:
    """Say what changed by more than chance since the days before; empty where that can't be told."""
    table = figures.tables.get(BEFORE)
    if table is None or figures.audience is Audience.PUBLIC:
        return ""
    changes = (line.values[-1] for line in table.lines)
    known = any(isinstance(one, Amount) and one.known for one in changes)
    return changed_words(texts, figures, table) if known else ""
