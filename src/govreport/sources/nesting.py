"""Values from cells put into the nested data of a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Keys: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class NestedData:
    """The data of a report while values are put into it.

    Attributes:
        data: The data.
    """

    data: dict[str, object] = field(default_factory=dict)
    _groups: dict[Keys, dict[str, object]] = field(default_factory=dict)
    """The groups that values were put in, by the keys that lead to them."""

    def put(self, keys: Keys, value: object) -> None:
        """Put a value where its keys lead; 落款 may be 是 and have a name as well."""
        group = self._groups.get(keys[:-1])
        if group is None:
            group = self._group(keys[:-1])
        if isinstance(group.get(keys[-1]), dict):
            if value is True:
                return
            self._groups.clear()  # the value takes the place of one of them
        group[keys[-1]] = value

    def _group(self, keys: Keys) -> dict[str, object]:
        """Return the group at some keys; one that is lost if a value says that there is none."""
        group = self.data
        for key in keys:
            inner = group.get(key)
            if inner is False:
                return {}
            if not isinstance(inner, dict):
                group[key] = inner = {}
            group = inner
        self._groups[keys] = group
        return group
