"""What the number reader says of numbers as officials write them, and of words that only look like one."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fazhi_lint
from fazhi_lint.document import Document
from fazhi_lint.facts.numbers import numbers

READS = """
受理1,234件                  1,234           1234        number   件
受理1，234件                 1，234          1234        number   件
支出1 234.5万元              1 234.5万       12345000    number   元
收入3.5万元                  3.5万           35000       number   元
收入3亿5000万元              3亿5000万       350000000   number   元
收入3亿5千万元               3亿5千万        350000000   number   元
支出1万2000元                1万2000         12000       number   元
产量5千吨                    5千             5000        number   吨
装机3千瓦                    3               3           number   千瓦
装机4.2万千瓦                4.2万           42000       number   千瓦
惠及20余万人次               20余万          200000      number   人次
共有３８条                   ３８            38          number   条
浓度35微克/立方米            35              35          number   微克/立方米
补助500元/人                 500             500         number   元/人
办结率98.3%                  98.3%           98.3        percent
办结率９８．３％             ９８．３％      98.3        percent
增长率为-3.5%                -3.5%           -3.5        percent
出生率7.5‰                   7.5‰            7.5         permille
提高0.3个百分点              0.3             0.3         point    个百分点
提高0.3百分点                0.3             0.3         point    百分点
提高2个以上百分点            2               2           point    个百分点
增长2.5倍                    2.5             2.5         multiple 倍
比上年翻一番                 翻一番          2           multiple
比上年翻两番                 翻两番          4           multiple
比上年翻了一番               翻了一番        2           multiple
占2/3                        2/3             2/3         fraction
占三分之二                   三分之二        2/3         fraction
占3分之2                     3分之2          2/3         fraction
增长一又二分之一             一又二分之一    3/2         fraction
一半以上                     一半            1/2         fraction
下降百分之九十点五           百分之九十点五  90.5        percent
下降百分之98.3               百分之98.3      98.3        percent
覆盖率百分之百               百分之百        100         percent
千分之三                     千分之三        3           permille
七成以上                     七成            70          percent
由1亿2千3百万元增加           1亿2千3百万     123000000   number   元
历时2年半                    2年半           5/2         number   年
为期1个半月                  1个半           3/2         number   个月
占½                          ½               1/2         fraction
共2½个                       2½              5/2         number   个
气温零下10℃                  零下10          -10         number   ℃
罚没伍佰圆                   伍佰            500         number   圆
占3又1/2                     3又1/2          7/2         fraction
三成五                       三成五          35          percent
第3批                        第3             3           ordinal  批
第十六次                     第十六          16          ordinal  次
2019年度                     2019            2019        year     年
二〇一八年                   二〇一八        2018        year     年
二○一八年                    二○一八         2018        year     年
二0一八年                    二0一八         2018        year     年
一九九八年                   一九九八        1998        year     年
2000余人                     2000            2000        number   人
二十三个                     二十三          23          number   个
两个窗口                     两              2           number   个
六个方面                     六              6           number   个方面
一百零五                     一百零五        105         number
一百五十万零三               一百五十万零三  1500003     number
两万五千人                   两万五千        25000       number   人
两万五                       两万五          25000       number
二百五                       二百五          250         number
三十二点五                   三十二点五      32.5        number
一万三千亿元                 一万三千亿      1300000000000 number 元
三亿五千万元                 三亿五千万      350000000   number   元
负三百五十                   负三百五十      -350        number
廿三人                       廿三            23          number   人
同比+5.2%                    +5.2%           26/5        percent
（＋3个百分点）              ＋3             3           point    个百分点
一年半                       一年半          3/2         number   年
两个半小时                   两个半          5/2         number   小时
半年                         半              1/2         number   年
30日内办结                   30              30          number   日
20个工作日                   20              20          number   个工作日
1.2019年                     2019            2019        year     年
3.35个部门                   35              35          number   个
七成六                       七成六          76          percent
7.2成                        7.2成           72          percent
八五折                       八五折          85          percent
打8折                        8折             80          percent
百分之1,111                  百分之1,111     1111        percent
3又一千分之23                3又一千分之23   3.023       fraction
负３分之二                   负３分之二      -2/3        fraction
2^5                          2^5             32          number
3.2e5                        3.2e5           320000      number
.5                           .5              0.5         number
-10000                       -10000          -10000      number
为企业减负2.36亿元            2.36亿          236000000   number   元
10万万                       10万万          1000000000  number
五兆六十二亿                 五兆六十二亿    5006200000000 number
壹佰伍拾                     壹佰伍拾        150         number
五億零六                     五億零六        500000006   number
兩百個                       兩百            200         number   个
三項措施                     三              3           number   项
二                           二              2           number
队伍三百人                   三百            300         number   人
四百多                       四百            400         number
"""


def _rows(table: str) -> list[tuple[str, str, Fraction, str, str]]:
    rows = []
    for line in table.strip().splitlines():
        # Thin blanks stand inside some cells, so columns are cut at two blanks or at the known kinds.
        cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
        flat = [part for cell in cells[2:] for part in cell.split()]
        rows.append((cells[0], cells[1], Fraction(flat[0]), flat[1], flat[2] if len(flat) > 2 else ""))
    return rows


@pytest.mark.parametrize(("text", "literal", "value", "kind", "unit"), _rows(READS))
def test_reads(text: str, literal: str, value: Fraction, kind: str, unit: str) -> None:
    (number,) = fazhi_lint.read_numbers(text)
    assert text[number.start : number.end] == literal.replace(" ", " ")
    assert (number.value, number.kind, number.unit) == (value, kind, unit)


# Texts that hold several numbers, or one where a careless reader sees another.
LITERALS = [
    ("10:17.5", ["10", "17.5"]),
    ("2010-3%", ["2010"]),
    ("增长2019-2020%", ["2019-2020%"]),
    ("用时8时30分钟", ["30"]),
    ("增长百分之5km以上", ["百分之5"]),
    ("提高3万2百分点", ["3万", "2"]),
    ("5千年历史", ["5千"]),
    ("长5万2千米", ["5万2千"]),
    ("1/2/3", []),
    ("3e5a", []),
]


@pytest.mark.parametrize(("text", "literals"), LITERALS)
def test_reads_these_numbers_and_no_others(text: str, literals: list[str]) -> None:
    assert [number.literal for number in fazhi_lint.read_numbers(text)] == literals


@pytest.mark.parametrize(("text", "unit"), [("30次/月", "次/月"), ("30次/monat", "次"), ("5元/da", "元")])
def test_a_unit_ends_where_another_word_goes_on(text: str, unit: str) -> None:
    (number,) = fazhi_lint.read_numbers(text)
    assert number.unit == unit


NO_QUANTITIES = """
3月1日|1-6月|12月底|10:17:59|2020-03-11|2020.3.11|某政发〔2016〕32号|某政发（2016）32号|第一责任人由第三方评估|12345热线
12345政务平台|110报警服务台|052224292-201902-125711|0571-88888888|13800000000|GB/T 9704|PM2.5浓度|5G基站|G20峰会
AB岗|4A级景区|A4纸
1.强化领导|2、加强领导|（3）加强领导|第一，加强领导|见文献[17]|“1+1+N”体系|7×24小时|“6313”行动|深入实施1134行动|见表8|80后
一是加强领导，二是落实责任|进一步|统一|一些|等一批项目|一定|一律|一带一路|万一|十分|三农|五位一体|十九大|十九届四中全会
四个全面|四个意识|两个维护|三公经费|双随机一公开|千方百计|万众一心|百姓|九州|八五普法|“十三五”规划|七五普法|一网通办
一站式|一件事|一体化|四川|三亚|六安|万宁|九江|百色|一村一品|一户一档|二十三、加强领导|（二十三）加强领导|同一个|百亿级园区
五家渠市|三台县|一季度|红十字会|十三届人大一次会议|零部件|两位数增长|二氧化硫|三次产业|一次性|唯一一个|上午9点|8时30分|国道320线
营商环境6.0版|8.5代线|“515敬老工程”|20162020年|登上大陆|一波三折|折合|最多跑一次|9月中旬|建立1+3机制|互联网+2.0
"""


@pytest.mark.parametrize("text", NO_QUANTITIES.strip().replace("\n", "|").split("|"))
def test_leaves_words_dates_and_codes_alone(text: str) -> None:
    assert [n.literal for n in fazhi_lint.read_numbers(text) if n.kind not in ("ordinal", "year")] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("受理30件", "30", "30"),
        ("3.5%", "3.45", "3.55"),
        ("2000万元", "19995000", "20005000"),
        ("500元", "499.5", "500.5"),
        ("一百二十人", "120", "120"),
        ("三百万元", "2995000", "3005000"),
        ("100人以上", "100", None),
        ("不低于30%", "30", None),
        ("超过100家", "100", None),
        ("30%以下", None, "30"),
        ("不超过50元", None, "50"),
        ("不足5件", None, "5"),
        ("3000多人", "3000", "4000"),
        ("50余人", "50", "60"),
        ("20人余", "20", "30"),
        ("20人余下", "20", "20"),
        ("50人上下", "40", "60"),
        ("50人上下联动", "50", "50"),
        ("5个前后台", "5", "5"),
        ("3万多人", "30000", "40000"),
        ("20余万人", "200000", "300000"),
        ("近100家", "0", "100"),
        ("约300人", "200", "400"),
        ("10%—20%", "9.5", "20.5"),
        ("10-20万元", "95000", "205000"),
        ("3至5个", "3", "5"),
        ("三到五个", "3", "5"),
        ("三五个", "3", "5"),
        ("数百人", None, None),
        ("上百家", None, None),
    ],
)
def test_says_what_the_print_stands_for(text: str, low: str | None, high: str | None) -> None:
    (number,) = fazhi_lint.read_numbers(text)
    assert number.low == (None if low is None else Fraction(low))
    assert number.high == (None if high is None else Fraction(high))


@pytest.mark.parametrize("text", ["签约30个", "节约30元", "附近30家", "近五年", "传达30次", "“新突破三年行动”"])
def test_words_that_only_end_like_an_approximator(text: str) -> None:
    assert not any(number.approximate for number in fazhi_lint.read_numbers(text))


@pytest.mark.parametrize("text", ["几十个", "数百名", "上百家", "近百人", "两三个"])
def test_vague(text: str) -> None:
    (number,) = fazhi_lint.read_numbers(text)
    assert number.vague
    assert number.approximate


def test_from_to_is_two_numbers_and_a_range_is_one() -> None:
    assert [n.literal for n in fazhi_lint.read_numbers("由10%提高到20%，从5%至6%")] == [
        "10%",
        "20%",
        "5%",
        "6%",
    ]
    assert [n.literal for n in fazhi_lint.read_numbers("增长10%至20%")] == ["10%至20%"]


def test_years_of_a_range_are_years() -> None:
    found = fazhi_lint.read_numbers("（2015-2020年）、2016—2020年、2016、2017年")
    assert [(n.literal, n.kind) for n in found] == [
        (year, "year") for year in ("2015", "2020", "2016", "2020", "2016", "2017")
    ]


def test_joined_numbers_share_their_measure_word() -> None:
    found = fazhi_lint.read_numbers("分别高于东部和中部6.1和0.6个百分点，达到1000亿、100亿元")
    assert [(n.kind, n.unit) for n in found] == [("point", "个百分点")] * 2 + [("number", "元")] * 2


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("一 百 五 十 个 百 分 点", ["一 百 五 十"]),
        ("7 万5 千4 百", ["7 万5 千4 百"]),
        ("1, 234, 567", ["1", "234", "567"]),
        ("共 12 件，占 35.5 %", ["12", "35.5 %"]),
        ("12  34件", ["12", "34"]),
    ],
)
def test_blanks_beside_chinese_do_not_count(text: str, literals: list[str]) -> None:
    assert [number.literal for number in fazhi_lint.read_numbers(text)] == literals


def test_a_ratio_is_three_numbers_and_a_time_none() -> None:
    assert [n.literal for n in fazhi_lint.read_numbers("比例为7.7:58.9:33.4")] == ["7.7", "58.9", "33.4"]
    assert fazhi_lint.read_numbers("发布时间10:17:59") == ()


def test_reads_over_the_line_breaks_of_a_pdf() -> None:
    sentence = "全市各级行政复议机构全年依法受理并审理的各类行政复议案件共计为1234件，"
    sentence += "其中已经审结的为1000件，涉及金额5678万元，"
    body = sentence * 6
    for width in (31, 33, 37, 40):
        broken = "\n".join(body[at : at + width] for at in range(0, len(body), width))
        found = [n for row in numbers(Document(broken)) for n in row]
        assert [(int(n.value), n.unit) for n in found] == [(1234, "件"), (1000, "件"), (56780000, "元")] * 6


# --- laws ---------------------------------------------------------------------------------------------

_DIGITS = "零一二三四五六七八九"


def spell(value: int) -> str:
    """A whole number below 10^16 in Chinese, written independently of the reader."""
    if value == 0:
        return "零"
    groups = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    text = ""
    for index in reversed(range(len(groups))):
        group = groups[index]
        higher = groups[index + 1 :]
        if group == 0:
            if index == 2 and any(higher):
                text += "亿"
            continue
        if (any(higher) and group < 1000) or (
            any(higher) and groups[index + 1] % 10 == 0 and text[-1] not in "万亿"
        ):
            text += "零"
        text += _group(group) + ("", "万", "亿", "万")[index]
    return text[1:] if text.startswith("一十") else text


def _group(group: int) -> str:
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


@given(st.integers(min_value=11, max_value=10**12 - 1).filter(lambda value: value not in (10**5, 10**9)))
def test_chinese_numerals_say_their_value(value: int) -> None:
    """十万 and 十亿 alone are left out: they are sizes more often than counts (十亿级项目)."""
    text = f"共{spell(value)}件"
    (number,) = fazhi_lint.read_numbers(text)
    assert (int(number.value), number.unit) == (value, "件")


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=4), st.randoms())
def test_arabic_numerals_say_their_value(mantissa: int, decimals: int, rng: random.Random) -> None:
    value = Fraction(mantissa, 10**decimals)
    plain = f"{mantissa // 10**decimals}"
    grouped = f"{mantissa // 10**decimals:,}"
    tail = f".{mantissa % 10**decimals:0{decimals}d}" if decimals else ""
    scale, factor = rng.choice([("", 1), ("万", 10**4), ("亿", 10**8), ("百万", 10**6)])
    literal = rng.choice([plain, grouped, grouped.replace(",", "，")]) + tail + scale
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    for text in (f"共{literal}吨", f"共{literal}吨".translate(wide)):
        (number,) = fazhi_lint.read_numbers(text)
        assert (number.value, number.unit, number.start, number.end) == (
            value * factor,
            "吨",
            1,
            1 + len(literal),
        )
        assert number.low is not None
        assert number.high is not None
        assert number.high - number.low == number.step == Fraction(factor, 10**decimals)


@given(st.integers(min_value=0, max_value=999), st.integers(min_value=0, max_value=9))
def test_percentages_in_chinese(whole: int, tenth: int) -> None:
    text = f"增长百分之{spell(whole)}点{_DIGITS[tenth]}"
    (number,) = fazhi_lint.read_numbers(text)
    assert (number.value, number.kind) == (whole + Fraction(tenth, 10), "percent")


@given(st.integers(min_value=2, max_value=99), st.integers(min_value=1, max_value=99))
def test_fractions_in_chinese_and_arabic(below: int, above: int) -> None:
    for text in (f"占{spell(below)}分之{spell(above)}", f"占{below}分之{above}"):
        (number,) = fazhi_lint.read_numbers(text)
        assert (number.value, number.kind) == (Fraction(above, below), "fraction")


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999), st.booleans())
def test_mixtures_of_magnitudes(hundred_millions: int, ten_thousands: int, chinese: bool) -> None:
    first, second = (
        (spell(hundred_millions), spell(ten_thousands)) if chinese else (hundred_millions, ten_thousands)
    )
    zero = "零" if chinese and (ten_thousands < 1000 or hundred_millions % 10 == 0) else ""
    (number,) = fazhi_lint.read_numbers(f"投资{first}亿{zero}{second}万元")
    assert (int(number.value), number.unit) == (hundred_millions * 10**8 + ten_thousands * 10**4, "元")


@given(st.integers(min_value=1801, max_value=2199))
def test_years_digit_by_digit(year: int) -> None:
    for text in (f"{year}年", f"{year}".translate(str.maketrans("0123456789", "〇一二三四五六七八九")) + "年"):
        (number,) = fazhi_lint.read_numbers(f"截至{text}末")
        assert (int(number.value), number.kind) == (year, "year")


@given(st.integers(min_value=0, max_value=99), st.integers(min_value=1, max_value=99), st.sampled_from("-—~至"))
def test_ranges_hold_both_ends(low: int, more: int, joiner: str) -> None:
    (number,) = fazhi_lint.read_numbers(f"增长{low}%{joiner}{low + more}%")
    assert number.low is not None
    assert number.high is not None
    assert (number.low, number.high) == (low - Fraction(1, 2), low + more + Fraction(1, 2))


# Pieces that change each other's meaning, so that chance puts together what nobody thought of.
PIECES = """
1 2 12 1.2 0 ０ １，２ . - － 至 到 由 % ％ ‰ 个 万 亿 百分之 又 分之 三 十 二 两 几 数 半 1,234 , / ~ —
以上 余 多 来 上 近 约 个百分点 年 月 日 号 2019 第 负 折 成 倍 翻 番 ^ e k A x × +
点 千 元 件 吨 兆 陆 伍 零 〇 萬 個 兩 〔 〕 （ ） “ ” 、 。 ：
"""
_TEXTS = st.lists(st.sampled_from([*PIECES.split(), " ", "  ", "\u2009", "\ud800", "٣"]), max_size=14).map(
    "".join
)


@given(st.one_of(_TEXTS, st.text(max_size=40)))
@settings(max_examples=400)
def test_any_text_is_read_in_order(text: str) -> None:
    found = fazhi_lint.read_numbers(text)
    for number in found:
        assert 0 <= number.start < number.end <= len(text)
        assert number.start < number.stop <= len(text)
        assert number.literal == text[number.start : number.end]
        assert number.low is None or number.high is None or number.low <= number.high
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "text", ["十余百分之一", "千几百分之三", ".1.2 亿", "1-1.2.3%", "3-1,5个", "负3-5%、2^5、3%"]
)
def test_odd_neighbours_raise_nothing(text: str) -> None:
    assert all(number.literal in text for number in fazhi_lint.read_numbers(text))


HOSTILE = """
1|,|一|万|十|第|翻|〔|几|半|约|负|٣|1,|1,234,|1.|1-|1:|1/|1 |1 234 |
1年|1月|1亿|1.1.|1、|1至|由1至|一至|一点|一百|百分之|一又二分之
"""


@pytest.mark.parametrize("piece", HOSTILE.strip().replace("\n", "").split("|"))
def test_hostile_input_is_read_to_its_end(piece: str) -> None:
    # Anything but linear time would keep this test from ending.
    text = piece * (60_000 // len(piece)) + "，共30件"
    assert fazhi_lint.read_numbers(text)[-1].literal == "30"


def test_very_long_digits_are_no_number() -> None:
    assert fazhi_lint.read_numbers("9" * 10**6) == ()
    assert fazhi_lint.read_numbers("九" * 10**5) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("参加培训269，206人参加考试", [269, 206]),
        ("组织培训269，206参加考试", [269, 206]),
        ("分别为123，456件", [123, 456]),
        ("居全省第2，102个小区开工", [2, 102]),
        ("受理1200件。共269，206人参加考试", [1200, 269, 206]),
        ("受理1，234件，办结1，111件", [1234, 1111]),
        ("总人口269，206人。", [269206]),
        ("支出1，234.56万元", [12345600]),
        ("受理1200件，支出5，120万元用于救助", [1200, 51200000]),
        ("共１，２３４人参加", [1234]),
    ],
)
def test_full_width_commas_group_thousands_unless_they_end_a_clause(text: str, values: list[int]) -> None:
    read = [[number.value for number in fazhi_lint.read_numbers(text)]]
    read.append([number.value for found in numbers(Document(text)) for number in found])
    assert read == [values, values]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("下降百分之十到二十", (10, 20)),
        ("占百分之5至15", (5, 15)),
        ("千分之三至五", (3, 5)),
        ("百分之五到百分之十", (5, 10)),
    ],
)
def test_a_rate_in_words_may_state_its_name_once_for_two_ends(text: str, bounds: tuple[int, int]) -> None:
    (number,) = fazhi_lint.read_numbers(text)
    assert number.cue == "range"
    assert number.value == bounds[0] and number.high == bounds[1] + Fraction(1, 2)


@pytest.mark.parametrize(
    "text", ["上世纪八十年代", "3天半价", "由百分之五到十二个", "2023年半年报", "5个半成品", "以下3个"]
)
def test_words_beside_a_number_keep_their_own_meaning(text: str) -> None:
    assert all("半" not in one.literal and "代" not in one.literal for one in fazhi_lint.read_numbers(text))
    assert not [one for one in fazhi_lint.read_numbers(text) if one.cue == "range" or one.value < 0]
    assert "八十" not in [one.literal for one in fazhi_lint.read_numbers(text)]


def test_a_comma_that_may_group_or_part_is_computed_with_by_nobody() -> None:
    (number,) = fazhi_lint.read_numbers("共269，206人参加考试")
    assert number.literal == "269，206" and number.vague
    report = fazhi_lint.lint_text("共269，206人参加考试，180人合格，合格率87.4%。")
    assert not report.findings
