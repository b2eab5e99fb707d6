"""Relations between the fields of a table, written as the paper says them.

    results.total + carried_forward = received + carried_over
    in_force >= issued - repealed
    previous + change >= 0

The first term is the figure that should agree; a finding is placed at its cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from govreport.errors import FormError
from govreport.messages import Message

Operator = Literal["=", ">=", "<="]
_TERM = re.compile(r"\s*([+-]?)\s*([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)\s*")
_OPERATOR = re.compile(r">=|<=|=")


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a side, with its sign: 1 or -1."""

    path: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as declared: two sums of signed terms, and what stands between them.

    Attributes:
        code: The code of the rule that tells a violation.
    """

    code: str
    text: str
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]


def parse_relation(code: str, text: str, owner: str) -> Relation:
    """Return the relation a form class declares.

    >>> parse_relation("balance", "a.total = b - c", "Form").right
    (Term(path='b', sign=1), Term(path='c', sign=-1))
    """
    operators = _OPERATOR.findall(text)
    if len(operators) == 1:
        left_side, right_side = _OPERATOR.split(text)
        left, right = _terms(left_side), _terms(right_side)
        if left and (right or right_side.strip() == "0"):
            return Relation(code, text, left, cast("Operator", operators[0]), right)
    raise FormError.of(
        Message("看不懂的等式", "a relation that cannot be read"),
        where=owner,
        found=text,
        expected="a.total + b = c + d; a >= b - c",
    )


def _terms(side: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    position = 0
    while position < len(side):
        match = _TERM.match(side, position)
        if match is None or (terms and not match[1]):
            return ()
        terms.append(Term(match[2], -1 if match[1] == "-" else 1))
        position = match.end()
    return tuple(terms)
