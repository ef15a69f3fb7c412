"""What every command takes: the address of the store and the office file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk


class FileOf(click.Path):
    """A file to write, in a form that its name must not belie. Without an ending, as of a device, it is taken as it is."""

    def __init__(self, *endings: str) -> None:
        super().__init__(path_type=Path, dir_okay=False)
        self.endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the file. Raises BadInput where its ending is of another form."""
        path = Path(str(super().convert(value, param, ctx)))
        if path.suffix and path.suffix.lower() not in self.endings:
            asked = "" if param is None else f" by {param.opts[-1]}"
            raise BadInput(
                f"“{path.name}” ends in “{path.suffix}”, and what is written{asked} is no such file.",
                f"End its name in {' or '.join(self.endings)}.",
            )
        return path


_Function = TypeVar("_Function", bound="Callable[..., Any]")

store_option = click.option(
    "--db",
    "url",
    metavar="URL",
    envvar="GREETER_DB",
    show_envvar=True,
    help="Address of the store, such as sqlite:///office.db; the user's own where none is given.",
)
"""`--db URL`, passed on as `url`."""

catalogue_option = click.option(
    "--catalogue",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Office file, instead of the one published in the store; the sample town hall where there is none.",
)
"""`--catalogue FILE`, passed on as `catalogue`."""

office_option = click.option(
    "--office",
    "office_id",
    metavar="ID",
    envvar="GREETER_OFFICE",
    show_envvar=True,
    help="Which office, where the store holds several.",
)
"""`--office ID`, passed on as `office_id`."""


def store_options(command: _Function) -> _Function:
    """Give a command `--db`, `--office` and `--catalogue`. `greeter.catalogue.which_office` says which of them counts."""
    return store_option(office_option(catalogue_option(command)))


def desk_of(url: str | None, catalogue: Path | None, office_id: str | None, clock: Clock | None = None) -> FrontDesk:
    """Open the front desk that a command was told to use. Raises StoreProblem, CatalogueProblem, NotFound, BadInput."""
    from greeter.opening import open_front_desk  # 0.1 s that a command without a store does not need

    return open_front_desk(url, catalogue=catalogue, office=office_id, clock=clock)
