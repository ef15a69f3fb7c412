"""The private environment `.venv`: locked dependencies and Greeter itself, made once and told complete by a stamp.

The stamp is written last and removed first, so a set-up that was killed is begun anew and never taken for a whole one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from system_packages import SYSTEM_PACKAGES, Need, SetUpError, SystemPackage

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
"""What the wheels of Qt for Python ask for on each processor."""


class Kit(Enum):
    """How much is set up; the value names its file of requirements."""

    RUN = "run"
    TEST = "test"

    @property
    def packages(self) -> tuple[SystemPackage, ...]:
        """The system packages it wants."""
        return tuple(each for each in SYSTEM_PACKAGES if self is Kit.TEST or each.need is not Need.TESTS)


class PrivateEnvironment:
    """The `.venv` of one checkout."""

    def __init__(self, checkout: Path = CHECKOUT) -> None:
        self.checkout = checkout
        self.folder = checkout / ".venv"
        self.stamp = self.folder / "set-up.json"
        self.unfinished = self.folder / "set-up-unfinished"
        self.programs = self.folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self.programs / ("python.exe" if sys.platform == "win32" else "python")

    def requirements(self, kit: Kit) -> Path:
        """The pinned and hashed requirements of a kit."""
        return self.checkout / "packaging" / "requirements" / f"{kit.value}.txt"

    def ground(self) -> dict[str, str]:
        """What an environment stands on: where this differs it must be built anew."""
        python = sys.implementation.cache_tag or sys.version
        return {"python": python, "machine": platform.machine(), "checkout": str(self.checkout)}

    def fingerprint(self, kit: Kit) -> str:
        """A hash of everything that decides what is installed for a kit."""
        digest = hashlib.sha256()
        for path in (self.requirements(kit), self.checkout / "pyproject.toml"):
            digest.update(path.read_bytes())
        digest.update(repr(kit.packages).encode())
        return digest.hexdigest()

    def stamped(self) -> dict[str, object]:
        """What the stamp says, or nothing where it is missing, damaged or of another ground."""
        try:
            said = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) and said.get("ground") == self.ground() else {}

    def is_ready(self, kit: Kit) -> bool:
        """Whether this kit is installed as it should be."""
        return self.stamped().get(kit.value) == self.fingerprint(kit) and self.python.exists()

    def prepare(self, kit: Kit) -> None:
        """Make the environment ready for a kit; at once where it is.

        Raises:
            SetUpError: something could not be installed.
        """
        if self.is_ready(kit):
            return
        with self._alone():
            if not self.is_ready(kit):
                self._build(kit)

    def _build(self, kit: Kit) -> None:
        reason = unfit()
        if reason:
            raise SetUpError(reason)
        print(f"Setting up {self.folder} (a first time downloads about 100 MB) ...", file=sys.stderr, flush=True)
        if not self._can_be_updated():
            self._clear()
        self.unfinished.touch()
        self.stamp.unlink(missing_ok=True)
        if not self.python.exists():
            interpreter = getattr(sys, "_base_executable", sys.executable)
            self.step("make the environment", [interpreter, "-I", "-m", "venv", str(self.folder)])
        install = [
            str(self.python),
            "-I",
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
        ]
        locked = ["--only-binary=:all:", "--require-hashes", "-r", str(self.requirements(kit))]
        self.step("install the locked dependencies", [*install, *locked])
        self.step("install Greeter itself", [*install, "--no-index", "--no-build-isolation", "-e", str(self.checkout)])
        self._sign(kit)

    def _sign(self, kit: Kit) -> None:
        """Write the stamp, whole or not at all; the tests' kit holds everything that running needs."""
        kits = {each.value: self.fingerprint(each) for each in Kit if kit in (each, Kit.TEST)}
        self.unfinished.unlink(missing_ok=True)
        draft = self.stamp.with_suffix(".draft")
        draft.write_text(json.dumps({"ground": self.ground(), **kits}))
        draft.replace(self.stamp)

    def _can_be_updated(self) -> bool:
        """Whether a whole environment of this ground is here: with our stamp, or made by hand with the same Python."""
        if self.unfinished.exists() or not self.python.exists():
            return False
        if self.stamp.exists():
            return bool(self.stamped())
        question = [str(self.python), "-I", "-c", "import sys; print(sys.implementation.cache_tag, sys.prefix)"]
        said = subprocess.run(question, capture_output=True, text=True, check=False).stdout.strip()
        return said == f"{sys.implementation.cache_tag} {self.folder}"

    def _clear(self) -> None:
        """Empty the folder, saying so first: killed in the middle, the next set-up clears it again."""
        self.folder.mkdir(exist_ok=True)
        self.unfinished.touch()
        for path in self.folder.iterdir():
            if path == self.unfinished:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def step(self, what: str, command: list[str]) -> None:
        """Run one step of the set-up; what it says goes to standard error.

        Raises:
            SetUpError: it failed.
        """
        done = subprocess.run(
            command, cwd=self.checkout, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), check=False
        )
        if done.returncode != 0:
            raise SetUpError(f"Could not {what}: the lines above say why. Run the same command again to try once more.")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time build in this checkout; a lock on a folder leaves no file behind."""
        if sys.platform == "win32":
            yield
            return
        import fcntl

        folder = os.open(self.checkout / "packaging", os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def unfit() -> str:
    """Why the windows' library cannot run on this machine, or nothing."""
    if sys.platform != "linux":
        return ""
    return unfit_machine(platform.machine(), *platform.libc_ver())


def unfit_machine(machine: str, library: str, version: str) -> str:
    """Why Qt for Python cannot run on this processor with this C library, or nothing."""
    if machine not in OLDEST_GLIBC:
        return f"Qt for Python is made for {' and '.join(OLDEST_GLIBC)} processors, and this one is {machine}."
    oldest = OLDEST_GLIBC[machine]
    if library == "glibc" and tuple(int(part) for part in version.split(".")[:2]) >= oldest:
        return ""
    asked, found = "glibc {}.{} or newer".format(*oldest), f"{library or 'another C library'} {version}".strip()
    return f"Qt for Python needs {asked} on {machine}, and this system has {found}."
