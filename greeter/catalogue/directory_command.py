"""`greeter directory import|find`: whom staff ask, from a table or address cards into an office's file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import click
import tomli_w

from greeter.catalogue.import_directory import read_directory
from greeter.catalogue.office_file import load, read
from greeter.guidance import directory as search
from greeter.settings import DEFAULT_OFFICE


@click.group()
def directory() -> None:
    """Whom staff ask: take people in from a file, or look somebody up."""


@directory.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "office_file", required=True, type=click.Path(path_type=Path), help="The office file to add to.")
def import_(file: Path, office_file: Path) -> None:
    """Add the people of FILE to an office file: CSV (name, knows, phone, room, email) or vCard (.vcf).

    All of them or none: what is wrong is told by its line. Who is in the office file already, by name and phone, stays as they are.
    """
    office = load(office_file)
    found = read_directory(file, [entry.id for entry in office.directory])
    for problem in found.problems:
        click.echo(str(problem), err=True)
    if found.problems:
        click.echo(f"Nobody was taken in from {file.name}.", err=True)
        raise click.exceptions.Exit(1)
    known = {(entry.name.casefold(), entry.phone) for entry in office.directory}
    fresh = [entry for entry in found.entries if (entry.name.casefold(), entry.phone) not in known]
    if fresh:
        tables = [
            {key: said for key in ("id", "name", "knows", "phone", "room", "email") if (said := getattr(entry, key))}
            for entry in fresh
        ]
        _add(office_file, tomli_w.dumps({"directory": tables}))
    there = len(found.entries) - len(fresh)
    click.echo(f"{office_file}: {len(fresh)} added, {there} there already.")


@directory.command()
@click.argument("words", nargs=-1)
@click.option("--in", "office_file", default=DEFAULT_OFFICE, type=click.Path(path_type=Path), help="The office file.")
def find(words: tuple[str, ...], office_file: Path) -> None:
    """Show who fits WORDS: a name, a room, or what it is about. Without WORDS everybody."""
    for entry in search.find(load(office_file), " ".join(words)):
        click.echo("  ".join(part for part in (entry.name, entry.phone, entry.room, entry.knows) if part))


def _add(office_file: Path, tables: str) -> None:
    """Write the file anew with more at its end, so that all else in it, comments too, stays. It is read before it takes the old one's place."""
    draft = office_file.with_name(f"{office_file.stem}.{uuid4().hex[:8]}{office_file.suffix}")
    try:
        draft.write_text(
            f"{office_file.read_text(encoding='utf-8').rstrip()}\n\n{tables}", encoding="utf-8", newline=""
        )
        reading = read(draft)
        if reading.office is None:
            raise _told(str(reading.problems[0]), draft.name, office_file.name)
        draft.replace(office_file)
    except OSError as refusal:
        raise click.ClickException(f"{office_file} can't be written ({refusal.strerror or refusal}).") from None
    finally:
        with suppress(OSError):
            draft.unlink()


def _told(said: str, draft: str, name: str) -> click.ClickException:
    """Return a finding as it is told: of the office's file, not of its draft."""
    return click.ClickException(said.replace(draft, name))
