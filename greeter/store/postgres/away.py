"""What keeps us from a server, in words: a wrong login or certificate is not mended by waiting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

_SAID: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        r"does not support SSL",
        (
            "The server offers no encryption (TLS): nothing was sent to it.",
            "Who runs it turns ssl on, with a certificate for the server's name.",
        ),
    ),
    (
        r"root certificate file",
        (
            "The authority's file in the address can't be read: nothing was sent to the server.",
            "Check sslrootcert=FILE in the address.",
        ),
    ),
    (
        r"does not match host name|host name must be specified",
        (
            "The server's certificate is not for the name in the address: nothing was sent to it.",
            "Write the name that is in the certificate.",
        ),
    ),
    (
        r"certificate verify failed",
        (
            "The server could not prove who it is: nothing was sent to it.",
            "Where its certificate is from an authority of your own, write sslrootcert=FILE into the address.",
        ),
    ),
    (
        r"weak sslmode",
        ("The address asks for TLS in two ways at once.", "Take sslmode or sslrootcert out of it."),
    ),
    (
        r"authentication failed|no password supplied|role \".*\" (does not exist|is not permitted)|pg_hba\.conf|permission denied for database",
        (
            "The server refuses this login.",
            "Check its name in the address, and its password: it stands in the passfile, which only its owner may read (mode 600).",
        ),
    ),
    (
        r"database \".*\" does not exist",
        ("The server has no such database.", "Make it with: createdb, then greeter database setup."),
    ),
)
_UNREACHED = (
    "The store's server can't be reached.",
    "Check the network and the server; Greeter tries again by itself.",
)


def away_words(fault: psycopg.Error) -> tuple[str, str]:
    """Say what keeps us from the server, and what mends it."""
    said = str(fault)
    return next((words for sign, words in _SAID if re.search(sign, said)), _UNREACHED)
