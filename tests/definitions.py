"""Form classes made from tables of cases, as a class statement would make them."""

from __future__ import annotations

from collections.abc import Mapping


def defined(base: type, fields: Mapping[str, tuple[object, object]], **options: object) -> type:
    """Return a class called Mine with these fields (annotation and declaration) and class options."""
    content = {name: declared for name, (_, declared) in fields.items()}
    hints = {name: hint for name, (hint, _) in fields.items()}
    namespace = {"__annotations__": hints, "__module__": __name__, **content}
    made = type(base)("Mine", (base,), namespace, **options)
    assert isinstance(made, type)
    return made
