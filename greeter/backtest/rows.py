"""Reads the files that backtests work on: CSV with a header, plain or gzip-compressed, UTF-8."""

from __future__ import annotations

import csv
import gzip
import zlib
from typing import IO, TYPE_CHECKING, cast

from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read_rows(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a file by their column's name; a field that a short row lacks is an empty text.

    Raises BadInput, naming the file and what is wrong: not there, not UTF-8, not CSV, a column of `needed` is missing, or no row.
    """
    try:
        with _opened(path) as lines:
            reader = csv.DictReader(lines, restval="", strict=True)
            columns = reader.fieldnames or []
            rows = [{name: value for name, value in row.items() if name is not None} for row in reader]
    except OSError as fault:
        raise BadInput(f"{path} can’t be read: {fault.strerror or fault}.", "Check the file’s name.") from fault
    except (EOFError, zlib.error) as fault:
        raise BadInput(f"{path} is cut short or damaged.", "Fetch it once more.") from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadInput(f"{path} is not CSV in UTF-8: {fault}.", "Save it as CSV, UTF-8.") from fault
    missing = [name for name in needed if name not in columns]
    if missing:
        raise BadInput(f"{path} has no column {' and no column '.join(missing)}.", f"It needs: {', '.join(needed)}.")
    if not rows:
        raise BadInput(f"{path} has no rows.", "Give a file with data.")
    return rows


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return cast("IO[str]", gzip.open(path, "rt", encoding="utf-8", newline=""))
    return path.open(encoding="utf-8", newline="")
