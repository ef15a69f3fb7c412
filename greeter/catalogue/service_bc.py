"""Services as Service BC lists them: a real province's front counters, 215 services in 19 programmes.

Its names and descriptions were written by clerks for clerks ("MSP- SC2608 RAPID CQC fix"). Where the public has a name for a service,
that name is used and the service is among the kiosk's choices. What clerks wrote becomes synonyms: it helps to find, and nobody has to read it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from greeter.catalogue.table import LONGEST_NAME

SERVICE_BC_COLUMNS = frozenset(
    {"service_id", "code", "name", "external_name", "description", "parent", "online", "deleted"}
)

_MOST_WORDS = 12
"""Words in a synonym: a phrase, not a paragraph."""
_MOST_SYNONYMS = 40
_CODE = re.compile(r"^\W*(?:[A-Z&/]{2,}\w*\W+)?(?:[A-Z]{2}\d{3,}\W+)?", re.ASCII)
_BETWEEN_PHRASES = re.compile(r"[,;.()\n]|\s[-–]\s|\betc\b")
_ICONS = (
    ("back office", "folder-open"), ("icbc", "car"), ("driver", "car"), ("fish", "fish"), ("tax", "receipt"), ("tenancy", "house"),
    ("vital", "file-badge"), ("msp", "stethoscope"), ("verification", "id-card"), ("exam", "graduation-cap"), ("hydro", "zap"),
    ("registry", "briefcase"), ("sdpr", "hand-coins"), ("mcfd", "users"), ("redirect", "signpost"),
)  # fmt: skip


def service_bc_table(row: dict[str, str]) -> dict[str, Any]:
    """Return the table of one service, without id and letter; `code` is what its id is made from."""
    inside, outside = _clean(row["name"]), _clean(row["external_name"])
    programme = _clean(row["parent"]) or "Other"
    name = outside or (f"{programme}: something else" if inside.startswith("Other -") else inside)
    return {
        "code": row["code"] or row["service_id"],
        "name": name[:LONGEST_NAME],
        "hint": programme[:LONGEST_NAME],
        "icon": next((icon for word, icon in _ICONS if word in programme.lower()), "file-text"),
        "standard": 20,
        "minutes": 10.0,
        "synonyms": _synonyms(inside if inside != name else "", row["description"]),
        "programme": programme[:LONGEST_NAME],
        "listed": bool(outside),
    }


def _synonyms(inside: str, description: str) -> list[str]:
    phrases = [inside, *_BETWEEN_PHRASES.split(_CODE.sub("", _clean(description)))]
    cut: list[str] = []
    for phrase in phrases:
        words = phrase.split()
        cut += [" ".join(words[at : at + _MOST_WORDS]) for at in range(0, len(words), _MOST_WORDS)]
    kept = dict.fromkeys(each.strip(" -–:*'\"")[:LONGEST_NAME] for each in cut)
    return [each for each in kept if sum(sign.isalpha() for sign in each) > 1][:_MOST_SYNONYMS]


def _clean(text: str) -> str:
    visible = "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} else sign for sign in text)
    return " ".join(visible.split())
