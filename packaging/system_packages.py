"""The system's packages that Greeter needs, and how to have them: through apt where we may, told to a person otherwise."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SetUpError(Exception):
    """The set-up cannot go on; its text says why and what to do."""


class Need(Enum):
    """What a system package is there for."""

    ENVIRONMENT = "to make the private environment"
    WINDOWS = "for every window, with a display or without"
    X11 = "for windows on an X11 display"
    WAYLAND = "for windows on a Wayland display"
    PRINTING = "to print tickets"
    SPEECH = "to read the kiosk aloud"
    TESTS = "for the tests"


class SystemPackage(NamedTuple):
    """A package by its name in Debian 12, and the library or program that proves it present on other systems."""

    name: str
    brings: str
    need: Need

    @property
    def names(self) -> tuple[str, ...]:
        """The names it may have: since the change of 2024 to 64-bit times some libraries end in t64."""
        return (f"{self.name}t64", self.name) if self.name.startswith("lib") else (self.name,)


# To add one:
#   1. a row here: its name in Debian 12 (newer "t64" names are found from it), the library or program it brings,
#      and what needs it;
#   2. run `packaging/linux/prove_in_chroot.sh`: a machine with a desktop hides what is missing here.
SYSTEM_PACKAGES = (
    SystemPackage("libglib2.0-0", "libglib-2.0.so.0", Need.WINDOWS),
    SystemPackage("libgl1", "libGL.so.1", Need.WINDOWS),
    SystemPackage("libegl1", "libEGL.so.1", Need.WINDOWS),
    SystemPackage("libfontconfig1", "libfontconfig.so.1", Need.WINDOWS),
    SystemPackage("libdbus-1-3", "libdbus-1.so.3", Need.WINDOWS),
    SystemPackage("libxkbcommon0", "libxkbcommon.so.0", Need.WINDOWS),
    SystemPackage("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", Need.X11),
    SystemPackage("libxcb-cursor0", "libxcb-cursor.so.0", Need.X11),
    SystemPackage("libxcb-icccm4", "libxcb-icccm.so.4", Need.X11),
    SystemPackage("libxcb-keysyms1", "libxcb-keysyms.so.1", Need.X11),
    SystemPackage("libxcb-shape0", "libxcb-shape.so.0", Need.X11),
    SystemPackage("libwayland-client0", "libwayland-client.so.0", Need.WAYLAND),
    SystemPackage("libwayland-cursor0", "libwayland-cursor.so.0", Need.WAYLAND),
    SystemPackage("libcups2", "libcups.so.2", Need.PRINTING),
    SystemPackage("cups-client", "lp", Need.PRINTING),
    SystemPackage("libusb-1.0-0", "libusb-1.0.so.0", Need.PRINTING),
    SystemPackage("espeak-ng", "espeak-ng", Need.SPEECH),
    SystemPackage("xvfb", "Xvfb", Need.TESTS),
    SystemPackage("xauth", "xauth", Need.TESTS),
    SystemPackage("openbox", "openbox", Need.TESTS),
    SystemPackage("x11-utils", "xprop", Need.TESTS),
    SystemPackage("dbus-daemon", "dbus-run-session", Need.TESTS),
    SystemPackage("at-spi2-core", "libatspi.so.0", Need.TESTS),
    SystemPackage("python3-pyatspi", "libgirepository-1.0.so.1", Need.TESTS),  # what Python reads that library with
    SystemPackage("poppler-utils", "pdftotext", Need.TESTS),
    SystemPackage("qpdf", "qpdf", Need.TESTS),
    SystemPackage("libzbar0", "libzbar.so.0", Need.TESTS),
    SystemPackage("zbar-tools", "zbarimg", Need.TESTS),
    # Debian makes a cluster of its own with it and starts that on port 5432. It is left as it is: the tests make their own on
    # another port, and a setting against it would stay behind for whoever installs PostgreSQL here later.
    SystemPackage("postgresql", "postgres", Need.TESTS),
    SystemPackage("cups-daemon", "cupsd", Need.TESTS),  # likewise: the tests run one of their own
    SystemPackage("openssl", "openssl", Need.TESTS),
    SystemPackage("chromium", "chromium", Need.TESTS),
    SystemPackage("faketime", "faketime", Need.TESTS),
    SystemPackage("spin", "spin", Need.TESTS),
    SystemPackage("gcc", "gcc", Need.TESTS),
    SystemPackage("libc6-dev", "gencat", Need.TESTS),  # headers prove nothing here; this program comes along with them
)


def provide(wanted: Sequence[SystemPackage], required: frozenset[Need]) -> None:
    """Have these packages, installing what is missing where we may.

    Otherwise it is told exactly what is missing and how to install it, and only what is required stops the set-up.

    Raises:
        SetUpError: something required is missing.
    """
    missing = missing_here(wanted)
    rights = apt_rights() if missing else None
    if rights is not None:
        missing = install(missing, rights)
    if not missing:
        return
    apt = bool(shutil.which("apt-get"))
    names = names_to_install(missing, offered_here(missing) if apt else frozenset())
    advice = plan(missing, names, required, "sudo apt-get install --no-install-recommends" if apt else "")
    if any(each.need in required for each in missing):
        raise SetUpError(advice)
    print(advice, file=sys.stderr, flush=True)


def plan(missing: Sequence[SystemPackage], names: Sequence[str], required: frozenset[Need], command: str) -> str:
    """What is missing, what for, and the command that installs it, or the files to look for where there is none."""
    lines = ["Missing on this system:"]
    for package, name in zip(missing, names, strict=True):
        what = name if command else f"{package.brings} (in Debian: {name})"
        lines.append(f"  {what}, {package.need.value}{'' if package.need in required else ' (not needed today)'}")
    if command:
        lines += ["Install with:", f"  {command} {' '.join(names)}"]
    else:
        lines.append("Install what brings these with this system's own packages, then come back.")
    return "\n".join(lines)


def packages_for_environments() -> tuple[SystemPackage, ...]:
    """What this Python lacks to make environments: Debian's own has a package for it.

    Raises:
        SetUpError: it is another Python, built without.
    """
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return ()
    if sys.base_prefix != "/usr":
        raise SetUpError(f"{sys.executable} was built without ensurepip, so it makes no environments: use another one.")
    return (SystemPackage("python{}.{}-venv".format(*sys.version_info), "Python's ensurepip", Need.ENVIRONMENT),)


def missing_here(wanted: Iterable[SystemPackage]) -> tuple[SystemPackage, ...]:
    """Those of these packages that this system does not have; only Linux needs any."""
    if sys.platform != "linux":
        return ()
    if not shutil.which("dpkg-query"):
        return tuple(each for each in wanted if not is_present(each.brings))
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"]
    return not_installed(wanted, installed_names(answer([*query, *(name for each in wanted for name in each.names)])))


def is_present(brings: str) -> bool:
    """Whether a library loads or a program is found."""
    if ".so." not in brings:
        return shutil.which(brings) is not None
    try:
        ctypes.CDLL(brings)
    except OSError:
        return False
    return True


def installed_names(dpkg_answer: str) -> frozenset[str]:
    """The installed packages in lines of "name status"."""
    rows = (line.split() for line in dpkg_answer.splitlines())
    return frozenset(row[0] for row in rows if row[1:] == ["installed"])


def not_installed(wanted: Iterable[SystemPackage], installed: frozenset[str]) -> tuple[SystemPackage, ...]:
    """Those of which no name is installed."""
    return tuple(each for each in wanted if installed.isdisjoint(each.names))


def apt_rights() -> tuple[str, ...] | None:
    """What to put before apt-get so that it may install, or None where we may not."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ()
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ("sudo", "-n")
    return None


def install(missing: Sequence[SystemPackage], rights: Sequence[str]) -> tuple[SystemPackage, ...]:
    """Install these with apt and return what is missing still; the package lists are fetched only where needed."""
    print(f"Installing {len(missing)} system packages: {' '.join(each.name for each in missing)}", file=sys.stderr)
    failure = "not in the package lists"
    for refresh in (False, True):
        if refresh:
            apt_get(rights, "update")  # where it fails, the installation says so better
        offered = offered_here(missing)
        if refresh or not any(offered.isdisjoint(each.names) for each in missing):
            failure = apt_get(rights, "install", "--no-install-recommends", *names_to_install(missing, offered))
        if not failure:
            return ()
    print(f"apt-get could not install them:\n{failure}", file=sys.stderr, flush=True)
    return missing_here(missing)


def apt_get(rights: Sequence[str], *arguments: str) -> str:
    """Run apt-get without questions, waiting for another one to end; returns what went wrong, or nothing."""
    command = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    done = subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip() or f"exit code {done.returncode}"


def offered_here(missing: Iterable[SystemPackage]) -> frozenset[str]:
    """The names of these packages that apt could install."""
    return offered_names(answer(["apt-cache", "policy", *(name for each in missing for name in each.names)]))


def offered_names(policy_answer: str) -> frozenset[str]:
    """The names with a version to install in what `apt-cache policy` says."""
    offered, name = set(), ""
    for line in policy_answer.splitlines():
        if line.endswith(":") and not line.startswith(" "):
            name = line[:-1]
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            offered.add(name)
    return frozenset(offered)


def names_to_install(missing: Iterable[SystemPackage], offered: frozenset[str]) -> tuple[str, ...]:
    """For each package the first of its names that is offered, or its name in Debian 12."""
    return tuple(next((name for name in each.names if name in offered), each.name) for each in missing)


def answer(command: Sequence[str]) -> str:
    """What a program says on its standard output, in English; its exit code is no matter."""
    environ = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False).stdout
