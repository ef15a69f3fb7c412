"""A visitor's reason, said back to them: "I want to build a deck" becomes "You'd like to build a deck".

Only sentences that are sure to come out right are turned. Anything else is quoted, for a wrong paraphrase is worse than none.
"""

from __future__ import annotations

import re

MOST_TURNED = 14
"""Words in a reason that is turned; longer ones are quoted."""
MOST_QUOTED = 90
"""Signs of a quoted reason."""

_WISH = re.compile(
    r"(?:hello|hi|hey|good morning|good afternoon|please)?,?\s*(?:(?:i|we) (?:really |just |also )?(?:want|would like|wish|came in|came here|came"
    r"|am here|are here|am trying|are trying|am hoping|hope|am looking|are looking|plan|am planning)"
    r"|(?:i|we)['’]d (?:really |just )?like|(?:i|we)['’](?:m|re) (?:here|trying|hoping|looking|planning)|i wanna|we wanna)(?: to (?=\w))",
    re.IGNORECASE,
)
_MUST = re.compile(r"(?:i|we) (?:really |just |also )?(?:need|have|must|ought) to (?=\w)", re.IGNORECASE)
_THING = r"(?=(?:a|an|the|some|my|our|new|help|information|two|three)\b)"
_WISH_THING = re.compile(rf"(?:(?:i|we) (?:want|would like)|(?:i|we)['’]d like) {_THING}", re.IGNORECASE)
_NEED_THING = re.compile(rf"(?:i|we) need {_THING}", re.IGNORECASE)
_DEED = re.compile(
    r"(?=(?:apply for|appeal|ask about|build|buy|change|close|copy|extend|fight|fix|get|install|move|open|order|pay|pay for|put up|register"
    r"|remodel|renew|repair|replace|report|sell|sign up for|start|stop|tear down|transfer|update) (?:a|an|the|my|our|some|new|two|three)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?:behind|at|in|on|near|next to|beside|in front of) (?:my|our) (?:new |old |front |back )?"
    r"(?:house|home|place|yard|backyard|back yard|front yard|garden|lot|property|land)$",
    re.IGNORECASE,
)
_TURN = {
    "i": "you", "we": "you", "me": "you", "us": "you", "my": "your", "our": "your", "mine": "yours", "ours": "yours",
    "myself": "yourself", "i'm": "you're", "we're": "you're", "i've": "you've", "we've": "you've", "i'll": "you'll",
    "we'll": "you'll", "i'd": "you'd", "we'd": "you'd",
}  # fmt: skip
_UNSURE = re.compile(
    r"\b(?:but|because|however|so|though|although|am|was|were|you|your|yours|not|don['’]t|never|ourselves|and (?:i|we)|who|wanna|gonna)\b"
    r"|[^\w\s'’,\-$%/&]|\n",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def turned(reason: str) -> str | None:
    """Return an English reason as said to the visitor ("You'd like to build a deck"), or None where that is not sure to be right."""
    said = " ".join(reason.strip().strip(".!").split())
    for pattern, start in (
        (_WISH, "You’d like to "),
        (_MUST, "You need to "),
        (_WISH_THING, "You’d like "),
        (_NEED_THING, "You need "),
        (_DEED, "You’d like to "),
    ):
        if found := pattern.match(said):
            rest = said[found.end() :]
            return start + _second_person(rest) if _sure(rest) else None
    return None


def quoted(reason: str) -> str:
    """Return a reason on one line, cut at a word where it is long; without its full stop and without quotation marks of its own."""
    said = " ".join(reason.split()).strip("“”\"' .")
    if len(said) <= MOST_QUOTED:
        return said
    cut = said[:MOST_QUOTED]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:") + "…"


def _sure(rest: str) -> bool:
    words = rest.split()
    return bool(words) and len(words) <= MOST_TURNED and len(rest) <= MOST_QUOTED and not _UNSURE.search(rest)


def _second_person(rest: str) -> str:
    short = _PLACE.sub("", rest)
    rest = short if len(short.split()) > 1 else rest
    if rest[:1].isupper() and rest[1:2].islower() and _DEED.match(rest):
        rest = rest[0].lower() + rest[1:]
    return _WORD.sub(lambda found: _TURN.get(found[0].lower().replace("’", "'"), found[0]).replace("'", "’"), rest)
