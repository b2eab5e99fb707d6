"""The templates and data that the contestants fill."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from govreport.sources import load
from govreport.word import stock_template
from govreport.word.context import report_context

_EXAMPLE = Path(__file__).parents[1] / "examples" / "huaian-2024.yaml"


@dataclass(frozen=True, slots=True)
class Case:
    """A template and its data, as files.

    Attributes:
        title: What the page calls it.
        template: The template.
        context: The data, as JSON.
    """

    title: str
    template: Path
    context: Path


def official_form(folder: Path) -> Case:
    """The stock template of the form of 2021, with the figures and texts of a city."""
    report = load(_EXAMPLE)
    context = report_context(report)
    context.pop("charts", None)  # their marks come from the library alone; the template asks for none
    return _case(folder, "the official form of 2021", stock_template(type(report)), context)


def plain_placeholders(folder: Path) -> Case:
    """A table of 25 × 10 plain placeholders, in python-docx's default document."""
    document = Document()
    context: dict[str, object] = {}
    for row, cells in enumerate(document.add_table(rows=25, cols=10).rows):
        for column, cell in enumerate(cells.cells):
            name = f"v{row}_{column}"
            cell.text = f"{{{{ {name} }}}}"
            context[name] = row * column if (row + column) % 3 else f"文字{row}"
    return _case(folder, "250 plain placeholders", _saved(document), context)


def rows(folder: Path, number: int) -> Case:
    """A table of ten columns whose rows come from the data."""
    document = Document()
    table = document.add_table(rows=3, cols=10)
    table.rows[0].cells[0].text = "{%tr for row in rows %}"
    for column, cell in enumerate(table.rows[1].cells):
        cell.text = f"{{{{ row.c{column} }}}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    lines = [{f"c{column}": row * column for column in range(10)} for row in range(number)]
    return _case(folder, f"{number} rows", _saved(document), {"rows": lines})


def _case(folder: Path, title: str, template: bytes, context: dict[str, object]) -> Case:
    name = title.replace(" ", "-")
    paths = folder / f"{name}.docx", folder / f"{name}.json"
    paths[0].write_bytes(template)
    paths[1].write_text(json.dumps(context, ensure_ascii=False, default=str), encoding="utf-8")
    return Case(title, *paths)


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]  # python-docx's class is no type of its function
    return buffer.getvalue()
