"""What a figure of the text may be a figure of, and by which words it is known.

A measure names cells of the official forms. Where usage is not settled (收办 may be what came in, or
that with what was left from the year before) it has several readings, and one of them must fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from govreport.messages import Message

Reading = tuple[str, ...]
"""Rows or cells that are added up."""


class Topic(StrEnum):
    """What a sentence speaks of."""

    APPLICATIONS = "applications"
    DISPUTES = "disputes"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity the forms know.

    Attributes:
        name: What it is called.
        topic: What it belongs to.
        readings: The cells it may be, each reading a sum; rows without their column.
        is_part: Whether it is part of another measure, as an outcome is of what was handled.
    """

    name: Message
    topic: Topic
    readings: tuple[Reading, ...]
    is_part: bool = False


def _measure(
    zh: str, en: str, *readings: str, is_part: bool = False, topic: Topic = Topic.APPLICATIONS
) -> Measure:
    """Return a measure; in a reading ``+`` joins rows, each below its table."""
    paths = tuple(tuple(f"{topic}.{row}" for row in reading.split("+")) for reading in readings)
    return Measure(Message(zh, en), topic, paths, is_part)


NEW: Final = _measure("本年新收", "received", "received")
RECEIVED: Final = _measure("收到", "received", "received", "received+carried_over")
TAKEN: Final = _measure(
    "收到或办理", "received or handled", "received", "received+carried_over", "results.total"
)
DISCLOSED_ON_REQUEST: Final = _measure(
    "依申请公开",
    "disclosed on request",
    "received",
    "received+carried_over",
    "results.total",
    "results.granted",
    "results.granted+results.partly_granted",
)
"""依申请公开政府信息2件: the requests, or those that were granted."""
CARRIED_OVER: Final = _measure("上年结转", "carried over", "carried_over")
CARRIED_FORWARD: Final = _measure("结转下年度", "carried forward", "carried_forward")
CARRIED: Final = _measure("结转", "carried", "carried_forward", "carried_over")
HANDLED: Final = _measure("办结", "handled", "results.total")
GRANTED: Final = _measure("予以公开", "granted", "results.granted", is_part=True)
PARTLY: Final = _measure("部分公开", "partly granted", "results.partly_granted", is_part=True)
GRANTED_OR_PARTLY: Final = _measure(
    "予以公开及部分公开", "granted or partly granted", "results.granted+results.partly_granted", is_part=True
)
DENIED: Final = _measure("不予公开", "denied", "results.denied", is_part=True)
UNAVAILABLE: Final = _measure("无法提供", "unavailable", "results.unavailable", is_part=True)
NOT_PROCESSED: Final = _measure("不予处理", "not processed", "results.not_processed", is_part=True)
OTHERWISE: Final = _measure("其他处理", "otherwise handled", "results.other", is_part=True)

WITHDRAWN: Final = Measure(Message("申请人撤回", "withdrawn"), Topic.APPLICATIONS, (), is_part=True)
"""No row of its own; counted among what was handled."""

GROUPS: Final = (GRANTED, PARTLY, DENIED, UNAVAILABLE, NOT_PROCESSED, OTHERWISE)


def _row(zh: str, en: str, path: str) -> Measure:
    return _measure(zh, en, f"results.{path}", is_part=True)


_OUTCOME_WORDS: Final = (
    (
        r"(?:予以公开|(?<!不)同意公开)(?:答复)?(?:及|和|与|或)(?:予以|同意)?部分公开|部分公开(?:及|和|与|或)予以公开",
        GRANTED_OR_PARTLY,
    ),
    (r"部分(?:予以)?公开", PARTLY),
    (r"不予公开|不同意公开|免予公开|(?<!信息)不公开", DENIED),
    (r"(?<!部分)(?<!不)(?:予以(?:全部)?公开|同意(?:予以)?公开|准予公开)", GRANTED),
    (r"无法提供|不能提供", UNAVAILABLE),
    (r"不予处理|不再处理(?!其)", NOT_PROCESSED),
    (r"其他处理|其它处理", OTHERWISE),
    (r"撤回|撤销", WITHDRAWN),
)
_ROW_WORDS: Final = (
    (r"国家秘密", _row("属于国家秘密", "state secret", "denied.state_secret")),
    (r"法规(?:规定)?禁止", _row("其他法律行政法规禁止公开", "prohibited by law", "denied.prohibited_by_law")),
    (r"一稳定|社会稳定", _row("危及“三安全一稳定”", "safety and stability", "denied.safety_and_stability")),
    (
        r"(?<!征求)(?<!征询)(?<!听取)第三方(?!意见|机构|评估|检测|测评|书面)",
        _row("保护第三方合法权益", "rights of others", "denied.third_party_rights"),
    ),
    (r"内部事务", _row("属于三类内部事务信息", "internal affairs", "denied.internal_affairs")),
    (r"过程性", _row("属于四类过程性信息", "process information", "denied.process_information")),
    (r"执法案卷", _row("属于行政执法案卷", "enforcement files", "denied.enforcement_files")),
    (r"行政查询", _row("属于行政查询事项", "administrative enquiry", "denied.administrative_enquiry")),
    (r"不掌握", _row("本机关不掌握相关政府信息", "not held", "unavailable.not_held")),
    (
        r"(?:没有|无)现成|另行制作",
        _row("没有现成信息需要另行制作", "needs creation", "unavailable.needs_creation"),
    ),
    (
        r"(?:仍|内容)不明确(?![^，]{0,8}(?:补正|告知|退回|要求))",
        _row("补正后申请内容仍不明确", "still unclear", "unavailable.still_unclear"),
    ),
    (
        r"信访.{0,2}举报|举报.{0,2}投诉类|投诉类申请",
        _row("信访举报投诉类申请", "complaints", "not_processed.complaint"),
    ),
    (r"重复申请", _row("重复申请", "repeated", "not_processed.repeated")),
    (r"公开出版物", _row("要求提供公开出版物", "publications", "not_processed.publication")),
    (r"大量反复|反复申请", _row("无正当理由大量反复申请", "excessive", "not_processed.excessive")),
    (
        r"重新出具",
        _row("要求行政机关确认或重新出具已获取信息", "reconfirmation", "not_processed.reconfirmation"),
    ),
    (r"不补正", _row("逾期不补正", "not corrected in time", "other.correction_overdue")),
    (r"(?:未|不).{0,8}缴(?:纳|费)", _row("逾期不缴费", "fee not paid", "other.fee_unpaid")),
)

_FORWARD: Final = r"(?:(?:下一?|次|明)年度?|(?<=[至到])20[0-9]{2}年度?)"
_CARRY_WORDS: Final = (
    (
        rf"(?:结转|转结|转|顺延|延续?|延期)(?:至|到|入|往)?(?:{_FORWARD})|{_FORWARD}.{{0,3}}(?:办理|答复|继续)",
        CARRIED_FORWARD,
    ),
    (
        r"(?:上一?|去)年度?.{0,6}?(?:结转|转结|转入|遗留|延续)|(?:结转|转结)(?:自|于)?(?:上一?|去)年度?",
        CARRIED_OVER,
    ),
    (
        r"(?:尚|仍|正)在(?:办理|处理|答复)|(?:尚|暂)?未(?:办结|办理完|到期|答复)|在办理?中?|继续办理",
        CARRIED_FORWARD,
    ),
    (r"结转|转结", CARRIED),
)
_VERB_WORDS: Final = (
    (r"(?:收到|接收|受理|收).{0,2}(?:并|和|及|、)?.{0,2}(?:办理|处理|办结|答复|回复)|收办", TAKEN),
    (r"新收|新受理", NEW),
    (r"收到|接到|接收|接受|受理|收取|收件|共收|收悉|收(?=政府信息)|新增(?=.{0,8}申请)", RECEIVED),
    (r"办结|答复|回复|办理完|办毕|(?:处理|办理)(?:完毕|完成|答复|回复|结果)|完成办理", HANDLED),
    (r"依申请公开了?(?:政府)?信息(?!申请|公开|事|件)", DISCLOSED_ON_REQUEST),
    (r"办理|处理|处置|(?:政府信息)?依?申请公开|公开申请", TAKEN),
)
_APPLICANT_WORDS: Final = (
    (r"商业企业", "organisation.business"),
    (r"科研机构", "organisation.research"),
    (r"社会公益", "organisation.public_welfare"),
    (r"法律服务", "organisation.legal_service"),
    (r"法人|其他组织|单位申请", "organisation"),
    (r"自然人|公民|个人申请", "natural_person"),
)


def _compiled(words: tuple[tuple[str, Measure], ...]) -> tuple[tuple[re.Pattern[str], Measure], ...]:
    return tuple((re.compile(pattern), measure) for pattern, measure in words)


CARRIES: Final = _compiled(_CARRY_WORDS)
OUTCOMES: Final = _compiled(_OUTCOME_WORDS)
ROWS: Final = _compiled(_ROW_WORDS)
VERBS: Final = _compiled(_VERB_WORDS)
APPLICANTS: Final = tuple((re.compile(pattern), column) for pattern, column in _APPLICANT_WORDS)


def merged(one: Measure, other: Measure) -> Measure:
    """Return the measure that may be either."""
    return Measure(one.name, one.topic, (*one.readings, *other.readings), one.is_part)
