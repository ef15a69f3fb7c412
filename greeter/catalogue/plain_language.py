"""Whether a text is plain: short sentences, easy words, a low reading grade.

The rule of the counter: sentences of at most 15 words, reading grade 6 or less, no government speak.
"""

from __future__ import annotations

import re

LONGEST_SENTENCE = 15
"""Words in a sentence."""

HIGHEST_GRADE = 6.0
"""Reading grade, in US school years."""

_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])[”\"')]*\s+|\n+")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|St|No|a\.m|p\.m)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
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


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A line of its own is a sentence, with or without a full stop."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def long_sentences(text: str, longest: int = LONGEST_SENTENCE) -> list[str]:
    """Return the sentences with more words than may be."""
    return [sentence for sentence in sentences(text) if len(sentence.split()) > longest]


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


def _syllables(word: str) -> int:
    word = word.lower().replace("’", "'").removesuffix("'s")
    count = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and count > 1
    past = word.endswith("ed") and not word.endswith(("ted", "ded", "eed")) and count > 1
    plural = (
        word.endswith("es")
        and not word.endswith(("ses", "xes", "zes", "ches", "shes", "ces", "ges", "les"))
        and count > 1
    )
    return max(1, count - (silent or past or plural))
