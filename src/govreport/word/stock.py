"""The stock template of a form: a Word file with the official labels and a placeholder for every cell.

It is an ordinary Word file and may be edited. Those of the official forms stand in ``templates/`` and are
shipped with the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from lxml import etree

from govreport.arguments import require_form
from govreport.charts import TABLE, chart_names
from govreport.forms._fields import Field, Kind
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import styles
from govreport.word.assembly import relation_of, word_file
from govreport.word.markup import literal, paragraph, run, w
from govreport.word.page import BLOCK_WIDTH, section_properties
from govreport.word.tables import word_table


def stock_template(form: type[Report], *, charts: bool = False) -> bytes:
    """Return the template of a form as a Word file; the same form always gives the same bytes.

    Args:
        form: The form.
        charts: Whether the charts of applications stand under their table, where the form has them.

    Raises:
        FormError: If it is no form.
    """
    require_form(form, "stock_template")
    footers = section_properties(relation_of("footer1"), relation_of("footer2"))
    return word_file(w("document", w("body", *_content(form, charts=charts), footers)))


def write_templates(folder: Path) -> list[Path]:
    """Write the stock template of every official form into a folder; return their paths."""
    paths = []
    for name, form in official_forms().items():
        path = folder / f"{name}.docx"
        path.write_bytes(stock_template(form))
        paths.append(path)
    return paths


def _content(form: type[Report], *, charts: bool) -> Iterator[etree._Element]:
    yield from _loop("line", "title_lines", paragraph(styles.TITLE, run("{{ line }}")))
    for part in form.parts():
        yield from _part(form, part)
        if charts and part.name == TABLE:
            for name in chart_names(form):
                yield paragraph(styles.TABLE_FIGURE, run(f"{{{{ charts.{name} }}}}"))
    yield from _loop("line", "signature", paragraph(styles.SIGNATURE, run("{{ line }}")))


def _part(form: type[Report], part: Field) -> Iterator[etree._Element]:
    if part.labels and part.titled:
        yield paragraph(styles.HEADING_1, run(literal(part.label.text)))
    if part.kind is Kind.TABLE:
        note = paragraph(styles.REMARK, run("{{ paragraph.head }}{{ paragraph.text }}"))
        yield from _loop("paragraph", f"notes.{part.name}", note)
        yield word_table(form.grids()[part.name], BLOCK_WIDTH)
        if part is form.parts()[-1]:
            yield paragraph(styles.TABLE_FIGURE)  # Word wants a paragraph after the last table
        return
    yield from _section(part.name)


def _section(name: str) -> Iterator[etree._Element]:
    """Yield the paragraphs of a section: sub-headings on lines of their own, or running into the text."""
    yield from _loop(
        "paragraph",
        name,
        _tag("if paragraph.level == 2 and not paragraph.text"),
        paragraph(styles.HEADING_2, run("{{ paragraph.head }}")),
        _tag("elif paragraph.level == 3 and not paragraph.text"),
        paragraph(styles.HEADING_3, run("{{ paragraph.head }}")),
        _tag("elif paragraph.level == 2"),
        paragraph(styles.BODY, run("{{ paragraph.head }}", styles.HEAD_2), run("{{ paragraph.text }}")),
        _tag("elif paragraph.level == 3"),
        paragraph(styles.BODY, run("{{ paragraph.head }}", styles.HEAD_3), run("{{ paragraph.text }}")),
        _tag("else"),
        paragraph(styles.BODY, run("{{ paragraph.text }}")),
        _tag("endif"),
    )


def _loop(variable: str, items: str, *content: etree._Element) -> Iterator[etree._Element]:
    yield _tag(f"for {variable} in {items}")
    yield from content
    yield _tag("endfor")


def _tag(statement: str) -> etree._Element:
    """Return a paragraph that is a statement of the template; it leaves no trace in the report."""
    return paragraph(styles.BODY, run(f"{{%p {statement} %}}"))


def stock_folder() -> Path:
    """Return the folder of the stock templates: in the wheel, or beside ``src`` in a checkout."""
    installed = Path(str(resources.files("govreport"))) / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"
