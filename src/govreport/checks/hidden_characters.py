"""Characters nobody sees: those that change the order a text shows in, and those without a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.claims.claim import Spot
from govreport.checks.inspection import Inspection, quote_of
from govreport.checks.places import BETWEEN, places_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Quote, Severity
from govreport.messages import Message, visible
from govreport.report import Report
from govreport.text.outline import REORDERING

HIDDEN_CHARACTER = Rule(
    code="hidden-character",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "“{value}”里有看不见的字符 {codes}{more}", "characters nobody sees in {value}: {codes}{more}"
    ),
    explanation=Message(
        "有的字符看不见：有的改变文字显示的次序（U+202E 后面的 321 显示为 123），有的没有宽度。"
        "看到的与存储的不同，检索不到，也会骗过核对的人。在机关名称里是错误，改变次序的在数字里也是错误；同一段文字合为一条。"
        "行首行末的零宽空格多为网页所留，读取时已去掉。",
        "Some characters are not seen: some change the order a text shows in (321 behind U+202E looks like"
        " 123), some have no width. What is seen is not what is stored: it is not found, and deceives whoever"
        " checks it. In the name of an agency they are an error; in a figure those that change the order are."
        " Those of one text are one finding. Zero-width spaces at the ends of lines come from web pages, and"
        " are taken off when a file is read.",
    ),
    remedy=Message("删去这些字符，重新输入这几个字。", "Delete them; type the words again."),
    failing="明年继续（这里有 U+200B）改进。",
    example={"value": "明年继续\\u200b改进", "codes": "U+200B", "more": ""},
)

_HIDDEN: Final = re.compile(f"[\u200b-\u200f\u2060-\u2064\ufeff{REORDERING}]")
_TURNED: Final = re.compile(f"[{REORDERING}]")
_NAMES: Final = ("name", "short_name", "self_name")
_AROUND: Final = 6
_MORE: Final = Message("，共 {count} 处", ", {count} in all")
_ONE: Final = Message("", "")


def check_hidden_characters(inspection: Inspection) -> Iterator[Finding]:
    """Yield the texts, facts and figures that hold characters nobody sees, each once."""
    report = inspection.report
    yield from _facts(report)
    for section, text in inspection.texts.items():
        for number, line in enumerate(text.split("\n")):
            if match := _HIDDEN.search(line):
                spot = Spot(section, number, line, match.start(), match.end())
                yield _finding(text, inspection.where(spot), (), quote=quote_of(spot))
                break
    yield from _figures(report, inspection)


def _facts(report: Report) -> Iterator[Finding]:
    """Yield what the agency's facts, the title and the notes of tables hold."""
    own, agency = report._fields, report.agency._fields
    for name, field in agency.items():
        value = getattr(report.agency, name)
        if isinstance(value, str) and _HIDDEN.search(value):
            where = BETWEEN.join((own["agency"].label.text, field.label.text))
            severity = Severity.ERROR if name in _NAMES else None
            yield _finding(value, where, (f"agency.{name}",), severity=severity)
    if _HIDDEN.search(report.title) and not _HIDDEN.search(report.agency.name):
        yield _finding(report.title, own["title"].label.text, ("title",))
    for table, text in report.notes.items():
        if _HIDDEN.search(text):
            yield _finding(text, own["notes"].label.text, (f"notes.{table}",))


def _figures(report: Report, inspection: Inspection) -> Iterator[Finding]:
    """Yield figures that are written with such characters: in the report, or on the page it was read from."""
    places = places_of(type(report))
    written = {path: value for path, value in report.cells().items() if isinstance(value, str)}
    if inspection.page is not None:
        written |= {path: source.text for path, source in inspection.page.cells.items()}
    for path, text in written.items():
        if _HIDDEN.search(text) and path in places:
            severity = Severity.ERROR if _TURNED.search(text) else None
            yield _finding(text, places[path].where, (path,), severity=severity)


def _finding(
    text: str,
    where: str,
    cells: tuple[str, ...],
    *,
    severity: Severity | None = None,
    quote: Quote | None = None,
) -> Finding:
    found = list(_HIDDEN.finditer(text))
    codes = "、".join(dict.fromkeys(f"U+{ord(match[0]):04X}" for match in found))
    shown = visible(text[max(found[0].start() - _AROUND, 0) : found[0].end() + _AROUND])
    more = _MORE.format(count=len(found)) if len(found) > 1 else _ONE
    return HIDDEN_CHARACTER.finding(
        where, cells, value=shown, codes=codes, more=more, severity=severity, quote=quote
    )
