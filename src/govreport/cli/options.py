"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from govreport.cli.language import CHOSEN_LIMITS, Choice, F, option
from govreport.errors import UsageError
from govreport.messages import Message

_OUTPUT = Message("写到哪个文件", "the file to write")
_FORM = Message("表样的名称，或 模块:类", "a form's name, or module:Class")


def form_option(**attributes: Any) -> Callable[[F], F]:
    """Declare the option that names a form."""
    return option("--form", metavar="FORM", text=_FORM, **attributes)


def output_option(
    *, required: bool = True, text: Message = _OUTPUT, metavar: str = "FILE"
) -> Callable[[F], F]:
    """Declare the option that says what to write; ``-`` would become a file and is refused."""
    return option(
        "-o", "--output", metavar=metavar, required=required, callback=_not_standard_output, text=text
    )


def _not_standard_output(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is not None and value.rstrip("/") == "-":
        raise UsageError.of(
            Message("结果只写成文件，不写到标准输出", "the result goes into a file, not to stdout"),
            where=f"-o {value}",
            remedy=Message("写出文件名", "name a file"),
        )
    return value


def last_year_option(function: F) -> F:
    """Declare the option that names last year's report."""
    text = Message("上年的报告，供文中同比使用", "last year's report, for texts that compare")
    return option("--last-year", metavar="FILE", text=text)(function)


def keys_option(function: F) -> F:
    """Declare the option that says which keys a data file gets."""
    text = Message("键用英文字段名或中文名称", "keys: field names, or Chinese labels")
    return option("--keys", type=Choice(["en", "zh"]), default="en", text=text)(function)


def trusted_template_option(function: F) -> F:
    """Declare the option that trusts a template."""
    text = Message("模板可信，开放全部模板语法", "trust the template: allow all it can say")
    return option("--trusted-template", is_flag=True, text=text)(function)


def expected_option(function: F) -> F:
    """Declare the option that names the list of units."""
    text = Message("应报单位的名单，每行一个名称", "a list of the units that should report, a name on a line")
    return option("--expected", metavar="FILE", text=text)(function)


def limit_option(function: F) -> F:
    """Declare the option that changes the limits of what comes in, for as long as the verb runs."""
    text = Message("读入文件的一项限制，如 file_seconds=120", "a limit for what comes in: file_seconds=120")
    return option(
        "--limit",
        metavar="NAME=NUMBER",
        multiple=True,
        expose_value=False,
        callback=_keep_limits,
        text=text,
    )(function)


def _keep_limits(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> None:
    del parameter
    if not values or context.resilient_parsing:
        return
    from govreport.gate.limits import changed, limits

    changes: dict[str, int] = {}
    for value in values:
        name, equals, number = value.partition("=")
        if not equals or not number.isascii() or not number.isdigit():
            raise UsageError.of(
                Message("限制写作 名称=正整数", "a limit is written NAME=NUMBER"),
                where="--limit",
                found=value,
                expected="file_bytes=100000000",
            )
        changes[name] = int(number)
    try:
        context.meta[CHOSEN_LIMITS] = changed(limits(), changes)
    except UsageError as exc:
        raise exc.at("--limit") from exc
