"""The stock template of a form: a Word file with the official labels and a placeholder for every cell.

It is an ordinary Word file and may be edited. Those of the official forms stand in ``templates/`` and are
shipped with the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from govreport.forms._fields import Field, Kind
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import styles
from govreport.word.markup import paragraph, run, serialise, w
from govreport.word.package import CONTENT_TYPES, write_parts
from govreport.word.page import BLOCK_WIDTH, page_number, section_properties
from govreport.word.tables import word_table

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = {
    "document": ("document.main", "officeDocument"),
    "styles": ("styles", "styles"),
    "settings": ("settings", "settings"),
    "fontTable": ("fontTable", "fontTable"),
    "footer1": ("footer", "footer"),
    "footer2": ("footer", "footer"),
}
_FONTS: Final = {
    styles.FANG_SONG: "modern",
    styles.KAI: "modern",
    styles.HEI: "modern",
    styles.SONG: "auto",
    styles.XIAO_BIAO_SONG: "auto",
}


def stock_template(form: type[Report]) -> bytes:
    """Return the template of a form as a Word file; the same form always gives the same bytes."""
    parts = {
        "document": _document(form),
        "styles": styles.styles_part(),
        "settings": _settings(),
        "fontTable": _font_table(),
        "footer1": w("ftr", page_number(styles.FOOTER)),
        "footer2": w("ftr", page_number(styles.EVEN_FOOTER)),
    }
    return write_parts(
        {
            CONTENT_TYPES: _content_types().encode(),
            "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}).encode(),
            "word/_rels/document.xml.rels": _document_relationships().encode(),
            **{f"word/{name}.xml": serialise(part) for name, part in parts.items()},
        }
    )


def write_templates(folder: Path) -> list[Path]:
    """Write the stock template of every official form into a folder; return their paths."""
    paths = []
    for name, form in official_forms().items():
        path = folder / f"{name}.docx"
        path.write_bytes(stock_template(form))
        paths.append(path)
    return paths


def _document(form: type[Report]) -> etree._Element:
    body = w(
        "body",
        *_loop("line", "title_lines", paragraph(styles.TITLE, run("{{ line }}"))),
        *(element for part in form.parts() for element in _part(form, part)),
        *_loop("line", "signature", paragraph(styles.SIGNATURE, run("{{ line }}"))),
        section_properties(_relation_of("footer1"), _relation_of("footer2")),
    )
    return w("document", body)


def _part(form: type[Report], part: Field) -> Iterator[etree._Element]:
    if part.labels and part.titled:
        yield paragraph(styles.HEADING_1, run(part.label.text))
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


def _settings() -> etree._Element:
    compatibility = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
    }
    uri = "http://schemas.microsoft.com/office/word"
    return w(
        "settings",
        w("zoom", percent=100),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", *(w("compatSetting", name=n, uri=uri, val=v) for n, v in compatibility.items())),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _font_table() -> etree._Element:
    latin = w(
        "font",
        w("charset", val="00"),
        w("family", val="roman"),
        w("pitch", val="variable"),
        name="Times New Roman",
    )
    chinese = [
        w("font", w("charset", val="86"), w("family", val=family), w("pitch", val="default"), name=name)
        for name, family in _FONTS.items()
    ]
    return w("fonts", latin, *chinese)


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for name, (kind, _) in _PARTS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _document_relationships() -> str:
    return _relationships(
        {
            _relation_of(name): (kind, f"{name}.xml")
            for name, (_, kind) in _PARTS.items()
            if name != "document"
        }
    )


def _relation_of(part: str) -> str:
    return f"rId{list(_PARTS).index(part)}"


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'
    )
