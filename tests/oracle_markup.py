"""Templates of docxtpl's dialect: what stands in bodies beside plain text, and Jinja's own language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from govreport.word.package import read_parts, write_parts
from oracle import Case, Maker
from oracle_templates import BOLD, DATA, END, FOR, P, rows_of, runs_of
from wordparts import own, text_box, word_table

BODY: Final = "word/document.xml"
_NAMESPACES: Final = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
_ROW: Final = "<w:tr><w:tc><w:p><w:r><w:t>插</w:t></w:r></w:p></w:tc></w:tr>"
_PROPERTIES: Final = '<w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'


@dataclass
class Visit:
    """A record with a day in it."""

    day: date
    note: str


def _rich() -> RichText:
    text = RichText(
        "a & b", style="Strong", color="#112233", highlight="#FFFF00", size=24, bold=True, italic=True,
        underline="double", strike=True, font="eastAsia:微软雅黑", rtl=True, lang="zh-CN",
    )  # fmt: skip
    text.add("上", superscript=True)
    text.add("下", subscript=True, underline=True, font="Arial")
    text.add(b"b")
    text.add(RichText("里\n\t\a\f面", bold=True))
    return text


def _para() -> RichTextParagraph:
    made = RichTextParagraph()
    made.add("甲\n乙\t丙", parastyle="Heading1")
    made.add(RichText("丁"))
    return made


def _context(_: Maker) -> dict[str, object]:
    return {
        **DATA,
        "tree": [{"n": "a", "c": [{"n": "b", "c": []}, {"n": "c", "c": [{"n": "d", "c": []}]}]}],
        "when": date(2024, 5, 6),
        "moment": datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
        "visit": Visit(date(2023, 1, 2), "记"),
        "quoted": "a\"b'c",
        "row": Markup(_ROW),  # noqa: S704  written above
        "plain": {"one": 1, "two": 2},
        "rich": _rich(),
        "para": _para(),
        "listing": Listing("一\n二\t三\a四\f五 & <六>"),
        "items": [{"rich": RichText(str(n), bold=True), "list": Listing("x\ny"), "n": n} for n in range(3)],
        "counted": range(3),
        "keys": {"甲": 1, "乙": 2}.keys(),
    }


def _r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _drawing(words: str, inside: str = "") -> str:
    return (
        '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="7" name="图" descr="{words}"/>{inside}</wp:inline></w:drawing>'
    )


def _alternate_box(content: str) -> str:
    """Return a text box as Word writes it: once for itself, and once for what is older."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = f'<a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>'
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{_drawing("盒", shape)}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


_SHAPES: dict[str, str] = {
    "a break within a tag": "<w:p><w:r><w:t>{{ na</w:t><w:br/><w:t>me }}</w:t></w:r></w:p>",
    "a tab within a tag": "<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>name }}</w:t></w:r></w:p>",
    "a bookmark within a tag": f'<w:p>{_r("{{ na")}<w:bookmarkStart w:id="0" w:name="m"/>{_r("me }}")}<w:bookmarkEnd w:id="0"/></w:p>',
    "a structural tag split over runs": runs_of("{", "%", "p if ye", "s %", "}") + P("中") + runs_of("{%p e", "ndif", "%}"),
    "a tag for rows split over runs": word_table((runs_of("{", "%tr f", "or r in rows %}"), ""), ("{{ r.name }}", "x"), (runs_of("{%t", "r endfor %}"), "")),
    "tags for cells split over runs": rows_of(FOR, (runs_of("{% v", "m %}", "{{ name }}"), runs_of("{% cell", "bg co", "lour %}", "{{ r.n }}"), "x"), END),
    "a tag split within a link": f'<w:p><w:hyperlink w:anchor="x">{_r("{{ na")}{_r("me }}")}</w:hyperlink>{_r("尾")}</w:p>',
    "blanks that do not break": P("{{\u00a0name\u00a0}}{%\u00a0if yes\u00a0%}x{% endif %}"),
    "words for a picture": f"<w:p><w:r>{_drawing('{{ name }} {{ quoted }}')}</w:r></w:p>",
    "pictures in a loop": P("{%p for r in rows %}") + f"<w:p><w:r>{_drawing('{{ r.name }}')}</w:r></w:p>" + P("{%p endfor %}"),
    "the text of a watermark": '<w:p><w:r><w:pict><v:shape style="w:1"><v:textpath string="{{ quoted }}{% if yes %}!{% endif %}"/></v:shape></w:pict></w:r></w:p>',
    "a formula": "<w:p><m:oMath><m:r><m:t>{{ name }}+{{ special }}</m:t></m:r></m:oMath></w:p>",
    "a text box for new and old programs": _alternate_box(P("{{ name }}") + P("{% for r in rows %}{{ r.name }}{% endfor %}")),
    "a content control within a line": f'<w:p><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{_r("{{ na")}{_r("me }}")}</w:sdtContent></w:sdt>{_r("{{ name }}")}</w:p>',
    "content controls in a loop": P("{%p for r in rows %}") + f"<w:sdt><w:sdtPr/><w:sdtContent>{P('{{ r.name }}')}{P('{{ lines }}')}</w:sdtContent></w:sdt>" + P("{%p endfor %}"),
    "a simple field": f'<w:p><w:fldSimple w:instr=" PAGE ">{_r("{{ name }}")}</w:fldSimple></w:p>',
    "rows from a value": rows_of("{{tr row }}", ("a", "b", "c")),
    "tables in a loop": P("{%p for g in groups %}") + rows_of("{%tr for t in g.towns %}", ("{{ g.name }}", "{{ t.name }}", "x"), END) + P("{%p endfor %}"),
    "cells in rows": word_table(("{%tr for line in table %}", "", ""), ("{%tc for x in line %}", "{{ x }}", "{%tc endfor %}"), ("{%tr endfor %}", "", "")),
    "runs within runs": runs_of("前", "{%r if yes %}", "甲", "{%r for r in rows %}", "{{ r.name }}", "{%r endfor %}", "{%r else %}", "乙", "{%r endif %}", "后"),
    "paragraphs in a cell": word_table((P("{%p for r in rows %}") + P("{{ r.name }}") + P("{%p endfor %}") + P("尾"), "b")),
    "a span and a shade": rows_of("{%tr for i in items %}", ("{% colspan 2 %}{% cellbg colour %}{{ name }}", "{{ i.n }}"), END),
    "a merge and a shade": rows_of("{%tr for i in items %}", ("{% cellbg colour %}{% vm %}{{ name }}", "{{r i.rich }}", "{{ i.list }}"), END),
    "a shade over another": rows_of(FOR, ("{% cellbg colour %}{{ name }}", "{{ r.n }}", ""), END).replace("</w:tcPr>", '<w:shd w:val="clear" w:color="auto" w:fill="AAAAAA"/></w:tcPr>'),
    "a merge with text around it": rows_of(FOR, ("前{% vm %}后{{ name }}", "{% vm %}{% if yes %}{{ name }}{% endif %}", ""), END),
    "a merge with two paragraphs": rows_of(FOR, (runs_of("{% vm %}", "甲", properties=BOLD) + P("乙"), "{{ r.n }}", ""), END),
    "rich text with everything": P("前{{r rich }}后") + word_table((P("{{p para }}") + P("尾"), "{{ listing }}")),
    "rich text in runs in a loop": runs_of("前", "{%r for i in items %}", "{{r i.rich }}", "{%r endfor %}", "后", properties=BOLD),
    "rich text by way of the template": P("{{r rich if yes else '' }}{% set z = rich %}{{r z }}{{r [rich, rich]|join('') }}{{r none_such|default(rich) }}"),
    "breaks beside other signs": '<w:p w:rsidR="1"><w:r w:rsidR="2"><w:rPr><w:i/></w:rPr><w:t>x</w:t><w:tab/><w:t xml:space="preserve">{{ lines }}{{ listing }}</w:t></w:r></w:p>',
    "breaks in a heading": '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>{{ lines }}</w:t></w:r></w:p>',
    "breaks of the template": "<w:p><w:r><w:t>a&#10;b&#9;c{{ name }}</w:t></w:r></w:p>",
    "a text box in a cell": word_table((text_box("{{ name }}").replace("v:", "w:"), "{{ name }}")),
}  # fmt: skip

_LANGUAGE: dict[str, str] = {
    "loops that call themselves": P("{% for x in tree recursive %}{{ x.n }}{{ loop(x.c) }}{% endfor %}"),
    "what a loop knows": P("{% for x in rows %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.first }}{{ loop.last }}{{ loop.previtem.name if not loop.first }}{{ loop.nextitem.name if not loop.last }}{{ loop.depth }}{{ loop.changed(x.n) }}{% endfor %}"),
    "a block as a variable": P("{% set t %}甲{{ special }}{% endset %}{{ t }}|{{ t }}"),
    "named blocks": P("{% block a %}{{ name }}{% endblock %}{{ self.a() }}"),
    "macros with callers": P("{% macro m(x) %}[{{ x }}:{{ caller() }}]{% endmacro %}") + P("{% call m(1) %}{{ name }}{% endcall %}"),
    "escaping switched off and on": P("{% autoescape false %}{{ name }}{% endautoescape %}{% autoescape true %}{{ special }}{% endautoescape %}"),
    "groups of rows": P("{% for g in rows|groupby('n') %}{{ g.grouper }}:{% for x in g.list %}{{ x.name }}{% endfor %};{% endfor %}{% for k, v in plain|dictsort %}{{ k }}={{ v }} {% endfor %}"),
    "rows in batches": rows_of("{%tr for line in rows|batch(2, none) %}", ("{% for x in line %}{{ x.name if x }},{% endfor %}", "", ""), END),
    "many filters": P("{{ name|center(10) }} {{ 3.14159|round(2) }} {{ 'a b'|title }} {{ special|striptags }} {{ 'abc'|truncate(2, true, '…') }} {{ 'x'|replace('x', '<y>') }} {{ [3, 1, 2]|sort|first }} {{ [1, 1, 2]|unique|join }} {{ 'a b'|urlencode }} {{ name|tojson }} {{ 'a b c d e f g'|wordwrap(5) }} {{ lines|indent(2) }} {{ 1000000|filesizeformat }}"),
    "days and times": P("{{ when }} {{ when.year }} {{ when.strftime('%Y/%m/%d') }} {{ moment }} {{ moment.hour }} {{ visit.day.month }} {{ visit.note }}"),
    "a day and nothing else": P("{{ when.day }}{{ visit.day }}"),
    "operators": P("{{ 7 // 2 }} {{ 7 % 2 }} {{ 2 ** 3 }} {{ 'a' ~ 1 ~ name }} {{ 1 in [1, 2] }} {{ not yes }} {{ 'a' if no }} {{ (1, 2)|join }} {{ 'abc'[1:] }} {{ groups.0.name }}"),
    "functions of Jinja": P("{{ range(3)|join }} {% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }} {% set j = joiner('、') %}{% for x in rows %}{{ j() }}{{ x.name }}{% endfor %} {{ dict(a=1).a }}"),
    "what can be looped over": P("{% for n in counted %}{{ n }}{% endfor %}{% for k in keys %}{{ k }}{% endfor %}"),
    "blanks taken away on both sides": P("a {%- if yes -%} b {%- endif -%} c {{- name -}} d") + P("{%p if yes -%}") + P("x") + P("{%p endif -%}"),
    "remarks with tags in them": P("{# {{ nothing }} {% if %} #}x{{ name }}") + P("a{# b #}c{#- d -#} e"),
    "typographic quotation marks in all tags": P("{% if name == ‘甲局’ %}是{% endif %}{{ “文” }}{{ rows|map(attribute=“name”)|join(‘、’) }}") + P("{%p if name == “甲局” %}") + P("“引”") + P("{%p endif %}"),
    "names in Chinese": P("{% set 名称 = name %}{{ 名称 }}"),
    "braces in texts of tags": P("{{ '}' }}{{ '{' }}{{ '%' }}"),
}  # fmt: skip

# Cells without properties: number 30 of the register; the template, and what it must hold when it is filled.
BARE: dict[str, tuple[str, str]] = {
    "merged downwards": (rows_of(FOR, ("{% vm %}{{ name }}", "{{ r.n }}", ""), END), '<w:vMerge w:val="continue"/>'),
    "merged sideways": (word_table(("{%tc for r in rows %}", "{% hm %}头", "{%tc endfor %}"), ("{%tc for r in rows %}", "{{ r.n }}", "{%tc endfor %}")), '<w:gridSpan w:val="3"/>'),
    "shaded": (rows_of(FOR, ("{% cellbg colour %}{{ name }}", "{{ r.n }}", ""), END), 'w:fill="FFCC00"'),
    "spanning": (rows_of(FOR, ("{% colspan 2 %}{{ name }}", "{{ r.n }}"), END), '<w:gridSpan w:val="2"/>'),
}  # fmt: skip


def bare(markup: str, properties: str = "") -> str:
    """Return a table with the properties of its cells taken away, or with others."""
    return markup.replace(_PROPERTIES, properties)


def markup_cases() -> list[Case]:
    """Return a case for every template that is made here."""
    return [Case(name, _drawn(markup), _context) for name, markup in {**_SHAPES, **_LANGUAGE}.items()]


def _drawn(markup: str) -> bytes:
    """Return a template with the namespaces of drawings declared."""
    parts = read_parts(own(markup))
    body = parts[BODY].decode()
    head = body[: body.index("<w:body>")]
    new = (f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items() if f"xmlns:{name}=" not in head)
    parts[BODY] = body.replace("<w:document", f"<w:document{''.join(new)}", 1).encode()
    return write_parts(parts)
