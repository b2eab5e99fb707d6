"""The language of the command line: help in Chinese or English, and the options every verb takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar, cast

import click

from govreport.cli import streams
from govreport.messages import Language, Message

LANGUAGES = ("zh", "en")
CHOSEN_LIMITS = "govreport.limits"
"""Where the limits chosen for a verb are kept."""
_LANGUAGE = "govreport.lang"
F = TypeVar("F", bound=Callable[..., object])


def current_language() -> Language:
    """Return the language of the command that is running; Chinese unless ``--lang`` says otherwise."""
    return language_of(click.get_current_context(silent=True))


def language_of(context: click.Context | None) -> Language:
    """Return the language of a command."""
    return cast("Language", context.meta.get(_LANGUAGE, "zh") if context else "zh")


def requested_language(arguments: Sequence[str]) -> Language | None:
    """Return the language that ``--lang`` asks for, wherever it stands; None where it does not.

    Help is printed and faults are told before all options are understood; they need to know it first.
    """
    found: Language | None = None
    for argument, following in pairwise((*arguments, "")):
        if argument == "--":
            break
        name, has_value, value = argument.partition("=")
        value = value if has_value else following
        if name == "--lang" and value in LANGUAGES:
            found = cast("Language", value)
    return found


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
    "Show this message and exit.": "显示本说明",
}


class Choice(click.Choice[str]):
    """One of several words; what was given instead is all that is said of a wrong one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word."""
        word = str(value)
        return word if word in self.choices else self.fail(word, param, ctx)


class Number(click.types.IntParamType):
    """A whole number; what was given instead is all that is said of anything else."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        try:
            return int(value)
        except ValueError:
            self.fail(str(value), param, ctx)


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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand the arguments; a fault names the verb, and is told in the language asked for."""
        if language := requested_language(args):
            ctx.meta[_LANGUAGE] = language
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as exc:
            exc.ctx = exc.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that prints the help, and prints it as we print everything."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.callback = _show_help
        return found

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


def _show_help(context: click.Context, parameter: click.Parameter, value: object) -> None:
    del parameter
    if value and not context.resilient_parsing:
        streams.write(context.get_help() + "\n")
        context.exit()


class Verb(_Bilingual):
    """A command of the command line."""

    allow_extra_args = True  # to name them ourselves

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand the arguments.

        Raises:
            ExtraArguments: If there are more than the verb takes.
            MissingParameter: If a value is empty: an unset variable of a script is not what was meant.
        """
        rest = super().parse_args(ctx, args)
        if rest:
            raise ExtraArguments(rest, ctx)
        for parameter in self.params:
            value = ctx.params.get(parameter.name or "")
            if value == "" or (isinstance(value, tuple) and "" in value):
                raise click.MissingParameter(ctx=ctx, param=parameter)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb, within the limits that were chosen for it."""
        chosen = ctx.meta.get(CHOSEN_LIMITS)
        if chosen is None:
            return super().invoke(ctx)
        from govreport.gate.limits import holding

        with holding(chosen):
            return super().invoke(ctx)


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


class ExtraArguments(click.UsageError):
    """More arguments than a verb takes.

    Attributes:
        arguments: Those that are too many.
    """

    def __init__(self, arguments: list[str], context: click.Context) -> None:
        super().__init__(" ".join(arguments), context)
        self.arguments = arguments


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


_COMMON: tuple[tuple[Sequence[str], Message, Mapping[str, Any]], ...] = (
    (["--lang"], Message("提示所用的语言", "the language of messages"), {"type": Choice(LANGUAGES)}),
    (["-q", "--quiet"], Message("只显示错误", "show errors only"), {"is_flag": True}),
    (["-v", "--verbose"], Message("显示每一步", "show every step"), {"is_flag": True}),
    (["--debug"], Message("出错时显示程序的调用栈", "show the traceback of an error"), {"is_flag": True}),
)


def common_options(function: F) -> F:
    """Add the options every verb takes: ``--lang``, ``-q``, ``-v``, ``--debug``."""
    for names, text, kind in reversed(_COMMON):
        add = option(*names, text=text, callback=_keep, is_eager=True, expose_value=False, **kind)
        function = add(function)
    return function


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> object:
    if value:
        context.meta[f"govreport.{parameter.name}"] = value
    return value
