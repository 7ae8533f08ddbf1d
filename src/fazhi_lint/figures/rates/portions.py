"""Portions of a stated whole: "其中A a件，占p%", "占生产总值的比重为p%", recomputed (FZ103).

The whole is the total that the list belongs to, or the amount of the name that follows 占, wherever in the
document it stands. Only a whole in the same sentence makes an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, repeat

from ...document import Document
from ...kept import regex, scanner
from ...model import Relation, Span
from ...values import changed
from ..core.labels import front
from ..core.moves import comes_from, is_reference, move, reaches
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .portion import AGAINST, COUNTS, SPREAD_OUT, Carried, Portion, is_of, is_quotient

Place = tuple[int, int]  # index of a paragraph and of a quantity in it

_REST = regex.compile(
    r"(?:到|了|全部|整个)*(?P<whole>.*?)(?:的|之)?(?:比重|比例|比率|份额|百分比|比)?"
    r"(?:均|都|分别|已|也|仅|只)*(?:达到?了?|为|是|至|到|提高到|上升到|下降到|降至|升至)?(?:约|近|超过?|高达|逾)?"
)
_AGAIN = regex.compile(r"^(?P<subject>[^占]{3,})(?:所占)?(?:比重|比例|占比)(?:达到?|为|是)?$")
_GENERIC = regex.compile(r"(?:[总全合]|本年)?(?:数|量|额|计|部|体|件|案件|数量|总量|总数|人数|投资|面积)?")
_ELSEWHERE = regex.compile(r"(?:全|我)?(?:国|省|市|县|区|自治区|州|球|世界|年)|全行业")
_NO_SUBJECT = regex.compile(r"(?:其中|所|约|已|均|各|分别|也|又|共|其|、|和|只|仅|数量|总量|金额|人数)*")
_TOGETHER = regex.compile(r"[合共总累]计|[两二三四五][者类项]|之和|共$")
_EACH = regex.compile(
    r"(?:占(?P<whole>[^,;。\d占]{2,12}?)的?(?:比例|比重)|比例|比重|占比)?(?:(?:分别|依次)(?:约?占比?|为)?|各占)(?:(?P<whole>[^,;。\d]{0,12})的|比重|比例)?(?:为|达|约)?$"
)
_WITHIN_EACH = regex.compile("以[上下内外]$")
_COUNTED = regex.compile(r"(?P<unit>[件人项户家宗起条篇]|人次|批次)数$")
_MONEY = ("资金", "投资", "经费", "金额")
_KIND = regex.compile(r"(?:收入|支出|资金|人员|案件|项目|部分)$")
# What stands before a percentage that is alone behind an amount, and what may stand behind it then.
_BEHIND = {"(": (")",), ",": ("", *",;。)"), "、": ("", *",;。)")}
# Alternatives that all begin with a letter are found several times faster.
_CUE = scanner(
    r"占|分别完成|比重|份额|相当于|之比|的\d[\d.]*%"
    + "".join(rf"|{one}\d[\d.]*%(?:[),;。]|$)" for one in ("\\(", ",", "、"))
)
_NAMES = regex.compile(r"(?:\p{Han}{2,10}、)*\p{Han}{2,10}[、和与及]\p{Han}{2,12}?")
_JOINTS = regex.compile(r"[、和与及]")
_TO_NEXT = frozenset(("", *"和与及"))
_SHARING = regex.compile(r"占|相当于|比重|份额|[之例]比|比[例值]|比$")
_TELLS = regex.compile(r"占|比重|份额")
_FROM = regex.compile(r"[已则也]?[由从][^占,]{0,14}$")
_SAID_OF = regex.compile(r"占|完成\p{Han}{0,10}$|达到?$|[低高]于$|超过$|不足$|为$")
_VERB = regex.compile(r"(?:[已则也均仅高]|分别)?(?:达到?了?|[为是至到])?(?:约|近|逾|超过?)?")
_MOST_OF = regex.compile(r"(?:[已则也均仅]|最[高大多]|过半|超过?半数|居首|第一|较[高大])+$")
# 查办渎职案件仍是薄弱环节，仅占
_TOPIC = regex.compile(
    r"[,;。:](?:查办|办理|查处|受理|审理)?(?P<subject>\p{Han}{3,12}?)(?:[仍还是较不有]|依然|存在)\p{Han}{0,12},[仅只约已共]*占[^,;。%]*"
)
_RATES = ("%", "分之", "一半", "半数")
_CLAUSE = 48  # characters of a clause
_LEAST, _MOST = 2, 40  # portions of one list
_SPREAD = 4
_FEW = 3


def portions(document: Document) -> Iterator[Relation]:
    """The relations of the portions of a document."""
    return (relation for _, relation in document.once(_judged))


def proved(document: Document) -> frozenset[Place]:
    """Where the portions stand that follow from amounts of the document."""
    return frozenset(place for place, relation in document.once(_judged) if relation.verdict == "verified")


def portioned(document: Document) -> frozenset[tuple[Span, Span]]:
    """The amounts and their wholes of which the text states the right share."""
    return frozenset(
        pair
        for _, relation in document.once(_judged)
        if relation.verdict == "verified"
        for pair in permutations(relation.numbers, 2)
    )


def _judged(document: Document) -> tuple[tuple[Place, Relation], ...]:
    return tuple(_all(document))


def _all(document: Document) -> Iterator[tuple[Place, Relation]]:
    carried: Carried = {}
    for scene in scenes(document):
        if not any(map(scene.text.__contains__, _RATES)):
            continue
        if "中位数" in scene.text:
            from .told_shares import of_means

            for share, relation in of_means(document, scene):
                yield (scene.paragraph.index, share.index), relation
        if _CUE.search(scene.text) is None:
            continue
        by_sentence: dict[int, list[Portion]] = defaultdict(list)
        for portion in _found(scene):
            by_sentence[portion.quantity.sentence].append(portion)
        if by_sentence:
            from .wholes import judge  # what it takes is much, and most reports state no portions
        read: set[int] = set()
        for listed in by_sentence.values():
            for start in range(0, len(listed), _MOST):
                for portion, relation in judge(document, scene, listed[start : start + _MOST], carried):
                    if relation.verdict == "contradicted" and is_quotient(portion):
                        continue
                    read.add(portion.quantity.index)
                    yield (scene.paragraph.index, portion.quantity.index), relation
        if "占" in scene.text or "分别" in scene.text:
            from .listed_shares import of_several

            for share, relation in of_several(document, scene, read):
                yield (scene.paragraph.index, share.index), relation


def _found(scene: Scene) -> list[Portion]:
    """The portions of a scene; "B比重为q%" has the whole of "A占W的比重为p%" before it."""
    last: Portion | None = None
    found: list[Portion] = []
    bare: list[Portion] = []
    for quantity in scene.quantities:
        if not quantity.is_rate or quantity.number.vague:
            continue
        portion = _portion(scene, quantity)
        bound = portion is not None and (portion.whole or portion.part)
        if not bound and last and last.whole and last.quantity.sentence == quantity.sentence:
            again = _AGAIN.search(front(scene, quantity))
            if again:
                portion = Portion(scene, quantity, None, again["subject"], last.whole)
        if portion:
            last = portion if bound else last
            found += _abreast(portion) or [portion]
        elif SPREAD_OUT.search(quantity.before):
            named = _named_out(scene, quantity)
            near = scene.quantities[max(0, quantity.index - _MOST) : quantity.index] if named else ()
            told = "".join(one.before for one in near)
            if not all(one.subject in told for one in named):  # 59项48134万元，项数和金额分别占
                named = _shared(scene, quantity) or named
            found += named or _shared(scene, quantity)
        elif inside := _bare(scene, quantity):
            bare.append(inside)
    return _measured(found) + (bare if len(bare) >= _LEAST or found else [])


def _measured(found: list[Portion]) -> list[Portion]:
    """The portions, with the measure word of their neighbours for parts that lack one: 部分公开67，占4.61%."""
    units = [one.part.unit for one in found if one.part and one.part.unit]
    if len(set(units)) != 1 or len(units) == len(found):
        return found
    return [
        changed(one, part=one.part.with_number(one.part.number._replace(unit=units[0])))
        if one.part and not one.part.unit and one.part.number.kind == "number"
        else one
        for one in found
    ]


def _bare(scene: Scene, quantity: Quantity) -> Portion | None:
    """ "许可类80件(21.6%)", "许可类80件，21.6%；": a percentage alone right behind an amount."""
    if (
        quantity.lead not in _BEHIND
        or quantity.before not in ("", "为")
        or not quantity.index
        or quantity.after
    ):
        return None
    part = scene.quantities[quantity.index - 1]
    alone = scene.text[part.stop : quantity.start] == quantity.lead + quantity.before
    alone = alone and scene.text[quantity.end : quantity.end + 1] in _BEHIND[quantity.lead]
    if not alone or part.number.kind != "number" or part.number.vague or move(part) is not None:
        return None
    return Portion(scene, quantity, part, "", "", bare=True)


def _each(first: Quantity) -> regex.Match[str] | None:
    """The words of which each of a row of percentages is a share: 分别占总数的."""
    words = _EACH.search(first.before) if "占" in first.before or "比" in first.before else None
    return words if words and not _ELSEWHERE.fullmatch(words["whole"] or "") else None


def _shared(scene: Scene, first: Quantity) -> list[Portion]:
    """ "维持20件、撤销5件，分别占80%、20%": the amounts right before share out the percentages."""
    words = _each(first)
    if words is None:
        return []
    whole = "" if _GENERIC.fullmatch(words["whole"] or "") else words["whole"]
    if _WITHIN_EACH.search(first.before, 0, words.start()):
        return []  # 国道6218公里、省道1.26万公里，二级及以上占比分别为78.6%和46.3%
    row = scene.row(first)
    size, end = len(row), first.index
    between = scene.quantities[max(0, end - size) : end]
    if all(one.is_rate for one in between) and between and move(between[0]) is not None:
        end -= size  # 甲1.8万户、乙7.1万户，分别增长21.5%和8.3%，分别占2%和8%
    many = scene.quantities[end - 1].number if end else None
    if many is not None and many.literal in COUNTS and many.value == size:
        if end > size and scene.quantities[end - 1 - size].lead == "、":
            return []  # 甲2417件、乙163件、丙128件、丁114件、其他302件，四类分别占
        end -= 1  # 甲3186.20万元、乙2408.37万元，两类分别占43.5%、32.9%
    parts = scene.quantities[max(0, end - size) : end]
    if size < _LEAST or len(parts) < size or parts[0].sentence != first.sentence:
        return []
    if not _one_measure(parts) and not _measured_apart(parts):
        return []
    return [Portion(scene, share, part, "", whole) for share, part in zip(row, parts, strict=True)]


def _abreast(portion: Portion) -> list[Portion]:
    """ "小微企业57.4亿元、8126户，占比90.0%和94.1%": the same of a row of amounts, without 分别."""
    scene, first = portion.scene, portion.quantity
    row = scene.row(first)
    if len(row) < _LEAST or portion.part is not scene.quantities[first.index - 1]:
        return []
    parts = scene.quantities[max(0, first.index - len(row)) : first.index]
    joined = (b.lead == "、" or scene.between(a, b)[:1] in _TO_NEXT for a, b in pairwise(parts))
    if len(parts) < len(row) or not all(joined):
        return []
    if not _one_measure(parts) and not _measured_apart(parts):
        return []
    return [changed(portion, quantity=share, part=part) for share, part in zip(row, parts, strict=True)]


def _named_out(scene: Scene, first: Quantity) -> list[Portion]:
    """ "农业、牧业产值占比分别为55.5%和29.2%": as many names as percentages, told before them."""
    words = _each(first)
    if words is None:
        return []
    end = first.start - len(first.before) + words.start()
    begin = max(map(scene.text.rfind, ",;。:)", repeat(max(0, end - _CLAUSE)), repeat(end))) + 1
    names = _NAMES.fullmatch(scene.text, begin, end)
    row = scene.row(first)
    told = _JOINTS.split(names[0]) if names else []
    if len(told) != len(row):
        return []
    whole = "" if _GENERIC.fullmatch(words["whole"] or "") else words["whole"]
    return [Portion(scene, share, None, name, whole) for share, name in zip(row, told, strict=True)]


def _measured_apart(parts: Sequence[Quantity]) -> bool:
    """Whether every amount is of a unit of its own: 发生251起、死亡58人，分别占总数的…."""
    units = {part.unit for part in parts}
    return len(units) == len(parts) and all(part.unit and _one_measure([part]) for part in parts)


def _one_measure(parts: Sequence[Quantity]) -> bool:
    units = {family(part.unit) for part in parts}
    kinds = {part.number.kind for part in parts}
    return len(units) == 1 and kinds == {"number"} and not any(move(part) is not None for part in parts)


def words_of(scene: Scene, quantity: Quantity) -> str:
    """The words that tell of what a percentage is a share, with the verbs before it.

    "占出口总额的比重由上年的16.8%提高到20.4%"; "门户网站占比过半，达到52.3%", where the verb begins a clause.
    """
    words, first = front(scene, quantity), quantity
    if _SHARING.search(words):
        return words
    last = scene.quantities[quantity.index - 1] if quantity.index else quantity
    if ("占" in last.before and last.unit == "年") or _is_called(last):  # 占五年查询总量的, 占110类报警数的
        return scene.text[last.start - len(last.before) : quantity.start]
    if quantity.index and reaches(quantity) is not None and comes_from(last):
        first = last
        words = _FROM.sub("", front(scene, first))
    if not words or (first.lead == "," and _VERB.fullmatch(words)):
        end = max(0, first.start - len(first.before) - 1)
        begin = scene.quantities[first.index - 1].stop if first.index else 0
        words = regex.split(r"[,;。:()]", scene.text[max(begin, end - _CLAUSE) : end])[-1]
        words = _MOST_OF.sub("", words)
    return words if _SHARING.search(words) else ""


def _portion(scene: Scene, quantity: Quantity) -> Portion | None:
    last = scene.quantities[quantity.index - 1] if quantity.index else quantity
    if quantity.before == "的" and last.before.startswith(("前者占", "后者占")):
        return Portion(scene, quantity, None, last.before[:2], last.before[3:])
    told = _TELLS.search(scene.text, max(0, quantity.start - _CLAUSE), quantity.start)
    words = (words_of(scene, quantity) if told else "") or front(scene, quantity)
    if told and comes_from(quantity):
        return None
    at = words.rfind("占")
    if at >= 0 or (at := max(words.rfind(word) for word in ("比重", "份额")) - 1) >= -1:
        rest = _REST.fullmatch(words, at + 1)
        if rest is None:
            return None
        subject, whole = words[: max(0, at + (words[at : at + 1] != "占"))].removesuffix("的"), rest["whole"]
    else:
        against = AGAINST.search(words) or is_of(words)
        if against is None:
            return None
        subject, whole = words[: against.start()], against["whole"]
    if _ELSEWHERE.fullmatch(whole) or SPREAD_OUT.search(words, max(0, at - _SPREAD)):
        return None
    whole = "" if _GENERIC.fullmatch(whole) else whole
    if _TOGETHER.search(subject):
        return None
    if _NO_SUBJECT.fullmatch(subject.removeprefix("(")) is None:
        part = None if whole else _part(scene, quantity, subject)
        return Portion(scene, quantity, part, subject, whole)
    if last.number.literal == "一" and last.stop == quantity.start - len(words) and last.before:
        return Portion(scene, quantity, None, last.before, whole)  # 公路养护一项占交通运输支出的42.68%
    counted = _COUNTED.search(whole)
    part = _part(scene, quantity, unit=counted["unit"]) if counted else None
    part = part or _part(scene, quantity)
    apart = part is None or part.segment != quantity.segment
    topic = (
        _TOPIC.search(scene.text, max(0, quantity.start - _CLAUSE), quantity.start) if apart and whole else None
    )
    if topic is not None and topic.end() == quantity.start:
        return Portion(scene, quantity, None, topic["subject"], whole)
    if part is None and whole:
        return _risen(scene, quantity, whole)
    return Portion(scene, quantity, part, "", whole) if part else None


def _is_called(one: Quantity) -> bool:
    """Whether a figure is no more than part of the name of a whole: 占110类报警数的, 占12345热线总量的."""
    return one.before.endswith("占") and one.number.kind == "number" and one.unit in ("", "类")


def _risen(scene: Scene, quantity: Quantity, whole: str) -> Portion | None:
    """The portion of what is told to have risen before it: 增值税增收1.43亿元，增长9.9%，占税收收入的44.8%."""
    for one in reversed(scene.quantities[max(0, quantity.index - _FEW) : quantity.index]):
        moved = move(one) if one.sentence == quantity.sentence else None
        if moved and moved.subject and not one.is_rate:
            return Portion(scene, quantity, None, moved.subject, whole)
    return None


def _part(scene: Scene, quantity: Quantity, subject: str = "", unit: str = "") -> Quantity | None:
    """The amount a percentage follows: the last one before it that is no increase, of the subject if named.

    ``unit`` is the measure word that the name of the whole tells: 占抽查项数的.
    """
    for row in range(quantity.index - 1, max(-1, quantity.index - 6), -1):
        before = scene.quantities[row]
        if before.sentence != quantity.sentence or quantity.clause - before.clause > 4:
            return None
        if before.depth > quantity.depth or move(before) is not None:
            continue
        if before.is_rate and comes_from(before) and before.index == quantity.index - 1:
            continue  # 占总额的比重由上年的16.8%提高到
        if before.unit == "年" and before.number.literal == "一":
            continue  # 是增幅最高的一年，占
        if before.is_rate and _SAID_OF.search(before.before) and before.depth == quantity.depth:
            continue  # 完成13866万元，占预算的100.9%，占一般公共预算收入的48.5%; 76个达到100%，占49.7%
        if is_reference(before) or (before.unit == "年" and "占" in before.before) or _is_called(before):
            continue  # 查询11064次，较上年的7218次增长53.3%，占五年总量的
        if "平均" in before.before and "平均" not in quantity.before:
            continue  # 造成4129人死亡，平均每天23人，占死亡总数的
        if before.number.kind != "number" or before.number.vague:
            return None
        if unit and family(before.unit) != family(unit) and not before.unit.startswith(unit):
            continue
        if not subject or _is_of(scene, before, subject):
            return before
        if before.lead == "(" or quantity.clause - before.clause > 1:
            return None
    return None


def _is_of(scene: Scene, part: Quantity, subject: str) -> bool:
    """Whether an amount is named by the subject of its share: 税收 in 税收收入.

    A share of money is of one: 产业项目97个、资金2.36亿元，产业资金占比61.8%.
    """
    name, said = _KIND.sub("", subject.rpartition("其中")[2]), part.before
    if subject.endswith(_MONEY):
        if family(part.unit) != "元":
            return False
        said += scene.quantities[part.index - 1].before if part.lead == "、" and part.index else ""
    return bool(name) and name in said and "非" + name not in said
