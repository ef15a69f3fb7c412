"""Where this machine keeps the authorities whose certificates it believes."""

from __future__ import annotations

import ssl
from pathlib import Path

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # Alpine, macOS
)


def system_authorities(bundles: tuple[str, ...] = _BUNDLES) -> str:
    """Return the file of the system's authorities, as `sslrootcert` takes it.

    libpq's own word `system` looks where its OpenSSL was built to look, and the OpenSSL within psycopg's wheels was built for a folder that no system
    has. It is what is left where none of the usual files is there.
    """
    for path in (ssl.get_default_verify_paths().cafile, *bundles):
        if path and Path(path).is_file():
            return path
    return "system"
