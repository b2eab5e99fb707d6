"""What stands in a cell of a table, as a text."""

from __future__ import annotations

from decimal import Decimal

from govreport.forms._fields import Field
from govreport.forms._figures import Content
from govreport.text.amounts import format_plain
from govreport.text.wording import join_list

TICKED = "☑"
OPEN = "□"
YES, NO = "是", "否"
_BETWEEN = "\u3000"
"""An ideographic blank: beside a Latin one, the boxes would be taken from another font."""

CellValue = int | Decimal | str | bool | tuple[str, ...] | None
"""What a cell may hold; None where it is blank."""


def format_cell(field: Field, value: CellValue) -> str:
    """Return the text of a cell: figures without grouping, choices as ticked boxes, blanks as nothing.

    >>> from govreport.forms import website2018
    >>> format_cell(website2018.Services._fields["directory"], True)
    '☑是　□否'
    """
    kind = field.content.kind if isinstance(field.content, Content) else ""
    if kind == "flag":
        return _boxes((YES, NO), (value_text(value),))
    if kind in ("choice", "choices"):
        chosen = value if isinstance(value, tuple) else (value,)
        return _boxes(field.choices, chosen)
    return value_text(value)


def value_text(value: object) -> str:
    """Return a value in words where no form says how: 是 or 否, choices as a list, a blank as nothing.

    >>> value_text(Decimal("1.50")), value_text(True), value_text(("微信", "微博")), value_text(None)
    ('1.50', '是', '微信、微博', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case list() | tuple():
            return join_list(str(each) for each in value)
        case Decimal():
            return format_plain(value)
    return str(value)


def _boxes(labels: tuple[str, ...], ticked: tuple[object, ...]) -> str:
    return _BETWEEN.join((TICKED if label in ticked else OPEN) + label for label in labels)
