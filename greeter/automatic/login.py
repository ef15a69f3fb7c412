"""User and password for the mail server: of the machine that sends, from its environment or from a file that only its owner can read."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from greeter.problems import BadInput
from greeter.settings import data_folder

USER, PASSWORD, FILE = "GREETER_MAIL_USER", "GREETER_MAIL_PASSWORD", "GREETER_MAIL_FILE"
"""The environment names both, or a TOML file with the keys `user` and `password`; else that is `mail.toml` in the data folder."""
_ANYBODY = 0o077


@dataclass(frozen=True, slots=True)
class Login:
    """User and password. Neither is ever shown."""

    user: str
    password: str

    def __repr__(self) -> str:
        """Leave both out, wherever this is printed."""
        return "Login(...)"


def read_login() -> Login | None:
    """Return this machine's user and password; None where it has none. Raises BadInput where they can't be used, or others could read them."""
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if user and password:
        return Login(user, password)
    named = os.environ.get(FILE, "")
    path = Path(named).expanduser() if named else data_folder() / "mail.toml"
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if named:
            raise BadInput(f"{FILE} names {path}, and there is no such file.", "Write it, or name another.") from None
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{path} can't be read.", "Check who may read it.") from fault
    if sys.platform != "win32" and mode & _ANYBODY:
        raise BadInput(f"Others can read {path}, which holds a password.", f"Run: chmod 600 {path}")
    return _login_in(text, path)


def _login_in(text: str, path: Path) -> Login:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        said = {}
    user, password = said.get("user"), said.get("password")
    if not (isinstance(user, str) and user and isinstance(password, str) and password):
        raise BadInput(f"{path} gives no user and password.", 'Write two lines: user = "..." and password = "...".')
    return Login(user, password)
