"""Rates of a population are taken over the mean of the year's two ends."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.figures import relations

SENTENCES = [
    "年末全市常住人口326.84万人，比上年末减少0.55万人。全年出生人口1.86万人，出生率为5.69‰；死亡人口2.41万人，死亡率为7.37‰。",
    "年末总人口41.27万人。全年出生6984人，出生率17.02‰；死亡2713人，死亡率6.61‰。",
    "截至2021年底，全县户籍人口582700人，比上年增加6200人；出生人口12240人，人口出生率21.12‰，死亡人口3690人，死亡率6.37‰。",
    "年末全区常住人口60.2万人。全年出生人口0.42万人，出生率0.70%，死亡人口0.36万人，死亡率0.60%。",
]


def _rates(text: str) -> list[str]:
    return [relation.verdict for relation in relations(Document(text)) if relation.kind == "rate"]


@pytest.mark.parametrize("text", SENTENCES)
def test_the_rates_agree_with_the_counts(text: str) -> None:
    assert _rates(text) == ["verified", "verified"]


@pytest.mark.parametrize(("old", "new"), [("5.69‰", "6.69‰"), ("2.41", "2.91"), ("7.37‰", "1.37‰")])
def test_a_wrong_digit_is_found(old: str, new: str) -> None:
    report = lint(Document(SENTENCES[0].replace(old, new)), Options(select=("FZ103",)))
    assert [str(finding.severity) for finding in report.findings] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        # of which population is not said
        "年末常住人口326.84万人，户籍人口402.11万人。全年出生人口1.86万人，出生率为4.11‰。",
        # near: the mean of the year may be that of another count
        "年末常住人口100.0万人。全年出生人口1.00万人，出生率为9.6‰。",
        # a plan
        "出生率控制在8‰以内，年末总人口控制在60万人以内。",
    ],
)
def test_what_may_have_another_base_is_left_alone(text: str) -> None:
    assert "contradicted" not in _rates(text)


COUNTRY = (
    "年末全国总人口为83172万人，比上年末增加541万人，其中城镇人口41270万人。"
    "全年出生人口1236万人，出生率为14.91‰；死亡人口695万人，死亡率为8.38‰；自然增长率为6.53‰。"
)
TOWN = "年末全市常住人口213.4万人，比上年末增加0.9万人，其中城镇常住人口120.6万人。全年自然增长率为-1.38‰。"


@pytest.mark.parametrize(("old", "new"), [("541", "641"), ("1236", "1136"), ("695", "395")])
def test_a_country_grows_by_its_births_less_its_deaths(old: str, new: str) -> None:
    codes = Options(select=("FZ103", "FZ106"))
    assert lint(Document(COUNTRY), codes).findings == ()
    assert any(one.formula == "1236 - 695 = 541" for one in relations(Document(COUNTRY)))
    assert "FZ106" in [one.code for one in lint(Document(COUNTRY.replace(old, new)), codes).findings]


def test_people_move_into_a_town() -> None:
    assert lint(Document(TOWN), Options(select=("FZ103", "FZ106"))).findings == ()
