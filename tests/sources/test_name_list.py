"""Lists of agencies."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.errors import SourceError
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
