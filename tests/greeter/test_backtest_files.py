"""The files that backtests read, and what they print."""

from __future__ import annotations

import gzip
import json

import pytest
from click.testing import CliRunner

from greeter.backtest.result import Result
from greeter.backtest.rows import read_rows
from greeter.cli import cli
from greeter.problems import BadInput


def test_plain_and_compressed_files_give_the_same_rows(tmp_path):
    text = "case,activity\r\n1,“a, b”\r\n2\r\n"
    plain, packed = tmp_path / "log.csv", tmp_path / "log.csv.gz"
    plain.write_bytes(text.encode())
    packed.write_bytes(gzip.compress(text.encode()))
    rows = read_rows(plain, ["case", "activity"])
    assert rows == read_rows(packed, ["case"])
    assert rows[1] == {"case": "2", "activity": ""}, "a short row lacks nothing but its text"


def test_more_fields_than_columns_are_left_out(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("a\n1,2,3\n")
    assert read_rows(path, ["a"]) == [{"a": "1"}]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "can’t be read"),
        ("empty.csv", b"", "has no column text and no column intent"),
        ("head.csv", b"text,intent\n", "has no rows"),
        ("other.csv", b"text,label\nx,y\n", "has no column intent"),
        ("latin.csv", b"text,intent\n\xe9t\xe9,y\n", "not CSV in UTF-8"),
        ("quote.csv", b'text,intent\n"x"y,z\n', "not CSV in UTF-8"),
        ("plain.csv.gz", b"text,intent\nx,y\n", "can’t be read"),
        ("cut.csv.gz", gzip.compress(b"text,intent\n" + bytes(range(32, 127)) * 50)[:-20], "cut short"),
    ],
)
def test_a_file_that_is_no_good_is_named(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=said) as met:
        read_rows(path, ["text", "intent"])
    assert name in str(met.value)


RESULT = Result(
    {"top1": 90.04, "top3": 99.25},
    {"majority": {"top1": 15.7}},
    12,
    0.25,
    {"first 25": {"ours": {"top1": 50.0}}},
    ("A note.",),
)


def test_the_table_has_a_line_a_method_and_says_how_many_were_asked():
    lines = RESULT.as_table().splitlines()
    assert lines[0].split() == ["top1", "top3"]
    assert [line.split() for line in lines[1:3]] == [["majority", "15.700"], ["ours", "90.040", "99.250"]]
    assert lines[3] == "12 asked, 0.250 ms each."
    assert lines[5] == "first 25:"
    assert lines[-1] == "A note."


def test_json_has_our_figures_beside_the_baselines():
    said = json.loads(RESULT.as_json())
    assert said["top1"] == 90.04
    assert said["baselines"] == {"majority": {"top1": 15.7}}
    assert (said["n"], said["ms"]) == (12, 0.25)
    assert said["cold"] == {"first 25": {"ours": {"top1": 50.0}}}


def test_either_a_file_or_a_store():
    for arguments in ([], ["--data", "x.csv", "--db", "sqlite:///x.db"]):
        ran = CliRunner().invoke(cli, ["backtest", "waits", *arguments])
        assert ran.exit_code == 2
        assert "Give either --data FILE or --db URL." in ran.output


@pytest.mark.parametrize("subject", ["waits", "steps", "reasons"])
def test_a_file_that_is_not_there_is_told_in_a_sentence(subject, tmp_path):
    ran = CliRunner().invoke(cli, ["backtest", subject, "--data", str(tmp_path / "none.csv")])
    assert ran.exit_code == 1
    assert "can’t be read" in ran.output
    assert "Traceback" not in ran.output
