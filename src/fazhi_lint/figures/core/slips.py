"""Which number of a broken sum is the likely slip: the one that a single edit repairs.

After Fellegi–Holt (change as little as possible) and Scholtus (typing errors: a wrong digit, two digits
exchanged, a digit lost or doubled).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...facts.numbers import Number
from ...values import value
from .terms import Term

_REACH = 12  # units of the last place within which rounding is allowed for
_LONGEST = 12
TELLING = 2  # a total of one digit is one digit away from anything
LONG = 4  # digits of a figure that one wrong digit does not explain by chance


@value
class Repair:
    """One edit of one number that makes the sum hold; ``literal`` is the number's new print.

    ``digit`` says whether it is one wrong digit (see :func:`one_edit`), and none lost or doubled; ``exact``
    whether the sum then holds to the last place, and not only within rounding.
    """

    term: Term
    literal: str
    digit: bool
    exact: bool


def repairs(whole: Term, parts: Sequence[Term]) -> list[Repair]:
    """Every number of the sum that one edit repairs, with the print it should have."""
    found = []
    total = sum((part.number.value for part in parts), Fraction(0))
    slack = sum((min(term.number.step, whole.number.step) for term in (whole, *parts)), Fraction(0)) / 2
    for term in (whole, *parts):
        needed = total if term is whole else whole.number.value - (total - term.number.value)
        repair = _repair(term, needed, slack)
        if repair:
            found.append(repair)
    return found


def one_digit(whole: Term, fixes: Sequence[Repair], *, sure: bool = False) -> bool:
    """Whether one wrong digit explains the gap; with rounding allowed for, only in figures long enough.

    In a total of a single digit it always does, which tells nothing unless the list is ``sure`` to be all.
    """
    if digits(whole) < TELLING and not sure:
        return False
    long = digits(whole) > LONG
    return any(fix.digit and (fix.exact or (long and digits(fix.term) > LONG)) for fix in fixes)


def slips(whole: Term, parts: Sequence[Term], *, exact: bool = False, sure: bool = False) -> bool:
    """The same of a whole and its parts; ``exact`` allows for no rounding."""
    return one_digit(whole, [fix for fix in repairs(whole, parts) if fix.exact or not exact], sure=sure)


def digits(term: Term) -> int:
    """How many digits a figure has, zeros in front left out."""
    return term.quantity.digits


def bare_digits(number: Number) -> str:
    """The digits of a number without its point and commas."""
    return number.digits.replace(",", "").replace(".", "")


def _repair(term: Term, needed: Fraction, slack: Fraction) -> Repair | None:
    """The repair nearest to the value needed, one wrong digit before any other edit."""
    unit = term.number.place
    reach = min(int(slack / unit), _REACH)
    other = None
    for away in sorted(range(-reach, reach + 1), key=abs):
        edit = one_edit(term.number, needed + away * unit)
        if edit and edit[1]:
            return Repair(term, edit[0], True, not away)
        if edit and not away:
            other = Repair(term, edit[0], False, True)
    return other


def one_edit(number: Number, needed: Fraction) -> tuple[str, bool] | None:
    """The print of a number with another value, where one edit of its digits leads there.

    The second value says whether that edit is one wrong digit or, in a long figure, two exchanged: of a short
    one these explain too much by chance.
    """
    printed = number.digits
    if not printed.isascii() or not number.literal.startswith(printed) or needed < 0 or number.approximate:
        return None
    digits = needed / number.scale * 10**number.decimals
    if digits.denominator != 1:
        return None
    old = bare_digits(number)
    new = str(digits.numerator).rjust(number.decimals + 1, "0")
    kind = single_edit(old, new)
    if not kind:
        return None
    wrong = kind == "digit" or (kind == "swap" and len(old) > LONG)
    return punctuated(new, number.decimals, "," in printed) + number.literal[len(printed) :], wrong


def digit_off(number: Number, needed: Fraction) -> bool:
    """Whether a number is one wrong digit away from the value that is needed."""
    edit = one_edit(number, needed)
    return edit is not None and edit[1]


def explained(above: Number, below: Number, result: Number) -> bool:
    """Whether one wrong digit in one of them explains why above − below is not the result."""
    a, b, c = above.value, below.value, result.value
    return digit_off(above, b + c) or digit_off(below, a - c) or digit_off(result, a - b)


def punctuated(digits: str, decimals: int, grouped: bool) -> str:
    """Digits with their decimal point and, where they are ``grouped``, commas between thousands."""
    whole = digits[: len(digits) - decimals]
    text = f"{int(whole):,}" if grouped else whole
    return f"{text}.{digits[-decimals:]}" if decimals else text


def single_edit(old: str, new: str) -> str:
    """The name of the single edit that leads from one string of digits to another, "" if none does."""
    if len(old) == len(new):
        wrong = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(wrong) == 1:
            return "digit"
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return "swap" if swapped and old[wrong[0]] == new[wrong[1]] and old[wrong[1]] == new[wrong[0]] else ""
    if len(new) == len(old) + 1 and new[0] != "0":
        return "lost" if any(new[:at] + new[at + 1 :] == old for at in range(len(new))) else ""
    if len(old) == len(new) + 1:
        doubled = (at for at, (a, b) in enumerate(pairwise(old)) if a == b)
        return "doubled" if any(old[:at] + old[at + 1 :] == new for at in doubled) else ""
    return ""


def mistyped(old: str, new: str) -> bool:
    """Whether two strings of digits differ by one wrong digit or by two exchanged."""
    return single_edit(old, new) in ("digit", "swap")


def is_digit_gap(gap: Fraction) -> bool:
    """Whether one digit of some figure may make a difference: 3, 40, 0.7."""
    return len(str(gap.numerator * 10 ** len(str(gap.denominator)) // gap.denominator).strip("0-")) <= 1


def only_slip(
    stated: Number, needed: Fraction, others: Sequence[Number], holds: Callable[[int, Fraction], bool]
) -> str | None:
    """The print that ``stated`` should have, where one edit leads there and no edit of another number would do.

    ``holds(row, other)`` says whether the relation holds once ``others[row]`` has that other value.
    """
    unit = stated.place
    rounded = int(needed / unit + Fraction(1, 2)) * unit
    edit = one_edit(stated, rounded)
    if edit is None:
        return None
    excused = any(holds(row, other) for row, number in enumerate(others) for other in edited(number))
    return None if excused else edit[0]


def edited(number: Number) -> Iterator[Fraction]:
    """The values that one edit of a number's digits leads to, or that one edit leads away from."""
    old = bare_digits(number)
    if not old.isdecimal() or len(old) > _LONGEST:
        return
    places = range(len(old))
    prints = {old[:at] + digit + old[at + 1 :] for at in places for digit in "0123456789"}
    prints |= {old[:at] + old[at + 1] + old[at] + old[at + 2 :] for at in places[:-1]}
    prints |= {old[:at] + digit + old[at:] for at in (*places, len(old)) for digit in "0123456789"}
    prints |= {old[:at] + old[at + 1 :] for at in places[1:] if old[at] == old[at - 1]}
    for digits in prints - {old}:
        yield Fraction(int(digits) * number.scale, 10**number.decimals)
