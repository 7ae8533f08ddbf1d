"""Whether a change is about a level, and whether two levels are one thing at two times."""

from __future__ import annotations

from ...kept import regex, scanner
from ...values import changed
from .moves import (
    Move,
    comes_from,
    is_addition,
    is_ago,
    is_aside,
    is_multiplied,
    is_past,
    is_reference,
    move,
    reaches,
)
from .scene import Quantity, Scene
from .units import COUNTING, family

_YEAR = scanner(r"((?:19|20)\d\d)年")
_LAST = regex.compile(r"(?:上一?年|去年|上年度)(?!末|底)(?:同期)?[^,;]{0,10}$")
_SAYS_LAST = regex.compile("上年|去年|上一年|前一年|(?:^|[^常历多]年|[^史年])同期")  # 较常年同期 is another
_COUNT = scanner(r"[人件起户次家总]?(?:数量?|额|量)$")
_THIS = regex.compile(r"(?:本年|今年|本期|当年)[^,;]{0,10}$")
_SHARE = scanner(r"占[^,;]{0,24}$|(?:完成|为|达到?)[^,;]{0,10}(?:预算|计划|任务|目标)[^,;]{0,6}$")
_HEADLINE = scanner(r"[收支](?=总计|合计|总额)")
_NAMED = scanner(r"(?:均|都|各|分别|共|约|仅|只)*(?:为|是|达到?|有)?(?:约|近|逾)?$")
_YEAR_BEFORE = regex.compile(r"\((?:[上去前]年|\d{4}年)度?(?:同期|年?[末底])?$")
_TWO_YEARS = regex.compile(
    r"((?:19|20)\d\d)年度?[、和与及]((?:19|20)\d\d)年度?[^,;。、]{0,24}分别[^,;。、]{0,12}$"
)
PLANNED = scanner(r"(?:预算|计划|目标|任务)[^,;]{0,6}$")
_WORDS, _SPOKEN = 40, 600  # characters looked through
_LEAST = 2  # characters of a name that is compared
_OTHER_SPAN = regex.compile(r"[年月季]|其中|累计|未|不|新")
_FURTHER = regex.compile(r"[并和与及后的]|以上|以下")
_GROWN = ("percent", "permille", "multiple")
_NOT = frozenset("不未非无")
_NAME = 4  # characters of a name that tell it from others


def is_share(quantity: Quantity) -> bool:
    """Whether a percentage is one of a whole or a plan, and no level of its own."""
    if quantity.before[:1] == "的":
        return True
    return not comes_from(quantity) and _SHARE.search(quantity.before) is not None


def changes_by_points(scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage is told to have changed at once: 占72.3%，比上年提高1.6个百分点."""
    ahead = scene.quantities[quantity.index + 1 : quantity.index + 3]
    if len(ahead) > 1 and ahead[0].lead == "," and ahead[0].is_rate and ahead[1].number.kind == "point":
        return is_reference(ahead[0]) or is_past(ahead[0])  # 占85.3%，较上年末的69.7%提高15.6个百分点
    return bool(ahead) and ahead[0].number.kind == "point" and ahead[0].lead == ","


def changes_next(scene: Scene, quantity: Quantity) -> bool:
    """Whether a change follows a level of the year before at once: 受理450件，上年为400件，增长12.5%."""
    ahead = scene.quantities[quantity.index + 1 : quantity.index + 3]
    if len(ahead) > 1 and is_duration(scene, ahead[0]):
        ahead = ahead[1:]  # 2010年六普时为400件，十年增加50件
    found = move(ahead[0]) if ahead and ahead[0].sentence == quantity.sentence else None
    return found is not None and not found.subject


def is_next(level: Quantity, quantity: Quantity) -> bool:
    """Whether a figure stands right behind a level, in its measure."""
    return level.index + 1 == quantity.index and comparable(level, quantity)


def _speaks_of(level: Quantity, stated: Move) -> bool:
    """Whether a change names a level counted before: 163人死亡 and 死亡人数减少18人."""
    subject = stated.subject
    if level.unit and subject in (level.unit + "数", level.unit + "数量"):  # 特大事故26起: 起数
        return stated.quantity.number.kind != "number" or stated.quantity.unit == level.unit
    core = (
        subject[: -len(level.unit)] if level.unit and subject.endswith(level.unit) else _COUNT.sub("", subject)
    )
    if len(core) < _LEAST:
        core = subject.rstrip("数量额")  # 案件数
    same = stated.quantity.number.kind != "number" or family(stated.quantity.unit) == family(level.unit)
    if len(core) < _LEAST or not same:
        return False
    if _is_denied(level.before, core):
        return False
    if level.before.endswith(core) or level.after.startswith(core):
        return True
    if core == subject:
        return False
    # 培训人次 of 培训执法人员9人次, 破案数 of 破获诈骗案件9起
    first = level.before.find(core[0])
    return core in level.before or (len(core) == _LEAST and 0 <= first < level.before.rfind(core[1]))


def _is_denied(words: str, name: str) -> bool:
    """Whether words tell what is not so where a name tells what is: 不批准逮捕, 批准逮捕."""
    at = words.rfind(name)
    return at > 0 and words[at - 1] in _NOT


def again(stated: Move, quantity: Quantity) -> Move:
    """The same change said of the next figure: 分别增长5%和6%."""
    return changed(stated, quantity=quantity, words="", whole=False, faster=False)


def side_by_side(scene: Scene, begin: int, many: int) -> list[Move]:
    """So many changes from that quantity on, each told or joined to the one before; empty if too few."""
    row = scene.quantities[begin : begin + many] if begin >= 0 else ()
    first = move(row[0]) if len(row) == many else None
    if first is None:
        return []
    found = [first]
    for quantity in row[1:]:
        own = move(quantity)
        if own is None and not quantity.is_joined:
            return []
        found.append(own or again(found[-1], quantity))
    return found


def _bare(words: str) -> str:
    """A name without the verb behind it, 收 and 支 of 收、支总计 spelt out."""
    words = _NAMED.sub("", words).replace("总决算", "总计")
    return _HEADLINE.sub(lambda found: {"收": "收入", "支": "支出"}[found.group()], words)


def fits(level: Quantity, stated: Move) -> bool:
    """Whether a change is about the subject of a level and in a measure that the level can have."""
    name, subject = _bare(level.before), _bare(stated.subject)
    named = (name.endswith(subject) and not _is_denied(name, subject)) or (
        len(name) >= _NAME and subject.endswith(name[-_NAME:])
    )
    if stated.subject and (level.number.high is None or not (named or _speaks_of(level, stated))):
        return False  # 死亡10人以上的事故, 死亡人数减少
    kind = stated.quantity.number.kind
    if kind == "number":
        return not level.is_rate and family(stated.quantity.unit) == family(level.unit)
    if kind == "point":  # 性别比104.80 is a rate without a sign
        return level.is_rate or (not level.unit and level.number.decimals > 0)
    return (kind == "multiple" and stated.whole) or (kind in _GROWN and not level.is_rate)


def may_mean(level: Quantity, stated: Move) -> bool:
    """Whether an amount of change shares a word with a level: 处罚决定书9份, 处罚案件减少1件."""
    pairs = (stated.subject[at : at + 2] for at in range(len(stated.subject) - 1))
    return (
        stated.quantity.number.kind == level.number.kind == "number"
        and (level.unit in COUNTING) == (stated.quantity.unit in COUNTING)
        and any(pair in level.before for pair in pairs)
    )


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two levels are in one measure and one sentence."""
    return a.sentence == b.sentence and same_measure(a, b)


def same_measure(a: Quantity, b: Quantity) -> bool:
    """Whether two levels are of one kind and unit; the first may lack its unit."""
    unit, other = a.number.unit, b.number.unit
    return a.number.kind == b.number.kind and (not unit or unit == other or family(unit) == family(other))


def earlier(a: Quantity, b: Quantity) -> bool:
    """Whether the words before two levels say that ``a`` is last year's and ``b`` this year's."""
    if "执行数" in a.before and "预算安排" in b.before:
        return True
    if "年" not in a.before or "结转" in a.before or "旧存" in a.before:
        return False
    first, second = _YEAR.search(a.before), _YEAR.search(b.before)
    if first and second:
        tails = sorted((_NAMED.sub("", _tail(a)), _NAMED.sub("", _tail(b))), key=len)
        return int(first[1]) < int(second[1]) and _alike(*tails)
    if is_addition(b) and not is_addition(a):
        return False
    return _LAST.search(a.before) is not None and _THIS.search(b.before) is not None and not comes_from(a)


def is_later(a: Quantity, b: Quantity) -> bool:
    """Whether the words before two levels name a year each, and ``a`` has the later one."""
    first, second = _YEAR.search(a.before), _YEAR.search(b.before)
    return first is not None and second is not None and int(first[1]) > int(second[1])


def dated_behind(quantity: Quantity, level: Quantity) -> bool:
    """Whether a figure is that of another year for the level before it: 收入450万元，2022年度收入400万元."""
    dated = _YEAR.match(quantity.before)
    if dated is None or "年" in level.before or _OTHER_SPAN.search(level.before) or is_addition(quantity):
        return False
    return _alike(*sorted((_tail(quantity), _tail(level)), key=len))


def _alike(short: str, long: str) -> bool:
    """Whether the shorter of two names is the same name.

    受理 and 受理复议案件, 全省复议受理 and 受理, but not 受理 and 受理并办结, 上半年受理 and 受理.
    """
    if short == long or len(short) < _LEAST:
        return short == long
    begins = long.startswith(short) and not _FURTHER.match(long, len(short))
    return begins or (long.endswith(short) and not _OTHER_SPAN.search(long))


def _tail(quantity: Quantity) -> str:
    """The words between the year and the number; of a part of the year they say so: 上半年受理."""
    year = _YEAR.search(quantity.before)
    return quantity.before[year.end() :].removeprefix("度").removeprefix("全年") if year else quantity.before


def is_base(scene: Scene, quantity: Quantity) -> bool:
    """Whether a quantity is what the percentage behind it is taken of: 为预算30万元的95%."""
    if quantity.after != "的" or quantity.index + 1 == len(scene.quantities):
        return False
    following = scene.quantities[quantity.index + 1]
    return following.number.kind in ("percent", "permille", "fraction")


def is_duration(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number of years only says over which time something changed: 五年净增41个."""
    if quantity.unit != "年" or comes_from(quantity) or reaches(quantity) is not None:
        return False
    following = scene.quantities[quantity.index + 1 : quantity.index + 2]
    return bool(following) and following[0].lead == "" and move(following[0]) is not None


def in_two_years(scene: Scene, earlier: Quantity, later: Quantity) -> bool:
    """ "2022年、2023年分别受理400件、450件"."""
    if later.before or later.lead != "、" or "分别" not in earlier.before:
        return False
    found = _TWO_YEARS.search(scene.text, max(0, earlier.start - 60), earlier.start)
    if found is None or int(found[1]) + 1 != int(found[2]):
        return False
    return scene.text[found.start() - 1 : found.start()] != "、"  # 2021年、2022年、2023年


def in_brackets(scene: Scene, quantity: Quantity) -> bool:
    """Whether brackets hold last year's level: (上年400件), 比去年同期(400件)增长."""
    if is_aside(quantity):
        return True
    opening = quantity.start - 1
    if quantity.before or quantity.lead not in ("(", ":"):
        return False
    words = scene.text[max(0, opening - 12) : opening]
    if scene.text.startswith(")的", quantity.stop):
        return is_multiplied(words)
    return _YEAR_BEFORE.search(words) is not None if quantity.lead == ":" else is_ago(words)


def words_at(scene: Scene, quantity: Quantity) -> str:
    """The words in front of the brackets a quantity stands in, back to a stop."""
    end = quantity.start - len(quantity.before) - 1
    words = scene.text[max(0, end - _WORDS) : end]
    return words[max(words.rfind(mark) for mark in ",;。:、)") + 1 :]


def says_last_year(words: str) -> bool:
    """Whether words speak of the year before, or of its months, without saying which year it is."""
    return _SAYS_LAST.search(words) is not None


def names_last_year(scene: Scene, words: str, level: Quantity, year: int | None) -> bool:
    """Whether words name the year before that of a level: the one named last before it, else ``year``."""
    if says_last_year(words):
        return True
    named, own = _YEAR.findall(words), _YEAR.findall(scene.text, max(0, level.start - _SPOKEN), level.start)
    own = [one for one in own if one not in named[-1:]]  # 与2018年相比，立案减少9件，罚款90万元，2018年为80万元
    return bool(named) and int(named[-1]) + 1 == (int(own[-1]) if own else year)
