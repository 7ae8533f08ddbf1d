"""Finds the report in a saved web page: drops what belongs to the site, keeps title, dates and text.

Government sites are built with a few dozen systems and no common marks, so the text is found by what it
is (sentences outside links) and the site's furniture by what it is called or by how much of it is links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..kept import regex

_NEVER = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "head", "nav",
     "footer", "aside", "button", "select", "textarea", "input", "audio", "video", "map", "rt", "rp", "del",
     "applet", "frameset"}
)  # fmt: skip
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_CALLED = regex.compile(
    r"(?:^|[\s_-])(?:\w*nav(?:bar|igation)?|menu|bread\w*|crumbs?|foot(?:er)?|copyright|copy|share\w*|bdshare\w*|social\w*"
    r"|print\w*|fontsize|font-size|zihao|tool(?:bar|s)?|qr-?code|ewm|erweima|code|related|xgxw|xglj|xgwd|xgjd|recommend\w*"
    r"|side(?:bar)?|pager|pagination|page-?(?:nav|bar)|login|banner|logo|top-?bar|friend-?links?|yqlj|comments?|hits?|dqwz"
    r"|weizhi|dqwz\w*|wzdh|search\w*|jiucuo|advert\w*|ads?|previous|prev|next|shang|xia)(?:$|[\s_-])",
    regex.IGNORECASE,
)
_SENTENCE = regex.compile(r"[。；！？]|，.{4}")
_NUMBER = regex.compile(r"[\d,，.]+[%％]?")
_CELL = 5
_SENTENCES = 3
_LONG = 400
_SMALL = 3
_HEADLINE = 8
_STOP = regex.compile("[。！？]")
_DATED = regex.compile(
    r"((?:发布|公开|成文|印发|发文|生成|发表)?(?:日期|时间)|发文字号|文\s*号)[\s\u3000]*[：:][\s\u3000]*"
    r"((?=.{0,30}\d)\S{4,40}(?:\s\d\d:\d\d(?::\d\d)?)?)"
)
_LABEL = regex.compile(
    r"(?:发布|公开|成文|印发|发文|生成)(?:日期|时间)|发文字号|文\s*号|发文机关|发布机构|标\s*题|名\s*称"
)
_SITE = regex.compile(r"\s*[-_—|–]+\s*")
BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td",
     "th", "tbody", "thead", "tfoot", "caption", "section", "article", "header", "main", "center", "hr", "pre",
     "blockquote", "form", "fieldset", "address", "figure", "figcaption", "body", "html", "ucapcontent",
     "ucaptitle"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What was found: the lines above the text (title, dates) and the element that holds the text."""

    head: tuple[str, ...]
    main: etree._Element


def words(element: etree._Element) -> str:
    """All words of an element on one line, blanks collapsed."""
    return " ".join(_text(element).split())


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def find(root: etree._Element) -> Page:
    """Clean the tree in place and find the text in it."""
    titles = list(_stated_titles(root))
    published = _stated_date(root)
    _clean(root)
    weights = _weigh(root)
    main = _main(root, weights)
    head = tuple(_head(root, main, titles, published))
    return Page(head, main)


def _stated_titles(root: etree._Element) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle":
            yield " ".join((meta.get("content") or "").split())
    for title in root.iter("title"):
        yield _SITE.split(words(title))[0]


def _stated_date(root: etree._Element) -> str:
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "pubdate":
            return (meta.get("content") or "").strip()[:10]
    return ""


def _clean(root: etree._Element) -> None:
    """Remove what is never text, what is hidden, and what names itself furniture and holds no sentences."""
    for element in list(root.iter()):
        if element.tag in _NEVER:
            _remove(element)
        elif element.tag == "a" and element.get("href") is None and (element.get("name") or element.get("id")):
            element.tag = "span"  # no link but a place to link to; Word puts headings and more into them
    sizes = _measure(root)
    for element in [element for element in root.iter() if _is_hidden(element)]:
        # Some pages hide their text until a script has run, which in a saved page it never does.
        if sizes[element].sentences * 2 <= sizes[root].sentences:
            _remove(element)
    sizes = _measure(root)
    for element in list(root.iter()):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        furniture = element.tag not in ("body", "html") and _CALLED.search(name)
        if furniture and not sizes[element].holds_text:
            _remove(element)


@dataclass(frozen=True, slots=True)
class _Size:
    """How many characters an element holds, how many of them in links, and how many sentences."""

    total: int
    linked: int
    sentences: int

    @property
    def holds_text(self) -> bool:
        """Whether there are sentences in it, or a long table, and not mostly links."""
        return self.linked * 2 <= self.total and (self.sentences >= _SENTENCES or self.total > _LONG)


def _measure(root: etree._Element) -> dict[etree._Element, _Size]:
    sizes: dict[etree._Element, _Size] = {}
    for element in reversed(list(root.iter())):
        texts = [text for text in (element.text, *(child.tail for child in element)) if text]
        total = sum(map(len, texts)) + sum(sizes[child].total for child in element)
        linked = total if element.tag == "a" else sum(sizes[child].linked for child in element)
        sentences = sum(len(_SENTENCE.findall(text)) for text in texts)
        sizes[element] = _Size(total, linked, sentences + sum(sizes[child].sentences for child in element))
    return sizes


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _remove(element: etree._Element) -> None:
    """Empty an element and leave the words after it where they are."""
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # the stubs lag behind
    element.tag = "span"


def _weigh(root: etree._Element) -> dict[etree._Element, int]:
    """How much text every element holds: characters of sentences outside of links, and cells of figures."""
    weights: dict[etree._Element, int] = {}
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str):
            continue
        own = 0
        if element.tag != "a":
            for text in (element.text, *(child.tail for child in element)):
                if text and (len(text) >= 20 or _SENTENCE.search(text)):
                    own += len(text.strip())
            own += sum(weights.get(child, 0) for child in element)
        if element.tag in ("td", "th") and _NUMBER.fullmatch(words(element)):
            own += _CELL
        weights[element] = own
    return weights


def _main(root: etree._Element, weights: dict[etree._Element, int]) -> etree._Element:
    """The innermost element that holds every sentence of the page that is not beside a crowd of links."""
    body = root.find("body")
    here = root if body is None else body
    while True:
        blocks = [child for child in here if child.tag in BLOCKS and weights[child]]
        if len(blocks) > 1:
            blocks = [child for child in blocks if not _is_list_of_links(child)]
        heaviest = max(blocks, key=lambda child: weights[child], default=None)
        if heaviest is None or heaviest.tag in ("p", "h1", "h2", "h3", "li", "pre"):
            return here
        if not _alone(here, heaviest, weights) or _is_table_of_figures(heaviest):
            return here
        if heaviest.tag in ("td", "th") and not _is_layout(heaviest):
            return here
        here = heaviest


def _is_table_of_figures(element: etree._Element) -> bool:
    """Whether it is a table of figures and no more: its title and unit stand beside it."""
    table = element if element.tag == "table" else next(element.iter("table"), None)
    if table is None or next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [text for cell in table.iter("td", "th") if (text := words(cell))]
    figures = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    return figures * _SMALL >= len(cells) and (table is element or words(element) == words(table))


def _alone(parent: etree._Element, heaviest: etree._Element, weights: dict[etree._Element, int]) -> bool:
    """Whether the other children hold no sentences of the report."""
    if (parent.text or "").strip() and _SENTENCE.search(parent.text or ""):
        return False
    for child in parent:
        if child is heaviest or not weights.get(child, 0) or _is_beside(child, weights):
            continue
        if weights[child] * _SMALL > weights[heaviest] or not _is_list_of_links(child):
            return False
    return not any(child.tail and _SENTENCE.search(child.tail) for child in parent)


def _is_list_of_links(element: etree._Element) -> bool:
    """Whether it is a list of other articles, each a link on its own line with a sentence or two about it."""
    heads: Counter[etree._Element] = Counter()
    for link in element.iter("a"):
        block = next((above for above in link.iterancestors() if above.tag in BLOCKS), element)
        if len(words(link)) >= _HEADLINE and not _SENTENCE.search(f"{block.text or ''}{link.tail or ''}"):
            heads[block] += 1
    alone = sum(1 for count in heads.values() if count == 1)
    return alone >= _SENTENCES and alone * _SENTENCES >= len(_STOP.findall(_text(element)))


def _is_beside(element: etree._Element, weights: dict[etree._Element, int]) -> bool:
    """Whether it is a list of links or a footer rather than a part of the report."""
    total = words(element)
    linked = sum(len(_text(link)) for link in element.iter("a"))
    return linked * 2 > len(total) or (_FURNITURE.search(total) is not None and weights[element] < 300)


def _is_layout(cell: etree._Element) -> bool:
    """Whether a table cell is a part of the page's layout: it holds nearly all of its table's own words."""
    table = next(cell.iterancestors("table"), None)
    if table is None:
        return True
    inside = {id(element) for element in cell.iter("td", "th")}
    beside = 0
    for other in table.iter("td", "th"):
        if id(other) not in inside and next(other.iter("table"), None) is None:
            text = words(other)
            linked = sum(len(_text(link)) for link in other.iter("a"))
            if linked * 2 <= len(text) and not _FURNITURE.search(text):
                beside += len(text)
    return beside * 9 < len(words(cell))


def _head(root: etree._Element, main: etree._Element, titles: list[str], published: str) -> Iterator[str]:
    """Title and dates that stand before the text but outside of its element."""
    inside = "".join(words(main).split())
    found = ""
    dates: dict[str, None] = {}
    for element in root.iter():
        if element is main:
            break
        if not isinstance(element.tag, str) or any(child.tag in BLOCKS for child in element):
            continue
        text = words(element)
        if not text or element.tag == "a":
            continue
        if _is_title(text, element, titles):
            found = found if len(found) >= len(text) else text
        elif element.tag in ("td", "th", "li", "dt", "b", "strong") and _LABEL.fullmatch(text.rstrip("：: ")):
            after = element.getnext()
            if after is not None and 0 < len(words(after)) < 80:
                dates[f"{text.rstrip('：: ')}：{words(after)}"] = None
        elif len(text) < 200:
            dates |= dict.fromkeys(_dates(text))
    title = found or next((title for title in titles if len(title) >= 6), "")
    if title and "".join(title.split()) not in inside[: len(title) + 400]:
        yield title
    if published and not dates and not _DATED.search(inside[:400]):
        yield f"发布日期：{published}"
    yield from dates


def _dates(text: str) -> Iterator[str]:
    return (f"{label}：{value}" for label, value in _DATED.findall(text))


def trimmed(line: str) -> str:
    """The line without what belongs to the site: as it is, only its dates, or nothing."""
    text = line.strip()
    if len(text) >= 120 or text.endswith("。") or not _FURNITURE.search(text):
        return line
    return "　".join(_dates(text))


def _is_title(text: str, element: etree._Element, titles: list[str]) -> bool:
    plain = "".join(text.split())
    if len(plain) < 6 or len(plain) > 120:
        return False
    if any(
        plain in "".join(title.split()) or "".join(title.split()) in plain for title in titles if len(title) > 5
    ):
        return True
    return element.tag in ("h1", "ucaptitle")


# Lines of the site that stand among or under the text.
_FURNITURE = regex.compile(
    r"版权所有|网站标识码|ICP备|公网安备|[Cc]opyright|技术支持[：:]|主办(?:单位)?[：:]|承办(?:单位)?[：:].*(?:主办|联系)|建议使用.{0,9}(?:浏览器|IE|分辨率)|网站地图|联系我们|制作(?:[与和及]?维护)$"
    r"|当前位置|您(?:现在)?(?:所在)?的?位置|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[：:]|责任编辑[：:]|上一[篇条页]|下一[篇条页]|(?:^|微信)扫一扫|扫一扫(?:在|分享|关注|手机|打开|下载)|分享到(?:[：:]|微|QQ|新浪|$)|我要纠错|打印本页|关闭窗口"
    r"|[【\[(（]\s*(?:字号|字体|大(?:\s*中|\s*[】\])）])|(?:打印|关闭|收藏)(?:本页|此页|窗口)?\s*[】\])）])|字号[：:]|字体[：:].{0,8}[大中小]|^(?:打印|关闭|收藏|返回|返回顶部|分享|纠错|TOP)$|设为首页|加入收藏|无障碍(?:浏览|阅读|模式|版)|^(?:进入)?无障碍|长者模式"
)
