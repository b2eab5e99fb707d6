"""Filling compiled parts: values read, escaped, put between the literal pieces, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from jinja2 import Template
from lxml import etree
from markupsafe import Markup, escape

from govreport.text.amounts import format_plain
from govreport.word.breaks import has_breaks, with_breaks
from govreport.word.budget import require_printable
from govreport.word.compiling import BETWEEN, Part
from govreport.word.fitting import SHORT, fit_figures
from govreport.word.markup import PARSER
from govreport.word.repairs import not_well_formed, repaired

_AT_A_TIME: Final = 500


class NotPrintableError(TypeError):
    """A group or list where a figure or text is to be printed."""


def filled(part: Part, context: dict[str, object], *, fits: bool, has_markup: bool = False) -> bytes:
    """Return a part filled with the values of a context.

    Args:
        part: The part.
        context: Plain data.
        fits: Whether figures too wide for their cells are set in the narrow style.
        has_markup: Whether some of the values are markup, which may be anything.

    Raises:
        TemplateError: If what comes out is not well-formed, or would be too long.
        Exception: Whatever reading a path that leads nowhere or Jinja lets out.
    """
    found = part.paths.values(context)
    require_printable(sum(len(value) for value in found if type(value) is str), part.name)
    values = encoded(found)
    if part.template is not None:
        for number, text in zip(part.blocks, _rendered(part.template, context, part.name), strict=True):
            values.insert(number, text)
    literals = _narrowed(part, values) if fits and part.rooms else part.literals
    pieces: list[bytes] = [b""] * (len(literals) + len(values))
    pieces[::2], pieces[1::2] = literals, values
    xml = b"".join(pieces)
    if part.has_breaks or has_breaks(b"".join(values)):
        xml = with_breaks(xml)
    if part.skeleton.needs_repair or has_markup:
        xml = repaired(xml, part.name)
    elif not part.skeleton.is_sound:
        _require_well_formed(xml, part.name)
    return fit_figures(xml) if fits and part.has_cells else xml


def _narrowed(part: Part, values: Sequence[bytes]) -> Sequence[bytes]:
    """Return the literal pieces, with the runs of figures that do not fit in the narrow style."""
    long = [number for number, value in enumerate(values) if len(value) > SHORT and number in part.rooms]
    literals = list(part.literals)
    for number in long:
        if part.rooms[number].is_too_small_for(values[number]):
            literals[number] = part.rooms[number].narrow
    return literals


def encoded(values: Iterable[object]) -> list[bytes]:
    """Return what is printed for each value, escaped: nothing for a blank, all digits of an amount.

    >>> encoded([12, None, "a<b"])
    [b'12', b'', b'a&lt;b']

    Raises:
        NotPrintableError: If one is a group or a list.
    """
    return [_ENCODERS.get(type(value), _encoded_other)(value) for value in values]


def _encoded_text(text: str) -> bytes:
    # Most texts are words without a sign; asking that is far cheaper than escaping them.
    return text.encode() if text.isalnum() else escape(text).encode()


def _encoded_other(value: object) -> bytes:
    if isinstance(value, Mapping | list):
        raise NotPrintableError(type(value).__name__)
    return escape(str(value)).encode()


_ENCODERS: Final[Mapping[type, Callable[[Any], bytes]]] = {
    int: b"%d".__mod__,
    str: _encoded_text,
    type(None): lambda _: b"",
    Decimal: lambda amount: format_plain(amount).encode(),
    Markup: str.encode,
}
"""What prints a value, by its exact type: to a look-up True would be 1."""


def _rendered(template: Template, context: dict[str, object], name: str) -> list[bytes]:
    """Return what Jinja makes of the blocks of a part."""
    text = _joined(template.root_render_func(template.new_context(context)), name)
    return text.encode().split(BETWEEN.encode())


def _joined(pieces: Iterable[str], name: str) -> str:
    """Return the pieces of a text as one, joined a few at a time.

    Values come as objects that the garbage collector watches: thousands of them alive at once would make it
    walk over all data again and again.
    """
    rest = iter(pieces)
    joined: list[str] = []
    characters = 0
    while some := list(islice(rest, _AT_A_TIME)):
        characters += sum(map(len, some))
        require_printable(characters, name)
        joined.append("".join(some))
    return "".join(joined)


def _require_well_formed(xml: bytes, name: str) -> None:
    try:
        etree.fromstring(xml, PARSER)
    except etree.LxmlError as exc:
        raise not_well_formed(exc, name) from exc
