"""XML parts: no DTD in any encoding, and limits that hold before memory is spent."""

from __future__ import annotations

import pytest

from govreport.errors import SourceError
from govreport.gate.limits import LIMITS
from govreport.gate.xmlpart import parse_part
from govreport.messages import Language


def _refusal(data: bytes, language: Language = "en") -> str:
    with pytest.raises(SourceError) as caught:
        parse_part(data, "a.docx: word/document.xml")
    return caught.value.to_text(language)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf8_and_utf16_are_parsed(encoding: str) -> None:
    root = parse_part("<w>人数２００</w>".encode(encoding), "x")
    assert (root.tag, root.text) == ("w", "人数２００")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "dtd",
    [
        "<!DOCTYPE w>",
        '<!DOCTYPE w [<!ENTITY a "A">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!--x--><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_any_dtd_is_refused(dtd: str, encoding: str) -> None:
    data = f'<?xml version="1.0"?>{dtd}<w>1</w>'.encode(encoding)
    assert _refusal(data, "zh") == (
        "XML 部件含有 DTD（DOCTYPE），不予读取\n  位置：a.docx: word/document.xml\n"
        "  处理：正常软件不会生成这样的文件；请核实来源，或在 Word、WPS 中另存一份"
    )


def test_an_entity_without_a_dtd_is_an_error_and_never_vanishes() -> None:
    first, where, *_ = _refusal(b"<w>A&b;C</w>").split("\n")
    assert first == "an XML part is not well-formed"
    assert where == "  where: a.docx: word/document.xml:1"


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-7", "IBM037"])
def test_other_encodings_are_refused(encoding: str) -> None:
    assert _refusal(f'<?xml version="1.0" encoding="{encoding}"?><w/>'.encode()) == (
        f"an XML part has an encoding that is not allowed\n  where: a.docx: word/document.xml\n"
        f"  found: {encoding}\n  expected: UTF-8, UTF-16\n"
        "  to do: open it in Word or WPS, save a copy, and read the copy"
    )


def test_an_encoding_that_is_not_ascii_at_all_is_refused() -> None:
    refusal = _refusal('<?xml version="1.0" encoding="IBM037"?><w/>'.encode("cp037"))
    assert refusal.split("\n")[::2][:2] == [
        "an XML part has an encoding that is not allowed",
        "  found: EBCDIC",
    ]


@pytest.mark.parametrize("data", [b"", b"<w>", b"<w>\xff\xfe</w>", b"text", b"<w/>tail", b"<w a='1' a='2'/>"])
def test_what_is_not_well_formed_is_refused_with_its_line(data: bytes) -> None:
    assert _refusal(data).startswith("an XML part is not well-formed\n  where: a.docx: word/document.xml:")


@pytest.mark.parametrize(("depth", "is_fine"), [(200, True), (201, False), (3000, False)])
def test_depth_is_limited(depth: int, is_fine: bool) -> None:
    data = b"<w>" * depth + b"</w>" * depth
    if is_fine:
        assert parse_part(data, "x").tag == "w"
    else:
        assert _refusal(data) == (
            "an XML part is nested too deeply\n  where: a.docx: word/document.xml\n"
            "  expected: at most 200 (xml_depth)\n"
            "  to do: no ordinary program writes such a file; ask where it comes from, "
            "or save a copy in Word or WPS"
        )


def test_elements_are_counted_before_a_tree_is_built() -> None:
    data = b"<w>" + b"<p/>" * LIMITS.xml_elements + b"</w>"
    assert _refusal(data).startswith("an XML part has too many elements\n")


def test_attributes_are_limited() -> None:
    def part(count: int) -> bytes:
        return ("<w><p " + " ".join(f'a{i}="1"' for i in range(count)) + "/></w>").encode()

    assert len(parse_part(part(1000), "x")[0].attrib) == 1000
    assert _refusal(part(1001)).startswith("an element has too many attributes\n")


@pytest.mark.parametrize("start", range(0, 2600, 131))
def test_attributes_are_counted_wherever_the_tag_begins(start: int) -> None:
    names = [chr(first) + chr(second) for first in range(0x4E00, 0x4E20) for second in range(0x3C00, 0x3C20)]
    text = f"<w>{'x' * start}<p " + " ".join(f'{name}=""' for name in names[:1001]) + "/></w>"
    assert "too many attributes" in _refusal(text.encode())
    assert "too many attributes" in _refusal(text.encode("utf-16"))


def test_a_text_over_the_limit_is_refused() -> None:
    data = b"<w>" + b"x" * (LIMITS.xml_text + 1) + b"</w>"
    assert _refusal(data).startswith("a text in an XML part is too long\n")
    assert _refusal(b"<w a='" + b"x" * (LIMITS.xml_text + 1) + b"'/>").startswith(
        "a text in an XML part is too long\n"
    )
