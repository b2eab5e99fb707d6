"""``govreport forms``: the forms and the years they serve."""

from __future__ import annotations

from govreport.cli import console
from govreport.cli.language import verb
from govreport.messages import Message


@verb(Message("列出各表样和它们适用的年份", "list the forms and the years they serve"), "forms")
def forms() -> None:
    """Print one line per form: its name, its years, the notice it is based on."""
    from govreport.forms._registry import official_forms

    for name, form in official_forms().items():
        info = form.info()
        console.say(f"{name}\t{info.kind}\t{info.years}\t{info.basis}")
