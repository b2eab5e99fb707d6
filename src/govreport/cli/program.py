"""The program: its verbs, and the border at which every exception becomes a message and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from govreport import __version__
from govreport.cli import console, streams
from govreport.cli.build import build
from govreport.cli.check import check
from govreport.cli.compare import compare
from govreport.cli.convert import convert
from govreport.cli.doctor import doctor
from govreport.cli.forms import forms
from govreport.cli.language import Group, common_options, language_of, option, requested_language
from govreport.cli.new import new
from govreport.cli.read import read
from govreport.cli.sum import sum_units
from govreport.cli.template import template
from govreport.cli.usage import usage_error
from govreport.errors import GovReportError
from govreport.messages import Language, Message

_INTERRUPTED = 130
_INTERRUPTION = Message("已中断", "interrupted")


def _show_version(context: click.Context, parameter: click.Parameter, value: object) -> None:
    del parameter
    if value and not context.resilient_parsing:
        streams.write(f"govreport, version {__version__}\n")
        context.exit()


@click.group("govreport", cls=Group, no_args_is_help=False)
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    text=Message("显示版本", "show the version"),
)
@common_options
def program() -> None:
    """Hold the verbs."""


program.text = Message(
    "政府信息公开工作年度报告：从数据到核对无误的 Word 文件",
    "yearly reports on open government information: from figures to a checked Word file",
)
for _command in (forms, new, build, check, read, convert, sum_units, compare, template, doctor):
    program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    0 fine, 1 error findings, 2 usage or unreadable input, 3 template, 4 the machine, 70 a bug of ours,
    130 interrupted.
    """
    streams.accept_every_character()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        with program.make_context("govreport", list(arguments)) as context:
            return _invoked(context)
    except click.exceptions.Exit as exc:
        return exc.exit_code
    except click.UsageError as exc:
        return _ended(usage_error(exc), language_of(exc.ctx))
    except GovReportError as exc:  # the help or the version could not be printed
        return _ended(exc, requested_language(arguments) or "zh")
    except (click.Abort, KeyboardInterrupt):
        language = requested_language(arguments) or "zh"
        streams.write(_INTERRUPTION.in_language(language) + "\n", err=True)
        return _INTERRUPTED


def _ended(error: GovReportError, language: Language) -> int:
    """Tell an error met before a verb runs; return its exit code."""
    streams.write(error.to_text(language) + "\n", err=True)
    return error.exit_code


def _invoked(context: click.Context) -> int:
    """Run the verb; turn what it raises into a message and an exit code."""
    try:
        result = program.invoke(context)
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as exc:  # noqa: BLE001  the last border: whatever is no error of ours is a bug of ours
        return console.tell_failure(exc)
    return result if isinstance(result, int) else 0
