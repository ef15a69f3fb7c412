"""Holds the search for a service against what was meant: questions with their reasons, or public names of a catalogue's services."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from greeter.backtest.catalogue_names import of_catalogue
from greeter.backtest.question_rules import RULES, Rule
from greeter.backtest.ranking import Answered, figures_of, mean_of
from greeter.backtest.result import Result
from greeter.backtest.rows import read_rows
from greeter.guidance.learned_words import Example, LearnedWords, may_learn
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greeter.backtest.result import Figures

FOREIGN = "oos"
"""The intent of what is no service's: never taught, asked all the same."""
COLD_EXAMPLES = (5, 10)
MOST_COLD_DRAWS = 2
"""Cold starts are drawn so often at most: they stand beside the figures, and each draw learns four methods anew."""
MOST_TIMED = 200
"""So many questions are asked one by one, to tell the time for each."""
NOTES = (
    "top1 and top3 in percent of the questions that some reason was meant by.",
    "The intents' own names are known, as an office knows what its services are called: they teach ours as one more example.",
)
FOREIGN_NOTE = (
    "oos_auroc: how well sureness parts questions of ours from foreign ones. "
    "oos_caught: percent of the foreign ones found where 10 % of ours are asked once more."
)
NO_EXTRA = "scikit-learn is not there; words are learned with it."


def of_file(path: Path, *, examples: int | None = None, draws: int = 5, seed: int = 1) -> Result:
    """Return how often the reason meant came first, or among the first three, ours beside each baseline; all in percent.

    Two forms: `text`, `intent`, `split` (rows of `train` teach, those of `test` are asked), or a catalogue with `name`, `external_name`,
    `description` and `parent`, where the public name is asked. examples: so many of each reason teach, drawn `draws` times; the mean is told.
    Raises BadInput for another form, where nothing teaches or is asked, or without scikit-learn.
    """
    if not may_learn():
        raise BadInput(NO_EXTRA, "Install it: pip install 'greeter[learn]'.")
    rows = read_rows(path, ())
    if "external_name" in rows[0]:
        return of_catalogue(read_rows(path, ("name", "external_name", "description", "parent")))
    rows = read_rows(path, ("text", "intent", "split"))
    taught = [Example(row["text"], row["intent"]) for row in rows if _teaches(row)]
    asked = [Example(row["text"], row["intent"]) for row in rows if row["split"] == "test"]
    if len({each.service for each in taught}) < 2 or all(each.service == FOREIGN for each in asked):
        raise BadInput(f"{path} has nothing to learn or to ask.", "Give rows of two intents, of split train and test.")
    figures, ms = _score(_drawn(taught, examples, draws, seed), asked, timed=True)
    cold = {}
    if examples is None:
        for few in COLD_EXAMPLES:
            cold[f"{few} examples"], _ = _score(_drawn(taught, few, min(draws, MOST_COLD_DRAWS), seed), asked)
    foreign = any(each.service == FOREIGN for each in asked)
    return Result(
        ours=figures.pop("ours"),
        baselines=figures,
        n=len(asked),
        ms=ms,
        cold=cold,
        notes=(*NOTES, FOREIGN_NOTE) if foreign else NOTES,
        untold=() if foreign else ("oos_auroc", "oos_caught"),
    )


def _teaches(row: dict[str, str]) -> bool:
    return row["split"] == "train" and row["intent"] != FOREIGN and bool(row["text"].strip())


def _drawn(taught: Sequence[Example], few: int | None, draws: int, seed: int) -> list[list[Example]]:
    """Return the examples that teach, once all of them, or `draws` times so many of each reason, each draw shuffled by its own seed."""
    if few is None:
        return [list(taught)]
    by_reason: dict[str, list[Example]] = {}
    for each in taught:
        by_reason.setdefault(each.service, []).append(each)
    found = []
    for draw in range(draws):
        chance = random.Random(f"{seed}/{draw}")
        found.append([one for all_ in by_reason.values() for one in chance.sample(all_, min(few, len(all_)))])
    return found


def _score(
    draws: Sequence[Sequence[Example]], asked: Sequence[Example], *, timed: bool = False
) -> tuple[dict[str, Figures], float]:
    """Return the mean figures of each method over the draws, ours last, and our milliseconds a question in the last draw."""
    found: dict[str, list[Figures]] = {}
    ms = 0.0
    for taught in draws:
        for name, rule in RULES.items():
            found.setdefault(name, []).append(figures_of(_answers(rule, taught, asked), asked, FOREIGN))
        ours = LearnedWords(taught, named(taught))
        told = ours.ask([each.words for each in asked])
        answered = Answered(told.services, told.shares, told.sureness)
        found.setdefault("ours", []).append(figures_of(answered, asked, FOREIGN))
        ms = _milliseconds(ours, asked) if timed else 0.0
    return {name: mean_of(each) for name, each in found.items()}, ms


def _answers(rule: Rule, taught: Sequence[Example], asked: Sequence[Example]) -> Answered:
    services = tuple(sorted({each.service for each in taught}))
    place = {service: at for at, service in enumerate(services)}
    meant = [place[each.service] for each in taught]
    scores = rule([each.words for each in taught], meant, [each.words for each in asked])
    return Answered(services, scores, scores.max(axis=1))


def named(taught: Sequence[Example]) -> dict[str, tuple[str, ...]]:
    """Return what each reason is called, in words: `card_arrival` is "card arrival", `PlayMusic` is "play music"."""
    return {each.service: (words_of_label(each.service),) for each in taught}


def words_of_label(label: str) -> str:
    """Return a label as words: cut at signs, and where a capital follows a small letter."""
    cut = "".join(
        f" {sign}" if sign.isupper() and before.islower() else sign
        for before, sign in zip(f" {label}", label, strict=False)
    )
    return " ".join("".join(sign if sign.isalnum() else " " for sign in cut).lower().split())


def _milliseconds(ours: LearnedWords, asked: Sequence[Example]) -> float:
    some = asked[:MOST_TIMED]
    begun = time.perf_counter()
    for each in some:
        ours.ask([each.words])
    return 1000 * (time.perf_counter() - begun) / len(some)
