"""The last good office file stays in use while the new one has something to mend."""

from __future__ import annotations

import logging
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from greeter.catalogue.files import office_text
from greeter.catalogue.ready import keep_ready, ready_office
from greeter.settings import DEFAULT_OFFICE, data_folder

if TYPE_CHECKING:
    from os import PathLike

    from greeter.catalogue.office_file import Reading
    from greeter.model.catalogue import Office
    from greeter.problems import CatalogueProblem

_log = logging.getLogger("greeter.catalogue")


def open_office(path: str | PathLike[str] | None = None) -> Office:
    """Return the office of a file, the sample town hall by default; the last good one where the file has mistakes now.

    What is to be mended goes to the log. Raises CatalogueProblem where no good one is left.
    """
    office, problem = load_or_last_good(Path(path or DEFAULT_OFFICE), data_folder() / "catalogue")
    if problem is not None:
        _log.warning("the last good office file stays in use: %s", problem)
    return office


def load_or_last_good(path: Path | str, keep_in: Path | str) -> tuple[Office, CatalogueProblem | None]:
    """Return the office of a file, or the last good one with what has to be mended in the new one.

    A copy of each good file is kept in the folder `keep_in`. Raises CatalogueProblem when the file can't be used and no good
    copy is left.
    """
    path, copy = Path(path), kept_copy(path, keep_in)
    with suppress(OSError, UnicodeDecodeError):
        known = ready_office(office_text(path)[0], _ready(copy))
        if known is not None:
            return known, None
    from greeter.catalogue.office_file import first_of, read  # the checks, which an unchanged file does not need

    reading = read(path)
    return _read_or_last_good(reading, copy, None if reading.office else first_of(reading.problems, path))


def text_or_last_good(text: str, name: str, copy: Path) -> tuple[Office, CatalogueProblem | None]:
    """Return the office of a text, or that of `copy` with what has to be mended in the text; `name` is how findings call it.

    Raises CatalogueProblem when the text can't be used and no good copy is there.
    """
    known = ready_office(text, _ready(copy))
    if known is not None:
        return known, None
    from greeter.catalogue.office_file import read_text

    reading = read_text(text, name)
    return _read_or_last_good(reading, copy, None if reading.office else reading.problems[0])


def open_copy(copy: Path) -> Office | None:
    """Return the office of a kept copy, or None where it can't be used."""
    with suppress(OSError, UnicodeDecodeError):
        known = ready_office(copy.read_text(encoding="utf-8"), _ready(copy))
        if known is not None:
            return known
    from greeter.catalogue.office_file import read

    return read(copy).office


def _read_or_last_good(
    reading: Reading, copy: Path, problem: CatalogueProblem | None
) -> tuple[Office, CatalogueProblem | None]:
    if reading.office is not None:
        _keep(reading.text, copy)
        keep_ready(reading.office, reading.text, _ready(copy))
        return reading.office, None
    assert problem is not None  # noqa: S101 (what can't be used has a finding)
    last_good = open_copy(copy)
    if last_good is None:
        raise problem
    return last_good, problem


def _ready(copy: Path) -> Path:
    return copy.with_suffix(".ready")


def kept_copy(path: Path | str, keep_in: Path | str) -> Path:
    """Return where the last good copy of an office file is kept. Files of one name in two folders have two copies."""
    path = Path(path)
    folder = zlib.crc32(os.fsencode(path.absolute().parent))
    return Path(keep_in) / f"{path.stem}-{folder:08x}.toml"


def _keep(text: str, copy: Path) -> None:
    draft = copy.with_name(f"{copy.name}.{os.urandom(4).hex()}.new")
    with suppress(OSError):  # a full or read-only disk must not keep a good office from opening
        if copy.exists() and copy.read_text(encoding="utf-8") == text:
            return
        copy.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(copy)
    with suppress(OSError):
        draft.unlink(missing_ok=True)
