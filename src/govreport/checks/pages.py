"""Rules for published documents: what is missing on the page, altered, or more than a figure.

They run on what was read (`govreport.checks.page.Page`), never on a report that is still to be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from govreport.checks.inspection import Inspection
from govreport.checks.page import Page
from govreport.checks.places import BETWEEN, kinds_of, places_of
from govreport.checks.rule import Basis, Rule
from govreport.checks.strays import Stray, check_strays, strays_of
from govreport.findings import Finding, Severity
from govreport.forms._registry import official_forms
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import normalise_label

TABLE_MISSING = Rule(
    code="table-missing",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message("没有“{heading}”的表格", "the table of {heading} is missing"),
    explanation=Message(
        "格式中的每张表都要公布，没有发生的填 0。",
        "Every table of the form is published, with 0 where nothing happened.",
    ),
    remedy=Message("补上表格。", "Publish the table."),
    failing="“四、政府信息公开行政复议、行政诉讼情况”下面没有表格",
    example={"heading": "四、政府信息公开行政复议、行政诉讼情况"},
)

ROW_MISSING = Rule(
    code="row-missing",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message("表中没有“{cell}”", "the table lacks {cell}"),
    explanation=Message(
        "表样的行和列一个也不能少。整组都没有的，只报一条。",
        "No row and no column of the form may be left out. A whole group is one finding.",
    ),
    remedy=Message("按表样补上；没有发生的填 0。", "Add it after the form, with 0 where nothing happened."),
    failing="表三没有“1.属于国家秘密”这一行",
    example={"cell": "三、本年度办理结果 › （四）无法提供 › 3.补正后申请内容仍不明确"},
)

ROW_TORN = Rule(
    code="row-torn",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message(
        "表中有“{cell}”，但该处的数分不清属于哪一格",
        "the table has {cell}, but which figures there belong to which cell cannot be told",
    ),
    explanation=Message(
        "标签在，而数少了、多了或者挤在一起，对不上各列，一个也不读。整组都这样的，只报一条。",
        "The label is there, but figures are lost, added or run together, so that none can be told by its"
        " column, and none is read. A whole group is one finding.",
    ),
    remedy=Message("按表样把数逐格填好。", "Put the figures into the cells of the form, one by one."),
    failing="（七）总计 | 27 12 | 30（1）27 | 30：标签在，数分不出是哪一列的",
    example={"cell": "三、本年度办理结果 › （七）总计"},
)

FORM_HYBRID = Rule(
    code="form-hybrid",
    severity=Severity.ERROR,
    basis=(Basis.FORM, Basis.NOTICE),
    section="E",
    message=Message(
        "“{cell}”只有一行，是 {other} 的写法；{form} 分为 {count} 行{left}",
        "{cell} is a single row as in {other}; {form} has {count:row|rows} for it{left}",
    ),
    explanation=Message(
        "表格整体用了当年的表样，个别地方还是旧表样的。",
        "The table follows the form of the year, but for a part that is still of an older one.",
    ),
    remedy=Message("按当年的表样分行填写。", "Fill in the rows of the form of the year."),
    failing="2021 年表样的表三里，（六）其他处理只有一行",
    example={
        "cell": "三、本年度办理结果 › （六）其他处理",
        "other": "ogi2019",
        "form": "ogi2021",
        "count": 3,
        "left": Message(
            "，第 3 个表格第 26 行第 4 列起的“6、0、6”没有位置",
            ", and no place for 6、0、6 from table 3, row 26, column 4 on",
        ),
    },
)

LABEL_ALTERED = Rule(
    code="label-altered",
    severity=Severity.WARNING,
    basis=(Basis.FORM,),
    section="A",
    message=Message(
        "表中写的是“{value}”，表样是“{expected}”", "the table says {value}; the form has {expected}"
    ),
    explanation=Message(
        "行和列的名称照表样写。标点、引号、括号和序号的写法不同的不指出，过长的名称用简称的也不指出。"
        "只少了头尾几个字的是提示：可能是转换时切掉的。",
        "Labels are those of the form. Other marks, quotes, brackets and numbering pass, and so do short"
        " forms of very"
        " long labels. One that only lacks its beginning or its end is a note: a conversion may have cut it.",
    ),
    remedy=Message("改回表样的名称。", "Use the label of the form."),
    failing="1.属于国秘密",
    example={"value": "2.其他法律行政止公开", "expected": "2.其他法律行政法规禁止公开"},
)

CELL_NOTE = Rule(
    code="cell-note",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="A",
    message=Message("“{cell}”填的是“{value}”，读作 {read}", "“{cell}” holds {value}, read as {read}"),
    explanation=Message(
        "单元格里只填数字：不写单位、说明，也不写 00、减4、--253。采购总金额要带单位，本年增/减可以写 +19。",
        "A cell holds a figure and nothing else: no unit, no note, not 00, 减4 or --253. The amount of"
        " procurement has"
        " its unit, and 本年增/减 may have its sign.",
    ),
    remedy=Message("只留数字，说明写到正文里。", "Leave the figure; put the note into the text."),
    failing="现行有效件数 66（其中修订5件）",
    example={"cell": "行政规范性文件 › 现行有效件数", "value": "22（其中修订16件）", "read": 22},
)

SECTION_MISSING = Rule(
    code="section-missing",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="E",
    message=Message("没有“{heading}”", "the section {heading} is missing"),
    explanation=Message(
        "报告有格式规定的六个部分，用规定的标题（已知的变体也认）。2019 年度的格式只是鼓励采用，只作提示。",
        "The report has the six sections of the form under their headings; known variants pass. For the"
        " report year"
        " 2019, when the form was only encouraged, this is a note.",
    ),
    remedy=Message(
        "补上这一部分；没有内容的，也要说明。", "Add the section, and say so where there is nothing to tell."
    ),
    failing="四、…… 之后就是六、其他需要报告的事项",
    example={"heading": "六、其他需要报告的事项"},
)

SECTION_ORDER = Rule(
    code="section-order",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="E",
    message=Message(
        "“{found}”排在“{before}”后面，顺序与格式不同",
        "{found} comes after {before}, against the order of the form",
    ),
    explanation=Message("六个部分按格式规定的顺序排列。", "The six sections come in the order of the form."),
    remedy=Message("按格式调整顺序。", "Put them in order."),
    failing="“四、……”排在“三、……”之前",
    example={
        "found": "三、收到和处理政府信息公开申请情况",
        "before": "四、政府信息公开行政复议、行政诉讼情况",
    },
)

_NEW_FORM: Final = 2019
_LEFT: Final = Message("，{place}起的“{figures}”没有位置", ", and no place for {figures} from {place} on")
_NOTHING: Final = Message("", "")
_LONG_LABEL: Final = 14
_PLAIN: Final = {
    "count": re.compile(r"0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[,，\s][0-9]{3})+"),
    "change": re.compile(r"[+\-−－＋]?(?:0|[1-9][0-9]*)"),
    "amount": re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[,，][0-9]{3})+)(?:\.[0-9]+)?"),
}
_BLANK: Final = re.compile(r"[\s/／\\\-—－–一无*]*")
_FIRST_FIGURE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TO_DIGITS: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")


def check_page(inspection: Inspection) -> Iterator[Finding]:
    """Yield what a published document lacks or has altered; nothing for a report that is not one."""
    page = inspection.page
    if page is None:
        return
    yield from _cell_notes(page)
    yield from _labels(page)
    strays = strays_of(page)
    missing = [] if inspection.is_excerpt else list(_missing_rows(page, strays))
    yield from missing
    if len(strays) != 1 or all(finding.code != FORM_HYBRID.code for finding in missing):
        yield from check_strays(strays)
    if not inspection.is_excerpt:
        yield from _sections(page)


def _missing_rows(page: Page, strays: Sequence[Stray]) -> Iterator[Finding]:
    """Yield the largest things that are missing as a whole, or torn: a table, a group of rows, a row."""
    form = type(page.report)
    paths = tuple(places_of(form))
    torn = _torn(page, paths)
    wholes = {path: _torn_finding(form, path, whole) for path, whole in _wholes(torn, paths)}
    for path, whole in _wholes(frozenset(page.missing) - torn, paths):
        wholes[path] = _missing(form, path, whole, strays)
    yield from (wholes[path] for path in paths if path in wholes)


def _torn(page: Page, paths: Sequence[str]) -> frozenset[str]:
    """Return the figures of the rows that were met, and of which none has a cell."""
    missing, found = frozenset(page.missing), set[str]()
    for row in {row for table in page.seen.tables for row in table.rows}:
        figures = {path for path in paths if path.startswith(f"{row}.")}
        found |= figures if figures <= missing else set()
    return frozenset(found)


def _wholes(missing: frozenset[str], paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the largest groups of which all figures are among these, each with its first figure."""
    done: set[str] = set()
    for path in paths:
        if path in missing and not any(f"{path}.".startswith(prefix) for prefix in done):
            whole = _largest_missing(path, missing, paths)
            done.add(f"{whole}.")
            yield path, whole


def _torn_finding(form: type[Report], path: str, whole: str) -> Finding:
    """Return the finding for a part of a table that is there and cannot be read."""
    place = places_of(form)[path]
    cell = BETWEEN.join(place.labels[: whole.count(".")]) or place.heading
    where = BETWEEN.join(dict.fromkeys((place.heading, cell)))
    return ROW_TORN.finding(where, (path,), cell=cell)


def _missing(form: type[Report], path: str, whole: str, strays: Sequence[Stray]) -> Finding:
    """Return the finding for a part of a table that is missing whole; `path` is its first figure."""
    place = places_of(form)[path]
    if "." not in whole:
        return TABLE_MISSING.finding(place.heading, (path,), heading=place.heading)
    cell = BETWEEN.join(place.labels[: whole.count(".")])
    where = BETWEEN.join((place.heading, cell))
    older = _single_row_of(form, whole)
    if not older:
        return ROW_MISSING.finding(where, (path,), cell=cell)
    rows = {each.rpartition(".")[0] for each in places_of(form) if each.startswith(f"{whole}.")}
    count = sum(1 for row in rows if f"{row}.total" in places_of(form))
    left = _LEFT.format(place=strays[0].place, figures=strays[0].shown) if len(strays) == 1 else _NOTHING
    name = form.info().name
    return FORM_HYBRID.finding(where, (path,), cell=cell, other=older, form=name, count=count, left=left)


def _largest_missing(path: str, missing: frozenset[str], paths: Sequence[str]) -> str:
    """Return the outermost group around a figure of which nothing is there."""
    names = path.split(".")
    for depth in range(1, len(names)):
        prefix = ".".join(names[:depth])
        if all(each in missing for each in paths if each.startswith(f"{prefix}.")):
            return prefix
    return path


def _single_row_of(form: type[Report], group: str) -> str:
    """Return the edition that has a single row where this form has a group; nothing if none has."""
    if f"{group}.natural_person" in places_of(form):
        return ""
    for name, other in official_forms().items():
        if (
            other is not form
            and other.info().kind == form.info().kind
            and f"{group}.natural_person" in places_of(other)
        ):
            return name
    return ""


def _cell_notes(page: Page) -> Iterator[Finding]:
    form = type(page.report)
    kinds, values = kinds_of(form), page.report.cells()
    for path, seen in page.cells.items():
        pattern = _PLAIN.get(kinds.get(path, ""))
        text = seen.text.translate(_TO_DIGITS).strip()
        if pattern is None or pattern.fullmatch(text) or _BLANK.fullmatch(text):
            continue
        place = places_of(form)[path]
        first = _FIRST_FIGURE.search(text)
        read = values[path] if values[path] is not None else first[0] if first else "—"
        yield CELL_NOTE.finding(place.where, (path,), value=seen.text.strip(), cell=place.cell, read=read)


def _labels(page: Page) -> Iterator[Finding]:
    """Yield labels that have other words than the form's; very long ones may be shortened."""
    headings = {part.name: part.label.text for part in page.report.parts() if part.labels}
    for table in page.seen.tables:
        told: set[str] = set()
        for variant in table.variants:
            printed, own = " ".join(variant.source.text.split()), variant.official
            if own in told or _key(printed) == _key(own) or len(_key(own)) > _LONG_LABEL:
                continue
            told.add(own)
            where = BETWEEN.join((headings.get(table.name, ""), own))
            is_cut = _key(own).endswith(_key(printed)) or _key(own).startswith(_key(printed))
            severity = Severity.NOTE if is_cut and _key(printed) else None
            yield LABEL_ALTERED.finding(where, (), value=printed, expected=own, severity=severity)


def _key(label: str) -> str:
    """Return a label without numbering, marks and notes in brackets."""
    return re.sub(r"[、，,“”\"()（）:：.]", "", re.sub(r"\(.*?\)", "", normalise_label(label)))


def _sections(page: Page) -> Iterator[Finding]:
    report = page.report
    if report.info().kind != "ogi" or report.year < _NEW_FORM:
        return
    severity = Severity.NOTE if report.year == _NEW_FORM else None
    order = {part.name: number for number, part in enumerate(report.parts()) if part.labels}
    seen = [heading for heading in page.seen.headings if heading.part in order]
    yield from _missing_sections(report, {heading.part for heading in seen}, severity)
    for before, heading in pairwise(seen):
        if order[heading.part] < order[before.part]:
            found, earlier = heading.source.text, before.source.text
            yield SECTION_ORDER.finding(found, (), severity=severity, found=found, before=earlier)


def _missing_sections(report: Report, seen: set[str], severity: Severity | None) -> Iterator[Finding]:
    labels: Mapping[str, str] = {part.name: part.label.text for part in report.parts() if part.labels}
    for name, heading in labels.items():
        if name not in seen:
            yield SECTION_MISSING.finding(heading, (), heading=heading, severity=severity)
