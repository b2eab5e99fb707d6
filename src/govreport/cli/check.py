"""``govreport check``: what is wrong with reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from govreport.cli import console
from govreport.cli.inputs import expanded, form_of, loaded
from govreport.cli.language import current_language, option, verb
from govreport.cli.options import form_option
from govreport.errors import FindingsError, GovReportError
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govreport.findings import Finding
    from govreport.report import Report

_FINE = Message("没有发现问题", "nothing found")


@verb(Message("检查数据文件或已公布的报告", "check data files or published reports"), "check")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@form_option()
@option("--ignore", multiple=True, metavar="CODE", text=Message("不查这条规则", "leave this rule out"))
@option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    text=Message("结果的格式", "the format of the results"),
)
def check(
    *,
    inputs: tuple[str, ...],
    form: str | None,
    ignore: tuple[str, ...],
    output_format: Literal["text", "json"],
) -> int:
    """Check every input; return the highest exit code of the run."""
    from govreport.checks import require_rules
    from govreport.findings import has_errors

    require_rules(ignore)
    wanted = form_of(form)
    entries: list[dict[str, object]] = []
    code = 0
    for name in expanded(inputs):
        try:
            report = loaded(name, wanted)
            findings = _checked(report, ignore)
        except GovReportError as exc:
            console.tell_error(exc if exc.has_place() else exc.at(name))
            entries.append(_entry(name, error=exc.to_text(current_language())))
            code = max(code, exc.exit_code)
            continue
        entries.append(_entry(name, report, findings))
        code = max(code, FindingsError.exit_code if has_errors(findings) else 0)
        if output_format == "text":
            _say_findings(name, report, findings)
    if output_format == "json":
        console.say_json({"files": entries})
    return code


def _checked(report: Report, ignore: Sequence[str]) -> tuple[Finding, ...]:
    from govreport.checks import check as check_report

    return check_report(report, ignore=ignore)


def _say_findings(name: str, report: Report, findings: Sequence[Finding]) -> None:
    console.say(f"{name}  {report.agency.name} {report.year}")
    for line in console.finding_lines(findings):
        console.say(line)
    console.say("  " + (console.counted(findings) if findings else _FINE.in_language(current_language())))


def _entry(
    name: str, report: Report | None = None, findings: Sequence[Finding] = (), error: str | None = None
) -> dict[str, object]:
    """Return what ``--format json`` says of one input."""
    return {
        "file": name,
        "row": None,
        "agency": report.agency.name if report else None,
        "form": report.info().name if report else None,
        "year": report.year if report else None,
        "error": error,
        "findings": [finding.to_dict(current_language()) for finding in findings],
    }
