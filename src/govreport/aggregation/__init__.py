"""Many reports into one: the report of a county from those of its units, with the source of every figure.

units      which reports go in: of one year, one kind, one form, each body once
cells      what the sum of each cell is
result     the aggregate, and where each of its figures comes from
summing    `govreport.aggregate`
"""

from __future__ import annotations

from govreport.aggregation.result import Aggregate, Contribution
from govreport.aggregation.summing import aggregate
from govreport.aggregation.units import Unit

__all__ = ["Aggregate", "Contribution", "Unit", "aggregate"]
