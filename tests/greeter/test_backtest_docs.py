"""What `docs/backtest.md` says is so."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from greeter.backtest.baselines import BOOSTED, CONFORMED, RULES, TABLE
from greeter.backtest.commands import backtest
from greeter.backtest.judged import judged
from greeter.backtest.line_file import COLUMNS
from greeter.backtest.step_cases import COLUMNS as STEP_COLUMNS
from greeter.backtest.step_rules import RULES as STEP_RULES
from greeter.queueing.waits.guess import Guess

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "backtest.md").read_text(encoding="utf-8")
PLAIN = " ".join(PAGE.split())


def part(name):
    """Return the section of a command."""
    return re.search(rf"^## `{name}`\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)[1]


@pytest.mark.parametrize("name", sorted(backtest.commands))
def test_every_command_and_option_is_told(name):
    options = {
        flag for param in backtest.commands[name].params if isinstance(param, click.Option) for flag in param.opts
    }
    assert f"greeter backtest {name} " in PAGE
    assert {option for option in options if option not in PAGE} == set()


def test_the_defaults_are_those_of_the_commands():
    shares = {
        name: param.default
        for name in ("waits", "steps")
        for param in backtest.commands[name].params
        if param.name == "train_share"
    }
    assert f"waits --data line.csv.gz [--train-share {shares['waits']}]" in PAGE
    assert f"steps --data cases.csv [--train-share {shares['steps']}]" in PAGE
    drawn = {param.name: param.default for param in backtest.commands["reasons"].params}
    assert f"--draws {drawn['draws']} --seed {drawn['seed']}" in PAGE


def test_every_column_is_told():
    assert {column for column in COLUMNS if f"`{column}`" not in part("waits")} == set()
    assert {column for column in STEP_COLUMNS if f"`{column}`" not in part("steps")} == set()


def test_every_figure_is_told():
    waits = judged(["a"], [60.0], [Guess(10.0, 50.0, 90.0, 55.0)])
    assert {key for key in waits if f"`{key}`" not in part("waits")} == set()
    assert {key for key in ("top1", "top3", "ece") if f"`{key}`" not in part("steps")} == set()
    assert {key for key in ("top1", "top3", "oos_auroc", "oos_caught") if f"`{key}`" not in part("reasons")} == set()


def test_every_baseline_is_told():
    names = [*RULES, TABLE, BOOSTED, CONFORMED, *STEP_RULES]
    assert [name for name in names if name not in PLAIN] == []
