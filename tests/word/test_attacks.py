"""Templates that attack, in every place that is filled or printed: each is refused, with part and paragraph.

The payloads are harmless. All are tried in one process after the other, with the processor's time measured;
memory is limited by what a template can ask for at all (`tests/word/test_budget.py`).
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import docx
import openpyxl
import pytest
from docxtpl import InlineImage
from jinja2.sandbox import SecurityError
from pydantic import BaseModel

from durations import allowed
from govreport.cli.program import run
from govreport.errors import DataError, TemplateError
from govreport.word import Template
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from wordparts import PNG, own, paragraph, text_box

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DATA: Final = {"x": "VALUE", "rows": [{"n": 1}], "agency": {"name": "甲"}}

ATTACKS: Final = {
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "namespace": "{{ namespace.__init__.__globals__.os.system('id') }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "self": "{{ self._TemplateReference__context }}",
    "a class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a class of a field": "{{ x.__class__ }}",
    "a class by brackets": "{{ x['__class__'] }}",
    "str.format": "{{ '{0.__class__}'.format(x) }}",
    "str.format_map": "{{ '{x.__class__}'.format_map({'x': x}) }}",
    "attr": "{{ x|attr('__class__') }}",
    "map attribute": "{{ rows|map(attribute='__class__')|list }}",
    "xmlattr": "{{ {'a b': 1}|xmlattr }}",
    "folded": "{{ 'x' * 3000000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "doubled": "{% set y = 'x' %}{% for i in range(99) %}{% set y = y ~ y %}{% endfor %}",
    "width": "{{ '%3000000000d' % 1 }}",
    "center": "{{ x|center(3000000000) }}",
    "ljust": "{{ x.ljust(3000000000) }}",
    "batch": "{{ rows|batch(3000000000, 'x')|list }}",
    "slice": "{{ rows|slice(3000000000)|list }}",
    "indent": "{{ x|indent(3000000000) }}",
    "nested ranges": "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "recursive": "{% for a in rows recursive %}{{ loop(rows) }}{% endfor %}",
    "include": "{% include '/etc/hostname' %}",
    "import": "{% import 'os' as os %}",
    "from": "{% from 'os' import path %}",
    "extends": "{% extends 'a.docx' %}",
    "call": "{% call x() %}{% endcall %}",
    "filter block": "{% filter upper %}x{% endfilter %}",
    "set": "{% set y = 1 %}",
    "with": "{% with y = 1 %}{% endwith %}",
    "do": "{% do rows.append(1) %}",
    "deep ifs": "{% if x %}" * 200 + "{% endif %}" * 200,
    "brackets": "{{ " + "(" * 900 + "x" + ")" * 900 + " }}",
    "unclosed": "{{ x",
    "unclosed statement": "{% if x",
    "no end": "{% if x %}",
    "end alone": "{% endif %}",
    "unknown": "{% frobnicate %}",
    "empty": "{{ }}",
    "nonsense": "{{ x | }}",
    "many": "{{ " * 16_000,
    "four times as many": "{{ " * 64_000,
}


def _part(kind: str, markup: str) -> bytes:
    """Return a template with a part of some kind, besides a body that is fine."""
    parts = read_parts(own(paragraph("{{ x }}")))
    root, inside = {
        "header": ("hdr", markup),
        "footer": ("ftr", markup),
        "footnotes": ("footnotes", f'<w:footnote w:id="1">{markup}</w:footnote>'),
        "endnotes": ("endnotes", f'<w:endnote w:id="1">{markup}</w:endnote>'),
        "comments": ("comments", f'<w:comment w:id="1">{markup}</w:comment>'),
    }[kind]
    parts[f"word/{kind}9.xml"] = f'<w:{root} xmlns:w="{_W}">{inside}</w:{root}>'.encode()
    override = f'<Override PartName="/word/{kind}9.xml" ContentType="{_WORD}.{kind}+xml"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    path = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="rId90" Type="{_OFFICE}/{kind}" Target="{kind}9.xml"/></Relationships>'
    parts[path] = parts[path].replace(b"</Relationships>", relation.encode())
    return write_parts(parts)


def _property(text: str) -> bytes:
    document = docx.Document(io.BytesIO(own(paragraph("{{ x }}"))))
    document.core_properties.title = text[:255]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PLACES: Final[dict[str, tuple[Callable[[str], bytes], str]]] = {
    "body": (lambda text: own(paragraph("first") + paragraph(text)), "body, paragraph 2"),
    "text box": (lambda text: _with_vml(text_box(text)), "body, paragraph"),
    "header": (lambda text: _part("header", paragraph(text)), "header, paragraph 1"),
    "footer": (lambda text: _part("footer", paragraph(text)), "footer, paragraph 1"),
    "footnotes": (lambda text: _part("footnotes", paragraph(text)), "footnotes, paragraph 1"),
    "endnotes": (lambda text: _part("endnotes", paragraph(text)), "endnotes, paragraph 1"),
    "properties": (_property, "document properties"),
}


def _with_vml(markup: str) -> bytes:
    parts = read_parts(own("<w:p/>"))
    body = parts["word/document.xml"].decode()
    body = body.replace("<w:document", '<w:document xmlns:v="urn:schemas-microsoft-com:vml"', 1)
    parts["word/document.xml"] = body.replace("<w:p/>", markup, 1).encode()
    return write_parts(parts)


def _cases() -> Iterator[object]:
    for place, (make, where) in PLACES.items():
        for name, text in ATTACKS.items():
            if place != "properties" or (len(text) < 256 and name not in _NO_TAGS_OF_A_PROPERTY):
                yield pytest.param(make, text, where, id=f"{name} in {place}")


_NO_TAGS_OF_A_PROPERTY = frozenset({"deep ifs", "brackets"})


@pytest.mark.parametrize(("make", "text", "where"), list(_cases()))
def test_an_attack_is_refused_where_it_stands(make: Callable[[str], bytes], text: str, where: str) -> None:
    content = make(text)
    started = time.process_time()
    with pytest.raises(TemplateError) as caught:
        Template(content, name="a.docx").render(DATA)
    assert time.process_time() - started < allowed(2)
    said = caught.value.to_text("en")
    assert f"a.docx: {where}" in said, said
    assert said.count("\n") < 6


@pytest.mark.parametrize("text", ["{{ cycler }}", "{{ " * 9000])
def test_a_remark_of_the_maker_is_not_published_whatever_it_says(text: str) -> None:
    with pytest.raises(TemplateError, match="批注"):
        Template(_part("comments", paragraph(text)))
    published = Template(_part("comments", paragraph(text)), trusted=True).render(DATA)
    assert not any("comments" in name for name in read_parts(published))


class Item(BaseModel):
    """A record of pydantic, through which a sandboxed template could read any file."""

    name: str = "甲"


@pytest.mark.parametrize(
    "value",
    [
        Item(),
        InlineImage(None, io.BytesIO(PNG)),
        openpyxl.Workbook().active,
        openpyxl.Workbook().active["A1"],
        Path("/etc/hostname"),
        io.BytesIO(b""),
        Item,
        print,
        1.5,
        {1, 2},
        b"bytes",
        re.compile("a"),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("at", ["x", "rows[0].n", "agency.name"])
def test_no_object_enters_a_template(value: object, at: str) -> None:
    data: dict[str, object] = {"x": "1", "rows": [{"n": 1}], "agency": {"name": "甲"}}
    match at:
        case "x":
            data["x"] = value
        case "rows[0].n":
            data["rows"] = [{"n": value}]
        case _:
            data["agency"] = {"name": value}
    with pytest.raises(DataError) as caught:
        Template(own(paragraph("{{ x }}"))).render(data)
    assert str(caught.value.problems[0].where) == at


@pytest.mark.parametrize("verb", ["build", "check"])
@pytest.mark.parametrize("name", ["cycler", "folded", "include", "many", "unclosed", "macro"])
def test_the_commands_refuse_it_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str, name: str
) -> None:
    path, data = tmp_path / "evil.docx", tmp_path / "data.yaml"
    path.write_bytes(own(paragraph(ATTACKS[name])))
    data.write_text("year: 2024\nagency: {name: 甲局}\n", encoding="utf-8")
    build = ["build", str(data), "--template", str(path), "-o", str(tmp_path / "out.docx")]
    check = ["template", "check", str(path), "--form", "ogi2021"]
    assert run(["--lang", "en", *(build if verb == "build" else check)]) == 3
    said = capsys.readouterr()
    assert "body, paragraph 1" in said.out + said.err
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize(
    "name",
    ["cycler", "lipsum", "namespace", "a class", "str.format", "str.format_map", "attr", "include", "import"],
)
def test_even_a_trusted_template_runs_in_the_sandbox(name: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(own(paragraph(ATTACKS[name])), trusted=True).render(DATA)
    assert not isinstance(caught.value.__cause__, SecurityError) or "unsafe" in str(caught.value.__cause__)
    assert caught.value.exit_code == 3
