"""Relations between the fields of a table, written as the paper says them.

    results.total + carried_forward = received + carried_over
    in_force >= issued - repealed
    previous + change >= 0

The first term is the figure that should agree; a finding is placed at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from govreport.errors import FormError
from govreport.forms._validation import as_written
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


def parse_relations(owner: str, balance: object, bounds: object) -> tuple[Relation, ...]:
    """Return the relations a table class declares: its equation, then its inequalities.

    Raises:
        FormError: If one of them cannot be read.
    """
    relations = [] if balance is None else [parse_relation("balance", balance, owner)]
    if bounds is not None and not isinstance(bounds, Mapping):
        raise FormError.of(
            Message(
                "bounds 要写明规则代码和不等式", "bounds needs the codes of rules and their inequalities"
            ),
            where=owner,
            found=as_written(bounds),
            expected='bounds={"bound": "a >= b"}',
        )
    for code, texts in (bounds or {}).items():
        several = texts if isinstance(texts, tuple | list) else (texts,)
        relations += [parse_relation(str(code), text, owner) for text in several]
    return tuple(relations)


def parse_relation(code: str, text: object, owner: str) -> Relation:
    """Return a relation from its text.

    >>> parse_relation("balance", "a.total = b - c", "Form").right
    (Term(path='b', sign=1), Term(path='c', sign=-1))

    Raises:
        FormError: If it cannot be read.
    """
    if isinstance(text, str) and len(operators := _OPERATOR.findall(text)) == 1:
        left_side, right_side = _OPERATOR.split(text)
        left, right = _terms(left_side), _terms(right_side)
        if left and (right or right_side.strip() == "0"):
            return Relation(code, text, left, cast("Operator", operators[0]), right)
    raise FormError.of(
        Message("看不懂的等式", "a relation that cannot be read"),
        where=owner,
        found=as_written(text),
        expected="a.total + b = c + d; a >= b - c; a >= 0",
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
