"""The administrative body a report is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from govreport.forms._fields import fact
from govreport.forms._figures import Line
from govreport.forms._record import Record
from govreport.text.bodies import self_reference


class Level(StrEnum):
    """The level of government a body belongs to.

    >>> Agency(name="甲局", level="县级").level is Level.COUNTY
    True
    """

    STATE = "state"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class Organ(StrEnum):
    """What kind of body it is.

    >>> Agency(name="甲镇人民政府", organ="政府").organ is Organ.GOVERNMENT
    True
    """

    GOVERNMENT = "government"
    """A people's government, or its general office acting for it."""
    DEPARTMENT = "department"
    """A department of a government."""
    OFFICE = "office"
    """派出机关: a sub-district office, an administrative committee."""
    VERTICAL = "vertical"
    """A body under vertical management (垂直管理)."""


_LEVELS: Final = {
    "国家级": Level.STATE,
    "省级": Level.PROVINCE,
    "地级": Level.PREFECTURE,
    "市级": Level.PREFECTURE,
    "设区的市级": Level.PREFECTURE,
    "县级": Level.COUNTY,
    "区级": Level.COUNTY,
    "乡级": Level.TOWNSHIP,
    "乡镇级": Level.TOWNSHIP,
}
_ORGANS: Final = {
    "政府": Organ.GOVERNMENT,
    "人民政府": Organ.GOVERNMENT,
    "部门": Organ.DEPARTMENT,
    "派出机关": Organ.OFFICE,
    "垂直管理": Organ.VERTICAL,
}

CHOICES: Final[Mapping[str, Mapping[str, Level | Organ]]] = {"level": _LEVELS, "organ": _ORGANS}
"""The Chinese names of what an agency's `level` and `organ` may be, by the name of the field."""


def chinese_name(choice: Level | Organ) -> str:
    """Return what a level or a kind of body is called in Chinese.

    >>> chinese_name(Level.COUNTY)
    '县级'
    """
    return next(name for names in CHOICES.values() for name, named in names.items() if named is choice)


def _in_chinese(kind: type[Level | Organ], names: Mapping[str, Level | Organ]) -> Callable[[object], object]:
    """Return a reader of the Chinese names; what is neither of them nor a value is refused with both."""

    def read(value: object) -> object:
        if value is None or value in list(kind):
            return value
        if isinstance(value, str) and value in names:
            return names[value]
        shown = [f"{each}（{chinese_name(each)}）" for each in kind]
        raise PydanticCustomError("enum", "enum", {"expected": " / ".join(shown)})

    return read


class Agency(Record):
    """An administrative body: its names, its place among the others, and how it is reached.

    Only the name is needed; it is printed in the title, and says what the body calls itself unless that
    is given. Contact facts are printed where a text states them: in the lead, unless a lead of one's own
    is given.

    >>> Agency(name="睢县河集乡人民政府").self_name, Agency(name="甲县公安局", self_name="县公安局").self_name
    ('我乡', '县公安局')
    """

    name: Line = fact("名称", short="机关名称", required=True)
    short_name: Line | None = fact("简称")
    self_name: Line | None = fact("自称", derived=True)
    level: Annotated[Level | None, BeforeValidator(_in_chinese(Level, _LEVELS))] = fact("级别")
    organ: Annotated[Organ | None, BeforeValidator(_in_chinese(Organ, _ORGANS))] = fact("性质")
    region: Line | None = fact("行政区划")
    address: Line | None = fact("地址")
    postcode: Line | None = fact("邮政编码", short="邮编")
    phone: Line | None = fact("联系电话", short="电话")
    email: Line | None = fact("电子邮箱", short="邮箱")
    website: Line | None = fact("网址", short="网站")

    def _complete(self) -> None:
        if self.self_name is None:
            self._set("self_name", self_reference(self.name))
            self._set("_left_out", self._left_out | {"self_name"})
