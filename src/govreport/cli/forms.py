"""``govreport forms``: the forms and the years they serve; the JSON Schema of one."""

from __future__ import annotations

from govreport.cli import console
from govreport.cli.inputs import named_form
from govreport.cli.language import option, verb
from govreport.messages import Message


@verb(Message("列出各表样和它们适用的年份", "list the forms and the years they serve"), "forms")
@option(
    "--schema",
    metavar="FORM",
    text=Message("只印出这个表样的 JSON Schema", "print the JSON Schema of this form instead"),
)
def forms(*, schema: str | None) -> None:
    """Print one line per form: its name, its years, the notice it is based on."""
    from govreport.forms._registry import official_forms

    if schema:
        from govreport.schema import schema_of

        console.say_json(schema_of(named_form(schema, "--schema")))
        return
    for name, form in official_forms().items():
        info = form.info()
        console.say(f"{name}\t{info.kind}\t{info.years}\t{info.basis}")
