"""The record: an immutable object of labelled, typed fields, made from a class that reads like the paper.

Everything a form consists of is a record: a report, its tables, their groups, rows and columns. A
subclass declares fields (`govreport.forms._fields`) and is turned into a frozen pydantic dataclass; what
is wrong with the class is said at once, when the class is defined.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, ClassVar, Final, cast, dataclass_transform, get_args

from pydantic import ConfigDict, ValidationError
from pydantic.dataclasses import dataclass as pydantic_dataclass

from govreport.errors import DataError, FormError, Problem
from govreport.forms._annotations import narrowed, resolved_annotations
from govreport.forms._caching import cached
from govreport.forms._fields import BETWEEN, Field, Kind, Label
from govreport.forms._figures import Content
from govreport.forms._labels import has_labels, refuse_idle_breaks, refuse_unprintable
from govreport.forms._validation import NO_FIELDS, POSITIONAL, UNKNOWN_FIELD, Fault, as_written, iter_faults
from govreport.messages import Message
from govreport.text.wording import MOST_EXPLAINED, nearest, normalise_label

_CONFIG: Final = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class _LeftOut:
    """Marks a field that was not given, as against one given as blank (None)."""

    def __repr__(self) -> str:
        return "LEFT_OUT"


LEFT_OUT: Final = _LeftOut()
_NOTHING: Final = frozenset[str]()


@dataclass_transform(eq_default=False, kw_only_default=True, frozen_default=True)
class Record:
    """An immutable object of labelled fields.

    Fields are given by name only. A name that does not exist is refused with the nearest names and
    their labels; so is a value of another type. Figures that contradict each other are accepted: a
    report that does not add up can be loaded, and every fault in it listed.
    """

    _fields: ClassVar[dict[str, Field]] = {}
    _left_out: frozenset[str]

    def __init_subclass__(cls, **options: object) -> None:
        if options:
            raise _unknown_option(cls, next(iter(options)))
        super().__init_subclass__()
        own = _declared_fields(cls)
        cls._fields = {**cls._fields, **own}
        if not cls._fields:
            return
        _refuse_equal_labels(cls)
        cls._check_definition()
        for name, field in own.items():
            setattr(cls, name, _as_dataclass_field(field))
        pydantic_dataclass(cls, frozen=True, kw_only=True, repr=False, config=_CONFIG)
        _guard_constructor(cls)

    @classmethod
    def _check_definition(cls) -> None:
        """Refuse a class that contradicts itself; each kind of record adds its own checks."""

    def __post_init__(self) -> None:
        values = vars(self)
        left_out = _NOTHING
        if LEFT_OUT in values.values():
            left_out = frozenset([name for name, value in values.items() if value is LEFT_OUT])
            values.update({name: self._fields[name].default for name in left_out})
        values["_left_out"] = left_out
        self._complete()

    def _complete(self) -> None:
        """Fill what can be computed from the fields that were given."""

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        shown = ((name, getattr(self, name)) for name in self._fields)
        inner = ", ".join(f"{name}={value!r}" for name, value in shown if value is not None)
        return f"{type(self).__name__}({inner})"


def fields_of(record: type[Record] | Record) -> tuple[Field, ...]:
    """Return the fields of a record or its class, in the order of the paper."""
    return tuple(record._fields.values())


def values_at(paths: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads the values at dotted paths of a record, all in one step."""
    if not paths:
        return lambda _: ()
    read: Callable[[Any], Any] = attrgetter(*paths)
    return read if len(paths) > 1 else lambda record: (read(record),)


def given_fields(record: Record) -> dict[str, object]:
    """Return what was given when the record was made, nested records likewise, computed totals left out."""
    given: dict[str, object] = {}
    for name in record._fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            given[name] = given_fields(value)
        elif name not in record._left_out:
            given[name] = value
    return given


def nested(field: Field) -> type[Record] | None:
    """Return the record class a field holds, or None where it holds a figure, a text or a fact."""
    content = field.content
    return content if isinstance(content, type) and issubclass(content, Record) else None


def record_in(field: Field) -> type[Record] | None:
    """Return the record class that fields of a data file stand for at this field, or None."""
    return nested(field) or cast("type[Record] | None", field.optional)


def label_of(field: Field) -> Label:
    """Return the label of a field; a group without one goes by the label of its total."""
    inner = nested(field)
    if not field.labels and inner is not None:
        totals = [each.label for each in inner._fields.values() if each.kind is Kind.TOTAL]
        return totals[0] if totals else field.label
    return field.label


@cached
def aliases(record: type[Record]) -> Mapping[str, str]:
    """Return every key a data file may use for the fields of a record, and the field it means."""
    keys = [(key, name) for name, field in record._fields.items() for key in _keys_of(field)]
    times = Counter(key for key, _ in keys)  # an inner label may stand under two outer ones
    return {key: name for key, name in keys if times[key] == 1 or key == name}


def _keys_of(field: Field) -> dict[str, None]:
    """Return the keys of a field, each once and in a fixed order."""
    label = label_of(field)
    texts = (label.printed, label.text, field.short, field.key)
    return dict.fromkeys((field.name, *(normalise_label(text) for text in texts if text)))


def problems_of(record: type[Record], error: ValidationError) -> list[Problem]:
    """Return what pydantic found wrong with the fields of a record, in our words."""
    faults = list(iter_faults(error))
    if any(fault.code == POSITIONAL for fault in faults):  # what was given without a name is not missing
        faults = [fault for fault in faults if fault.code != "missing"]
    return [problem for fault in faults for problem in _iter_problems(record, fault)]


def unknown_field(
    record: type[Record], name: str, where: str, path: tuple[str, ...] = (), *, after: int = 0
) -> Problem:
    """Return the problem of a name that is no field: with the nearest names and their labels.

    `path` are the keys that lead to the record. The nearest names are looked for unless the problem comes
    `after` many others.
    """
    keys = aliases(record) if after < MOST_EXPLAINED else {}
    near = dict.fromkeys(keys[key] for key in nearest(normalise_label(name), keys) or nearest(name, keys))
    shown = [f"{field}（{label_of(record._fields[field]).text}）" for field in near]
    return Problem(
        Message("没有这个字段", "no such field"),
        where=where,
        found=name,
        expected=" / ".join(shown) or ", ".join(record._fields),
        path=(*path, name),
    )


def missing_field(record: type[Record], name: str, where: str = "", path: tuple[str, ...] = ()) -> Problem:
    """Return the problem of a required field that was not given; `path` as for `unknown_field`."""
    label = record._fields[name].label.text
    return Problem(
        Message("缺少必填的字段", "a required field is missing"),
        where=where,
        expected=f"{name}（{label}）",
        path=(*path, name),
    )


def place_of(record: type[Record], path: tuple[str, ...], *, in_data: bool = False) -> str:
    """Return a path for people: ``applications.received（一、本年新收政府信息公开申请数量）``.

    With `in_data` a field goes by its key in data files where that is not its name.
    """
    current: type[Record] | None = record
    labels = []
    written = list(path)
    for depth, name in enumerate(path):
        field = current._fields.get(name) if current else None
        if field is None:
            break
        written[depth] = (field.key if in_data else "") or name
        labels.append(label_of(field).text)
        current = record_in(field)
    shown = BETWEEN.join(label for label in labels if label)
    return ".".join(written) + (f"（{shown}）" if shown else "")


def _iter_problems(record: type[Record], fault: Fault) -> Iterator[Problem]:
    """Yield what a fault is in our words: one problem, or those that our own reader has found."""
    if fault.problems:
        place = place_of(record, fault.path)
        yield from (
            dataclasses.replace(each.at(place), path=(*fault.path, *each.path)) for each in fault.problems
        )
    else:
        yield _problem(record, fault)


def _problem(record: type[Record], fault: Fault) -> Problem:
    owner: type[Record] = record
    *outer, name = fault.path
    for step in outer:
        owner = record_in(owner._fields[step]) or owner
    inside = place_of(record, tuple(outer))
    if fault.code == UNKNOWN_FIELD:
        return unknown_field(owner, name, inside or record.__qualname__, tuple(outer))
    if fault.code == "missing":
        return missing_field(owner, name, inside, tuple(outer))
    if fault.code == POSITIONAL:
        return Problem(fault.what, record.__qualname__, fault.found, fault.expected)
    inner = nested(owner._fields[name]) if fault.code in NO_FIELDS else None
    expected = fault.expected if inner is None else ", ".join(inner._fields)
    remedy = fault.remedy if inner is None else None
    return Problem(fault.what, place_of(record, fault.path), fault.found, expected, remedy, fault.path)


def _declared_fields(cls: type[Record]) -> dict[str, Field]:
    annotated = [name for name in vars(cls).get("__annotations__", {}) if not name.startswith("_")]
    for name, value in vars(cls).items():
        if isinstance(value, Field):
            _refuse_name(cls, name)
        if isinstance(value, Field) and name not in annotated:
            raise FormError.of(
                Message("字段没有类型标注", "a field without an annotation"),
                where=f"{cls.__qualname__}.{name}",
                remedy=Message("写成 {name}: Count = …", "write {name}: Count = ...").format(name=name),
            )
    if not annotated:
        return {}
    hints = resolved_annotations(cls)
    fields = {name: _bound_field(cls, name, hints[name]) for name in annotated}
    cls.__annotations__ = {
        name: narrowed(fields[name], hint) for name, hint in hints.items() if name in fields
    }
    return fields


def _refuse_name(cls: type[Record], name: str) -> None:
    """Refuse a field by whose name something else is meant: a method of the record, or a private name."""
    is_private = name.startswith("_")
    if is_private or (name not in cls._fields and any(name in vars(base) for base in cls.__mro__[1:])):
        raise FormError.of(
            Message("字段不能用这个名字", "a field cannot have this name"),
            where=f"{cls.__qualname__}.{name}",
            expected=Message("不与方法同名，不以 _ 开头", "not that of a method, and no _ in front"),
        )


def _unknown_option(cls: type[Record], name: str) -> FormError:
    makers = [vars(base)["__init_subclass__"] for base in cls.__mro__ if "__init_subclass__" in vars(base)]
    known = [
        option.name
        for maker in makers
        if isinstance(maker, classmethod)
        for option in inspect.signature(maker.__func__).parameters.values()
        if option.kind is option.KEYWORD_ONLY
    ]
    return FormError.of(
        Message("没有这个选项", "no such option"),
        where=cls.__qualname__,
        found=name,
        expected=" / ".join(nearest(name, known) or known),
    )


def _bound_field(cls: type[Record], name: str, hint: object) -> Field:
    declared = vars(cls).get(name)
    if not isinstance(declared, Field) or not has_labels(declared):
        raise FormError.of(
            Message("字段没有标签", "a field without a label"),
            where=f"{cls.__qualname__}.{name}",
            remedy=Message('写成 {name}: … = row("标签")', 'write {name}: ... = row("label")').format(
                name=name
            ),
        )
    printed = [text for label in declared.labels for text in (label.text, label.note)]
    texts = (*printed, declared.short, declared.block, declared.unit, *declared.choices)
    refuse_unprintable(f"{cls.__qualname__}.{name}", texts)
    refuse_idle_breaks(f"{cls.__qualname__}.{name}", declared.labels)
    field = dataclasses.replace(declared, name=name, content=_content(hint), optional=_optional(hint))
    if bool(field.choices) is not (field.content in (Content("choice"), Content("choices"))):
        raise FormError.of(
            Message("choices 与类型不合", "the choices do not fit the type"),
            where=f"{cls.__qualname__}.{name}",
            found=as_written(field.choices),
            expected=f'{name}: Choice = row("…", choices=("…", "…"))',
        )
    return field


def _content(hint: object) -> object:
    if isinstance(hint, type) and issubclass(hint, Record):
        if not hint._fields:
            raise FormError.of(
                Message("这个类一个字段也没有", "a class without any field"), where=hint.__qualname__
            )
        return hint
    marks = [mark for mark in get_args(hint) if isinstance(mark, Content)]
    return marks[0] if marks else Content("fact")


def _optional(hint: object) -> type[Record] | None:
    """Return the record class among the types of a union."""
    members = get_args(get_args(hint)[0]) if get_args(hint) else ()
    return next((each for each in members if isinstance(each, type) and issubclass(each, Record)), None)


def _as_dataclass_field(field: Field) -> object:
    if field.required:
        return dataclasses.field(kw_only=True)
    return dataclasses.field(default_factory=nested(field) or (lambda: LEFT_OUT), kw_only=True)


def _refuse_equal_labels(cls: type[Record]) -> None:
    """Refuse a label, a short one or a name by which a data file could mean two fields."""
    seen: dict[str, str] = {}
    for name, field in cls._fields.items():
        outer = "".join(label.printed + BETWEEN for label in field.labels[:-1])
        for key in sorted(outer + key for key in _keys_of(field)):
            if key in seen:
                raise FormError.of(
                    Message("同一标签用了两次", "the same label stands twice"),
                    where=f"{cls.__qualname__}.{name}",
                    found=key,
                    expected=Message("与 {other} 不同", "another than that of {other}").format(
                        other=seen[key]
                    ),
                )
            seen[key] = name


def _guard_constructor(cls: type[Record]) -> None:
    """Make the constructor raise our own error instead of pydantic's."""
    construct: Callable[..., None] = cls.__init__

    def constructor(self: Record, *args: object, **values: object) -> None:
        try:
            construct(self, *args, **values)
        except ValidationError as exc:
            raise DataError(*problems_of(cls, exc)) from exc

    setattr(cls, "__init__", constructor)  # noqa: B010  a plain assignment is an error to type checkers
