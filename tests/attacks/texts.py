"""Data files, texts, web pages and PDF: values that change in silence, and files that cost."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Final


def pdf(objects: Iterable[str | bytes], trailer: str = "") -> bytes:
    """Return a PDF of some objects, the first of which is the catalogue."""
    made, places = b"%PDF-1.4\n", []
    for at, each in enumerate(objects, 1):
        places.append(len(made))
        content = each if isinstance(each, bytes) else each.encode()
        made += f"{at} 0 obj\n".encode() + content + b"\nendobj\n"
    lines = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(places) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{lines}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n"
    return made + (table + f"startxref\n{len(made)}\n%%EOF").encode()


def stream(content: bytes, more: str = "") -> bytes:
    """Return a deflated stream."""
    packed = zlib.compress(content, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode() + packed + b"\nendstream"


_CATALOGUE: Final = "<</Type/Catalog/Pages 2 0 R%s>>"
_FONT: Final = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE: Final = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
)
_WORDS: Final = b"BT /F1 12 Tf 72 700 Td (Total 200) Tj ET"


def one_page(content: bytes = _WORDS, catalogue: str = "", trailer: str = "") -> bytes:
    """Return a PDF of one page."""
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([_CATALOGUE % catalogue, pages, _PAGE, stream(content), _FONT], trailer)


def _loop() -> bytes:
    return pdf([_CATALOGUE % "", "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", _PAGE, stream(_WORDS), _FONT])


def many_pages(count: int) -> bytes:
    """Return a PDF of many pages."""
    kids = " ".join(f"{at} 0 R" for at in range(5, 5 + count))
    page = _PAGE.replace("4 0 R", "3 0 R").replace("5 0 R", "4 0 R")
    pages = f"<</Type/Pages/Kids[{kids}]/Count {count}>>"
    return pdf([_CATALOGUE % "", pages, stream(_WORDS), _FONT, *[page] * count])


def _encrypted() -> bytes:
    key = "<" + "00" * 32 + ">"
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/O{key}/U{key}/P -4>>/ID[<00><00>]"
    return one_page(trailer=locked)


def _deep_pages() -> bytes:
    inner = [f"<</Type/Pages/Kids[{at + 1} 0 R]/Count 1>>" for at in range(2, 3002)]
    return pdf([_CATALOGUE % "", *inner, "<</Type/Page/MediaBox[0 0 9 9]>>"])


def _xref_loop() -> bytes:
    made = one_page()
    return made.replace(b"/Size 6", b"/Prev 10/Size 6").replace(b"startxref\n", b"startxref\n", 1)


PDFS: Final[dict[str, Callable[[], bytes]]] = {
    "p01_fine.pdf": one_page,
    "p02_page_loop.pdf": _loop,
    "p03_huge_stream.pdf": lambda: one_page(_WORDS + b" " * 100_000_000),
    "p04_pages_3000.pdf": lambda: many_pages(3000),
    "p05_encrypted.pdf": _encrypted,
    "p06_script.pdf": lambda: one_page(catalogue="/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "p07_no_text.pdf": lambda: one_page(b"0 0 100 100 re f"),
    "p08_cut.pdf": lambda: one_page()[:300],
    "p09_deep_pages.pdf": _deep_pages,
    "p10_many_lines.pdf": lambda: one_page(
        b"".join(b"0 %d m 600 %d l S " % (at % 800, at % 800) for at in range(60_000))
    ),
    "p11_many_letters.pdf": lambda: one_page(_WORDS + b"BT /F1 1 Tf (" + b"a" * 3_000_000 + b") Tj ET"),
    "p12_header_only.pdf": lambda: b"%PDF-1.7\n",
    "p13_launch.pdf": lambda: one_page(catalogue="/OpenAction<</S/Launch/F(/bin/true)>>"),
    "p14_previous_loop.pdf": _xref_loop,
    "p15_nested_arrays.pdf": lambda: one_page(catalogue="/X" + "[" * 20_000 + "]" * 20_000),
    "p16_encrypted_renamed.docx": _encrypted,
}
"""PDF files by name."""


def _deep_page(depth: int) -> bytes:
    return ("<html><body>" + "<div>" * depth + "人数：200" + "</div>" * depth).encode()


PAGES: Final[dict[str, Callable[[], bytes]]] = {
    "w01_deep.html": lambda: _deep_page(100_000),
    "w02_colspan.html": lambda: (
        "<html><table><tr><td colspan=1000000000>人数</td><td>200</td></tr></table>".encode()
    ),
    "w03_rowspan.html": lambda: (
        "<html><table><tr><td rowspan=1000000000>人数</td><td>200</td></tr></table>".encode()
    ),
    "w03_spans.html": lambda: (
        b"<html><table>" + b"<tr><td colspan=400 rowspan=9>1<td colspan=400>2</tr>" * 5000 + b"</table>"
    ),
    "w03_rowspans_wide.html": lambda: (
        b"<html><table><tr>" + b"<td rowspan=900>1" * 900 + b"</tr>" + b"<tr><td>2</tr>" * 900 + b"</table>"
    ),
    "w03_one_row.html": lambda: b"<html><table><tr>" + b"<td>1" * 40_000 + b"</tr><tr><td>1<td>2</table>",
    "w04_entities.html": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>&x;</p>'
    ),
    "w05_script.html": lambda: (
        '<html><script>location="http://127.0.0.1:9"</script><p>人数：200</p></html>'.encode()
    ),
    "w06_many.html": lambda: b"<html>" + b"<p>1" * 2_000_000,
    "w07_remote.html": lambda: (
        '<html><base href="http://127.0.0.1:9/"><img src=a.png><iframe src=b.html></iframe><p>人数：200'.encode()
    ),
    "w08_unclosed_table.html": lambda: b"<html>" + b"<table><tr><td>" * 3000,
    "w08_wrapped.html": lambda: (
        "<html>"
        + "<div><b></b>" * 230
        + "<h2>一、总体情况</h2><p>人数：200</p><h2>二、主动公开政府信息情况</h2>"
        + "<p>字<b>1</b></p>" * 10_000
    ).encode(),
    "w09_bidi.html": lambda: "<html><p>人数：\u202e321\u202c</p></html>".encode(),
    "w10_mime_bomb.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000
    ),
}
"""Web pages by name."""


def _filled(head: str, unit: str, tail: str = "", size: int = 1_990_000) -> bytes:
    """Return a text of so many characters that repeats one piece."""
    return (head + unit * ((size - len(head) - len(tail)) // len(unit)) + tail).encode()


def _unknown(count: int, unit: str, between: str, head: str = "", tail: str = "") -> bytes:
    """Return a text of many pieces with a number in each."""
    return (head + between.join(unit % at for at in range(count)) + tail).encode()


DATA: Final[dict[str, Callable[[], bytes]]] = {
    "j01_deep.json": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "j01_deep_list.json": lambda: b'{"a":' + b"[" * 1_000_000,
    "j05_gbk.json": lambda: (
        '{"年度": 2024, "机关": {"名称": "甲市乙局"}, "总体情况": "国家秘密与商业秘密"}'.encode("gb18030")
    ),
    "j09_floats.json": lambda: b'{"year": 2024, "a": 0.1, "b": 1E+3, "c": 0.30000000000000004, "d": 1.50}',
    "j09_exponent_huge.json": lambda: b'{"a": 1E999999999}',
    "j12_escaped_key.json": lambda: b'{"a": 1, "\\u0061": 2}',
    "j13_long_text.json": lambda: b'{"a": "' + b"x" * 200_000 + b'"}',
    "j14_many_keys.json": lambda: ("{" + ",".join(f'"k{at}":{at}' for at in range(300_000)) + "}").encode(),
    "y02_tags.yaml": lambda: b"a: !!python/object/apply:os.system ['true']\n",
    "y02_tag_new.yaml": lambda: b"a: !!python/object/new:os.system [true]\n",
    "y02_tag_binary.yaml": lambda: b"a: !!binary aGVsbG8=\n",
    "y04_duplicates.yaml": lambda: b"year: 2024\nyear: 2023\n",
    "y04_duplicates_quoted.yaml": lambda: b'year: 2024\n"year": 2023\n',
    "y06_merge.yaml": lambda: b"base: &a {x: 1}\nyear: 2024\n<<: *a\n",
    "y06_merge_plain.yaml": lambda: b"year: 2024\n<<: {year: 2023}\n",
    "y07_long_plain.yaml": lambda: b"a: " + b"x " * 2_000_000,
    "y08_flow_deep.yaml": lambda: b"a: " + b"[" * 900 + b"]" * 900,
    "y09_many_documents.yaml": lambda: b"---\na: 1\n" * 50_000,
    "y10_key_question.yaml": lambda: b"? " * 50_000,
    "t01_dotted.toml": lambda: b"a" + b".a" * 50_000 + b" = 1",
    "t02_deep.toml": lambda: b"a = " + b"[" * 100_000,
    "t03_many_tables.toml": lambda: b"".join(b"[a%d]\n" % at for at in range(50_000)),
    "j15_flat_list.json": lambda: _filled('{"a":[', "1,", "1]}"),
    "j16_many_lists.json": lambda: _filled('{"a":[', "[" * 47 + "]" * 47 + ",", "1]}"),
    "j17_long_number.json": lambda: _filled('{"a":', "9", "}"),
    "j18_unknown_keys.json": lambda: _unknown(19_000, '"k%d":1', ",", "{", "}"),
    "j19_quotes.json": lambda: _filled('{"a":[' + "," * 30_000 + '"', '\\"'),
    "y11_block_list.yaml": lambda: _filled("a:\n", "- 1\n"),
    "y12_tag_directives.yaml": lambda: _unknown(100_000, "%%TAG !e%d! tag:a", "\n"),
    "y13_long_number.yaml": lambda: _filled("a: ", "9"),
    "y14_unknown_keys.yaml": lambda: _unknown(
        12_000, "  applications%d: 1", "\n", "year: 2024\nagency: {name: 甲局}\napplications:\n"
    ),
    "y15_aliases.yaml": lambda: _filled("x: &a {b: 1}\ny:\n  <<: [", "*a,", "*a]"),
    "t04_flat_list.toml": lambda: _filled("a=[", "1,", "1]"),
    "t05_flat_list_small.toml": lambda: _filled("a=[", "1,", "1]", 499_000),
    "t06_long_number.toml": lambda: _filled("a=", "9", "", 499_000),
    "t06_long_hexadecimal.toml": lambda: _filled("a=0x", "f", "", 499_000),
    "t07_many_lists.toml": lambda: _filled("a=[", "[" * 47 + "]" * 47 + ",", "1]", 499_000),
    "t08_quotes_open.toml": lambda: _filled('a="', '\\"', "", 499_000),
    "t09_blank_lines.toml": lambda: _filled("a=[", "\n", "1]", 499_000),
    "t10_double_keys.toml": lambda: _filled("", "a=1\n", "", 60_000),
    "c03_unknown_headers.csv": lambda: (
        _unknown(10_000, "申请情况的列%d", ",", "机关,年度,电话,") + "\n甲局,2024,1\n".encode()
    ),
    "c03_quote_open.csv": lambda: '机关,年度\n"甲局,2024\n'.encode() + b"x,1\n" * 300_000,
    "c04_wide.csv": lambda: "机关,年度".encode() + b",x" * 200_000 + b"\n",
    "c05_long_field.csv": lambda: "机关,年度\n甲局,".encode() + b"1" * 3_000_000,
    "c06_many_lines.txt": lambda: "全年公开信息12条。\n".encode() * 250_000,
    "c07_one_line.txt": lambda: "全年公开信息12条，".encode() * 100_000,
}
"""Data files and texts by name."""
