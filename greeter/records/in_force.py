"""What the office file that was published last says of keeping: a window that is open since yesterday may work by an older one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from greeter.catalogue.office_file import read_text

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.model.retention import Retention
    from greeter.records.integrity import Rows


def retention_in_force(store: Rows, office: Office) -> Retention | None:
    """Return what the newest published file says; what the office at hand does, where none was published.

    None where this program can't read that file: nobody knows what it forbids then.
    """
    rows = store.rows(
        "select text from office_file where office = :office order by version desc limit 1", {"office": office.id}
    )
    return _retention_of(rows[0]["text"], office.id) if rows else office.retention


@lru_cache(maxsize=4)
def _retention_of(text: str, office: str) -> Retention | None:
    read = read_text(text, f"{office}.toml").office
    return None if read is None else read.retention
