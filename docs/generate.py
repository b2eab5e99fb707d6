"""Write what follows from the code: docs/forms.md, docs/rules.md and the JSON Schemas in docs/schemas/.

python docs/generate.py            write them
python docs/generate.py --check    compare, and end with 1 where a page is not up to date
"""

from __future__ import annotations

import argparse
import html
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Final

from govreport.agency import _LEVELS, _ORGANS, Agency
from govreport.findings import Severity
from govreport.forms import Cell, Grid, Role
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.forms._printing import format_cell
from govreport.forms._record import Record, fields_of, nested
from govreport.forms._registry import official_forms
from govreport.messages import Message
from govreport.report import Report
from govreport.rules import CATALOGUE, Basis, Rule
from govreport.schema import schema_of
from govreport.text.wording import normalise_label

DOCS: Final = Path(__file__).resolve().parent
_COMMAND: Final = ".venv/bin/python docs/generate.py"
_GENERATED: Final = f"<!-- {_COMMAND} 生成，请勿手改 · generated, do not edit -->"

_SEVERITIES: Final = {
    Severity.ERROR: "错误 error",
    Severity.WARNING: "警告 warning",
    Severity.NOTE: "提示 note",
}
_BASES: Final = {
    Basis.FORM: "表样上印有 printed on the form",
    Basis.MEASURED: "已公布的报告都符合 holds on published reports",
    Basis.NOTICE: "文件要求 asked for by a notice",
    Basis.PRACTICE: "检查中常被指出 what inspectors complain of",
    Basis.ARITHMETIC: "由数字的含义推出 follows from what the figures mean",
}
_SECTIONS: Final = {
    "A": "表内 · inside the tables",
    "B": "年度之间 · between years",
    "C": "上下级之间 · between levels",
    "D": "文字与表格 · texts against tables",
    "E": "文字与格式 · texts and form",
}
_TEXT: Final = "文字 text"
_CONTENTS: Final = {
    "year": "整数 whole number",
    "agency": "见下 see below",
    "published_on": "日期 date：`2025-01-20`",
    "notes": "表的字段名和印在表题下的文字 name of a table, and the text under its heading",
    "signature": "`true`，或者 or `{name, date, seal}`",
}
_FORMS_HEAD: Final = """\
# 表样 · The forms

数据文件的键可以写英文字段名，也可以写表上的名称：序号、括号和引号可以省去，有简称的也可以写简称。\
下面每一项都列出两种键。一格的路径由各级字段名用 `.` 连成，例如 `applications.received.total`。

A key of a data file is the English name of a field or its Chinese label: numbering, brackets and quotes may
be left out, and where there is a short form it may be used. Both keys are given below. The path of a cell
joins the names of the fields with `.`, as in `applications.received.total`.

没有写出的总计自动算出；没有写出的其他格是空白，不是 0，除非写明 `blank: zero`（`空白: 零`）。

A total that is left out is computed; any other cell that is left out is blank and not 0, unless the file says
`blank: zero`.
"""
_ENVELOPE: Final = """\
## 每份数据文件 · Every data file

| 键 key | 中文键 | 内容 content |
|---|---|---|
| `schema` | | 数据格式的版本，`1` · version of the data format, `1` |
| `form` | 表样 | 表样名；不写就按年度选 · the form; by year when left out |
| `kind` | | 报告的种类，默认 `ogi` · the kind of report, `ogi` by default |
| `blank` | 空白 | `blank`（空）或 `zero`（零） · what a figure left out is: blank or 0 |
"""
_RULES_HEAD: Final = """\
# 规则 · The rules

`govreport check` 和 `govreport build` 用这些规则检查报告。代码永远不变；不想查某一条，用 `--ignore 代码`。\
有“错误”的报告不会写成正式文件。

`govreport check` and `govreport build` judge a report by these rules. Codes never change; `--ignore CODE`
leaves one out of a check. A report with an error is not written as an official file.

某个机关长期不查的规则，连同理由写进它的数据文件；检查时列出理由：

A rule that never fits an agency is left out in its data file, with a reason that every check prints:

```yaml
ignore:
  jump: 机构改革，业务划入
```

只有读入已公布的报告才查页面上缺了什么；只有一部分的，用 `--excerpt`。\
正文怎样读成数，见[读句子](design/reading-sentences.md)；`govreport check --explain` 逐句列出。

What a page lacks is asked of published documents only; `--excerpt` says that one is a part. How sentences are
read is told in [Reading sentences](design/reading-sentences.md); `govreport check --explain` lists each
statement.

自己的规则是一个函数 · a rule of your own is a function:

```python
import govreport
from govreport import Message, Severity
from govreport.rules import rule


@rule(code="no-licences", severity=Severity.NOTE, message=Message("没有行政许可", "no licences"))
def no_licences(record, report):
    if report.disclosure.licences.decisions == 0:
        yield record.finding("行政许可", ("disclosure.licences.decisions",), value=0)


data = {"year": 2024, "agency": {"name": "甲局"}}
report = govreport.forms.ogi2021.Report.from_data(data, blank="zero")
assert [finding.code for finding in govreport.check(report, rules=[no_licences])] == ["no-licences"]
```

| 代码 code | 级别 severity | 依据 basis |
|---|---|---|
"""


def main() -> int:
    """Write or compare the pages; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    is_check = parser.parse_args().check
    stale = [name for name, text in pages().items() if not _is_current(DOCS / name, text)]
    for name in stale:
        if is_check:
            print(f"docs/{name} is not up to date; to renew it: {_COMMAND}", file=sys.stderr)
        else:
            (DOCS / name).parent.mkdir(exist_ok=True)
            (DOCS / name).write_text(pages()[name], encoding="utf-8", newline="\n")
            print(f"docs/{name}")
    return int(is_check and bool(stale))


def pages() -> dict[str, str]:
    """Return the generated pages by their file names."""
    schemas = {f"schemas/{name}.schema.json": schema_page(form) for name, form in official_forms().items()}
    return {"forms.md": forms_page(), "rules.md": rules_page(), **schemas}


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def forms_page() -> str:
    """Return the page of the forms: what each consists of, and the keys of its cells."""
    facts = "".join(_fact_row(field) for field in fields_of(Report))
    parts = [_GENERATED, "", _FORMS_HEAD, _ENVELOPE + facts, _agency_part()]
    parts += [_form_part(form) for form in official_forms().values()]
    return "\n".join(parts).rstrip() + "\n"


def schema_page(form: type[Report]) -> str:
    """Return the JSON Schema of a form, as ``govreport forms --schema`` prints it."""
    return json.dumps(schema_of(form), ensure_ascii=False, indent=2) + "\n"


def rules_page() -> str:
    """Return the page of the rules, each under its code as the anchor."""
    overview = "".join(
        f"| [`{code}`](#{code}) | {_SEVERITIES[rule.severity]} | {_bases(rule)} |\n"
        for code, rule in CATALOGUE.items()
    )
    parts = [_GENERATED, "", _RULES_HEAD + overview]
    for section, rules in groupby(CATALOGUE.values(), key=lambda rule: rule.section):
        parts += [f"## {section} {_SECTIONS[section]}", ""]
        parts += [_rule_part(rule) for rule in rules]
    return "\n".join(parts).rstrip() + "\n"


def _rule_part(rule: Rule) -> str:
    message = rule.message.format(**rule.example)
    return "\n".join(
        [
            f"### {rule.code}",
            "",
            f"{_SEVERITIES[rule.severity]} · {_bases(rule)}",
            "",
            _pair(rule.explanation),
            "",
            "不对的例子 · a failing example:",
            "",
            f"> {rule.failing}",
            "",
            "报出的结果 · what is said of such a thing:",
            "",
            f"> {message.zh}  \n> {message.en}",
            "",
            "处理 · what to do:",
            "",
            _pair(rule.remedy),
            "",
        ]
    )


def _bases(rule: Rule) -> str:
    return "；".join(_BASES[basis] for basis in rule.basis)


def _pair(message: Message) -> str:
    return f"{message.zh}\n\n{message.en}"


def _agency_part() -> str:
    head = "## 机关 · The agency\n\n" + _table_head("字段 field", "中文键", "内容 content")
    choices: dict[str, dict[str, StrEnum]] = {"level": {**_LEVELS}, "organ": {**_ORGANS}}
    rows = []
    for field in fields_of(Agency):
        content = _TEXT
        if field.name in choices:
            content = "；".join(_choices(choices[field.name]))
        rows.append(_row(f"`{field.name}`", _keys(field), content + (_REQUIRED if field.required else "")))
    return head + "".join(rows)


def _choices(names: dict[str, StrEnum]) -> Iterator[str]:
    for choice, pairs in groupby(names.items(), key=lambda pair: pair[1]):
        yield f"`{choice}` " + "、".join(name for name, _ in pairs)


_REQUIRED: Final = "，必填 required"
_SIGNS: Final = {"count": "n", "change": "±n", "amount": "x", "printed": "x元", "words": "…"}
_LEGEND: Final = {
    "n": "整数 whole number",
    "±n": "可以为负的整数 whole number with its sign",
    "x": "小数 decimal",
    "x元": "带单位的金额 amount with its unit",
    "…": "文字 words",
    "Σ": "总计 total",
}


def _form_part(form: type[Report]) -> str:
    info = form.info()
    head = [
        f"## {info.name}",
        "",
        f"{info.report_title}，{info.basis}；适用年度 report years {info.years}；种类 kind `{info.kind}`。",
        "",
        _table_head("字段 field", "表上的名称 label", "中文键", "内容 content")
        + "".join(_part_row(form, field) for field in form.parts()),
    ]
    tables = [_table_part(form, field) for field in form.parts() if field.kind is Kind.TABLE]
    return "\n".join([*head, *tables])


def _fact_row(field: Field) -> str:
    record = nested(field)
    content = _CONTENTS.get(field.name, _TEXT)
    if field.name not in _CONTENTS and record is not None:
        content = "、".join(f"`{inner.name}` {inner.label.text}" for inner in fields_of(record))
    key = field.key or field.name
    return _row(f"`{key}`", _keys(field), content + (_REQUIRED if field.required else ""))


def _part_row(form: type[Report], field: Field) -> str:
    content = f"[表 table](#{_anchor(form, field)})" if field.kind is Kind.TABLE else _TEXT
    return _row(f"`{field.name}`", field.label.text, _keys(field), content)


def _table_part(form: type[Report], field: Field) -> str:
    grid = form.grids()[field.name]
    count = len(grid.figures())
    size = f"{grid.rows} 行 rows × {grid.columns} 列 columns，{count} 格 cells"
    cells = "".join(_cell_row(form, cell) for cell in grid.figures())
    return "\n".join(
        [
            f'<a id="{_anchor(form, field)}"></a>',
            "",
            f"### {field.label.text}",
            "",
            f"`{field.name}`：{size}。{_legend(grid)}",
            "",
            *_grid_lines(grid),
            "",
            *_repeated_lines(grid),
            f"<details><summary>{count} 格的路径 · the paths of the {count} cells</summary>",
            "",
            _table_head("路径 path", "中文路径", "单位 unit") + cells,
            "</details>",
            "",
        ]
    )


def _repeated_lines(grid: Grid) -> Iterator[str]:
    """Yield a line for every cell that repeats a fact of the report when it is left out."""
    for cell in grid.figures():
        if cell.field and cell.field.same_as:
            source = cell.field.same_as
            yield f"`{cell.path}`：不写就照 `{source}` 填 · left out, it repeats `{source}`."
            yield ""


def _legend(grid: Grid) -> str:
    texts = {_cell_text(cell) for cell in grid.figures()}
    return "，".join(f"`{sign}` {meaning}" for sign, meaning in _LEGEND.items() if sign in texts) + "。"


def _cell_row(form: type[Report], cell: Cell) -> str:
    unit = cell.field.unit if cell.field else ""
    return _row(f"`{cell.path}`", _chinese_path(form, cell.path), unit)


def _anchor(form: type[Report], field: Field) -> str:
    return f"{form.info().name}-{field.name}"


def _grid_lines(grid: Grid) -> Iterator[str]:
    yield "<table>"
    for _, cells in groupby(grid.cells, key=lambda cell: cell.row):
        yield "<tr>" + "".join(_cell_markup(cell) for cell in cells) + "</tr>"
    yield "</table>"


def _cell_markup(cell: Cell) -> str:
    tag = "td" if cell.role is Role.FIGURE else "th"
    spans = {"rowspan": cell.row_span, "colspan": cell.column_span}
    attributes = "".join(f' {name}="{span}"' for name, span in spans.items() if span > 1)
    return f"<{tag}{attributes}>{_cell_text(cell)}</{tag}>"


def _cell_text(cell: Cell) -> str:
    if cell.field is None:
        return html.escape(cell.label.printed, quote=False)
    return "Σ" if cell.field.kind is Kind.TOTAL else _sign(cell.field)


def _sign(field: Field) -> str:
    """Return what stands for the content of a cell: a sign, or the boxes of its choices."""
    return _SIGNS.get(_content_kind(field), "") or format_cell(field, None)


def _content_kind(field: Field) -> str:
    return field.content.kind if isinstance(field.content, Content) else ""


def _chinese_path(form: type[Report], path: str) -> str:
    record: type[Record] | None = form
    keys = []
    for name in path.split("."):
        if record is None:
            break
        field = record._fields[name]
        keys.append(_shortest_key(field))
        record = nested(field)
    return ".".join(keys)


def _shortest_key(field: Field) -> str:
    return field.short or normalise_label(field.label.text) or field.name


def _keys(field: Field) -> str:
    keys = dict.fromkeys(key for key in (normalise_label(field.label.text), field.short) if key)
    return "、".join(keys)


def _table_head(*titles: str) -> str:
    return _row(*titles) + "|" + "---|" * len(titles) + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    sys.exit(main())
