"""Gather what is said to visitors into the languages' catalogues: `python3 packaging/words.py [CODE ...]`.

Reads the sources for the sentences that a visitor meets, brings `resources/locale/<code>/LC_MESSAGES/greeter.po` up to date (what is new stands there
empty, what is gone is taken out, nothing is guessed), and compiles `greeter.mo` beside it. A CODE that has no catalogue yet begins one.
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
SAID = frozenset({"texts", "_texts", "self"})
PROBLEMS = frozenset({"OfficeClosed", "Unlawful", "NotFound", "BadInput"})
"""Their sentences are told at the kiosk (`Texts.problem`)."""

PLURALS = {"es": (2, "(n != 1)"), "fr": (2, "(n > 1)")}
"""Their third form is for millions, which nobody waits behind."""

Message = str | tuple[str, str]


def messages(root: Path = ROOT) -> dict[Message, list[str]]:
    """Return every sentence of the sources, with the files it stands in; a tuple is one and many."""
    found: dict[Message, list[str]] = {}
    for file in sorted(each for place in VISITORS for each in _files(root / place)):
        name = file.relative_to(root).as_posix()
        for message in _said_in(ast.parse(file.read_text(encoding="utf-8"))):
            where = found.setdefault(message, [])
            if name not in where:
                where.append(name)
    return found


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _said_in(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name.endswith("texts") or name == "self":
            yield from _literals(node.args[:1])
        elif name in PROBLEMS:
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


def template() -> Catalog:
    """Return all sentences without translations."""
    catalog = Catalog(project="Greeter", charset="utf-8")
    for message, files in messages().items():
        catalog.add(message, locations=[(file, 0) for file in files])
    return catalog


def read(code: str) -> Catalog:
    """Return a language's catalogue as it is written."""
    with (LOCALE / code / "LC_MESSAGES" / "greeter.po").open("rb") as file:
        return read_po(file, locale=code)


def update(code: str) -> None:
    """Bring a language's catalogue up to date and compile it."""
    path = LOCALE / code / "LC_MESSAGES" / "greeter.po"
    if path.exists():
        catalog = read(code)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(locale=code, project="Greeter", charset="utf-8")
    plurals = PLURALS.get(code, (catalog.num_plurals, catalog.plural_expr))
    catalog._num_plurals, catalog._plural_expr = plurals  # type: ignore[assignment]  # there is no public way
    catalog.fuzzy = False
    catalog.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    path.write_bytes(written(catalog))
    path.with_suffix(".mo").write_bytes(compiled(read(code)))
    left = sum(not all(_strings(message.string)) for message in catalog if message.id)
    print(f"{code}: {len(catalog)} sentences, {left} to translate")


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as its file is written: by the sentences, without times and line numbers, so that a change shows what changed."""
    into = io.BytesIO()
    catalog.header_comment = f"# {catalog.locale_identifier}: what Greeter says to visitors. See greeter/texts.py."
    write_po(into, catalog, width=150, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True)
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
        update(each)
