"""What every command takes: the address of the store and the office file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk

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
    help="Office file; the sample town hall where none is given.",
)
"""`--catalogue FILE`, passed on as `catalogue`."""


def store_options(command: _Function) -> _Function:
    """Give a command `--db` and `--catalogue`."""
    return store_option(catalogue_option(command))


def desk_of(url: str | None, catalogue: Path | None, clock: Clock | None = None) -> FrontDesk:
    """Open the front desk that a command was told to use. Raises StoreProblem, CatalogueProblem."""
    from greeter.opening import open_front_desk  # 0.1 s that a command without a store does not need

    return open_front_desk(url, catalogue=catalogue, clock=clock)
