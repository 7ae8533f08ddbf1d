"""Shares of one whole as the text divides it: a∶b∶c, or 占p% beside every part.

Here they are found; that they make 100 is held in :mod:`.hundred`, and against the amounts of the parts in
:mod:`.compositions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex, scanner
from ...model import Relation
from ..core.scene import Quantity, Scene, scenes

_RATIO = regex.compile(r"\d{1,3}(?:\.\d+)?(?::\d{1,3}(?:\.\d+)?){1,6}")
_SHARE = scanner(
    r"(?:占(?:[^,;。:]{0,24}(?:的|比例?|比重))?|比重|比例|占比|贡献率)(?:分别|依次)?(?:[为是占]|达到?)?(?:约为?)?$"
)
_LISTED = regex.compile(r"(?:构成|结构)(?:情况|如下|[为是看上中]|依次|分别)*[:,]")
_EACH = scanner(
    r"(?:比重|占比|比例|结构)[^,;。:\d]{0,6}(?:分别|依次)(?:为|是|占|达到?)*$|(?:分别|依次)占[^,;。:\d占]{0,14}的(?:比重)?$"
)
# 占比为9.3%、41.0%、49.6%: a row that no 分别 shares out.
_IN_A_ROW = scanner(
    r"(?:比重|占比|比例|结构|构成|份额|之比)(?:大致|约)?(?:[为是达]|达到)?(?P<first>\d[\d.]*)%?、\d"
)
_VIEW = scanner(r";[从按就以][^,;。:\d]{2,14}(?:看|分|划分|统计|而言|来说|性质|方式)[,:]")
_TWICE = 3  # percentages fewer than two shares that change have


def shares(document: Document) -> Iterator[Relation]:
    """The relations of the shares of one whole in a document."""
    before: Scene | None = None
    for scene in scenes(document):
        last, before = before, scene
        text = scene.text
        if ":" in text or ("产业" in text and "百分点" in text):
            yield from _ratios(scene, last)
        if "%" in text:
            if "占" in text or "比" in text or "贡献率" in text:
                yield from _percentages(document, scene)
                if text.count("占") > 1:
                    from .columns import over_sentences

                    yield from over_sentences(scene)
                if "比重" in text and "由" in text and text.count("%") > _TWICE:
                    from .hundred import exchanged

                    yield from exchanged(scene)
            if text.count("%的") > 1:
                from .hundred import spread

                yield from spread(scene)
            if ("构成" in text or "结构" in text) and _LISTED.search(text):
                from .hundred import composed

                yield from composed(scene)
            if "分别" in text or "依次" in text:
                yield from _each(document, scene, last)
        if "、" in text:
            yield from _in_a_row(scene, last)


def _ratios(scene: Scene, before: Scene | None) -> Iterator[Relation]:
    found: list[tuple[int, int, tuple[Quantity, ...]]] = []
    for match in _RATIO.finditer(scene.text):
        parts = scene.within(match.start(), match.end())
        if len(parts) == match.group().count(":") + 1:
            found.append((match.start(), match.end(), parts))
    if found:
        from .compositions import ratios_of_amounts
        from .hundred import ratio_of_all, ratio_that_was

        held = [one for start, end, parts in found for one in ratio_of_all(scene, start, end, parts)]
        if len(found) > 1:
            told = {one.numbers[0] for one in held}
            held += (one for one in ratio_that_was(scene, found) if one.numbers[0] not in told)
        yield from held
        yield from ratios_of_amounts(scene, found, before)
    if "百分点" in scene.text:
        from ..changes.shifts import shifted

        yield from shifted(scene, found)


def _percentages(document: Document, scene: Scene) -> Iterator[Relation]:
    row: list[Quantity] = []
    for quantity in (*scene.quantities, None):
        if row and (
            quantity is None or quantity.sentence != row[-1].sentence or _viewed(scene, row[-1], quantity)
        ):
            if len(row) > 1:
                from .hundred import shares_of_all

                yield from shares_of_all(document, scene, row)
            row = []
        if quantity is not None and _is_share(scene, quantity, row):
            row.append(quantity)


def _viewed(scene: Scene, last: Quantity, quantity: Quantity) -> bool:
    """Whether what follows divides the same by another view: …占60.6%；从申请内容看，…占40.4%."""
    return last.segment != quantity.segment and _VIEW.search(scene.text, last.stop, quantity.start) is not None


def _is_share(scene: Scene, quantity: Quantity, row: Sequence[Quantity]) -> bool:
    if quantity.number.kind != "percent" or quantity.number.approximate:
        return False
    if _SHARE.search(quantity.before):
        return True
    # 分别占9%、40%和51%: the ones behind the first.
    return (
        bool(row)
        and row[-1].index == quantity.index - 1
        and scene.between(row[-1], quantity) in ("、", "和", "及", ",")
    )


def _each(document: Document, scene: Scene, before: Scene | None) -> Iterator[Relation]:
    """三次产业比重分别为7.7%、41.0%和51.3%, where no share follows from an amount already."""
    for quantity in scene.quantities:
        words = quantity.before
        if not quantity.is_rate or not ("分别" in words or "依次" in words):
            continue
        alone = words.endswith(("分别占", "依次占")) and not any(
            one.number.kind == "number" for one in scene.quantities[: quantity.index]
        )
        if alone or _EACH.search(words):
            from .compositions import divided
            from .portions import proved

            if (scene.paragraph.index, quantity.index) not in proved(document):
                yield from divided(scene, scene.row(quantity), before)


def _in_a_row(scene: Scene, before: Scene | None) -> Iterator[Relation]:
    """三次产业占比为7.7%、41.0%和51.3%; without 分别 and %, three at least."""
    for found in _IN_A_ROW.finditer(scene.text):
        first = scene.before(found.start("first") + 1)
        row = scene.row(first) if first and first.start == found.start("first") else ()
        if first and len(row) > 1 + (not first.is_rate) and (first.is_rate or not first.unit):
            from .compositions import divided

            yield from divided(scene, row, before)
