"""`greeter waits-now`: once, and on and on until it is asked to end."""

from __future__ import annotations

import json

from click.testing import CliRunner

from greeter.cli import cli
from greeter.open_figures import waits_command
from greeter.problems import Problem, StoreAway
from greeter.writing import write_whole


def test_it_writes_the_file_once(url, tmp_path):
    path = tmp_path / "waits.json"
    run = CliRunner().invoke(cli, ["waits-now", "--out", str(path), "--db", url])
    assert (run.exit_code, run.output) == (0, f"Wrote {path}\n")
    assert json.loads(path.read_text())["form"] == "greeter-waits-now"


def test_it_goes_on_says_when_nobody_knows_and_ends_with_that(url, tmp_path, monkeypatch, always_open):
    path, seen = tmp_path / "waits.json", []

    class Rounds:
        """Four minutes in which somebody looks at the file; in the second the store is away, in the third the folder."""

        def wait(self, seconds):
            seen.append((seconds, json.loads(path.read_text())["state"]))
            if len(seen) == 1:
                monkeypatch.setattr("greeter.open_figures.waits_now.read_waits_now", away)
            if len(seen) == 2:
                monkeypatch.setattr("greeter.open_figures.waits_now.read_waits_now", real)
                monkeypatch.setattr("greeter.open_figures.waits_now.write_whole", unmounted)
            if len(seen) == 3:
                monkeypatch.setattr("greeter.open_figures.waits_now.write_whole", write_whole)
            return len(seen) == 4

    def away(_):
        raise StoreAway("The store's server can't be reached.")

    def unmounted(path, _):
        raise Problem(f"{path} can't be written: no such folder.")

    from greeter.open_figures.waits_now import read_waits_now as real

    monkeypatch.setattr(waits_command, "Event", Rounds)
    monkeypatch.setattr(waits_command.signal, "signal", lambda *_: None)
    asked = ["waits-now", "--out", str(path), "--every", "60", "--db", url, "--catalogue", str(always_open)]
    run = CliRunner().invoke(cli, asked)
    assert run.exit_code == 0, run.output
    assert seen == [(60, "open"), (60, "unknown"), (60, "unknown"), (60, "open")]
    assert "can't be written: no such folder" in run.output
    assert json.loads(path.read_text())["state"] == "unknown"
