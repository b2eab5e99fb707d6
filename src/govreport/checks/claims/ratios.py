"""Shares and changes: 占33.9%, 同比增长12.3%, 是上年的2.3倍."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from itertools import accumulate, pairwise, takewhile
from typing import Final

from govreport.checks.claims.claim import Claim, Passage, Spot
from govreport.text.amounts import round_half_up
from govreport.text.quantities import PERCENT, TIMES, Quantity
from govreport.text.sentences import Mention, Sentence

_SHARE: Final = re.compile(r"占(?!用|道|地|全[市县区省国州镇乡系])[^，；。]{0,16}$")
"""Not a share of what somebody else has: 占全市的12%."""
_OF_WHAT: Final = re.compile(
    r"占(?:比例|比重|比|到|了|为|达|约|近|超过?|总[数量体]?|全部|全年|所有|合计|上述|已|其中|其|本年度?|当年|数量|[数量的件条是]|"
    r"新收|收到|受理|办结|办理|答复|处理|政府|信息|主动|依|公开|发布|申请|案件|审结|行政|复议|诉讼)*$"
)
"""What a share may be said to be a share of, if anything; 占原有文件的 is of something else."""
_OF_ITS_OWN: Final = re.compile(
    r"(?!(?:大?约|共|合计|总共|总体|分别|各|均|仅|只|总?数量|比例|总?占比|所|其|共计|且|并)*占)[^，；：、（）]*占[^占]*$"
)
"""Words before a share that name what it is a share of, which is not the figure before."""
_EARLIER: Final = r"(?:上一?年度?|去年|同期|上年同期|20[0-9]{2}年度?)"
_THAN: Final = re.compile(rf"同比|(?:较|比|与|同){_EARLIER}|(?:较|比)[^，。；]{{0,6}}同期")
WAY: Final = re.compile(
    r"(?P<way>增长|上升|增加|提高|提升|上涨|增幅|升高|下降|减少|回落|降低|下滑|降幅|增|降|减|多|少)(?:了|为|达|约|幅度?为?)?$"
)
BEFORE: Final = re.compile(rf"(?:较|比|与|同){_EARLIER}度?的?[^，。；0-9]{{0,12}}（?$")
"""Words before a figure of the year before: 比上年的."""
_LAST_YEAR: Final = re.compile(
    r"(?:(?P<year>20[0-9]{2})年度?|去年|上一?年度?)(?!.{0,3}(?:结转|转结|遗留|延续))"
    r"(?:同期|我[市县区镇乡局]|全[省市县区镇乡]|共|为|是|有|收到|受理|新收|办结|办理|政府|信息|依|公开|申请|数量|件数)*$"
)
_PLAINLY: Final = re.compile(
    rf"[，、；（]?(?:同比|(?:较|比|与|同){_EARLIER}(?:同期|相比)?)，?(?:数量|申请量)?{WAY.pattern}"
)
"""A comparison with no subject of its own between figure and change."""
_DOWN: Final = frozenset(["下降", "减少", "回落", "降低", "下滑", "降幅", "降", "减", "少"])
_TIMES_OF: Final = re.compile(rf"(?:是|为|达|约为){_EARLIER}[^，。；]{{0,6}}的$")
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_SMALLEST: Final = Decimal("1e-12")
_HUNDRED: Final = Decimal(100)


class Fit(StrEnum):
    """How a stated ratio compares with the computed one."""

    EXACT = "exact"
    """Rounded as usual."""
    ROUNDED = "rounded"
    """Cut off, or rounded so that shares add up: the last digit is one off."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Share:
    """A figure and the share it is said to be.

    Attributes:
        part: The figure.
        stated: The percentage, as stated.
        wholes: What it may be a share of: the figures stated before it.
        spot: Where the percentage stands.
        claim: The claim the part makes, if it is one.
        has_whole: Whether the same sentence states, before it, a figure it can be a share of.
    """

    part: Decimal
    stated: Quantity
    wholes: tuple[Decimal, ...]
    spot: Spot
    claim: Claim | None
    has_whole: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A figure and how it is said to have changed since the year before.

    Attributes:
        now: The figure of this year.
        stated: The percentage, multiple or difference, as stated.
        is_down: Whether it is said to have fallen.
        before: The figure of the year before, where the sentence gives it.
        spot: Where the change is stated.
        claim: The claim the figure makes, if it is one.
        is_multiple_of: Whether the multiple includes the whole of the year before (是上年的2倍).
    """

    now: Decimal
    stated: Quantity
    is_down: bool
    before: Decimal | None
    spot: Spot
    claim: Claim | None
    is_multiple_of: bool = False

    def computed(self, before: Decimal) -> Decimal | None:
        """Return what should be stated, given the figure of the year before."""
        if self.stated.unit not in (PERCENT, TIMES):
            return self.now - before if not self.is_down else before - self.now
        if not before:
            return None
        part = self.now if self.is_multiple_of else self.now - before
        return quotient(-part if self.is_down else part, before, self.stated.unit)


def quotient(part: Decimal, whole: Decimal, unit: str) -> Decimal:
    """Return a part of a whole as a percentage, or in another unit as it is.

    >>> quotient(Decimal(1), Decimal(8), "%"), quotient(Decimal(5), Decimal(2), "倍")
    (Decimal('12.500000000000'), Decimal('2.500000000000'))
    """
    scaled = part * _HUNDRED if unit == PERCENT else part
    return _EXACT.divide(scaled, whole).quantize(_SMALLEST, context=_EXACT)


def fit_of(stated: Quantity, true: Decimal) -> Fit:
    """Return how a stated figure compares with the true one at its own precision.

    >>> from govreport.text.quantities import find_quantities
    >>> stated = find_quantities("4.35%，4.34%，4.3%，4.6%")
    >>> [str(fit_of(each, Decimal("4.348"))) for each in stated]
    ['exact', 'rounded', 'exact', 'wrong']
    """
    unit = Decimal(1).scaleb(-stated.places)
    if round_half_up(true, stated.places) == stated.value:
        return Fit.EXACT
    is_cut = true.quantize(unit, rounding=ROUND_DOWN) == stated.value
    return Fit.ROUNDED if is_cut or abs(true - stated.value) < unit * Decimal("1.5") else Fit.WRONG


def read_shares(passage: Passage, earlier: Sequence[Decimal]) -> Iterator[Share]:
    """Yield the shares of a line; each belongs to the figure before it."""
    wholes = list(earlier)
    for sentence in passage.sentences:
        counted: list[Mention] = []
        together = _shared_out(sentence)
        for mention in sentence.mentions:
            quantity = mention.quantity
            if quantity.unit in (PERCENT, TIMES):
                if quantity.unit == PERCENT and counted and _is_share(mention):
                    near = [each.quantity.value for each in counted[:-1]]
                    known = (*wholes, *_sums_before(counted), *together)
                    yield _share(passage, sentence, (counted[-1], quantity), near, known)
            else:
                wholes.append(quantity.value)
                counted.append(mention)


def _is_share(mention: Mention) -> bool:
    """Tell whether a percentage is the share of the figure before it: not so in 3件，网上申请占60%."""
    nearest = re.split(r"[，；：、（）]", mention.lead)[-1]
    is_known = _SHARE.search(mention.lead) and _OF_WHAT.search(mention.lead)
    return is_known is not None and not _OF_ITS_OWN.match(nearest)


def _share(
    passage: Passage,
    sentence: Sentence,
    stated: tuple[Mention, Quantity],
    near: Sequence[Decimal],
    known: Sequence[Decimal],
) -> Share:
    mention, quantity = stated
    part = mention.quantity.value
    return Share(
        part,
        quantity,
        tuple(whole for whole in dict.fromkeys(known) if whole >= part and whole > 0),
        passage.spot(sentence, quantity.start, quantity.end),
        passage.claimed.get((sentence.start, mention.quantity.start)),
        any(whole > part for whole in near),
    )


def _sums_before(counted: Sequence[Mention]) -> list[Decimal]:
    """Return what the figures right before the last one come to, two of them and more."""
    unit = counted[-1].quantity
    like = takewhile(lambda each: each.quantity.counts_like(unit), reversed(counted[:-1]))
    return list(accumulate(each.quantity.value for each in like))[1:]


def _shared_out(sentence: Sentence) -> list[Decimal]:
    """Return what the figures of a sentence that have shares come to: they may be all parts of a whole."""
    pairs = pairwise(sentence.mentions)
    parts = [
        one.quantity.value
        for one, other in pairs
        if other.quantity.unit == PERCENT and one.quantity.unit not in (PERCENT, TIMES)
    ]
    return [sum(parts, Decimal(0))] if len(parts) > 1 else []


def read_changes(passage: Passage) -> Iterator[Change]:
    """Yield the changes of a line; each belongs to the claim before it in its sentence."""
    for sentence in passage.sentences:
        yield from _changes_in(passage, sentence)


def _changes_in(passage: Passage, sentence: Sentence) -> Iterator[Change]:
    subject: Mention | None = None
    before: Decimal | None = None
    earlier: Mention | None = None
    is_compared = False
    for mention in sentence.mentions:
        quantity = mention.quantity
        is_ratio = quantity.unit in (PERCENT, TIMES)
        way = WAY.search(mention.lead)
        is_multiple = quantity.unit == TIMES and _TIMES_OF.search(mention.lead) is not None
        is_compared = (
            _THAN.search(mention.lead) is not None or (is_compared and way is not None) or before is not None
        )
        if subject is not None and (is_multiple or (way is not None and is_compared)):
            then = before
            if then is None and _PLAINLY.fullmatch(mention.lead) and _is_like(earlier, subject):
                then = earlier.quantity.value if earlier else None
            spot = passage.spot(sentence, quantity.start, quantity.end)
            claim = passage.claimed.get((sentence.start, subject.quantity.start))
            is_down = way is not None and way["way"] in _DOWN
            yield Change(subject.quantity.value, quantity, is_down, then, spot, claim, is_multiple)
        elif not is_ratio and subject is not None and BEFORE.search(mention.lead):
            before = quantity.value
        elif not is_ratio and quantity.unit and _is_of_last_year(mention, passage.year):
            earlier = mention
        elif not is_ratio and quantity.unit:
            subject, before, is_compared = mention, None, False


def _is_of_last_year(mention: Mention, year: int) -> bool:
    """Tell whether a figure is said to be of the year before: 去年为2件, 2022年收到198件."""
    match = _LAST_YEAR.search(mention.lead)
    return match is not None and (match["year"] is None or int(match["year"]) == year - 1)


def _is_like(one: Mention | None, other: Mention) -> bool:
    return one is not None and one.quantity.counts_like(other.quantity)
