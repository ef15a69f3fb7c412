"""Gather what is said to visitors, and what reports say, into the languages' catalogues: `python3 packaging/words.py [CODE ...]`.

Reads the sources for the sentences, brings `resources/locale/<code>/LC_MESSAGES/greeter.po` (visitors) and `reports.po` beside it up to date (what is
new stands there empty, what is gone is taken out, nothing is guessed), and compiles the `.mo` of each. A CODE that has no catalogue yet begins one.
A report looks up what `reports.po` lacks in `greeter.po`; what both say stands in both, for a report may say it otherwise.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
VISITORS = (
    "greeter/front_desk/appointments.py", "greeter/front_desk/check_in.py", "greeter/guidance/greeting.py",
    "greeter/guidance/silence.py", "greeter/guidance/summing_up.py", "greeter/queueing/forecast.py",
    "greeter/texts.py", "greeter/tickets", "ui/board", "ui/key_names.py", "ui/keyboard.py", "ui/kiosk", "ui/kit", "ui/printing.py", "ui/speech",
)  # fmt: skip
"""Where visitors are spoken to. Staff read English for now."""
REPORTS = ("greeter/automatic/making.py", "greeter/records/integrity.py", "greeter/reports")
DOMAINS = {"greeter": VISITORS, "reports": REPORTS}
"""What is said, by the catalogue that it stands in. Reports have many sentences, which no kiosk loads."""
ASKED = {"ask": (0,), "Filled": (0,), "Column": (1,), "Line": (1, 3), "Table": (1, 2)}
"""Of reports, what names something: the places of its arguments that are told to people."""
NAMED_BY_VALUE = frozenset({"Measure"})
"""Enums whose values are names for people."""
PROBLEMS = frozenset({"OfficeClosed", "Unlawful", "NotFound", "BadInput"})
"""Their sentences are told at the kiosk (`Texts.problem`)."""

PLURALS = {"es": (2, "(n != 1)"), "fr": (2, "(n > 1)")}
"""Their third form is for millions, which nobody waits behind."""

Message = str | tuple[str, str]


def messages(domain: str = "greeter", root: Path = ROOT) -> dict[Message, list[str]]:
    """Return every sentence of a catalogue's sources, with the files it stands in; a tuple is one and many."""
    found: dict[Message, list[str]] = {}
    for file in sorted(each for place in DOMAINS[domain] for each in _files(root / place)):
        name = file.relative_to(root).as_posix()
        for message in _said_in(ast.parse(file.read_text(encoding="utf-8")), domain):
            where = found.setdefault(message, [])
            if name not in where:
                where.append(name)
    return found


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _said_in(tree: ast.AST, domain: str) -> Iterator[Message]:
    for node in ast.walk(tree):
        if domain == "reports" and isinstance(node, ast.ClassDef) and node.name in NAMED_BY_VALUE:
            yield from _literals([each.value for each in node.body if isinstance(each, ast.Assign)])
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name.endswith("texts") or name == "self":
            yield from _literals(node.args[:1])
        elif name in ASKED and domain == "reports":
            yield from _literals([arg for place, arg in enumerate(node.args) if place in ASKED[name]])
        elif name in PROBLEMS and domain == "greeter":
            yield from _literals(node.args[:2])
        elif name == "count" and len(node.args) == 3 and len(pair := list(_literals(node.args[1:]))) == 2:
            yield (pair[0], pair[1])


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    """Yield the literal texts; of a choice between two, both."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])


def template(domain: str) -> Catalog:
    """Return all sentences of a catalogue without translations."""
    catalog = Catalog(project="Greeter", charset="utf-8")
    for message, files in messages(domain).items():
        catalog.add(message, locations=[(file, 0) for file in files])
    return catalog


def read(code: str, domain: str = "greeter") -> Catalog:
    """Return a language's catalogue as it is written."""
    with (LOCALE / code / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=code)


def update(code: str, domain: str) -> None:
    """Bring one of a language's catalogues up to date and compile it."""
    path = LOCALE / code / "LC_MESSAGES" / f"{domain}.po"
    if path.exists():
        catalog = read(code, domain)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(locale=code, project="Greeter", charset="utf-8")
    plurals = PLURALS.get(code, (catalog.num_plurals, catalog.plural_expr))
    catalog._num_plurals, catalog._plural_expr = plurals  # type: ignore[assignment]  # there is no public way
    catalog.fuzzy = False
    catalog.update(template(domain), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    path.write_bytes(written(catalog, domain))
    path.with_suffix(".mo").write_bytes(compiled(read(code, domain)))
    left = sum(not all(_strings(message.string)) for message in catalog if message.id)
    print(f"{code} {domain}: {len(catalog)} sentences, {left} to translate")


def written(catalog: Catalog, domain: str = "greeter") -> bytes:
    """Return a catalogue as its file is written: by the sentences, without times and line numbers, so that a change shows what changed."""
    into = io.BytesIO()
    said = {"greeter": "what Greeter says to visitors", "reports": "what reports say"}[domain]
    catalog.header_comment = f"# {catalog.locale_identifier}: {said}. See greeter/texts.py."
    write_po(
        into, catalog, width=150, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True,
        no_location=domain == "reports",  # paper and screen share them, and files are split as they grow
    )  # fmt: skip
    lines = into.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(_CHANGING)).encode()


_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_CHANGING = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Generated-By',
    '"Report-Msgid-Bugs',
    '"Project-Id-Version',
    '"Language-Team',
)


def compiled(catalog: Catalog) -> bytes:
    """Return what gettext reads."""
    catalog.creation_date = catalog.revision_date = _NO_DATE  # the same sentences give the same file
    into = io.BytesIO()
    write_mo(into, catalog)
    return into.getvalue()


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


if __name__ == "__main__":
    known = [folder.name for folder in sorted(LOCALE.glob("*")) if folder.is_dir()]
    for each in sys.argv[1:] or known:
        for domain in DOMAINS:
            update(each, domain)
