"""What may be typed into a cell, said in Chinese while it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from govreport.addresses import cell_name
from govreport.entrybook import Place
from govreport.forms._fields import Field
from govreport.forms._figures import Content
from govreport.forms._printing import NO, YES
from govreport.messages import Message

_LONGEST_LIST: Final = 255
"""Characters a list of choices may have within a rule."""
_MESSAGES: Final = {
    "count": ("请填整数", "这里只能填 0 或正整数，不带单位和文字；没有发生填 0。"),
    "change": ("请填整数", "这里只能填整数，减少的前面加负号，不带单位和文字。"),
    "amount": ("请填数字", "这里只能填数字，可以有小数，不带单位和文字；没有发生填 0。"),
    "choice": ("请选一项", "请从列表里选一项。"),
    "flag": ("请填是或否", "请从列表里选“是”或“否”。"),
}
_SEVERAL: Final = Message("可以选几项，用顿号隔开：{choices}", "several, with 、 between: {choices}")


@dataclass(slots=True)
class Entries:
    """The cells of a sheet that are filled in, by what may be typed into them and what is told."""

    _cells: dict[tuple[Field, str], list[str]] = dataclass_field(default_factory=dict)

    @staticmethod
    def is_figure(field: Field) -> bool:
        """Tell whether a field holds a number."""
        return isinstance(field.content, Content) and field.content.is_figure

    def add(
        self, field: Field, place: Place, hint: Message | None = None, *, to: Place | None = None
    ) -> None:
        """Add a cell, or all down to another; `hint` is told while it is filled in."""
        told = hint.zh if hint is not None else ""
        if field.content == Content("choices") and not told:
            told = _SEVERAL.format(choices=" ".join(field.choices)).zh
        name = cell_name(place.row, place.column)
        name = name if to is None else f"{name}:{cell_name(to.row, to.column)}"
        self._cells.setdefault((field, told), []).append(name)

    def add_to(self, sheet: Worksheet) -> None:
        """Add the rules to the sheet."""
        for (field, told), names in self._cells.items():
            rule = _rule(field)
            if rule is None and not told:
                continue
            rule = rule or DataValidation(allow_blank=True)
            if told:
                rule.prompt, rule.showInputMessage = told[:_LONGEST_LIST], True
            for name in names:
                rule.add(name)
            sheet.add_data_validation(rule)


def _rule(field: Field) -> DataValidation | None:
    kind = field.content.kind if isinstance(field.content, Content) else ""
    match kind:
        case "count":
            rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
        case "change":
            rule = DataValidation("whole", operator="between", formula1="-999999999", formula2="999999999")
        case "amount":
            rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
        case "flag":
            rule = DataValidation("list", formula1=f'"{YES},{NO}"')
        case "choice" if len(choices := ",".join(field.choices)) <= _LONGEST_LIST:
            rule = DataValidation("list", formula1=f'"{choices}"')
        case _:
            return None
    rule.errorTitle, rule.error = _MESSAGES[kind]
    rule.showErrorMessage = rule.allow_blank = True
    return rule
