"""`greeter kiosk-pin`: sets the PIN that opens this machine's locked kiosk."""

from __future__ import annotations

import click

from greeter.access.pin import kiosk_pin
from greeter.clock import SystemClock
from greeter.problems import Problem


@click.command("kiosk-pin")
@click.option(
    "--pin",
    prompt="New PIN",
    hide_input=True,
    confirmation_prompt="Once more",
    help="4 to 8 digits; asked for where it is left out.",
)
def set_kiosk_pin(pin: str) -> None:
    """Set the PIN that staff end the locked kiosk with: touch its upper corner at the start of a line five times, then enter it."""
    try:
        kiosk_pin(SystemClock()).set(pin)
    except OSError as refusal:
        raise Problem(
            f"The PIN can’t be kept ({refusal.strerror or refusal}).", "Check who may write the data folder."
        ) from refusal
    click.echo("The PIN is set. Touch the kiosk’s upper corner five times, then enter it.")
