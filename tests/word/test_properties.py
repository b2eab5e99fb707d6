"""Document properties: title, agency, year; whatever else a template says of its maker is gone."""

from __future__ import annotations

from lxml import etree

from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from govreport.word.properties import (
    app_properties,
    core_properties,
    properties_of,
    without_properties,
)
from govreport.word.template import Template
from wordparts import own, paragraph

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="{_RELATIONS}/metadata/core-properties" Target="/docProps/odd.xml"/>'
    f'<Relationship Id="c" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
    f'<Relationship Id="d" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
    f'<Relationship Id="e" Type="{_RELATIONS}/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    f'<Relationship Id="f" Type="{_OFFICE}/other" Target="http://example.org/x" TargetMode="External"/>'
    "</Relationships>"
)
PARTS = {
    "_rels/.rels": ROOT.encode(),
    "word/document.xml": b"<d/>",
    "docProps/odd.xml": b"SECRET",
    "docProps/app.xml": b"SECRET",
    "docProps/custom.xml": b"SECRET",
    "docProps/thumbnail.jpeg": b"SECRET",
}
CONTEXT = {"title": "A & <B>", "agency": {"name": '甲"局"'}, "year": 2024}


def test_properties_are_replaced_wherever_they_stand_and_the_rest_is_left_out() -> None:
    changed, core = without_properties(PARTS)
    assert core == "docProps/odd.xml"
    assert sorted(changed) == ["_rels/.rels", "docProps/app.xml", "docProps/odd.xml", "word/document.xml"]
    assert changed["docProps/app.xml"] == app_properties()
    kept = etree.fromstring(changed["_rels/.rels"])
    assert [relation.get("Id") for relation in kept] == ["a", "b", "c"]
    assert [name for name, content in changed.items() if b"SECRET" in content] == [core]  # replaced later


def test_the_parts_given_stay_as_they_were() -> None:
    before = dict(PARTS)
    without_properties(PARTS)
    assert before == PARTS


def test_signs_of_markup_are_escaped_once() -> None:
    core = etree.fromstring(core_properties(properties_of(CONTEXT)))
    assert [element.text for element in core] == ["A & <B>", '甲"局"', "2024", "zh-CN"]


def test_data_without_title_and_agency_gives_empty_properties() -> None:
    core = etree.fromstring(core_properties(properties_of({"agency": "text"})))
    assert [element.text for element in core] == [None, None, None, "zh-CN"]


def test_a_template_without_properties_gets_those_of_the_report() -> None:
    content = own(paragraph("{{ title }}"))
    assert [name for name in read_parts(content) if name.startswith("docProps/")] == []
    filled = read_parts(Template(content).render({"title": "报告", "agency": {"name": "甲局"}, "year": 2024}))
    assert filled["docProps/core.xml"] == core_properties(
        properties_of({"title": "报告", "agency": {"name": "甲局"}, "year": 2024})
    )


def test_tags_in_the_properties_of_a_template_are_filled_and_the_rest_is_left_out() -> None:
    parts = read_parts(own(paragraph("{{ title }}")))
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    override = f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/></Types>'
    relation = (
        f'<Relationship Id="rId9" Type="{_RELATIONS}/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )
    parts["docProps/core.xml"] = core_properties(
        {"dc:title": "{{ title }}年", "dc:creator": "张三", "cp:keywords": "草案"}
    ).replace(b"</cp:core", b"<cp:lastModifiedBy>SECRET</cp:lastModifiedBy></cp:core")
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())
    filled = read_parts(Template(write_parts(parts)).render({"title": "报告"}))
    assert filled["docProps/core.xml"] == core_properties(properties_of({"title": "报告年"}))
