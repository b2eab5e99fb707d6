"""The JSON Schema of a form's data files, for editors and other programs (draft 2020-12).

It is derived from the form class like everything else, and says what the loader accepts: every field under
its name and its Chinese keys, and nothing under any other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Final, Union, get_args, get_origin

from govreport.agency import CHOICES
from govreport.arguments import require_form
from govreport.closing import Ignored, Notes, Signature
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.forms._mapping import bare_field
from govreport.forms._printing import NO, YES
from govreport.forms._record import Record, aliases, fields_of, label_of, nested
from govreport.forms._registry import ENVELOPE
from govreport.report import BLANK_POLICIES, SCHEMA, Report

Schema = dict[str, object]

_AMOUNT: Final[Schema] = {"type": ["number", "string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_DATE: Final[Schema] = {"type": "string", "pattern": r"^[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?$"}
_CELLS: Final[Mapping[str, Schema]] = {
    "count": {"type": ["integer", "null"]},
    "change": {"type": ["integer", "null"]},
    "amount": _AMOUNT,
    "printed": {"type": ["string", "number", "null"]},
    "words": {"type": ["string", "null"]},
    "flag": {"enum": [True, False, YES, NO, None]},
}
_SIMPLE: Final[Mapping[type, Schema]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Decimal: _AMOUNT,
    datetime.date: _DATE,
}


def schema_of(form: type[Report]) -> Schema:
    """Return the JSON Schema of a form as plain data; the same form always gives the same.

    >>> from govreport.forms import ogi2021
    >>> schema = schema_of(ogi2021.Report)
    >>> schema["properties"]["总体情况"]["title"]
    '一、总体情况'
    >>> schema["$defs"]["Decisions"]["anyOf"][1]["type"]
    ['integer', 'null']

    Raises:
        FormError: If it is no form.
    """
    require_form(form, "schema_of")
    info = form.info()
    writer = _Writer(form)
    content = writer.content(form)
    properties = {**_envelope(form), **_mapping(content["properties"])}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{info.report_title} {info.name}",
        "description": info.basis,
        **content,
        "properties": properties,
        "$defs": dict(sorted(writer.definitions.items())),
    }


def _envelope(form: type[Report]) -> dict[str, Schema]:
    """Return what a data file says besides the report itself."""
    info = form.info()
    about: dict[str, Schema] = {
        "schema": {"const": SCHEMA, "title": "数据格式的版本"},
        "form": {"const": info.name, "title": "表样"},
        "kind": {"const": info.kind, "title": "报告的种类"},
        "blank": {"enum": list(BLANK_POLICIES), "title": "没有写出的数：空白，或者是 0"},
    }
    return {key: about[name] for key, name in ENVELOPE.items()}


class _Writer:
    """Writes the schema of a form; every record class it meets becomes a definition."""

    def __init__(self, form: type[Report]) -> None:
        self._form = form
        self._names: dict[type[Record], str] = {}
        self.definitions: dict[str, Schema] = {}

    def content(self, record: type[Record]) -> Schema:
        """Return the schema of a mapping with the fields of a record."""
        properties: dict[str, Schema] = {}
        for key, name in aliases(record).items():
            properties[key] = self._property(record, record._fields[name])
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [field for field in fields_of(record) if field.required]
        if required:
            schema["allOf"] = [
                {"anyOf": [{"required": [key]} for key in _keys(record, field)]} for field in required
            ]
        return schema

    def _property(self, record: type[Record], field: Field) -> Schema:
        about: Schema = {"title": label_of(field).printed or field.short or field.name}
        remarks = [
            field.key or field.name,
            f"单位：{field.unit}" if field.unit else "",
            "不写就自动算出" if field.kind is Kind.TOTAL else "",
            f"不写就照 {field.same_as} 填" if field.same_as else "",
        ]
        about["description"] = "；".join(remark for remark in remarks if remark)
        return {**about, **self._value(record, field)}

    def _value(self, record: type[Record], field: Field) -> Schema:
        inner = nested(field)
        if inner is not None:
            return self._reference(inner)
        content = field.content
        if isinstance(content, Content) and content.is_cell:
            return _cell(field)
        if field.kind is Kind.SECTION:
            return {"type": ["string", "null"]}
        return self._fact(_leaf_types(_annotation(record, field.name)))

    def _reference(self, record: type[Record]) -> Schema:
        """Return a reference to the definition of a record class, which is written when first met."""
        if record not in self._names:
            name = record.__name__
            if name in self.definitions:
                name = f"{record.__module__}.{record.__qualname__}"
            self._names[record] = name
            self.definitions[name] = {}  # keeps its place while the definition is being written
            self.definitions[name] = self._definition(record)
        return {"$ref": f"#/$defs/{self._names[record]}"}

    def _definition(self, record: type[Record]) -> Schema:
        content = self.content(record)
        bare = bare_field(record)
        return content if bare is None else {"anyOf": [content, _cell(bare)]}

    def _fact(self, types: Iterable[object]) -> Schema:
        """Return the schema of a fact by the types it may have; an unknown type may be anything."""
        options: list[Schema] = []
        for kind in types:
            if kind is Notes:
                options.append(self._notes())
            elif kind is Ignored:
                options.append({"type": ["object", "null"], "additionalProperties": {"type": "string"}})
            elif isinstance(kind, type) and issubclass(kind, StrEnum):
                options.append({"enum": [*kind, *_chinese_names(kind)]})
            elif isinstance(kind, type) and issubclass(kind, Record):
                options.append(self._reference(kind))
                options += [{"type": "boolean"}] if kind is Signature else []
            elif isinstance(kind, type) and kind in _SIMPLE:
                options.append(_SIMPLE[kind])
            else:
                return {}
        return options[0] if len(options) == 1 else {"anyOf": options}

    def _notes(self) -> Schema:
        """Return the schema of the notes: a text for every table."""
        tables = self._form.grids()
        keys = [key for key, name in aliases(self._form).items() if name in tables]
        return {
            "type": ["object", "null"],
            "properties": {key: {"type": "string"} for key in keys},
            "additionalProperties": False,
        }


def _cell(field: Field) -> Schema:
    """Return the schema of what stands in a cell."""
    kind = field.content.kind if isinstance(field.content, Content) else "fact"
    if kind == "choice":
        return {"enum": [*field.choices, None]}
    if kind == "choices":
        return {"type": ["array", "null"], "items": {"enum": list(field.choices)}}
    return _CELLS.get(kind, {})


def _keys(record: type[Record], field: Field) -> list[str]:
    return [key for key, name in aliases(record).items() if name == field.name]


def _chinese_names(kind: type[StrEnum]) -> Iterator[str]:
    for names in CHOICES.values():
        yield from (name for name, value in names.items() if isinstance(value, kind))


def _annotation(record: type[Record], name: str) -> object:
    """Return the annotation of a field, from the class that declares it."""
    return next(
        vars(base)["__annotations__"][name]
        for base in record.__mro__
        if name in vars(base).get("__annotations__", {})
    )


def _leaf_types(hint: object) -> Iterator[object]:
    """Yield the types an annotation allows: ``Annotated[int | None, ...]`` gives int and NoneType."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _leaf_types(get_args(hint)[0])
    elif origin in (Union, UnionType):
        for option in get_args(hint):
            yield from _leaf_types(option)
    else:
        yield hint


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
