"""What can be said of every filling of a part before any is made.

The part is looked at as a skeleton: every value a digit, every branch of a block an element of its own. If
the skeleton is well-formed, so is each branch, and so is whatever they are put together to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jinja2 import nodes
from lxml import etree

from govreport.word.budget import COUNTED
from govreport.word.environment import ALLOWED_FILTERS
from govreport.word.grids import columns_of, iter_rows
from govreport.word.markup import DRAWING_PROPERTIES, PARSER, W
from govreport.word.merging import has_marks
from govreport.word.stray import BLOCKS, CLOSED, INLINE
from govreport.word.syntax import is_allowed

_BLOCK: Final = "govreport-block"
_PLAIN_FILTERS: Final = frozenset({*ALLOWED_FILTERS, COUNTED})
_VALUE: Final = "0"
"""What stands for a value; as the span of a cell it is one that no file has."""


class Skeleton:
    """A part with nothing filled in.

    Attributes:
        is_sound: Whether the part is well-formed whatever it is filled with.
        needs_repair: Whether rows may get another number of cells than the table has columns, cells no
            paragraph, pictures a number that others have, or texts no run; and whether cells are merged.
    """

    def __init__(self, tree: nodes.Template) -> None:
        root = _parsed(_text(tree.body))
        self.is_sound = root is not None and all(map(_is_plain, tree.find_all(nodes.Node)))
        self.needs_repair = root is None or any(
            (
                any(map(_is_in_row_block, root.iter(W + "tc"))),
                any(map(_lacks_paragraph, root.iter(W + "tc"))),
                any(map(_is_in_block, root.iter(DRAWING_PROPERTIES))),
                any(span.get(W + "val") == _VALUE for span in root.iter(W + "gridSpan")),
                root.tag == W + "document" and any(map(_is_uneven, root.iter(W + "tbl"))),
                has_marks(root),
                _has_stray_value(root),
            )
        )


def _text(body: Sequence[nodes.Node]) -> str:
    pieces: list[str] = []
    for node in body:
        if isinstance(node, nodes.Output):
            pieces += (
                child.data if isinstance(child, nodes.TemplateData) else _VALUE for child in node.nodes
            )
            continue
        for branch in _branches(node):
            inner = _text(branch)
            pieces.append(f"<{_BLOCK}>{inner}</{_BLOCK}>" if "<" in inner else inner)
    return "".join(pieces)


def _branches(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    """Yield the bodies of a block: of a loop and its ``else``, of a condition and its others."""
    yield list(getattr(node, "body", ()))
    for each in getattr(node, "elif_", ()):
        yield from _branches(each)
    if otherwise := getattr(node, "else_", ()):
        yield list(otherwise)


def _parsed(skeleton: str) -> etree._Element | None:
    try:
        return etree.fromstring(skeleton.encode(), PARSER)
    except etree.LxmlError:
        return None


def _is_plain(node: nodes.Node) -> bool:
    """Tell whether a node prints nothing but escaped values."""
    return is_allowed(node) and (not isinstance(node, nodes.Filter) or node.name in _PLAIN_FILTERS)


def _is_in_row_block(cell: etree._Element) -> bool:
    """Tell whether a cell is repeated or left out by itself, and not with its row."""
    for ancestor in cell.iterancestors(_BLOCK, W + "tr"):
        return ancestor.tag == _BLOCK
    return True


def _lacks_paragraph(cell: etree._Element) -> bool:
    return len(cell) == 0 or cell[-1].tag != W + "p"


def _is_in_block(element: etree._Element) -> bool:
    return next(element.iterancestors(_BLOCK), None) is not None


def _is_uneven(table: etree._Element) -> bool:
    """Tell whether the widest row of a table has more or fewer cells than the table has columns."""
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    return columns != max(map(columns_of, iter_rows(table)), default=columns)


def _has_stray_value(root: etree._Element) -> bool:
    """Tell whether a value stands where only markup belongs."""
    return any(
        _VALUE in (element.text or "") or any(_VALUE in (child.tail or "") for child in element)
        for element in root.iter(*INLINE, *BLOCKS, *CLOSED, _BLOCK)
        if element.tag != _BLOCK or next(element.iterancestors(W + "t"), None) is None
    )
