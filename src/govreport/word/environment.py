"""The Jinja environment templates run in, and the border to its exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from govreport.references import FILTERS
from govreport.text.amounts import format_plain

ALLOWED_FILTERS: Final = frozenset({*FILTERS, "default", "join", "length"})
"""The filters of a template that is not trusted: those of references, and three of Jinja's."""
_ENGINE_MARKS: Final = ("{_{", "}_}", "{_%", "%_}")
"""What docxtpl would turn into ``{{ }} {% %}`` after rendering; in data it stays as it is."""


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox that escapes everything, refuses undefined names, and looks into plain data only."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.filters.update(FILTERS)

    def getattr(self, obj: object, attribute: str) -> object:
        """Return the value of a key; a key that is called ``items`` or ``keys`` is a key, too."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _printed(value: object) -> object:
    """Return what is printed for a value: nothing for a blank, all digits of an amount."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_plain(value)
    if isinstance(value, str) and any(mark in value for mark in _ENGINE_MARKS):
        return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704  escaped just before
    return value
