"""Values from cells put into the nested data of a report."""

from __future__ import annotations


def put(data: dict[str, object], keys: tuple[str, ...], value: object) -> None:
    """Put a value into nested data; 落款 may be 是 and have a name as well."""
    place = data
    for key in keys[:-1]:
        inner = place.get(key)
        if inner is False:
            return
        if not isinstance(inner, dict):
            place[key] = inner = {}
        place = inner
    if not (value is True and isinstance(place.get(keys[-1]), dict)):
        place[keys[-1]] = value
