"""``govreport check``: what is wrong with reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from govreport.cli import console
from govreport.cli.inputs import expanded, form_of, last_year_of, loaded
from govreport.cli.language import Choice, current_language, option, verb
from govreport.cli.options import form_option, last_year_option
from govreport.errors import FindingsError, GovReportError
from govreport.findings import Finding, has_errors
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govreport.report import Report

_FINE = Message("没有发现问题", "nothing found")
_STEP = Message("检查 {name}", "checking {name}")


@verb(Message("检查数据文件或已公布的报告", "check data files or published reports"), "check")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@form_option()
@last_year_option
@option("--ignore", multiple=True, metavar="CODE", text=Message("不查这条规则", "leave this rule out"))
@option(
    "--format",
    "output_format",
    type=Choice(["text", "json", "html"]),
    default="text",
    text=Message("结果的格式", "the format of the results"),
)
def check(
    *,
    inputs: tuple[str, ...],
    form: str | None,
    last_year: str | None,
    ignore: tuple[str, ...],
    output_format: Literal["text", "json", "html"],
) -> int:
    """Check every input; return the highest exit code of the run."""
    from govreport.checks import require_rules

    require_rules(ignore, place="--ignore")
    wanted, names = form_of(form), expanded(inputs)
    before = last_year_of(last_year, wanted, names)
    outcomes: list[_Outcome] = []
    code = 0
    for name, refused in names.items():
        console.tell_step(_STEP.format(name=name))
        try:
            report = _loaded(name, wanted, before, refused)
            findings = _checked(report, ignore)
        except Exception as exc:  # noqa: BLE001  one input that fails, by our fault even, stops no other
            code = max(code, console.tell_failure(exc, name))
            outcomes.append(_Outcome(name, error=console.as_error(exc, name).to_text(current_language())))
            continue
        outcomes.append(_Outcome(name, report, findings))
        code = max(code, FindingsError.exit_code if has_errors(findings) else 0)
        if output_format == "text":
            _say_findings(name, report, findings)
    if output_format == "json":
        console.say_json({"files": [_entry(*outcome) for outcome in outcomes]})
    if output_format == "html":
        console.say_page(_page(outcomes))
    return code


class _Outcome(NamedTuple):
    """What became of one input."""

    name: str
    report: Report | None = None
    findings: Sequence[Finding] = ()
    error: str | None = None


def _loaded(
    name: str, form: type[Report] | None, last_year: Report | None, refused: GovReportError | None
) -> Report:
    if refused is not None:
        raise refused
    return loaded(name, form, last_year=last_year)


def _checked(report: Report, ignore: Sequence[str]) -> tuple[Finding, ...]:
    from govreport.checks import check as check_report

    return check_report(report, ignore=ignore)


def _say_findings(name: str, report: Report, findings: Sequence[Finding]) -> None:
    if console.is_quiet() and not has_errors(findings):
        return
    console.say(f"{name}  {report.agency.name} {report.year}", *console.finding_lines(findings))
    console.say("  " + (console.counted(findings) if findings else _FINE.in_language(current_language())))


def _page(outcomes: Sequence[_Outcome]) -> str:
    from govreport.html import Checked, results_page

    checked = [
        Checked(name=each.name, report=each.report, findings=each.findings, error=each.error or "")
        for each in outcomes
    ]
    return results_page(checked, current_language())


def _entry(
    name: str, report: Report | None, findings: Sequence[Finding], error: str | None
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
