"""What CUPS says of a job, asked through its own library: `lpstat` calls a job completed that was cancelled while its printer stood still.

Source of the layout and the numbers: `cups/cups.h` of CUPS 2, and RFC 8011, 5.3.7 (`job-state`).
"""

from __future__ import annotations

import ctypes
import os
from ctypes.util import find_library
from enum import IntEnum
from functools import cache

COMPLETED_JOBS, ANY_FAMILY = 1, 0
PORT = 631


class JobState(IntEnum):
    """How a job stands that is over."""

    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class _Job(ctypes.Structure):
    _fields_ = (
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_time", ctypes.c_long),
        ("creation_time", ctypes.c_long),
        ("processing_time", ctypes.c_long),
    )


class JobsUnknown(Exception):
    """CUPS could not be asked: its library is not here, or it does not answer."""


def job_state(printer: str, job: int, within_s: float) -> JobState | None:
    """Return how a job ended; None while it has not. Raises JobsUnknown."""
    library = _library()
    server = os.environ.get("CUPS_SERVER", "").encode() or library.cupsServer()
    host, port = _host(server, library.ippPort())
    milliseconds = round(within_s * 1000)
    http = library.httpConnect2(host, port, None, ANY_FAMILY, library.cupsEncryption(), 1, milliseconds, None)
    if not http:
        raise JobsUnknown
    try:
        library.httpSetTimeout(http, within_s, None, None)
        return _state(library, http, printer, job)
    finally:
        library.httpClose(http)


def _state(library: ctypes.CDLL, http: int, printer: str, job: int) -> JobState | None:
    jobs = ctypes.POINTER(_Job)()
    count = library.cupsGetJobs2(http, ctypes.byref(jobs), printer.encode(), 0, COMPLETED_JOBS)
    if count < 0:
        raise JobsUnknown
    try:
        return next((JobState(jobs[n].state) for n in range(count) if jobs[n].id == job), None)
    finally:
        library.cupsFreeJobs(count, jobs)


def _host(server: bytes, port: int) -> tuple[bytes, int]:
    """Return host and port of `host`, `host:port`, `[::1]:port` or the path of a socket."""
    host, _, last = server.rpartition(b":")
    if host and last.isdigit() and not server.startswith(b"/"):
        return host.strip(b"[]"), int(last)
    return server, port or PORT


@cache
def _library() -> ctypes.CDLL:
    name = find_library("cups") or "libcups.so.2"
    try:
        library = ctypes.CDLL(name)
        library.cupsServer.restype = ctypes.c_char_p
        library.httpConnect2.restype = ctypes.c_void_p
        library.httpConnect2.argtypes = [
            ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p,
        ]  # fmt: skip
        library.httpSetTimeout.argtypes = [ctypes.c_void_p, ctypes.c_double, ctypes.c_void_p, ctypes.c_void_p]
        library.httpClose.argtypes = [ctypes.c_void_p]
        library.cupsGetJobs2.argtypes = [
            ctypes.c_void_p, ctypes.POINTER(ctypes.POINTER(_Job)), ctypes.c_char_p, ctypes.c_int, ctypes.c_int,
        ]  # fmt: skip
        library.cupsFreeJobs.argtypes = [ctypes.c_int, ctypes.POINTER(_Job)]
    except (OSError, AttributeError) as missing:
        raise JobsUnknown from missing
    return library
