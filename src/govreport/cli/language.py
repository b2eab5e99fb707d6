"""The language of the command line: help in Chinese or English, and the options every verb takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import click

from govreport.messages import Language, Message

_LANGUAGE = "govreport.language"
F = TypeVar("F", bound=Callable[..., object])


def current_language() -> Language:
    """Return the language of the command that is running; Chinese unless ``--lang`` says otherwise."""
    return cast("Language", setting(_LANGUAGE, "zh"))


def setting(name: str, default: object) -> object:
    """Return a setting that one of the common options made."""
    context = click.get_current_context(silent=True)
    return context.meta.get(name, default) if context else default


_CLICK_WORDS = {
    "Usage: ": "用法：",
    "\nOptions:": "\n选项：",
    "\nCommands:": "\n命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "[required]": "[必填]",
    "Show the version and exit.": "显示版本",
    "Show this message and exit.": "显示本说明",
}


class Option(click.Option):
    """An option whose help is a `Message`."""

    def __init__(self, *declarations: Any, text: Message, **attributes: Any) -> None:
        super().__init__(*declarations, **attributes)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the entry of the option in the help, in the current language."""
        self.help = self.text.in_language(current_language())
        return super().get_help_record(ctx)


class _Bilingual(click.Command):
    """What verbs and groups share: a help text in two languages."""

    text: Message

    def get_help(self, ctx: click.Context) -> str:
        """Return the help, click's own words translated as well."""
        text = super().get_help(ctx)
        if current_language() == "zh":
            for english, chinese in _CLICK_WORDS.items():
                text = text.replace(english, chinese)
        return text

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, in the current language."""
        self.help = self.text.in_language(current_language())
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the line a group's help says of the command."""
        del limit
        return self.text.in_language(current_language())


class Verb(_Bilingual):
    """A command of the command line."""


class Group(_Bilingual, click.Group):
    """Commands under one name; a misspelt one is told with the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command the arguments name.

        Raises:
            NoSuchVerb: If there is none of that name.
        """
        name = args[0]
        if self.get_command(ctx, name) is None:
            raise NoSuchVerb(name, list(self.commands), ctx)
        return super().resolve_command(ctx, args)


class NoSuchVerb(click.UsageError):
    """A verb that does not exist.

    Attributes:
        name: What was asked for.
        verbs: The verbs there are.
    """

    def __init__(self, name: str, verbs: list[str], context: click.Context) -> None:
        super().__init__(name, context)
        self.name = name
        self.verbs = verbs


def verb(text: Message, name: str) -> Callable[[F], Verb]:
    """Make a command of a function, with the options every verb takes."""

    def made(function: F) -> Verb:
        command = click.command(name, cls=Verb)(common_options(function))
        command.text = text
        return command

    return made


def option(*declarations: str, text: Message, **attributes: Any) -> Callable[[F], F]:
    """Declare an option of a verb."""
    return click.option(*declarations, cls=Option, text=text, **attributes)


def common_options(function: F) -> F:
    """Add the options every verb takes: ``--lang``, ``-q``, ``-v``, ``--debug``."""
    options = [
        option(
            "--lang",
            type=click.Choice(["zh", "en"]),
            callback=_kept(_LANGUAGE),
            text=Message("提示所用的语言", "the language of messages"),
            **_COMMON,
        ),
        option(
            "-q",
            "--quiet",
            is_flag=True,
            callback=_kept("govreport.quiet"),
            text=Message("只显示错误", "show errors only"),
            **_COMMON,
        ),
        option(
            "-v",
            "--verbose",
            is_flag=True,
            callback=_kept("govreport.verbose"),
            text=Message("显示每一步", "show every step"),
            **_COMMON,
        ),
        option(
            "--debug",
            is_flag=True,
            callback=_kept("govreport.debug"),
            text=Message("出错时显示程序的调用栈", "show the traceback of an error"),
            **_COMMON,
        ),
    ]
    for add in reversed(options):
        function = add(function)
    return function


_COMMON: dict[str, Any] = {"is_eager": True, "expose_value": False}


def _kept(name: str) -> Callable[[click.Context, click.Parameter, object], object]:
    def keep(context: click.Context, parameter: click.Parameter, value: object) -> object:
        del parameter
        if value:
            context.meta[name] = value
        return value

    return keep
