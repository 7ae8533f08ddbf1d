"""Lists that are certain by their words: rows of like items, slogans spelt out, headings announced."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from fazhi_lint.model import Relation, Severity

NUMERALS = "三四五六七八九"


def counted(text: str) -> list[Relation]:
    return [one for one in relations(Document(text)) if one.kind in ("list", "announced")]


# Each holds {}, the number of what it lists, and that number.
CERTAIN = [
    ("落实“减税、降费、让利”{}项措施。", 3),
    ("落实“控煤、降尘、管车、减排”{}大举措。", 4),
    ("坚持“稳定、提高、畅通”{}字方针。", 6),
    ("发展新材料、新能源、新医药“{}新产业”。", 3),
    ("推动众创、众包、众扶、众筹“{}众”发展。", 4),
    ("统筹农业、工业、渔业、林业“{}业”并举。", 4),
    ("巩固“{}个不减”：扶持不减、力度不减、投入不减。", 3),
    ("落实“{}个不减”要求，即扶持不减，力度不减，投入不减，人员不减。", 4),
    ("实现“{}个提高”:提高收入,提高效率,提高质量。", 3),
    ("办成“{}大工程”：道路改造工程；管网更新工程；学校扩建工程。", 3),
    ("必须把握“{}个坚持”：\n一是坚持改革。深化放权。\n二是坚持开放。\n三是坚持法治。", 3),
    ("要做到“{}个更加”：\n——更加注重质量。\n——更加注重公平。\n——更加注重安全。", 3),
    ("重点抓了{}件大事：\n一是修路。\n二是建校。\n三是治水。", 3),
    ("抓好以下{}方面工作。\n（一）修路。\n修好了。\n（二）建校。\n建成了。\n（三）治水。\n治好了。", 3),
    ("**重点做好{}个方面工作：**\n（一）修路。\n修好了。\n（二）建校。\n（三）治水。", 3),
    ("2021年县{}件民生实事\n共安排资金若干。\n一、修路\n二、建校\n三、治水\n四、种树", 4),
    (
        "致力“{}大突破”。\n（一）改革实现新突破。\n（二）开放实现新突破。\n（三）民生取得突破。\n（四）生态突破。",
        4,
    ),
    ("存在的主要问题有{}：一是人手紧，二是经费少，三是进度慢。", 3),
    ("原因在于{}点:一是认识不足;二是力量不够;三是机制不全。", 3),
    ("群众反映集中的有以下{}个方面：一是停车难；二是上学难；三是看病难；四是办证难。", 4),
    ("下设{}个专项小组，分别负责依法决策、综合执法、矛盾化解、普法宣传。", 4),
    ("组建{}个工作专班,分别承担线索核查、案件办理、行业整治。", 3),
    ("发布“不予处罚、减轻处罚、从轻处罚、免予强制”{}张清单。", 4),
    ("立案查办{}个领域案件：工程领域317件，涉农领域284件，国土领域142件，合计743件。", 3),
    ("核桃1.35万亩、花椒0.82万亩、油茶0.27万亩，{}项合计2.44万亩。", 3),
    ("资产不实1.27亿元,负债不实0.83亿元,损益不实0.46亿元,上述{}类问题金额共计2.56亿元。", 3),
    ("社会保障支出117,450万元，卫生健康支出74,629万元，住房支出21,000万元，{}项支出共213,079万元。", 3),
    ("住建局受理36件、教育局受理31件、交通局受理27件和卫健委受理22件，{}家单位合计116件，占四成。", 4),
    ("发现：一是少编收入1836万元；二是超支427万元；三是未招标968万元。上述{}类问题金额合计4128万元。", 3),
    ("提出{}条要求：必须稳住就业；必须保障供应；必须守住底线。", 3),
    ("分为{}个层次：一是市区；二是县城；三是乡镇。", 3),
    ("提出{}个方面的要求，这就是：增加产量；稳定价格；压缩开支；扩大出口。", 4),
]

# Nothing says where these begin, so that only agreement counts.
BARE = [
    ("坚持富民、强市、兴业{}大目标。", 3),
    ("布局东湖、西山、南岭、北港{}个片区。", 4),
    ("与甲省、乙省和丙省{}个省份合作。", 3),
    ("推进清水行动、蓝天保卫行动、净土行动{}大行动。", 3),
    ("建成东湖、西山、北港{}个公园。", 3),
    ("擦亮水乡古城、花园新城、书香名城“{}张名片”。", 3),
]


AGREEING = [
    "坚持“四个着力”，奋力前行。\n（一）着力修路。\n（二）着力建校。\n（三）着力治水。\n（四）着力种树。",
    "围绕四项重点工作，全市上下持续加力用劲。\n（一）修路。\n（二）建校。\n（三）治水。\n（四）种树。",
    "办好四件惠民实事。危房改造。支持各乡镇修缮住了多年的老屋。道路建设。新修通往每一个自然村的硬化路。饮水安全。让山上的人家全都用上自来水。学校扩建。在城区新增初中和小学的学位。",
    "抓好四个方面、32个实事项目。就业，新增岗位若干。就医，改建医院。就学，扩建学校。安居，修缮老屋。",
]


@pytest.mark.parametrize("text", AGREEING)
def test_a_loose_count_is_verified_and_never_held_against_the_text(text: str) -> None:
    assert "verified" in {one.verdict for one in counted(text)}
    assert "contradicted" not in {one.verdict for one in counted(text.replace("四", "五", 1))}


@pytest.mark.parametrize(("text", "number"), CERTAIN + BARE)
def test_a_count_that_agrees_is_verified(text: str, number: int) -> None:
    assert {one.verdict for one in counted(text.format(NUMERALS[number - 3]))} == {"verified"}


@pytest.mark.parametrize(("text", "number"), BARE)
def test_a_bare_list_is_never_held_against_its_number(text: str, number: int) -> None:
    assert "contradicted" not in {one.verdict for one in counted(text.format(NUMERALS[number - 2]))}


@pytest.mark.parametrize(("text", "number"), CERTAIN)
def test_another_count_is_a_warning(text: str, number: int) -> None:
    wrong = [one for one in counted(text.format(NUMERALS[number - 2])) if one.verdict == "contradicted"]
    assert [one.hit.severity for one in wrong if one.hit] == [Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "坚持富民、强市、兴业十大目标。",
        "落实低保、特困、残疾人两项补贴。",
        "提出实现经济总量、居民收入、财力和质量三个新目标。",
        "聚焦军民融合、乡村振兴、经略海洋、打好三大战役。",
        "抓好潜力大、见效快、覆盖广、带动强的“三项重点”。",
        "在甲园、乙园、丙园、丁园各三个点位设岗。",
        "办理核名、执照、刻章、开户3个工作日内完成。",
        "落实“五个全面”要求，坚持全面深化改革，坚持全面依法行政，推进各项工作。",
        "巩固“三个不减”成果。力度不减，投入不减，人员不减，扶持不减，热情不减，干劲不减。",
        "“三个一批”活动：开发区项目签约一批、开工一批。",
        "完成约束性指标任务，四项指标全部完成。\n（一）修路。\n（二）建校。\n（三）治水。",
        "抓好以下四方面工作。\n（一）修路。\n（二）建校。\n（三）治水。再做（四）种树。",
        "围绕以下五个方面、3项工作推进。\n（一）修路。\n（二）建校。\n（三）治水。",
        "打好“潮商”“侨商”两张牌，获批“两新”“两重”项目18个，破解科技与经济“两张皮”。",
        "重点抓好以下四个方面工作：一是落实《纲要》；二是落实《条例》；三是深化改革；四是加快普法。",
        "突出四个领域：食品领域检查120家，药品领域检查80家，医械领域检查60家，同时加强价格监管。",
        "支出117万元，卫生74万元，其中疾控20万元，医院30万元，两项合计104万元。",
        "办好60件实事。\n一、修路\n二、建校\n三、治水\n四、种树",
    ],
)
def test_a_count_of_something_else_is_no_warning(text: str) -> None:
    loud = [one.hit for one in counted(text) if one.verdict == "contradicted"]
    assert all(hit is not None and hit.severity is Severity.INFO for hit in loud)
