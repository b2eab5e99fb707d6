"""Labelled reports: figures as published, the text beside them, and what a careful reader found.

`corpus.py` says where they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from govreport.forms import ogi2014, ogi2019, ogi2021
from govreport.report import Report
from govreport.text.wording import normalise_label

_TABLE_3: Final = {
    "1": "received",
    "2": "carried_over",
    "3.1": "results.granted",
    "3.2": "results.partly_granted",
    "3.7": "results.total",
    "4": "carried_forward",
}
_GROUPS: Final = {"3": "denied", "4": "unavailable", "5": "not_processed", "6": "other"}
_COLUMNS: Final = {
    "自然人": "natural_person",
    "商业企业": "organisation.business",
    "科研机构": "organisation.research",
    "社会公益组织": "organisation.public_welfare",
    "法律服务机构": "organisation.legal_service",
    "其他": "organisation.other",
    "总计": "total",
}
_BLOCKS: Final = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_OUTCOMES: Final = ("upheld", "corrected", "other", "pending", "total")
_PATHS: Final = [cell.path for grid in ogi2021.Report.grids().values() for cell in grid.figures()]
_PARTS: Final = dict(
    zip(
        "一二三四五六",
        ("overview", "disclosure", "applications", "disputes", "problems", "other"),
        strict=True,
    )
)
_LONGEST_HEADING: Final = 60
_OPENING: Final = re.compile(r"^\s*(十?[一二三四五六七八九十])、")
_ROW: Final = re.compile(r"、(?:本年|上年结转|结转)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled report.

    Attributes:
        name: The name of its file.
        data: What the file says.
        report: The report as it would be read.
        raw: The published cells by path, as far as they were seen.
        is_full: Whether all of the page is there, words and tables.
        headings: The fields of the section headings that were seen, in order.
        labels: The published labels of the rows, by the path of the row.
    """

    name: str
    data: Mapping[str, Any]
    report: Report
    raw: Mapping[str, str]
    is_full: bool
    headings: Sequence[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


def load_folder(folder: Path) -> Iterator[Labelled]:
    """Yield the labelled reports of a folder, by name."""
    for path in sorted(folder.glob("*.json")):
        yield load(path)


def load(path: Path) -> Labelled:
    """Return the labelled report of a file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    form = _form_of(data)
    raw = _raw_cells(data, form)
    title, sections, headings = _texts(data, path, form)
    facts: dict[str, object] = {
        "year": data.get("year") or form.info().first_year,
        "agency": {"name": str(data.get("agency")).split("(")[0]},
        "title": title,
        **{part.name: "" for part in form.parts() if part.name not in form.grids()},
        **sections,
        **_nested({path: _value(path, text) for path, text in raw.items()}, form),
    }
    report = form.from_data(facts, references=False)
    is_full = str(data.get("completeness")) == "full" and not _is_cut(path)
    return Labelled(path.stem, data, report, raw, is_full, headings, _labels(data, report))


def _labels(data: Mapping[str, Any], report: Report) -> dict[str, str]:
    """Return the published labels of the rows of tables 二 and 三."""
    labels: dict[str, str] = {}
    tables = data.get("tables") or {}
    form = type(report)
    for row in (tables.get("table2") or {}).get("rows", ()):
        for path in _table_2({"rows": [row]}, form):
            labels.setdefault(path.rpartition(".")[0], row["path"][-1])
    third = tables.get("table3") or {}
    for number, names in zip(third.get("ids", ()), third.get("paths", ()), strict=False):
        prefix = _TABLE_3.get(number) or _row_of(number)
        labels[f"applications.{prefix}"] = names[-1]
    return {
        row: label for row, label in labels.items() if any(path.startswith(row) for path in report.cells())
    }


def _form_of(data: Mapping[str, Any]) -> type[Report]:
    tables = data.get("tables") or {}
    second = tables.get("table2") or {}
    if str(data.get("format")).startswith("2019"):
        return ogi2019.Report
    if second or tables.get("table3"):
        return ogi2021.Report
    year = data.get("year") or 2021
    return ogi2021.Report if year >= 2021 else ogi2019.Report if year >= 2019 else ogi2014.Report


def _raw_cells(data: Mapping[str, Any], form: type[Report]) -> dict[str, str]:
    known = {cell.path for grid in form.grids().values() for cell in grid.figures()}
    tables = data.get("tables") or {}
    cells = {
        **_table_2(tables.get("table2"), form),
        **_table_3(tables.get("table3")),
        **_table_4(tables.get("table4")),
    }
    return {path: text for path, text in cells.items() if path in known and text is not None}


def _table_2(table: Mapping[str, Any] | None, form: type[Report]) -> dict[str, str]:
    if not table:
        return {}
    rows: dict[str, list[str]] = {}
    for cell in form.grids()["disclosure"].figures():
        rows.setdefault(normalise_label(cell.labels[-2]).replace("行政规范性", "规范性"), []).append(
            cell.path
        )
    cells = {}
    for row in table["rows"]:
        label = normalise_label(row["path"][-1]).replace("行政规范性", "规范性")
        cells.update(dict(zip(rows.get(label, ()), row["cells"], strict=False)))
    return cells


def _table_3(table: Mapping[str, Any] | None) -> dict[str, str]:
    if not table:
        return {}
    cells = {}
    for number, row in zip(table["ids"], table["matrix"], strict=True):
        prefix = _TABLE_3.get(number) or _row_of(number)
        columns = [_COLUMNS[name] for name in table["columns"]]
        cells.update(
            {f"applications.{prefix}.{column}": text for column, text in zip(columns, row, strict=True)}
        )
    return cells


def _row_of(number: str) -> str:
    """Return the row of an outcome: 3.3.1 is the first row of the third group."""
    _, group, *row = number.split(".")
    below = f"applications.results.{_GROUPS[group]}."
    rows = [
        path.split(".")[3] for path in _PATHS if path.startswith(below) and path.endswith(".natural_person")
    ]
    return f"results.{_GROUPS[group]}" + (f".{rows[int(row[0]) - 1]}" if row else "")


def _table_4(table: Mapping[str, Any] | None) -> dict[str, str]:
    if not table:
        return {}
    paths = [f"disputes.{block}.{outcome}" for block in _BLOCKS for outcome in _OUTCOMES]
    return dict(zip(paths, table["matrix"][0], strict=False))


def _is_cut(path: Path) -> bool:
    """Tell whether the words of the page are not all there, or cannot be read."""
    for ending in (".raw.html", ".raw.txt"):
        source = path.with_suffix(ending)
        if source.exists():
            text = source.read_text(encoding="utf-8", errors="replace")
            return "[...]" in text or "\N{REPLACEMENT CHARACTER}" in text
    return False


def _value(path: str, text: str) -> object:
    if path.endswith("procurement.amount"):
        return str(text).strip() or None
    plain = str(text).strip().replace(",", "").lstrip("+")
    if re.fullmatch(r"-?\d+", plain):
        return int(plain)
    return plain if re.fullmatch(r"\d+\.\d+", plain) else None


def _nested(values: Mapping[str, object], form: type[Report]) -> dict[str, object]:
    """Return the cells as nested data; what was not seen is blank, totals too."""
    paths = {cell.path: None for grid in form.grids().values() for cell in grid.figures()} if values else {}
    data: dict[str, object] = {}
    for path, value in {**paths, **values}.items():
        *outer, last = path.split(".")
        place = data
        for name in outer:
            place = place.setdefault(name, {})  # type: ignore[assignment]
        place[last] = value
    return data


# --- texts


class _Lines(HTMLParser):
    """The lines of a page outside its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in ("table", "script", "style", "head")
        if tag in ("p", "div", "br", "table"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("table", "script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.lines[-1] += data.replace("\n", "")


def _texts(data: Mapping[str, Any], path: Path, form: type[Report]) -> tuple[str, dict[str, str], list[str]]:
    text = data.get("text")
    if text:
        key = "overview"
        kept = [_OPENING.sub(r"（\1）", line) for line in str(text).replace("[...]", "").splitlines()]
        return str(data["title"]), {key: "\n".join(kept)}, []
    title, sections = _sections(_raw_lines(path))
    texts = {name: "\n".join(lines) for name, lines in sections.items() if name not in form.grids()}
    return title or str(data["title"]), texts, [name for name in sections if name != "lead"]


def _sections(lines: Sequence[str]) -> tuple[str, dict[str, list[str]]]:
    """Return the title and the lines of each section; what opens with 一、 to 六、 is a heading."""
    sections: dict[str, list[str]] = {"lead": []}
    current = "lead"
    for line in lines:
        opening = _OPENING.match(line)
        is_row = _ROW.search(line[:6]) is not None
        if (
            opening is not None
            and not is_row
            and len(line.strip()) < _LONGEST_HEADING
            and opening[1] in _PARTS
        ):
            current = _PARTS[opening[1]]
            sections[current] = []
        elif line.strip():
            sections[current].append(_OPENING.sub(r"（\1）", line))
    front = sections["lead"]
    ends = [number for number, line in enumerate(front) if re.search("公开.*报告$", "".join(line.split()))]
    title = "".join("".join(front[: ends[0] + 1]).split()) if ends else ""
    sections["lead"] = front[ends[0] + 1 :] if ends else front
    return title if len(title) < _LONGEST_HEADING else "", sections


def _raw_lines(path: Path) -> list[str]:
    page, plain = path.with_suffix(".raw.html"), path.with_suffix(".raw.txt")
    if page.exists():
        parser = _Lines()
        parser.feed(page.read_text(encoding="utf-8"))
        return parser.lines
    text = plain.read_text(encoding="utf-8", errors="replace") if plain.exists() else ""
    if "\N{REPLACEMENT CHARACTER}" in text:
        return []
    if "文字重复率" in text:
        return _one_side(text, int(path.stem.rpartition("_")[2]))
    return _joined(text.splitlines())


def _one_side(text: str, year: int) -> list[str]:
    """Return one of two reports printed side by side."""
    years = sorted(set(map(int, re.findall(r"(20\d\d) 年报告", text))))
    side = years.index(year)
    lines = []
    for line in text.partition("数据勾稽问题清单")[0].splitlines()[4:]:
        indent = len(line) - len(line.lstrip())
        halves = re.split(r"\s{2,}", line.strip(), maxsplit=1)
        if not line.strip():
            continue
        if re.match(r"[一二三四五六]、", line):  # a heading, printed once for both
            halves = [halves[0].partition(" (重复率")[0]] * 2
        elif len(halves) == 1:
            halves = ["", *halves] if indent > 20 else [*halves, ""]
        lines.append(halves[side])
    return _joined(lines)


def _joined(lines: Sequence[str]) -> list[str]:
    """Return paragraphs: a line of a page belongs to the one before unless that was short or a heading."""
    joined: list[str] = []
    full = False
    for line in lines:
        plain = line.strip()
        if not plain or re.fullmatch(r"-\s*\d+\s*-", plain):
            continue
        opens = re.match(r"[一二三四五六七]、|（[一二三四五六七]）", plain)
        if joined and full and not opens:
            joined[-1] += plain
        else:
            joined.append(plain)
        full = len(plain) >= 24 and not re.match(r"[一二三四五六七]、.{0,30}$", plain)
    return joined
