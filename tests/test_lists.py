"""Lists, announced counts, shares, numbered items, repeats, parts: what is verified, what contradicted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from fazhi_lint.model import Relation, Severity


def read(text: str, kind: str) -> list[Relation]:
    return [relation for relation in relations(Document(text)) if relation.kind == kind]


def said(text: str, kind: str) -> list[tuple[str, str]]:
    return [(relation.verdict, relation.formula) for relation in read(text, kind)]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "审查决策6件，分别是：甲局报送的《A》、乙局报送的《B》、《C（一期、二期）》、《D》、《E》、《F》。",
            "列举6项 = 6",
        ),
        ("健全《审查制度》《备案制度》以及《清理制度》等十项制度。", "列举3项 ≤ 十（等）"),
        ("实行“三统一”（统一登记、统一编号、统一印发）制度。", "列举3项 = 三"),
        ("推行行政执法公示、全过程记录、法制审核三项制度。", "列举3项 = 三"),
        ("推进通信网、计算机网和广播电视网三网融合。", "列举3项 = 三"),
        ("做大君乐宝、三元、双鸽3个省级品牌。", "列举3项 = 3"),
        ("建设海洋经济、黄河三角洲、山地生态三大特色经济区。", "列举3项 = 三"),
        ("实现投资、工业产值、畜牧业产值、冰雪和四季旅游业产值“四个倍增”。", "列举4项 = 四"),
        ("实施制造业转型升级、服务业繁荣发展、农业提质增效、城乡一体推进“四轮驱动”。", "列举4项 = 四"),
        ("对统一建章立制、规范事中公示和创新公开方式等5个环节提出要求。", "列举2项 ≤ 5（等）"),
        ("完善了公开、公平等5项机制。", "列举2项 ≤ 5（等）"),
        ("推进了水厂一期、公路二期等10个项目。", "列举2项 ≤ 10（等）"),
        ("增设了法规处和宣传教育处两个处室。", "列举2项 = 两"),
        ("设5个内设机构，包括：院长室、办公室、财务室、后勤部、护理部。", "列举5项 = 5"),
        ("对安地、塔石2个乡镇和应急管理局、建设局、商务局等5个部门开展巡察。", "列举3项 ≤ 5（等）"),
        (
            "六大行业包括石油加工业，化学原料和制品业，矿物制品业，黑色金属业，有色金属业，电力、热力业。",
            "列举6项 = 六",
        ),
    ],
)
def test_a_list_that_agrees_is_verified(text: str, formula: str) -> None:
    assert ("verified", formula) in said(text, "list")


@pytest.mark.parametrize(
    "text",
    [
        "审结后，撤销2件、终止3件。",
        "其中，机要用车0辆、应急用车2辆、执法用车5辆。",
        "下设公益一类、公益二类单位。",
        "答复行政机关、司法机关2件。",
        "新建小学、中等职业学校19所。",
        "扩建中学、高等学校5所学校。",
        "获得特等奖、一等奖3项。",
        "确定A等级、B等级3家单位。",
    ],
)
def test_a_count_of_the_last_item_counts_no_list(text: str) -> None:
    assert not read(text, "list")


@pytest.mark.parametrize(
    "text",
    [
        "审查文件6件，其中3件通过，分别是《甲办法》《乙办法》《丙办法》《丁办法》。",
        "出台《甲办法》《乙办法》《丙办法》等两部规章。",
        "设4个内设机构：办公室、财务室、后勤部、护理部、保卫部。",
    ],
)
def test_a_list_with_certain_bounds_that_disagrees_is_an_error(text: str) -> None:
    (relation,) = [one for one in read(text, "list") if one.verdict == "contradicted"]
    assert relation.hit is not None and relation.hit.severity is None


@pytest.mark.parametrize(
    "text",
    [
        "全国31个省（自治区、直辖市）实现增长。",
        "治理“三河三湖”（淮河、海河、辽河、太湖、巢湖、滇池）。",
        "推动煤炭、电力和新能源、数字、文旅三大产业。",
        "改造“卡脖路”、“断头路”8条。",
        "推出“姑苏八点半”“双12购物节”等活动。",
        "修订《平凡的世界》《我的三十里铺》等作品。",
        "设6个内设机构：办公室、法制科、人事科、宣传科、财务和审计科。",
    ],
)
def test_lists_without_certain_bounds_are_never_contradicted(text: str) -> None:
    assert all(relation.verdict == "verified" for relation in read(text, "list"))


def test_announced_items_in_the_paragraphs_that_follow() -> None:
    text = "抓好以下三方面工作。\n一是健全制度。\n二是规范执法。\n三是化解争议。"
    assert said(text, "announced") == [("verified", "其后3项 = 三")]
    (relation,) = read(text.replace("三方面", "四方面"), "announced")
    assert relation.verdict == "contradicted"
    assert relation.hit is not None and relation.hit.severity is Severity.WARNING


def test_a_title_announces_its_headings() -> None:
    text = "某市采取两项措施推进法治政府建设情况报告\n一、完善制度\n健全机制。\n二、规范执法\n加强监督。"
    assert ("verified", "其后2项 = 两") in said(text, "announced")


@pytest.mark.parametrize(
    "text",
    [
        "三次产业结构由7.7∶58.9∶33.4调整为6.8：51.6：41.6。",
        "城市空气质量达标的占21.6%，未达标的占78.4%。",
        "优的占4.0%，良的占68.5%，中的占26.2%，差的占1.4%。",
        "三次产业占比分别为9.0%、40.5%和50.5%。",
    ],
)
def test_shares_of_one_whole_make_a_hundred(text: str) -> None:
    found = read(text, "share")
    assert found and all(relation.verdict == "verified" for relation in found)


def test_shares_beside_amounts_that_add_up_must_make_a_hundred() -> None:
    text = "支出100.00万元，主要用于：公共服务70.00万元，占70.57%；住房保障30.00万元，占30.00%。"
    wrong = [one for one in read(text, "share") if one.cause == "share-total"]
    assert [one.verdict for one in wrong] == ["contradicted"]


def test_a_partial_list_of_shares_is_left_alone() -> None:
    assert not read("优良断面占72.1%，劣Ⅴ类断面占8.9%。", "share")


ITEMS = """“三公”经费预算数为10.81万元，与上年持平。其中：
（一）因公出国（境）费0万元，与上年持平。
（二）公务用车购置及运行费{car}万元，与上年持平。其中：公务用车购置费0万元；公务用车运行费9.98万元。
（三）公务接待费0.83万元，与上年持平。
"""


def test_numbered_items_add_up_to_what_is_said_before() -> None:
    found = said(ITEMS.format(car="9.98"), "sum")
    assert ("verified", "0 + 9.98 + 0.83 = 10.81") in found
    assert ("verified", "0 + 9.98 = 9.98") in found


def test_a_wrong_head_breaks_both_sums_it_is_in() -> None:
    found = read(ITEMS.format(car="9.68"), "sum")
    assert [one.verdict for one in found] == ["contradicted", "contradicted"]
    fixes = [edit.text for one in found if one.hit and one.hit.fix for edit in one.hit.fix.edits]
    assert fixes == ["9.98万", "9.98万"], "the one number whose change repairs both"


def test_items_with_two_figures_add_up_in_two_columns() -> None:
    text = """支出年初预算为300.50万元，支出决算为290.20万元。其中：
1、公共服务支出。年初预算为100.20万元，支出决算为95.10万元。
2、教育支出。年初预算为200.30万元，支出决算为195.10万元。
"""
    assert [formula for verdict, formula in said(text, "sum") if verdict == "verified"] == [
        "100.20 + 200.30 = 300.5",
        "95.10 + 195.10 = 290.2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "新增上市公司4家，总数达到38家。",
        "新引进企业15家、累计达113家。",
        "新认定示范基地2个，累计达到15个。",
        "新获批实验室３个，总数达到１５个。",
        "净增户数1.2万户，总量达到约8万户。",
        "装机容量达到2912万千瓦，五年净增1400万千瓦。",
        "签约项目75个，开工45个。",
        "新开工住房5万套、竣工4.2万套。",
        "争取资金5.67亿元，到位1.64亿元。",
        "建设水厂18座，已建成9座。",
        "36个行业大类中有29个增长。",
        "清理事项65项，现保留47项。",
        "机动车17228万辆（包括低速货车955万辆）。",
        "现行有效文件73件（含4件拟修改）。",
    ],
)
def test_parts_without_a_cue_word_are_verified(text: str) -> None:
    assert [relation.verdict for relation in read(text, "part")] == ["verified"]


def test_totals_side_by_side_hold_what_was_added_side_by_side() -> None:
    text = "甲类、乙类企业分别新增32家和{}家，总数分别达243家和23家。"
    assert [one.verdict for one in read(text.format(2), "part")] == ["verified", "verified"]
    assert [one.verdict for one in read(text.format(29), "part")] == ["verified", "contradicted"]


@pytest.mark.parametrize(
    "text",
    ["推进甲地铁、乙公路、长三角建设。", "完成甲厂一期、乙厂二期、丙厂三期工程。",
     "建成甲馆1座、乙馆2座、丙馆3座。", "落实实施方案、重建方案和“三个清单”任务。",
     "推进甲网、乙网和丙网四网融合。"],
)  # fmt: skip
def test_a_number_behind_a_row_may_count_something_else(text: str) -> None:
    assert read(text, "list") == []


@pytest.mark.parametrize("text", ["新引进企业15家，累计达到13家。", "新增公司45家，总数达到38家。"])
def test_no_more_is_added_than_there_is_in_total(text: str) -> None:
    (relation,) = [one for one in read(text, "part") if one.verdict == "contradicted"]
    assert relation.hit is not None and relation.hit.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "新增公司45家，规上企业总数达到38家。",
        "新增贷款45亿元，保费总额达到38亿元。",
        "签约项目45个，投产75个。",
        "新开工项目30个，竣工36个。",
    ],
)
def test_what_is_named_otherwise_may_be_less(text: str) -> None:
    assert not [one for one in read(text, "part") if one.verdict == "contradicted"]


@pytest.mark.parametrize("text", ["新开户单位612家，净增单位287家。", "签约项目75个，开工亿元以上项目45个。"])
def test_what_is_counted_by_a_name_of_its_own_is_no_part(text: str) -> None:
    assert not read(text, "part")


def test_older_cases_may_be_closed_too() -> None:
    assert not [one for one in relations(Document("受理案件50件，办结62件。")) if one.verdict == "contradicted"]


def test_one_figure_in_two_places() -> None:
    text = "全区共有持证行政执法人员2815人。\n截至目前，我区共有持证行政执法人员{}人。"
    assert [one.verdict for one in read(text.format(2815), "repeat")] == ["verified"]
    assert [one.verdict for one in read(text.format(2845), "repeat")] == ["contradicted"]
    assert not read("2018年" + text.format(2845).replace("截至目前", "2019年"), "repeat")


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6), st.integers(0, 2))
def test_shares_rounded_from_counts_are_never_reported(counts: list[int], decimals: int) -> None:
    total = sum(counts)
    shares = [
        f"{(200 * count * 10**decimals + total) // (2 * total) / 10**decimals:.{decimals}f}" for count in counts
    ]
    listed = "，".join(f"{name}类占{share}%" for name, share in zip("甲乙丙丁戊己", shares, strict=False))
    found = relations(Document(f"从构成看，{listed}。"))
    assert all(one.verdict != "contradicted" for one in found if one.cause == "share-total")


@pytest.mark.parametrize(
    "text",
    [
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "坚持发展、保护两手抓。",
        "建成文化馆、博物馆二期。",
        "治理赤水河、乌江两岸。",
        "培育园区10家以上、平台2家。",
        "推行告知承诺、容缺受理“两不见”改革。",
        "对公安局、司法局、教育局、民政局等三百家单位开展检查。",
    ],
)
def test_names_with_a_number_count_no_list(text: str) -> None:
    assert not read(text, "list")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("出台《甲办法》《乙办法》1部规章。", None),
        ("督察公安局、司法局和教育局等2个部门。", Severity.WARNING),
        ("抽查3个县：甲县、乙县、丙县和丁县。", None),
        ("推进“放管服”“一网通办”“双随机”两项改革。", Severity.WARNING),
        ("推进“放管服”“一网通办”“双随机”等两项改革。", None),
    ],
)
def test_a_list_that_is_longer_than_it_says(text: str, severity: Severity | None) -> None:
    (relation,) = [one for one in read(text, "list") if one.verdict == "contradicted"]
    assert relation.hit is not None and relation.hit.severity is severity


@pytest.mark.parametrize(
    ("text", "value", "wrong"),
    [
        ("3件案件入选典型案例，分别为“甲案”“乙案”“丙案”。", "3件", "5件"),
        ("2个村获评示范村，分别是“东山村”和“西河村”。", "2个", "6个"),
        ("开展“进乡村”“宪法周”“进万家”3项主题活动，举办讲座12场。", "3项", "7项"),
        (
            "设立四个审判点，分别是城东审判点、石桥审判点、柳河审判点、新区审判点，化解纠纷264件。",
            "四个",
            "三个",
        ),
        ("建成3家调解室，分别为甲镇调解室、乙镇调解室、丙镇调解室，全年调解85件。", "3家", "4家"),
        ("下属事业单位3个，分别为登记中心、整理中心、测绘队。", "3个", "9个"),
        (
            "纳入编制范围的单位共4个，包括：\n某市民政局（本级）、某市福利院、某市救助站、某市殡仪馆。",
            "4个",
            "5个",
        ),
        ("下设机构5个，分别是：\n办公室、法规科、执法科、信访科、财务科。", "5个", "6个"),
    ],
)
def test_a_list_of_names_is_counted(text: str, value: str, wrong: str) -> None:
    assert [verdict for verdict, _ in said(text, "list")] == ["verified"]
    assert [verdict for verdict, _ in said(text.replace(value, wrong), "list")] == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "改造影响出行的“卡脖路”、“破损路”8条。",
        "开展“两优”“两进”7次。",
        "评选“最美”“最强”“最优”10个先进集体。",
        "受理案件30件，分别来自“热线”“信箱”。",
        "纳入编制范围的单位共4个，包括：\n行政单位1个、事业单位3个。",
        "设立五个审判点，分别是城东审判点、石桥审判点、柳河、新区，化解纠纷264件。",
    ],
)
def test_names_that_need_not_be_all_are_left_alone(text: str) -> None:
    assert "contradicted" not in [verdict for verdict, _ in said(text, "list")]
