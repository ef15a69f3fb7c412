"""A disclosure as files: a page that anybody can read, the same for machines, what was withheld and why, and the hashes of all of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any

from greeter.formulas import as_cell
from greeter.problems import BadInput, StoreProblem

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.records.disclosure import Disclosed

PAGE, DATA, LIST, HASHES = "disclosure.html", "disclosure.json", "withheld.csv", "SHA256SUMS"
_WORDS = {
    "ticket": "Ticket", "day": "Day", "arrived": "Arrived", "ended": "Ended", "how": "Came by", "language": "Language", "needs": "Needs",
    "people": "People", "was_here_before": "Was here before", "service": "Service", "state": "State", "opened": "Wait began",
    "began": "Service began",
    "waited_seconds": "Waited", "served_seconds": "Served for", "counter": "Counter", "clerk": "Clerk", "outcome": "Outcome",
    "on_hold_for": "On hold for", "what": "What", "text": "Text", "detail": "Detail", "whose": "Whose", "due": "Due", "done": "Done", "by": "By",
    "at": "When", "from_minutes": "From, minutes", "to_minutes": "To, minutes", "line": "Line", "reason": "Reason", "who": "Who", "where": "Where",
    "starts": "Starts", "host": "To see",
}  # fmt: skip
_SAID = {
    "name": "Name", "say_name": "How the name is said", "reason": "Came for", "brought": "Brought", "missing": "Was missing", "expects": "Expected",
    "contact": "Reached at", "note": "Note of staff", "comment": "Comment", "summary": "Summary", "summary_spoken": "Summary in their language",
}  # fmt: skip
_LISTS = {
    "words": "What was said and written", "steps": "Next steps", "told": "Waits that were told", "journal": "What happened",
    "read_by": "Who else read it",
}  # fmt: skip
_TIMES = {"arrived", "ended", "opened", "began", "done", "at", "starts"}
_SPANS = {"waited_seconds", "served_seconds"}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}html{color:#1a1a1a;background:#fff}"
    "h1{font-size:1.75rem;line-height:1.2}h2{margin-top:2.5rem;border-top:2px solid #1a1a1a;padding-top:.75rem}"
    "h3{font-size:1rem;margin:1.5rem 0 .25rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ccc}"
    "td{overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:0}dt{font-weight:600}dd{margin:0}"
    "@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}"
)


def write_disclosure(given: Disclosed, target: Path) -> dict[str, str]:
    """Write the files into a new folder, or into a new zip where the name ends so; return each name with its SHA-256.

    Nothing that is there is written over: raises BadInput. Raises StoreProblem where the disk takes nothing.
    """
    if target.exists():
        raise BadInput(f"{target} is there already.", "Name a folder or a .zip that is not.")
    files = {PAGE: page_of(given), DATA: data_of(given), LIST: list_of(given)}
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    files[HASHES] = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".zip":
            with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as packed:
                for name, text in files.items():
                    packed.writestr(name, text)
            target.chmod(0o600)
        else:
            target.mkdir(mode=0o700)
            for name, text in files.items():
                (target / name).write_text(text, encoding="utf-8", newline="")
                (target / name).chmod(0o600)
    except OSError as fault:
        raise StoreProblem(f"{target} can’t be written: {fault.strerror}.", "Choose another place.") from fault
    return hashes


def data_of(given: Disclosed) -> str:
    """Return everything as JSON."""
    asked = given.asked
    data = {
        "office": given.office, "made_at": given.made_at, "asked": {"of": asked.of, "how": asked.how, "identity": asked.identity},
        "visits": given.visits, "appointments": given.appointments,
        "withheld": [{"where": one.place, "code": one.code, "signs": one.signs} for one in given.redaction.withheld],
        "reasons": given.preset.reasons,
    }  # fmt: skip
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def list_of(given: Disclosed) -> str:
    """Return what was withheld, where, why and how long it was, as CSV; never what it was."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(("where", "code", "reason", "signs"))
    for one in given.redaction.withheld:
        reason = given.preset.reasons.get(one.code, "")
        writer.writerow([as_cell(one.place), as_cell(one.code), as_cell(reason), one.signs])
    return page.getvalue()


def page_of(given: Disclosed) -> str:
    """Return the page for a person: headings, lists and tables that a screen reader reads in order; nothing is loaded from anywhere."""
    asked, many = given.asked, len(given.visits)
    without = ", without names" if "staff" in given.redaction.whole else ", without visitors’ names"
    title = f"What {given.office} holds" + (" about you" if asked.of == "person" else without)
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>',
        f"<p>Written {escape(_shown('at', given.made_at))}, all times as in the office. {escape(asked.how)}"
        f" {many:,} {'visit' if many == 1 else 'visits'}, {len(given.appointments):,} appointments.</p>",
    ]
    parts += [_section(f"Visit {row['ticket']} of {row['day']}", row) for row in given.visits]
    parts += [_section(f"Appointment of {_shown('starts', row['starts'])}", row) for row in given.appointments]
    parts.append(_withheld(given))
    return "\n".join([*parts, "</main></body></html>\n"])


def _withheld(given: Disclosed) -> str:
    counted = given.redaction.codes()
    if not counted:
        return "<h2>What was withheld</h2><p>Nothing.</p>"
    rows = [
        {"code": code, "times": n, "reason": given.preset.reasons.get(code, "")} for code, n in sorted(counted.items())
    ]
    table = _table(rows, {"code": "Code", "times": "Times", "reason": "Reason"})
    return f"<h2>What was withheld, and why</h2>{table}<p>Each place is listed in {LIST}. You may ask for a review.</p>"


def _section(heading: str, row: dict[str, Any]) -> str:
    parts = [f"<h2>{escape(heading)}</h2>{_facts(row)}"]
    parts += [
        f"<h3>Service: {escape(one['service'])}</h3>{_facts(one, but='service')}" for one in row.get("services", ())
    ]
    answers = row.get("answers")
    if answers:
        parts.append("<h3>Answers, 1 to 5</h3>" + _table([answers], {key: key.capitalize() for key in answers}))
    for key, words in _LISTS.items():
        if row.get(key):
            used = {name: _WORDS[name] for name in row[key][0] if any(one[name] not in {None, ""} for one in row[key])}
            parts.append(f"<h3>{words}</h3>{_table(row[key], used)}")
    return "".join(parts)


def _facts(row: dict[str, Any], but: str = "") -> str:
    facts = "".join(
        f"<dt>{escape(_WORDS[key])}</dt><dd>{escape(_shown(key, value))}</dd>"
        for key, value in row.items()
        if key in _WORDS and key != but and value not in {None, ""}
    )
    return f"<dl>{facts}</dl>"


def _table(rows: list[dict[str, Any]], columns: dict[str, str]) -> str:
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in columns.values())
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_shown(key, row[key]))}</td>" for key in columns) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(key: str, value: Any) -> str:
    """Return a value as a person reads it: times to the minute, spans in minutes, what happened in words."""
    if value is None:
        return ""
    if key in _TIMES:
        return f"{value[:10]} {value[11:16]}"
    if key in _SPANS:
        return f"{value // 60} min {value % 60:02} s"
    return _SAID.get(str(value), str(value).replace("_", " ")) if key in {"what", "state"} else str(value)
