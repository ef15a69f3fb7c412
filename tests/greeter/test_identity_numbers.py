"""Identity and card numbers in what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.guidance.reasons import has_identity_number, identity_numbers_masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("SSN 123-45-6789.", "SSN •••-••-••••."),
        ("123 45 6789", "••• •• ••••"),
        ("123–45–6789", "•••–••–••••"),
        ("123456789", "•••••••••"),
        ("SIN 046-454-286", "SIN •••-•••-•••"),
        ("card 4111 1111 1111 1111 exp 04/29", "card •••• •••• •••• •••• exp 04/29"),
        ("4111-1111-1111-1111", "••••-••••-••••-••••"),
        ("4111111111111111", "••••••••••••••••"),
        ("amex 3782 822463 10005", "amex •••• •••••• •••••"),
        ("license D1234567", "license D•••••••"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN •••• •••• •••• •••• •••• ••"),
        ("٠١٢٣٤٥٦", "•••••••"),
        ("a 123456 b 654321", "a •••••• b ••••••"),
        ("5305550142", "••••••••••"),
    ],
)
def test_masked(text, masked):
    assert identity_numbers_masked(text) == masked
    assert has_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I want to build a deck",
        "call me at 530-555-0142",
        "(530) 555-0142",
        "+1 530 555 0142",
        "+44 20 7946 0958",
        "530.555.0142",
        "my cell is 5305550142",
        "12 Mill Street, 95959-1234",
        "born 11/24/1986",
        "2026-11-24",
        "12 by 16 ft, 20 in. high",
        "$150000 house",
        "ticket P014, paid 85.50",
        "10 20 30 40 50 60",
    ],
)
def test_kept(text):
    assert identity_numbers_masked(text) == text
    assert not has_identity_number(text)


@given(st.text(max_size=80))
def test_any_text_keeps_its_length_and_is_masked_once_and_for_all(text):
    masked = identity_numbers_masked(text)
    assert len(masked) == len(text)
    assert identity_numbers_masked(masked) == masked


def test_long_texts():
    assert identity_numbers_masked("9" * 10_000) == "•" * 10_000
    assert identity_numbers_masked("1-" * 5_000) == "1-" * 5_000
