"""Where a text lists the parts of a whole: the cue, the figures that may be the whole, the parts in order.

Only the binding is done here; :mod:`.sums` says whether the figures agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...kept import regex
from ...values import value
from ..core.partitions import is_usual
from ..core.scene import Quantity
from ..core.terms import Term, Terms
from .again import (
    BARE,
    added_to,
    each_of,
    goes_into,
    heads_list,
    inside,
    is_called,
    named_again,
    of_rate,
    opens_anew,
    recalled,
    shared_out,
    stated_together,
)

# 从案件类型看，; 按申请方式划分：; 就案件性质而言，; 按支出用途，.
VIEW = r"[按从分就以][^,。;:()、\d]{2,14}(?:看|分|计|统计|划分|类|而言|来说|用途|性质|来源|方式|渠道|途径)[,:]"
VIEW += "|(?:方式|类型|性质|来源|途径|渠道|结构)(?:上|方面)[,:]"
# Words of which 中 takes some without a comma: 案件中.
_AMONG = ("案件", "案卷", "申请", "人员", "企业", "项目", "问题", "事项")
_ANEW = regex.compile(rf";(?:{VIEW}|[^,;其]{{2,8}}中,)")  # …；申请人中，公民52件
_CUE = regex.compile(
    r"(?P<namely>\(?即)"
    r"|(?P<within>(?:中|(?<!公)里)(?P<mark>[,:](?:有|共)?)?)"
    r"|(?P<among>其中(?:\[\d+\])?(?P<pause>[,:]?))"
    r"|(?P<each>(?:分别|依次)(?!由)(?P<are>[为是有])?:?)"
    r"|(?P<holds>(?:包括|包含|涵盖|内?含):?)"
    r"|(?P<made>(?:分[为成]|由(?=[^。;]{2,80}(?:组成|构成))):?)"
    r"|(?P<colon>(?<!\d):)"
    r"|(?P<aside>\()"
    rf"|(?P<view>{VIEW})"
)
_VIEWED = regex.compile(VIEW)
_OF = regex.compile("的,")  # 复议后起诉的，维持3件、撤销1件
# Words with which a new whole begins: what follows is no part of the list before.
_RESTART = regex.compile(
    r"(?<!占\p{Han}{0,6})总[量数额计]|累计|合计|共计|[,;](?:[全今][年市县区省州]|目前,?)?(?:总?共(?!有产权|享|同)|均)|[,;](?:截至|截止)|;(?:从|按[^期时])|[达增]到$|达$"
)
_STAGE = regex.compile(
    r"(?P<word>立案|查处|处罚|处理|处分|办结|结案|整改|化解|移送|起诉|取缔|关停|追责|问责|拘留|刑拘|逮捕|判处|罚款)了?"
)
_OWN_TOTAL = regex.compile(r"(?:合计|共计|总计)$")
_EARLIER = regex.compile(r"(?:同期|去年|上年|上期|前年|上一年度?)(?:为|是|有)?$")
_TOTAL = regex.compile(
    r"(?P<sum>合计|共计|总计|总共)|(?P<stock>累计)(?!达)|[,;]\p{Han}{0,4}(?P<stock>总[量额数](?:分别|达)?)"
    r"|[,、;)](?:(?:[全今本][年市县区省州期]|[前近]?[一二三四五]年|以上|各地|加起来|加总|总量)?)共(?!计|同)(?P<stock>有|达)?|(?P<bare>[人件个家名户起项元])共"
)
_OPENED = regex.compile("含|包括|由|分为")  # 支出总计包含本年支出41万元: its parts follow
_BOTH = regex.compile(r"收支总[预决]算|收[入、]{0,2}支出?总[计预决]")
_COMPARED = regex.compile("[较比]|与[去上]年")
_REACHED = ("总数达", "总额达", "总量达", "分别")  # 总数分别达755家和1593家
_MOST = regex.compile(r"最[为多高大]|集中在|突出|居首|首位")
# What may stand between the last part and the word of the total, and between that and its figure.
_BEFORE_TOTAL = regex.compile(r"[)]?(?:组成)?[,、;]?(?:(?:以上|上述|[全今本][年市县区省州期])?\p{Han}{0,6})?")
_TO_TOTAL = regex.compile(r"(?:\p{Han}{0,12}?[为约达]?:?)")
_JOINED = regex.compile(r"[、,和及与]{1,2}")
_OPENS = regex.compile(r"[^,;\d]{0,30}")
_PART_END = regex.compile("[;。、]")
_PAUSED = regex.compile(r";(?:其中)?[,:]?$")  # 总额100亿元；其中甲60亿元；乙40亿元
_STOPS = "。!?"
_REACH = 120  # how far behind its cue a list may begin
_OPENING = 30  # how far from the start of its sentence a cue still opens it
_LONGEST = 60
_WORD = 3  # shorter than this, nothing but 为 or 约 leads from the word of a total to its figure
_NEXT = 14
_BACK = 10
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


def claims(own: Terms, earlier: Terms | None) -> Iterator[Claim]:
    """The claims of a paragraph in reading order; ``earlier`` is the paragraph before it, if it touches."""
    if not own.all:
        return
    text = own.scene.text
    viewed: tuple[int, tuple[int, int]] | None = None
    end = own.all[-1].quantity.stop + len("组成")
    for match in chain(_CUE.finditer(text, 0, end), _OF.finditer(text, 0, end) if "的," in text else ()):
        of = match.lastgroup is None
        cue, start = "within" if of else str(match.lastgroup), match.start()
        row, bare, asides = own.row_at(match.end()), False, False
        if row == len(own.all):
            continue
        if cue == "aside":
            if (
                not row
                or text.startswith("其中", match.end())
                or not ((asides := of_rate(own, row, start)) or _is_aside(own.all[row - 1].quantity, start))
            ):
                continue  # only a bracket behind a figure and its noun divides it, or what a rate is of
        elif cue in ("within", "namely") and not of:
            start = _start(match)
            if (
                start < 0
                and match["within"]
                and BARE.search(text, max(0, match.start() - _BACK), match.end() + 1)
            ):
                start, bare = match.start(), True
            if start < 0:
                continue
        elif cue == "holds" and match.group().startswith(("含", "内")):
            if not text.endswith(",", 0, start):
                continue
            start -= 1
        first = own.all[row].quantity
        lead = text[match.end() : first.start] if first.start - match.end() <= _REACH else _STOPS
        if "。" in lead or "!" in lead or "?" in lead:
            continue
        depth = first.depth - lead.count("(") + lead.count(")")
        resumed = earlier if cue in ("among", "within", "view") else None
        at = (row, start)
        if cue == "view":  # a second view divides what the first does: 按甲分:…;按乙分:…
            viewed = viewed if viewed and viewed[0] == first.sentence else (first.sentence, at)
            at = viewed[1]
        near, far = _wholes(own, *at, depth, resumed)
        named = named_again(text, near, start) or recalled(text, far, start) if cue == "within" else None
        if asides:
            near, far = [], [whole for whole in (*near, *far) if whole.family == own.all[row].family]
        if (of or bare) and not (named and (of or is_called(named, text, start))):
            continue
        if named:
            near = [named, *(whole for whole in near if whole is not named)]
        if not near and not far and cue not in ("view", "within"):
            continue
        within = bool(cue == "view" and near and near[0].scene is own.scene)
        if within and _VIEWED.match(text, _sentence_start(text, near[0].quantity.start)):
            near, far = [], [*near, *far]  # 从形式看，来访9件；来信8件。从层级看，…
        parts, certain = _neighbours(own, row) if cue == "each" else ([], False)
        exhaustive = firm = are = not of and bool(match["are"])
        if len(parts) < 2:
            parts, certain = _list(own, row, start, depth, near, pause=not of and bool(match["pause"]))
            beside = _adjacent(text, near, at[1])
            spelled = cue in ("colon", "namely", "made") or are
            exhaustive = bool(
                (spelled and beside) or (cue == "aside" and near[:1] and near[0].quantity.stop == start)
            )
            firm = (
                exhaustive
                or cue == "among"
                or (cue in ("holds", "view") and beside)
                or (cue == "within" and (named is not None or inside(own, near, start)))
            )
        if cue == "among" and near and _OWN_TOTAL.search(near[0].quantity.before):
            near, far = near[:1], []  # 甲317件，乙284件，合计601件。其中… are of all of them
        if cue == "among" and len(near) > 1:  # 受理9468件，较上年的13205件下降28.3%，其中…
            near = [one for one in near if one.change or not _COMPARED.match(one.quantity.before)] or near
        if of:  # 甲类的，维持3件、撤销1件；乙类的，…
            parts = [part for part in parts if part.quantity.segment == first.segment]
            near, certain = near[:1], True
        if cue == "holds" and text.endswith(("收入", "支出"), 0, start):
            both = [one for one in (*near, *far) if not one.change and _BOTH.search(one.quantity.before)]
            near, firm = (both[:1], True) if both else (near, firm)
        if near and near[0].quantity.before.endswith(_LIMITS) and "限额" not in first.before:
            # 余额32亿元，控制在限额34亿元以内，其中… divides what is owed
            near = [one for one in near[1:] if one.family == near[0].family] or near
        if parts and text.find("各", parts[0].quantity.stop) >= 0:
            parts = [one for part in parts for one in (part, *each_of(part))]
        before = own.scene.quantities[first.index - 1] if first.index else None
        rated = before is not None and before.is_rate and before.start >= match.end()
        rated = rated or (cue == "view" and _MOST.search(lead) is not None)
        certain = certain and not rated
        yield Claim(cue, tuple(near), tuple(far), tuple(parts), certain, firm, exhaustive, rated)


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


def totals(own: Terms) -> Iterator[Claim]:
    """The claims whose whole follows its parts: 甲类10件、乙类15件，合计25件."""
    text = own.scene.text
    if len(own.all) < 3 or not ("计" in text or "共" in text or "总" in text):
        return
    for match in _TOTAL.finditer(text, own.all[1].quantity.start, own.all[-1].quantity.start):
        row = own.row_at(match.end())
        lead = text[match.end() : own.all[row].quantity.start]
        if not _TO_TOTAL.fullmatch(lead) or match.group().endswith(_REACHED) or _OPENED.search(lead):
            continue
        begin = match.start() + (match["bare"] is not None)
        if match["bare"] and own.all[row - 1].quantity.stop != begin:
            continue  # 主办件共183件, but 干部38人、群众16人共54人
        sure = match["sum"] is not None and len(lead) < _WORD
        for whole in stated_together(own, row):
            parts = _before(own, row, begin, whole)
            if len(parts) > 1:
                stage = _STAGE.fullmatch(lead) if whole is own.all[row] else None
                if stage and not any(stage["word"] in part.quantity.before for part in parts):
                    continue  # 越界开采12件、非法转让1件，共立案46件 counts what came of more
                firm = not match["stock"] or is_usual(
                    [part.quantity.before + part.quantity.after for part in parts]
                )
                within = parts[0].quantity.sentence == whole.quantity.sentence
                yield Claim("total", (whole,), (), tuple(parts), True, firm, sure and within)


def _before(own: Terms, row: int, start: int, whole: Term) -> list[Term]:
    """The terms that stand in one run directly before the word of a total, in reading order."""
    text = own.scene.text
    found: list[Term] = []
    at = start
    depth = whole.quantity.depth + (text[start] == ")" or text.endswith(")", 0, start))
    for term in reversed(own.all[max(0, row - _LONGEST) : row]):
        quantity = term.quantity
        if quantity.sentence != whole.quantity.sentence or term.change:
            break
        if quantity.depth > depth:
            continue
        gap = text[quantity.stop : at]
        if (at == start and not _BEFORE_TOTAL.fullmatch(gap)) or "其中" in gap or _RESTART.search(gap):
            break
        if ";" in text[quantity.stop : start] and _OWN_TOTAL.search(quantity.before):
            break
        if term.family == whole.family:
            found.append(term)
        at = quantity.start
    found.reverse()
    if found:
        found[:0] = added_to(own, found[0])
    return found


def _adjacent(text: str, near: list[Term], start: int) -> bool:
    """Whether a cue follows the nearest figure with no more than a word or a short clause between."""
    between = text[near[0].quantity.stop : start].removeprefix("。").removesuffix("。") if near else ";"
    return len(between) < _OPENING and between.count(",") < 2 and not _PART_END.search(between)


def _list(
    own: Terms, row: int, cue: int, depth: int, near: list[Term], *, pause: bool
) -> tuple[list[Term], bool]:
    """The terms from ``row`` on at one depth of brackets, to the end of the sentence, bracket or item.

    The second value says whether that end is certain.
    """
    text = own.scene.text
    found: list[Term] = []
    sentence = own.all[row].quantity.sentence
    before = text[_sentence_start(text, cue) : cue]
    inside_item = not depth and bool(near) and ";" in before and ";" in _PAUSED.sub("", before)
    divided = nested = False
    at = cue
    for term in own.all[row : row + _LONGEST]:
        quantity = term.quantity
        gap = text[at : quantity.start]
        at = quantity.stop
        if (
            quantity.sentence != sentence
            or quantity.depth < depth
            or (depth and _closed(gap, depth, quantity.depth))
        ):
            break
        if quantity.depth > depth:
            continue
        if found and ";" in gap:
            if inside_item:
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
        if found and (restart := _RESTART.search(gap)) and not _alike(restart.group(), found[0]):
            return found, True
        if not _EARLIER.search(quantity.before):
            found.append(term)
    certain = (not nested or divided) and not (found and shared_out(found))
    if divided and not pause:
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
    for term in own.all[row + 1 : row + _LONGEST]:
        if not _JOINED.fullmatch(text[found[-1].quantity.stop : term.quantity.start]):
            break
        found.append(term)
    return found, len(found) > 1


def _wholes(
    own: Terms, row: int, start: int, depth: int, earlier: Terms | None
) -> tuple[list[Term], list[Term]]:
    """The terms before a cue that its list may divide, nearest first: the near ones and the far ones.

    Near are those of the same sentence; where the cue opens its sentence, those of the sentence before.
    """
    text = own.scene.text
    back = [term for term in own.all[max(0, row - _BACK) : row] if term.quantity.depth <= depth]
    back.reverse()
    if not back:
        if earlier and earlier.all and start < _OPENING:
            back = list(reversed(earlier.all[-_BACK:]))
            near = [term for term in back if term.quantity.sentence == back[0].quantity.sentence]
            return near, back[len(near) :]
        return [], []
    nearest = back[0].quantity
    stop = max(text.rfind(mark, max(nearest.stop, start - 2 * _REACH), start) for mark in _STOPS)
    if stop >= 0 and not _OPENS.fullmatch(text, stop + 1, start):
        return [], back
    near = [term for term in back if term.quantity.sentence == nearest.sentence]
    return near, back[len(near) :]
