"""Where a text tells a total behind the parts that make it: 甲类10件、乙类15件，合计25件."""

from __future__ import annotations

from collections.abc import Iterator

from ...kept import regex, scanner
from ..core.cues import Cues
from ..core.partitions import is_usual
from ..core.terms import Term, Terms
from .again import added_to, stated_together
from .claims import LONGEST, OWN_TOTAL, RESTART, Claim

_STAGE = regex.compile(
    r"(?P<word>立案|查处|处罚|处理|处分|办结|结案|整改|化解|移送|起诉|取缔|关停|追责|问责|拘留|刑拘|逮捕|判处|罚款)了?"
)
_TOTAL = Cues(
    ",;、)合共总累人件个家名户起项元",
    r"(?P<sum>合计|共计|总计|总共)|(?P<stock>累计)(?!达)|[,;]\p{Han}{0,4}(?P<stock>总[量额数](?:分别|达)?)"
    r"|[,、;)](?:(?:[全今本][年市县区省州期]|[前近]?[一二三四五]年|以上|各地|加起来|加总|总量)?)共(?!计|同)(?P<stock>有|达)?|(?P<bare>[人件个家名户起项元])共",
)
# 支出总计包含本年支出41万元: its parts follow; 三项合计比上年1305万元压减
_OPENED = scanner("含|包括|由|分为|[比较]|上年|去年|同期")
_REACHED = ("总数达", "总额达", "总量达", "分别")  # 总数分别达755家和1593家
# What may stand between the last part and the word of the total, and between that and its figure.
_BEFORE_TOTAL = regex.compile(r"[)]?(?:组成)?[,、;]?(?:(?:以上|上述|[全今本][年市县区省州期])?\p{Han}{0,6})?")
_TO_TOTAL = regex.compile(r"(?:\p{Han}{0,12}?[为约达]?:?)")
_FIRST_ONES = regex.compile(r"前[两二三四五六七八九\d][大个]?\p{Han}$")
_NEAR = 6
_WORD = 3  # shorter than this, nothing but 为 or 约 leads from the word of a total to its figure


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
        if _FIRST_ONES.search(text, max(0, begin - _NEAR), begin):
            continue  # 前两类合计405件: of the first of the list alone
        if match["bare"] and own.all[row - 1].quantity.stop != begin:
            continue  # 主办件共183件, but 干部38人、群众16人共54人
        sure = match["sum"] is not None and len(lead) < _WORD
        for whole in stated_together(own, row):
            parts, headed = _before(own, row, begin, whole)
            if len(parts) > 1:
                stage = _STAGE.fullmatch(lead) if whole is own.all[row] else None
                if stage and not any(stage["word"] in part.quantity.before for part in parts):
                    continue  # 越界开采12件、非法转让1件，共立案46件 counts what came of more
                names = [part.quantity.before + part.quantity.after for part in parts]
                firm = not match["stock"] or headed or is_usual(names)
                within = parts[0].quantity.sentence == whole.quantity.sentence
                yield Claim("total", (whole,), (), tuple(parts), True, firm, sure and within)


def _before(own: Terms, row: int, start: int, whole: Term) -> tuple[list[Term], bool]:
    """The terms that stand in one run directly before the word of a total, in reading order.

    The second value says whether the first of them is what a clause with 加 says the others are added to.
    """
    text = own.scene.text
    found: list[Term] = []
    at = start
    depth = whole.quantity.depth + (text[start] == ")" or text.endswith(")", 0, start))
    for term in reversed(own.all[max(0, row - LONGEST) : row]):
        quantity = term.quantity
        if quantity.sentence != whole.quantity.sentence or term.change:
            break
        if quantity.depth > depth:
            continue
        gap = text[quantity.stop : at]
        if (at == start and not _BEFORE_TOTAL.fullmatch(gap)) or "其中" in gap or RESTART.search(gap):
            break
        if ";" in text[quantity.stop : start] and OWN_TOTAL.search(quantity.before):
            break
        if term.family == whole.family:
            found.append(term)
            if heads := added_to(own, term):
                return [*heads, *reversed(found)], True
        at = quantity.start
    found.reverse()
    return found, False
