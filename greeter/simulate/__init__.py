"""An office's days, played through the real front desk: for the demo, for tests, for load, and to practise on.

Visitors arrive by hour and weekday, wait as long as they care to, are called by clerks who have shifts and breaks, and come back when their
matter isn't settled. Everything is drawn from a seed: the same seed over the same catalogue plays the same days.

`demand.py` says how many come when and for what, `people.py` who they are, `course.py` how their service goes, `roster.py` who works when,
`agenda.py` keeps time, `office_day.py` lets them meet, `simulation.py` plays many days.
"""
