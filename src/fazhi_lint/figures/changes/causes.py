"""A stated change and the cause given for it: "增加0.97%。主要原因是业务量增加", "持平，主要原因是无变化".

The cause is words, so agreement is all that is recorded; only "持平" whose cause is an increase or a decrease
of the amount itself is held against the text, as a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document, Paragraph
from ...kept import regex
from ...model import Hit, Relation, Severity, Span
from ..core.scene import Scene, scenes

_CAUSE = regex.compile(r"主要原因(?:是|为|在于|系)?[:,]?(?:是|为)?")
_SAID = regex.compile(
    r"(?P<up>增加|增长|上升|提高|大于|高于|超过)|(?P<down>减少|下降|降低|小于|低于)|(?P<flat>持平|一致|无增减|无变化|等于)"
)
_UP = regex.compile(r"增加|增长|上升|提高|增多|新增|追加|调增|上调|扩大|较多|多于")
_DOWN = regex.compile(
    r"减少|下降|降低|压减|压缩|调减|下调|缩减|减支|厉行节约|未发生|较少|退休|节约|贴合预期|未能"
)
_FLAT = regex.compile(r"无变化|没有变化|未变|不变|持平|一致|相同|无增减|稳定|无.{0,10}(?:计划|需求|安排)")
_MOVED = regex.compile(r"(?P<word>减少|增加|下降|增长)(?:了)?(?:支付|支出|经费|开支|预算|费用)?$")
_MEANT = regex.compile(r"严格|厉行|控制|节约|压缩|压减|抵消|同时|也|合理|落实")
_STOP = regex.compile("[。;]")
_BACK, _AHEAD = 60, 120


def causes(document: Document) -> Iterator[Relation]:
    """The changes of a document with the causes given for them."""
    by_paragraph = {scene.paragraph.index: scene for scene in scenes(document)}
    for paragraph in document.paragraphs:
        if "主要原因" in paragraph.flow:
            for match in _CAUSE.finditer(paragraph.flow):
                relation = _judge(document, paragraph, match.start(), match.end(), by_paragraph)
                if relation:
                    yield relation


def _judge(
    document: Document, paragraph: Paragraph, start: int, end: int, by_paragraph: dict[int, Scene]
) -> Relation | None:
    flow = paragraph.flow
    heard = list(_SAID.finditer(flow, max(0, start - _BACK), start))
    cause = flow[end : end + _AHEAD]
    if not cause and paragraph.index + 1 < len(document.paragraphs):
        cause = document.paragraphs[paragraph.index + 1].flow[:_AHEAD]
    stop = _STOP.search(cause)
    cause = cause[: stop.start()] if stop else cause
    if not heard or not cause:
        return None
    said = heard[-1]
    scene = by_paragraph.get(paragraph.index)
    near = [q for q in scene.within(max(0, start - 2 * _BACK), start) if q.stop <= start] if scene else []
    focus = paragraph.span(said.start(), said.end())
    numbers: tuple[Span, ...] = (scene.span(near[-1]),) if scene and near else ()
    formula = f"{said.group()}；原因：{cause}"
    found = {name for name, words in (("up", _UP), ("down", _DOWN), ("flat", _FLAT)) if words.search(cause)}
    if said.lastgroup in found:
        return Relation("change", "verified", focus, numbers, formula)
    moved = _MOVED.search(cause)
    if said.lastgroup == "flat" and moved and len(found) == 1 and not _MEANT.search(cause):
        fields = {"claim": said.group(), "result": f"原因却是“{cause[-20:]}”"}
        hit = Hit(focus, fields, Severity.WARNING, (formula,))
        return Relation("change", "contradicted", focus, numbers, formula, "change-mismatch", hit)
    return None
