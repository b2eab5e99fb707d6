"""Lists of parts behind 其中, and whether they come to the whole.

Texts are loose: a list may be open (等, 约), change its unit half-way, or be followed by what is no part
any more. So only that is told which cannot be meant: parts of one unit that exceed the whole, or fall
a little short of it. A leading run of parts that equals the whole is right, whatever follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import Final

from govreport.checks.claims.claim import Passage, Spot
from govreport.checks.claims.measures import CARRIED_FORWARD, CARRIED_OVER, HANDLED, NEW, RECEIVED, Topic
from govreport.checks.claims.ratios import BEFORE, WAY
from govreport.checks.claims.scopes import is_channel
from govreport.text.quantities import PERCENT, TIMES, Quantity
from govreport.text.sentences import Mention, Sentence

_MARK: Final = re.compile(r"其中|包括|包含|具体为|分别(?:为|是|有|通过)|主要类别")
_OPEN_MARK: Final = re.compile(r"主要(?:包括|为|是|有|涵盖|涉及)|涵盖|涉及|如|例如|包括但不限于")
_OPEN_END: Final = re.compile(r"^等")
_NOT_COUNTED: Final = frozenset((PERCENT, TIMES, "元", "‰"))
_NEW_SUBJECT: Final = re.compile(
    r"(?:同时|此外|另外|另|全年|累计|(?<![公中])共|(?<!合)并)(?:[^，、；]{0,6})?(?:受理|办理|办结|回应|举办|召开|开展|收到|接待|接访|答复|编发|"
    r"组织|发布|公开|制作|处理|获|完成|化解|整改|新增|制发)"
    r"|^[，；](?:答复|办结|回应|受理|收到|解读|举办|召开|组织|获|办理|开展|编发|依托|较|比|同比)"
)
_VERB: Final = re.compile(r"发布|公开|编发|制作|解读|转载|推送|报送|开展|受理|办理|答复|回应")
_NEW_VERB: Final = re.compile(rf"；[^，、；]{{0,12}}?(?:{_VERB.pattern})")
_SHORT: Final = Decimal("0.15")
_CLOSE: Final = Decimal("0.02")
_EQUATION: Final = re.compile(
    r"(?<![0-9+.])(?P<left>[0-9]+(?:\+[0-9]+)*)(?:件|条|个|次)?[：=＝](?P<right>[0-9]+(?:\+[0-9]+)*)(?![0-9+.%])"
)


@dataclass(frozen=True, slots=True)
class PartList:
    """A whole and its parts, as the text lists them.

    Attributes:
        whole: The whole, as stated.
        parts: The parts, in order.
        spot: Where the whole stands.
        is_open: Whether the list does not claim to be complete.
        others: What else the parts may be parts of.
        is_sum: Whether it is written as a sum, which leaves nothing open.
    """

    whole: Decimal
    parts: tuple[Decimal, ...]
    spot: Spot
    is_open: bool
    others: tuple[Decimal, ...] = ()
    is_sum: bool = False

    @property
    def total(self) -> Decimal:
        """What the parts come to."""
        return sum(self.parts, Decimal(0))

    @property
    def fits(self) -> bool:
        """Whether the list may be right as it stands."""
        if self.is_sum:
            return self.total == self.whole
        runs = set(accumulate(self.parts))
        if not self.parts or self.whole in runs or not runs.isdisjoint(self.others):
            return True
        if self.is_open:
            return True
        if self.total > self.whole:
            return False
        missing = self.whole - self.total
        return len(self.parts) < 2 or missing >= self.whole * _SHORT


def read_lists(passage: Passage) -> Iterator[PartList]:
    """Yield the lists of a line: those behind 其中, in brackets, and written as sums."""
    for index, sentence in enumerate(passage.sentences):
        previous = passage.sentences[index - 1] if index else None
        yield from _marked_lists(passage, sentence, previous)
        yield from _bracket_lists(passage, sentence)
        yield from _channel_lists(passage, sentence)
        yield from _bare_lists(passage, sentence)
        yield from _equations(passage, sentence)


def _counted(mention: Mention) -> bool:
    return mention.quantity.unit not in _NOT_COUNTED


def _marked_lists(passage: Passage, sentence: Sentence, previous: Sentence | None) -> Iterator[PartList]:
    mentions = [mention for mention in sentence.mentions if _counted(mention)]
    marked = [
        index
        for index, mention in enumerate(mentions)
        if _MARK.search(_own_lead(mention, mentions, index, sentence))
    ]
    for number, first in enumerate(marked):
        holder, candidates = sentence, mentions[:first]
        if not candidates and previous is not None and _MARK.match(sentence.text):
            holder, candidates = previous, [mention for mention in previous.mentions if _counted(mention)]
        candidates = [each for each in candidates if each.quantity.unit and not _is_compared(each)]
        depth = mentions[first].depth
        level = [each for each in candidates if each.depth == depth] or candidates
        if not level:
            continue
        # The figure before the next 其中 is the whole of that list, and may be no part of this one.
        end = max(marked[number + 1] - 1, first + 1) if number + 1 < len(marked) else len(mentions)
        parts = list(_parts(passage, sentence, mentions[first:end]))
        is_cut = len(parts) < sum(1 for each in mentions[first:end] if each.depth == depth)
        is_short = sum(part.quantity.value for part in parts) < level[-1].quantity.value
        opened = _OPEN_MARK.search(mentions[first].lead) is not None or number + 1 < len(marked)
        opened = opened or (is_cut and is_short)  # what comes next may be parts after all
        yield from _part_list(passage, holder, level, parts, is_open=opened)


def _is_compared(mention: Mention) -> bool:
    """Tell whether a figure is of the year before, or says by how many more or fewer."""
    return BEFORE.search(mention.lead) is not None or WAY.search(mention.lead) is not None


def _own_lead(mention: Mention, mentions: Sequence[Mention], index: int, sentence: Sentence) -> str:
    """Return the words back to the counted figure before, over percentages."""
    start = mentions[index - 1].quantity.end if index else 0
    return sentence.text[start : mention.quantity.start]


def _parts(passage: Passage, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the parts of a list up to where something else is counted, or the same by another division."""
    first = mentions[0]
    division = _division(passage, sentence, first)
    for mention in mentions:
        other = _division(passage, sentence, mention)
        is_divided_anew = other != division and "" not in (other, division)
        if mention is not first and (is_divided_anew or _opens_anew(mention, first)):
            return
        if mention.depth < first.depth:
            return
        if mention.depth == first.depth:
            yield mention


def _opens_anew(mention: Mention, first: Mention) -> bool:
    if _NEW_SUBJECT.search(mention.lead):
        return True
    return _NEW_VERB.search(mention.lead) is not None and _VERB.search(first.lead) is None


def _division(passage: Passage, sentence: Sentence, mention: Mention) -> str:
    """Return by what a figure divides the requests: applicants, or what became of them."""
    claim = passage.claimed.get((sentence.start, mention.quantity.start))
    if claim is None or claim.measure.topic is not Topic.APPLICATIONS:
        return ""
    if claim.column not in ("", "total"):
        return "applicants"
    return "results" if claim.measure.is_part or claim.measure in (HANDLED, CARRIED_FORWARD) else ""


def _part_list(
    passage: Passage,
    holder: Sentence,
    candidates: Sequence[Mention],
    parts: Sequence[Mention],
    *,
    is_open: bool,
) -> Iterator[PartList]:
    whole = candidates[-1]
    quantities = [part.quantity for part in parts]
    if not quantities or any(not _is_like(part, whole.quantity) for part in quantities):
        return
    opened = (
        is_open
        or whole.quantity.is_vague
        or any(part.is_vague for part in quantities)
        or any(_OPEN_END.search(part.tail) for part in parts)
    )
    yield PartList(
        whole.quantity.value,
        tuple(part.value for part in quantities),
        passage.spot(holder, whole.quantity.start, whole.quantity.end),
        opened,
        _other_wholes(passage, holder, candidates),
    )


def _is_like(part: Quantity, whole: Quantity) -> bool:
    return not part.unit or part.counts_like(whole)


def _other_wholes(passage: Passage, holder: Sentence, candidates: Sequence[Mention]) -> tuple[Decimal, ...]:
    """Return what else the parts may be parts of: a figure before, or new and carried over together."""
    whole = candidates[-1].quantity
    values = [each.quantity.value for each in candidates[:-1] if each.quantity.counts_like(whole)]
    claims = [passage.claimed.get((holder.start, each.quantity.start)) for each in candidates]
    came_in = [
        claim.value
        for claim in claims
        if claim is not None and claim.measure in (NEW, RECEIVED, CARRIED_OVER)
    ]
    return (*values, sum(came_in, Decimal(0)))


def _bracket_lists(passage: Passage, sentence: Sentence) -> Iterator[PartList]:
    """Yield lists in brackets right behind the whole: 3件（甲1件、乙2件）."""
    mentions = [mention for mention in sentence.mentions if _counted(mention)]
    for index, mention in enumerate(mentions[:-1]):
        following = mentions[index + 1]
        opens = following.lead.startswith("（") and following.depth == mention.depth + 1
        if (
            not opens
            or _MARK.search(following.lead)
            or re.match(r"（(?:含|另|不含|较|比|同比|占|截)", following.lead)
        ):
            continue
        inside: list[Mention] = []
        for part in mentions[index + 1 :]:
            if part.depth <= mention.depth or (inside and "）" in part.lead):
                break
            inside.append(part)
        if len(inside) >= 3:
            yield from _part_list(passage, sentence, [mention], inside, is_open=False)


def _channel_lists(passage: Passage, sentence: Sentence) -> Iterator[PartList]:
    """Yield lists of channels that exceed the whole before them: 受理的3件申请中，网站2件，信函2件.

    Behind 中 texts go on to other things as well, so nothing is told of a list that falls short.
    """
    mentions = [mention for mention in sentence.mentions if _counted(mention) and mention.depth == 0]
    for index, mention in enumerate(mentions):
        if not mention.tail.endswith("申请中"):
            continue
        parts = list(takewhile(lambda each: is_channel(each.lead), mentions[index + 1 :]))
        if len(parts) > 1 and sum(part.quantity.value for part in parts) > mention.quantity.value:
            yield from _part_list(passage, sentence, [mention], parts, is_open=False)


def _bare_lists(passage: Passage, sentence: Sentence) -> Iterator[PartList]:
    """Yield lists without a mark that end with 其他 and come close to the first figure."""
    mentions = [mention for mention in sentence.mentions if _counted(mention) and mention.depth == 0]
    if len(mentions) < 4 or _MARK.search(sentence.text) or not re.search(r"其[他它]", mentions[-1].lead):
        return
    whole, parts = mentions[0].quantity, [mention.quantity for mention in mentions[1:]]
    total = sum((part.value for part in parts), Decimal(0))
    if abs(total - whole.value) <= whole.value * _CLOSE:
        yield from _part_list(passage, sentence, mentions[:1], mentions[1:], is_open=False)


def _equations(passage: Passage, sentence: Sentence) -> Iterator[PartList]:
    """Yield sums written out: 18条：1+4+3."""
    for match in _EQUATION.finditer(sentence.text):
        if "+" in match[0]:
            left, right = (tuple(map(Decimal, match[side].split("+"))) for side in ("left", "right"))
            spot = passage.spot(sentence, *match.span())
            yield PartList(sum(left, Decimal(0)), right, spot, is_open=False, is_sum=True)
