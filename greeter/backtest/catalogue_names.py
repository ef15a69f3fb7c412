"""A catalogue's services by their public names: the name that people say is asked, what clerks wrote is searched."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from greeter.backtest.question_rules import bm25_scores, cosine, trigram
from greeter.backtest.ranking import Answered, figures_of
from greeter.backtest.result import Result
from greeter.guidance.full_text import FullText
from greeter.guidance.learned_words import Example
from greeter.model.catalogue import Service, Standard
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_SERVICE = ""
NOTES = (
    "top1 and top3 in percent of the services that have a public name; all services are searched.",
    "Searched is what clerks wrote: programme, their own name, description. Nothing is learned.",
)
_RULES = {"bm25": bm25_scores, "trigram": trigram, "word_char_cosine": cosine}


def of_catalogue(rows: Sequence[Mapping[str, str]]) -> Result:
    """Return how often the service whose public name is asked came first, or among the first three. Raises BadInput where none has one."""
    import numpy as np

    places = [str(place) for place in range(len(rows))]
    asked = [
        Example(row["external_name"].strip(), place)
        for place, row in zip(places, rows, strict=True)
        if row["external_name"].strip()
    ]
    if not asked:
        raise BadInput("No service of the file has a public name.", "Fill in external_name.")
    documents = [f"{row['parent']} . {row['name']} . {row['description']}" for row in rows]
    questions = [each.words for each in asked]
    baselines = {}
    for name, rule in _RULES.items():
        scores = np.asarray(rule(documents, questions))
        baselines[name] = figures_of(Answered(tuple(places), scores, scores.max(axis=1)), asked, NO_SERVICE)
    search = FullText([_service(row, place) for row, place in zip(rows, places, strict=True)], {})
    begun = time.perf_counter()
    fits = [search.fits(words) for words in questions]
    ms = 1000 * (time.perf_counter() - begun) / len(questions)
    search.close()
    ours = np.array([[fit[place].score if place in fit else 0.0 for place in places] for fit in fits])
    return Result(
        ours=figures_of(Answered(tuple(places), ours, ours.max(axis=1)), asked, NO_SERVICE),
        baselines=baselines,
        n=len(asked),
        ms=ms,
        notes=NOTES,
        untold=("oos_auroc", "oos_caught"),
    )


def _service(row: Mapping[str, str], place: str) -> Service:
    return Service(
        place, "A", row["name"], "", "file-text", Standard(20), 10.0,
        description=row["description"], programme=row["parent"],
    )  # fmt: skip
