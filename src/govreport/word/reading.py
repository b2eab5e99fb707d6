"""Reading many paths out of nested data at once, in the order the placeholders of a part stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from operator import itemgetter
from typing import Final

Path = tuple[str, ...]
_MOMENTS: Final = (date, time, timedelta)


class Paths:
    """A plan for reading paths: every group is looked up once, and its values taken in one step.

    >>> Paths([("a", "b"), ("a", "c"), ("d",)]).values({"a": {"b": 1, "c": 2}, "d": 3})
    [1, 2, 3]
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._owners: dict[Path, int] = {(): 0}
        self._steps: list[tuple[int, str]] = []
        runs: list[tuple[int, list[str]]] = []
        for path in paths:
            owner = self._owner(path[:-1])
            if not runs or runs[-1][0] != owner:
                runs.append((owner, []))
            runs[-1][1].append(path[-1])
        self._reads: list[tuple[int, Callable[..., object], bool]] = [
            (owner, itemgetter(*keys), len(keys) == 1) for owner, keys in runs
        ]

    def values(self, data: Mapping[str, object]) -> list[object]:
        """Return the values of the paths.

        Raises:
            KeyError, TypeError, IndexError: If a path leads nowhere.
        """
        try:
            return self._items(data)
        except TypeError:  # among the data is a named tuple, a day, or something that has no fields at all
            return [_followed(data, path) for path in self._paths]

    def _items(self, data: Mapping[str, object]) -> list[object]:
        owners: list[object] = [data]
        for owner, key in self._steps:
            owners.append(owners[owner][key])  # type: ignore[index]  # what cannot be indexed raises
        found: list[object] = []
        for owner, read, is_single in self._reads:
            if is_single:
                found.append(read(owners[owner]))
            else:
                found += read(owners[owner])  # type: ignore[arg-type]  # itemgetter of several: a tuple
        return found

    def _owner(self, path: Path) -> int:
        if path not in self._owners:
            self._steps.append((self._owner(path[:-1]), path[-1]))
            self._owners[path] = len(self._owners)
        return self._owners[path]


def _followed(data: object, path: Path) -> object:
    """Return what a path leads to, the fields of named tuples and days on the way included."""
    for name in path:
        is_record = (isinstance(data, tuple) and name in getattr(data, "_fields", ())) or (
            isinstance(data, _MOMENTS) and not name.startswith("_")
        )
        data = getattr(data, name) if is_record else data[name]  # type: ignore[index]  # raises, if not
    return data
