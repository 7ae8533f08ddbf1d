"""Where a text lists the parts of a whole: the cue, the figures that may be the whole, the parts in order.

Only the binding is done here; :mod:`.sums` says whether the figures agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...kept import regex, scanner
from ...values import value
from ..core.cues import Cues
from ..core.scene import Quantity
from ..core.terms import Term, Terms
from .again import (
    BARE,
    each_of,
    goes_into,
    heads_list,
    inside,
    is_added,
    is_called,
    named_again,
    of_rate,
    opens_anew,
    recalled,
    shared_out,
    tells_more,
)

# 从案件类型看，; 按申请方式划分：; 就案件性质而言，; 按支出用途，.
VIEW = r"[按从分就以][^,。;:()、\d]{2,14}(?:看|分|计|统计|划分|类|而言|来说|用途|性质|来源|方式|渠道|途径)[,:]"
VIEW += "|(?:方式|类型|性质|来源|途径|渠道|结构)(?:上|方面)[,:]"
# Words of which 中 takes some without a comma: 案件中.
_AMONG = ("案件", "案卷", "申请", "人员", "企业", "项目", "问题", "事项")
_ANEW = regex.compile(rf";(?:{VIEW}|[^,;其]{{2,8}}中,)")  # …；申请人中，公民52件
_CUE = Cues(
    "(即中里其分依包涵内含由:按从就以方类性来途渠结",
    r"(?P<namely>\(?即(?!为))"
    r"|(?P<within>(?:中|(?<!公)里)(?P<mark>[,:](?:有|共)?)?)"
    r"|(?P<among>其中(?:\[\d+\])?(?P<pause>[,:]?))"
    r"|(?P<each>(?:分别|依次)(?!由)(?P<are>[为是有])?:?)"
    r"|(?P<holds>(?:包括|包含|涵盖|内?含):?)"
    r"|(?P<made>(?:分[为成]|由(?=[^。;]{2,80}(?:组成|构成))):?)"
    r"|(?P<colon>(?<!\d):)"
    r"|(?P<aside>\()"
    rf"|(?P<view>{VIEW})",
)
_VIEWED = regex.compile(VIEW)
# Words with which a new whole begins: what follows is no part of the list before.
RESTART = regex.compile(
    r"(?<!占\p{Han}{0,6})总[量数额计]|(?<![量额])累计|合计|共计|[,;](?:[全今][年市县区省州]|目前,?)?(?:总?共(?!有产权|享|同)|均)|[,;](?:截至|截止)|;(?:从|按[^期时])|[达增]到$|达$"
)
OWN_TOTAL = scanner(r"(?:合计|共计|总计)$")
_EARLIER = scanner(r"(?:同期|去年|上年|上期|前年|上一年度?)(?:为|是|有)?$")
_COMPARED = scanner("[较比]|与[去上]年")
_MOST = regex.compile(r"最[为多高大]|集中在|突出|居首|首位")
_JOINED = regex.compile(r"[、,和及与]{1,2}")
_KINDS = ("其中", "三次", "一二", "各")
_STOCK = scanner(r"(?:截至|其中)?(?:(?:上|去)一?年度?(?:年?[末底]|结转)|年初|期初|原[有来先])")
_OPENS = scanner(r"[^,;\d]{0,30}")
_PART_END = scanner("[;。、]")
_PAUSED = regex.compile(r";(?:其中)?[,:]?$")  # 总额100亿元；其中甲60亿元；乙40亿元
_STOPS = "。!?"
_REACH = 120  # how far behind its cue a list may begin
_OPENING = 30  # how far from the start of its sentence a cue still opens it
LONGEST = 60
_NEXT = 14
_BACK = 10
_SOME = ("含", "其中", "包括", "另")  # 71人(含编外29人、返聘2人)
_LIMITS = ("限额", "限额的", "上限", "控制数", "限额为")


@value
class Claim:
    """Parts listed after a cue.

    ``near`` are the figures that may be their whole, the nearest first; ``far`` stand further back and may
    only confirm. ``certain`` says that the list is known to end where it ends, ``firm`` that its cue binds it
    to the nearest whole, ``exhaustive`` that it is meant to be all of it, ``rated`` that a rate or remark comes
    before the first part, to which the cue then belongs.
    """

    cue: str
    near: tuple[Term, ...]
    far: tuple[Term, ...]
    parts: tuple[Term, ...]
    certain: bool
    firm: bool
    exhaustive: bool
    rated: bool = False

    @property
    def of_nearest(self) -> bool:
        """Whether what is listed is some of the nearest whole at least."""
        return self.cue == "among" or (self.firm and self.cue in ("within", "holds"))

    @property
    def paired(self) -> bool:
        """Whether the nearest whole is one of several in a row, each with its own parts: 27987和1315批次."""
        whole = self.near[0] if self.near else None
        before = whole.scene.quantities[whole.quantity.index - 1] if whole and whole.quantity.index else None
        return (
            whole is not None
            and before is not None
            and before.unit in ("", whole.quantity.unit)
            and _JOINED.fullmatch(whole.scene.text, before.stop, whole.quantity.start) is not None
        )


@value
class _Cue:
    """Words that may announce a list, with the row and the sentence of the first figure behind them.

    ``lead`` is what stands before that figure, ``depth`` that of the brackets the words stand in. ``bare`` is a
    cue only where a whole is named again before it, ``rate`` is a bracket behind a rate.
    """

    word: str
    start: int
    row: int
    sentence: int
    depth: int
    lead: str
    bare: bool
    rate: bool
    pause: bool
    are: bool


def claims(own: Terms, earlier: Terms | None) -> Iterator[Claim]:
    """The claims of a paragraph in reading order; ``earlier`` is the paragraph before it, if it touches."""
    if not own.all:
        return
    text = own.scene.text
    view: _Cue | None = None  # the first of its sentence
    end = own.all[-1].quantity.stop + len("组成")
    for match in _CUE.finditer(text, 0, end):
        cue = _cue(own, match)
        if cue is None:
            continue
        at = cue
        if cue.word == "view":  # a second view divides what the first does: 按甲分:…;按乙分:…
            at = view = view if view and view.sentence == cue.sentence else cue
        if claim := _claim(own, cue, at, earlier):
            yield claim


def _cue(own: Terms, match: regex.Match[str]) -> _Cue | None:
    """The cue that a match is, if figures follow and it has the words or marks that it needs."""
    text, row = own.scene.text, own.row_at(match.end())
    if row == len(own.all):
        return None
    word, start = str(match.lastgroup), match.start()
    bare = rate = False
    if word == "aside":
        if not row or text.startswith("其中", match.end()):
            return None
        rate = of_rate(own, row, start)
        if not rate and not _is_aside(own.all[row - 1].quantity, start):
            return None  # only a bracket behind a figure and its noun divides it, or what a rate is of
    elif word in ("within", "namely"):
        start = _start(match)
        if start < 0:
            bare = bool(match["within"] and BARE.search(text, max(0, match.start() - _BACK), match.end() + 1))
            if not bare:
                return None
            start = match.start()
    elif word == "holds" and match.group().startswith(("含", "内")):
        if not text.endswith(",", 0, start):
            return None
        start -= 1
    first = own.all[row].quantity
    lead = text[match.end() : first.start] if first.start - match.end() <= _REACH else _STOPS
    if "。" in lead or "!" in lead or "?" in lead:
        return None
    depth = first.depth - lead.count("(") + lead.count(")")
    pause, are = bool(match["pause"]), bool(match["are"])
    return _Cue(word, start, row, first.sentence, depth, lead, bare, rate, pause, are)


def _is_aside(quantity: Quantity, start: int) -> bool:
    """Whether a bracket stands right behind a figure or what it counts: 58个单位(部门35个、乡镇23个)."""
    return start - len(quantity.after) == quantity.stop and len(quantity.after) < _NEXT


def _start(match: regex.Match[str]) -> int:
    """Where 中 or 即 begins with the words or mark it needs before it, -1 without: 立即, 较为集中，."""
    text, start = match.string, match.start()
    if match["within"]:
        if text.endswith(_AMONG, 0, start):
            return start - len("案件")
        return start if match["mark"] and not text.endswith("集", 0, start) else -1
    if text[start] == "(":
        return start
    return start - 1 if text.endswith(",", 0, start) else -1


def _claim(own: Terms, cue: _Cue, at: _Cue, earlier: Terms | None) -> Claim | None:
    """What a cue claims of the figures before ``at``: itself, or the first in a row of views."""
    text, first = own.scene.text, own.all[cue.row].quantity
    near, far = _wholes(own, at, cue.depth, earlier if cue.word in ("among", "within", "view") else None)
    named = None
    if cue.word == "aside" and _STOCK.match(first.before):
        return None  # 账号3个(年初5个、注销2个)
    if cue.word == "within":
        named = named_again(text, near, cue.start) or recalled(text, far, cue.start)
        if cue.bare and not (named and is_called(named, text, cue.start)):
            return None
        if named:
            near = [named, *(whole for whole in near if whole is not named)]
    elif cue.rate:
        near, far = [], [whole for whole in (*near, *far) if whole.family == own.all[cue.row].family]
    if not near and not far and cue.word not in ("view", "within"):
        return None
    here = cue.word == "view" and near and near[0].scene is own.scene
    if here and _VIEWED.match(text, _sentence_start(text, near[0].quantity.start)):
        near, far = [], [*near, *far]  # 从形式看，来访9件；来信8件。从层级看，…
    parts, certain = _neighbours(own, cue.row) if cue.word == "each" else ([], False)
    exhaustive = firm = cue.are and _shares_out(text, near, cue.start)
    if cue.word == "each" and "、" in cue.lead and text.startswith("分别有", cue.start):
        return None  # 被告5人分别有副校长、教导主任、两名教师
    if len(parts) < 2:
        parts, certain = _list(own, cue, near)
        exhaustive, firm = _bound(own, cue, at, near, named)
    near, far = _divided(cue, near, far, first)
    if parts and text.find("各", parts[0].quantity.stop) >= 0:
        parts = [one for part in parts for one in (part, *each_of(part))]
    rated = _is_rated(own, cue)
    certain = certain and not rated
    return Claim(cue.word, tuple(near), tuple(far), tuple(parts), certain, firm, exhaustive, rated)


def _shares_out(text: str, near: list[Term], start: int) -> bool:
    """Whether 分别为 divides the nearest figure: 普调1000元，营连职补助分别为600元、500元 are of their own."""
    between = text[near[0].quantity.stop : start] if near else ";"
    name = between.rpartition(",")[2]
    listed = any(map(name.__contains__, "、和与及"))  # 春季、夏季、秋季分别为
    own = "," in between and len(name) > _NEXT // 2 and not (listed or name.startswith(_KINDS))
    return not (";" in between or "。" in between or own)


def _bound(own: Terms, cue: _Cue, at: _Cue, near: list[Term], named: Term | None) -> tuple[bool, bool]:
    """Whether a list is meant to be all of the nearest whole, and whether its cue binds it to that."""
    beside = _adjacent(own.scene.text, near, at.start)
    if cue.word == "aside":
        some = cue.lead.startswith(_SOME)
        exhaustive = bool(near) and near[0].quantity.stop == cue.start and not some
    else:
        exhaustive = beside and (cue.are or cue.word in ("colon", "namely", "made"))
    firm = exhaustive or cue.word == "among" or (beside and cue.word in ("holds", "view"))
    return exhaustive, firm or (cue.word == "within" and (named is not None or inside(own, near, cue.start)))


def _divided(cue: _Cue, near: list[Term], far: list[Term], first: Quantity) -> tuple[list[Term], list[Term]]:
    """The wholes that a list may divide, without those that only stand beside or before the one it means."""
    if cue.word == "among" and near and OWN_TOTAL.search(near[0].quantity.before):
        near, far = near[:1], near[1:]  # 甲317件，乙284件，合计601件。其中… are of all of them, or may be
    if cue.word == "among":  # 受理9468件，较上年的13205件下降28.3%，其中…
        own = [one for one in near if one.change or not _COMPARED.match(one.quantity.before)]
        near, far = own, far if own else [*near, *far]
    if near and near[0].quantity.before.endswith(_LIMITS) and "限额" not in first.before:
        # 余额32亿元，控制在限额34亿元以内，其中… divides what is owed
        near = [one for one in near[1:] if one.family == near[0].family] or near
    return near, far


def _is_rated(own: Terms, cue: _Cue) -> bool:
    """Whether a rate or a remark stands between a cue and the first figure."""
    first = own.all[cue.row].quantity
    before = own.scene.quantities[first.index - 1] if first.index else None
    if before is not None and before.is_rate and before.start >= first.start - len(cue.lead):
        return True
    return cue.word == "view" and _MOST.search(cue.lead) is not None


def _adjacent(text: str, near: list[Term], start: int) -> bool:
    """Whether a cue follows the nearest figure with no more than a word or a short clause between."""
    between = text[near[0].quantity.stop : start].removeprefix("。").removesuffix("。") if near else ";"
    return len(between) < _OPENING and between.count(",") < 2 and not _PART_END.search(between)


def _list(own: Terms, cue: _Cue, near: list[Term]) -> tuple[list[Term], bool]:
    """The terms behind a cue at its depth of brackets, to the end of the sentence, bracket or item.

    The second value says whether that end is certain.
    """
    text = own.scene.text
    found: list[Term] = []
    depth = cue.depth
    before = text[_sentence_start(text, cue.start) : cue.start]
    inside_item = not depth and bool(near) and ";" in before and ";" in _PAUSED.sub("", before)
    divided = nested = False
    at = cue.start
    for term in own.all[cue.row : cue.row + LONGEST]:
        quantity = term.quantity
        gap = text[at : quantity.start]
        at = quantity.stop
        if (
            quantity.sentence != cue.sentence
            or quantity.depth < depth
            or (depth and _closed(gap, depth, quantity.depth))
        ):
            break
        if quantity.depth > depth:
            continue
        if found and ";" in gap:
            if inside_item or is_added(quantity):
                break
            if goes_into(found, quantity.before) or _ANEW.search(gap):
                return found, not nested and not shared_out(found)
            divided, nested = True, False
        if found and ("其中" in gap or ",内含" in gap):
            head = [one for one in found if one.quantity.segment == found[0].quantity.segment]
            if near and 1 < len(head) == len(found) - 1 and heads_list(near[0], head, found):
                return head, not shared_out(head)  # 甲9人，其中乙5人、丙4人；丁8人，其中…
            if found[-1].family != found[0].family and not divided:
                return found, True  # the parts of something else begin: …个，配备40人，其中…
            nested = True
        if nested:
            continue
        if found and tells_more(found[0], term):
            return found, False
        if found and (restart := RESTART.search(gap)) and not _alike(restart.group(), found[0]):
            return found, True
        if not _EARLIER.search(quantity.before):
            found.append(term)
    certain = (not nested or divided) and not (found and shared_out(found))
    if divided and not cue.pause:
        certain = certain and _uniform(found) and not opens_anew(found)
    return found, certain


def _alike(word: str, first: Term) -> bool:
    """Whether a total is one of a list of totals: 其中，邮政业务总量…；电信业务总量…."""
    return word[0] in "总累" and word in first.quantity.before


def _uniform(found: list[Term]) -> bool:
    """Whether every item between semicolons holds one term of the first one's unit."""
    segments = [term.quantity.segment for term in found if term.family == found[0].family and not term.change]
    alone = len(set(segments)) == 1  # what follows the first ; is counted in other units
    return alone or (bool(segments) and len(segments) == len(set(segments)) == segments[-1] - segments[0] + 1)


def _sentence_start(text: str, index: int) -> int:
    low = max(0, index - 4 * _REACH)
    return max(low, *(text.rfind(mark, low, index) + 1 for mark in _STOPS))


def _closed(gap: str, depth: int, level: int) -> bool:
    """Whether the bracket at ``depth`` was closed on the way to a figure at ``level``."""
    if ")" not in gap:
        return False
    now = level - gap.count("(") + gap.count(")")
    for char in gap:
        now += (char == "(") - (char == ")")
        if now < depth:
            return True
    return False


def _neighbours(own: Terms, row: int) -> tuple[list[Term], bool]:
    """The terms behind 分别: neighbours joined by 、 ， and 和."""
    text = own.scene.text
    found = [own.all[row]]
    for term in own.all[row + 1 : row + LONGEST]:
        if not _JOINED.fullmatch(text[found[-1].quantity.stop : term.quantity.start]):
            break
        found.append(term)
    return found, len(found) > 1


def _wholes(own: Terms, cue: _Cue, depth: int, earlier: Terms | None) -> tuple[list[Term], list[Term]]:
    """The terms before a cue that its list may divide, nearest first: the near ones and the far ones.

    Near are those of the same sentence; where the cue opens its sentence, those of the sentence before.
    """
    text = own.scene.text
    back = [term for term in own.all[max(0, cue.row - _BACK) : cue.row] if term.quantity.depth <= depth]
    back.reverse()
    if not back:
        if earlier and earlier.all and cue.start < _OPENING:
            back = list(reversed(earlier.all[-_BACK:]))
            near = [term for term in back if term.quantity.sentence == back[0].quantity.sentence]
            return near, back[len(near) :]
        return [], []
    nearest = back[0].quantity
    stop = max(text.rfind(mark, max(nearest.stop, cue.start - 2 * _REACH), cue.start) for mark in _STOPS)
    if stop >= 0 and not _OPENS.fullmatch(text, stop + 1, cue.start):
        return [], back
    near = [term for term in back if term.quantity.sentence == nearest.sentence]
    return near, back[len(near) :]
