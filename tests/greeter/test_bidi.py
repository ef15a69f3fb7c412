"""Where Arabic and Latin letters meet: the order in which they are seen, against examples and against another implementation."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from greeter.bidi import in_line, isolated, levels, turned, visual_runs

SIGNS = "aZ אג ءبت 0123٠١ +-,./:%$()[]{}«»\u0650 \u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f!?"
UNSEEN = "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f"


def seen(text, *, right_to_left):
    """Return a text from left to right as it is seen, the marks for directions left out."""
    found = levels(text, right_to_left=right_to_left)
    parts = (turned(text[a:b]) if found[a] % 2 else text[a:b] for a, b in visual_runs(found))
    return "".join(sign for part in parts for sign in part if sign not in UNSEEN)


@pytest.mark.parametrize(
    ("text", "as_seen"),
    [
        ("رقمك P014 الآن", "نآلا P014 كمقر"),
        ("من 10 إلى 20 دقيقة", "ةقيقد 20 ىلإ 10 نم"),
        ("مكتب (الطابق 2)", "(2 قباطلا) بتكم"),
        (f"اتصل {isolated('(555) 010-0100')}", "(555) 010-0100 لصتا"),
        ("قال «نعم».", ".«معن» لاق"),
        ("P014", "P014"),
    ],
)
def test_as_it_is_seen_on_an_arabic_page(text, as_seen):
    assert seen(text, right_to_left=True) == as_seen


def test_as_it_is_seen_on_an_english_page():
    assert seen("Counter · شباك 3", right_to_left=False) == "Counter · 3 كابش"
    assert levels("Counter 3", right_to_left=False) == (0,) * 9


@given(st.text(SIGNS, max_size=16), st.booleans())
def test_another_implementation_sees_the_same(text, right_to_left):
    text = f"{text}ב"  # it leaves texts without a letter from right to left as they are
    theirs = get_display(text, base_dir="R" if right_to_left else "L")
    one_bracket = str.maketrans(")]}»", "([{«")  # it turns no brackets
    ours = seen(text, right_to_left=right_to_left)
    assert ours.translate(one_bracket) == theirs.translate(one_bracket | dict.fromkeys(map(ord, UNSEEN)))


@given(st.text(max_size=24), st.booleans())
def test_every_sign_is_seen_once(text, right_to_left):
    found = levels(text, right_to_left=right_to_left)
    assert len(found) == len(text)
    assert sorted(visual_runs(found)) == [run for run in sorted(visual_runs(found)) if run[0] < run[1]]
    assert sorted(place for a, b in visual_runs(found) for place in range(a, b)) == list(range(len(text)))


def test_space_at_the_end_of_a_line_stands_at_its_end():
    paragraph = levels("abc אבג ", right_to_left=True)
    assert in_line(paragraph[:4], "abc ", right_to_left=True) == (2, 2, 2, 1)
