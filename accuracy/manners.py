"""The manners reports are drawn in: whole pages and texts with the figures of one report."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence

from drawing import (
    HEADINGS,
    Cell,
    Row,
    broken_lines,
    drawn,
    full_width,
    grids_of,
    half_width,
    html_table,
    numbered,
    refigured,
    relabelled,
    repeated_heads,
    shortened,
    spread,
    torn_letters,
    traditional,
    with_commas,
    with_sliver,
    without_first_column,
    without_spans,
)
from truth import Truth

Change = Callable[[list[Row]], list[Row]]

LABELS: dict[str, Callable[[str], str]] = {
    "half-width": half_width,
    "commas": with_commas,
    "short": shortened,
    "letters-lost": torn_letters,
    "broken-lines": broken_lines,
    "traditional": traditional,
}
SHAPES: dict[str, Change] = {
    "official": list,
    "heads-repeated": repeated_heads,
    "merged-repeated": lambda rows: spread(rows, repeat=True),
    "merged-blank": lambda rows: spread(rows, repeat=False),
    "spans-lost": without_spans,
    "first-column-lost": without_first_column,
    "sliver": with_sliver,
}


def iter_pages(truth: Truth) -> Iterator[tuple[str, str]]:
    """Yield web pages with the figures of a report, each with the name of its manner."""
    for name, shape in SHAPES.items():
        yield name, page(truth, shape)
    for name, label in LABELS.items():
        yield f"labels-{name}", page(truth, lambda rows, label=label: relabelled(rows, label))
    yield "site", site(page(truth, list), truth)
    yield "site-in-tables", tables_in_tables(page(truth, repeated_heads), truth)
    yield "cut", page(truth, list, cut=12)
    yield "cut-short-labels", page(truth, lambda rows: relabelled(rows, shortened), cut=17)
    yield "spans-lost-half-width", page(truth, lambda rows: without_spans(relabelled(rows, half_width)))
    yield "blank-torn", page(truth, lambda rows: spread(relabelled(rows, torn_letters), repeat=False))
    yield "headless", page(truth, lambda rows: rows[3:] if len(rows[0]) == 10 else rows)
    yield "cells-as-paragraphs", in_paragraphs(truth)
    yield "cells-as-blocks", in_paragraphs(truth, blank="&nbsp;")
    yield "rows-of-blocks", in_rows_of_blocks(truth)
    yield "cells-as-tables", cells_as_tables(page(truth, list))
    yield "full-width", page(truth, lambda rows: refigured(rows, full_width))
    yield "rows-numbered", page(truth, numbered)
    plain = page(truth, list)
    yield "other-years", among_other_years(plain, truth)
    yield "rows-between", plain.replace("</tr>", "</tr>\n<tr></tr>")
    yield (
        "reaching-too-far",
        plain.replace('rowspan="20"', 'rowspan="21"').replace('rowspan="22"', 'rowspan="23"'),
    )
    yield "hidden-cells", plain.replace("<td", "<td style='display:none'>99</td><td")
    yield "never-closed", plain.replace("</td>", "").replace("</tr>", "")


def iter_texts(truth: Truth) -> Iterator[tuple[str, str]]:
    """Yield texts with the figures of a report, each with the name of its manner."""
    yield "pipes", text(truth, lambda row: " | ".join(_own(row)) + " |")
    yield "tabs", text(truth, lambda row: "\t".join(_own(row)))
    yield "tabs-spread", text(truth, lambda row: "\t".join(cell.text if cell else "" for cell in row))
    yield "one-in-a-line-bars", text(truth, lambda row: "\n".join(f"{each} |" for each in _own(row)))
    yield (
        "half-width-tabs",
        text(truth, lambda row: "\t".join(_own(row)), lambda rows: relabelled(rows, half_width)),
    )
    yield "wide-gaps", text(truth, lambda row: "   ".join(each or "-" for each in _own(row)))


def iter_markdown(truth: Truth) -> Iterator[tuple[str, str]]:
    """Yield Markdown with the figures of a report, each with the name of its manner."""
    for repeat in (True, False):
        name = "repeated" if repeat else "blank"
        yield (
            name,
            text(
                truth,
                lambda row: (
                    "| " + " | ".join(cell.text.replace("\n", "<br>") if cell else "" for cell in row) + " |"
                ),
                lambda rows, repeat=repeat: spread(rows, repeat=repeat),
                rule=True,
            ),
        )
    for name, mark in (("bold", "**{}**"), ("code", "`{}`"), ("escaped", "{}")):
        yield name, _table_text(truth, mark, aligned=name == "escaped")


def _table_text(truth: Truth, mark: str, *, aligned: bool) -> str:
    """Return Markdown with every cell marked; aligned, with blanks, alignments and escaped bars in labels."""

    def line(row: Row) -> str:
        cells = (cell.text.replace("\n", "<br>") if cell else "" for cell in row)
        drawn = [mark.format(each) if each else "" for each in cells]
        if aligned:
            drawn = [each.replace("（单位：", " \\| （单位：").ljust(12) for each in drawn]
        return "|" + "|".join(f" {each} " for each in drawn) + "|"

    rule = "| :--- | :---: | ---: |" if aligned else True
    return text(truth, line, lambda rows: spread(rows, repeat=True), rule=rule)


def tables(truth: Truth) -> dict[str, list[Row]]:
    """Return the rows of every table of a report."""
    return {name: drawn(grid, truth.cells) for name, grid in grids_of(truth.form).items()}


def page(truth: Truth, shape: Change, *, cut: int = 0) -> str:
    """Return a plain page."""
    bodies = {}
    for name, rows in ((name, shape(rows)) for name, rows in tables(truth).items()):
        parts = _cut(rows, cut) if cut and len(rows) > cut else (rows,)
        bodies[name] = [html_table(part) for part in parts]
    return page_with(truth, bodies)


def page_with(truth: Truth, bodies: Mapping[str, Sequence[str]]) -> str:
    """Return a plain page with these tables under their headings, each already drawn."""
    parts = [f"<p style='text-align:center'>{_title(truth)}</p>", "<p>本报告依据条例编制。</p>"]
    for name, heading in HEADINGS:
        parts.append(f"<p><strong>{heading}</strong></p>")
        parts += bodies.get(name, ["<p>　　略述本机关的工作。</p>"])
    return "\n".join(parts)


def _cut(rows: list[Row], at: int) -> tuple[list[Row], list[Row]]:
    """Return a table in two parts; what reaches across ends with the first."""
    first = [
        [cell and Cell(cell.text, min(cell.rows, at - line), cell.columns, cell.is_figure) for cell in row]
        for line, row in enumerate(rows[:at])
    ]
    second: list[Row] = [list(row) for row in rows[at:]]
    for column in range(len(rows[0])):
        for line in range(at - 1, -1, -1):
            cell = rows[line][column]
            if cell is not None:
                if line + cell.rows > at:
                    second[0][column] = Cell("", line + cell.rows - at, cell.columns)
                break
    return first, second


def site(content: str, truth: Truth) -> str:
    """Return a page of a site with menus, a way mark and foot lines round the report."""
    title = _title(truth)
    day = f"{(truth.year or 2020) + 1}-01-20"
    entries = ("首页", "政务公开", "政府信息公开年报", "互动交流")
    menu = "".join(f"<li><a href='/{entry}'>{entry}</a></li>" for entry in entries)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-甲县人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:30">
<style>p {{ color: red }}</style><script>var a = "<table><tr><td>规章</td></tr></table>";</script></head>
<body><div class="top"><ul>{menu}</ul></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/n">年报</a></div>
<div class="main"><h1>{title}</h1>
<div class="info">来源：县政府办　发布时间：{day}　字号：<a>大</a></div>
<div id="zoom"><div><div>{content}</div></div></div>
<p>上一篇：<a href="/1">某报告</a></p><p>【打印】【关闭】</p></div>
<div class="foot">主办：甲县人民政府办公室　ICP备12345678号</div></body></html>"""


def tables_in_tables(content: str, truth: Truth) -> str:
    """Return a page that is laid out with tables."""
    return f"""<html><head><title>{_title(truth)}</title></head><body>
<table width="100%"><tr><td><a href="/">首页</a></td><td><a href="/a">公开</a></td></tr></table>
<table><tr><td width="20%"><ul><li><a href="/b">目录</a></li></ul></td><td>
<table><tr><td>索引号</td><td>000/2024-1</td><td>发布机构</td><td>{truth.agency}</td></tr></table>
<table><tr><td><div>{content}</div></td></tr></table></td></tr></table>
<table><tr><td>版权所有</td><td>网站地图</td></tr></table></body></html>"""


def among_other_years(content: str, truth: Truth) -> str:
    """Return a page that lists the reports of other years above this one and below it."""
    years = (year for year in range(2017, 2025) if year != truth.year)
    titles = (
        f"<li><a href='/{year}'>{truth.agency}{year}年政府信息公开工作年度报告</a></li>" for year in years
    )
    others = f"<ul>{''.join(titles)}</ul>"
    return f"<html><body>{others}{content}{others}</body></html>"


def in_paragraphs(truth: Truth, *, blank: str = "-") -> str:
    """Return a page on which every cell is a paragraph of its own, a blank one as `blank` says."""
    parts = [f"<div>{_title(truth)}</div>"]
    made = tables(truth)
    for name, heading in HEADINGS:
        parts.append(f"<div>{heading}</div>")
        for row in made.get(name, []):
            parts += [f"<div>{each or blank}</div>" for each in _own(row)]
    return "<html><body>" + "\n".join(parts) + "</body></html>"


def in_rows_of_blocks(truth: Truth) -> str:
    """Return a page on which every row is a block, and every cell a block in it."""
    bodies = {
        name: [f"<div class='r'>{''.join(f'<div>{each}</div>' for each in _own(row))}</div>" for row in rows]
        for name, rows in tables(truth).items()
    }
    return f"<html><body>{page_with(truth, bodies)}</body></html>"


def cells_as_tables(content: str) -> str:
    """Return a page with a small table of one cell in every cell of its tables."""
    opening, closing = "<table><tr><td>", "</td></tr></table>"
    return re.sub(r"(<td[^>]*>)(.*?)</td>", rf"\1{opening}\2{closing}</td>", content)


def text(truth: Truth, line: Callable[[Row], str], shape: Change = list, *, rule: bool | str = False) -> str:
    """Return a text with a line for each row; `rule` stands under the first, if it is Markdown."""
    bodies = {}
    for name, rows in tables(truth).items():
        lines = [line(row) for row in shape(rows)]
        if rule:
            lines.insert(1, rule if isinstance(rule, str) else "|" + "---|" * len(rows[0]))
        bodies[name] = lines
    return text_with(truth, bodies, mark="## " if rule else "")


def text_with(truth: Truth, bodies: Mapping[str, Sequence[str]], *, mark: str = "") -> str:
    """Return a text with these lines of tables under their headings."""
    lines = [_title(truth), "", "本报告依据条例编制。"]
    for name, heading in HEADINGS:
        lines += ["", f"{mark}{heading}", "", *bodies.get(name, ["　　略述本机关的工作。"])]
    return "\n".join(lines)


def _own(row: Sequence[Cell | None]) -> list[str]:
    return [cell.text.replace("\n", "") for cell in row if cell is not None]


def _title(truth: Truth) -> str:
    return f"{truth.agency}{truth.year}年政府信息公开工作年度报告"


def workbook(truth: Truth) -> bytes:
    """Return a workbook with the title, and heading and table of each part below each other on one sheet."""
    lines: list[Row] = [[Cell(_title(truth))]]
    made = tables(truth)
    for name, heading in HEADINGS:
        lines += [[Cell(heading)], *made.get(name, [[Cell("略述本机关的工作。")]])]
    cells, merges = [], []
    for row, line in enumerate(lines, 1):
        written = ""
        for column, cell in enumerate(line):
            if cell is None:
                continue
            written += _sheet_cell(f"{chr(65 + column)}{row}", cell)
            if cell.rows > 1 or cell.columns > 1:
                end = f"{chr(64 + column + cell.columns)}{row + cell.rows - 1}"
                merges.append(f'<mergeCell ref="{chr(65 + column)}{row}:{end}"/>')
        cells.append(f'<row r="{row}">{written}</row>')
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = (
        f"<worksheet {space}><sheetData>{''.join(cells)}</sheetData>"
        f"<mergeCells>{''.join(merges)}</mergeCells></worksheet>"
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": (
            f'<workbook {space} xmlns:r="{relations}"><sheets>'
            '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _sheet_cell(place: str, cell: Cell) -> str:
    if cell.is_figure and cell.text.isdigit():
        return f'<c r="{place}"><v>{cell.text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{html.escape(cell.text)}</t></is></c>'
