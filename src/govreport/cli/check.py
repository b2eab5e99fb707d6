"""``govreport check``: what is wrong with reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from govreport.cli import console
from govreport.cli.annotations import annotation_lines, failure, issues, notice, remarked, unreadable
from govreport.cli.inputs import expanded, form_of, opened, years_before
from govreport.cli.language import Choice, current_language, option, verb
from govreport.cli.options import expected_option, form_option, last_year_option, limit_option
from govreport.cli.units import require_single_aggregate, sum_of_units
from govreport.errors import FindingsError, GovReportError
from govreport.findings import Finding, has_errors
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from govreport.report import Report
    from govreport.sources.loaded import Loaded

_Format = Literal["text", "json", "html", "github", "gitlab"]
_FINE = Message("没有发现问题", "nothing found")
_STEP = Message("检查 {name}", "checking {name}")
_IGNORED = Message("不查 {code}：{reason}", "{code} is not checked: {reason}")
_EXPLAINED = Message("正文读出的数：", "what the text states:")


@verb(Message("检查数据文件或已公布的报告", "check data files or published reports"), "check")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@form_option()
@last_year_option
@option(
    "--units",
    multiple=True,
    metavar="PATH",
    text=Message("各单位的报告，与汇总报告逐格核对", "the units' reports, which an aggregate must add up"),
)
@expected_option
@option("--ignore", multiple=True, metavar="CODE", text=Message("不查这条规则", "leave this rule out"))
@option(
    "--excerpt",
    is_flag=True,
    text=Message("只是报告的一部分，不查缺了什么", "the document is only a part: do not ask what is missing"),
)
@option(
    "--explain",
    is_flag=True,
    text=Message("列出正文里的每个数和判断", "list every statement of the text and how it was judged"),
)
@option(
    "--format",
    "output_format",
    type=Choice(["text", "json", "html", "github", "gitlab"]),
    default="text",
    text=Message("结果的格式", "the format of the results"),
)
@limit_option
def check(
    *,
    inputs: tuple[str, ...],
    form: str | None,
    last_year: str | None,
    units: tuple[str, ...],
    expected: str | None,
    ignore: tuple[str, ...],
    excerpt: bool,
    explain: bool,
    output_format: _Format,
) -> int:
    """Check every input; return the highest exit code of the run."""
    from govreport.batch import Settings, resolved
    from govreport.checks import check as check_report
    from govreport.checks import require_rules

    require_rules(ignore, place="--ignore")
    wanted, names = form_of(form), expanded(inputs)
    single, several = years_before(last_year, wanted, names)
    settings = Settings(form=wanted, last_year=single, last_years=several)
    require_single_aggregate(units, expected, names)

    def judged(loaded: Loaded) -> _Judged:
        report, before, _ = resolved(loaded, settings)
        total, page = sum_of_units(report, units, expected) if units else None, loaded.reading
        found = check_report(report, last_year=before, page=page, excerpt=excerpt, units=total, ignore=ignore)
        return _Judged(report, before, found)

    outcomes: list[_Outcome] = []
    for name, refused in names.items():
        console.tell_step(_STEP.format(name=name))
        for outcome in _iter_outcomes(name, wanted, single, refused, judged):
            outcomes.append(outcome)
            _say_at_once(outcome, output_format, explain=explain)
    _say_together(outcomes, output_format)
    return max((outcome.code for outcome in outcomes), default=0)


class _Judged(NamedTuple):
    """A report, that of the year before, and what was found."""

    report: Report
    last_year: Report | None
    findings: Sequence[Finding]


class _Outcome(NamedTuple):
    """What became of an input or of a row of one, and the exit code for it."""

    name: str
    row: int | None
    code: int
    report: Report | None = None
    last_year: Report | None = None
    findings: Sequence[Finding] = ()
    error: str | None = None
    remarks: Sequence[str] = ()

    @property
    def place(self) -> str:
        """What messages call it: ``FILE``, or ``FILE:row``."""
        return self.name if self.row is None else f"{self.name}:{self.row}"


def _iter_outcomes(
    name: str,
    form: type[Report] | None,
    last_year: Report | None,
    refused: GovReportError | None,
    judged: Callable[[Loaded], _Judged],
) -> Iterator[_Outcome]:
    """Yield what became of an input: of each row, where it is a sheet with a row per agency."""
    if refused is not None:
        yield _failed(name, None, refused)
        return
    try:
        found = opened(name, form, references=False, last_year=last_year)
    except Exception as exc:  # noqa: BLE001  one input that fails, by our fault even, stops no other
        yield _failed(name, None, exc)
        return
    language = current_language()
    for loaded in found:
        try:
            report, before, findings = judged(loaded)
        except Exception as exc:  # noqa: BLE001  the same
            outcome = _failed(name, loaded.row, exc)
        else:
            code = FindingsError.exit_code if has_errors(findings) else 0
            outcome = _Outcome(name, loaded.row, code, report, before, findings)
        yield outcome._replace(remarks=[each.in_language(language) for each in loaded.remarks])


def _failed(name: str, row: int | None, exc: Exception) -> _Outcome:
    """Tell why an input could not be checked."""
    place = name if row is None else f"{name}:{row}"
    code = console.tell_failure(exc, place)
    return _Outcome(name, row, code, error=console.as_error(exc, place).to_text(current_language()))


def _say_at_once(outcome: _Outcome, output_format: _Format, *, explain: bool) -> None:
    """Print one input in the formats that are lines, as soon as it is checked."""
    if output_format == "github":
        console.say_raw(*_annotations(outcome))
    if output_format == "text" and outcome.report is not None:
        _say_findings(outcome.place, outcome.report, outcome.findings)
        if explain:
            _say_explained(outcome.report, outcome.last_year)


def _say_together(outcomes: Sequence[_Outcome], output_format: _Format) -> None:
    """Print all inputs in the formats that are one document."""
    if output_format == "json":
        console.say_json({"files": [_entry(outcome) for outcome in outcomes]})
    if output_format == "gitlab":
        console.say_json([issue for outcome in outcomes for issue in _issues(outcome)])
    if output_format == "html":
        console.say_page(_page(outcomes))


def _annotations(outcome: _Outcome) -> Iterator[str]:
    """Yield the commands for GitHub about one input."""
    if outcome.error is not None:
        yield failure(outcome.name, outcome.error, line=outcome.row)
    yield from (notice(outcome.name, remark, line=outcome.row) for remark in outcome.remarks)
    yield from annotation_lines(outcome.name, outcome.findings, current_language(), line=outcome.row)


def _issues(outcome: _Outcome) -> Iterator[dict[str, object]]:
    """Yield the issues for GitLab about one input."""
    if outcome.error is not None:
        yield unreadable(outcome.name, outcome.error, line=outcome.row)
    yield from remarked(outcome.name, outcome.remarks, line=outcome.row)
    yield from issues(outcome.name, outcome.findings, current_language(), line=outcome.row)


def _say_findings(name: str, report: Report, findings: Sequence[Finding]) -> None:
    if console.is_quiet() and not has_errors(findings):
        return
    console.say(f"{name}  {report.agency.name} {report.year}", *console.finding_lines(findings))
    for code, reason in report.ignore.items():
        console.say("  " + _IGNORED.format(code=code, reason=reason).in_language(current_language()))
    console.say("  " + (console.counted(findings) if findings else _FINE.in_language(current_language())))


def _page(outcomes: Sequence[_Outcome]) -> str:
    from govreport.html import Checked, results_page

    checked = [
        Checked(
            name=each.place,
            report=each.report,
            findings=each.findings,
            error=each.error or "",
            remarks=each.remarks,
        )
        for each in outcomes
    ]
    return results_page(checked, current_language())


def _say_explained(report: Report, last_year: Report | None) -> None:
    from govreport.checks.explanation import explain

    console.say("  " + _EXPLAINED.in_language(current_language()))
    for each in explain(report, last_year=last_year):
        console.say("    " + each.message.in_language(current_language()))
        console.say(*(f"      {line}" for line in console.quoted(each.quote)))


def _entry(outcome: _Outcome) -> dict[str, object]:
    """Return what ``--format json`` says of one input."""
    report = outcome.report
    remarks = {"remarks": list(outcome.remarks)} if outcome.remarks else {}
    return {
        "file": outcome.name,
        "row": outcome.row,
        "agency": report.agency.name if report else None,
        "form": report.info().name if report else None,
        "year": report.year if report else None,
        "error": outcome.error,
        "findings": [finding.to_dict(current_language()) for finding in outcome.findings],
        **remarks,
    }
