"""Contexts for the templates of docxtpl's own tests, made to fit their tags."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.shared import Mm
from docxtpl import Listing, RichText

from govreport.word import Replacements
from govreport.word.package import read_parts
from oracle import Case, Maker

LOGO = "python_logo.png"
_MERGED_ROWS = ("horizontal_merge_tpl", "less_cells_after_loop_tpl", "vertical_merge_nested_tpl")


def shared_cases(folder: Path) -> list[Case]:
    """Return a case for every template of the folder."""
    return [
        *(_plain(folder, name) for name in sorted(_CONTEXTS)),
        *(Case(name, _read(folder, name), lambda _: {}) for name in (*_MERGED_ROWS, "comments_tpl")),
        *_with_pictures(folder),
        *_with_documents(folder),
        *_with_replacements(folder),
    ]


def _read(folder: Path, name: str) -> bytes:
    return (folder / f"{name}.docx").read_bytes()


def _plain(folder: Path, name: str) -> Case:
    return Case(name, _read(folder, name), lambda _: dict(_CONTEXTS[name]))


_CONTEXTS: dict[str, dict[str, object]] = {
    "dynamic_table_tpl": {
        "col_labels": ["一季度", "二季度", "三季度", "四季度"],
        "tbl_contents": [
            {"label": "新收", "cols": [12, 7, 0, 31]},
            {"label": "办结", "cols": [11, 6, 1, 28]},
            {"label": "结转", "cols": [1, 1, 0, 3]},
        ],
    },
    "escape_tpl": {
        "myvar": RichText("甲 < 乙 & 丙 > 丁", bold=True),
        "myescvar": '"引号" <标签> & 其他',
        "nlnp": RichText("第一行\n第二行\a另起一段", color="#FF0000"),
        "mylisting": Listing("列表\n两行\a另一段 <&> '\t跳格"),
        "page_break": RichText("\f"),
        "new_listing": Listing("前\t后\n下一行\f新的一页"),
        "some_html": "<p>一段 & 一段</p>",
    },
    "escape_tpl_auto": {
        "nested_dict": {"first": "a & b", "second": "1 < 2 > 0", "third": "'单' \"双\""},
        "iteritems": lambda mapping: mapping.items(),
        "autoescape": '需要 <转义> & "这样"',
        "autoescape_unicode": "〇𠮷 <&> é",
    },
    "footnotes_tpl": {"a_jinja_variable": "脚注里的 <值> & 其他"},
    "get_undeclared_variables": {
        "name": "甲",
        "age": 30,
        "email": "a@example.org",
        "is_student": False,
        "has_degree": True,
        "degree_field": "统计学",
        "skills": ["写", "算"],
        "projects": [{"name": "年报", "year": 2024, "description": "汇总 & 核对"}],
        "company_name": "某局",
        "page_number": 3,
        "generation_date": "2025-01-31",
        "author": "乙",
    },
    "multi_rendering_tpl": {"title": "标题", "body": "正文\n两行"},
    "nested_for_tpl": {
        "dishes": [{"name": "汤", "ingredients": ["水", "盐", "葱"]}, {"name": "饭", "ingredients": []}],
        "authors": [
            {"name": "甲", "books": [{"title": "上册"}, {"title": "下册"}]},
            {"name": "乙", "books": []},
        ],
    },
    "order_tpl": {
        "customer_name": "某单位",
        "items": [
            {"desc": "纸", "qty": 2, "price": "0.5"},
            {"desc": "笔 & 墨", "qty": 0, "price": "3.20"},
        ],
        "in_europe": True,
        "is_paid": False,
        "company_name": "某局",
        "total_price": "7.40",
    },
    "preserve_spaces_tpl": {"tag_1": "  两头有空格  ", "tag_2": " x "},
    "richtext_tpl": {"example": RichText("粗", bold=True, size=30, font="eastAsia:宋体", underline="wave")},
    "vertical_merge_tpl": {
        "category": "文具",
        "items": [
            {"desc": "纸", "qty": 2, "price": "0.50"},
            {"desc": "笔", "qty": 1, "price": "3.20"},
            {"desc": "墨", "qty": 5, "price": "1.00"},
        ],
        "total_price": "4.70",
    },
    "word2016_tpl": {
        "test_space": "          ",
        "test_tabs": 5 * "\t",
        "test_space_r": RichText("          "),
        "test_tabs_r": RichText(5 * "\t"),
    },
}


def _with_pictures(folder: Path) -> list[Case]:
    logo, django, jpeg = (_file(folder, name) for name in (LOGO, "django.png", "python_jpeg.jpg"))

    def inline(make: Maker) -> dict[str, object]:
        images = [make.image(logo, width=Mm(20)), make.image(jpeg, width=Mm(60), height=Mm(9))]
        return {"inline_image": make.image(django, height=Mm(10)), "images": images}

    name = "header_footer_inline_image_tpl"
    return [Case(name, _read(folder, name), inline)]


def _with_documents(folder: Path) -> list[Case]:
    made = Document()
    made.add_heading("子文档", level=2)
    made.add_paragraph("一", style="List Bullet")
    made.add_picture(str(folder / LOGO), width=Mm(15))
    made.add_table(2, 3).cell(0, 1).text = "格 & 子"
    buffer = io.BytesIO()
    made.save(buffer)

    def case(name: str, content: bytes, accepted: tuple[int, ...]) -> Case:
        return Case(name, _read(folder, name), lambda make: {"mysubdoc": make.subdocument(content)}, accepted)

    return [
        case("subdoc_tpl", buffer.getvalue(), (20,)),
        case("merge_docx_master_tpl", _read(folder, "merge_docx_subdoc"), ()),
    ]


def _with_replacements(folder: Path) -> list[Case]:
    embedded = Replacements(
        contents={
            _read(folder, "embedded_dummy"): _read(folder, "embedded_static_docx"),
            _read(folder, "embedded_dummy2"): _read(folder, "order_tpl"),
        },
        members={"word/embeddings/Feuille_Microsoft_Office_Excel3.xlsx": _file(folder, "real_Excel.xlsx")},
    )
    header = _read(folder, "header_footer_image_tpl")
    picture = read_parts(header)["word/media/image1.png"]
    django = _file(folder, "django.png")

    def case(template: str, replacements: Replacements, **values: object) -> Case:
        return Case(template, _read(folder, template), lambda _: values, replacements=replacements)

    return [
        case("embedded_main_tpl", embedded, name="某人"),
        case("embedded_embedded_docx_tpl", Replacements(), name="某人"),
        case("embedded_static_docx", Replacements()),
        case("header_footer_image_tpl", Replacements(contents={picture: django}), mycompany="某局"),
        case("replace_picture_tpl", Replacements(pictures={LOGO: _file(folder, "python_jpeg.jpg")})),
    ]


def _file(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()
