"""What a trusted template is given: what docxtpl has for it, copied; and what is refused, with its path."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from docx.document import Document as Filled
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from markupsafe import Markup

from govreport.errors import DataError, TemplateError
from govreport.word import Subdocument, Template
from govreport.word.markup import W
from govreport.word.package import read_parts
from govreport.word.trusted import trusted_values
from wordparts import PNG, own, paragraph, png, saved


class Level(IntEnum):
    CITY = 2


class Word(str):
    """A text that says of itself that it is markup."""

    __slots__ = ()

    def __html__(self) -> str:
        return "<w:p/>"


def rendered(markup: str, data: dict[str, object], **filters: Callable[..., object]) -> Filled:
    return Document(io.BytesIO(Template(own(markup), trusted=True, filters=filters).render(data)))


@pytest.mark.parametrize(
    ("value", "copy"),
    [
        (Listing("a & <b>\n"), "a & <b>\n"),
        (Word("x"), "x"),
        (Level.CITY, 2),
        (range(2), [0, 1]),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        ({"a": 1}.items(), [["a", 1]]),
        (deque([1]), [1]),
        (map(str, [1]), ["1"]),
        ((each for each in "ab"), ["a", "b"]),
        (SimpleNamespace(name="甲", list=(1,)), {"name": "甲", "list": [1]}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plain_value_becomes_one(value: object, copy: object) -> None:
    found = trusted_values({"a": value}).context["a"]
    assert found == copy
    assert type(found) is type(copy)


@pytest.mark.parametrize(
    "value",
    [RichText("甲\x01"), RichTextParagraph("甲\x01"), Markup("<w:t>\x01</w:t>"), Listing("甲\x01"), "甲\x01"],
    ids=lambda value: type(value).__name__,
)
def test_a_character_no_file_can_hold_is_refused_with_its_field(value: object) -> None:
    with pytest.raises(DataError, match=r"位置：rows\[0\]\.a\n"):
        trusted_values({"rows": [{"a": value}]})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (InlineImage(None, "/nowhere.png"), "图片文件不存在"),
        (InlineImage(None, io.BytesIO(b"<svg/>")), "不是能放进 Word 的图片"),
        (InlineImage(None, b"GIF89"), "不是能放进 Word 的图片"),
        (InlineImage(None, 3), "不是能放进 Word 的图片"),
        (InlineImage(None, io.StringIO("x")), "不是能放进 Word 的图片"),
        (Subdocument(b"PK"), "不是 Word 文件"),
        (Subdocument("text"), "不是 Word 文件"),  # type: ignore[arg-type]  # what is tested
    ],
)
def test_what_is_no_picture_or_document_is_refused_with_its_field(value: object, said: str) -> None:
    with pytest.raises(DataError, match=said) as caught:
        Template(own(paragraph("{{ a.b }}")), trusted=True).render({"a": {"b": value}})
    assert str(caught.value.problems[0].where) == "a.b"


def test_a_picture_may_be_a_path_bytes_or_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(PNG)
    template = Template(own(paragraph("{{ a }}")), trusted=True)
    read = io.BytesIO(PNG)
    read.read()
    with path.open("rb") as opened:
        for source in (path, str(path), PNG, io.BytesIO(PNG), read, opened):
            filled = template.render({"a": InlineImage(None, source)})
            assert read_parts(filled)["word/media/image1.png"] == PNG


def test_one_picture_serves_many_threads() -> None:
    template = Template(own(paragraph("{{ a }}{{ n }}")), trusted=True)
    picture = InlineImage(None, io.BytesIO(png(3)))
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: template.render({"a": picture, "n": n % 2}), range(12)))
    assert len(set(made)) == 2
    assert {read_parts(each)["word/media/image1.png"] for each in made} == {png(3)}


def test_functions_and_filters_may_make_pictures_and_documents() -> None:
    document = Document()
    document.add_paragraph("附")
    data = {"draw": lambda: InlineImage(None, PNG), "name": "甲"}
    markup = paragraph("{{ draw() }}{{ name }}") + paragraph("{{p name|attached }}")
    made = rendered(markup, data, attached=lambda _: Subdocument(saved(document)))
    assert len(made.inline_shapes) == 1
    assert [each.text for each in made.paragraphs] == ["甲", "附"]


def test_links_of_rich_text_from_a_filter_lead_somewhere() -> None:
    url = "https://example.org/?a=1&b=2"
    template = Template(
        own(paragraph("{{r name|link }}")),
        trusted=True,
        filters={"link": lambda text: RichText(text, url_id=url)},
    )
    parts = read_parts(template.render({"name": "x"}))
    assert url.replace("&", "&amp;").encode() in parts["word/_rels/document.xml.rels"]


def test_an_error_beside_a_picture_of_a_function_names_its_own_tag() -> None:
    template = Template(own(paragraph("{{ draw() }}") + paragraph("{{ 1 / zero }}")), trusted=True)
    with pytest.raises(TemplateError, match=r"位置：正文第 2 段"):
        template.render({"draw": lambda: InlineImage(None, PNG), "zero": 0})


def test_runs_among_paragraphs_share_one() -> None:
    made = rendered(paragraph("{{p a }}") + paragraph("x"), {"a": RichText("甲")})
    text = RichText("乙")
    text.add("丙", bold=True)
    both = rendered(paragraph("{{p a }}") + paragraph("x"), {"a": text})
    assert [each.text for each in made.paragraphs] == ["甲", "x"]
    assert [each.text for each in both.paragraphs] == ["乙丙", "x"]
    assert both.element.body.findall(W + "r") == []
