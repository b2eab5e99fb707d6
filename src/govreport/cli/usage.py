"""Faults of the command line in our words, in both languages."""

from __future__ import annotations

import re

import click

from govreport.cli.language import ExtraArguments, NoSuchVerb, Number
from govreport.errors import UsageError
from govreport.messages import Message
from govreport.text.wording import nearest

_WORDS = (
    (r"Missing command\.", Message("没有写命令", "no command was given")),
    (r"Option '(?P<found>.*)' requires .*", Message("选项缺少值", "the option needs a value")),
    (r"Option '(?P<found>.*)' does not take .*", Message("这个选项不带值", "the option takes no value")),
)
"""What click says, and what we say instead."""
_OTHER = Message("命令行写得不对：{reason}", "wrong usage: {reason}")
_INTEGER = Message("整数", "a whole number")


def usage_error(error: click.UsageError) -> UsageError:
    """Return a fault of the command line as an error of ours."""
    command = error.ctx.command_path if error.ctx else "govreport"
    what, found, expected = _told(error)
    return UsageError.of(
        what,
        where=command,
        found=found,
        expected=expected,
        remedy=Message("看说明：{command} --help", "see {command} --help").format(command=command),
    )


def _told(error: click.UsageError) -> tuple[Message, str, Message | str]:
    """Return what is wrong, what was found, and what was expected."""
    if isinstance(error, click.NoSuchOption):
        near = nearest(error.option_name, _option_names(error.ctx))
        return Message("没有这个选项", "no such option"), error.option_name, " / ".join(near)
    if isinstance(error, NoSuchVerb):
        near = nearest(error.name, error.verbs) or error.verbs
        return Message("没有这个命令", "no such command"), error.name, " / ".join(near)
    if isinstance(error, ExtraArguments):
        return Message("参数太多", "too many arguments"), " ".join(error.arguments), ""
    if isinstance(error, click.BadParameter):
        return _bad_parameter(error)
    reason = error.format_message()
    for pattern, what in _WORDS:
        if match := re.fullmatch(pattern, reason, re.DOTALL):
            return what, match.groupdict().get("found", ""), " / ".join(_verb_names(error.ctx))
    return _OTHER.format(reason=reason), "", ""


def _bad_parameter(error: click.BadParameter) -> tuple[Message, str, Message | str]:
    parameter = error.param
    hint = error.param_hint or (parameter.get_error_hint(error.ctx) if parameter and error.ctx else "")
    name = hint if isinstance(hint, str) else " / ".join(hint or ())
    kind = parameter.type if parameter else None
    expected: Message | str = _INTEGER if isinstance(kind, Number) else ""
    if isinstance(kind, click.Choice):
        expected = " / ".join(map(str, kind.choices))
    if isinstance(error, click.MissingParameter):
        return Message("缺少 {name}", "{name} is missing").format(name=name), "", expected
    what = Message("{name} 的值不对", "a wrong value for {name}").format(name=name)
    return what, error.message, expected


def _option_names(context: click.Context | None) -> list[str]:
    return [name for parameter in context.command.params for name in parameter.opts] if context else []


def _verb_names(context: click.Context | None) -> list[str]:
    command = context.command if context else None
    return list(command.commands) if isinstance(command, click.Group) else []
