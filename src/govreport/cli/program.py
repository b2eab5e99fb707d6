"""The program: its verbs, and the border at which every exception becomes a message and an exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import click

from govreport import __version__
from govreport.cli import console
from govreport.cli.build import build
from govreport.cli.check import check
from govreport.cli.convert import convert
from govreport.cli.forms import forms
from govreport.cli.language import Group, NoSuchVerb, common_options, setting
from govreport.cli.new import new
from govreport.cli.read import read
from govreport.cli.template import template
from govreport.errors import GovReportError, UsageError
from govreport.messages import Language, Message
from govreport.text.wording import nearest

_BUG = 70
_INTERRUPTED = 130


@click.group("govreport", cls=Group)
@click.version_option(__version__, "--version", prog_name="govreport")
@common_options
def program() -> None:
    """Hold the verbs."""


program.text = Message(
    "政府信息公开工作年度报告：从数据到核对无误的 Word 文件",
    "yearly reports on open government information: from figures to a checked Word file",
)
for _command in (forms, new, build, check, read, convert, template):
    program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    0 fine, 1 error findings, 2 usage or unreadable input, 3 template, 4 the machine, 70 a bug of ours.
    """
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        with program.make_context("govreport", list(arguments)) as context:
            return _invoked(context)
    except click.exceptions.Exit as exc:
        return exc.exit_code
    except click.UsageError as exc:
        click.echo(_usage_error(exc).to_text(_requested_language(arguments)), err=True)
        return UsageError.exit_code
    except click.Abort:
        return _INTERRUPTED


def _invoked(context: click.Context) -> int:
    """Run the verb; turn what it raises into a message and an exit code."""
    try:
        result = program.invoke(context)
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except GovReportError as exc:
        if setting("govreport.debug", default=False):
            traceback.print_exc()
        console.tell_error(exc)
        return exc.exit_code
    except BrokenPipeError:
        return 0
    except Exception as exc:  # noqa: BLE001  the last border: whatever is left is our own bug
        if setting("govreport.debug", default=False):
            traceback.print_exc()
        console.tell_error(_bug(exc))
        return _BUG
    return result if isinstance(result, int) else 0


def _usage_error(error: click.UsageError) -> UsageError:
    """Return a fault of the command line in our words."""
    command = error.ctx.command_path if error.ctx else "govreport"
    help_line = Message("看说明：{command} --help", "see {command} --help").format(command=command)
    if isinstance(error, click.NoSuchOption):
        near = nearest(error.option_name, _option_names(error.ctx))
        return UsageError.of(
            Message("没有这个选项", "no such option"),
            where=command,
            found=error.option_name,
            expected=" / ".join(near),
            remedy=help_line,
        )
    if isinstance(error, NoSuchVerb):
        return UsageError.of(
            Message("没有这个命令", "no such command"),
            where=command,
            found=error.name,
            expected=" / ".join(nearest(error.name, error.verbs) or error.verbs),
            remedy=help_line,
        )
    if isinstance(error, click.BadParameter):
        return _bad_parameter(error, command, help_line)
    return UsageError.of(
        Message("命令行写得不对：{reason}", "wrong usage: {reason}").format(reason=error.format_message()),
        where=command,
        remedy=help_line,
    )


def _bad_parameter(error: click.BadParameter, command: str, help_line: Message) -> UsageError:
    parameter = error.param
    name = error.param_hint or (parameter.get_error_hint(error.ctx) if parameter and error.ctx else "")
    choices = parameter.type.choices if parameter and isinstance(parameter.type, click.Choice) else ()
    missing = isinstance(error, click.MissingParameter)
    what = Message("{name} 的值不对", "a wrong value for {name}")
    if missing:
        what = Message("缺少 {name}", "{name} is missing")
    return UsageError.of(
        what.format(name=name if isinstance(name, str) else " / ".join(name or ())),
        where=command,
        found="" if missing or choices else error.message,
        expected=" / ".join(str(choice) for choice in choices),
        remedy=help_line,
    )


def _option_names(context: click.Context | None) -> list[str]:
    return [name for parameter in context.command.params for name in parameter.opts] if context else []


def _bug(failure: Exception) -> GovReportError:
    return GovReportError.of(
        Message("程序内部出错，这是 govreport 的缺陷", "an internal error: this is a bug of govreport"),
        found=f"{type(failure).__name__}: {failure}",
        remedy=Message(
            "加 --debug 再运行一次，把输出报告给我们", "run again with --debug and report the output"
        ),
    )


def _requested_language(arguments: Sequence[str]) -> Language:
    asked = " ".join(arguments).replace("--lang=", "--lang ")
    return "en" if "--lang en" in asked else "zh"
