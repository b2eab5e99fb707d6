"""Data files: what is inside decides; every way a file cannot be read has its own message."""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.errors import SourceError
from govreport.gate.filebytes import read_bytes
from govreport.gate.limits import LIMITS
from govreport.messages import Language
from govreport.sources.datafile import DataFile, DataKind, parse_data, read_data_text


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def _read(path: Path) -> DataFile:
    return parse_data(read_bytes(path), path)


def _refusal(path: Path, language: Language = "zh") -> str:
    with pytest.raises(SourceError) as caught:
        _read(path)
    return caught.value.to_text(language).replace(str(path.parent), "DIR")


@pytest.mark.parametrize(
    ("name", "content", "data"),
    [
        ("a.json", '{"year": 2024}', {"year": 2024}),
        ("a.yaml", '{"year": 2024,\n\t"a": 1}', {"year": 2024, "a": 1}),
        ("a.yaml", "{year: 2024}", {"year": 2024}),
        ("a.json", "year: 2024", {"year": 2024}),
        ("a.toml", "[agency]\nname = 'x'", {"agency": {"name": "x"}}),
        ("a.toml", '{"year": 2024}', {"year": 2024}),
        ("a.yml", "year: 2024", {"year": 2024}),
        ("a.txt", "year: 2024", {"year": 2024}),
    ],
)
def test_content_decides_and_the_ending_where_it_leaves_it_open(
    tmp_path: Path, name: str, content: str, data: dict[str, object]
) -> None:
    path = _file(tmp_path, name, content)
    lines = dict.fromkeys(data, 1) | {"a": 2, "agency.name": 2}
    told = _read(path)
    assert told == DataFile(data, str(path), path, {key: lines[key] for key in told.lines})


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_encodings_of_chinese_windows_are_read(tmp_path: Path, encoding: str, told: str) -> None:
    read = _read(_file(tmp_path, "a.yaml", "机关: 𠮷县人民政府\n".encode(encoding)))
    assert read.data == {"机关": "𠮷县人民政府"}
    assert read.encoding == told


def test_a_damaged_utf8_text_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    damaged = "年: 2024\n机关: 某市人民政府办公室\n".encode().replace("民".encode(), b"\xe6\xb0")
    assert _refusal(_file(tmp_path, "a.yaml", damaged)) == (
        "文字编码已损坏\n  位置：DIR/a.yaml:2\n  处理：用文本编辑器打开，另存为 UTF-8 编码"
    )


def test_unknown_encodings_are_refused(tmp_path: Path) -> None:
    assert _refusal(_file(tmp_path, "a.yaml", b"a: \xff\xff\n"), "en") == (
        "the encoding of the text is not known\n  where: DIR/a.yaml:1\n"
        "  expected: UTF-8 or GB18030\n  to do: open it in a text editor and save it as UTF-8"
    )


def test_utf16_without_its_mark_is_told_apart_from_text(tmp_path: Path) -> None:
    assert _refusal(_file(tmp_path, "a.yaml", "a: 1".encode("utf-16-le"))) == (
        "含有文档中不允许的字符 U+0000\n  位置：DIR/a.yaml:1:2\n  实为：a\\x00:\\x00 \\x001\\x00\n"
        "  处理：这可能不是文本文件；如果是，请另存为 UTF-8 编码"
    )


def test_a_missing_file_names_similar_ones(tmp_path: Path) -> None:
    _file(tmp_path, "2024年报.yaml", "a: 1")
    assert _refusal(tmp_path / "2024年报.yml") == (
        "找不到文件\n  位置：DIR/2024年报.yml\n  处理：是不是 2024年报.yaml？"
    )
    assert _refusal(tmp_path / "2024年报.yml", "en") == (
        "no such file\n  where: DIR/2024年报.yml\n  to do: did you mean 2024年报.yaml?"
    )


def test_a_missing_file_without_similar_ones(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "x.json") == "找不到文件\n  位置：DIR/x.json\n  处理：检查文件名和路径"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        _read(tmp_path / "none" / "x.json")
    assert (
        caught.value.to_text("en") == f"no such folder\n  where: {tmp_path / 'none'}\n  to do: check the path"
    )


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert _refusal(tmp_path / "a.json") == (
        "这是一个文件夹，不是文件\n  位置：DIR/a.json\n  处理：写出文件夹中的文件名"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.json", "{}")
    path.chmod(0)
    assert _refusal(path, "en").startswith("no permission to read the file\n")


def test_a_file_in_a_closed_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, "a.json", "{}")

    def closed(*_: object, **__: object) -> object:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "stat", closed)
    assert _refusal(path, "en").startswith("no permission to read the file\n")


def test_an_impossible_name_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        _read(Path("a\0b.json"))
    assert caught.value.to_text("en") == (
        "the file cannot be read\n  where: a\\x00b.json\n  found: embedded null byte"
    )


@pytest.mark.parametrize("content", ["", " \n\t\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert _refusal(_file(tmp_path, "a.yaml", content)) == (
        "文件是空的\n  位置：DIR/a.yaml\n  处理：检查文件是否保存或下载完整"
    )


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)
    assert _refusal(path) == (
        "文件太大\n  位置：DIR/a.json\n  应为：不超过 50 MB（file_bytes）\n  处理：检查是否选错了文件"
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04....word/document.xml", "Word 文档（.docx）"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel 工作簿（.xlsx）"),
        (b"PK\x03\x04....OFD.xml", "OFD 版式文件"),
        (b"PK\x03\x04....a.txt", "ZIP 压缩包"),
        (b"%PDF-1.7\n", "PDF 文件"),
        (b"{\\rtf1 {}}", "RTF 文档"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "旧版 Word 文档（.doc、.wps）",
        ),
        (b"<!DOCTYPE html><html></html>", "网页（HTML）"),
        ("<html>".encode("utf-16"), "网页（HTML）"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    ],
)
def test_another_kind_of_file_is_refused_as_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    first, *_ = _refusal(_file(tmp_path, "a.json", content)).split("\n")
    assert first == f"这不是数据文件，而是{kind}"


def test_a_renamed_document_is_told_its_own_ending(tmp_path: Path) -> None:
    assert _refusal(_file(tmp_path, "a.yaml", b"%PDF-1.7\n"), "en") == (
        "this is not a data file but a PDF file\n  where: DIR/a.yaml\n  expected: JSON, YAML or TOML text\n"
        "  to do: its ending should be .pdf; write the data in a JSON, YAML or TOML file"
    )


@pytest.mark.parametrize("content", ['[{"year": 2024}]', "- year: 2024\n"])
def test_a_list_of_reports_is_refused(tmp_path: Path, content: str) -> None:
    assert _refusal(_file(tmp_path, "a.yaml", content)) == (
        "最外层不是“键: 值”\n  位置：DIR/a.yaml\n  实为：[…]\n  应为：由键和值组成的一份报告\n"
        "  处理：把每份报告存为一个文件"
    )


def test_a_colon_without_blank_is_explained(tmp_path: Path) -> None:
    assert _refusal(_file(tmp_path, "a.yaml", "year：2024"), "en") == (
        "the outermost level is not a mapping\n  where: DIR/a.yaml\n  found: year：2024\n"
        "  expected: one report, made of keys and values\n"
        "  to do: write a plain colon and a space: `key: value`"
    )


def test_places_lead_to_the_nearest_known_line() -> None:
    read = read_data_text('{"a": {\n"b": [1,\n2]}}', None, "stdin")
    assert read.place_of(["a", "b"]) == "stdin:2"
    assert read.place_of(["a", "c", "d"]) == "stdin:1"
    assert read.place_of(["other"]) == "stdin"
    assert read.place_of([]) == "stdin"


@pytest.mark.parametrize(
    ("text", "excerpt", "line"),
    [
        ("a: |\n  one\n  {{ x }}\nb: '{{ y }}'", "{{ x }}", 3),
        ("a: |\n  one\n  {{ x\n  }}\nb: '{{ y }}'", "{{ x\n}}", 3),
        ("a: |\n  one\n  {{ x }}\nb: '{{ y }}'", "{{ y }}", 1),
        ('{"b": 1,\n"a": "one\\n{{ x }}"}', "{{ x }}", 2),
        ('{"b": "\u2028",\n"a": "one\\n{{ x }}"}', "{{ x }}", 2),
        ('{"b": 1,\n"a": "one\\n{{ \\"x\\" }}"}', '{{ "x" }}', 2),
    ],
)
def test_an_excerpt_of_a_text_has_its_own_line(text: str, excerpt: str, line: int) -> None:
    read = read_data_text(text, None, "stdin")
    assert read.place_of(["a"], excerpt) == f"stdin:{line}"


def test_a_text_without_file_has_no_path() -> None:
    read = read_data_text("year: 2024", None, "stdin")
    assert read.path is None


def test_a_text_may_say_its_kind() -> None:
    assert read_data_text('"a" = 1.50', "toml", "stdin").data == {"a": Decimal("1.50")}


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_escaped_control_characters_are_refused_with_their_path(kind: DataKind) -> None:
    with pytest.raises(SourceError) as caught:
        read_data_text('{"a":\n {"b": ["x\\u000cy"]}}', kind, "x")
    assert caught.value.to_text("en") == (
        "a character that no document can hold: U+000C\n  where: x:2: a.b[0]\n  found: x\\x0cy\n"
        "  to do: delete the character"
    )


def test_bare_control_characters_are_refused_with_their_column() -> None:
    with pytest.raises(SourceError) as caught:
        read_data_text("a: 1\nb: x\x07y\n", "yaml", "x")
    assert caught.value.problems[0].where == "x:2:5"


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read_data_text('{"a": "x\\ud800"}', "json", "x")
    assert caught.value.to_text("zh").startswith("含有文档中不允许的字符 U+D800\n  位置：x:1: a\n")


def test_a_long_text_is_refused() -> None:
    limit = LIMITS.data_text
    assert read_data_text(json.dumps({"a": "字" * limit}), "json", "x").data == {"a": "字" * limit}
    with pytest.raises(SourceError) as caught:
        read_data_text(json.dumps({"a": "字" * (limit + 1)}), "json", "x")
    assert caught.value.to_text("zh") == (
        "文字过长\n  位置：x:1: a\n  实为：100001\n"
        "  应为：不超过 100000（data_text）\n  处理：检查是否选错了文件"
    )


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        ("json", '{"a":\n NaN}', "x:1: a"),
        ("json", '{"a": [\n-Infinity]}', "x:2: a[0]"),
        ("json", '{"a":\n1e999}', "x:1: a"),
        ("json", '{"a":\n' + "9" * 5000 + "}", "x:1: a"),
        ("json", '{"a":\n1e99999999999999999999}', "x:1: a"),
        ("yaml", "#\na: " + "9" * 41, "x:2: a"),
        ("toml", "#\na = inf", "x:2: a"),
        ("toml", "#\na = " + "9" * 50, "x:2: a"),
        ("toml", "#\na = " + "9" * 5000, "x:2"),
    ],
)
def test_numbers_that_no_figure_can_be_are_refused(kind: DataKind, text: str, where: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_data_text(text, kind, "x")
    problem = caught.value.problems[0]
    assert (problem.what.en, problem.where) == ("this number cannot be used", where)


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text("ab中：:-#\"' \\", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab中.", min_size=1), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text('ab中"\\', min_size=1), _PLAIN, min_size=1, max_size=4))
def test_json_is_read_alike_by_both_parsers_and_lines_are_those_of_the_text(data: dict[str, object]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    from_json = read_data_text(text, "json", "x")
    from_yaml = read_data_text(text, "yaml", "x")
    assert from_json.data == from_yaml.data == data
    assert from_json.lines == from_yaml.lines


@given(st.text("{}[]:,\"'&*!|->%\\ \n\tae1.0年：#=", max_size=40), st.sampled_from(["json", "yaml", "toml"]))
def test_no_text_raises_anything_but_a_source_error(text: str, kind: DataKind) -> None:
    with suppress(SourceError):
        assert read_data_text(text, kind, "x").data is not None
