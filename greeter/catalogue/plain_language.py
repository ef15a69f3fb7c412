"""Whether a text is plain: short sentences, easy words, a low reading grade.

The rule of the counter: sentences of at most 15 words, reading grade 6 or less, no government speak.
"""

from __future__ import annotations

import re

LONGEST_SENTENCE = 15
"""Words in a sentence of English."""
LONGEST = {"es": 19, "fr": 19, "vi": 26, "ar": 15, "zh": 38}
"""The same in other languages. Vietnamese writes its syllables apart, and Chinese no words at all: there signs are counted.

As long as fifteen English words come out in translations of the same text: Spanish and French need a quarter more words, Arabic as many (it joins the
article and the preposition to the word), Vietnamese 1.7 syllables and Chinese 2.5 signs a word, punctuation left out.
"""

HIGHEST_GRADE = 6.0
"""Reading grade, in US school years."""

_SENTENCE_END = re.compile(r"(?<=[.!?؟])[”\"')»]*\s+|(?<=[。！？])[”\"')」]*\s*|\n+")
_SIGN = re.compile(r"[a-zA-Z0-9$.%:/-]+|\w")
"""A Chinese sign, or a run of Latin letters and digits, which counts as one."""
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|St|No|a\.m|p\.m)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPOKEN_END = re.compile(r"[^aeiouy]le$")
"""The end of "table", which is spoken, unlike that of "rule"."""
_VOWELS = re.compile(r"[aeiouy]+")
_PLAINER = {
    "applicant": "you", "applicants": "you", "pursuant": "under", "utilize": "use", "remit": "pay",
    "commence": "start", "terminate": "end", "prior to": "before", "in lieu of": "instead of", "herein": "here",
    "thereof": "of it", "aforementioned": "this", "in accordance with": "by", "facilitate": "help",
    "endeavor": "try", "subsequent to": "after", "in the event of": "if", "constituent": "you",
    "remuneration": "pay", "deemed": "seen as", "hereby": "", "shall": "must", "mandatory": "needed",
    "invalid": "what is wrong and how to mend it", "against policy": "the reason, and another way",
    "please wait": "how long, and why", "failure to": "if you don't",
}  # fmt: skip

_OFFICIAL = (
    "abatement", "adjudication", "affidavit", "apostille", "arrears", "assessment", "certified copy", "conditional use", "covenant",
    "decedent", "deed", "delinquent", "docket", "easement", "egress", "encroachment", "encumbrance", "endorsement", "escrow", "exemption",
    "homestead", "impervious", "indemnity", "interment", "jurisdiction", "levy", "lien", "moving violation", "non-conforming", "notarized",
    "occupancy", "ordinance", "parcel", "plat", "plot plan", "probate", "redemption", "remittance", "revocation", "right of way", "salvage title",
    "setback", "site plan", "subdivision", "subpoena", "surety", "variance", "vital records", "waiver", "zoning",
)  # fmt: skip


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A line of its own is a sentence, with or without a full stop."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def long_sentences(text: str, language: str = "en") -> list[str]:
    """Return the sentences with more words than may be in a language."""
    most = LONGEST.get(language, LONGEST_SENTENCE)
    return [sentence for sentence in sentences(text) if _units(sentence, language) > most]


def length(sentence: str, language: str = "en") -> str:
    """Return how long a sentence is, for people: `17 words`, of Chinese `40 signs`."""
    return f"{_units(sentence, language)} {_unit(language)}"


def longest_sentence(language: str = "en") -> str:
    """Return how long a sentence may be: `15 words`."""
    return f"{LONGEST.get(language, LONGEST_SENTENCE)} {_unit(language)}"


def _units(sentence: str, language: str) -> int:
    return len(_SIGN.findall(sentence)) if language == "zh" else len(sentence.split())


def _unit(language: str) -> str:
    return "signs" if language == "zh" else "words"


def grade(text: str) -> float:
    """Return the reading grade of an English text, in US school years; 0 for a text without words.

    Flesch-Kincaid (Kincaid and others, 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return max(0.0, 0.39 * len(words) / max(1, len(sentences(text))) + 11.8 * syllables / len(words) - 15.59)


def plainer(text: str) -> list[tuple[str, str]]:
    """Return the words of government speak in an English text, each with what to say instead (may be empty)."""
    lower = text.lower()
    return [(word, better) for word, better in _PLAINER.items() if re.search(rf"\b{re.escape(word)}\b", lower)]


def official(text: str) -> list[str]:
    """Return the words of an English text that offices know and citizens often don't: each should be explained."""
    lower = text.lower()
    return [word for word in _OFFICIAL if re.search(rf"\b{word}s?\b", lower)]


def _syllables(word: str) -> int:
    word = word.lower().replace("’", "'").removesuffix("'s")
    count = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("ee", "ye")) and not _SPOKEN_END.search(word) and count > 1
    past = word.endswith("ed") and not word.endswith(("ted", "ded", "eed")) and count > 1
    plural = (
        word.endswith("es")
        and not word.endswith(("ses", "xes", "zes", "ches", "shes", "ces", "ges"))
        and not _SPOKEN_END.search(word[:-1])
        and count > 1
    )
    return max(1, count - (silent or past or plural))
