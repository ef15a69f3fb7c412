"""Write the pinned and hashed requirements anew from pyproject.toml: `python3 packaging/lock.py [--upgrade]`.

Every file of each release is hashed, for every platform and for Python 3.11 and newer, and no index is named, so that
the files hold for any mirror. Without --upgrade the versions already pinned are kept where they still fit.
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
REQUIREMENTS = CHECKOUT / "packaging" / "requirements"
TITLE = "# Written by `python3 packaging/lock.py` from pyproject.toml; not to be changed by hand.\n"
COMPILE = [
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-strip-extras",  # pip takes `coverage` for another requirement than `coverage[toml]`, and wants the latter pinned
    "--no-emit-package=pip",  # sqlite-utils asks for it; the environment brings its own
]


def lock(compiler: Path, name: str, more: list[str]) -> None:
    """Resolve one file: what Greeter needs, what builds it, and more."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    build = "\n".join(project["build-system"]["requires"])
    path = REQUIREMENTS / f"{name}.txt"
    command = [str(compiler), *COMPILE, "--output-file", str(path), "pyproject.toml", "-", *more]
    subprocess.run(command, cwd=CHECKOUT, input=build, text=True, check=True, stdout=subprocess.DEVNULL)
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    path.write_text(TITLE + "\n".join(lines) + "\n")


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([str(programs / "python"), "-m", "pip", "install", "-q", "uv"], check=True)
        extras = [
            "--extra=office",
            "--extra=learn",
            "--extra=sheets",
            "--extra=thermal",
        ]  # a machine set up here can join a network, learn, write workbooks and drive a receipt printer without another download
        lock(programs / "uv", "run", [*extras, *arguments])
        lock(
            programs / "uv",
            "test",
            [*extras, "--group", "test", "--constraint", str(REQUIREMENTS / "run.txt"), *arguments],
        )


if __name__ == "__main__":
    main(sys.argv[1:])
