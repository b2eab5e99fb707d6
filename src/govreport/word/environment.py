"""The Jinja environment templates run in, and the border to its exceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from govreport.errors import Problem, TemplateError
from govreport.filters import RULES
from govreport.references import Filters
from govreport.text.amounts import format_plain

ALLOWED_FILTERS: Final = frozenset({*RULES, "default", "join", "length"})
"""The filters of a template that is not trusted: those of references, and three of Jinja's."""

_NO_ARGUMENT: Final = object()

Check = Callable[[nodes.Template], Iterable[Problem]]
"""What looks at the syntax tree of a template before it is compiled, and says what is wrong with it."""


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox that escapes everything, refuses undefined names, and looks into plain data only.

    Attributes:
        check: Is asked about everything that is to be compiled, wherever in the file it stood.
        trusted: Whether the methods of a mapping can be reached beside its keys.
    """

    def __init__(
        self, check: Check | None = None, *, trusted: bool = False, filters: Filters | None = None
    ) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.check = check
        self.trusted = trusted
        self.filters.update({name: _as_in_texts(name, filters or Filters()) for name in RULES})

    def from_string(
        self,
        source: str | nodes.Template,
        globals: Mapping[str, object] | None = None,  # noqa: A002  Jinja's own names
        template_class: type[Template] | None = None,
    ) -> Template:
        """Compile a template, unless the check finds something wrong with it.

        Raises:
            TemplateError: With the problems found.
        """
        tree = self.parse(source) if isinstance(source, str) else source
        problems = tuple(self.check(tree)) if self.check else ()
        if problems:
            raise TemplateError(*problems)
        return super().from_string(tree, dict(globals or {}), template_class)

    def getattr(self, obj: object, attribute: str) -> object:
        """Return the value of a key; a key that is called ``items`` or ``keys`` is a key, too."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Mapping) and not self.trusted:
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _as_in_texts(name: str, filters: Filters) -> Callable[..., str]:
    """Return a filter as it works in texts, but for blanks: in a template they stay blank."""

    def words(value: object, argument: object = _NO_ARGUMENT, *, path: str = "") -> str:
        for each in (value, argument):
            if isinstance(each, StrictUndefined):
                return str(each)  # raises, and says which name it was
        if value is None or argument is None:
            return ""
        if name == "list_zh" and any(part.value is None for part in filters.parts(value, path)):
            return ""
        return filters.apply(name, value, None if argument is _NO_ARGUMENT else argument, path=path)

    return words


def _printed(value: object) -> object:
    """Return what is printed for a value: nothing for a blank, all digits of an amount.

    After rendering docxtpl turns ``{_{ }_} {_% %_}`` into ``{{ }} {% %}``, also where such a sign stands
    partly in one value and partly in the next; so no ``_`` of a value is left as one until it is parsed.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_plain(value)
    if isinstance(value, str) and "_" in value and not isinstance(value, Markup):
        return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704  escaped just before
    return value
