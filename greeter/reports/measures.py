"""What each figure means: one sentence or two that a sceptical reader can check with the store.

To add a figure: 1. a member of `Measure` and its definition here; 2. its column in a table of the file of its subject (`waits.py`,
`departures.py`, ...); 3. where the table is new, its line in `greeter.reports.figures.TABLES` and its page in `greeter.reports.pages`.
`tests/greeter/test_report_definitions.py` fails when a step is forgotten.
"""

from __future__ import annotations

from enum import StrEnum

from greeter.texts import for_texts


class Measure(StrEnum):
    """The kinds of figure. The value is its name for people."""

    WAIT = "Wait"
    WITHIN = "Within standard"
    HOUR = "Hour of arrival"
    MOVED_WAIT = "Wait after a transfer"
    SUMMED_WAIT = "Waits of one visit together"
    BEFORE_TICKET = "Time before the ticket"
    ENDS = "How visits ended"
    LEFT = "Left"
    NO_SHOW = "Did not answer"
    SENT_HOME = "Sent home"
    CALL_TO_DESK = "Call to desk"
    SERVICE_TIME = "Service time"
    HOLD_TIME = "Hold time"
    OUTCOME = "Outcome"
    FIRST_CONTACT_CLERK = "First contact, by the clerk’s word"
    FIRST_CONTACT_VISITOR = "First contact, by the visitor’s word"
    REPEAT = "Repeat visits"
    REPEAT_COST = "Cost of repeat visits"
    RESOLVED_COST = "Cost per resolved request"
    SATISFACTION = "Satisfaction"
    QUESTIONS = "The questions asked"
    PRAISE = "Good to bad"
    TRANSFERS = "Transfers"
    ASKED_TWICE = "Asked twice"
    COVERAGE = "Forecast: inside the range"
    UPPER = "Forecast: under the upper number"
    PINBALL = "Forecast: mean pinball loss"
    DEMAND = "Demand"
    PEOPLE = "People"
    NEED = "Needs"
    PER_DAY = "A day"
    ARRIVALS_HOUR = "Arrivals an hour"
    WORK = "Minutes of work each"
    CLERKS = "Clerks needed"
    NIGHT = "Closed by the night"
    NEVER_STARTED = "Never started"
    EDITED = "Edited"
    UNDONE = "Taken back"
    CLOCK_JUMP = "Clock jumps"
    KEPT = "Kept at a kiosk"
    LONGEST_KEPT = "Longest kept"
    NO_OUTCOME = "Without an outcome"
    JOURNAL = "Journal"
    FOUND = "What to improve"
    SAVED = "What it would save"
    COMPARED = "Compared"
    CHANGE = "Change"


DEFINITIONS: dict[Measure, str] = {
    Measure.WAIT: for_texts(
        "From arrival to service start, of visits that were served: the first wait of each visit. Time on hold is no "
        "wait. Who was sent here by another office waits from then, or from the time they were expected. Counted by a "
        "clock that never goes backwards. "
        "“Half” is the smallest time that at least half of the n visits did not exceed, “9 in 10” the same for nine tenths (nearest rank)."
    ),
    Measure.WITHIN: for_texts(
        "Served within the target, divided by all served and all who left after the target. The target is the one the "
        "service had at arrival. Who left before the target, or did not answer a call, counts on neither side. Who "
        "was sent home at closing time, or was still in line when the night came, counts as left after it. Who called or "
        "wrote did not wait, and counts on neither side."
    ),
    Measure.HOUR: for_texts("The local hour in which the visitor arrived, from its first minute to its last."),
    Measure.MOVED_WAIT: for_texts(
        "From a transfer to the next service start; so is the wait for a further service of the same visit, where another "
        "counter serves it. It is not in the wait above; it is judged by the standard of the service moved to."
    ),
    Measure.SUMMED_WAIT: for_texts(
        "All waits of one visit added up, of visits that were moved at least once, or had a further service, and were served again."
    ),
    Measure.BEFORE_TICKET: for_texts(
        "How long a visitor had stood there before staff checked them in, by staff’s word. It is part of the wait; "
        "here it is apart."
    ),
    Measure.ENDS: for_texts(
        "Every arrival once, by how its first wait ended: served, left before or after the target, sent home at "
        "closing time, did not answer, or still waiting when this was written. The lines add up to the arrivals."
    ),
    Measure.LEFT: for_texts(
        "Left unserved, as a share of arrivals; within 5 minutes of arriving or later; before being called or after. "
        "Who left from a hold or after a transfer had been served once, and has lines of their own."
    ),
    Measure.NO_SHOW: for_texts(
        "Called, called again, and did not come; as a share of arrivals. Who came back the same day and was "
        "reinstated is not among them."
    ),
    Measure.SENT_HOME: for_texts(
        "Sent home by staff because the office closed and could not serve them, as a share of arrivals; after a "
        "transfer or from a hold, too. They count neither as left of their own nor as not answering a call."
    ),
    Measure.CALL_TO_DESK: for_texts("From the call that was answered to service start, for each service request."),
    Measure.SERVICE_TIME: for_texts(
        "The spans in service of one request added up, hold left out; requests that a clerk finished or handed on. "
        "What the night closed is left out."
    ),
    Measure.HOLD_TIME: for_texts("The spans on hold of one request added up, of requests that were on hold at all."),
    Measure.OUTCOME: for_texts(
        "The outcome the clerk chose at the end of a service, as a share of the services that a clerk finished: a visit "
        "may have several."
    ),
    Measure.FIRST_CONTACT_CLERK: for_texts(
        "Resolved, and not marked by the clerk as a matter that came back; divided by the visits that a clerk "
        "finished. “Came back” means the same matter within the days the service allows: {repeat_days}."
    ),
    Measure.FIRST_CONTACT_VISITOR: for_texts(
        "Resolved, and by the visitor’s word not here about this before; divided by the finished visits whose visitor "
        "said so or otherwise."
    ),
    Measure.REPEAT: for_texts(
        "Visits about a matter that had come back, divided by the visits that a clerk finished. The clerk’s word "
        "counts; where there is none, the visitor’s; where neither said anything, the visit counts as new, so this is "
        "the least it can be."
    ),
    Measure.REPEAT_COST: for_texts(
        "Service minutes of repeat visits ÷ 60 × {rate} an hour, the loaded hourly rate in the office’s file."
    ),
    Measure.RESOLVED_COST: for_texts(
        "Service minutes of all requests ÷ 60 × {rate} an hour ÷ requests with the outcome “resolved”."
    ),
    Measure.SATISFACTION: for_texts(
        "Answers of 4 and 5 out of 5, as a share of the answers given in these days. “From” and “to” are the Wilson "
        "interval: with chance alone at work, the true share lies between them 19 times out of 20. A visitor’s last "
        "answer to a question counts."
    ),
    Measure.QUESTIONS: for_texts(
        "Trust, ease, effectiveness, efficiency, transparency and humanity are the questions of the US federal A-11 "
        "form, section 280. The overall question comes first."
    ),
    Measure.PRAISE: for_texts(
        "Answers of 4 and 5 for each answer of 1 and 2, to the overall question. At 3.4 to 1 good word reaches as "
        "many people as bad: 60 % tell 21 others of a bad experience, 46 % tell 8 of a good one, and 0.60 × 21 ÷ "
        "(0.46 × 8) = 3.4."
    ),
    Measure.TRANSFERS: for_texts(
        "Times a visitor was sent on, to another service, counter, clerk or office, divided by the visits; and the "
        "shares of visits sent on at all, and more than once. Who is sent to another office is one visit in each."
    ),
    Measure.ASKED_TWICE: for_texts(
        "Check-ins in the journal beyond one for a visit. A transfer keeps the visit, with its reason, answers, notes "
        "and steps, so the program asks nothing again; what is asked aloud at the counter, no program knows."
    ),
    Measure.COVERAGE: for_texts(
        "Waits that ended inside the announced range from P10 to P90, of the first announcement for each request. 75 "
        "to 85 % is honest: more means the range is too wide. Who left after P90 counts as outside; who left sooner "
        "is left out, for nobody knows."
    ),
    Measure.UPPER: for_texts(
        "Waits no longer than the upper number that was told, rounded up to 5 minutes as it was told. Where “more "
        "than an hour” was told there is no such number. The goal is 85 to 95 %. Who left after the upper number "
        "counts as longer; who left sooner is left out."
    ),
    Measure.PINBALL: for_texts(
        "Mean over P10, P50 and P90 of the pinball loss of those served, in minutes: level × (wait − forecast) where "
        "the wait was longer, (1 − level) × (forecast − wait) where it was shorter. 0 is perfect."
    ),
    Measure.DEMAND: for_texts(
        "Arrivals, each counted once, by what the visitor said at check-in and came for first. Who was sent here by "
        "another office by mistake, and taken back within two minutes, is not counted."
    ),
    Measure.PEOPLE: for_texts(
        "How many people the arrivals were, by the visitor’s, the booking’s or a clerk’s word. One of which nobody said counts as one person."
    ),
    Measure.NEED: for_texts(
        "Arrivals that asked for it. A visitor may have several needs, so the lines do not add up."
    ),
    Measure.PER_DAY: for_texts("Arrivals divided by the days on which anybody came."),
    Measure.ARRIVALS_HOUR: for_texts(
        "Walk-ins and appointments that came at this hour of this weekday, divided by the days looked at, and by the "
        "part of the hour in which the office is open. Looked at are the four weeks before, or up to eight of a "
        "longer report. Who did not answer the call is left out."
    ),
    Measure.WORK: for_texts(
        "A clerk’s minutes for one visit, from the call to the end, transfers too, hold left out: the mean of each "
        "service, with the time that the office’s file calls typical counted as 10 visits, weighed by what people "
        "came for at this hour."
    ),
    Measure.CLERKS: for_texts(
        "The fewest clerks with whom the office’s goal within standard is reached, if people come at random (Erlang "
        "C). Where 5 or more left unserved, with their patience: all minutes waited ÷ those who left (Erlang A). "
        "Each clerk is taken to serve everybody, without a pause: skills and breaks come on top. An hour seen on one "
        "day only has no number."
    ),
    Measure.NIGHT: for_texts(
        "Visits that nobody ended, closed when the next business day began. Their service time is not known and not "
        "counted."
    ),
    Measure.NEVER_STARTED: for_texts("Of those, the visits in which no service ever began."),
    Measure.EDITED: for_texts(
        "Visits of which a clerk changed or added something after check-in: a reason, a need, what was missing."
    ),
    Measure.UNDONE: for_texts("Acts that a clerk took back within two minutes. The journal keeps both lines."),
    Measure.CLOCK_JUMP: for_texts(
        "Lines of the journal at which the wall clock and the steady clock disagreed by more than two seconds. "
        "Durations are counted with the steady one."
    ),
    Measure.KEPT: for_texts(
        "Visits whose ticket a kiosk gave and kept while the server was away, handed in on these days. Their wait "
        "counts from when they took the ticket."
    ),
    Measure.LONGEST_KEPT: for_texts("The longest time, in minutes, from such a ticket until the server had it."),
    Measure.NO_OUTCOME: for_texts(
        "Served visits that ended without an outcome: closed by the night, or left from a hold or after a transfer."
    ),
    Measure.JOURNAL: for_texts(
        "Each line holds the hash of the line before it (SHA-256). The lines of these days were computed again before "
        "this was written, or for an earlier report: then their number and the hashes around them are as they were. "
        "“greeter verify” computes all of them, and “greeter verify --printed HASH” finds the head printed here."
    ),
    Measure.FOUND: for_texts(
        "So many visits show it, of those in which it could be seen; the Wilson interval lies from “from” to “to”. Named is "
        "only what 30 visits or more show, and what stands among all looks that were taken (Benjamini and Hochberg 1995): "
        "of what is named, one in twenty is chance alone at most. Days are what chance draws for waits. Languages are held "
        "against each other within a service and a day (Mantel and Haenszel 1959)."
    ),
    Measure.SAVED: for_texts(
        "An estimate for the days looked at. In time: as many more as the goal needs, or as at the other hours, or as among those "
        "who speak other languages. Visits and minutes: as if no more came back, were sent on or failed than elsewhere, or all had "
        "brought what was needed. The true number lies between the two beside it 19 times out of 20 (Zou and Donner 2008); “up "
        "to” is the most it can be. What is named because it stands out is often smaller in truth."
    ),
    Measure.COMPARED: for_texts(
        "The same figure of other days: the month before a month, the year before a year, else as many days some whole "
        "weeks before; a year ago is the same month, else the days 52 weeks before, with the same weekdays."
    ),
    Measure.CHANGE: for_texts(
        "Now less then; of shares in points of percent, of waits by “half”. With chance alone at work, the true change "
        "lies from “from” to “to” 19 times out of 20. Days are what chance draws, not visits: one bad day is one thing, "
        "however many waited in it (Cochran 1977; for waits Woodruff 1952). Nothing is said of fewer than 5 days or 30 "
        "visits on a side."
    ),
}
