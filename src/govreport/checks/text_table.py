"""Figures of the text against the tables."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.claims.claim import Claim, Nature
from govreport.checks.claims.judging import Outcome, Verdict
from govreport.checks.claims.measures import Topic
from govreport.checks.inspection import Inspection, plain, quote_of
from govreport.checks.places import places_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message

TEXT_TABLE = Rule(
    code="text-table",
    severity=Severity.ERROR,
    basis=(Basis.PRACTICE,),
    section="D",
    message=Message(
        "正文写的{what}是 {value}，表中“{cell}”是 {expected}",
        "the text says {value} for {what}; “{cell}” of the table comes to {expected}",
    ),
    explanation=Message(
        "正文中申请、答复、结转、复议、诉讼的件数与表三、表四一致；写明没有的，表中是 0。有几种读法的，"
        "合一种即可。"
        "某个单位、某种渠道、其他年度、备案等另一种统计不作比较；约数也不比较。表中总计空白的，按已填各项相加。",
        "The counts of requests, answers, carry-overs, reviews and lawsuits in the text are those of tables"
        " 三"
        " and 四, and 0 where the text says there were none. Where words have several readings, one must fit."
        " Figures of a single unit, one channel, another year or another register, and approximate ones, are"
        " not compared. A blank total counts as the sum of what is filled in.",
    ),
    remedy=Message(
        "核对原始台账，改正文或改表；口径不同的，在正文里写明是谁的、哪一种统计。",
        "Look it up and correct the text or the table; where the figure counts something else, let the text"
        " say so.",
    ),
    failing="全年收到政府信息公开申请3120件。（表中新收总计 3119）",
    example={
        "what": "无法提供",
        "value": 265,
        "cell": "三、本年度办理结果 › （四）无法提供",
        "expected": 337,
    },
)

TEXT_ALL = Rule(
    code="text-all",
    severity=Severity.ERROR,
    basis=(Basis.PRACTICE,),
    section="D",
    message=Message(
        "正文写“{words}”，表中“{cell}”还有 {value} 件",
        "the text says “{words}”, but “{cell}” of the table still has {value}",
    ),
    explanation=Message(
        "“均获维持”“全部办结”这样的话对表中每一件都成立。“均”只管它自己那一句；“复议机关均维持”只说已审结的。",
        "Words such as 均获维持 and 全部办结 hold for every case in the table. 均 speaks of its own clause"
        " only,"
        " and 复议机关均维持 of decided cases only.",
    ),
    remedy=Message(
        "按表改写这句话，或核对表中的数。", "Rewrite the sentence after the table, or look at the table."
    ),
    failing="政府信息公开行政复议351件，均获维持。（表中尚未审结 37）",
    example={"words": "均获维持", "cell": "行政复议 › 尚未审结", "value": 2},
)

TEXT_DOCUMENTS = Rule(
    code="text-documents",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="D",
    message=TEXT_TABLE.message,
    explanation=Message(
        "正文中规章、规范性文件的制发、废止、现行有效件数与表二一致。政策性文件、其他文件、备案、起草不是表二的数，不作比较。",
        "The counts of 规章 and 规范性文件 issued, repealed and in force are those of table 二. Policy"
        " papers,"
        " other papers, filings and drafts are not counted there and not compared.",
    ),
    remedy=Message(
        "与司法行政部门核对后，改正文或改表。", "Settle the figure and correct the text or the table."
    ),
    failing="制发行政规范性文件9件。（表中本年制发件数 8）",
    example={
        "what": "规范性文件制发件数",
        "value": 6,
        "cell": "行政规范性文件 › 本年制发件数",
        "expected": 8,
    },
)


def check_text_table(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding for every statement of the text that the tables contradict."""
    for _, verdicts in inspection.verdicts:
        told: set[tuple[int, int]] = set()
        for verdict in verdicts:
            at = (verdict.claim.spot.start, verdict.claim.spot.line)
            if verdict.outcome is Outcome.DIFFERS and (
                at not in told or verdict.claim.nature is Nature.COUNT
            ):
                told.add(at)
                yield _finding(inspection, verdict)


def _finding(inspection: Inspection, verdict: Verdict) -> Finding:
    claim = verdict.claim
    spot = claim.spot
    if claim.nature not in (Nature.COUNT, Nature.NONE):
        return TEXT_ALL.finding(
            inspection.where(spot),
            verdict.cells,
            value=None if verdict.expected is None else plain(verdict.expected),
            quote=quote_of(spot),
            words=spot.text[spot.start : spot.end],
            cell=_cell(inspection, verdict, is_filled=True),
        )
    rule = TEXT_DOCUMENTS if claim.measure.topic is Topic.DOCUMENTS else TEXT_TABLE
    return rule.finding(
        inspection.where(spot),
        verdict.cells,
        value=plain(claim.value),
        expected=None if verdict.expected is None else plain(verdict.expected),
        quote=quote_of(spot),
        what=name_of_measure(claim),
        cell=_cell(inspection, verdict),
    )


def name_of_measure(claim: Claim) -> Message:
    """Return what a claim is about, with the applicants it speaks of."""
    named = {
        "natural_person": Message("自然人", "natural persons"),
        "organisation": Message("法人或其他组织", "organisations"),
    }
    who = named.get(claim.column.partition(".")[0])
    return claim.measure.name if who is None else Message(f"{who.zh}申请", f"requests of {who.en}")


def _cell(inspection: Inspection, verdict: Verdict, *, is_filled: bool = False) -> str:
    """Return the cells compared with in words: one by its labels, several by the labels they share."""
    places = places_of(type(inspection.report))
    figures = inspection.report.figures()
    paths = [path for path in verdict.cells if not is_filled or figures[path]] or verdict.cells
    labels = [places[path].labels for path in paths]
    if len(labels) == 1:
        return " › ".join(labels[0])
    shared = [names[0] for names in zip(*labels, strict=False) if len(set(names)) == 1]
    if is_filled or not shared or len(labels) == 2:
        return " + ".join(" › ".join(names) for names in labels[:3])
    return " › ".join(shared)
