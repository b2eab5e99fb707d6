"""Data files as text: JSON and YAML that the readers give back, with field names or Chinese keys.

The YAML is written by hand, for it is meant to be read and filled in: in the order of the paper, a row of
a table on a line, with the official labels beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from govreport.agency import CHOICES, Agency
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.forms._printing import NO, YES
from govreport.forms._record import Record, fields_of, label_of, nested
from govreport.forms._registry import ENVELOPE
from govreport.forms._tables import Columns, leaf_columns
from govreport.paths import chinese_key
from govreport.report import Report

Keys = Literal["en", "zh"]
"""Which keys a file has: the names of the fields, or Chinese ones."""
Ending = Literal[".json", ".yaml", ".yml"]
Data = Mapping[str, object]

_PLAIN_KEY: Final = re.compile(r"[^\W\d][\w（）()、/]*")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Words that one YAML reader or another takes for something else than a text."""
_CHINESE: Final = {name: key for key, name in ENVELOPE.items() if key != name}
_HEAD: Final = """\
# {title}，表样 {form}
# 数字写在冒号后面：没有发生写 0，空着就是空白，不是 0。总计不用写，自动算出。
# 文字写在“|”下面，每行缩进两格；一行是一段，（一）和 1. 开头的行是小标题。
# Figures go behind the colons (nothing is blank, not 0; totals are computed), texts below the |, indented."""


def format_data(form: type[Report], data: Data, *, ending: Ending, keys: Keys = "en") -> str:
    """Return the data of a report as the text of a data file.

    Args:
        form: The form the data is for.
        data: As `Report.to_data` gives it, or with cells and facts left out; field names as keys.
        ending: Which format: that of the file it is written to.
        keys: Which keys to write.
    """
    if ending != ".json":
        return "\n".join(_Yaml(keys).iter_lines(form, data)) + "\n"
    renamed = {_envelope_key(key, keys): value for key, value in data.items() if key in ("schema", "form")}
    return json.dumps({**renamed, **_renamed(form, data, keys)}, ensure_ascii=False, indent=2) + "\n"


def _renamed(record: type[Record], data: Data, keys: Keys) -> dict[str, object]:
    """Return data under the keys asked for, nested data likewise."""
    renamed: dict[str, object] = {}
    for field, value in _iter_given(record, data):
        inner = nested(field)
        is_record = inner is not None and isinstance(value, Mapping)
        renamed[_key(record, field, keys)] = (
            _renamed(cast("type[Record]", inner), cast("Data", value), keys) if is_record else value
        )
    return renamed


def _iter_given(record: type[Record], data: Data) -> Iterator[tuple[Field, object]]:
    for field in fields_of(record):
        name = field.key or field.name
        if name in data:
            yield field, data[name]


def _envelope_key(key: str, keys: Keys) -> str:
    return _CHINESE.get(key, key) if keys == "zh" else key


def _key(record: type[Record], field: Field, keys: Keys) -> str:
    """Return the key of a field: its name, or the first of its Chinese keys that means it."""
    return (field.key or field.name) if keys == "en" else chinese_key(record, field)


@dataclass(slots=True)
class _Yaml:
    """Writes YAML.

    Attributes:
        keys: Which keys to write.
        columns: The columns whose names were told last.
    """

    keys: Keys
    columns: type[Record] | None = None

    def iter_lines(self, form: type[Report], data: Data) -> Iterator[str]:
        title = data.get("title") or f"{data.get('year', '')}年{form.info().report_title}"
        yield from _HEAD.format(title=_shown(str(title)), form=form.info().name).split("\n")
        for key in ("schema", "form"):
            if key in data:
                yield f"{_envelope_key(key, self.keys)}: {_scalar(data[key])}"
        given = {field.name: value for field, value in _iter_given(form, data)}
        for field in fields_of(form):
            if field.kind is not Kind.FACT:
                yield ""
            if field.name in given:
                yield from self._field(form, field, given[field.name], "")
            elif field.name in ("title", "lead"):
                yield f"# {self._name(form, field)}:  # {_label(field)}：不写就用标准的"

    def _field(self, record: type[Record], field: Field, value: object, indent: str) -> Iterator[str]:
        """Yield the lines of one field: a text, a table, a row, a figure."""
        name = indent + self._name(record, field)
        inner = nested(field)
        told = _label(field) + _choices(record, field)
        remark = f"  # {told}" if told and told != name.strip() else ""
        if field.kind is Kind.TABLE:
            self.columns = None
        if field.kind is Kind.SECTION:
            yield from _section(name, str(value or ""), _label(field))
        elif inner is not None and isinstance(value, Mapping):
            if issubclass(inner, Columns) and field.kind is not Kind.TABLE:
                yield f"{name}: {self._flow(inner, value)}{remark}"
                return
            yield f"{name}:{remark}"
            yield from self._record(inner, value, indent + "  ")
        elif isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
            yield f"{name}:{remark}"
            for key, text in value.items():
                yield from _section(f"{indent}  {_plain_key(str(key))}", str(text))
        else:
            yield f"{name}: {_cell(field, value)}".rstrip() + remark

    def _record(self, record: type[Record], data: Data, indent: str) -> Iterator[str]:
        given = {field.name: value for field, value in _iter_given(record, data)}
        for field in fields_of(record):
            if legend := self._legend(field):
                yield f"{indent}# {legend}"
            if field.name in given:
                yield from self._field(record, field, given[field.name], indent)
            elif field.follows:
                source = f"照 {field.same_as} 填" if field.same_as else "自动算出"
                yield f"{indent}# {self._name(record, field)}:  # {_label(field)}：不写就{source}"

    def _flow(self, record: type[Record], data: Data) -> str:
        """Return the figures of a row on one line."""
        parts = []
        for field, value in _iter_given(record, data):
            inner = nested(field)
            shown = self._flow(inner, cast("Data", value)) if inner else _cell(field, value)
            parts.append(f"{self._name(record, field)}: {shown}")
        return "{" + ", ".join(parts) + "}"

    def _legend(self, field: Field) -> str:
        """Return what the columns are called, before the first row of several that have them."""
        columns = nested(field)
        if columns is None or not issubclass(columns, Columns) or columns is self.columns:
            return ""
        self.columns = columns
        leaves = leaf_columns(columns)
        return "各列：" + "，".join(
            f"{leaf.field.name} " * (self.keys == "en") + "".join(label.text for label in leaf.labels[-1:])
            for leaf in leaves
        )

    def _name(self, record: type[Record], field: Field) -> str:
        return _plain_key(_key(record, field, self.keys))


def _label(field: Field) -> str:
    """Return the official label of a field and its unit, for a comment."""
    label = label_of(field).printed or field.short
    is_told = not field.unit or label.endswith((f"（{field.unit}）", f"：{field.unit}）"))
    return _shown(label if is_told else f"{label}（{field.unit}）")


def _choices(record: type[Record], field: Field) -> str:
    """Return what may be chosen for a field, for a comment."""
    kind = field.content.kind if isinstance(field.content, Content) else ""
    if kind == "flag":
        return f"：{YES} / {NO}"
    if field.choices:
        several = "，可以选几项，写成 [甲, 乙]" if kind == "choices" else ""
        return "：" + " / ".join(field.choices) + several
    if record is Agency and field.name in CHOICES:
        return "：" + " / ".join(CHOICES[field.name])
    return ""


def _section(name: str, text: str, label: str = "") -> Iterator[str]:
    if label:
        yield f"# {label}"
    lines = text.split("\n")
    is_literal = not text.lstrip("\n").startswith(" ") and all(line == _shown(line) for line in lines)
    if not text:
        yield f"{name}: |"
    elif is_literal:
        indent = " " * (len(name) - len(name.lstrip()) + 2)
        yield f"{name}: |"
        yield from (indent + line if line else "" for line in lines)
    else:
        yield f"{name}: {_quoted(text)}"


def _cell(field: Field, value: object) -> str:
    """Return what a field holds as YAML; a box to tick as 是 or 否."""
    if field.content == Content("flag") and isinstance(value, bool):
        return YES if value else NO
    return _scalar(value)


def _scalar(value: object) -> str:
    """Return a value as YAML on one line that reads back as the same."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_plain_key(str(key))}: {_scalar(item)}" for key, item in value.items()) + "}"
        )
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    text = str(value)
    return text if _PLAIN_KEY.fullmatch(text) and text.casefold() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes, with escapes for what YAML would take for something else."""
    return "".join(_escaped(char) for char in json.dumps(text, ensure_ascii=False))


def _escaped(char: str) -> str:
    if char.isprintable() or char == "\u3000":
        return char
    return f"\\U{ord(char):08X}"


def _shown(text: str) -> str:
    """Return a text as it may stand in a comment or a literal block."""
    return "".join(char for char in text if char.isprintable() or char == "\u3000")


def _plain_key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _quoted(key)
