"""Set Greeter up on a machine with nothing prepared, then run it, test it or measure it.

Standard library only. The system's libraries come through apt where it may be used (`system_packages.py`), everything
else goes into the private environment `.venv` at the versions and hashes of `requirements/` (`private_environment.py`).
"""

import argparse
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple, NoReturn

OLDEST_PYTHON = (3, 11)


def too_old(version: "tuple[int, ...]") -> str:
    """The sentence for a Python that is too old, or nothing."""
    if version >= OLDEST_PYTHON:
        return ""
    return (
        "Greeter needs Python {}.{} or newer, and this is Python {}.{} ({}).\n"
        "Where a newer one is installed beside it, name it: python3.11 packaging/bootstrap.py run"
    ).format(*OLDEST_PYTHON, *version, sys.executable)


# Above this line stand only imports and syntax of Python 3.6, so that an old Python can say so in words.
if too_old(sys.version_info[:2]):
    print(too_old(sys.version_info[:2]), file=sys.stderr)
    sys.exit(2)

from private_environment import Kit, PrivateEnvironment  # noqa: E402
from system_packages import Need, SetUpError, packages_for_environments, provide  # noqa: E402

HELP = """\
Sets Greeter up on a machine with nothing prepared, then does one of:

  run [--out DIR] [...]   the kiosk and the staff window side by side on a sample town hall;
                          without a display one scripted morning of the same windows, which
                          leaves pictures, the database and the manager's report in DIR
                          (default: out/ in this checkout). More is passed on to `greeter demo`.
  test [...]              the whole gate: format, lint, types, tests and their coverage.
                          More is passed on to pytest in place of the coverage; --thorough
                          plays on for as long as was promised, such as 20,000 taps.
  bench [--json]          the benchmarks.
  setup                   the set-up alone, everything included.

Nothing is installed outside `.venv` in this checkout but the system's own packages, and those
only where this user may (root, or sudo without a password); otherwise you are told which, and
how to install them. The second time everything starts at once.
"""


class Display(NamedTuple):
    """Where windows can be shown: `need` is what that asks of the system, `absence` why there is no place."""

    need: "Need | None" = None
    absence: str = ""

    def __bool__(self) -> bool:
        return not self.absence


def find_display(environ: "dict[str, str]", platform: str) -> Display:
    """The display of this session, asked whether it answers: variables outlive the session that set them."""
    if platform in ("darwin", "win32"):
        return Display()
    wayland, x11 = environ.get("WAYLAND_DISPLAY", ""), environ.get("DISPLAY", "")
    if wayland and answers(socket.AF_UNIX, str(Path(environ.get("XDG_RUNTIME_DIR", "/")) / wayland)):
        return Display(Need.WAYLAND)
    if x11 and x11_answers(x11):
        return Display(Need.X11)
    named = " and ".join(f"{name}={value}" for name, value in (("WAYLAND_DISPLAY", wayland), ("DISPLAY", x11)) if value)
    return Display(absence=f"The display of {named} does not answer" if named else "There is no display here")


def x11_answers(name: str) -> bool:
    """Whether an X server listens at a name such as `:0`, `unix:1.0` or `host:10.0`."""
    host, _, rest = name.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return answers(socket.AF_UNIX, path) or answers(socket.AF_UNIX, f"\0{path}")
    return answers(socket.AF_INET, (host, 6000 + int(number)))


def answers(family: int, address: "str | tuple[str, int]") -> bool:
    """Whether somebody listens at a socket's address."""
    with socket.socket(family) as caller:
        caller.settimeout(2)
        try:
            caller.connect(address)
        except OSError:
            return False
    return True


def required_needs(kit: Kit, display: Display) -> "frozenset[Need]":
    """What cannot be done without; other packages are installed where we may, and only asked for where we may not."""
    tests = {Need.X11, Need.TESTS, Need.SPEECH} if kit is Kit.TEST else set()
    return frozenset({Need.ENVIRONMENT, Need.WINDOWS} | tests | ({display.need} if display.need else set()))


def set_up(kit: Kit, display: Display) -> PrivateEnvironment:
    """The private environment, ready; the system's packages are asked for each time, which takes 20 ms."""
    environment = PrivateEnvironment()
    tools = () if environment.is_ready(kit) else packages_for_environments()
    provide([*tools, *kit.packages], required_needs(kit, display))
    environment.prepare(kit)
    return environment


def become(command: "list[str]", environ: "dict[str, str]") -> NoReturn:
    """Go on as another program."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.run(command, env=environ, check=False).returncode)
    os.execve(command[0], command, environ)


def run(rest: "list[str]") -> NoReturn:
    """Set up and start the main job: live on a display, or one scripted morning without."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--offscreen", action="store_true")
    options, more = parser.parse_known_args(rest)
    asked: Path | None = options.out
    display = (
        Display(absence="Asked for --offscreen") if options.offscreen else find_display(dict(os.environ), sys.platform)
    )
    environment = set_up(Kit.RUN, display)
    demo, environ = [str(environment.programs / "greeter"), "demo"], dict(os.environ)
    if display:
        become([*demo, *(["--out", str(asked.absolute())] if asked else []), *more], environ)
    out = (asked or environment.checkout / "out").absolute()
    print(f"{display.absence}: the same windows go through one scripted morning unseen.", file=sys.stderr)
    print(f"Pictures, the database and the manager's report go to {out}", file=sys.stderr)
    environ["QT_QPA_PLATFORM"] = "offscreen"
    become([*demo, "--offscreen", "--out", str(out), *more], environ)


class Part(NamedTuple):
    """A part of the gate and how it ended."""

    name: str
    seconds: float
    passed: bool
    closing: "list[str]"


def gate(python: Path, more: "list[str]") -> "dict[str, list[str]]":
    """The parts of the gate and their commands; two workers, for starting Qt in more of them costs more than it saves."""
    color = "--color=yes" if sys.stdout.isatty() else "--color=no"
    return {
        "format": [str(python), "-m", "ruff", "format", "--check", "."],
        "lint": [str(python), "-m", "ruff", "check", "."],
        "types": [str(python), "-m", "mypy"],
        "tests": [str(python), "-m", "pytest", "-n", "2", color, *(more or ["--cov", "--cov-report=term"])],
    }


def take_part(name: str, command: "list[str]", checkout: Path) -> Part:
    """Run one part, passing on what it says as it comes."""
    print(f"\n== {name}: {' '.join(command[2:])}", flush=True)
    began, said = time.monotonic(), b""
    reader, writer = os.pipe()
    with subprocess.Popen(command, cwd=checkout, stdout=writer, stderr=subprocess.STDOUT) as process:
        os.close(writer)
        for piece in iter(lambda: os.read(reader, 65536), b""):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            said += piece
    os.close(reader)
    return Part(name, time.monotonic() - began, process.returncode == 0, closing_lines(said.decode(errors="replace")))


def closing_lines(said: str) -> "list[str]":
    """What a reader wants to see again at the end: the coverage against what is required, and the last line."""
    lines = [line for line in said.splitlines() if line.strip()]
    return [line for line in lines[:-1] if "Required test coverage" in line] + lines[-1:]


def summary(parts: "list[Part]") -> str:
    """How each part ended; the tests' own closing lines come last."""
    rows = [f"  {'passed' if part.passed else 'FAILED'}  {part.name:<8}{part.seconds:7.1f} s" for part in parts]
    return "\n".join(["", "== the gate", *rows, *parts[-1].closing])


def test(rest: "list[str]") -> int:
    """Set up and run the whole gate, all of its parts whatever happens to one."""
    environment = set_up(Kit.TEST, Display())
    parts = [take_part(name, command, environment.checkout) for name, command in gate(environment.python, rest).items()]
    print(summary(parts), flush=True)
    return 0 if all(part.passed for part in parts) else 1


def bench(rest: "list[str]") -> NoReturn:
    """Set up and run the benchmarks."""
    environment = set_up(Kit.TEST, Display())
    os.chdir(environment.checkout)
    become([str(environment.python), "-m", "tests.benchmarks", *rest], dict(os.environ))


def setup(rest: "list[str]") -> int:
    """Set everything up and say how to go on."""
    if rest:
        raise SetUpError(f"setup takes nothing more, and got: {' '.join(rest)}")
    environment = set_up(Kit.TEST, find_display(dict(os.environ), sys.platform))
    print(f"Ready: {environment.programs / 'greeter'} --help")
    return 0


def main(arguments: "list[str]") -> int:
    """Do what was asked; 2 says that the set-up could not be finished, and why."""
    commands = {"run": run, "test": test, "bench": bench, "setup": setup}
    command, rest = (arguments[0] if arguments else ""), arguments[1:]
    if command in ("-h", "--help", "help") or (command in commands and {"-h", "--help"} & set(rest)):
        print(HELP, end="")
        return 0
    if command not in commands:
        print(f"{HELP}\nSay one of: {', '.join(commands)}.", file=sys.stderr)
        return 2
    try:
        return commands[command](rest)
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
