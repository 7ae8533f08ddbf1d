"""What some accidents did, of those that a paragraph opens with."""

from __future__ import annotations

import pytest

import fazhi_lint

READ = (
    ("发生道路交通事故327209起，造成81649人死亡。其中，发生特大交通事故26起，造成389人死亡。", 2),
    ("共接报火灾111275起，死亡795人，受伤616人。较大火灾9起，死亡14人。", 2),
    ("全市发生生产安全事故63起、死亡41人。从行业看，道路运输事故38起、死亡24人。", 2),
    ("全年发生事故86起，亡71人。工矿商贸事故34起，亡23人。", 2),
)
SILENT = (
    "2006年发生交通事故378781起，死亡89455人。2007年交通事故327000起，死亡82000人。",
    "全年发生事故86起，死亡71人。上年同期事故81起，死亡65人。",
    "全年发生事故86起，死亡71人。亿元生产总值死亡5人。",
    "洪涝灾害死亡686人。滑坡灾害死亡656人。",
)


def _parts(text: str) -> list[str]:
    report = fazhi_lint.lint_text(text, name="report.txt")
    assert not [one for one in report.findings if one.code.startswith("FZ10")]
    return [one.formula for one in report.relations if one.kind == "part"]


@pytest.mark.parametrize(("text", "count"), READ)
def test_some_are_no_more_than_all(text: str, count: int) -> None:
    assert len(_parts(text)) == count
    assert len(_parts(text.replace("，", ","))) == count


@pytest.mark.parametrize("text", SILENT)
def test_others_are_not_held_against_them(text: str) -> None:
    assert not _parts(text)
