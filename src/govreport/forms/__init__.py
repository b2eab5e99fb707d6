"""Official forms, and the words to define one's own.

An official form is a class: it says which rows and columns exist, what they are called, what adds up to
what, and in which years it is in force. Everything else (model, Word table, checks, reader) follows
from it. The built-in forms are the public modules of this package, such as ``govreport.forms.ogi2021``.
"""

from govreport.forms._fields import column, fact, group, row, section, spanner, table, total
from govreport.forms._figures import (
    Amount,
    Change,
    Choice,
    Choices,
    Count,
    Flag,
    Line,
    PrintedAmount,
    Text,
    Words,
)
from govreport.forms._grid import Cell, Grid, Role, grid_of
from govreport.forms._tables import Columns, Rows

__all__ = [
    "Amount",
    "Cell",
    "Change",
    "Choice",
    "Choices",
    "Columns",
    "Count",
    "Flag",
    "Grid",
    "Line",
    "PrintedAmount",
    "Role",
    "Rows",
    "Text",
    "Words",
    "column",
    "fact",
    "grid_of",
    "group",
    "row",
    "section",
    "spanner",
    "table",
    "total",
]
