"""Texts outside of runs and rich text inside of texts: Word would show nothing of them."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.errors import TemplateError
from govreport.word.stray import wrap_stray_texts

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def wrapped(markup: str) -> str:
    root = etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")
    wrap_stray_texts(root)
    text = etree.tostring(root, encoding="unicode").replace(f" {NAMESPACES}", "")
    bare = text.replace(' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"', "")
    return bare.replace(' xml:space="preserve"', "").removeprefix("<w:body>").removesuffix("</w:body>")


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


BOLD = "<w:rPr><w:b/></w:rPr>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<w:p>{run('a')}</w:p>\n  ", f"<w:p>{run('a')}</w:p>\n  "),
        (f"<w:p>x{run('a')}y{run('b')}z</w:p>", f"<w:p>{''.join(map(run, 'xaybz'))}</w:p>"),
        ("<w:p>x\ny\tz</w:p>", "<w:p><w:r><w:t>x</w:t><w:br/><w:t>y</w:t><w:tab/><w:t>z</w:t></w:r></w:p>"),
        (f"x<w:p>{run('a')}</w:p>y", f"<w:p>{run('x')}</w:p><w:p>{run('a')}</w:p><w:p>{run('y')}</w:p>"),
        ("<w:tbl><w:tr><w:tc>x</w:tc></w:tr></w:tbl>", f"<w:tbl><w:tr><w:tc><w:p>{run('x')}</w:p></w:tc></w:tr></w:tbl>"),  # noqa: E501
        (
            f"<w:p><w:r>{BOLD}<w:t>a{run('x')}b</w:t><w:br/></w:r>{run('c')}</w:p>",
            f"<w:p>{run('a', BOLD)}{run('x')}{run('b', BOLD)}<w:r>{BOLD}<w:br/></w:r>{run('c')}</w:p>",
        ),
    ],
)  # fmt: skip
def test_every_text_gets_a_run(markup: str, expected: str) -> None:
    assert wrapped(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<w:tbl>x<w:tr/></w:tbl>",
        "<w:tbl><w:tr>x<w:tc/></w:tr></w:tbl>",
        f"<w:p><w:r><w:t>a<w:p>{run('x')}</w:p></w:t></w:r></w:p>",
    ],
)
def test_what_cannot_stand_there_is_refused(markup: str) -> None:
    with pytest.raises(TemplateError, match=r"(?s)不能代替行或单元格.*x"):
        wrapped(markup)
