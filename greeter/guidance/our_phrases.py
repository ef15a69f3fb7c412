"""Our own words for each occasion, used where an office has written none.

Plain and warm, as somebody at a counter says them: at most two sentences, each of at most 15 words, reading grade 6 or less, and nothing promised
that the office might not keep. Several ways to say the same take turns from ticket to ticket, so that a clerk does not hear themselves recite.
"""

from __future__ import annotations

from greeter.model.phrases import Occasion

OURS: dict[Occasion, tuple[str, ...]] = {
    Occasion.HELLO: ("{greeting}.",),
    Occasion.HELLO_BY_NAME: ("{greeting}, {name}.",),
    Occasion.RESUMED: ("Thank you. Let’s go on where we stopped.", "It’s good to have you back. Let’s go on."),
    Occasion.NO_RUSH: ("Take all the time you need.", "There is no rush, and I’m here to help."),
    Occasion.WELCOME_BACK: ("Welcome back.", "It’s good to see you again."),
    Occasion.CAME_AGAIN: (
        "I see that you had to come {n} times. Thank you for sticking with it.",
        "I’m sorry that it has taken {n} visits. Thank you for sticking with it.",
    ),
    Occasion.BROUGHT_BACK: ("I’m glad that you are here.",),
    Occasion.SENT_ON: ("{clerk} has told me about it, so you need not start over.",),
    Occasion.SENT_ON_UNSAID: ("{clerk} sent you to me, and I see here what you came for.",),
    Occasion.SENT_ON_AGAIN: ("I’m sorry that we sent you on {n} times.",),
    Occasion.FROM_OFFICE: ("{office} has told me about it, so you need not start over.",),
    Occasion.FROM_OFFICE_UNSAID: ("Thank you for coming over from {office}.",),
    Occasion.APPOINTMENT: ("Thank you for coming at {time}.",),
    Occasion.EARLY: ("You are early, and I have time for you now.",),
    Occasion.CAME_LATE: ("I’m glad that you made it.", "Good that you are here."),
    Occasion.WE_ARE_LATE: ("I’m sorry: we said {time}, and we are late.",),
    Occasion.THANKS: ("Thank you for waiting.", "Thanks for waiting so patiently."),
    Occasion.WAIT_OVER: (
        "I’m sorry it was longer than we promise.",
        "I’m sorry that we kept you longer than we promise.",
    ),
    Occasion.WAIT_FAR: ("I’m very sorry: {n} minutes is far too long.",),
    Occasion.WAIT_FAR_WHY: ("I’m very sorry: {n} minutes is far too long. Here is why: {why}.",),
    Occasion.OTHER_LANGUAGE: ("Please stop me if I go too fast.",),
    Occasion.MORE_TIME: ("We can take this one step at a time.", "Please stop me at any point."),
    Occasion.SEAT: ("Please have a seat.",),
    Occasion.CLOSING: ("We close at {time}, so let’s do what matters most first.",),
    Occasion.ASK: ("How can I help you today?", "What can I do for you today?"),
    Occasion.ASK_QUIETLY: ("I have read what you told us. Where would you like to start?",),
    Occasion.YOU_CHOSE: ("You chose “{service}”, right?",),
    Occasion.YOU_SAID: ("You said: “{words}”. Did I get that right?",),
    Occasion.YOU_WOULD_LIKE: ("{you_would_like}, right?",),
    Occasion.MIND_DISTRESS: ("They may be going through a hard time. Speak low, and don’t press.",),
    Occasion.MIND_CAME_AGAIN: ("Here {n} times in two weeks. Find out what was in the way.",),
    Occasion.MIND_INTERPRETER: ("Interpreter for {language}. Speak to the visitor, and look at them.",),
    Occasion.MIND_INTERPRETER_WHICH: ("They asked for an interpreter. Find out for which language.",),
    Occasion.MIND_LANGUAGE: ("Their language is {language}. Use short sentences, one at a time.",),
    Occasion.MIND_LANGUAGE_HELLO: ("Their language is {language}. Begin with “{hello}”, then use short sentences.",),
    Occasion.MIND_HEARING_LOOP: ("Turn the hearing loop on. Face them while you speak.",),
    Occasion.MIND_QUIET: ("Quiet helps them. Speak low, and away from the noise if you can.",),
    Occasion.MIND_WHEELCHAIR: ("Make room for the wheelchair, and talk at eye level.",),
    Occasion.MIND_MORE_TIME: ("Say one thing at a time, and let them finish.",),
}
"""English sentences; `Texts` has them in each language."""
