"""Lists of agencies."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.errors import FileKindError, SourceError
from govreport.sources.name_list import read_names


@pytest.mark.parametrize(
    "text",
    [
        "甲局\n乙局\n",
        "# 应报单位\n甲局\n\n 乙局 \n甲局\n",
        "\ufeff序号,单位名称,联系人\n1,甲局,张\n2,乙局,李\n3,,王\n",
        "name;level\n甲局;county\n乙局;county\n",
        "机关\t电话\n甲局\t1\n乙局\t2\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_found_in_texts_and_tables(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    assert read_names(path) == ("甲局", "乙局")


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# 无\n\n", encoding="utf-8")
    with pytest.raises(SourceError, match="名单里没有机关名称"):
        read_names(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{\\rtf1 \xbc\xd7}", "RTF 文档"),
        (b"GIF89a\x01\x00", "GIF 图片"),
        (b"MIME-Version: 1.0\n\n<p>", "单文件网页"),
        (b"<svg xmlns='x'/>", "SVG 图片"),
    ],
)
def test_another_kind_of_file_is_no_list(content: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(FileKindError, match=f"这不是机关名单，而是{kind}"):
        read_names(path)


@pytest.mark.parametrize(
    "line", ['{"name": "甲局"}', "-----BEGIN CERTIFICATE-----", "From: a@b.c", "#!x\n<a>", "name = 1"]
)
def test_what_no_agency_is_called_is_no_list(line: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"甲局\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="名单里有一行不是机关名称") as caught:
        read_names(path)
    assert caught.value.problems[0].where == str(path)


def test_a_character_no_name_can_hold_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("甲局\n乙\x00局\n".encode())
    with pytest.raises(SourceError, match="U\\+0000") as caught:
        read_names(path)
    assert caught.value.problems[0].where == f"{path}:2"
