"""Files inside a template that others take the place of: pictures, embedded documents, any member."""

from __future__ import annotations

import io

import pytest
from docx import Document

from govreport.errors import TemplateError
from govreport.word import Replacements, Template
from govreport.word.package import read_parts
from wordparts import PNG

NEW = PNG + b"new"
PICTURE = "word/media/image1.png"


def template() -> Template:
    document = Document()
    document.add_paragraph("{{ a }}")
    document.add_picture(io.BytesIO(PNG))
    properties = document.element.body.xpath(".//pic:cNvPr")[0]
    properties.set("name", "seal.png")
    properties.set("descr", "the seal")
    buffer = io.BytesIO()
    document.save(buffer)
    return Template(buffer.getvalue())


@pytest.mark.parametrize(
    "replacements",
    [
        Replacements(pictures={"seal.png": NEW}),
        Replacements(pictures={"the seal": NEW}),
        Replacements(contents={PNG: NEW}),
        Replacements(members={PICTURE: NEW}),
    ],
)
def test_a_picture_is_replaced_by_name_content_or_member(replacements: Replacements) -> None:
    made = template()
    assert read_parts(made.render({"a": 1}, replacements=replacements))[PICTURE] == NEW
    assert read_parts(made.render({"a": 1}))[PICTURE] == PNG


@pytest.mark.parametrize(
    "replacements",
    [
        Replacements(pictures={"sael.png": NEW}),
        Replacements(contents={b"other": NEW}),
        Replacements(members={"word/media/image9.png": NEW}),
    ],
)
def test_what_is_not_there_cannot_be_replaced(replacements: Replacements) -> None:
    with pytest.raises(TemplateError, match="没有要替换的文件"):
        template().render({"a": 1}, replacements=replacements)
