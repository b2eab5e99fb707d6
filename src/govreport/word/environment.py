"""The Jinja environment templates run in, and the border to its exceptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from docxtpl import InlineImage, RichText, RichTextParagraph
from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from govreport.filters import RULES
from govreport.references import Filters
from govreport.text.amounts import format_plain
from govreport.word.budget import COUNTED, counted
from govreport.word.extension import Merging
from govreport.word.links import rich_markup
from govreport.word.subdocument import Subdocument, UnplacedError

ALLOWED_FILTERS: Final = frozenset({*RULES, "default", "join", "length"})
"""The filters of a template that is not trusted: those of references, and three of Jinja's."""

_NO_ARGUMENT: Final = object()

FILTERS: Final = "|"
"""The key of a context under which the `Filters` of a report stand: no template can name it."""
_FOR_DATA: Final = Filters()
FLAG: Final = "govreport_flag"
"""The name under which what `vertical.mended` puts into a template finds a place to write to."""
_PLAIN: Final = frozenset({str, int, Markup})
"""The types of most of what is printed, and printed as it is."""
NO_FILTERS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType({})


class _KnownFields(CodeGenerator):
    """Code that takes a field of a group by its key: right where every name is known to be there."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  Jinja's own names
        """Write the look-up of a field; what Jinja knows of a loop is no group."""
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.attr!r}]")


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox that escapes everything, refuses undefined names, and looks into plain data only.

    One environment serves any number of threads and reports: what a filter has to know of the report stands
    in the context, under `FILTERS`.

    Attributes:
        trusted: Whether the methods of a mapping can be reached beside its keys, and lists be changed: they
            are copies, made for one filling.
    """

    @property
    def for_known_fields(self) -> Environment:
        """The same environment for data in which every name of a template has been found."""
        if self.trusted:
            return self
        known = self.overlay()
        known.code_generator_class = _KnownFields
        return known

    def __init__(
        self, filters: Mapping[str, Callable[..., object]] = NO_FILTERS, *, trusted: bool = False
    ) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed, extensions=[Merging])
        self.globals[FLAG] = Namespace
        self.filters[COUNTED] = counted
        self.trusted = trusted
        self.filters.update({**{name: _as_in_texts(name) for name in RULES}, **filters})

    def getattr(self, obj: object, attribute: str) -> object:
        """Return the value of a key; a key that is called ``items`` or ``keys`` is a key, too."""
        if type(obj) is dict:  # what plain data is made of
            if attribute in obj:
                return obj[attribute]
            if not self.trusted:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may reach an attribute."""
        if self.trusted:
            return SandboxedEnvironment.is_safe_attribute(self, obj, attr, value)
        return super().is_safe_attribute(obj, attr, value)


def _as_in_texts(name: str) -> Callable[..., str]:
    """Return a filter as it works in texts, but for blanks: in a template they stay blank."""

    @pass_context
    def words(context: Context, value: object, argument: object = _NO_ARGUMENT, *, path: str = "") -> str:
        for each in (value, argument):
            if isinstance(each, StrictUndefined):
                return str(each)  # raises, and says which name it was
        if value is None or argument is None:
            return ""
        filters = context.get(FILTERS) or _FOR_DATA
        if name == "list_zh" and any(part.value is None for part in filters.parts(value, path)):
            return ""
        return filters.apply(name, value, None if argument is _NO_ARGUMENT else argument, path=path)

    return words


def printed_for_a_try(value: object) -> object:
    """Return what is printed for a value, and nothing for a picture or document."""
    try:
        return printed(value)
    except UnplacedError:
        return ""


def printed(value: object) -> object:
    """Return what is printed for a value: nothing for a blank, all digits of an amount.

    Raises:
        UnplacedError: If it is a picture or document, which has to be placed first.
    """
    if type(value) in _PLAIN:
        return value
    if value is None:
        return ""
    if isinstance(value, RichText | RichTextParagraph):
        return rich_markup(value.xml)
    if isinstance(value, InlineImage | Subdocument):
        raise UnplacedError
    return format_plain(value) if isinstance(value, Decimal) else value
