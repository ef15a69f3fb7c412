"""Authorities and servers' certificates of the tests' own, made by openssl."""

from __future__ import annotations

import subprocess

HOST = "greeter-db.test"


class Authority:
    """An authority that signs servers' certificates."""

    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.certificate, self._key = folder / f"{name}.crt", folder / f"{name}.key"
        _openssl(
            "req", "-x509", *_new_key(self._key), "-out", self.certificate, "-days", "30", "-subj", f"/CN={name}",
            "-addext", "basicConstraints=critical,CA:TRUE",
        )  # fmt: skip

    def sign(self, host):
        """Return certificate and key of a server by its name."""
        certificate, key, request = (self.folder / f"{host}-{self.name}.{kind}" for kind in ("crt", "key", "csr"))
        names = self.folder / f"{host}.ext"
        names.write_text(f"subjectAltName=DNS:{host}\n")
        _openssl("req", *_new_key(key), "-out", request, "-subj", f"/CN={host}")
        _openssl(
            "x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self._key, "-CAcreateserial", "-out", certificate,
            "-days", "30", "-extfile", names,
        )  # fmt: skip
        return certificate, key


def _new_key(path):
    return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path)


def _openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
