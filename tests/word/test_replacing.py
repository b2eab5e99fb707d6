"""Files inside a template that others take the place of."""

from __future__ import annotations

import pytest

from govreport.errors import TemplateError
from govreport.word import Replacements
from govreport.word.replacing import replaced

PICTURE = (
    '<w:document xmlns:w="w" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="seal.png" title="印章" descr="机关印章"/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill></pic:pic></w:document>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId5" Type="t/image" Target="media/image1.png"/></Relationships>'
)
PARTS = {
    "word/document.xml": PICTURE.encode(),
    "word/_rels/document.xml.rels": RELATIONS.encode(),
    "word/media/image1.png": b"old picture",
    "word/embeddings/sheet.xlsx": b"old sheet",
}
PLACES = ("word/document.xml",)


@pytest.mark.parametrize("name", ["seal.png", "印章", "机关印章"])
def test_a_picture_is_found_by_its_name_title_or_description(name: str) -> None:
    changed = replaced(PARTS, PLACES, Replacements(pictures={name: b"new"}))
    assert changed == {"word/media/image1.png": b"new"}


def test_files_are_found_by_their_content_and_by_their_name() -> None:
    replacements = Replacements(
        contents={b"old picture": b"new picture"}, members={"word/embeddings/sheet.xlsx": b"new sheet"}
    )
    assert replaced(PARTS, PLACES, replacements) == {
        "word/media/image1.png": b"new picture",
        "word/embeddings/sheet.xlsx": b"new sheet",
    }


@pytest.mark.parametrize(
    "replacements",
    [
        Replacements(pictures={"sael.png": b""}),
        Replacements(contents={b"unknown": b""}),
        Replacements(members={"word/x.bin": b""}),
    ],
)
def test_what_is_not_there_is_refused_and_what_is_there_is_named(replacements: Replacements) -> None:
    with pytest.raises(TemplateError, match=r"seal\.png"):
        replaced(PARTS, PLACES, replacements)
