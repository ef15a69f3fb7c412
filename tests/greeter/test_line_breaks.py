"""Where a line may be broken."""

from __future__ import annotations

import pytest

from greeter.line_breaks import units


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Take a seat", "Take| a| seat"),
        ("您的号码是P014。", "您|的|号|码|是|P014。"),
        ("“找工作人员”，谢谢", "“找|工|作|人|员”，|谢|谢"),
        ("（含换证）：请 Alder Creek", "（含|换|证）：|请| Alder| Creek"),
        ("请坐。 铃响 后", "请|坐。|铃|响| 后"),
        ("慢慢来——好", "慢|慢|来——|好"),
        ("Des questions\u00a0? 10\u202fh", "Des| questions\u00a0?| 10\u202fh"),
        ("  ", ""),
    ],
)
def test_units(text, parts):
    assert "|".join(f"{' ' if unit.spaced else ''}{unit.text}" for unit in units(text)) == parts
