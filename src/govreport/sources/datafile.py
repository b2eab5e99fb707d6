"""Data files: JSON, YAML or TOML, by what is inside, to plain data that knows its lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Literal

from govreport.errors import SourceError
from govreport.gate.filebytes import empty_file, require_data_size
from govreport.gate.filekind import FileKind, recognise_file, recognise_name
from govreport.messages import Message
from govreport.sources.json_file import parse_json
from govreport.sources.plaindata import (
    check_data,
    child_path,
    fault,
    illegal_character,
    place_of,
)
from govreport.sources.toml_file import parse_toml
from govreport.sources.yaml_file import parse_yaml
from govreport.text.outline import find_illegal

DataKind = Literal["json", "yaml", "toml"]
"""The formats a data file may have."""

_PARSERS: dict[DataKind, Callable[[str, str], tuple[object, Mapping[str, int]]]] = {
    "json": parse_json,
    "yaml": parse_yaml,
    "toml": parse_toml,
}

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_AS_UTF8 = Message("用文本编辑器打开，另存为 UTF-8 编码", "open it in a text editor and save it as UTF-8")
_NEW = Message("用 govreport new 生成一份可填写的文件", "let `govreport new` write a file to fill in")


@dataclass(frozen=True, slots=True)
class DataFile:
    """What stands in a data file.

    Attributes:
        data: Plain values only: mapping, list, str, int, Decimal, bool, None.
        name: The file as the user named it, for messages.
        path: The file; None for a text that came another way.
        lines: Dotted path (keys as the user wrote them, ``items[0]``) → line, counted from 1.
        encoding: How the text was encoded: ``utf-8``, ``utf-16`` or ``gb18030``.
        text: The file as it was written, to find in it what a message speaks of.
    """

    data: Mapping[str, object]
    name: str
    path: Path | None
    lines: Mapping[str, int]
    encoding: str = "utf-8"
    text: str = field(default="", compare=False, repr=False)

    def place_of(self, keys: Sequence[str], excerpt: str = "") -> str:
        """Return ``file:line`` of a value by the keys that lead to it; else of the nearest around it.

        With an excerpt of a text, it is the line on which that begins, where it can be found.
        """
        for depth in range(len(keys), 0, -1):
            line = self.lines.get(reduce(child_path, keys[:depth], ""))
            if line is not None:
                return place_of(self.name, self._line_of_excerpt(line, excerpt) if excerpt else line)
        return self.name

    def _line_of_excerpt(self, start: int, excerpt: str) -> int:
        """Return the line of an excerpt of the value whose key stands on a line; else that line."""
        end = min((line for line in self.lines.values() if line > start), default=None)
        first = excerpt.split("\n", 1)[0]
        written = self.text.split("\n")[start - 1 : end and end - 1]
        return next((start + after for after, line in enumerate(written) if first in line), start)


def parse_data(raw: bytes, path: Path) -> DataFile:
    """Return what stands in the bytes of a JSON, YAML or TOML file.

    What is inside decides, not the ending: a JSON text in a ``.yaml`` file is read as JSON, a document
    renamed to ``.json`` is refused as what it is. UTF-8, UTF-16 (with its mark) and GB18030 are read.

    Raises:
        SourceError: Of another kind, damaged, or over the limits; names the line and the dotted path
            where there is one.
    """
    name = str(path)
    if (kind := recognise_file(raw) or recognise_name(path.name)) is not None:
        what = Message("这不是数据文件，而是{kind}", "this is not a data file but {kind}")
        raise fault(
            what.format(kind=kind.name),
            place=name,
            expected=Message("JSON、YAML 或 TOML 文本", "JSON, YAML or TOML text"),
            remedy=_remedy_for(kind),
        )
    require_data_size(len(raw), name)
    text, encoding = decode_text(raw, name)
    data, lines = _parse(text, _kind_of(text, path.suffix.lower()), name)
    return DataFile(data, name, path, lines, encoding, text)


def read_data_text(text: str, kind: DataKind | None, name: str) -> DataFile:
    """Read data from a text; without a kind it is JSON if it begins so, else YAML.

    A comment as ``//`` or ``/*`` before everything else counts as JSON, which has none and is refused: the
    message says so, and YAML's would not.

    >>> read_data_text("year: 2024", None, "stdin").data
    {'year': 2024}

    Raises:
        SourceError: As `parse_data`.
    """
    require_data_size(len(text.encode("utf-8", "surrogatepass")), name)
    text = text.removeprefix("\ufeff")
    data, lines = _parse(text, kind or _kind_of(text, ""), name)
    return DataFile(data, name, None, lines, text=text)


def _remedy_for(kind: FileKind) -> Message:
    if not kind.ending:
        return kind.remedy("")
    return Message(
        "扩展名应为 {ending}；数据请写在 JSON、YAML 或 TOML 文件中",
        "its ending should be {ending}; write the data in a JSON, YAML or TOML file",
    ).format(ending=kind.ending)


def decode_text(raw: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding: by its mark, else UTF-8, else GB18030 (Chinese Windows)."""
    encoding = next((encoding for bom, encoding in _BOMS if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError as exc:
        place = place_of(name, raw.count(b"\n", 0, exc.start) + 1)
        if encoding != "utf-8" or _is_damaged_utf8(raw):
            raise fault(
                Message("文字编码已损坏", "the text is damaged"), place=place, remedy=_AS_UTF8
            ) from exc
    try:
        return raw.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as exc:
        what = Message("认不出文字编码", "the encoding of the text is not known")
        expected = Message("UTF-8 或 GB18030", "UTF-8 or GB18030")
        raise fault(what, place=place, expected=expected, remedy=_AS_UTF8) from exc


def _is_damaged_utf8(raw: bytes) -> bool:
    """Tell a UTF-8 text with a few wrong bytes from GB18030, of which almost nothing is valid UTF-8.

    Read as GB18030 it would become other characters without an error.
    """
    kept = raw.decode("utf-8", "ignore")
    wide = len(kept.encode("utf-8")) - sum(char < "\x80" for char in kept)
    return wide * 2 > sum(byte > 0x7F for byte in raw)


def _kind_of(text: str, suffix: str) -> DataKind:
    """Decide by the first characters; the ending counts where they leave it open."""
    if suffix == ".toml" and not re.match(r"\s*\{", text):
        return "toml"
    if suffix in (".yaml", ".yml"):  # may be YAML's own {a: 1}
        return "json" if re.match(r'\s*(?:\{\s*["}]|\[\s*[\[{"])', text) else "yaml"
    return "json" if re.match(r"\s*[{\[]|\s*/[/*]", text) else "yaml"


def _parse(text: str, kind: DataKind, name: str) -> tuple[dict[str, object], Mapping[str, int]]:
    if illegal := find_illegal(text):
        index, _ = illegal
        line = text.count("\n", 0, index)
        column = index - text.rfind("\n", 0, index)
        raise illegal_character(text, index, place_of(name, line + 1, column))
    if not text.strip():
        raise empty_file(name)
    data, lines = _PARSERS[kind](text, name)
    if data is None:
        raise empty_file(name)
    if not isinstance(data, dict):
        raise _not_a_mapping(data, name)
    check_data(data, name, lines)
    return data, lines


def _not_a_mapping(data: object, name: str) -> SourceError:
    if isinstance(data, list):
        found, remedy = "[…]", Message("把每份报告存为一个文件", "save each report as a file of its own")
    else:
        found, remedy = str(data), _NEW
    if re.match(r"[^\s:：]+[:：]", found):
        remedy = Message(
            "冒号用半角，后面加一个空格：键: 值", "write a plain colon and a space: `key: value`"
        )
    return fault(
        Message("最外层不是“键: 值”", "the outermost level is not a mapping"),
        place=name,
        found=found,
        expected=Message("由键和值组成的一份报告", "one report, made of keys and values"),
        remedy=remedy,
    )
