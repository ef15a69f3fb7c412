"""Which authorities this machine believes, when a server shows its certificate."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # Alpine, macOS
)


def authorities(bundles: tuple[str, ...] = _BUNDLES) -> str:
    """Return the file of the authorities, as `sslrootcert` takes it: libpq's own where there is one, else the system's.

    libpq's word `system` looks where its OpenSSL was built to look, and the one within psycopg's wheels was built for a folder that no system has. It
    is what is left where none of the usual files is there.
    """
    said = os.environ.get("PGSSLROOTCERT")
    if said:
        return said
    own = str(Path("~/.postgresql/root.crt").expanduser())
    return next(
        (path for path in (own, ssl.get_default_verify_paths().cafile, *bundles) if path and Path(path).is_file()),
        "system",
    )
