"""Links of rich text: addresses become relationships, each once, and others stay as they are."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.errors import TemplateError
from govreport.word.links import escaped_links, linked, relations_name

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="t" Target="a.xml"/></Relationships>'
)


def link(target: str) -> str:
    return f'<w:hyperlink r:id="{target}" w:tgtFrame="_blank">x</w:hyperlink>'


def targets(relations: bytes | None) -> dict[str, str]:
    assert relations is not None
    return {each.get("Id", ""): each.get("Target", "") for each in etree.fromstring(relations)}


def test_an_address_becomes_one_relationship_however_often_it_stands_there() -> None:
    text = link("https://a.cn") + link("mailto:b@a.cn") + link("https://a.cn")
    xml, relations = linked(text.encode(), RELATIONS.encode(), "word/document.xml")
    assert xml.decode() == link("rIdLink1") + link("rIdLink2") + link("rIdLink1")
    assert targets(relations) == {"rId1": "a.xml", "rIdLink1": "https://a.cn", "rIdLink2": "mailto:b@a.cn"}


def test_an_address_may_hold_what_has_a_meaning_in_markup() -> None:
    text = escaped_links(link("https://a.cn/?b=1&c=<2>") + "&amp;")
    xml, relations = linked(text.encode(), None, "word/header1.xml")
    assert xml.decode() == link("rIdLink1") + "&amp;"
    assert targets(relations) == {"rIdLink1": "https://a.cn/?b=1&c=<2>"}
    assert escaped_links(escaped_links(link("https://a.cn/?b&amp;c"))) == link("https://a.cn/?b&amp;c")


def test_a_link_of_the_template_is_left_alone() -> None:
    xml, relations = link("rId1").encode(), RELATIONS.encode()
    assert linked(xml, relations, "word/document.xml") == (xml, relations)
    assert linked(b"<w:p/>", None, "word/document.xml") == (b"<w:p/>", None)


@pytest.mark.parametrize("target", ["rId2", "", "page.html"])
def test_a_link_that_leads_nowhere_is_refused_with_its_part(target: str) -> None:
    with pytest.raises(TemplateError) as caught:
        linked(link(target).encode(), RELATIONS.encode(), "word/header1.xml")
    (problem,) = caught.value.problems
    assert (problem.what.en, str(problem.where), problem.found) == (
        "a link that leads nowhere",
        "页眉",
        target,
    )


def test_relationships_stand_beside_their_part() -> None:
    assert relations_name("word/header1.xml") == "word/_rels/header1.xml.rels"
