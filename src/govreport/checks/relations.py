"""The relations a form declares between its figures (``balance=``, ``bounds=``) against the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from govreport.checks.places import identities_in, places_of
from govreport.checks.rule import Basis, Rule, shown
from govreport.errors import FormError
from govreport.findings import Finding, Severity
from govreport.forms._caching import cached
from govreport.forms._figures import Figure, add
from govreport.forms._relations import Operator, Term
from govreport.forms._sums import Identity
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import nearest

_MESSAGE = Message(
    "“{cell}”填的是 {value}，应 {expected}（现在 {relation}）",
    "“{cell}” is {value} and should be {expected} (now {relation})",
)

BALANCE = Rule(
    code="balance",
    severity=Severity.ERROR,
    basis=(Basis.FORM, Basis.MEASURED),
    section="A",
    message=Message(
        "“{cell}”填的是 {value}，按勾稽关系应为 {expected}（现在 {relation}）",
        "“{cell}” is {value}; by the equation of the form it should be {expected} (now {relation})",
    ),
    explanation=Message(
        "表上印有的勾稽关系逐列成立：表三第一项加第二项之和，等于第三项（七）总计加第四项之和。有空白项的列不作判断。",
        "The equation printed on the form holds in every column: in table 三 the first item plus the second"
        " equals the total （七） of the third plus the fourth. A column with a blank figure is not judged.",
    ),
    remedy=Message(
        "核对等式两边的各项；不一定是被指出的这一格填错。",
        "Compare all figures of both sides; the wrong one need not be the cell that is named.",
    ),
    failing="新收 12，上年结转 1，办理结果总计 12，结转下年度 0",
    example={
        "cell": "三、本年度办理结果 › （七）总计 › 自然人",
        "value": 40,
        "expected": 41,
        "relation": "（七）总计 40 + 四、结转下年度继续办理 2 ≠ 一、本年新收政府信息公开申请数量 43"
        " + 二、上年结转政府信息公开申请数量 0",
    },
)

IN_FORCE = Rule(
    code="in-force",
    severity=Severity.ERROR,
    basis=(Basis.ARITHMETIC,),
    section="A",
    message=_MESSAGE,
    explanation=Message(
        "本年制发而没有废止的文件都还有效，所以现行有效件数不能少于制发减废止。",
        "Documents issued in the year and not repealed are in force, so those in force cannot be fewer than"
        " the issued less the repealed.",
    ),
    remedy=Message(
        "核对制发、废止、现行有效三个数；现行有效是年底的总数，包括往年制发的。",
        "Compare the three figures; in force are all documents at the end of the year, older ones included.",
    ),
    failing="本年制发件数 8，本年废止件数 0，现行有效件数 7",
    example={
        "cell": "行政规范性文件 › 现行有效件数",
        "value": 3,
        "expected": "≥ 6",
        "relation": "现行有效件数 3 < 本年制发件数 8 − 本年废止件数 2",
    },
)

IN_FORCE_ISSUED = Rule(
    code="in-force-issued",
    severity=Severity.NOTE,
    basis=(Basis.ARITHMETIC,),
    section="A",
    message=Message(
        "“{cell}”填的是 {value}，通常应 {expected}（现在 {relation}）",
        "“{cell}” is {value}; usually it is {expected} (now {relation})",
    ),
    explanation=Message(
        "现行有效件数通常不少于本年制发件数。当年制发又当年废止是合法的，所以只作提示。",
        "Those in force are usually no fewer than those issued in the year. A document may lawfully be issued"
        " and repealed within a year; so this is only a note.",
    ),
    remedy=Message(
        "确有当年制发当年废止的文件，就不必改；否则核对现行有效件数。",
        "Leave it if documents of this year were repealed in this year; otherwise look at those in force.",
    ),
    failing="本年制发件数 8，本年废止件数 1，现行有效件数 7",
    example={
        "cell": "行政规范性文件 › 现行有效件数",
        "value": 7,
        "expected": "≥ 8",
        "relation": "现行有效件数 7 < 本年制发件数 8",
    },
)

BOUND = Rule(
    code="bound",
    severity=Severity.WARNING,
    basis=(Basis.ARITHMETIC,),
    section="A",
    message=_MESSAGE,
    explanation=Message(
        "表样规定了两项之间的大小关系，例如办结数不多于收到数。",
        "The form says that one figure is not larger than another, such as the handled and the received.",
    ),
    remedy=Message(
        "核对括号里的各项；确实如此的，请在报告中说明。",
        "Compare the figures in brackets; if they are right, explain them in the report.",
    ),
    failing="收到留言数量 10，办结留言数量 11",
    example={
        "cell": "办结数",
        "value": 12,
        "expected": "≤ 10",
        "relation": "办结数 12 > 收到数 10",
    },
)

RELATION_RULES: Mapping[str, Rule] = {rule.code: rule for rule in (BALANCE, IN_FORCE, IN_FORCE_ISSUED, BOUND)}
"""The rules a form may name in ``balance=`` and ``bounds=``, by code."""

_VIOLATED: Mapping[Operator, str] = {"=": "≠", ">=": "<", "<=": ">"}
_TURNED: Mapping[Operator, Operator] = {"=": "=", ">=": "<=", "<=": ">="}


def check_relations(report: Report) -> Iterator[Finding]:
    """Yield a finding for every declared relation that does not hold; one with a blank is not judged.

    Raises:
        FormError: If the form names a rule that does not fit its relation.
    """
    form, figures = type(report), report.figures()
    broken = [each for each in _judged_identities(form) if not _holds(each, figures)]
    not_in_force = {each.cells[0] for each in broken if each.code == IN_FORCE.code}
    for each in broken:
        is_implied = each.code == IN_FORCE_ISSUED.code and each.cells[0] in not_in_force
        if not is_implied:
            yield _finding(each, form, figures)


@cached
def _judged_identities(form: type[Report]) -> tuple[Identity, ...]:
    """Return the relations of a form; refuse one whose code names no rule that could tell it."""
    for identity in identities_in(form):
        fitting = [code for code in RELATION_RULES if (code == BALANCE.code) is (identity.operator == "=")]
        if identity.code not in fitting:
            raise FormError.of(
                Message("没有判断这种关系的规则", "no rule of this code tells such a relation"),
                where=f"{form.__module__}.{form.__qualname__}: {identity.cells[0]} {identity.operator} …",
                found=identity.code,
                expected=" / ".join(nearest(identity.code, fitting) or fitting),
            )
    return identities_in(form)


def _holds(identity: Identity, figures: Mapping[str, Figure]) -> bool:
    value, limit = figures[identity.cells[0]], _limit(identity, figures)
    if value is None or limit is None or value == limit:
        return True
    operator = _operator(identity)
    return operator != "=" and (value > limit) is (operator == ">=")


def _limit(identity: Identity, figures: Mapping[str, Figure]) -> Figure:
    """Return what the first cell would be if both sides were equal."""
    first, *others = identity.left
    moved = [Term(term.path, -term.sign) for term in others]
    return add(_signed(term, first.sign, figures) for term in (*identity.right, *moved))


def _signed(term: Term, sign: int, figures: Mapping[str, Figure]) -> Figure:
    figure = figures[term.path]
    if figure is None or term.sign * sign > 0:
        return figure
    return figure.copy_negate() if isinstance(figure, Decimal) else -figure  # "-" would round a Decimal


def _operator(identity: Identity) -> Operator:
    """Return how the first cell stands to its limit; a minus before the cell turns the relation round."""
    return identity.operator if identity.left[0].sign > 0 else _TURNED[identity.operator]


def _finding(identity: Identity, form: type[Report], figures: Mapping[str, Figure]) -> Finding:
    path = identity.cells[0]
    place = places_of(form)[path]
    limit = _limit(identity, figures)
    sign = {"=": "", ">=": "≥", "<=": "≤"}[_operator(identity)]
    return RELATION_RULES[identity.code].finding(
        place.where,
        identity.cells,
        value=figures[path],
        expected=f"{sign} {shown(limit)}" if sign else limit,
        cell=place.cell,
        relation=_as_it_stands(identity, form, figures),
    )


def _as_it_stands(identity: Identity, form: type[Report], figures: Mapping[str, Figure]) -> str:
    """Return the relation with labels and figures: ``现行有效件数 3 < 本年制发件数 8 − 本年废止件数 2``."""
    labels = _own_labels([places_of(form)[path].labels for path in identity.cells])
    terms = [
        f"{'−' if term.sign < 0 else '+'} {label} {shown(figures[term.path])}"
        for term, label in zip((*identity.left, *identity.right), labels, strict=True)
    ]
    sides = (terms[: len(identity.left)], terms[len(identity.left) :])
    left, right = (" ".join(side).removeprefix("+ ") or "0" for side in sides)
    return f"{left} {_VIOLATED[identity.operator]} {right}"


def _own_labels(places: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the innermost label of each place that it does not share with the others."""
    shared = 0
    while all(len(labels) > shared + 1 for labels in places) and (
        len({labels[-1 - shared] for labels in places}) == 1
    ):
        shared += 1
    return [labels[-1 - shared] for labels in places]
