"""Texts in the cells of a spreadsheet: none is taken for a formula, whoever wrote it."""

from __future__ import annotations

import re

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins so is taken for a formula by spreadsheets, in full width, too."""
_BELOW_ZERO = re.compile(r"-\d+(\.\d+)?")


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would take a text for a formula; a number below zero is none."""
    return text.startswith(STARTS) and not _BELOW_ZERO.fullmatch(text)


def as_cell(text: str) -> str:
    """Return a text as a cell: an apostrophe goes before what would be a formula.

    >>> as_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if is_formula(text) else text


def from_cell(text: str) -> str:
    """Return the text of a cell, without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS) else text
