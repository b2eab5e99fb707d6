"""Which form serves which year, and how a form is found by its name.

A form registers itself by standing in this package: every public module with a ``Report`` is one.
"""

from __future__ import annotations

import importlib
import pkgutil
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import cast

import govreport.forms
from govreport.errors import DataError, FormError, Problem
from govreport.forms._editions import require_year
from govreport.forms._mapping import doubled_field
from govreport.forms._record import aliases, missing_field
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.report import SCHEMA, BlankPolicy, Report, fills_zero
from govreport.text.wording import MOST_EXPLAINED, nearest, normalise_label

ENVELOPE = {
    "schema": "schema",
    "form": "form",
    "表样": "form",
    "kind": "kind",
    "blank": "blank",
    "空白": "blank",
}
"""What a data file says besides the report itself, by the keys it may use for that."""


@cache
def official_forms() -> Mapping[str, type[Report]]:
    """Return the built-in forms by name, the oldest first."""
    modules = [
        importlib.import_module(f"govreport.forms.{module.name}")
        for module in pkgutil.iter_modules(govreport.forms.__path__)
        if not module.name.startswith("_")
    ]
    forms: list[type[Report]] = sorted(
        (module.Report for module in modules), key=lambda form: form.info().first_year
    )
    return {form.info().name: form for form in forms}


def form_for(year: int, kind: str = "ogi") -> type[Report]:
    """Return the form that is in force for a report year.

    >>> form_for(2024).info().name
    'ogi2021'

    Raises:
        FormError: If no form of that kind serves the year; the message says which years are served.
        DataError: If the year is no whole number, or no report can be of it.
    """
    require_year(year, place="year")
    forms = [form.info() for form in official_forms().values()]
    fitting = [info for info in forms if info.kind == kind]
    for info in fitting:
        if info.serves(year):
            return official_forms()[info.name]
    what = Message("没有适用于这一年份的表样", "no form serves this year")
    asked = as_written(kind).strip('"')
    if fitting and year < fitting[0].first_year:
        what = Message(
            "没有适用于这一年份的表样：最早的从 {first} 年开始",
            "no form serves this year: the first begins in {first}",
        ).format(first=fitting[0].first_year)
    raise FormError.of(
        what,
        found=f"{year} ({asked})",
        expected=", ".join(f"{info.name} {info.years}" for info in fitting)
        or "kind: " + ", ".join(sorted({info.kind for info in forms})),
        remedy=Message(
            "核对年份，或用 --form（Python 里 form=）指定自己的表样",
            "check the year, or name a form of your own with --form, in Python form=",
        ),
    )


def form_named(name: str) -> type[Report]:
    """Return a form by its name, or one of the user's own by ``module:Class``.

    A module is looked for on the import path and in the current folder.

    Raises:
        FormError: If there is none of that name; the message gives the nearest names.
    """
    given: object = name
    if isinstance(given, str) and ":" in given:
        return _own_form(name)
    forms = official_forms()
    if isinstance(given, str) and given in forms:
        return forms[name]
    raise FormError.of(
        Message("没有这个表样", "no such form"),
        found=given if isinstance(given, str) else as_written(given),
        expected=" / ".join((isinstance(given, str) and nearest(given, forms)) or forms),
        remedy=Message(
            "自己的表样用 --form module:Class（Python 里 form=）指定",
            "name a form of your own with --form module:Class, in Python form=",
        ),
    )


def _own_form(name: str) -> type[Report]:
    module_name, _, class_name = name.partition(":")
    module = _own_module(module_name, name)
    forms: dict[str, type[Report]] = {key: value for key, value in vars(module).items() if _is_form(value)}
    if class_name in forms:
        return forms[class_name]
    raise FormError.of(
        Message("模块里没有这个表样", "the module has no such form"),
        where=module_name,
        found=class_name,
        expected=" / ".join(nearest(class_name, forms) or forms) or "class …(govreport.Report)",
    )


def _own_module(name: str, form: str) -> ModuleType:
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.append(folder)
    try:
        return importlib.import_module(name)
    except FormError as exc:
        raise exc.at(form) from exc
    except (Exception, SystemExit) as exc:  # a script ends the process when it is imported
        raise FormError.of(
            Message("表样所在的模块不能导入", "the module of the form cannot be imported"),
            where=form,
            found=f"{type(exc).__name__}: {exc}",
            remedy=Message("在它所在的文件夹里运行，或安装它", "run in its folder, or install it"),
        ) from exc


def _is_form(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Report) and value is not Report


def report_from_data(
    data: Mapping[str, object],
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Report:
    """Make a report from the content of a data file; the form follows from it unless one is given.

    ``form`` in the data names an official form; without it, ``year`` and ``kind`` do. References
    in texts are resolved unless ``references=False``; `last_year` is the report of the year before, for
    those that compare.

    Raises:
        FormError: If no form fits.
        DataError: If the data does not fit the form.
    """
    if not isinstance(data, Mapping):
        raise DataError.of(
            Message("这里应有字段（键和值）", "fields (keys and values) belong here"),
            where="report_from_data",
            found=as_written(data),
            expected="year, agency, …",
        )
    envelope = _envelope(data)
    content = {key: value for key, value in data.items() if key not in ENVELOPE}
    with _at_key(data, "schema"):
        _check_schema(envelope.get("schema", SCHEMA))
    with _at_key(data, "blank"):
        policy: BlankPolicy = "zero" if fills_zero(blank or envelope.get("blank", "blank")) else "blank"
    chosen = form or form_of_data(data)
    return chosen.from_data(content, blank=policy, references=references, last_year=last_year)


def _envelope(data: Mapping[str, object]) -> dict[str, object]:
    """Return what a data file says of itself: its schema, its form, how its blanks are meant."""
    envelope: dict[str, object] = {}
    for key in (key for key in data if key in ENVELOPE):
        if ENVELOPE[key] in envelope:
            raise DataError(doubled_field("", key, ENVELOPE[key]))
        envelope[ENVELOPE[key]] = data[key]
    return envelope


def form_of_data(data: Mapping[str, object]) -> type[Report]:
    """Return the form the content of a data file is for: the one it names, else the one of its year and kind.

    Only an official form can be named: a form of one's own is a module of Python, and to read data must not
    run code.

    Raises:
        FormError: If there is none, or if the data names one of the user's own.
        DataError: If the data has no year.
    """
    envelope = _envelope(data)
    name = envelope.get("form")
    if name is not None:
        with _at_key(data, "form"):
            return _form_in_data(str(name))
    keys = [key for key in data if _fact_of(key) == "year"]
    if not keys:
        raise DataError(_no_year(data))
    with _at_key(data, keys[0]):
        return form_for(cast("int", data[keys[0]]), str(envelope.get("kind", "ogi")))


@contextmanager
def _at_key(data: Mapping[str, object], name: str) -> Iterator[None]:
    """Say of what is wrong with a value under which key of the data it stands."""
    try:
        yield
    except (DataError, FormError) as exc:
        key = next((key for key in data if ENVELOPE.get(key) == name), name)
        raise type(exc)(*(replace(problem, path=(key,)) for problem in exc.problems)) from exc


def _fact_of(key: object) -> str | None:
    """Return the fact of every report that a key of a data file means."""
    return aliases(Report).get(normalise_label(str(key)))


def _no_year(data: Mapping[str, object]) -> Problem:
    """Return the problem of data without a year: with the key that may have been meant as one."""
    problem = missing_field(Report, "year")
    others = islice((str(key) for key in data if _fact_of(key) is None), MOST_EXPLAINED)
    key = next((key for key in others if _is_nearly(key, "year")), "")
    return replace(problem, found=key, path=(key or "year",))


def _is_nearly(key: str, name: str) -> bool:
    keys = aliases(Report)
    return name in (keys[near] for near in nearest(normalise_label(key), keys))


def _form_in_data(name: str) -> type[Report]:
    if ":" in name:
        raise _own_form_in_data(name)
    return form_named(name)


def _own_form_in_data(name: str) -> FormError:
    option = f"--form {shlex.quote(name)}"
    return FormError.of(
        Message(
            "数据文件不能指定自己的表样：读数据时不运行程序",
            "data cannot name a form of your own: it is a program",
        ),
        where="form",
        found=name,
        expected=", ".join(official_forms()),
        remedy=Message(
            "确是自己的表样，就用 {option} 指定（Python 里用 form=）",
            "if it is yours, name it with {option}, in Python with form=",
        ).format(option=option),
    )


def _check_schema(schema: object) -> None:
    if schema != SCHEMA or isinstance(schema, bool):
        raise DataError.of(
            Message("数据格式的版本不认识", "a version of the data format that is not known"),
            where="schema",
            found=as_written(schema),
            expected=str(SCHEMA),
            remedy=Message("升级 govreport", "upgrade govreport"),
        )
