"""Figures wider than their cells are set in the narrow style; everything else stays as it is."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.word.fitting import fit_figures, has_style
from govreport.word.markup import W

STYLES = b'<w:styles><w:style w:styleId="LongFigure"/></w:styles>'
HEAD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="urn:w14"'
    ' mc:Ignorable="w14"><w:body>'
)


def document(*cells: tuple[str, str]) -> bytes:
    markup = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{content}</w:p></w:tc>'
        for width, content in cells
    )
    return f"{HEAD}<w:tbl><w:tr>{markup}</w:tr></w:tbl></w:body></w:document>".encode()


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def narrow(content: bytes) -> list[str]:
    root = etree.fromstring(fit_figures(content))
    return [
        "".join(mark.getparent().getparent().itertext())  # type: ignore[union-attr]
        for mark in root.iter(W + "rStyle")
        if mark.get(W + "val") == "LongFigure"
    ]


@pytest.mark.parametrize(
    ("width", "figure", "is_narrow"),
    [
        ("590", "12345", False),  # room for 534 twips, a digit takes 100
        ("590", "123456", True),
        ("622", "12345", False),
        ("622", "12345678", True),
        ("2211", "72701.2578", False),
        ("590", "-1234", False),
        ("590", "-12345", True),
        ("590.0", "123456", True),  # as some programs write it
        ("nonsense", "123456", False),
        ("", "123456", False),
    ],
)
def test_a_figure_is_narrow_only_where_it_does_not_fit(width: str, figure: str, is_narrow: bool) -> None:
    assert narrow(document((width, run(figure)))) == ([figure] if is_narrow else [])


@pytest.mark.parametrize("text", ["信访举报投诉类申请", "1.属于国家秘密", "123456件", "", "2024-01-09"])
def test_words_are_never_narrow(text: str) -> None:
    assert narrow(document(("590", run(text)))) == []


def test_a_figure_put_together_from_several_values_stays() -> None:
    assert narrow(document(("590", run("1234") + run("5678")))) == []


def test_a_style_somebody_chose_stays() -> None:
    chosen = run("123456", '<w:rPr><w:rStyle w:val="Bold"/></w:rPr>')
    content = document(("590", chosen))
    assert narrow(content) == []
    assert b'w:val="Bold"' in fit_figures(content)


def test_the_mark_comes_first_among_the_properties_as_the_schema_wants() -> None:
    content = document(("590", run("123456", "<w:rPr><w:b/></w:rPr>")))
    properties = next(etree.fromstring(fit_figures(content)).iter(W + "rPr"))
    assert [mark.tag.removeprefix(W) for mark in properties] == ["rStyle", "b"]


def test_nothing_changes_where_all_fits() -> None:
    fits = document(("590", run("1")))
    assert fit_figures(fits) is fits


def test_only_a_template_that_has_the_style_uses_it() -> None:
    assert has_style(STYLES)
    assert not has_style(b'<w:styles><w:style w:styleId="Other"/></w:styles>')


def test_namespaces_that_only_an_attribute_names_stay_declared() -> None:
    # mc:Ignorable="w14" with w14 undeclared makes Word call the file damaged.
    assert b'xmlns:w14="urn:w14"' in fit_figures(document(("590", run("123456"))))
