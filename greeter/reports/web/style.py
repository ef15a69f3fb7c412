"""The look of the web page: one style sheet within the file, with the themes' colours and the letters that it uses."""

from __future__ import annotations

import json
from base64 import b64encode
from string import Template
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight, font_file
from greeter.reports.sheet import Ink
from greeter.scripts import Script
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

_WEIGHTS = (Weight.REGULAR, Weight.BOLD, Weight.EXTRABOLD)
_FEATURES = ("tnum", "pnum")
"""What the sheet asks of the font beyond what fonts do by themselves: figures of one width in columns, their own in headings."""
_HEAT = (Ink.HEAT1, Ink.HEAT2, Ink.HEAT3, Ink.HEAT4)


def style_sheet(letters: str, script: Script) -> str:
    """Return the style sheet of a page that says `letters`, in its script's font beside the text font."""
    template = Template((RESOURCES / "report" / "report.css").read_text("utf-8"))
    families = '"Greeter Script"' if script is Script.VIETNAMESE else '"Greeter", "Greeter Script"'
    filled = {theme: _colours(theme) for theme in ("light", "dark")}
    heat = "".join(f"--{ink.name.lower()}: {ink.value}; " for ink in _HEAT)
    inks = "\n".join(_ink(ink) for ink in Ink)
    return template.substitute(filled, heat=heat, inks=inks, families=families, fonts=_fonts(letters, script))


def class_of(what: str, ink: Ink) -> str:
    """Return the class of what is filled or drawn in a colour: `fill-accent`, `line-over`."""
    return f"{what}-{ink.name.lower().replace('_', '-')}"


def _ink(ink: Ink) -> str:
    """Return the rules of a colour. What is white on paper is left out of a shape, and shows the ground of the page."""
    name = "ground" if ink is Ink.WHITE else ink.name.lower() if ink in _HEAT else _dashed(ink.value)
    return f".{class_of('fill', ink)} {{ fill: var(--{name}); }} .{class_of('line', ink)} {{ stroke: var(--{name}); }}"


def _colours(theme: str) -> str:
    """Return a theme's tokens as CSS variables: `--accent-tint: #E3ECF1`."""
    tokens: dict[str, str] = json.loads((RESOURCES / "themes" / f"{theme}.json").read_text("utf-8"))
    return "".join(f"--{_dashed(name)}: {colour}; " for name, colour in tokens.items())


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)


def _fonts(letters: str, script: Script) -> str:
    """Return the fonts, with the letters of the page alone: a file that needs nothing looks the same everywhere."""
    families = {"Greeter": Script.LATIN, "Greeter Script": script}
    if script is Script.LATIN:
        del families["Greeter Script"]
    rules = []
    for family, of in families.items():
        files: dict[Path, list[int]] = {}
        for weight in _WEIGHTS:
            files.setdefault(font_file(weight, of), []).append(weight.value)
        for file, weights in files.items():
            data = b64encode(_subset(file, letters)).decode()
            heavy = " ".join(map(str, dict.fromkeys((weights[0], weights[-1]))))
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {heavy};'
                f' src: url("data:font/ttf;base64,{data}") format("truetype"); }}'
            )
    return "\n".join(rules)


def _subset(file: Path, letters: str) -> bytes:
    """Return a font with some letters alone."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, set(letters)))
    features = wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.update(int.from_bytes(name.encode(), "big") for name in _FEATURES)
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    made: bytes = uharfbuzz.subset(face, wanted).blob.data
    return made
