"""Templates of docxtpl's dialect, made here, with what they are filled with."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from docx import Document
from docx.shared import Mm
from docxtpl import Listing, RichText, RichTextParagraph

from oracle import Case, Maker
from wordparts import PNG, in_front_of_section, own, paragraph, text_box, with_part, word_table


class Pair(NamedTuple):
    """A record as a named tuple."""

    name: str
    number: int


DATA: dict[str, object] = {
    "name": "甲局",
    "special": "A & B < C > D \"双\" '单' 〇𠮷😀",
    "lines": "第一行\n第二行\t跳格\a另一段\f另一页",
    "zero": 0,
    "no": False,
    "yes": True,
    "one": 1.0,
    "amount": Decimal("96171.60"),
    "empty": [],
    "rows": [
        {"name": "甲", "n": 1, "tags": ["x", "y"]},
        {"name": "乙", "n": 0, "tags": []},
        {"name": "丙", "n": 30, "tags": ["z"]},
    ],
    "table": [["a", "b", "c"], ["d", "e", "f"]],
    "wide": [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]],
    "colour": "FFCC00",
    "span": 2,
    "marks": "{{ name }} {% if %} {_{ a }_}",
    "groups": [
        {"name": "东", "towns": [{"name": "一", "items": ["p", "q"]}, {"name": "二", "items": ["r"]}]},
        {"name": "西", "towns": [{"name": "三", "items": ["s", "t", "u"]}]},
    ],
}


@dataclass
class Agency:
    name: str
    figures: list[int]


def _data(_: Maker) -> dict[str, object]:
    return dict(DATA)


def odd_data(_: Maker) -> dict[str, object]:
    """Return the values for what docxtpl gets wrong."""
    paragraph_of_rich_text = RichTextParagraph()
    paragraph_of_rich_text.add("段")
    return {
        **DATA,
        "nil": None,
        "tabbed": "甲\t乙",
        "large": Decimal("1E+3"),
        "d": {"items": 1, "get": 2, "copy": 3, "values": 4},
        "rich": RichText("粗", bold=True),
        "para": paragraph_of_rich_text,
        "listing": Listing("a & b"),
    }


def runs_of(*texts: str, properties: str = "") -> str:
    """Return a paragraph with its text in several runs."""
    runs = "".join(f'<w:r>{properties}<w:t xml:space="preserve">{each}</w:t></w:r>' for each in texts)
    return f"<w:p>{runs}</w:p>"


def rows_of(*lines: str | tuple[str, ...]) -> str:
    """Return a table of three columns; a lone text is a row with nothing else in it."""
    return word_table(*(line if isinstance(line, tuple) else (line, "", "") for line in lines))


BOLD = "<w:rPr><w:b/></w:rPr>"
P = paragraph
FOR, END = "{%tr for r in rows %}", "{%tr endfor %}"

BODIES: dict[str, str] = {
    "tags split over runs": runs_of("共 {", "{ na", "me }", "} 和 {", "% if ye", "s %", "}有{% e", "ndif %}", properties=BOLD),
    "a tag split over runs of unlike properties": f"<w:p><w:r>{BOLD}<w:t>{{{{</w:t></w:r><w:r><w:t>name</w:t></w:r><w:r><w:t>}}}}后</w:t></w:r></w:p>",
    "a tag with marks of spelling in it": '<w:p><w:r><w:t>{{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>name</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>}}</w:t></w:r></w:p>',
    "typographic quotation marks in tags": P("{{ rows[0][‘name’] }} {% if name == “甲局” %}是{% endif %} “不动”"),
    "comparisons in tags": P("{% if 1 < 2 and 3 > 2 %}小{% endif %}{% if zero <= 0 %}零{% endif %}"),
    "values with marks of XML": P("[{{ special }}] {{ special|e }} {{ special|upper }}"),
    "values with breaks": runs_of("前{{ lines }}后", properties=BOLD) + P("{{ lines }}{{ lines }}"),
    "breaks in a paragraph with properties": '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>{{ lines }}</w:t></w:r><w:r><w:t>尾</w:t></w:r></w:p>',
    "breaks within a loop": P("{% for r in rows %}{{ r.name }}\n{% endfor %}") + P("{% for t in rows %}{{ lines }}{% endfor %}"),
    "breaks in a cell": word_table(("{{ lines }}", "x{{ lines }}")),
    "printed marks": P("用 {_{ name }_} 和 {_% if %_} 表示 {{ name }}"),
    "raw": P("{% raw %}{{ name }}{% endraw %}{{ name }}"),
    "numbers and truth": P("{{ zero }}|{{ no }}|{{ yes }}|{{ one }}|{{ amount }}|{{ one == 1 }}|{{ amount * 2 }}"),
    "paragraphs in a loop": P("{%p for r in rows %}") + P("{{ loop.index }}. {{ r.name }}") + P("{%p endfor %}"),
    "paragraphs in a loop over nothing": P("前") + P("{%p for r in empty %}") + P("{{ r }}") + P("{%p else %}") + P("没有") + P("{%p endfor %}"),
    "conditions on paragraphs": P("{%p if zero %}") + P("一") + P("{%p elif yes %}") + P("二") + P("{%p else %}") + P("三") + P("{%p endif %}"),
    "nested loops": P("{%p for g in groups %}") + P("{{ g.name }}") + P("{%p for t in g.towns %}") + P("{{ loop.index }}/{{ loop.length }} {{ t.name }}{% for i in t['items'] %}、{{ i }}{% endfor %}") + P("{%p endfor %}") + P("{%p endfor %}"),
    "rows in a loop": rows_of(("名", "数", "记"), FOR, ("{{ r.name }}", "{{ r.n }}", "{{ r.tags|join('、') }}"), END, ("合计", "", "")),
    "rows in a loop over nothing": rows_of(("名", "数", "记"), "{%tr for r in empty %}", ("{{ r }}", "", ""), END),
    "rows with conditions": rows_of(FOR, "{%tr if r.n %}", ("{{ r.name }}", "{{ r.n }}", "有"), "{%tr else %}", ("{{ r.name }}", "0", "无"), "{%tr endif %}", END),
    "cells in a loop": word_table(("名", "{%tc for r in rows %}", "{{ r.name }}", "{%tc endfor %}")),
    "more columns than the table has": word_table(("{%tr for line in wide %}", "", ""), ("{%tc for x in line %}", "{{ x }}", "{%tc endfor %}"), ("{%tr endfor %}", "", "")),
    "fewer columns than the table has": word_table(("{%tr for line in table %}", "", "", "", ""), ("{%tc for x in line %}", "{{ x }}", "{%tc endfor %}"), ("{%tr endfor %}", "", "")),
    "a table within a cell": word_table((word_table(("{%tr for r in rows %}",), ("{{ r.name }}",), ("{%tr endfor %}",)) + P("{{ name }}"), "右")),
    "cells merged downwards": rows_of(FOR, ("{% vm %}{{ name }}", "{{ r.name }}", "{{ r.n }}"), END),
    "cells merged sideways": word_table(("头", "{%tc for r in rows %}", "{% hm %}并", "{%tc endfor %}"), ("头", "{%tc for r in rows %}", "{{ r.n }}", "{%tc endfor %}")),
    "cells merged both ways": rows_of(FOR, ("{% vm %}{{ name }}", "{%tc for x in [1, 2] %}", "{% hm %}{{ r.name }}", "{%tc endfor %}"), END),
    "a span from the data": word_table(("{% colspan span %}宽", "窄"), ("一", "二", "三")),
    "a shade from the data": rows_of(FOR, ("{% cellbg colour %}{{ r.name }}", "{{ r.n }}", "{% cellbg '00FF00' if r.n else 'FF0000' %}x"), END),
    "remarks": P("前{# 注 #}后") + P("{#p 整段不要 #}") + rows_of("{#tr 整行不要 #}", ("留", "{#tc 不要 #}", "留")) + P("{# 跨\n行 #}尾"),
    "blanks taken away before a tag": P("一段") + P("{%- if yes %}接着{% endif %}") + P("尾"),
    "blanks taken away after a tag": P("一段{% if yes -%}") + P("接着{% endif %}") + P("尾"),
    "blanks taken away around values": P("  前  {{- name -}}  后  "),
    "runs in a condition": runs_of("前", "{%r if yes %}", "中{{ name }}", "{%r endif %}", "后"),
    "runs in a loop": runs_of("前", "{%r for r in rows %}", "{{ r.name }}", "{%r endfor %}", "后", properties=BOLD),
    "a tag in a link": '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>见{{ name }}</w:t></w:r></w:hyperlink></w:p>',
    "tags in a text box": text_box("盒中{{ name }}{% for r in rows %}{{ r.name }}{% endfor %}").replace("v:", "w:"),
    "a tag in a content control": f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{P('{{ name }}')}</w:sdtContent></w:sdt>",
    "a tag in a field": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE {{ name }} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "tags in tracked insertions": '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>插入{{ name }}</w:t></w:r></w:ins></w:p>',
    "variables of the template": P("{% set total = namespace(n=0) %}{% for r in rows %}{% set total.n = total.n + r.n %}{% endfor %}共{{ total.n }}{% set a, b = 1, 2 %}{{ a + b }}"),
    "lists changed by the template": P("{% set found = [] %}{% for r in rows %}{% set _ = found.append(r.name) %}{% endfor %}{{ found|join('、') }}"),
    "macros": P("{% macro line(x, y='无') %}[{{ x }}:{{ y }}]{% endmacro %}") + P("{{ line(name) }}{{ line('甲', 1) }}"),
    "filters and tests of Jinja": P("{{ rows|map(attribute='name')|join('-') }} {{ rows|selectattr('n')|list|length }} {{ '%05.1f'|format(one) }} {{ name is string }} {{ rows|sort(attribute='n')|map(attribute='n')|join(',') }}"),
    "methods of values": P("{{ special.replace('甲', '乙') }} {% for k, v in rows[0].items() %}{{ k }}={{ v }};{% endfor %} {{ name.upper() }} {{ rows[0].get('none', '无') }}"),
    "blocks of Jinja": P("{% with x = name %}{{ x }}{% endwith %}{% filter upper %}abc{{ name }}{% endfilter %}{% if not none_such is defined %}缺{% endif %}{{ none_such|default('备') }}"),
    "names that are asked for": P("{% if other is defined %}{{ other.part }}{% else %}没有{% endif %}"),
    "loops with conditions and ends": P("{% for r in rows if r.n %}{{ r.name }}{% if not loop.last %}、{% endif %}{% else %}空{% endfor %}") + P("{% for k in 'abc' %}{{ k }}{{ loop.cycle('+', '-') }}{% endfor %}"),
    "text with blanks only": P("{{ '   ' }}|{{ ' a ' }}") + '<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p>',
    "markup with line feeds": "\n  <w:p>\n   <w:r>\n  <w:t>{{ name }}</w:t>\n </w:r>\n</w:p>\n  ",
    "marks of XML in a tag": P("{{ 'a < b' }}{{ \"x > y\" }}"),
    "a tag that goes on in the next paragraph": P("前{% if yes") + P(" and name %}中{% endif %}后"),
    "a picture beside a tag": P("{{ name }}").replace("</w:p>", '<w:bookmarkStart w:id="0" w:name="m"/><w:bookmarkEnd w:id="0"/></w:p>'),
    "three loops with rows": rows_of("{%tr for g in groups %}", "{%tr for t in g.towns %}", "{%tr for i in t['items'] %}", ("{{ g.name }}", "{% vm %}{{ t.name }}", "{{ i }}"), END, END, END),
    "keys in brackets": P("{{ rows[0]['name'] }}{{ rows[-1].name }}{{ rows|length }}{{ rows[0:2]|length }}"),
    "text beside the end of a block": P("{% if yes %}") + P("中") + P("{% endif %}尾"),
    "a long table": rows_of(("名", "数", "记"), *(("{{ name }}", "{{ zero }}", str(each)) for each in range(50))),
}  # fmt: skip


_GRID = '<w:gridCol w:w="1000"/></w:tblGrid>'
_BEFORE = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
_GROUPED = ("{%tr for g in groups %}", "{%tr for t in g.towns %}", "{%tr for i in t['items'] %}")

# What docxtpl gets wrong: the number in docs/design/docxtpl.md, the template, and what we print, a line to a
# paragraph; nothing where only the columns of tables differ.
DIFFERENCES: list[tuple[int, str, str]] = [
    (2, P("[{{ nil }}]"), "[]"),
    (3, P("{{ large }}"), "1000"),
    (4, P("{{ d.items }}{{ d.get }}{{ d.copy }}{{ d['values'] }}"), "1234"),
    (5, P("{{ 'a & b' }}{{ special.replace('&', '和') }}"), "a & bA 和 B < C > D \"双\" '单' 〇𠮷😀"),
    (6, P("{{ marks }}"), "{{ name }} {% if %} {_{ a }_}"),
    (7, P("前{%p if yes %}后") + P("中") + P("{%p endif %}尾"), "前\n后\n中\n尾"),
    (7, P("前{{p para }}后"), "前\n段\n后"),
    (8, rows_of("{%tr for g in groups %}{%tr for t in g.towns %}", ("{{ g.name }}", "{{ t.name }}", "x"), END + END), "东\n一\nx\n东\n二\nx\n西\n三\nx"),
    (8, word_table(("{%tc for r in rows %}{%tc if r.n %}", "{{ r.name }}", "{%tc endif %}{%tc endfor %}")), "甲\n丙"),
    (11, rows_of(*_GROUPED, ("{% vm %}{{ g.name }}", "{% vm %}{{ t.name }}", "{{ i }}"), END, END, END), "东\n一\np\n\n\nq\n\n二\nr\n西\n三\ns\n\n\nt\n\n\nu"),
    (12, word_table(("a", "b"), ("c", "{{ name }}")).replace("<w:tr>", _BEFORE).replace("</w:tblGrid>", _GRID), ""),
    (12, word_table(("{{ name }}", "b")).replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>", 1).replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>", 1), ""),
    (13, word_table((word_table(("a", "b", "c")) + P(""), "{{ name }}")), ""),
    (14, word_table(("{% colspan 5 %}{{ name }}",), ("a", "b")), ""),
    (15, word_table((P("{%p for r in empty %}") + P("x") + P("{%p endfor %}"), "b")), "\nb"),
    (16, P("前{{r name }}后"), "前甲局后"),
    (16, P("前") + P("{{p name }}") + P("后"), "前\n甲局\n后"),
    (17, P("前{{ rich }}后"), "前粗后"),
    (31, P("前") + P("{{p rich }}") + P("后"), "前\n粗\n后"),
    (32, P("{{r rich ~ rich }}"), "粗粗"),
    (33, P("{{ listing|upper }}"), "A & B"),
    (27, text_box("").replace("v:", "w:").replace(P(""), runs_of("{{ tabbed }}", properties=BOLD)).replace("<w:pict>", f"{BOLD.replace('w:b', 'w:i')}<w:pict>"), "\n甲→乙"),
]  # fmt: skip

# What docxtpl makes something of, and we refuse: the number, the template, and a piece of the message.
REFUSED: list[tuple[int, str, str]] = [
    (1, P("[{{ nothing }}]"), "没有这个字段"),
    (9, rows_of(("{%tr for r in rows %}", "文字", ""), ("{{ r.name }}", "", ""), END), "不能有别的文字"),
    (10, rows_of("{%tr for r in rows %}", ("{{ r.name }}", "", ""), "{% endfor %}", ("x", "y", "z")), "不是合法的 Word 文件"),
    (37, P("前{{ para }}后"), "值不能代替"),
    (18, P("{{ rows }}"), "这是一组数据"),
    (19, P("{{ special|safe }}"), "不是合法的 Word 文件"),
]  # fmt: skip


def invented_cases() -> list[Case]:
    """Return a case for every template that is made here."""
    return [
        *(Case(name, own(markup), _data) for name, markup in BODIES.items()),
        *_parts(),
        *_values(),
        *_pictures(),
    ]


def with_picture(case: Case) -> Case:
    """Return a case with a picture at its end: it is filled through docxtpl then, by us as well."""
    content = in_front_of_section(case.content, P("{{ picture }}"))
    return replace(
        case, content=content, context=lambda make: {**case.context(make), "picture": make.image(PNG)}
    )


def _parts() -> list[Case]:
    name = P("{{ name }} {% for r in rows %}{{ r.n }} {% endfor %}{{ special }}")
    header = with_part("header7", "header", name, own(P("{{ name }}")))
    notes = with_part("footnotes", "footnotes", name, own(P("{{ name }}")))
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for kind in (
        "header",
        "first_page_header",
        "even_page_header",
        "footer",
        "first_page_footer",
        "even_page_footer",
    ):
        part = getattr(section, kind)
        part.is_linked_to_previous = False
        part.paragraphs[0].text = f"{kind} {{{{ name }}}}{{% if yes %}}!{{% endif %}}"
    document.add_heading("{{ name }}", level=1)
    document.add_paragraph("{{ lines }}")
    document.add_section()
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "第二节 {{ special }}"
    buffer = io.BytesIO()
    document.save(buffer)
    return [
        Case("a header", header, _data),
        Case("footnotes", notes, _data),
        Case("all headers and footers", buffer.getvalue(), _data),
        Case(
            "a table in a header",
            with_part(
                "header7", "header", rows_of(FOR, ("{{ r.name }}", "{{ r.n }}", ""), END) + P(""), own(P("x"))
            ),
            _data,
        ),
    ]


def _pictures() -> list[Case]:
    def context(make: Maker) -> dict[str, object]:
        rows = [{"picture": make.image(PNG, width=Mm(10 + n)), "name": str(n)} for n in range(3)]
        return {
            **DATA,
            "pictures": rows,
            "linked": make.image(PNG, height=Mm(5), anchor="https://example.org/?a=1&b=2"),
        }

    def document(make: Maker) -> dict[str, object]:
        return {**DATA, "document": make.subdocument(_document("甲", "乙"))}

    def linked(make: Maker) -> dict[str, object]:
        text = RichText("见")
        text.add("此处", url_id=make.address("https://example.org/a"), underline=True)
        text.add("与彼处", url_id=make.address("https://example.org/b"))
        return {**DATA, "text": text}

    body = P("前{{ linked }}后 {{ special }}") + rows_of(
        "{%tr for p in pictures %}", ("{{ p.name }}", "{{ p.picture }}", "{{ name }}"), END
    )
    return [
        Case("pictures", own(body), context),
        Case(
            "pictures in headers",
            with_part("header7", "header", P("{{ linked }}{{ name }}"), own(body)),
            context,
        ),
        Case("a document", _document("前", "{{p document }}", "{{ name }}"), document),
        Case("links in rich text", own(P("{{r text }}{{r text }}")), linked, (21,)),
    ]


def _document(*texts: str) -> bytes:
    """Return a document as python-docx makes them."""
    made = Document()
    made.add_heading("标题", level=1)
    for text in texts:
        made.add_paragraph(text, style="List Number")
    made.add_picture(io.BytesIO(PNG), width=Mm(8))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _values() -> list[Case]:
    rich = RichText("红 & <字>", color="FF0000", bold=True)
    rich.add("\n下一行\t后", italic=True, underline="wave", size=28)
    empty = RichText("")
    para = RichTextParagraph()
    para.add("一段 & <文>", parastyle="Heading1")
    para.add(RichText("又一段\a再一段", strike=True))
    values: dict[str, object] = {
        **DATA,
        "rich": rich,
        "blank": empty,
        "para": para,
        "listing": Listing("一 & 二\n三\a四\t五\f六"),
        "items": [{"rich": RichText(f"第{n}", bold=True), "text": str(n)} for n in range(3)],
        "agency": Agency("乙局", [3, 4]),
        "pair": Pair("丙", 5),
        "double": lambda value: value * 2,
        "by_number": {1: "一", 2: "二"},
    }
    bodies = {
        "rich text": P("前{{r rich }}后{{r blank }}") + P("{% if yes %}{{r rich }}{% endif %}"),
        "rich text in a table": rows_of("{%tr for i in items %}", ("{{r i.rich }}", "{{ i.text }}", "{% cellbg colour %}{{r i.rich }}"), END),
        "rich paragraphs": P("前") + P("{{p para }}") + P("后"),
        "rich paragraphs in a loop": P("{%p for i in items %}") + P("{{p para }}") + P("{%p endfor %}"),
        "a listing": P("前{{ listing }}后") + word_table(("{{ listing }}", "x")),
        "records and functions": P("{{ agency.name }} {{ agency.figures|sum }} {{ pair.name }}{{ pair[1] }} {{ double(21) }} {{ by_number[2] }} {% for k, v in by_number.items() %}{{ k }}{{ v }}{% endfor %}"),
    }  # fmt: skip
    filters = {"shout": lambda text, mark="!": f"{text}{mark}", "doubled": lambda value: value * 2}
    return [
        *(Case(name, own(markup), lambda _: dict(values)) for name, markup in bodies.items()),
        Case(
            "filters of one's own",
            own(
                P("{{ name|shout }}{{ name|shout('？') }}{{ 3|doubled }}{% if 2|doubled == 4 %}四{% endif %}")
            ),
            _data,
            filters=filters,
        ),
    ]
