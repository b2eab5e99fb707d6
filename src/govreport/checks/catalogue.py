"""The catalogue: every rule, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from govreport.checks.authority import REGULATIONS_AUTHORITY
from govreport.checks.cells import AMOUNT_UNIT, BLANK_CELL, NEGATIVE
from govreport.checks.contents import (
    ANNOUNCED_PARTS,
    HANDLING_FEE,
    NUMBERING,
    OVERVIEW_TOPICS,
    PROBLEMS_EMPTY,
)
from govreport.checks.edition import FORM_YEAR
from govreport.checks.hidden_characters import HIDDEN_CHARACTER
from govreport.checks.identity import AGENCY_NAME
from govreport.checks.pages import (
    CELL_NOTE,
    FORM_HYBRID,
    LABEL_ALTERED,
    ROW_MISSING,
    ROW_TORN,
    SECTION_MISSING,
    SECTION_ORDER,
    TABLE_MISSING,
)
from govreport.checks.period import NOTICE, OTHER_YEAR, PERIOD, PERIOD_MISSING, PERIOD_TORN
from govreport.checks.publication import PUBLISHED_LATE
from govreport.checks.relations import BALANCE, BOUND, IN_FORCE, IN_FORCE_ISSUED
from govreport.checks.rule import Rule
from govreport.checks.strays import FIGURE_UNPLACED
from govreport.checks.sums import BLANK_IN_TOTAL, COLUMN_TOTAL, ROW_TOTAL
from govreport.checks.text_lists import STATED_TWICE, TEXT_BALANCE, TEXT_PARTS
from govreport.checks.text_ratios import TEXT_CHANGE, TEXT_ROUNDING, TEXT_SHARE
from govreport.checks.text_table import TEXT_ALL, TEXT_DOCUMENTS, TEXT_TABLE
from govreport.checks.title import TITLE, TITLE_DOUBLED
from govreport.checks.unit_sums import UNIT_SUM
from govreport.checks.wording import (
    ADDRESSEE,
    DOUBLED_WORDS,
    FIGURE_LEFT_BLANK,
    HALF_WIDTH,
    TEMPLATE_TEXT,
    UNFINISHED,
)
from govreport.checks.years import AGENCY_RENAMED, CARRY_OVER, COPIED_TEXT, ITEM_COUNT, JUMP, ROLL_FORWARD

_RULES: Final = (
    ROW_TOTAL,
    COLUMN_TOTAL,
    BALANCE,
    BLANK_IN_TOTAL,
    NEGATIVE,
    BLANK_CELL,
    CELL_NOTE,
    AMOUNT_UNIT,
    IN_FORCE,
    IN_FORCE_ISSUED,
    BOUND,
    REGULATIONS_AUTHORITY,
    FORM_YEAR,
    AGENCY_NAME,
    TABLE_MISSING,
    ROW_MISSING,
    ROW_TORN,
    FIGURE_UNPLACED,
    LABEL_ALTERED,
    CARRY_OVER,
    ROLL_FORWARD,
    ITEM_COUNT,
    JUMP,
    COPIED_TEXT,
    AGENCY_RENAMED,
    UNIT_SUM,
    TEXT_TABLE,
    TEXT_ALL,
    TEXT_DOCUMENTS,
    TEXT_SHARE,
    TEXT_CHANGE,
    TEXT_ROUNDING,
    TEXT_PARTS,
    TEXT_BALANCE,
    FORM_HYBRID,
    SECTION_MISSING,
    SECTION_ORDER,
    TITLE,
    TITLE_DOUBLED,
    PERIOD,
    PERIOD_MISSING,
    PERIOD_TORN,
    OTHER_YEAR,
    NOTICE,
    OVERVIEW_TOPICS,
    PROBLEMS_EMPTY,
    HANDLING_FEE,
    ANNOUNCED_PARTS,
    NUMBERING,
    STATED_TWICE,
    FIGURE_LEFT_BLANK,
    TEMPLATE_TEXT,
    ADDRESSEE,
    HIDDEN_CHARACTER,
    PUBLISHED_LATE,
    DOUBLED_WORDS,
    HALF_WIDTH,
    UNFINISHED,
)

CATALOGUE: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in _RULES})
"""Every rule by its code, in the order of the documentation."""
