"""Templates of docxtpl's dialect made with python-docx: pictures, headers, footnotes, functions."""

from __future__ import annotations

import io
from typing import NamedTuple

import docx
from docx.document import Document
from docx.shared import Mm
from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from govreport.word import Replacements
from govreport.word.package import read_parts
from oracle import Case, Maker
from oracle_templates import DATA, END, FOR, P, rows_of, runs_of
from wordparts import own, png, saved, text_box, with_part, word_table


class Named(NamedTuple):
    """A record with a picture in it."""

    name: str
    picture: object


def _with_pictures(make: Maker) -> dict[str, object]:
    return {
        **_plain(make),
        "picture": make.image(png(9), width=Mm(10)),
        "other": make.image(png(200), height=Mm(5)),
        "natural": make.image(png(9)),
        "stretched": make.image(png(9), width=Mm(3), height=Mm(40)),
        "record": Named("甲", make.image(png(7))),
        "pictures": [make.image(png(n), width=Mm(n)) for n in (5, 6)],
        "drawn": lambda width: make.image(png(8), width=Mm(width)),
    }


def _plain(_: Maker) -> dict[str, object]:
    rich = RichText("红", color="FF0000")
    rich.add("\n行\t跳")
    para = RichTextParagraph()
    para.add("段", parastyle="Heading1")
    values = {"rich": rich, "para": para, "listing": Listing("一\n二\t三\a四\f五")}
    return {**DATA, **values, "made": lambda text: RichText(text, color="FF0000")}


_FILTERS = {
    "rich": lambda text: RichText(text, italic=True),
    "listed": Listing,
    "para": RichTextParagraph,
    "run": lambda text: Markup("<w:r><w:t>{}</w:t></w:r>").format(text),
    "louder": lambda text: f"{text}!",
}

_FILTERED: dict[str, str] = {
    "filters that make rich text": P("前{{r name|rich }}后{{r special|rich }}{{r special|run }}") + P("{{p name|para }}"),
    "filters that make lists": P("{{ lines|listed }}") + rows_of(FOR, ("{{r r.name|rich }}", "{{ r.name|louder }}", ""), END),
    "functions that make rich text": P("前{{r made(name) }}后"),
    "macros that make rich text": P("{% macro q(x) %}{{r x }}{% endmacro %}x{{ q(rich) }}"),
}  # fmt: skip

_PICTURED: dict[str, str] = {
    "pictures of all sizes": P("{{ picture }}{{ other }}{{ natural }}{{ stretched }}{{ picture }}"),
    "pictures in runs": runs_of("前", "{%r for p in pictures %}", "{{ p }}", "{%r endfor %}", "后"),
    "pictures of records and functions": P("{{ record.name }}{{ record.picture }}{{ drawn(10) }}{{ drawn(20) }}"),
    "pictures by way of the template": P("{% set z = picture %}{{ z }}{{ other if yes }}{% macro q(x) %}[{{ x }}]{% endmacro %}{{ q(picture) }}"),
    "pictures in merged and shaded cells": rows_of(FOR, ("{% vm %}{{ picture }}", "{% cellbg colour %}{{ other }}", "{{r rich }}"), END),
    "a picture in a text box": text_box("{{ picture }}").replace("v:", "w:"),
    "a picture in a link": '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{{ picture }}</w:t></w:r></w:hyperlink></w:p>',
    "a picture beside breaks": P("{{ picture }}{{ listing }}{{ lines }}"),
}  # fmt: skip


def document_cases() -> list[Case]:
    """Return a case for every template that is made here."""
    return [
        *(Case(name, own(body), _plain, filters=_FILTERS) for name, body in _FILTERED.items()),
        *(Case(name, own(body), _with_pictures) for name, body in _PICTURED.items()),
        *_headers(),
        *_footnotes(),
        *_replaced(),
    ]


def _headers() -> list[Case]:
    rich = docx.Document()
    header = rich.sections[0].header
    header.paragraphs[0].text = "前{{r rich }}后{{ listing }}"
    header.add_paragraph("{{p para }}")
    rich.sections[0].footer.paragraphs[0].text = "{{ lines }}"
    pictures = docx.Document()
    pictures.sections[0].header.paragraphs[0].text = "{{ picture }} {{ name }} {{ other }}"
    pictures.sections[0].footer.paragraphs[
        0
    ].text = "{{ picture }}{% for r in rows %}{{ r.name }}{% endfor %}"
    pictures.add_paragraph("{{ name }}")
    merged = rows_of(FOR, ("{% vm %}{{ name }}", "{% cellbg colour %}{{ r.name }}", "{{ r.n }}"), END) + P("")
    return [
        Case("pictures of the template in headers", saved(_illustrated()), _plain),
        Case("rich text in headers", saved(rich), _plain),
        Case("pictures in headers and footers", saved(pictures), _with_pictures, (39,)),
        Case("sections with headers of their own", saved(_sections()), _with_pictures),
        Case("a merged table in a header", with_part("header7", "header", merged, own(P("x"))), _plain),
        Case(
            "a text box in a header",
            with_part("header7", "header", text_box("{{ name }}{{ lines }}"), own(P("x"))),
            _plain,
        ),
    ]


def _illustrated() -> Document:
    """Return a document with pictures of its own in header, footer and body."""
    made = docx.Document()
    section = made.sections[0]
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png(1)), width=Mm(8))
    section.header.add_paragraph("{{ name }}")
    table = section.footer.add_table(1, 2, Mm(100))
    table.cell(0, 0).text = "{{ name }}"
    table.cell(0, 1).paragraphs[0].add_run().add_picture(io.BytesIO(png(2)))
    made.add_paragraph("{{ special }}")
    made.add_picture(io.BytesIO(png(3)))
    return made


def _sections() -> Document:
    made = docx.Document()
    first = made.sections[0].header
    first.paragraphs[0].text = "{%p if yes %}"
    first.add_paragraph("{{ name }}")
    first.add_paragraph("{%p endif %}")
    second = made.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "{{ special }}"
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "{{ other }}"
    made.add_paragraph("{{ zero }}")
    return made


def _footnotes() -> list[Case]:
    def noted(note: str, body: str) -> bytes:
        return with_part("footnotes", "footnotes", note, own(body))

    loop = P("{%p for r in rows %}") + P("{{ r.name }}{{ lines }}") + P("{%p endfor %}")
    return [
        Case("rich text in footnotes", noted(P("{{r rich }}{{ listing }}"), P("{{ name }}")), _plain),
        Case("a loop in footnotes", noted(loop, P("{{ name }}")), _plain),
        Case("footnotes beside a picture", noted(P("{{ special }}"), P("{{ picture }}")), _with_pictures),
        Case("a table in footnotes", noted(word_table(("{{ name }}", "b")) + P(""), P("x")), _plain),
    ]


def _replaced() -> list[Case]:
    illustrated = saved(_illustrated())
    parts = read_parts(illustrated)
    media = [name for name in parts if name.startswith("word/media/")]
    by_content = Replacements(contents={parts[media[0]]: png(77)})
    return [
        Case("a picture replaced by its content", illustrated, _plain, replacements=by_content),
        Case(
            "a picture replaced by its place",
            illustrated,
            _plain,
            replacements=Replacements(members={media[1]: png(78)}),
        ),
        Case(
            "all pictures of a name replaced",
            illustrated,
            _plain,
            replacements=Replacements(pictures={"image.png": png(50)}),
        ),
    ]
