"""The catalogue: every rule, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from govreport.checks.authority import REGULATIONS_AUTHORITY
from govreport.checks.cells import AMOUNT_UNIT, BLANK_CELL, NEGATIVE
from govreport.checks.edition import FORM_YEAR
from govreport.checks.identity import AGENCY_NAME
from govreport.checks.relations import BALANCE, BOUND, IN_FORCE, IN_FORCE_ISSUED
from govreport.checks.rule import Rule
from govreport.checks.sums import COLUMN_TOTAL, ROW_TOTAL

_RULES: Final = (
    ROW_TOTAL,
    COLUMN_TOTAL,
    BALANCE,
    NEGATIVE,
    BLANK_CELL,
    AMOUNT_UNIT,
    IN_FORCE,
    IN_FORCE_ISSUED,
    BOUND,
    REGULATIONS_AUTHORITY,
    FORM_YEAR,
    AGENCY_NAME,
)

CATALOGUE: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in _RULES})
"""Every rule by its code, in the order of the documentation."""
