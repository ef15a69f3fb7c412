"""What past waits teach of the next ones: a wait as a distribution, learned from the office's own days, kept honest as waits come in.

How to use it, for a live room or a backtest (times are seconds of the day; nothing here knows a store or a clock):

    learner = WaitLearner()                      # WaitLearner(boosted=False): counting only
    learner.learn(by_day(past_visits))           # whole days that are over: seconds to a minute of work, so off the screen's thread
    today = learner.today()                      # a day that begins now: forecasts and the correction, as today's waits come in
    today.follow(visits_of_today, now)           # what is known of today until now, from its beginning (a PastVisit a visitor)
    told = today.tell([visit, ...], now)         # visitors who wait, or `newcomer(...)`; one call for many is fast; None: too little known
    told[0].guess.quantiles                      # (10 %, 50 %, 90 %) of the seconds they still wait
    learner.close(visits)                        # the day is over: learn it, and fit again when enough is new

`follow` reads the day anew from its first visitor, so that undone acts and transfers do no harm; a day of a thousand visits takes about half a
second. A play of the line from outside joins the experts where `tell` is handed `played` quantiles; with `WaitLearner(play=...)` it is asked for
in the past, too, so that it is known how far to trust it. All of it can be pickled. It keeps no names, and no visit of a day beyond `days` days.
"""

from __future__ import annotations

from greeter.queueing.waits.course import Told
from greeter.queueing.waits.guess import LEVELS, Guess
from greeter.queueing.waits.learner import Today, WaitLearner
from greeter.queueing.waits.past import PastVisit, by_day, newcomer
from greeter.queueing.waits.state import Quantiles, State

__all__ = [
    "LEVELS", "Guess", "PastVisit", "Quantiles", "State", "Today", "Told", "WaitLearner", "by_day", "newcomer",
]  # fmt: skip
