"""Which form serves which year, and how a form is found by its name.

A form registers itself by standing in this package: every public module with a ``Report`` is one.
"""

from __future__ import annotations

import importlib
import pkgutil
import shlex
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

import govreport.forms
from govreport.errors import DataError, FormError
from govreport.forms._mapping import doubled_field
from govreport.forms._record import aliases
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.text.wording import nearest, normalise_label

SCHEMA = 1
"""The version of the data format."""
ENVELOPE = {
    "schema": "schema",
    "form": "form",
    "表样": "form",
    "kind": "kind",
    "blank": "blank",
    "空白": "blank",
}
"""What a data file says besides the report itself, by the keys it may use for that."""
BLANK_POLICIES: dict[object, BlankPolicy] = {"blank": "blank", "空": "blank", "zero": "zero", "零": "zero"}
"""How blanks are treated, by the words a data file may use for that."""


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
        DataError: If the year is no whole number.
    """
    if type(year) is not int:
        raise DataError.of(
            Message("年度应是整数", "a year is a whole number"),
            where="year",
            found=as_written(year),
            expected="2021",
        )
    forms = [form.info() for form in official_forms().values()]
    fitting = [info for info in forms if info.kind == kind]
    for info in fitting:
        if info.serves(year):
            return official_forms()[info.name]
    what = Message("没有适用于这一年份的表样", "no form serves this year")
    if fitting and year < fitting[0].first_year:
        what = Message(
            "没有适用于这一年份的表样：最早的从 {first} 年开始",
            "no form serves this year: the first begins in {first}",
        ).format(first=fitting[0].first_year)
    raise FormError.of(
        what,
        found=f"{year} ({kind})",
        expected=", ".join(f"{info.name} {info.years}" for info in fitting)
        or "kind: " + ", ".join(sorted({info.kind for info in forms})),
        remedy=Message(
            "核对年份，或用 --form 指定自己的表样", "check the year, or name a form of your own with --form"
        ),
    )


def form_named(name: str) -> type[Report]:
    """Return a form by its name, or one of the user's own by ``module:Class``.

    A module is looked for on the import path and in the current folder.

    Raises:
        FormError: If there is none of that name; the message gives the nearest names.
    """
    if ":" in name:
        return _own_form(name)
    forms = official_forms()
    if name in forms:
        return forms[name]
    raise FormError.of(
        Message("没有这个表样", "no such form"),
        found=name,
        expected=" / ".join(nearest(name, forms) or forms),
        remedy=Message(
            "自己的表样用 --form module:Class 指定", "name a form of your own with --form module:Class"
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
    _check_schema(envelope.get("schema", SCHEMA))
    policy = blank or _blank_policy(envelope.get("blank", "blank"))
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
    if name is not None and ":" in str(name):
        raise _own_form_in_data(str(name))
    if name is not None:
        return form_named(str(name))
    keys = aliases(Report)
    years = [value for key, value in data.items() if keys.get(normalise_label(str(key))) == "year"]
    if not years:
        raise DataError.of(
            Message("数据没有年度，不知道用哪个表样", "the data has no year to choose the form by"),
            where="year",
            expected="year: 2021",
        )
    return form_for(cast("int", years[0]), str(envelope.get("kind", "ogi")))


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


def _blank_policy(value: object) -> BlankPolicy:
    if isinstance(value, str) and value in BLANK_POLICIES:
        return BLANK_POLICIES[value]
    raise DataError.of(
        Message("空白的处理方式不认识", "no such way to treat blanks"),
        where="blank",
        found=as_written(value),
        expected="blank / zero",
    )
