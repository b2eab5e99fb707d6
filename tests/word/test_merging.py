"""Merging by the data: equal neighbours in a marked block of rows, and nothing else, become one cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from docxtpl import InlineImage
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govreport.errors import TemplateError
from govreport.word import Template
from govreport.word.grids import columns_of, span_of
from govreport.word.markup import W
from govreport.word.package import read_parts
from office import ooxml_errors
from wordparts import PNG, own, paragraph, with_part, word_table

BODY = "word/document.xml"
FOR, END = "{%tr for r in rows %}", "{%tr endfor %}"
ROW = ("{{ r.a }}", "{{ r.b }}", "{{ r.c }}")
Rows = list[tuple[str, str, str]]
REGIONS: Rows = [
    ("东", "一", "5"),
    ("东", "一", "5"),
    ("东", "二", "5"),
    ("西", "二", "7"),
    ("西", "二", "8"),
]


def table(*lines: str | tuple[str, ...]) -> str:
    """Return a table of three columns; a lone text is a row with nothing else in it."""
    return word_table(*(line if isinstance(line, tuple) else (line, "", "") for line in lines))


def block(tag: str) -> str:
    return table(f"{{%tr merge {tag} %}}", FOR, ROW, END, "{%tr endmerge %}")


def data(rows: Rows) -> dict[str, object]:
    return {"rows": [dict(zip("abc", row, strict=True)) for row in rows]}


@cache
def template(markup: str) -> Template:
    return Template(own(markup))


def rendered(markup: str, values: dict[str, object]) -> etree._Element:
    return etree.fromstring(read_parts(template(markup).render(values))[BODY])


def drawn(root: etree._Element) -> list[str]:
    """Return the rows of a part: ``^`` for a cell merged with that above, ``2:x`` for one of two columns."""
    return [" ".join(map(_cell, row.iterchildren(W + "tc"))) for row in root.iter(W + "tr")]


def _cell(cell: etree._Element) -> str:
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    text = "".join(node.text or "" for node in cell.iter(W + "t"))
    if mark is not None and mark.get(W + "val") == "continue":
        assert [child.tag for child in cell] == [W + "tcPr", W + "p"]
        assert text == ""
        return "^" * span_of(cell)
    return f"{span_of(cell)}:{text}" if span_of(cell) > 1 else text or "-"


def merged(tag: str, rows: Rows) -> list[str]:
    return drawn(rendered(block(tag), data(rows)))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        # A town merges only within its region; figures are left alone.
        ("vertical", ["东 一 5", "^ ^ 5", "^ 二 5", "西 二 7", "^ ^ 8"]),
        ("vertical 1", ["东 一 5", "^ 一 5", "^ 二 5", "西 二 7", "^ 二 8"]),
        ("vertical 1 2", ["东 一 5", "^ ^ 5", "^ 二 5", "西 二 7", "^ ^ 8"]),
        # Only the columns that are named count, in the order they are named; figures in them merge.
        ("vertical 2", ["东 一 5", "东 ^ 5", "东 二 5", "西 ^ 7", "西 ^ 8"]),
        ("vertical 3", ["东 一 5", "东 一 ^", "东 二 ^", "西 二 7", "西 二 8"]),
        ("vertical 3, 1", ["东 一 5", "^ 一 ^", "^ 二 ^", "西 二 7", "西 二 8"]),
        ("horizontal", ["东 一 5", "东 一 5", "东 二 5", "西 二 7", "西 二 8"]),
    ],
)
def test_equal_neighbours_merge(tag: str, expected: list[str]) -> None:
    assert merged(tag, REGIONS) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("horizontal", ["2:计 5", "2:计 5", "甲 5 5", "- - -"]),
        ("horizontal 2 3", ["计 计 5", "计 计 5", "甲 2:5", "- - -"]),
        ("both", ["2:计 5", "^^ 5", "甲 5 5", "- - -"]),
        ("vertical", ["计 计 5", "^ ^ 5", "甲 5 5", "- - -"]),
    ],
)
def test_cells_merge_sideways_and_both_ways(tag: str, expected: list[str]) -> None:
    assert merged(tag, [("计", "计", "5"), ("计", "计", "5"), ("甲", "5", "5"), ("", "", "")]) == expected


@pytest.mark.parametrize("figure", ["5", "-1", "1,234", "12.50", "3%", "0"])
def test_lone_figures_merge_only_in_columns_that_are_named(figure: str) -> None:
    assert merged("both", [("甲", figure, figure)] * 2) == [f"甲 {figure} {figure}", f"^ {figure} {figure}"]
    assert merged("vertical 2", [("甲", figure, figure)] * 2) == [f"甲 {figure} {figure}", f"甲 ^ {figure}"]


def test_a_merged_cell_has_the_width_of_all() -> None:
    root = rendered(block("horizontal"), data([("计", "计", "计")]))
    (cell,) = root.iter(W + "tc")
    assert [child.tag.removeprefix(W) for child in cell[0]] == ["tcW", "gridSpan"]
    assert cell[0][0].get(W + "w") == "3000"


def test_what_stands_outside_the_block_is_left_alone() -> None:
    markup = table(("东", "x", ""), "{%tr merge vertical %}", ("东", "x", ""), ("东", "x", ""), "{%tr endmerge %}", ("东", "x", ""))  # noqa: E501  # fmt: skip
    assert drawn(rendered(markup, {})) == ["东 x -", "东 x -", "^ ^ -", "东 x -"]
    assert b"govreport" not in etree.tostring(rendered(markup, {}))


GROUPS = {
    "groups": [
        {"name": "东", "towns": [{"name": "一", "items": ["甲", "甲"]}, {"name": "一", "items": ["甲"]}]},
        {"name": "东", "towns": [{"name": "一", "items": ["甲", "乙", "乙"]}]},
    ]
}


@pytest.mark.parametrize(
    ("outer", "inner", "innermost", "expected"),
    [
        ("vertical 1", "", "", ["东 一 甲", "^ 一 甲", "^ 一 甲", "^ 一 甲", "^ 一 乙", "^ 一 乙"]),
        ("", "vertical 1 2", "", ["东 一 甲", "^ ^ 甲", "^ ^ 甲", "东 一 甲", "^ ^ 乙", "^ ^ 乙"]),
        ("vertical 1", "", "vertical 3", ["东 一 甲", "^ 一 ^", "^ 一 甲", "^ 一 甲", "^ 一 乙", "^ 一 ^"]),
        ("vertical 1", "vertical 2", "vertical 3", ["东 一 甲", "^ ^ ^", "^ ^ 甲", "^ 一 甲", "^ ^ 乙", "^ ^ ^"]),  # noqa: E501
    ],
)  # fmt: skip
def test_blocks_stand_in_loops_and_in_one_another(
    outer: str, inner: str, innermost: str, expected: list[str]
) -> None:
    def start(tag: str) -> tuple[str, ...]:
        return (f"{{%tr merge {tag} %}}",) if tag else ()

    def end(tag: str) -> tuple[str, ...]:
        return ("{%tr endmerge %}",) if tag else ()

    markup = table(
        *start(outer), "{%tr for g in groups %}", *start(inner), "{%tr for t in g.towns %}",
        *start(innermost), "{%tr for i in t['items'] %}", ("{{ g.name }}", "{{ t.name }}", "{{ i }}"), END,
        *end(innermost), END, *end(inner), END, *end(outer),
    )  # fmt: skip
    assert drawn(rendered(markup, GROUPS)) == expected


def test_a_block_in_a_table_within_a_cell_merges_that_table() -> None:
    inside = word_table(("{%tr merge vertical %}", ""), ("{%tr for r in rows %}", ""), ("{{ r.a }}", "{{ r.c }}"), ("{%tr endfor %}", ""), ("{%tr endmerge %}", ""))  # noqa: E501  # fmt: skip
    assert drawn(rendered(word_table((inside + paragraph(""), "x")), data(REGIONS)))[1:4] == [
        "东 5",
        "^ 5",
        "^ 5",
    ]


def test_headers_merge_as_well() -> None:
    content = with_part("header7", "header", block("vertical") + paragraph(""), own(paragraph("x")))
    root = etree.fromstring(read_parts(Template(content).render(data(REGIONS)))["word/header7.xml"])
    assert drawn(root)[:2] == ["东 一 5", "^ ^ 5"]


def test_rows_merge_beside_pictures_as_well() -> None:
    trusted = Template(own(block("vertical") + paragraph("{{ picture }}")), trusted=True)
    content = trusted.render({**data(REGIONS), "picture": InlineImage(None, io.BytesIO(PNG))})
    assert drawn(etree.fromstring(read_parts(content)[BODY]))[:2] == ["东 一 5", "^ ^ 5"]


def test_columns_left_out_at_the_start_of_a_row_count() -> None:
    markup = block("vertical 2").replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    assert drawn(rendered(markup, data(REGIONS)))[:3] == ["东 一 5", "^ 一 5", "^ 二 5"]


def test_cells_of_unlike_width_and_merges_of_the_template_are_left_alone() -> None:
    wide = word_table(("{%tr merge vertical %}", ""), ("x", "y"), ("x", "y"), ("{%tr endmerge %}", ""))
    first = wide.index("<w:tcPr>", wide.index(">x<") - 150)
    changed = wide[:first] + '<w:tcPr><w:gridSpan w:val="2"/>' + wide[first + len("<w:tcPr>") :]
    assert drawn(rendered(changed, {})) == ["2:x y", "x y"]
    own_merge = table("{%tr merge vertical %}", FOR, ("{% vm %}x", "{{ r.b }}", "y"), END, "{%tr endmerge %}")
    assert drawn(rendered(own_merge, data(REGIONS)))[:3] == ["x 一 y", "^ ^ ^", "^ 二 y"]


@pytest.mark.parametrize(
    ("markup", "where", "reason"),
    [
        (block("down"), "正文表 1 第 1 行第 1 列", "vertical / horizontal / both"),
        (block("vertical 0"), "正文表 1 第 1 行第 1 列", "count from 1"),
        (block("vertical 1 x"), "正文表 1 第 1 行第 1 列", "模板标记写得不对"),
        (table("{%tr merge vertical %}", ("x", "", "")), "正文表 1", "endmerge"),
        (paragraph("{% merge vertical %}x{% endmerge %}"), "正文第 1 段", "独占一行"),
        (paragraph("{%p merge vertical %}"), "正文第 1 段", "独占一行"),
        (word_table(("{%tc merge vertical %}",)), "正文表 1 第 1 行第 1 列", "独占一行"),
    ],
)
def test_a_mark_written_wrongly_is_refused_with_its_place(markup: str, where: str, reason: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(own(markup))
    assert where in str(caught.value)
    assert reason in str(caught.value)


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"(?s)要合并的列不存在.*正文.*vertical 4.*1–3"):
        rendered(block("vertical 1 4"), data(REGIONS))
    assert merged("vertical 1 4", []) == []


def test_a_block_ends_in_the_table_it_begins_in() -> None:
    markup = table("{%tr merge vertical %}", ROW, "{%tr if x %}") + table("{%tr endif %}", "{%tr endmerge %}")
    with pytest.raises(TemplateError):
        rendered(markup, {"x": 1, "r": {"a": 1, "b": 2, "c": 3}})


def test_a_value_cannot_imitate_a_mark() -> None:
    rows: Rows = [("<?govreport-merge vertical?>", "x", "y")] * 2
    root = rendered(table(FOR, ROW, END), data(rows))
    assert drawn(root) == ["<?govreport-merge vertical?> x y"] * 2


@given(
    st.lists(st.tuples(*[st.sampled_from(["甲", "乙", "", "5"])] * 3), max_size=6),
    st.sampled_from(["vertical", "horizontal", "both", "vertical 2 1", "both 1 2 3"]),
)
def test_nothing_is_lost_and_every_row_fills_the_grid(rows: Rows, tag: str) -> None:
    root = rendered(block(tag), data(rows))
    found = list(root.iter(W + "tr"))
    assert [columns_of(row) for row in found] == [3] * len(rows)
    above: dict[int, str] = {}
    for row, expected in zip(found, rows, strict=True):
        texts = dict(_texts(row, above))
        assert [texts[column] for column in range(3)] == list(expected)
        above = texts


def _texts(row: etree._Element, above: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the text that every column of a row shows, those merged with the row above included."""
    column = 0
    for cell in row.iterchildren(W + "tc"):
        mark = cell.find(f"{W}tcPr/{W}vMerge")
        is_merged = mark is not None and mark.get(W + "val") == "continue"
        text = "".join(node.text or "" for node in cell.iter(W + "t"))
        for each in range(column, column + span_of(cell)):
            yield each, above[each] if is_merged else text
        column += span_of(cell)


@pytest.mark.parametrize("tag", ["vertical", "horizontal", "both", "both 1 2 3"])
def test_what_is_merged_is_valid(ooxml_validator: Path, tmp_path: Path, tag: str) -> None:
    rows: Rows = [*REGIONS, ("计", "计", "计"), ("计", "计", "计"), ("", "", "")]
    path = tmp_path / "merged.docx"
    shaded = block(tag).replace("</w:tcPr>", '<w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr>')
    path.write_bytes(Template(own(shaded)).render(data(rows)))
    assert ooxml_errors(ooxml_validator, path) == []


def test_what_is_merged_beside_pictures_is_valid(ooxml_validator: Path, tmp_path: Path) -> None:
    trusted = Template(own(block("both") + paragraph("{{ a }}{{ b }}")), trusted=True)
    pictures = {name: InlineImage(None, io.BytesIO(PNG)) for name in "ab"}
    path = tmp_path / "merged.docx"
    path.write_bytes(trusted.render({**data(REGIONS), **pictures}))
    assert ooxml_errors(ooxml_validator, path) == []
