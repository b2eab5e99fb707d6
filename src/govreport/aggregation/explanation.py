"""An aggregate in words: what is not in it as it should be, and who contributed what to each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govreport.aggregation.result import Aggregate, Contribution
from govreport.checks.places import places_of
from govreport.forms._printing import CellValue, value_text
from govreport.messages import Message

_ADDED: Final = Message("汇总了 {count} 家单位的报告", "{count:report|reports} of units added up")
_MISSING: Final = Message("缺报 {count} 家：{names}", "{count} missing: {names}")
_UNEXPECTED: Final = Message("名单以外 {count} 家：{names}", "{count} not expected: {names}")
_LATE: Final = Message("迟报 {count} 家：{names}", "{count} late: {names}")
_BLANK: Final = Message(
    "{unit} 有 {count} 格空白，只加了其他单位的数：{cells}",
    "{unit} left {count:cell|cells} blank, only the others are added up there: {cells}",
)
_UNDECIDED: Final = Message(
    "各单位说法不同或不能相加，留空 {count} 格：{cells}",
    "{count:cell|cells} left blank, for the units differ or cannot be added up: {cells}",
)
_CELL: Final = Message("{where}（{path}）= {value}", "{where} ({path}) = {value}")
_SHOWN: Final = 3
"""How many cells a remark names."""


def remarks(aggregate: Aggregate) -> tuple[Message, ...]:
    """Return in words whose reports were added up, whose are missing, late or blank, and what stayed open."""
    told = [_ADDED.format(count=len(aggregate.units))]
    for message, names in (
        (_MISSING, aggregate.missing),
        (_UNEXPECTED, aggregate.unexpected),
        (_LATE, aggregate.late),
    ):
        if names:
            told.append(_named(message, names))
    places = places_of(type(aggregate.report))
    blank: dict[str, list[str]] = {}
    for path, names in aggregate.partly_blank.items():
        for name in names:
            blank.setdefault(name, []).append(places[path].cell)
    told += [_BLANK.format(unit=unit, count=len(cells), cells=_some(cells)) for unit, cells in blank.items()]
    if aggregate.undecided:
        cells = [places[path].cell for path in aggregate.undecided]
        told.append(_UNDECIDED.format(count=len(cells), cells=_some(cells)))
    return tuple(told)


def iter_sources(aggregate: Aggregate, *, zeros: bool = False) -> Iterator[tuple[Message, Message]]:
    """Yield every cell in which a unit has something, and in a second line who contributed what.

    Args:
        aggregate: The aggregate.
        zeros: Whether to tell of the cells in which all units have a 0 as well.
    """
    for path, where, value in aggregate.iter_figures():
        contributions = aggregate.contributions(path)
        given = [each for each in contributions if each.value is not None]
        if given and (zeros or any(each.value != 0 for each in given)):
            yield _CELL.format(where=where, path=path, value=_shown(value)), _told(contributions)


def _told(contributions: Sequence[Contribution]) -> Message:
    """Return who contributed what: zeros are counted, blanks named."""
    zeros = sum(_is_zero(each.value) for each in contributions)
    blank = [each.unit for each in contributions if each.value is None]
    figures = [each for each in contributions if each.value is not None and not _is_zero(each.value)]
    zh = ["、".join(f"{each.unit} {_shown(each.value).zh}" for each in figures)]
    en = [", ".join(f"{each.unit} {_shown(each.value).en}" for each in figures)]
    if zeros:
        zh.append(f"{zeros} 家为 0")
        en.append(f"{zeros} with 0")
    if blank:
        zh.append("空白：" + "、".join(blank))
        en.append("blank: " + ", ".join(blank))
    return Message("；".join(filter(None, zh)), "; ".join(filter(None, en)))


def _is_zero(value: CellValue) -> bool:
    return value == 0 and not isinstance(value, bool)


def _shown(value: CellValue) -> Message:
    text = value_text(value)
    return Message(text, text) if text else Message("空白", "blank")


def _named(message: Message, names: Sequence[str]) -> Message:
    joined = Message("、".join(names), ", ".join(names))
    return message.format(count=len(names), names=joined)


def _some(cells: Sequence[str]) -> Message:
    shown = cells[:_SHOWN]
    return Message(
        "；".join(shown) + ("等" if len(cells) > _SHOWN else ""),
        "; ".join(shown) + (" and others" if len(cells) > _SHOWN else ""),
    )
