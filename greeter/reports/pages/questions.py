"""The pages after the first: one for each question a manager asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.front_desk.case import Question
from greeter.reports.headline import FEWEST
from greeter.reports.honesty import COVERAGE_GOAL, UPPER_GOAL
from greeter.reports.pages.frame import head_words, journal_words
from greeter.reports.pages.table_block import Chart, look
from greeter.reports.quantities import Amount, Unit
from greeter.reports.satisfaction import BALANCE
from greeter.reports.wording import amount_text, minutes_text, n_text, of_text, percent_text
from greeter.texts import for_texts

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.reports.pages.telling import Page
    from greeter.reports.quantities import Share
    from greeter.texts import Texts

_MOST_MOVES = 8


def waits(page: Page) -> None:
    """How long people waited."""
    texts, figures = page.texts, page.figures
    drawn = look({"wait": Chart.RANGE}, targets=_targets(figures), longest=["wait"])
    page.ask("How long did people wait?", "waits")
    wait, within = figures.quantiles("waits_by_service", "wait"), figures.within
    if wait.known:
        page.say(
            texts(
                "Half of the {n} who were served waited {half} or less; 9 in 10, {nine} or less.",
                n=n_text(wait, texts), half=minutes_text(texts, wait.p50), nine=minutes_text(texts, wait.p90),
            ),
            texts("{share} of all were served within the standard.", share=percent_text(texts, within)),
        )  # fmt: skip
    page.table("waits_by_service", drawn)
    page.table("waits_by_hour", look({"wait": Chart.RANGE}, longest=["wait"]))
    if figures.span.days > 1:
        page.table("waits_by_weekday", look({"wait": Chart.RANGE}, longest=["wait"]))
    page.table("waits_by_channel", look({"wait": Chart.RANGE}, longest=["wait"]))
    page.table("waits_by_language", look({"wait": Chart.RANGE}, longest=["wait"]))
    page.table("waits_apart", look({"wait": Chart.RANGE}, longest=["wait"]))
    again = figures.share("within_after_transfer", "within")
    if again.known:
        of, share = of_text(texts, again), percent_text(texts, again)
        page.remark(texts("After a transfer, {share} were served again within standard ({of}).", share=share, of=of))


def service(page: Page) -> None:
    """How long the service takes, and who left before it."""
    texts, figures = page.texts, page.figures
    drawn = look({"service": Chart.RANGE})
    page.ask("How long does the service take?", "service")
    service = figures.quantiles("times_by_service", "service")
    if service.known:
        half, nine = minutes_text(texts, service.p50), minutes_text(texts, service.p90)
        page.say(
            texts(
                "Half of the {n} services took {half} or less; 9 in 10, {nine} or less.",
                n=n_text(service, texts), half=half, nine=nine,
            )
        )  # fmt: skip
    page.table("times_by_service", drawn)


def left(page: Page) -> None:
    """Who left, and when."""
    texts, figures = page.texts, page.figures
    page.ask("Who left before being served?", "left")
    left, gone = figures.share("left_when", "visits"), figures.share("departures", "visits", "no_show")
    page.say(
        texts(
            "{share} of those who came left unserved ({of}).", share=percent_text(texts, left), of=of_text(texts, left)
        ),
        texts("{share} did not answer the call ({of}).", share=percent_text(texts, gone), of=of_text(texts, gone)),
    )
    page.table("ends", look({"visits": Chart.LENGTH}))
    page.pair("left_when", "left_called")
    page.table("departures", look({"visits": Chart.LENGTH}))
    page.table("departures_by_service")


def honesty(page: Page) -> None:
    """Whether what was announced came true, and whether anybody was asked twice."""
    texts, figures = page.texts, page.figures
    goals = {"inside": COVERAGE_GOAL, "under": UPPER_GOAL}
    drawn = look({"inside": Chart.PERCENT, "under": Chart.PERCENT}, goals=goals)
    page.ask("Did what we said come true?", "honesty")
    inside, under = figures.share("forecasts", "inside"), figures.share("forecasts", "under")
    if inside.n >= FEWEST and under.n >= FEWEST:
        page.say(
            _against(texts, for_texts("The range"), inside, COVERAGE_GOAL),
            _against(texts, for_texts("The upper number"), under, UPPER_GOAL),
        )
    else:
        page.say(
            texts.count(
                inside.n,
                "{n} announcement with a known end: too few to judge.",
                "{n} announcements with a known end: too few to judge.",
            )
        )
    page.table("forecasts", drawn)
    page.table("recent_forecasts", drawn)
    page.remark(texts("The shaded band is the goal: 75 to 85% inside P10 to P90, 85 to 95% under the upper number."))
    page.table("transfers")
    page.table("moves", most=_MOST_MOVES)


def satisfaction(page: Page) -> None:
    """What visitors said, and whether the matter was settled."""
    texts, figures = page.texts, page.figures
    page.ask("What did visitors say?", "satisfaction")
    good = figures.share("satisfaction", "good", Question.SATISFACTION.value)
    if good.n >= FEWEST and good.known:
        page.say(
            texts(
                "{share} of those who answered were satisfied ({of}).",
                share=percent_text(texts, good),
                of=of_text(texts, good),
            ),
            _ratio(texts, figures),
        )
    else:
        page.say(texts.count(good.n, "{n} answer: too few to judge.", "{n} answers: too few to judge."))
    page.table("satisfaction", look({"good": Chart.PERCENT}))
    page.table("praise", look({"answers": Chart.LENGTH}))
    page.table("answers")
    page.table("satisfaction_by_service", look({"good": Chart.PERCENT}))


def settled(page: Page) -> None:
    """Whether one visit was enough, and what it cost where it was not."""
    texts, figures = page.texts, page.figures
    page.ask("Was one visit enough?", "settled")
    settled = figures.share("first_contact", "clerk")
    repeat = figures.share("repeats", "repeat")
    if settled.known and settled.n >= FEWEST:
        told = figures.amount("repeats", "cost")
        words = texts(
            "{share} were settled at the first contact ({of}).",
            share=percent_text(texts, settled),
            of=of_text(texts, settled),
        )
        again = texts("{share} were about a matter that had come back.", share=percent_text(texts, repeat))
        if told is not None and told.known:
            money = amount_text(texts, told, figures.office.currency)
            again += " " + texts("Serving them again cost {cost}.", cost=money)
        page.say(words, again)
    page.table("outcomes", look({"visits": Chart.LENGTH}))
    page.table("first_contact")
    page.table("repeats")
    rate = amount_text(texts, Amount(figures.office.hourly_rate, 1, Unit.MONEY), figures.office.currency)
    if figures.office.currency:
        page.remark(texts("Cost = minutes ÷ 60 × {rate} an hour.", rate=rate))
    page.table("resolved_cost")
    if figures.office.currency:
        page.remark(texts("Cost of one = service minutes ÷ 60 × {rate} an hour ÷ resolved requests.", rate=rate))


def demand(page: Page) -> None:
    """Who came, for what, when."""
    texts, figures = page.texts, page.figures
    page.ask("Who came, for what, and when?", "demand")
    arrivals = figures.share("demand_by_service", "arrivals")
    page.say(
        texts.count(
            arrivals.n,
            "{shown} visit began in these days.",
            "{shown} visits began in these days.",
            shown=n_text(arrivals, texts),
        )
    )
    for key in ("service", "hour", "weekday", "channel", "language", "need", "familiarity"):
        if key != "weekday" or figures.span.days > 1:
            page.table(f"demand_by_{key}", look({"arrivals": Chart.LENGTH}))


def records(page: Page) -> None:
    """How far the records can be trusted."""
    texts, figures = page.texts, page.figures
    page.ask("How good are these records?", "records")
    verdict = figures.journal
    page.say(
        journal_words(texts, figures)
        if verdict.sound and verdict.earlier
        else texts("Every line of the journal in these days is as it was written.")
        if verdict.sound
        else texts("The journal was changed: line {line}. {why}", line=verdict.bad, why=texts(verdict.why)),
        *(_heads(texts, figures) if figures.offices else ()),
        texts(
            "The head of these days is {head}. Keep this page: a journal that is cut or rewritten later no longer has it.",
            head=head_words(texts, verdict),
        )
        if verdict.sound and verdict.lines and not figures.offices
        else "",
    )
    page.table("data_quality")


def _heads(texts: Texts, figures: Figures) -> list[str]:
    """Return the head of each office's journal, to be kept."""
    return [
        texts("The head of {office} is {head}.", office=one.office.name, head=head_words(texts, one.journal))
        for one in figures.offices
        if one.journal.sound and one.journal.lines
    ]


def _targets(figures: Figures) -> dict[str, int]:
    return {service.id: service.standard.minutes for service in figures.office.services}


def _against(texts: Texts, what: str, share: Share, goal: tuple[float, float]) -> str:
    low, high = (round(100 * end) for end in goal)
    if share.value < goal[0]:
        judged = texts("below the goal of {low} to {high}%", low=low, high=high)
    elif share.value > goal[1]:
        judged = texts("above the goal of {low} to {high}%: it is too wide", low=low, high=high)
    else:
        judged = texts("as it should be")
    return texts(
        "{what} held in {share}, {judged}.",
        what=texts(what),
        share=percent_text(texts, share),
        judged=judged,
    )


def _ratio(texts: Texts, figures: Figures) -> str:
    found = figures.tables["praise_ratio"].lines[0].values[0]
    if not isinstance(found, Amount) or not found.known or found.value is None:
        return ""
    ratio = amount_text(texts, found, "")
    if found.value >= BALANCE:
        return texts("{ratio} good answers for each bad one: enough, for 3.4 outweigh one bad story.", ratio=ratio)
    return texts(
        "{ratio} good answers for each bad one: too few, for it takes 3.4 to outweigh one bad story.", ratio=ratio
    )
