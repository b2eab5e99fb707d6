"""``govreport template``: Word templates to edit, and whether they fit a form."""

from __future__ import annotations

from pathlib import Path

import click

from govreport.cli import console
from govreport.cli.inputs import form_of
from govreport.cli.language import Group, common_options, current_language, option, verb
from govreport.cli.options import form_option, limit_option, output_option, trusted_template_option
from govreport.errors import TemplateError
from govreport.messages import Message

_FINE = Message(
    "{path}: 模板与表样 {form} 相符，{count} 处标记", "{path}: fits the form {form}, {count:tag|tags}"
)
_NEVER = Message("表样里有、模板里没有的：{paths}", "in the form and never in the template: {paths}")
_UNPUBLISHED = Message(
    "模板里有 {count} 处内容不会公布：",
    "not published of the template: {count:thing|things}",
)
_TOLD = 200
"""How many of them are told."""
_NAMED = 5
"""How many fields a message names."""


@click.group("template", cls=Group, no_args_is_help=False)
@common_options
def template() -> None:
    """Hold the verbs about templates."""


template.text = Message("Word 模板：生成，检查", "Word templates: make one, check one")


@verb(Message("生成一个可以修改的模板", "make a template to edit"), "new")
@form_option(required=True)
@output_option()
@option(
    "--charts",
    is_flag=True,
    text=Message("在表三下放两张图", "with two charts under the table of applications"),
)
def new(*, form: str, output: str, charts: bool) -> None:
    """Write the stock template of a form."""
    from govreport.batch.outputs import require_word_file
    from govreport.files import refuse_existing, write_atomic
    from govreport.word import stock_template

    require_word_file(output)
    refuse_existing(Path(output))
    chosen = form_of(form)
    if chosen is not None:
        console.tell_writing(output)
        write_atomic(Path(output), stock_template(chosen, charts=charts))
        console.say(output)


@verb(Message("检查模板里的每一处标记", "check every tag of a template"), "check")
@click.argument("path", metavar="TEMPLATE")
@form_option(required=True)
@trusted_template_option
@limit_option
def check(*, path: str, form: str, trusted_template: bool) -> int:
    """Check a template against a form; every problem is told with its place."""
    from govreport.word import Template

    chosen = form_of(form)
    console.tell_reading(path)
    opened = Template.open(path, trusted=trusted_template)
    problems = opened.check(chosen) if chosen is not None else ()
    for problem in problems:
        console.say(*problem.at(path).iter_lines(current_language()))
    never = opened.never_shown(chosen) if chosen is not None else []
    if never and opened.fields:
        console.tell(_NEVER.format(paths=", ".join(never[:_NAMED]) + (" …" if len(never) > _NAMED else "")))
    if opened.traces:
        console.tell(_UNPUBLISHED.format(count=len(opened.traces)))
        for trace in opened.traces[:_TOLD]:
            console.tell(Message("  {line}", "  {line}").format(line=trace.to_line(current_language())))
    if not problems:
        message = _FINE.format(path=path, form=form, count=len(opened.fields))
        console.say(message.in_language(current_language()))
    return TemplateError.exit_code if problems else 0


template.add_command(new)
template.add_command(check)
