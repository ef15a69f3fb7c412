"""`greeter catalogue check|export|import|publish|published|fetch`: for those who write an office's file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click
import tomli_w

from greeter.catalogue.export import as_csv, as_toml
from greeter.catalogue.import_csv import read_csv
from greeter.catalogue.office_file import Reading, load, read
from greeter.catalogue.plain_advice import advice, reading_grade
from greeter.clock import from_ms
from greeter.model.spoken import untranslated
from greeter.options import FileOf, store_option
from greeter.problems import NotFound, Problem
from greeter.settings import DEFAULT_OFFICE, RESOURCES, default_store

if TYPE_CHECKING:
    from greeter.model.catalogue import Office

_HEADING = (
    "# {name}: made by greeter catalogue import. docs/catalogue.md explains every key.\n"
    "# Next: set zone, hours and counters, and what to bring, fee and steps of each service.\n\n"
)


@click.group()
def catalogue() -> None:
    """Check, write, import or publish an office's file: its services, counters and hours."""


@catalogue.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Tell everything in office FILEs that has to be mended, with line and key.

    Without FILE the three sample offices are checked. Ends with 1 when there is something to mend. Advice on plain language does
    not count as such.
    """
    readings = [(file, read(file)) for file in files or sorted((RESOURCES / "catalogue").glob("*.toml"))]
    for file, reading in readings:
        _tell(file, reading)
    if any(reading.office is None for _, reading in readings):
        raise click.exceptions.Exit(1)


@catalogue.command()
@click.argument("file", default=DEFAULT_OFFICE, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "out",
    type=FileOf(".toml", ".csv"),
    help="Write there instead of the screen; .csv writes the services as a table.",
)
@click.option("--replace", is_flag=True, help="Replace the file that is there.")
def export(file: Path, out: Path | None, replace: bool) -> None:
    """Write the office of FILE as an office file, or its services as CSV.

    Without FILE it is the sample town hall: a good start for an office of your own.
    """
    office = _office(file)
    text = as_csv(office.services) if out and out.suffix.lower() == ".csv" else as_toml(office)
    if out is None:
        click.echo(text, nl=False)
        return
    _write(text, out, replace=replace)
    click.echo(f"Wrote {out}: {_size(office)}.")


@catalogue.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "out", required=True, type=FileOf(".toml"), help="The office file to write.")
@click.option("--name", default="My office", show_default=True, help="What the office is called.")
@click.option("--zone", default="UTC", show_default=True, help="Its time zone, such as America/Los_Angeles.")
@click.option("--replace", is_flag=True, help="Replace the file that is there.")
def import_(file: Path, out: Path, name: str, zone: str, replace: bool) -> None:
    """Make an office file from a list of services: CSV (also .gz), Service BC's list, or another office file (.toml)."""
    if file.suffix.lower() == ".toml":
        office, heading = _office(file), ""
    else:
        reading = read_csv(file, name=name, zone=zone)
        if reading.office is None:
            _tell(file, reading)
            raise click.exceptions.Exit(1)
        office, heading = reading.office, _HEADING.format(name=" ".join(name.split()))
    _write(heading + as_toml(office), out, replace=replace)
    click.echo(f"Wrote {out}: {_size(office)}.")


@catalogue.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", required=True, help="Into which language, such as es.")
def translate(file: Path, language: str) -> None:
    """Print what visitors read in the office of FILE that is not translated yet: TOML, to be filled in.

    It goes into a file such as my-office/es.toml beside my-office.toml.
    """
    office = _office(file)
    left = untranslated(office, language)
    searched = office.search_words.get(language, {})
    unsearched = [service.id for service in office.services if service.synonyms and not searched.get(service.id)]
    if left:
        click.echo(tomli_w.dumps({"translation": {language: dict.fromkeys(left, "")}}), nl=False)
    if unsearched:
        click.echo(tomli_w.dumps({"search": {language: {service: [] for service in unsearched}}}), nl=False)
    if not left and not unsearched:
        click.echo(f"# Nothing is left to translate into {language}.")


@catalogue.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "who", metavar="NAME", help="The manager who publishes, where people sign in; asks for the password."
)
@store_option
def publish(file: Path, who: str | None, url: str | None) -> None:
    """Put the office file FILE into the store, so that every machine that uses the store works by it.

    It is checked first, and becomes the office's next version; an unchanged file does not. Windows use it from their next start.
    """
    from greeter.access.asking import session_of
    from greeter.opening import open_front_desk

    reading = read(file)
    _tell(file, reading)
    if reading.office is None:
        raise click.exceptions.Exit(1)
    with open_front_desk(url, catalogue=reading.office) as desk:
        published = desk.publish(reading.text, session=session_of(desk, who))
    what = f"{reading.office.name} ({published.office})"
    if published.seq:
        click.echo(f"Published {what} as version {published.version}.")
    else:
        click.echo(f"{what} is published like this already, as version {published.version}.")


@catalogue.command()
@store_option
def published(url: str | None) -> None:
    """List the office files in the store: office, version, and when it was published, in UTC."""
    from greeter.store.office_files import published_in

    with published_in(url or default_store()) as files:
        versions = files.versions()
    for one in versions:
        click.echo(f"{one.office:<24}version {one.version:<6}{from_ms(one.at):%Y-%m-%d %H:%M}")
    if not versions:
        click.echo("No office is published in this store.")


@catalogue.command()
@click.argument("office")
@store_option
@click.option("--version", type=click.IntRange(1), help="Which version; else the newest.")
@click.option("--to", "out", type=FileOf(".toml"), help="Write there instead of the screen.")
@click.option("--replace", is_flag=True, help="Replace the file that is there.")
def fetch(office: str, url: str | None, version: int | None, out: Path | None, replace: bool) -> None:
    """Write the published file of OFFICE, such as alder-creek, as it was published."""
    from greeter.store.office_files import published_in

    with published_in(url or default_store()) as files:
        wanted = version or files.newest().get(office)
        text = None if wanted is None else files.text(office, wanted)
    if text is None:
        which = f"no version {version} of the office" if version else "no office"
        raise NotFound(f"This store holds {which} “{office}”.", "See what it holds: greeter catalogue published.")
    if out is None:
        click.echo(text, nl=False)
        return
    _write(text, out, replace=replace)
    click.echo(f"Wrote {out}: {office}, version {wanted}.")


def _tell(file: Path, reading: Reading) -> None:
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    if reading.office is None:
        count = len(reading.problems)
        click.echo(f"{file.name}: {'1 thing' if count == 1 else f'{count} things'} to mend.", err=True)
        return
    for line in advice(reading.office):
        click.echo(f"{file.name}: {line}")
    grade = f", reading grade {reading_grade(reading.office):.1f}" if reading.office.language == "en" else ""
    click.echo(f"{file.name}: {_size(reading.office)}{grade}. Nothing to mend.")


def _office(file: Path) -> Office:
    try:
        return load(file)
    except Problem as problem:
        raise click.ClickException(str(problem)) from None


def _size(office: Office) -> str:
    return f"{len(office.services)} services, {len(office.counters)} counters"


def _write(text: str, out: Path, *, replace: bool) -> None:
    if out.exists() and not replace:
        raise click.ClickException(f"{out} is there already. Choose another name, or add --replace.")
    draft = out.with_name(f"{out.name}.{uuid4().hex[:8]}.new")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(out)
    except OSError as refusal:
        with suppress(OSError):
            draft.unlink()
        raise click.ClickException(f"{out} can't be written ({refusal.strerror or refusal}).") from None
