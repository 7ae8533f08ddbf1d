"""Parts of a whole without "其中": in brackets, as a stage of work (受理, 办结), as what was added (新增).

But for a bracket that says 含, these only confirm: cases closed may exceed those accepted, where older ones
were carried over.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...kept import regex, scanner
from ...model import Relation, Severity
from ..core.cues import Cues
from ..core.labels import label
from ..core.slips import LONG, digits
from ..core.terms import Term, Terms
from ..core.units import family
from ..core.verdicts import exceeding, fits, included, partial, sum_of

_CUE = Cues(
    "达总累开竣投建到落(中净限涉化办解审结整保答回调销移查采纠逮公起裁改胜出实执",
    r"(?P<total>(?:达到?|总[数量](?:达到?|超过|突破|为|共)?|累计(?:建成|达到?|超过)?)(?:[了约]|为)?(?=\d))"
    r"|(?P<done>开复?工(?:建设)?|竣工(?:投产)?|投产|建成|到位|落地|投入(?:运营|使用))(?:了|资金)?(?=\d)"
    r"|(?P<held>\((?:其中)?(?:含|包括|包含))"
    r"|(?P<among>(?<![其初高])中,?(?:[已仍尚仅只还]*有|的)?(?=\d))"
    r"|(?P<net>净增(?:加|长)?(?:了|约)?(?=\d))"
    r"|(?P<limit>(?<!低于|超过|高于)限额)"
    r"|(?P<stage>涉及|化解|办结|解决|审结|结案|整改|保留|答复|回复|调处|销号|移送|查结|办复|采纳|纠正"
    r"|逮捕|公诉|起诉|裁定|改判|胜诉|出庭|实施检查|执结)",
)
_STAGED = scanner("逮捕|公诉|起诉|裁定|改判|审结|办结|执结|化解|解决|整改|答复|采纳")
_BESIDE = regex.compile("[,、](?:已|并|其中|现已|目前)*$")
_STARTED = scanner(
    r"受理|抽取|抗诉|接收|收到|收|排查|清理|梳理|代办|立案|登记|交办|转办|发现|办理|审查|评查|检查|事项|提出|移交|征集"
)
_NEW = regex.compile(r"新[增建设添办缔认引培获注签评开入]|净增|增[设加]|引进")
_PLANNED = regex.compile(r"签约|开工|建设|实施|引进|争取|启动|规划|签订|申报|谋划")
# 新增15家，总数达到113家: the clause of the total has no name of its own, so that it is that of what was added.
_STOCK = regex.compile(r"[,、;]?(?:总[数量额]|总规模|累计(?:总[数量额])?)(?:已|共)?(?:分别)?\p{Han}{0,3}")
_TAKEN = scanner("(?:其中)?(?:均|已|被|获|获得|得到|予以)*采纳了?")
_MADE = regex.compile("提出|建议|意见|征集|收集")
_KEPT = regex.compile("控制在|[未不]超|低于|小于")
_CAME = regex.compile(
    "创建|招引|获批|入围|入选|培育|建成|打造|评为|取消|下放|投产|入库|落户|上市|认[定证]|发电"
)
# What a stage of work is called; without a noun of its own, it is one of what was named before it.
_STAGES = (
    "受理|提前介入|获批|批准|成灾|查实|属实|追回|拨付|通过|合格|验收|交付|签约|新增|新认定|新签|新设立|新建|新入库|"
    "反馈|采用|录用|入住|分配|投用|投产|竣工|竣工投产|完工|开工|开复工|复工|开工建设|建成|建成投用|投入使用|投入运营|"
    "到位|落地|参加|参考|参加考试|参会|到会|到庭|出庭|立案|查处|处罚|移送|移交|移送司法|移送公安机关|许可|"
    "准予许可|核准|同意|备案|登记|纠正|纠错|撤回|撤诉|和解|达成协议|履行|执行|履约|收回|收缴|收取|缴纳|"
    "入库|支付|发放|兑付|兑现|使用|败诉|胜诉|抗诉|起诉|公诉|逮捕|判决|宣判|生效|就业|录取|上岗|持证|应检|"
    "已检|检验|检测|公示|公开|通达|销号|关停|拆除|治理|修复|消除|处置|处理|救治|治愈|出院|搬迁|安置|接种|"
    "授权|获奖|结题|化解|办结|解决|审结|结案|整改|整改到位|整改完成|答复|回复|调处|查结|办复|执结|完成|"
    "按期办结|按时办结|按期答复|按时答复|党纪政务处分|党纪处分|政务处分|组织处理|移送司法机关|分配入住|解决或采纳|决定再审|"
    "完成整改|调解成功|调成|落实|落实到位|转制|改制|脱贫|摘帽|通车|通水|并网|挂牌|入驻|达产|动工|封顶|启动"
)
_WHEN = (
    "(?:已|均|并|给予|其中|目前|现|实际|共|全部|年内|累计|[当今全]年"
    "|经|获|按[期时]|及时|依法|成功|同步|最终|被)*"
)
_BARE = scanner(f"{_WHEN}(?:{_STAGES}|采纳)(?:了|资金)?")
_ENDS = frozenset(word[-2:] for word in _STAGES.split("|")) | {"采纳"}
_GONE = regex.compile("注销|关停|退出|撤销|取消|淘汰|拆除|报废|存量|原有")
_BUILT = regex.compile("工|投产|到位|新")
_NOUN = 2
_ITEM = regex.compile("[一二三四五六七八九十]是")
_CLAUSES = 3
_REACH = 60
_LABEL = 24
_BACK = 6


def part_relations(own: Terms) -> Iterator[Relation]:
    """The parts and wholes of a paragraph that stand side by side without "其中", each once."""
    seen = set()
    for relation in _part_relations(own):
        if relation.numbers not in seen:
            seen.add(relation.numbers)
            yield relation


def itemised(own: Terms) -> Iterator[Relation]:
    """What 一是, 二是 tell of the last figure before them: 民生支出9万元。一是……教育支出4万元；二是……."""
    text = own.scene.text
    start = text.find("一是")
    if start < 1 or "二是" not in text or text[start - 1] not in "。:;":
        return
    row = own.row_at(start)
    begins = [match.start() for match in _ITEM.finditer(text, start)]
    items = [own.all[own.row_at(a) : own.row_at(b)] for a, b in pairwise([*begins, len(text)])]
    sentence = own.all[row - 1].quantity.sentence if row else 0
    for head in reversed(own.all[max(0, row - _BACK) : row]):
        if head.change or head.quantity.depth or head.quantity.sentence < sentence:
            continue
        alike = [[one for one in item if one.family == head.family and not one.change] for item in items]
        noun = label(own.scene, head.quantity)[-_NOUN:]
        parts = [
            item[0]
            for begin, item in zip(begins, alike, strict=True)
            if item and noun and noun in text[begin : item[0].quantity.start]
        ]
        if len(parts) > 1:
            if sum_of(parts) <= head.number.value and digits(head) >= LONG and (found := partial(head, parts)):
                yield found
            return


def _part_relations(own: Terms) -> Iterator[Relation]:
    if len(own.all) < 2:
        return
    for row, term in enumerate(own.all):
        if term.quantity.before[-2:] in _ENDS and row:
            pair = _pair(own, row, term.quantity.start, term.quantity.start)
            if pair and not ("新" in term.quantity.before and _GONE.search(pair[0].quantity.before)):
                yield from _stage(own, *pair)
    # What no figure stands behind is no cue; one of a few words may reach over the first figure.
    begin, end = max(0, own.all[0].quantity.start - _LABEL), own.all[-1].quantity.start + 1
    outer: tuple[Term, Term] | None = None  # the aside before
    for match in _CUE.finditer(own.scene.text, begin, end):
        pair = _pair(own, own.row_at(match.end()), match.start(), match.end() + _LABEL)
        if pair is None:
            continue
        first, last = pair
        cue = match.lastgroup
        if cue == "total":
            yield from _total(own, match, first, last)
        elif cue == "done":
            yield from _done(own, match.start(), first, last)
        elif cue == "limit":
            yield from _limited(last, first, own.scene.text[first.quantity.stop : last.quantity.start])
        elif cue == "stage":
            yield from _reached(own, first, last)
        elif cue != "held":
            yield from _near_by(first, last)
        elif first.quantity.stop == match.start() and last.quantity.depth != first.quantity.depth:
            yield included(first, last) if fits(first, last) else exceeding(first, last)
            # 受理879件(含旧存343件)，其中民事755件(含旧存280件): what a part holds is some of that.
            if outer and outer[1].family == last.family and _is_inner(own.scene.text, *outer, first, last):
                yield included(outer[1], last)
            else:
                outer = first, last


def _total(own: Terms, match: regex.Match[str], first: Term, last: Term) -> Iterator[Relation]:
    """What was added, of what there is now: 新增15家，总数达到113家; 建成6家、总数18家."""
    text = own.scene.text
    rows = _abreast(own, first, last) if text.endswith("分别", 0, match.start()) else [(first, last)]
    begin = rows[0][0].quantity.start if rows else 0
    if _NEW.search(text, max(0, begin - _LABEL), begin) is None:
        beside = len(rows) == 1 and last.quantity.start == match.end()
        if beside and _is_stock(own, first, last, match.group()):
            yield included(last, first)
        return
    stock = _STOCK.fullmatch(text, first.quantity.stop, last.quantity.start) is not None
    for added, whole in rows:
        if match[0][0] != "达" and added.quantity.segment != whole.quantity.segment:
            continue
        if fits(whole, added):
            yield included(whole, added)
        elif stock and "达" in match[0]:
            yield exceeding(whole, added, Severity.WARNING)


def _done(own: Terms, cue: int, first: Term, last: Term) -> Iterator[Relation]:
    """What was built, of what was planned: 签约项目97个，开工64个."""
    found = list(_stage(own, first, last))
    yield from found
    text, start = own.scene.text, first.quantity.start
    beside = _BESIDE.search(text, first.quantity.stop, cue) and not last.quantity.after
    if not found and beside and _PLANNED.search(text, max(0, start - _LABEL), start):
        yield from _near_by(first, last)


def _near_by(first: Term, last: Term) -> Iterator[Relation]:
    """A part of what the same clause, or the one before it, tells: 增加97家，净增64家; 97家中64家."""
    if first.quantity.clause >= last.quantity.clause - 1 and fits(first, last):
        yield included(first, last)


def _limited(limit: Term, owed: Term, words: str) -> Iterator[Relation]:
    """What is owed against its limit; larger than that only where the text says that it is not."""
    if "余额" not in owed.quantity.before or "其中" in words:
        return  # 余额651.8亿元，控制在限额以内，其中一般债务254.6亿元
    if fits(limit, owed):
        yield included(limit, owed)
    elif _KEPT.search(words):
        yield exceeding(limit, owed, Severity.WARNING)


def _reached(own: Terms, first: Term, last: Term) -> Iterator[Relation]:
    """How many of what was taken up came to a stage of work: 受理97件，办结64件; 提出建议9条，采纳7条."""
    if _TAKEN.fullmatch(last.quantity.before) and not fits(first, last):
        if _MADE.search(first.quantity.before) and last.quantity.index == first.quantity.index + 1:
            yield exceeding(first, last, Severity.WARNING)
    elif begun := _begun(own, first, last):
        yield from _with_next(own, begun, last)
    else:
        yield from _stage(own, first, last)


def _is_inner(text: str, whole: Term, held: Term, part: Term, inner: Term) -> bool:
    """Whether an aside says of a part of what another is said of, in the same words."""
    same = (
        held.quantity.before == inner.quantity.before
        and "其中" in text[held.quantity.stop : part.quantity.start]
    )
    return same and part.number.value < whole.number.value and inner.number.value <= held.number.value


def _stage(own: Terms, first: Term, last: Term) -> Iterator[Relation]:
    """What a bare stage of work reached, of what was taken up before it: 批次64个，面积5亩，获批57个批次."""
    row = own.row_at(first.quantity.start)
    listed = False  # 1846套，其中廉租房620套、公租房1226套，竣工1214套
    for term in reversed(own.all[max(0, row - _BACK) : row + 1]):
        if term.quantity.sentence != last.quantity.sentence or term.change:
            return
        if term.family != last.family or _BARE.fullmatch(term.quantity.before):
            continue
        within, listed = listed, _is_listed(own, term)
        if within or listed:
            continue
        if last.quantity.clause - term.quantity.clause <= _CLAUSES and _is_bare(last, term):
            yield from _with_next(own, term, last)
        return


def _is_set_task(own: Terms, whole: Term, part: Term) -> bool:
    """Whether what was done is told right behind what was set to be done, of which there is no more."""
    words = whole.quantity.before[-_LABEL:] + whole.quantity.after
    beside = (
        part.quantity.index == whole.quantity.index + 1 and part.quantity.clause <= whole.quantity.clause + 1
    )
    plain = not (part.number.approximate or whole.number.approximate or part.quantity.after)
    behind = own.scene.text[part.quantity.stop : part.quantity.stop + 1]
    done = part.quantity.before.startswith("已")
    return (
        beside
        and plain
        and done
        and behind != "("
        and ("任务" in words or "问题" in words)
        and "新" not in words
    )


def _is_listed(own: Terms, term: Term) -> bool:
    """Whether a figure goes on with a list: 廉租房620套、公租房1226套, but not 甲局、乙局受理35件."""
    last = own.scene.quantities[term.quantity.index - 1] if term.quantity.index else None
    if term.quantity.lead != "、" or last is None:
        return False
    alike = family(last.unit) == term.family and last.clause == term.quantity.clause
    return alike or "其中" in own.scene.between(last, term.quantity)


def _is_bare(term: Term, whole: Term) -> bool:
    """Whether it counts a stage of what was named before it, not one of a list: 优秀8件、合格2件."""
    quantity = term.quantity
    if not _BARE.fullmatch(quantity.before):
        return False
    if quantity.after not in ("", "以上", "左右") and not whole.quantity.after.startswith(quantity.after):
        return False
    return quantity.lead != "、" or _BUILT.search(quantity.before) is not None


def _with_next(own: Terms, whole: Term, part: Term) -> Iterator[Relation]:
    """A part of a whole, and the figures right behind both: 334件471人，审结326件458人."""
    if part.number.value > whole.number.value:
        if _is_set_task(own, whole, part):
            yield exceeding(whole, part, Severity.WARNING)
        return
    yield included(whole, part)
    rows = own.row_at(whole.quantity.stop), own.row_at(part.quantity.stop)
    if rows[1] == len(own.all):
        return
    one, other = own.all[rows[0]], own.all[rows[1]]
    adjoined = one.quantity.start == whole.quantity.stop and other.quantity.start == part.quantity.stop
    if adjoined and one.family == other.family and other.number.value <= one.number.value:
        yield included(one, other)


def _is_stock(own: Terms, first: Term, last: Term, cue: str) -> bool:
    """Whether the later of two figures is what there is of the earlier one in all: 6家、总数18家."""
    if last.number.value < first.number.value or last.quantity.clause > first.quantity.clause + 1:
        return False
    if last.quantity.segment != first.quantity.segment:
        return False
    between = own.scene.text[first.quantity.stop : last.quantity.start]
    told = _STOCK.fullmatch(between) is not None or between in (",达到", ",达")
    if told and cue[0] != "达":
        return True
    begin = max(0, first.quantity.start - _LABEL)
    label = own.scene.text[begin : first.quantity.start].rpartition("。")[2]
    if not (_CAME.search(label) or _CAME.search(between)):
        return False
    return told or "总" in cue or "累计" in between


def _begun(own: Terms, first: Term, last: Term) -> Term | None:
    """What a stage of work began with: the figure before it, or that before other stages of it."""
    row = own.row_at(first.quantity.start)
    for term in reversed(own.all[max(0, row - _BACK) : row + 1]):
        before = term.quantity.before or _words_of_first(own, term)
        if term.quantity.sentence != last.quantity.sentence:
            return None
        if term.family != last.family or term.change:
            continue
        if _STARTED.search(before):
            return term if fits(term, last) else None
        if not _STAGED.search(before):
            return None
    return None


def _words_of_first(own: Terms, term: Term) -> str:
    """The words of the figure that one follows at once: 受理684件968人."""
    last = own.scene.quantities[term.quantity.index - 1] if term.quantity.index else None
    return last.before if last and last.stop == term.quantity.start else ""


def _abreast(own: Terms, added: Term, whole: Term) -> list[tuple[Term, Term]]:
    """ "分别新增32家和2家，总数分别达243家和23家": what was added with its total, one by one."""
    wholes = own.scene.row(whole.quantity)
    first = added.quantity.index + 1 - len(wholes)
    known = {term.quantity.index: term for term in own.all}
    rows = [
        (known.get(first + place), known.get(quantity.index), added.family)
        for place, quantity in enumerate(wholes)
    ]
    return [(a, b) for a, b, family in rows if a and b and a.family == b.family == family]


def _pair(own: Terms, row: int, cue: int, limit: int) -> tuple[Term, Term] | None:
    """A term behind a cue with the nearest of its unit before it, both in one sentence."""
    for last in own.all[row : row + 2]:
        if last.quantity.start > limit or not last.family:
            continue
        for term in reversed(own.all[max(0, row - _BACK) : row]):
            quantity = term.quantity
            if quantity.sentence != last.quantity.sentence or cue - quantity.stop > _REACH:
                break
            if term.family == last.family and not term.change and quantity.stop <= cue:
                return term, last
    return None
