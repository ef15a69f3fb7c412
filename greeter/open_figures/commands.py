"""`greeter open-data`: figures for everybody."""

from __future__ import annotations

import json
from pathlib import Path

import click

from greeter.options import FileOf, desk_of, store_options

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("open-data")
def open_data() -> None:
    """Write the figures that everybody may see as a database, and what Datasette should say of it.

    See docs/open-figures.md.
    """


@open_data.command()
@click.argument("file", type=FileOf(".db", ".sqlite", ".sqlite3"))
@click.option("--months", type=click.IntRange(1, 240), default=24, show_default=True, help="The latest whole months.")
@store_options
def write(*, file: Path, months: int, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Write the open figures of an office into FILE, such as office-open.db; anew each time.

    Whole months, as the public report tells them: nothing about a visit, nor about fewer than 10 visits.
    """
    from greeter.open_figures.open_file import write_open_database

    with desk_of(url, catalogue, office_id) as desk:
        count = write_open_database(desk, file, months=months, tell=lambda month: click.echo(month, err=True))
    click.echo(f"Wrote {file}: {count} {'month' if count == 1 else 'months'}.")


@open_data.command()
@click.argument("file", type=_FILE)
@click.option("--to", "target", metavar="FILE", type=FileOf(".json"), help="Where to write it; else it is printed.")
def metadata(*, file: Path, target: Path | None) -> None:
    """Write what Datasette should say of FILE: a store, or a file of open figures.

    Then: datasette FILE -m metadata.json. Write it anew after each upgrade: it names every table that nobody may open.
    """
    from greeter.open_figures.datasette import metadata_of
    from greeter.writing import write_whole

    text = json.dumps(metadata_of(file), ensure_ascii=False, indent=2) + "\n"
    if target is None:
        click.echo(text, nl=False)
        return
    write_whole(target, text.encode())
    click.echo(f"Wrote {target}")
